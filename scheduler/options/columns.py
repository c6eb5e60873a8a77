"""Columns of one kind as parallel arrays."""

from collections.abc import Sequence
from enum import IntEnum
from typing import NamedTuple

import numpy as np

from .exact import Exact, Ints, array


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


def rows(found: Sequence[tuple[int, ...]]) -> Columns:
    """Columns given one by one; amounts that need more than 62 bits stay Python integers."""
    return Columns(*(array([row[k] for row in found]) for k in range(len(Columns._fields))))
