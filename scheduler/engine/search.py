"""The anytime search: a first plan at once, then better ones, under one bound that is always valid.

1. A smallest plan of what is demanded (CP-SAT), filled up greedily.
2. Prices by descent, with greedy plans by them; CP-SAT over the options that they speak for.
3. Neighbourhoods of the incumbent solved anew by CP-SAT; exact prices from the relaxation, and attempts at everything
   that reduced costs have not ruled out, until the bound is met.

Every solve is cut by deterministic work, so that the clock decides only when to stop.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from random import Random

import numpy as np

from ..options.exact import Ints
from .bound import Prices
from .construct import greedy, smallest
from .crew import Crew
from .guide import Guide
from .improve import Improver
from .master import Effort, Restriction
from .model import Model, Separator
from .pooled import MANY
from .ranking import best_of_each
from .state import State
from .stroll import stroll

#: Options of an item that enter the first choice where there is no relaxation, and the most of all.
_NEAR, _WIDEST = 8, 6000
#: CP-SAT's deterministic work for a first choice.
_FIRST = 0.6
#: Legs of the descent, rounds of each, the share of the time after which no further leg begins, and that by which one
#: must lower the bound to be followed by another.
_LEGS, _ROUNDS, _SHARE, _GAIN = 12, 60, 0.3, 0.0002
#: The same share in large towns, where greedy plans gain more by better prices than neighbourhoods gain in that time.
_LONGER = 0.8
#: Up to so many items waiting for a place, a round of the relaxation is a matter of seconds; rounds before the first
#: choice, and the share of the time after which no further one begins.
_EXACT, _PRICED, _HALF = 600, 1, 0.4
#: Above so many options, neighbourhoods look at so many of each item only; greedy plans always do.
_POOL, _OF_EACH = 100_000, 60


@dataclass(frozen=True, slots=True)
class Limits:
    """When to stop, and with what to work. ``clock`` returns seconds; nothing else tells the time."""

    seconds: float
    clock: Callable[[], float]
    workers: int = 1
    seed: int = 0
    gap: float = 0.0
    should_stop: Callable[[], bool] | None = None
    started: float | None = None


class Search:
    """Improves ``incumbent`` and ``bound`` until the limits are reached or the two meet."""

    def __init__(
        self,
        model: Model,
        separate: Separator,
        limits: Limits,
        on_improve: Callable[["Search"], None],
        hint: Ints | None = None,
        standing: Sequence[Ints] = (),
    ) -> None:
        self.model, self.separate, self.limits = model, separate, limits
        self._on_improve = on_improve
        self._hint = hint if hint is not None else np.empty(0, dtype=np.int64)
        self._standing = standing
        self._started = limits.clock() if limits.started is None else limits.started
        self.random = Random(limits.seed)
        self.guide = Guide(model)
        self.incumbent: State | None = None
        self.bound: int | None = None
        self.impossible = False
        self._demanded: tuple[int, ...] = ()
        self._pool: tuple[int | None, Ints] | None = None
        self._improver: Improver | None = None

    @property
    def elapsed(self) -> float:
        """Seconds since the search began, by the clock it was given."""
        return self.limits.clock() - self._started

    @property
    def left(self) -> float:
        """Seconds to search; a little is kept to write the plan down and check it."""
        return 0.97 * self.limits.seconds - self.elapsed

    @property
    def proven(self) -> bool:
        """Whether no plan can have more points than the incumbent."""
        return self.incumbent is not None and self.bound == self.incumbent.points

    @property
    def over(self) -> bool:
        """Whether to stop: no time, told to, proven, or near enough to the bound."""
        if self.impossible or self.proven or self.left <= 0:
            return True
        if self.limits.should_stop is not None and self.limits.should_stop():
            return True
        return self.limits.gap > 0 and self.gap is not None and self.gap <= self.limits.gap

    @property
    def gap(self) -> float | None:
        """(bound − points) / |points|."""
        if self.incumbent is None or self.bound is None:
            return None
        return (self.bound - self.incumbent.points) / max(1, abs(self.incumbent.points))

    def effort(self, work: float | None = None, workers: int | None = None) -> Effort:
        """What one solve may spend: until the search is over and, where given, so much deterministic ``work``."""
        limits = self.limits
        return Effort(self.left, work, workers or limits.workers, limits.seed, lambda: self.over)

    def offer(self, options: Ints | tuple[int, ...]) -> bool:
        """Take a choice as the incumbent if it is complete, better, staffed and paid; learn the cuts if not."""
        state = State(self.model, [int(j) for j in options])
        if self.incumbent is not None and state.points <= self.incumbent.points:
            return False
        if not state.complete():
            return False
        cuts = self.separate(list(state.chosen))
        if cuts:
            self.model.add_cuts(cuts)
            if self.incumbent is not None:
                self.incumbent = State(self.model, self.incumbent.chosen)
            return False
        self.incumbent = state
        self._on_improve(self)
        return True

    def exchange(self, options: Iterable[int]) -> None:
        """Take another choice for the incumbent if it is complete and brings no less."""
        state = State(self.model, [int(j) for j in options])
        if self.incumbent is None or state.points < self.incumbent.points or not state.complete():
            return
        if not self.separate(list(state.chosen)):
            self.incumbent = state

    def lower(self, bound: int) -> None:
        """Take a bound if it is lower than the one known (and never below a plan at hand)."""
        if self.bound is None or bound < self.bound:
            self.bound = bound
            self._on_improve(self)

    def run(self, steps: int | None = None) -> None:
        """Search until the limits are reached, or so many neighbourhoods are solved."""
        self.begin()
        self.improve(steps)

    def begin(self) -> None:
        """A good plan and prices: all that comes before neighbourhoods."""
        self._first()
        if self.incumbent is None or self.over:
            return
        self._descend()
        self.price(_PRICED)
        self._stroll()
        self._choose_near()

    def resume(self, chosen: Iterable[int], prices: Prices | None = None) -> None:
        """Go on from a plan and prices found elsewhere, instead of :meth:`begin`."""
        self.incumbent = State(self.model, [int(j) for j in chosen])
        if prices is not None:
            self.guide.take(prices)
            self.take_bound()

    def improve(self, steps: int | None = None) -> int:
        """Solve so many neighbourhoods, or until the limits are reached; how many were solved."""
        if self.incumbent is None or self.over:
            return 0
        if self._improver is None:
            self._improver = Improver(self)
        return self._improver.run(steps)

    def _first(self) -> None:
        """What stands, what is demanded, then the hint, then whatever brings most points."""
        for options in self._standing:  # takes no search: with however little time, nothing worse is found
            held = np.bincount(self.model.item[options], minlength=len(self.model.most))
            if (held <= self.model.most).all():
                self.offer(options)
        choice = smallest(self.model, self.separate, self.effort, self._hint)
        self.impossible = choice.impossible
        if choice.options is None:
            return
        self._demanded = choice.options
        self.offer(choice.options)
        if self.incumbent is not None:
            self.guide.descend(1, self.incumbent.points, lambda: False)
            self.take_bound()
        by_points = best_of_each(self.guide.best_left, self.guide.possible, self.model.item, _OF_EACH)
        order = by_points[np.argsort(-self.model.points[by_points], kind="stable")]
        hint = self._hint[self.model.alone[self._hint]]
        if len(hint) and self.incumbent is not None and not self.over:
            self._repair(choice.options, hint)
            self._fill(tuple(self.incumbent.chosen), order)
        self._fill(choice.options, order)
        self._stroll()

    def _repair(self, demanded: tuple[int, ...], hint: Ints) -> None:
        """What still holds of the hint beside what is demanded; that may stand elsewhere, so that more of it holds."""
        points, item = self.model.points, self.model.item
        self._fill(demanded, hint[np.argsort(-points[hint], kind="stable")])
        new = np.setdiff1d(item[list(demanded)], item[hint])
        elsewhere = self.guide.possible[np.isin(item[self.guide.possible], new)]
        few = best_of_each(points.astype(float), elsewhere, item, _OF_EACH)
        self.choose(
            State(self.model), np.union1d(np.union1d(hint, few), np.array(demanded, dtype=np.int64)), _FIRST
        )

    def _stroll(self) -> None:
        """Each walk beside all the rest."""
        for walk in self.model.walks:
            if not self.over and self.incumbent is not None:
                stroll(self, walk, 0)

    def _fill(self, start: tuple[int, ...], order: Ints) -> None:
        if self.left > 0:
            state = greedy(State(self.model, start), order, self.separate, lambda: self.over)
            self.offer(tuple(state.chosen))

    def _descend(self) -> None:
        """Rough prices, and greedy plans by them as they get better."""
        for leg in range(_LEGS):
            share = _LONGER if self.model.options > MANY else _SHARE
            if self.over or (leg and self.elapsed > share * self.limits.seconds):
                return
            assert self.incumbent is not None
            before = self.bound
            self.guide.descend(_ROUNDS, self.incumbent.points, lambda: self.over)
            self.take_bound()
            promise = self.guide.promise
            near = best_of_each(promise, self.guide.possible, self.model.item, _OF_EACH)
            self._fill(self._demanded, near[np.argsort(-promise[near], kind="stable")])
            if leg and before and self.bound and before - self.bound < _GAIN * abs(before):
                return

    @property
    def exactly(self) -> bool:
        """Whether a round of the relaxation is a matter of seconds: not where columns stand in rows at a place."""
        return self._few and not (self.model.home >= 0).any()

    @property
    def _few(self) -> bool:
        return int(self.model.waiting.sum()) <= _EXACT

    def price(self, rounds: int) -> None:
        """Rounds of the relaxation, where it is small: its prices tell apart what rough ones do not."""
        assert self.incumbent is not None
        also = np.array(sorted(self.incumbent.chosen), dtype=np.int64)
        for _ in range(rounds if self.exactly else 0):
            if self.over or self.elapsed > _HALF * self.limits.seconds:
                return
            if not self.guide.improve(self.left / 2, also):
                return
            self.take_bound()

    def take_bound(self) -> None:
        """Take what prices prove, but no less than the plan at hand brings."""
        if self.guide.bound is not None and self.incumbent is not None:
            self.lower(max(self.guide.bound, self.incumbent.points))

    def _near(self) -> Ints:
        """Options that the relaxation holds, and those demanded; in large towns, the best few of each item."""
        if self._few and len(self.guide.held):
            return np.union1d(self.guide.held, np.array(sorted(self._demanded), dtype=np.int64))
        assert self.incumbent is not None
        few = max(1, min(_NEAR, _WIDEST // max(1, len(self.model.most))))
        near = best_of_each(self.guide.best_left, self.guide.possible, self.model.item, few)
        return np.union1d(near, np.array(sorted(self.incumbent.chosen), dtype=np.int64))

    def candidates(self) -> Ints:
        """The options that neighbourhoods look at: all, or in large towns the best of each item."""
        if self._pool is None or self._pool[0] != self.guide.bound:
            pool = self.guide.possible
            if len(pool) > _POOL:
                pool = best_of_each(self.guide.best_left, pool, self.model.item, _OF_EACH)
            self._pool = self.guide.bound, pool
        return self._pool[1]

    def choose(self, base: State, free: Ints, work: float) -> bool | None:
        """Choose among free options from the incumbent, again while cuts come. Whether it was solved to the end."""
        assert self.incumbent is not None
        for _ in range(8):
            before = len(self.model.row_low)
            choice = Restriction(self.model, base, free).solve(self.effort(work), list(self.incumbent.chosen))
            if choice.options is None:
                return choice.proven
            self.offer((*base.chosen, *choice.options))
            self._on_improve(self)
            if len(self.model.row_low) == before or self.over:
                return choice.proven
            base = State(self.model, base.chosen)
        return False

    def _choose_near(self) -> None:
        """Among the options that prices speak for: with several hands, each by a seed of its own."""
        if self.over or self.incumbent is None:
            return
        free, hint = self._near(), list(self.incumbent.chosen)
        with Crew(self.limits.workers) as crew:
            restrictions = [Restriction(self.model, State(self.model), free) for _ in range(crew.size)]
            efforts = [replace(self.effort(_FIRST, 1), seed=self.limits.seed + k) for k in range(crew.size)]
            tried = [crew.submit(r.solve, e, hint) for r, e in zip(restrictions, efforts, strict=True)]
        rows = len(self.model.row_low)
        for choice in [one.result() for one in tried]:
            if choice.options is not None:
                self.offer(choice.options)
        if len(self.model.row_low) > rows and not self.over:
            self.choose(State(self.model), free, _FIRST)
