"""A problem as a peer sees it: the compiled model, a greedy plan to start from, and what becomes of a choice."""

import time
from collections.abc import Callable, Iterable
from dataclasses import replace

import numpy as np

from scheduler.engine.construct import greedy, smallest
from scheduler.engine.master import Effort, Restriction
from scheduler.engine.state import State
from scheduler.options import possible
from scheduler.placements import write
from scheduler.plan import Plan
from scheduler.problem import Problem
from scheduler.roster import Roster
from scheduler.rules import compile_model
from scheduler.rules.cuts import Missing

from ..competitors import Allowed, Tell

#: Share of the time for the search; the rest is kept to write the plan down, as our own engine keeps it.
SEARCHING = 0.97
#: How far above a whole number of points a bound in floating point still means that number.
NOISE = 1e-6


class Town:
    """
    The best choice of options so far, and the lowest bound, told of as they come.

    Each choice is held to every rule before it counts: complete, staffed, paid and walkable. One that is not brings
    cuts, and the peer begins again with these. ``impossible``: no plan exists.
    """

    def __init__(
        self,
        problem: Problem,
        allowed: Allowed,
        tell: Tell,
        should_stop: Callable[[], bool],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._clock, self._until = clock, clock() + SEARCHING * allowed.seconds
        self.allowed, self._tell, self._should_stop = allowed, tell, should_stop
        self.options = possible(problem)
        self.model = compile_model(self.options)
        self._roster = Roster(problem)
        self.missing = Missing(self.model, self.options, self._roster)
        self.best: State | None = None
        self.bound: int | None = None
        self.impossible = False

    @property
    def left(self) -> float:
        """Seconds to search."""
        return self._until - self._clock()

    def over(self) -> bool:
        """Whether to end: no time, told to, or nothing more to find."""
        return self.left <= 0 or self.impossible or self.proven or self._should_stop()

    @property
    def proven(self) -> bool:
        """Whether no choice is better than the best so far."""
        return self.best is not None and self.bound is not None and self.bound <= self.best.points

    def greedy(self) -> None:
        """As with a spreadsheet: what is demanded, then by points, one after the other, wherever each fits first."""
        choice = smallest(self.model, self.missing, self._effort)
        self.impossible = choice.impossible
        if choice.options is None:
            return
        order = np.nonzero(self.model.alone)[0]
        order = order[np.argsort(-self.model.points[order], kind="stable")]
        state = greedy(State(self.model, choice.options), order, self.missing, self.over)
        if not self.take(state.chosen):
            self.take(choice.options)

    def whole(self) -> Restriction:
        """The model over everything that is possible, with the cuts so far."""
        return Restriction(self.model, State(self.model), np.nonzero(self.model.alone)[0])

    def take(self, options: Iterable[int]) -> bool:
        """Hold a choice to every rule; keep it if it is better. False: it brought cuts, and the model is another."""
        state = State(self.model, [int(j) for j in options])
        if not state.complete() or (self.best is not None and state.points <= self.best.points):
            return True
        cuts = self.missing(list(state.chosen))
        if cuts:
            self.model.add_cuts(cuts)
            if self.best is not None:
                self.best = State(self.model, self.best.chosen)
            return False
        self.best = state
        self._tell(state.points, self.bound)
        return True

    def lower(self, bound: float) -> None:
        """A bound on the points of every plan, in floating point."""
        if not np.isfinite(bound) or abs(bound) > 1e15:
            return
        whole = int(np.floor(bound + NOISE * max(1.0, abs(bound))))
        if self.bound is None or whole < self.bound:
            self.bound = whole
            self._tell(None if self.best is None else self.best.points, whole)

    def plan(self) -> Plan:
        """The best choice written down, with what is claimed of it."""
        if self.best is None:
            return Plan(status="infeasible" if self.impossible else "unknown", bound=self.bound)
        return replace(
            write(self.options, self.model, self.best.chosen, self._roster),
            status="optimal" if self.proven else "feasible",
            points=self.best.points,
            bound=self.best.points if self.proven else self.bound,
        )

    def _effort(self, work: float | None = None) -> Effort:
        return Effort(self.left, work, self.allowed.workers, self.allowed.seed, self._should_stop)
