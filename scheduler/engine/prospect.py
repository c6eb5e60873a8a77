"""A walk with a high sum of prizes, by iterated local search (orienteering: Golden, Levy & Vohra 1987)."""

from collections.abc import Callable, Sequence

import numpy as np

from ..options.exact import Ints
from .filling import Filling
from .ground import Ground
from .ring import Ring

#: (nodes up to the least number, prizes, −metres): what makes one ring better than another.
Worth = tuple[int, int, int]
#: How far below the best a ring may fall and still be gone on from, as a share of its prizes.
_SLACK = 0.02
#: Rounds without a better ring after which the search goes back to the best one.
_PATIENCE = 200


def best_walk(
    ground: Ground,
    prizes: Sequence[int],
    *,
    seed: int = 0,
    rounds: int = 5000,
    over: Callable[[], bool],
    start: Sequence[int] | None = None,
) -> tuple[int, ...]:
    """
    A walk with a high sum of prizes, the shortest found of those; ``()`` if none is found.

    Ruin and recreate (Schrimpf et al. 2000) with record-to-record travel (Dueck 1993): part of the walk is taken out,
    or stops are forced in, and the rest is filled with what brings most for its metres and shortened.

    Parameters
    ----------
    prizes
        By node. Nodes with none, or with less, are stops only where they help.
    rounds
        The work, about half a millisecond each for fifty stops. Ends sooner if ``over`` says so.
    start
        A walk to begin with; the result has no lower sum.
    """
    ends = {end for end in (ground.first, ground.last) if end is not None}
    if ground.first == ground.last is not None or ground.most_stops < max(1, len(ends)):
        return tuple(ends) if ground.walkable(list(ends)) else ()
    search = Prospect(ground, prizes, seed)
    search.begin(start if start and ground.walkable(start) else None)
    for _ in range(rounds):
        if over() or search.full:
            break
        search.round()
    order = search.ring.order(search.best)
    return order if ground.walkable(order) else ()


