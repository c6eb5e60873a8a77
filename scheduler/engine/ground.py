"""Where one can walk: numbered nodes and the metres between them. Knows no spots and no trails."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from ..options.exact import Ints


@dataclass(frozen=True, slots=True)
class Ground:
    """
    Where one can walk, and what a walk must keep.

    A *walk* is a sequence of distinct nodes, its *stops*; the legs between stops that follow one another exist and
    add up to at most ``most_metres``. One stop has no legs. No stops: the walk is not held, and nothing else applies.

    Parameters
    ----------
    nodes
        They are numbered from 0.
    legs
        Metres by pair ``(a, b)``, ``a < b``, both ways; a pair that is absent cannot be walked.
    first, last
        The first and the last stop, where they are given.
    loop
        Whether a closing leg from the last stop back to the first counts too (two stops: two legs).
    least, most
        How many stops.
    """

    nodes: int
    legs: Mapping[tuple[int, int], int]
    most_metres: int
    first: int | None = None
    last: int | None = None
    loop: bool = False
    least: int = 0
    most: int | None = None

    @property
    def far(self) -> int:
        """A length that no walk can have."""
        return self.most_metres + 1

    @property
    def most_stops(self) -> int:
        """As many stops as the numbers allow."""
        return self.nodes if self.most is None else min(self.most, self.nodes)

    def matrix(self) -> Ints:
        """Metres from node to node, ``(nodes, nodes)``; ``far`` where no walk can go, 0 on the diagonal."""
        table = np.full((self.nodes, self.nodes), self.far, dtype=np.int64)
        for (a, b), metres in self.legs.items():
            table[a, b] = table[b, a] = min(metres, self.far)
        np.fill_diagonal(table, 0)
        return table

    def length(self, order: Sequence[int]) -> int | None:
        """Metres of the walk with its closing leg; None where a leg is missing."""
        total = 0
        for a, b in pairwise([*order, order[0]] if self.loop and len(order) > 1 else order):
            metres = self.legs.get((min(a, b), max(a, b)))
            if metres is None:
                return None
            total += metres
        return total

    def walkable(self, order: Sequence[int]) -> bool:
        """Whether this is a walk (no stops at all: that it is not held)."""
        if not order:
            return True
        if len(set(order)) < len(order) or not max(self.least, 1) <= len(order) <= self.most_stops:
            return False
        if self.first not in (None, order[0]) or self.last not in (None, order[-1]):
            return False
        length = self.length(order)
        return length is not None and length <= self.most_metres
