"""Solvers of mixed-integer programmes: the packing form of the compiled model, from the greedy plan on."""

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from scheduler.plan import Plan
from scheduler.problem import Problem

from ..competitors import Allowed, Tell
from .outside import started
from .packing import mixed
from .start import known
from .town import Town

FILE = "model.npz"


def highs(problem: Problem, allowed: Allowed, tell: Tell, should_stop: Callable[[], bool]) -> Plan:
    return solved("web.benching.peers.highs", Town(problem, allowed, tell, should_stop))


def scip(problem: Problem, allowed: Allowed, tell: Tell, should_stop: Callable[[], bool]) -> Plan:
    return solved("web.benching.peers.scip", Town(problem, allowed, tell, should_stop))


def solved(module: str, town: Town) -> Plan:
    """The best plan of the solver in ``module``; it begins again where a choice brought cuts."""
    town.greedy()
    while not town.over():
        with TemporaryDirectory(prefix="rideau-peer-") as folder:
            if not _round(module, town, Path(folder) / FILE):
                break
    return town.plan()


def _round(module: str, town: Town, file: Path) -> bool:
    """Solve until the end, or until a choice brings cuts; whether another round could bring more."""
    whole = town.whole()
    if whole.impossible:
        town.impossible = True
        return False
    mixed(whole.cp.proto, len(whole.free), known(town, whole)).save(file)
    spend = (
        "--seconds",
        max(0.01, town.left),
        "--workers",
        town.allowed.workers,
        "--seed",
        town.allowed.seed,
    )
    with started(module, (file, *spend)) as outside:
        for told in outside.told():
            if told is not None and "chosen" in told and not town.take(whole.free[told["chosen"]]):
                return True
            if told is not None and "bound" in told:
                town.lower(told["bound"])
            if told is not None and "impossible" in told:
                town.impossible = town.best is None
            if town.over():
                return False
    return False