class Prospect:
    """The search: the ``best`` ring so far, and the ``current`` one from which it goes on."""

    def __init__(self, ground: Ground, prizes: Sequence[int], seed: int) -> None:
        self.ring, self.random = Ring(ground), np.random.default_rng(seed)
        self.prizes = np.zeros(len(self.ring.metres), dtype=np.int64)
        self.prizes[: ground.nodes] = prizes
        depot = int(self.ring.depot is not None)
        #: How many nodes a ring has, with the depot.
        self.least, self.most = max(ground.least, 1) + depot, ground.most_stops + depot
        self.goal = int(np.maximum(self.prizes, 0).sum())
        self.fixed = np.zeros(len(self.prizes), dtype=bool)
        self.fixed[self.ring.anchors] = True
        self.idle = 0

    def begin(self, start: Sequence[int] | None) -> None:
        """A first ring: the walk given; the ends, filled; or, while stops are lacking, from each node in turn."""
        anchors = np.array(self.ring.anchors, dtype=np.int64)
        first = self.ring.cycle(start) if start else anchors
        if not len(first):
            first = np.array([int(self.prizes.argmax())])
        self.best = self.current = first
        self.worth = self.of(first)
        self._take(self.fill(first))
        for node in np.argsort(-self.prizes, kind="stable").tolist():
            if self.worth[0] == self.least:
                break
            if not self.fixed[node]:
                self._take(self.fill(self.ring.shorten(np.append(anchors, node))))

    @property
    def full(self) -> bool:
        """Whether no walk can have more: all prizes above nothing are taken, none below."""
        return self.worth[0] == self.least and self.worth[1] == self.goal

    def of(self, cycle: Ints) -> Worth:
        """How good a ring is; one that is too long or has too many nodes is worse than any other."""
        metres = self.ring.length(cycle)
        if metres > self.ring.limit or len(cycle) > self.most:
            return -1, 0, -metres
        return min(len(cycle), self.least), int(self.prizes[cycle].sum()), -metres

    def round(self) -> None:
        """Change the current ring, fill it, and go on from it if it is not much worse than the best."""
        self.idle += 1
        if self.idle % _PATIENCE == 0:
            self.current = self.best
        change = _CHANGES[int(self.random.integers(len(_CHANGES)))]
        self._take(self.fill(change(self, self.current)))

    def _take(self, cycle: Ints) -> None:
        worth = self.of(cycle)
        slack = int(abs(self.worth[1]) * _SLACK * self.random.random())
        if worth > self.worth:
            self.best, self.worth, self.idle = cycle, worth, 0
        if worth[0] >= self.worth[0] and worth[1] >= self.worth[1] - slack:
            self.current = cycle

    def _free(self, cycle: Ints) -> Ints:
        """Positions of the stops that may go."""
        return np.nonzero(~self.fixed[cycle])[0]

    def _ruined(self, cycle: Ints, free: Ints) -> Ints:
        """Without the first few of these positions."""
        most = min(len(free), 2 + len(free) * 2 // 5, len(cycle) - 1)
        keep = np.ones(len(cycle), dtype=bool)
        if most > 0:
            keep[free[: 1 + int(self.random.integers(most))]] = False
        return cycle[keep]

    def without_a_run(self, cycle: Ints) -> Ints:
        """Without some stops that follow one another."""
        free = self._free(cycle)
        return self._ruined(cycle, np.roll(free, -int(self.random.integers(max(1, len(free))))))

    def without_a_region(self, cycle: Ints) -> Ints:
        """Without the stops nearest to some node."""
        free = self._free(cycle)
        metres = self.ring.metres[int(self.random.integers(self.ring.ground.nodes)), cycle[free]]
        return self._ruined(cycle, free[np.argsort(metres, kind="stable")])

    def without_some(self, cycle: Ints) -> Ints:
        """Without stops here and there."""
        return self._ruined(cycle, self.random.permutation(self._free(cycle)))

    def with_some(self, cycle: Ints) -> Ints:
        """With one to three more stops from anywhere."""
        outside = self._outside(cycle)
        if self.random.random() < 0.9:
            outside = outside[self.prizes[outside] > 0]
        return self._forced(cycle, self.random.permutation(outside)[: int(self.random.integers(1, 4))])

    def with_a_region(self, cycle: Ints) -> Ints:
        """With some more stops that lie near one another."""
        outside = self._outside(cycle)
        outside = outside[self.prizes[outside] > 0]
        if not len(outside):
            return cycle
        metres = self.ring.metres[outside[int(self.random.integers(len(outside)))], outside]
        near = outside[np.argsort(metres, kind="stable")]
        return self._forced(cycle, near[: int(self.random.integers(2, 9))])

    def _forced(self, cycle: Ints, forced: Ints) -> Ints:
        """With these stops, and without those that bring least for their metres until the rest fits."""
        filling = Filling(self.ring, cycle, forced)
        for k in range(len(forced)):
            filling.put(k)
        return self._dropped(self.ring.shorten(filling.cycle()), forced)

    def _dropped(self, cycle: Ints, kept: Ints) -> Ints:
        """Without the stops that bring least for their metres, until the rest fits."""
        fixed = self.fixed.copy()
        fixed[kept] = True
        value = (np.maximum(self.prizes, 0) + 0.01) * self.random.uniform(0.7, 1.3, len(fixed))
        long = self.ring.length(cycle) - self.ring.limit
        while long > 0 or len(cycle) > self.most:
            saved = self._saved(cycle)
            rate = value[cycle] / np.maximum(saved, 1)
            rate[fixed[cycle]] = np.inf
            at = int(rate.argmin())
            if rate[at] == np.inf:
                break
            long -= int(saved[at])
            cycle = np.concatenate([cycle[:at], cycle[at + 1 :]])
        return cycle

    def _saved(self, cycle: Ints) -> Ints:
        """By position: the metres by which the ring is shorter without that stop."""
        before, after = np.concatenate([cycle[-1:], cycle[:-1]]), np.concatenate([cycle[1:], cycle[:1]])
        metres = self.ring.metres
        return np.asarray(metres[before, cycle] + metres[cycle, after] - metres[before, after])

    def _outside(self, cycle: Ints) -> Ints:
        outside = np.ones(len(self.prizes), dtype=bool)
        outside[cycle] = False
        return np.nonzero(outside)[0]

    def fill(self, cycle: Ints) -> Ints:
        """Put in what brings most for its metres, shorten, and again while there is room."""
        noise = self.random.uniform(0.6, 1.4, len(self.prizes)) if self.random.random() < 0.7 else 1.0
        weight = np.maximum(self.prizes, 1) ** self.random.uniform(0.5, 2)
        score = np.where(self.prizes > 0, weight, self.prizes) * noise
        while True:
            outside = self._outside(cycle)
            filling = Filling(self.ring, cycle, outside)
            if len(outside):
                filling.fill(score[outside], self.least, self.most)
            filled = self.ring.shorten(filling.cycle() if filling.size > len(cycle) else cycle)
            if filled is cycle or self.ring.length(filled) == filling.length:
                return self._trimmed(filled)
            cycle = filled

    def _trimmed(self, cycle: Ints) -> Ints:
        """Without stops that cost prizes, and without those that bring nothing and are no short cut."""
        while len(cycle) > self.least:
            dear = (self.prizes[cycle] <= 0) & ~self.fixed[cycle]
            if not dear.any():
                break
            room = self.ring.limit - self.ring.length(cycle)
            saved = self._saved(cycle)
            dear &= (saved >= 0) | ((self.prizes[cycle] < 0) & (room + saved >= 0))
            if not dear.any():
                break
            cycle = np.delete(cycle, int(dear.argmax()))
        return cycle


#: What a round may do to the ring before it is filled, each as often as it is listed.
_CHANGES: tuple[Callable[[Prospect, Ints], Ints], ...] = (
    Prospect.with_some,
    *(3 * (Prospect.with_a_region,)),
    *(2 * (Prospect.without_a_run,)),
    Prospect.without_some,
    *(3 * (Prospect.without_a_region,)),
)
