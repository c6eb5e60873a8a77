"""The anytime search: a first plan at once, then better ones, under one bound that is always valid."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from .master import Effort, Restriction
from .model import Model, Separator
from .state import State


@dataclass(frozen=True, slots=True)
class Limits:
    """When to stop, and with what to work. ``clock`` returns seconds; nothing else tells the time."""

    seconds: float
    clock: Callable[[], float]
    workers: int = 1
    seed: int = 0
    gap: float = 0.0
    should_stop: Callable[[], bool] | None = None


class Search:
    """Improves ``incumbent`` and ``bound`` until the limits are reached or the two meet."""

    def __init__(
        self, model: Model, separate: Separator, limits: Limits, on_improve: Callable[["Search"], None]
    ) -> None:
        self.model, self.separate, self.limits = model, separate, limits
        self._on_improve = on_improve
        self._started = limits.clock()
        self.incumbent: State | None = None
        self.bound: int | None = None
        self.impossible = False

    @property
    def elapsed(self) -> float:
        return self.limits.clock() - self._started

    @property
    def left(self) -> float:
        return self.limits.seconds - self.elapsed

    @property
    def proven(self) -> bool:
        return self.incumbent is not None and self.bound == self.incumbent.points

    @property
    def over(self) -> bool:
        """Whether to stop: no time, told to, proven, or near enough to the bound."""
        if self.impossible or self.proven or self.left <= 0:
            return True
        if self.limits.should_stop is not None and self.limits.should_stop():
            return True
        return self.gap is not None and self.gap <= self.limits.gap

    @property
    def gap(self) -> float | None:
        """(bound − points) / |points|."""
        if self.incumbent is None or self.bound is None:
            return None
        return (self.bound - self.incumbent.points) / max(1, abs(self.incumbent.points))

    def effort(self, work: float | None, seconds: float | None = None) -> Effort:
        left = self.left if seconds is None else min(seconds, self.left)
        return Effort(left, work, self.limits.workers, self.limits.seed, self.limits.should_stop)

    def offer(self, state: State) -> bool:
        """Take a choice as the incumbent if it is complete and better."""
        better = self.incumbent is None or state.points > self.incumbent.points
        if not better or not state.complete() or self.separate(list(state.chosen)):
            return False
        self.incumbent = state
        self._on_improve(self)
        return True

    def lower(self, bound: int) -> None:
        """Take a bound if it is lower than the one known."""
        if self.bound is None or bound < self.bound:
            self.bound = bound
            self._on_improve(self)

    def run(self) -> None:
        """Search until the limits are reached."""
        self._whole()

    def _whole(self) -> None:
        """Everything free at once, with cuts until the best choice breaks none."""
        free = np.nonzero(self.model.alone)[0]
        while not self.over:
            restriction = Restriction(self.model, State(self.model), free)
            hint = None if self.incumbent is None else list(self.incumbent.chosen)
            choice = restriction.solve(self.effort(None), hint)
            if choice.impossible:
                self.impossible = True
                return
            if choice.bound is not None:
                self.lower(choice.bound)
            if choice.options is None:
                return
            cuts = self.separate(choice.options)
            if cuts:
                self.model.add_cuts(cuts)
                continue
            self.offer(State(self.model, choice.options))
            return
