"""The anytime search: a first plan at once, then better ones, under one bound that is always valid.

1. A smallest plan of what is demanded (CP-SAT), filled up greedily.
2. Rough prices by subgradient descent, with greedy plans by them.
3. CP-SAT over the options near their price, from the incumbent; exact prices from the relaxation where it is small.
4. Neighbourhoods of the incumbent solved anew by CP-SAT; between them, longer and longer attempts at everything that
   reduced costs have not ruled out, until the bound is met.

Every solve is cut by deterministic work, so that the clock decides only when to stop.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from random import Random

import numpy as np

from ..options.exact import Ints
from .construct import greedy, smallest
from .guide import Guide, best_of_each
from .master import Effort, Restriction
from .model import Model, Separator
from .neighbourhoods import Neighbourhood, Scene, of, opened
from .state import State
from .stroll import stroll

#: Options near their price that enter the first choice (points below it), widened until there are so many an item.
_NEAR, _ENOUGH = 2.0, 10
#: Problems up to this many options are tried whole from the start.
_SMALL = 4000
#: CP-SAT's deterministic work for a neighbourhood, the first choice, and the first attempt at everything.
_STEP, _FIRST, _WHOLE = 0.6, 4.0, 4.0
#: Legs of the descent, rounds of each, and the share of the time after which no further leg begins.
_LEGS, _ROUNDS, _SHARE = 5, 40, 0.35
#: Rounds of the relaxation, in problems of up to so many items.
_LP_ROUNDS, _LP_ITEMS = 4, 600
#: Up to so many options, exact prices are a matter of a second and come before the first choice.
_QUICK = 15_000
#: Share of the time after which no further round of the relaxation begins.
_HALF = 0.5
#: Neighbourhoods between two attempts at a walk; the most options of an attempt at everything, which gets as much
#: work as the neighbourhoods before it.
_WALKED, _HOPE = 8, 12_000
#: Columns of a neighbourhood, and the most of the first choice.
_WIDTH, _WIDEST = 2500, 6000
#: Above so many options, neighbourhoods look at so many of each item only.
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
        self._random = Random(limits.seed)
        self.guide = Guide(model)
        self.incumbent: State | None = None
        self.bound: int | None = None
        self.impossible = False
        self._demanded: tuple[int, ...] = ()
        self._pool: tuple[int | None, Ints] | None = None

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

    def effort(self, work: float | None = None) -> Effort:
        """What one solve may spend: the seconds left and, where given, so much deterministic ``work``."""
        return Effort(self.left, work, self.limits.workers, self.limits.seed, self.limits.should_stop)

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

    def run(self) -> None:
        """Search until the limits are reached."""
        self._first()
        if self.incumbent is None or self.over:
            return
        if len(self.guide.possible) <= _SMALL:
            self._whole(_WHOLE)
        self._descend()
        if len(self.guide.possible) <= _QUICK:
            self._price()
        self._stroll()
        self._choose_near()
        self._price()
        self._improve()

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
            self._take_bound()
        by_points = best_of_each(self.guide.best_left, self.guide.possible, self.model.item, 60)
        order = by_points[np.argsort(-self.model.points[by_points], kind="stable")]
        hint = np.intersect1d(self._hint, self.guide.possible)
        if len(hint) and self.incumbent is not None and not self.over:
            demanded = np.array(choice.options, dtype=np.int64)
            self.choose(State(self.model), np.union1d(hint, demanded), _FIRST)
            self._fill(tuple(self.incumbent.chosen), order)
        self._fill(choice.options, order)
        self._stroll()

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
            if self.over or (leg and self.elapsed > _SHARE * self.limits.seconds):
                return
            assert self.incumbent is not None
            self.guide.descend(_ROUNDS, self.incumbent.points, lambda: self.over)
            self._take_bound()
            near = best_of_each(self.guide.best_left, self.guide.possible, self.model.item, 60)
            self._fill(self._demanded, near[np.argsort(-self.guide.best_left[near], kind="stable")])

    def _price(self) -> None:
        """Rounds of the relaxation until its bound is settled; only where a round is a matter of seconds."""
        assert self.incumbent is not None
        also = np.array(sorted(self.incumbent.chosen), dtype=np.int64)
        for _ in range(_LP_ROUNDS if int(self.model.waiting.sum()) <= _LP_ITEMS else 0):
            if self.over or self.elapsed > _HALF * self.limits.seconds:
                return
            if not self.guide.improve(lambda: self.left / 2, also):
                return
            self._take_bound()

    def _take_bound(self) -> None:
        if self.guide.bound is not None and self.incumbent is not None:
            self.lower(max(self.guide.bound, self.incumbent.points))

    def _near(self, points: float, enough: int) -> Ints:
        """
        Options at most so many points below their price, or the ``enough`` nearest; the incumbent's among them.

        While prices are rough, many options are above theirs: then the best few of each item stand for them.
        """
        assert self.incumbent is not None
        possible, left = self.guide.possible, self.guide.best_left
        near = possible[left[possible] > -points]
        if len(near) < enough:
            near = possible[np.argsort(-left[possible], kind="stable")[:enough]]
        if len(near) > _WIDEST:
            near = best_of_each(left, near, self.model.item, max(1, _WIDEST // len(self.model.most)))
        return np.union1d(near, np.array(sorted(self.incumbent.chosen), dtype=np.int64))

    def _candidates(self) -> Ints:
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
        if not self.over:
            self.choose(State(self.model), self._near(_NEAR, _ENOUGH * len(self.model.most)), _FIRST)

    def _whole(self, work: float) -> None:
        """Everything that could be in a better plan; if solved to the end, the incumbent is proven."""
        while not self.over:
            assert self.incumbent is not None
            before = len(self.model.row_low)
            kept = self.guide.worth(self.incumbent.points, self.guide.possible)
            free = np.union1d(kept, np.array(sorted(self.incumbent.chosen), dtype=np.int64))
            hint = list(self.incumbent.chosen)
            choice = Restriction(self.model, State(self.model), free).solve(self.effort(work), hint)
            if choice.options is not None:
                self.offer(choice.options)
            if choice.bound is not None:
                # What was left out cannot beat the incumbent.
                self.lower(max(choice.bound, self.incumbent.points))
            if len(self.model.row_low) == before:
                return

    def _improve(self) -> None:
        """Neighbourhood after neighbourhood; sizes follow how far each can be solved."""
        kinds, walks = of(self.model), self.model.walks
        size = dict.fromkeys(range(len(kinds)), 30.0)
        work, spent, step = _WHOLE, 0.0, 0
        while not self.over:
            assert self.incumbent is not None
            step += 1
            spent += _STEP
            if spent >= work or not kinds:
                spent = 0.0
                kept = self.guide.worth(self.incumbent.points, self.guide.possible)
                if len(kept) <= _HOPE:
                    self._whole(work)
                    work *= 2
            if walks and (step % _WALKED == 0 or not kinds):
                stroll(self, walks[step % len(walks)], step)
            if not kinds:
                continue
            kind = self._random.randrange(len(kinds))
            solved = self._step(kinds[kind], int(size[kind]))
            size[kind] = min(400.0, size[kind] * 1.05) if solved else max(4.0, size[kind] * 0.9)

    def _step(self, neighbourhood: Neighbourhood, size: int) -> bool | None:
        assert self.incumbent is not None
        scene = Scene(self.model, self.incumbent, self.guide.best_left)
        if not len(scene.chosen):
            return True
        items = opened(scene, neighbourhood(scene, self._random, size))
        freed, free = np.isin(scene.item, items), self.model.waiting.copy()
        free[items] = True
        base = self.incumbent.copy()
        for option in scene.chosen[freed].tolist():
            base.remove(option)
        room = self.model.most - np.bincount(scene.item[~freed], minlength=len(self.model.most))
        possible = self._candidates()
        open_to = possible[(free & (room > 0))[self.model.item[possible]]]
        open_to = open_to[base.fitting(open_to)]
        if len(open_to) > _WIDTH:
            best = np.argsort(-self.guide.best_left[open_to], kind="stable")[:_WIDTH]
            open_to = open_to[best]
        return self.choose(base, np.union1d(open_to, scene.chosen[freed]), _STEP)
