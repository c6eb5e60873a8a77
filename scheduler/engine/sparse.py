"""Sparse data as flat arrays grouped by owner, in as few bytes as their numbers need."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import numpy as np

from ..options.exact import Ints
from .packed import Packed, packed, reach, smallest

#: Entries taken in at once where order has to be made, and where sums are formed, few enough for a core's own memory.
_CHUNK, _NEAR = 1 << 20, 1 << 16
#: Entries of an owner from which on they are taken in by themselves: they tend to be in order.
_LONG = 1 << 12


@dataclass(frozen=True, slots=True)
class Sparse:
    """Entries grouped by owner: those of ``k`` are ``values[…][start[k]:start[k + 1]]``."""

    start: Ints
    values: tuple[Packed, ...]
    #: The values, where reading them takes no conversion: a search asks for a few of them millions of times.
    _wide: tuple[Ints, ...] | None = field(init=False, repr=False)

    def __post_init__(self) -> None:
        wide = all(v.kept.dtype == np.int64 for v in self.values)
        object.__setattr__(self, "_wide", tuple(v.kept for v in self.values) if wide else None)

    @classmethod
    def group(cls, owner: Ints, owners: int, *values: Ints) -> "Sparse":
        """Entries sorted by ``owner`` (numbers below ``owners``); those of one owner keep their order."""
        return cls.gathered([(owner, *values)], owners, len(values))

    @classmethod
    def gathered(cls, parts: list[tuple[Any, ...]], owners: int, values: int) -> "Sparse":
        """
        Entries given in parts of owners and so many values each, of one owner in the order of the parts.

        ``parts`` is emptied, so that nothing is held twice.
        """
        counts = np.zeros(owners, dtype=np.int64)
        for part in parts:
            for low in range(0, len(part[0]), _CHUNK):
                np.add.at(counts, part[0][low : low + _CHUNK], 1)
        start = _starts(counts)
        reaches = [reach(part[1 + k] for part in parts) for k in range(values)]
        found = [np.empty(int(start[-1]), dtype=smallest(*ends, int(start[-1]))) for ends in reaches]
        after = start[:-1].astype(np.int64)
        while parts:
            part = parts.pop(0)
            for low in range(0, len(part[0]), _CHUNK):
                some = slice(low, low + _CHUNK)
                order, place = _places(part[0][some], after)
                for given, own in zip(part[1:], found, strict=True):
                    own[place] = given[some] if order is None else given[some][order]
        return cls(start, tuple(Packed(own) for own in found))

    @classmethod
    def listed(cls, sizes: Sequence[int], *parts: list[Any]) -> "Sparse":
        """Entries that come owner by owner, so many of each. The ``parts`` of each value are emptied."""
        return cls(_starts(np.asarray(sizes, dtype=np.int64)), tuple(packed(value) for value in parts))

    def turned(self, owners: int) -> "Sparse":
        """The same entries grouped by their first value: whose they were comes in its place."""
        long = np.nonzero(self.sizes() > _LONG)[0]
        cuts = np.unique(np.concatenate([[0, len(self.start) - 1], long, long + 1]))
        parts = []
        for low, high in pairwise(cuts.tolist()):
            entries = slice(int(self.start[low]), int(self.start[high]))
            size = entries.stop - entries.start
            owner = np.broadcast_to(low, (size,))
            if high - low > 1:
                owner = np.repeat(np.arange(low, high), self.sizes()[low:high])
            first, *others = (v.kept[entries] for v in self.values)
            parts.append((first, owner, *others))
        return Sparse.gathered(parts, owners, len(self.values))

    def and_more(self, owner: Ints, owners: int, *values: Ints) -> "Sparse":
        """These entries, of maybe more owners, and further ones, each after those that its owner has."""
        order = np.argsort(owner, kind="stable")
        old = np.full(owners + 1, self.start[-1], dtype=np.int64)
        old[: len(self.start)] = self.start
        start = old.copy()
        start[1:] += np.cumsum(np.bincount(owner, minlength=owners))
        where = old[owner[order] + 1]
        return Sparse(
            start.astype(smallest(0, int(start[-1]), int(start[-1]))),
            tuple(one.inserted(where, more[order]) for one, more in zip(self.values, values, strict=True)),
        )

    def owner(self) -> Ints:
        """The owner of each entry."""
        return np.repeat(np.arange(len(self.start) - 1), self.sizes())

    def sizes(self) -> Ints:
        """How many entries each owner has."""
        return np.diff(self.start)

    def of(self, k: int) -> tuple[Ints, ...]:
        """The values of the entries of owner ``k``."""
        low, high = self.start[k], self.start[k + 1]
        if self._wide is not None:
            return tuple([v[low:high] for v in self._wide])
        return tuple([v.kept[low:high].astype(np.int64) for v in self.values])

    def entries(self, owners: Ints) -> tuple[Ints, Ints]:
        """Positions of all entries of these owners, and for each the index of its owner among ``owners``."""
        first = self.start[owners].astype(np.int64)
        sizes = self.start[owners + 1] - first
        which = np.repeat(np.arange(len(owners)), sizes)
        offset = np.arange(len(which)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
        return first[which] + offset, which

    def some(self, owners: Ints) -> "Sparse":
        """The entries of these owners, numbered in this order."""
        where, _ = self.entries(owners)
        sizes = self.start[owners + 1] - self.start[owners]
        return Sparse(_starts(sizes), tuple(Packed(v.kept[where]) for v in self.values))

    def parts(self, size: int = _NEAR) -> Iterator[tuple[slice, slice]]:
        """All owners in turn, as many as have about so many entries together: (owners, their entries)."""
        marks = np.arange(size, int(self.start[-1]), size, dtype=self.start.dtype)
        cuts = [0, *np.unique(np.searchsorted(self.start, marks)).tolist(), len(self.start) - 1]
        for low, high in pairwise(cuts):
            for first in range(low, high, size):
                last = min(high, first + size)
                yield slice(first, last), slice(int(self.start[first]), int(self.start[last]))

    def by_owner(self, least_or_most: np.ufunc, value: int) -> Ints:
        """The least or the greatest of one value by owner, 0 where it has no entries."""
        found, some = np.zeros(len(self.start) - 1, dtype=np.int64), np.nonzero(self.sizes())[0]
        if len(some):
            found[some] = least_or_most.reduceat(self.values[value].kept, self.start[some])
        return found

    def sums(self, contribution: Callable[[slice], Any]) -> Ints:
        """Sum by owner of one integer per entry, which ``contribution`` tells for a slice of the entries."""
        total = np.zeros(len(self.start) - 1, dtype=np.int64)
        for owners, entries in self.parts():
            if entries.start == entries.stop:
                continue
            running = np.empty(entries.stop - entries.start + 1, dtype=np.int64)
            running[0] = 0
            np.cumsum(contribution(entries), out=running[1:])
            at = running[self.start[owners.start : owners.stop + 1] - entries.start]
            total[owners] = np.diff(at)
        return total


def _starts(counts: Ints) -> Any:
    start = np.zeros(len(counts) + 1, dtype=np.int64)
    np.cumsum(counts, out=start[1:])
    return start.astype(smallest(0, int(start[-1]), int(start[-1])))


def _places(owner: Any, after: Ints) -> tuple[Ints | None, Ints]:
    """
    The order of these entries by owner (None: as they are), and where each goes after those that are there.

    ``after`` is moved on behind them.
    """
    order = None
    if not (owner[1:] >= owner[:-1]).all():
        order = np.argsort(owner, kind="stable")
        owner = owner[order]
    first = np.nonzero(np.concatenate([[True], owner[1:] != owner[:-1]]))[0] if len(owner) else owner
    sizes = np.diff(first, append=len(owner))
    names = owner[first]
    place = np.arange(len(owner)) + np.repeat(after[names] - first, sizes)
    after[names] += sizes
    return order, place


def joined(parts: Sequence[Ints]) -> Ints:
    """One array of all parts, empty where there is none."""
    return np.concatenate(parts).astype(np.int64, copy=False) if parts else np.empty(0, dtype=np.int64)


def grouped(keys: Ints) -> list[tuple[int, Ints]]:
    """(key, positions) for each distinct key, in order."""
    if not len(keys):
        return []
    order = np.argsort(keys, kind="stable")
    cuts = np.nonzero(np.diff(keys[order]))[0] + 1
    return [(int(keys[part[0]]), part) for part in np.split(order, cuts)]
