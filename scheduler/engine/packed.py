"""Integers in as few bytes as they need: millions of entries of a few values each."""

from collections.abc import Iterable
from typing import Any

import numpy as np

from ..options.exact import Ints

#: Arrays up to this length stay as they are, so that what is read of them need not be converted; parts of them, up to
#: that one.
_SHORT, _FEW = 1 << 20, 1000


class Packed:
    """
    An array of integers of any size in memory; whatever is read of it is int64, safe to calculate with.

    ``kept`` is the array itself, for whoever takes care of overflow.
    """

    __slots__ = ("kept",)

    def __init__(self, kept: Any) -> None:
        self.kept = kept

    def __len__(self) -> int:
        return len(self.kept)

    def __getitem__(self, where: Any) -> Ints:
        read: Ints = self.kept[where].astype(np.int64, copy=False)
        return read

    def inserted(self, where: Ints, values: Ints) -> "Packed":
        """With more values before these positions, in as many bytes as all need."""
        low, high = reach((self.kept, values))
        kept = self.kept.astype(smallest(low, high, len(self) + len(values)), copy=False)
        return Packed(np.insert(kept, where, values))


def smallest(low: int, high: int, length: int) -> Any:
    """The type in which so many values from ``low`` to ``high`` are kept."""
    return _type(low, high) if length > _SHORT else np.int64


def _type(low: int, high: int) -> Any:
    """The smallest type for values from ``low`` to ``high``, with room for each one's opposite."""
    for size in (np.int8, np.int16, np.int32):
        most = np.iinfo(size).max
        if -most <= low and high <= most:
            return size
    return np.int64


def reach(parts: Iterable[Any]) -> tuple[int, int]:
    """The least and the greatest of all values, and of 0."""
    low = high = 0
    for part in parts:
        if len(part):
            low, high = min(low, int(part.min())), max(high, int(part.max()))
    return low, high


def shrunk(values: Any) -> Any:
    """The same integers in as few bytes as they need, where there are more than a few."""
    return values.astype(_type(*reach([values])), copy=False) if len(values) > _FEW else values


def packed(parts: list[Any]) -> Packed:
    """All parts one after the other; ``parts`` is emptied, so that nothing is held twice."""
    length = sum(len(part) for part in parts)
    kept = np.empty(length, dtype=smallest(*reach(parts), length))
    at = length
    while parts:
        part = parts.pop()
        kept[at - len(part) : at] = part
        at -= len(part)
    return Packed(kept)
