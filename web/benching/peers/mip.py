"""Solvers of mixed-integer programmes: the packing form of the compiled model, from the greedy plan on."""

import sys
from collections.abc import Callable
from pathlib import Path

from scheduler.engine.rows import programme
from scheduler.plan import Plan
from scheduler.problem import Problem

from ..competitors import Allowed, Tell
from .mixed import mixed
from .rounds import Command, rounds
from .start import known
from .town import Town

FILE = "model.npz"


def highs(problem: Problem, allowed: Allowed, tell: Tell, should_stop: Callable[[], bool]) -> Plan:
    return solved("web.benching.peers.highs", Town(problem, allowed, tell, should_stop))


def scip(problem: Problem, allowed: Allowed, tell: Tell, should_stop: Callable[[], bool]) -> Plan:
    return solved("web.benching.peers.scip", Town(problem, allowed, tell, should_stop))


def solved(module: str, town: Town) -> Plan:
    town.greedy()

    def begin(folder: Path) -> Command | None:
        whole = town.whole()
        if whole.impossible:
            town.impossible = True
            return None
        file = folder / FILE
        mixed(programme(whole.cp.proto), len(whole.free), known(town, whole)).save(file)
        allowed = ("--workers", town.allowed.workers, "--seed", town.allowed.seed)
        seconds = max(0.01, town.left)
        return Command((sys.executable, "-m", module, file, "--seconds", seconds, *allowed), whole.free)

    return rounds(town, begin)
