"""One search on several workers: each solves neighbourhoods with a seed of its own, what they place is recombined.

The process that leads finds the first plan and the prices, sends pieces, and takes their outcomes in the order in which
they were sent. So what comes of it depends on the seed and the number of workers alone, as long as no worker is lost
and time does not run out.
"""

from collections import deque
from concurrent.futures import Future, wait
from pickle import PicklingError

import numpy as np

from .engine.crew import Crew
from .engine.everything import Everything
from .engine.improve import LARGEST, SMALLEST
from .engine.model import Cut
from .engine.search import Search
from .engine.state import State
from .fleet import Fleet, FleetError, PieceLost
from .message import message
from .options.exact import Ints
from .pieces import OtherVersion, Outcome, Piece, Sealed, cuts_from, learn_orders, orders, prepare, work

#: Neighbourhoods of a piece, and CP-SAT's deterministic work to recombine plans.
_STEPS, _WORK = 8, 0.15
#: Further rounds of the relaxation before pieces are sent: workers go by its prices.
_PRICED = 2
#: Outcomes whose placements are recombined.
_POOLED = 4
#: Seconds between two looks at whether to stop, and those before the end by which the last outcomes are asked for.
_BEAT, _MARGIN = 0.1, 1.0
#: The most options of an attempt at everything: it takes a processor of its own, which the workers may need.
_HOPE = 4000
#: Pieces lost one after another, for each worker, after which the search goes on in the process that leads.
_HOPELESS = 2


class Company:
    """The workers of a search, and what is on its way to them and back."""

    def __init__(self, fleet: Fleet, problem: Sealed) -> None:
        self.fleet, self.problem = fleet, problem
        self.steps = 0
        self._taken, self._due = 0, 1
        self._sizes: tuple[float, ...] = ()
        self._known: set[tuple[object, ...]] = set()
        self._pools: deque[Ints] = deque(maxlen=_POOLED)
        self._sent: deque[tuple[Piece, Future[Outcome]]] = deque()
        self._number = self._lost = 0

    def lead(self, search: Search) -> None:
        """Search until the limits are reached: begin here, while the workers get ready, and improve on the fleet."""
        # Kept, as Dask drops the work that nobody waits for.
        ready = [self.fleet.executor.submit(prepare, self.problem) for _ in range(self.fleet.workers)]
        search.begin()
        if search.incumbent is not None:
            search.price(_PRICED)
        for future in ready:
            future.cancel()
        if search.incumbent is None or search.over:
            return
        self.improve(search)
        if not search.over:  # the fleet is gone
            self.steps += search.improve(None)

    def improve(self, search: Search, pieces: int | None = None) -> None:
        """Send and gather until the search is over, so many pieces are done, or the fleet is gone."""
        try:
            with Crew(2) as hands:
                everything = Everything(search)
                while not search.over and self._lost <= _HOPELESS * self.fleet.workers:
                    while len(self._sent) <= self.fleet.workers and (pieces is None or self._number < pieces):
                        self._send(search)
                    if not self._sent or not self._gather(search):
                        return
                    if self._taken == self._due:
                        self._attempt(search, everything, hands)
        finally:
            for _, future in self._sent:
                self.fleet.drop(future)
            self._sent.clear()

    def _attempt(self, search: Search, everything: Everything, hands: Crew) -> None:
        """
        Attempt everything here, beside the workers; what came of it is taken once as many pieces again are done, so
        that it does not matter how long it took.
        """
        self._due *= 2
        while everything.waiting and not search.over:
            wait(everything.waiting, timeout=_BEAT)
            everything.take()
        if search.over or search.incumbent is None:
            return
        kept = search.guide.worth(search.incumbent.points, search.guide.possible)
        if len(kept) <= _HOPE:
            everything.begin(hands, self.steps)

    def _send(self, search: Search) -> None:
        assert search.incumbent is not None
        self._number += 1
        chosen = tuple(search.incumbent.chosen)
        piece = Piece(
            problem=self.problem,
            chosen=chosen,
            orders=orders(search.model, chosen),
            prices=search.guide.prices,
            bound=search.bound,
            cuts=cuts_from(search.model, self.problem.rows),
            sizes=self._sizes,
            seed=(search.limits.seed * 1_000_003 + self._number) % 2**31,
            steps=_STEPS,
            seconds=max(_MARGIN, search.left - _MARGIN),
        )
        self._sent.append((piece, self.fleet.executor.submit(work, piece)))

    def _gather(self, search: Search) -> bool:
        """Take the outcome of the piece that was sent first; False where the search is over before."""
        piece, future = self._sent[0]
        while not wait([future], timeout=_BEAT).done:
            if search.over:
                return False
        self._sent.popleft()
        try:
            outcome = future.result()
        except PieceLost:
            self._lost += 1
            return True
        except (OtherVersion, ImportError, AttributeError, PicklingError) as error:
            raise FleetError(
                message(
                    "the workers cannot do the work ({reason}): install this version of Rideau on them",
                    reason=type(error).__name__,
                )
            ) from error
        self._lost = 0
        self._take(search, piece, outcome)
        return True

    def _take(self, search: Search, piece: Piece, outcome: Outcome) -> None:
        assert search.incumbent is not None
        self.steps += outcome.steps
        self._taken += 1
        self._resize(piece, outcome)
        self._learn(search, outcome)
        behind = set(piece.chosen) != set(search.incumbent.chosen)
        improved = set(outcome.chosen) != set(piece.chosen)
        search.offer(outcome.chosen)
        if outcome.bound is not None:
            search.lower(max(outcome.bound, search.incumbent.points))
        if improved:
            self._pools.append(outcome.pool)
            if behind and not search.over and not self._moved(search, piece, outcome):
                self._recombine(search)

    def _moved(self, search: Search, piece: Piece, outcome: Outcome) -> bool:
        """Move in the incumbent what a worker moved in the one that it began from; whether that fits and is better."""
        assert search.incumbent is not None
        before, after, now = set(piece.chosen), set(outcome.chosen), set(search.incumbent.chosen)
        return search.offer(tuple(sorted(now - (before - after) | (after - before))))

    def _resize(self, piece: Piece, outcome: Outcome) -> None:
        """Neighbourhoods grow or shrink for all as they did for one."""
        if not self._sizes or not piece.sizes:
            self._sizes = self._sizes or outcome.sizes
            return
        self._sizes = tuple(
            max(SMALLEST, min(LARGEST, now * after / before))
            for now, before, after in zip(self._sizes, piece.sizes, outcome.sizes, strict=True)
        )

    def _learn(self, search: Search, outcome: Outcome) -> None:
        """Rows found missing, and walks, so that every later piece knows them."""
        assert search.incumbent is not None
        learn_orders(search.model, outcome.orders)
        new: list[Cut] = []
        for cut in outcome.cuts:
            key = (cut.columns, cut.weights, cut.high)
            if key not in self._known:
                self._known.add(key)
                new.append(cut)
        if new:
            search.model.add_cuts(new)
            search.incumbent = State(search.model, search.incumbent.chosen)

    def _recombine(self, search: Search) -> None:
        """The best plan that can be put together from what the workers placed of late, and the incumbent."""
        assert search.incumbent is not None
        own = np.array(sorted(search.incumbent.chosen), dtype=np.int64)
        pooled = np.unique(np.concatenate([own, *self._pools]))
        search.choose(State(search.model), pooled, _WORK)
