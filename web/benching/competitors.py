"""
Who is measured. A competitor is a name and a function that is imported in the child process alone.

The function is given a problem, what it may spend, a ``Tell`` to say what it knows so far, and a question to ask now
and then whether to end; it returns a plan whose status is ``optimal``, ``feasible``, ``infeasible`` or ``unknown``,
with its bound where it has one. Its points are recomputed, and its plan verified, by others.
"""

from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import find_spec
from shutil import which
from typing import Protocol

from scheduler.plan import Plan
from scheduler.problem import Problem


@dataclass(frozen=True, slots=True)
class Allowed:
    """``seconds`` of wall clock once the problem is read, threads, and the seed of every random choice."""

    seconds: float
    workers: int
    seed: int


class Tell(Protocol):
    """Called with each improvement of either; when it was is measured by who listens."""

    def __call__(self, points: int | None, bound: int | None) -> None: ...


Solver = Callable[[Problem, Allowed, Tell, Callable[[], bool]], Plan]


@dataclass(frozen=True, slots=True)
class Competitor:
    """
    ``where`` is ``module:function``, a ``Solver``; the versions of ``packages`` are written in the report.

    ``extra`` is a module that not everybody has, ``program`` one on the path: without them it cannot start.
    ``release`` is the one release of its package that it is measured with.
    """

    name: str
    where: str
    packages: tuple[str, ...] = ()
    extra: str | None = None
    release: str = ""
    program: str | None = None

    @property
    def installed(self) -> bool:
        there = self.extra is None or find_spec(self.extra) is not None
        return there and (self.program is None or which(self.program) is not None)


RIDEAU = Competitor("Rideau", "web.benching.rideau:solved", ("rideau", "ortools", "numpy"))

#: What a user could pick instead, by the name that the command knows it under.
PEERS = {
    "greedy": Competitor("Greedy", "web.benching.peers.spreadsheet:solved"),
    "cp-sat": Competitor("CP-SAT", "web.benching.peers.cp_sat:solved", ("ortools",)),
    "highs": Competitor("HiGHS", "web.benching.peers.mip:highs", ("highspy",), "highspy"),
    "scip": Competitor("SCIP", "web.benching.peers.mip:scip", ("pyscipopt",), "pyscipopt"),
    "timefold": Competitor(
        "Timefold", "web.benching.peers.timefold:solved", ("timefold",), "timefold", "==1.24.0b0", "javac"
    ),
}
