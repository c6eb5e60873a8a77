"""Columns of one kind as parallel arrays."""

from collections.abc import Sequence
from enum import IntEnum
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from .exact import Exact, Ints, array

#: Columns sorted together, about.
_CHUNK = 1 << 14


class Kind(IntEnum):
    """What a column places. The order is that of the columns."""

    TENANCY = 0
    EVENT = 1
    #: A trail begins on a date.
    TRAIL = 2
    #: An installation at a spot of a trail that begins on a date.
    SHOWN = 3
    #: A stop without installation.
    BARE = 4
    #: A trail exactly as it was published.
    KEPT = 5
    #: The shortest stay of a dressing.
    FRONT = 6
    #: A further week of a dressing.
    WEEK = 7


class Columns(NamedTuple):
    """``item`` counts from 0 within the kind; ``start`` ordinal, ``days`` length, ``cost`` cents."""

    item: Ints
    place: Ints
    start: Ints
    days: Ints
    points: Exact
    cost: Exact


def joined(parts: Sequence[Columns]) -> Columns:
    """All columns of several arrays, in their order."""
    none = np.empty(0, dtype=np.int64)
    return Columns(
        *(np.concatenate([none, *(part[k] for part in parts)]) for k in range(len(Columns._fields)))
    )


class Bundles(NamedTuple):
    """``of`` numbers the bundle of each column; the rest is by bundle."""

    of: Ints
    kind: Ints
    item: Ints
    start: Ints
    days: Ints


def bundles(every: Columns, kinds: Ints, items: int) -> Bundles:
    """Columns of one item, first day and length together, numbered by kind, item, first day, length.

    ``every`` counts ``items`` through all kinds; ``kinds`` has the kind of each column.
    """
    # All four as one number: to sort it sorts by kind first.
    spread, first = int(every.days.max(initial=0)) + 1, int(every.start.min(initial=1 << 40))
    range_of_days = max(1, int(every.start.max(initial=0)) - first + 1)
    owner = kinds * max(1, items) + every.item
    key = (owner * range_of_days + (every.start - first)) * spread + every.days
    keys, of = _numbered(key, owner)
    owner = keys // spread // range_of_days
    return Bundles(
        of=of,
        kind=owner // max(1, items),
        item=owner % max(1, items),
        start=keys // spread % range_of_days + first,
        days=keys % spread,
    )


def _numbered(key: Ints, owner: Ints) -> tuple[Ints, Ints]:
    """The distinct keys in order, and the number of each one's own; keys grow with owners."""
    cuts = np.array([0, len(key)])
    if (owner[1:] >= owner[:-1]).all():  # some owners after others: to sort a little at a time is faster
        ends = np.append(np.nonzero(owner[1:] != owner[:-1])[0] + 1, len(key))
        marks = np.arange(_CHUNK, len(key), _CHUNK)
        cuts = np.unique(np.concatenate([cuts, ends[np.searchsorted(ends, marks)]]))
    names, of, known = [], np.empty(len(key), dtype=np.int64), 0
    for low, high in pairwise(cuts.tolist()):
        own, number = np.unique(key[low:high], return_inverse=True)
        of[low:high] = number.reshape(-1) + known
        names.append(own)
        known += len(own)
    return np.concatenate([np.empty(0, dtype=np.int64), *names]), of


def rows(found: Sequence[tuple[int, ...]]) -> Columns:
    """Columns given one by one; amounts that need more than 62 bits stay Python integers."""
    return Columns(*(array([row[k] for row in found]) for k in range(len(Columns._fields))))
