"""The shortest order of a few stops, exactly, by dynamic programming over sets (Bellman 1962, Held & Karp 1962)."""

from collections.abc import Sequence
from functools import cache

import numpy as np

from ..options.exact import Ints

#: Beyond so many stops the table is too large to be quick: 2¹³ sets of 13.
MOST = 13


class Table:
    """
    ``table[set][k]``: the least metres from stop ``k`` through all of the set, of which it is one, to a good end.

    Parameters
    ----------
    metres
        From stop to stop, square; a length that no walk can have where there is no leg.
    tail
        By stop: metres still to go if it is the last, with the closing leg of a loop.
    """

    def __init__(self, metres: Ints, tail: Ints) -> None:
        self.metres, self.stops = metres, len(metres)
        self.table = np.full((1 << self.stops, self.stops), int(metres.max() + tail.max() + 1) << 8)
        single = np.arange(self.stops)
        self.table[1 << single, single] = tail
        for of_size in _by_size(self.stops):
            for k, sets in enumerate(of_size):
                self.table[sets, k] = (self.table[sets ^ (1 << k)] + metres[k]).min(axis=1)

    def follow(self, k: int, stops: int) -> list[int]:
        """A shortest order of the set ``stops`` that begins at ``k``, a member; the lowest numbers first."""
        order = [k]
        while stops := stops ^ (1 << k):
            k = int((self.table[stops] + self.metres[k]).argmin())
            order.append(k)
        return order

    def shortest(self, starts: Sequence[int], but: Sequence[int] | None) -> tuple[int, list[int]] | None:
        """Metres and order of a shortest walk through all stops from one of ``starts``, other than ``but``."""
        everything = (1 << self.stops) - 1
        if but is None:
            return min(
                ((int(self.table[everything, k]), self.follow(k, everything)) for k in starts), default=None
            )
        found = [
            (metres, [*but[:same], *self.follow(k, left)])
            for same, metres, k, left in self._partings(starts, but)
        ]
        return min(found, default=None)

    def _partings(self, starts: Sequence[int], but: Sequence[int]) -> list[tuple[int, int, int, int]]:
        """Each way to leave ``but``: stops in common, metres in all, the next stop, and the set still to walk."""
        found, left, walked = [], (1 << self.stops) - 1, 0
        for same, planned in enumerate(but):
            for k in range(self.stops) if same else starts:
                if k != planned and left >> k & 1:
                    leg = int(self.metres[but[same - 1], k]) if same else 0
                    found.append((same, walked + leg + int(self.table[left, k]), k, left))
            walked += int(self.metres[but[same - 1], planned]) if same else 0
            left ^= 1 << planned
        return found


@cache
def _by_size(stops: int) -> list[list[Ints]]:
    """By size from 2 up, and by member: the sets of that size that have it."""
    sets = np.arange(1 << stops)
    size = sum((sets >> k & 1 for k in range(stops)), start=np.zeros_like(sets))
    return [[sets[(size == n) & (sets >> k & 1 == 1)] for k in range(stops)] for n in range(2, stops + 1)]
