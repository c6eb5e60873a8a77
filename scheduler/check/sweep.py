"""How much is going on at once: one pass over spans in time order."""

from collections.abc import Hashable, Iterable, Iterator
from fractions import Fraction
from heapq import heappop, heappush
from itertools import groupby
from typing import NamedTuple, TypeVar


class Load(NamedTuple):
    """``amount`` of something from ``begin`` to before ``end``, by ``name``."""

    begin: int
    end: int
    amount: int | Fraction
    name: str


class Peak(NamedTuple):
    """At ``moment`` the amounts of ``names`` add up to ``total``."""

    moment: int
    total: int | Fraction
    names: tuple[str, ...]


def peaks_above(loads: Iterable[Load], limit: int | Fraction) -> Iterator[Peak]:
    """Each moment at which a load begins and takes the sum above the limit. Amounts are not negative."""
    live: list[tuple[int, int, Load]] = []
    total: int | Fraction = 0
    order = 0
    ordered = sorted((one for one in loads if one.begin < one.end), key=lambda one: one[:2])
    for moment, group in groupby(ordered, key=lambda one: one.begin):
        while live and live[0][0] <= moment:
            total -= heappop(live)[2].amount
        for one in group:
            order += 1
            total += one.amount
            heappush(live, (one.end, order, one))
        if total > limit:
            names = sorted((rank, load.name) for _, rank, load in live if load.amount)
            yield Peak(moment, total, tuple(dict.fromkeys(name for _, name in names)))


T = TypeVar("T", bound=Hashable)


def overlapping(spans: Iterable[tuple[int, int, T]]) -> Iterator[tuple[int, T, T]]:
    """Every two of the spans (begin, end, owner) that share a moment, with the first one they share."""
    live: list[tuple[int, int, T]] = []
    for one in sorted((s for s in spans if s[0] < s[1]), key=lambda s: s[:2]):
        live = [s for s in live if s[1] > one[0]]
        for other in live:
            yield one[0], other[2], one[2]
        live.append(one)
