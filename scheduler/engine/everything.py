"""What lowers the bound: rounds of the relaxation, then attempts at everything that reduced costs have not ruled out.

If such an attempt ends, the incumbent is proven. With one hand they take turns with neighbourhoods, and each attempt
may take longer than the one before; with more, an attempt may go on beside them, and begins anew where they have found
so much that it would be over sooner.
"""

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from .crew import Crew
from .guide import Found
from .integer import whole
from .master import Choice, Restriction
from .state import State

if TYPE_CHECKING:
    from .search import Search

#: The most options of an attempt.
_HOPE = 12_000
#: Nodes of the first attempt by integer programming, CP-SAT's deterministic work for the first where there are walks,
#: and how many times more each has than the one before.
_NODES, _WORK, _MORE = 300, 4.0, 3
#: Neighbourhoods between two rounds of the relaxation. With one hand: the most of the time left that an attempt may
#: take; before a further one, as many neighbourhoods again as were done.
_BETWEEN, _SHARE = 2, 0.4
#: The most of the time left that the first attempt may take, which is by HiGHS; those that follow are by SCIP.
_FIRST = 0.2
#: With one hand: neighbourhoods before the first attempt.
_BEFORE = 4
#: An attempt begins anew where it would have so much of the options that it began with.
_STALE = 0.7
#: A round of the relaxation is begun where the time left is so many times what the last one took.
_AGAIN = 1.5
#: Where no relaxation follows: rounds of a further leg of the descent, the share of the bound that it must gain, and
#: how many legs may fail to before there are no more.
_ROUNDS, _GAIN, _FAILS = 20, 0.0002, 3


@dataclass(frozen=True, slots=True)
class Job:
    """Something that may lower the bound: what to solve, and who learns from what came of it."""

    solve: Callable[[], Choice | Found | None]
    learn: Callable[[Choice | Found | None], None]


class Everything:
    """
    Which attempt is next, and the one under way.

    ``endless``: an attempt may take as long as the search; else so many nodes of its tree, whatever the time.
    """

    def __init__(self, search: "Search", endless: bool = False) -> None:
        self.search, self._endless = search, endless
        self._round = 0
        self._next = 0
        self._priced = not search.exactly
        self._under_way: tuple[Job, Future[Choice | Found | None]] | None = None
        self._rows = self._fails = 0
        self._began = self._took = 0.0

    @property
    def waiting(self) -> list[Future[Choice | Found | None]]:
        """What is under way."""
        return [] if self._under_way is None else [self._under_way[1]]

    def begin(self, crew: Crew, steps: int) -> bool:
        """Begin something if it is time and there is hope, after so many neighbourhoods; whether it was begun."""
        alone = crew.size == 1
        waits = steps < self._next and (alone or not self._priced)
        if self._under_way is not None or self.search.over or waits:
            return False
        job = self._relaxation()
        if job is None and (steps >= _BEFORE or not alone):
            job = self._attempt(_SHARE if alone else 1.0)
        self._next = max(2 * steps, _BEFORE) if self._priced else steps + _BETWEEN
        if job is not None:
            self._under_way = job, crew.submit(job.solve)
        return job is not None

    def take(self) -> None:
        """Learn from what is under way, if it has ended."""
        if self._under_way is not None and self._under_way[1].done():
            job, future = self._under_way
            self._under_way = None
            job.learn(future.result())

    def descend(self) -> None:
        """A further leg of the descent, where no relaxation follows and as long as legs help."""
        search = self.search
        if search.exactly or self._fails == _FAILS or search.over:
            return
        assert search.incumbent is not None
        before = search.guide.bound
        search.guide.descend(_ROUNDS, search.incumbent.points, lambda: search.over)
        search.take_bound()
        after = search.guide.bound
        if before is not None and after is not None and before - after < _GAIN * abs(before):
            self._fails += 1

    def now(self) -> None:
        """An attempt at once; again while its best choice could not be staffed or paid."""
        while not self.search.over and (job := self._attempt(1.0)) is not None:
            job.learn(job.solve())
            if len(self.search.model.row_low) == self._rows:
                return

    def _relaxation(self) -> Job | None:
        """The next round of the relaxation, until its prices are exact."""
        search = self.search
        if self._priced:
            return None
        assert search.incumbent is not None
        also = np.array(sorted(search.incumbent.chosen), dtype=np.int64)
        self._began = search.elapsed
        enough = search.left > _AGAIN * self._took
        solve = search.guide.round(search.left / 2, also, tighter=True) if enough else None
        self._priced = solve is None
        return None if solve is None else Job(solve, self._price)

    def _price(self, found: Choice | Found | None) -> None:
        self._took = self.search.elapsed - self._began
        if isinstance(found, Found) and self.search.guide.learn(found):
            self.search.take_bound()
        else:
            self._priced = True

    def _attempt(self, share: float) -> Job | None:
        """What to solve, from the plans and prices as they are; None if it is too much."""
        search = self.search
        assert search.incumbent is not None
        kept = search.guide.worth(search.incumbent.points, search.guide.possible)
        if len(kept) > _HOPE:
            return None
        hint = tuple(search.incumbent.chosen)
        free = np.union1d(kept, np.array(sorted(hint), dtype=np.int64))
        restriction = Restriction(search.model, State(search.model), free)
        self._rows = len(search.model.row_low)
        self._round += 1
        if restriction.walked:
            effort = search.effort(_WORK * _MORE ** (self._round - 1))
            return Job(lambda: restriction.solve(effort, hint), self._learn)
        return Job(self._programme(restriction, len(kept), share), self._learn)

    def _programme(self, restriction: Restriction, options: int, share: float) -> Callable[[], Choice]:
        """By HiGHS at first, then by SCIP, which begins anew where it would be over sooner."""
        search, known, first = self.search, self.search.incumbent, self._round == 1
        solver: Literal["HIGHS", "GSCIP"] = "HIGHS" if first else "GSCIP"
        seconds = (min(share, _FIRST) if first else share) * search.left
        nodes = None if self._endless else _NODES * _MORE ** (self._round - 1)
        should_stop = self.stale(options) if self._endless and not first else lambda: search.over
        return lambda: whole(restriction, solver, seconds, nodes, known, should_stop, search.limits.seed)

    def stale(self, options: int) -> Callable[[], bool]:
        """Whether an attempt at so many options that begins now had better begin anew, or has become idle."""
        search, seen = self.search, self.search.incumbent

        def begins_anew() -> bool:
            nonlocal seen
            if search.over:
                return True
            if search.incumbent is seen or search.incumbent is None:
                return False
            seen = search.incumbent
            return len(search.guide.worth(seen.points, search.guide.possible)) < _STALE * options

        return begins_anew

    def _learn(self, choice: Choice | Found | None) -> None:
        search = self.search
        if not isinstance(choice, Choice):
            return
        assert search.incumbent is not None
        if choice.options is not None:
            search.offer(choice.options)
        if choice.bound is not None:
            # What was left out cannot beat the incumbent of then, nor therefore that of now.
            search.lower(max(choice.bound, search.incumbent.points))
