"""Sparse data as flat arrays grouped by owner."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from ..options.exact import Ints


@dataclass(frozen=True, slots=True)
class Sparse:
    """Entries grouped by owner: those of ``k`` are ``values[…][start[k]:start[k + 1]]``."""

    start: Ints
    values: tuple[Ints, ...]

    @classmethod
    def group(cls, owner: Ints, owners: int, *values: Ints) -> "Sparse":
        """Entries sorted by ``owner`` (numbers below ``owners``); those of one owner keep their order."""
        order = np.argsort(owner, kind="stable")
        start = np.zeros(owners + 1, dtype=np.int64)
        np.cumsum(np.bincount(owner, minlength=owners), out=start[1:])
        return cls(start, tuple(v[order] for v in values))

    def owner(self) -> Ints:
        """The owner of each entry."""
        return np.repeat(np.arange(len(self.start) - 1), np.diff(self.start))

    def of(self, k: int) -> tuple[Ints, ...]:
        """The values of the entries of owner ``k``."""
        low, high = self.start[k], self.start[k + 1]
        return tuple(v[low:high] for v in self.values)

    def entries(self, owners: Ints) -> tuple[Ints, Ints]:
        """Positions of all entries of these owners, and for each the index of its owner among ``owners``."""
        sizes = self.start[owners + 1] - self.start[owners]
        which = np.repeat(np.arange(len(owners)), sizes)
        offset = np.arange(len(which)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
        return self.start[owners][which] + offset, which

    def sums(self, contribution: Any) -> Any:
        """Sum by owner of one number per entry; exact for integers, whatever the order."""
        total = np.concatenate([np.zeros(1, dtype=contribution.dtype), np.cumsum(contribution)])
        return total[self.start[1:]] - total[self.start[:-1]]


def joined(parts: Sequence[Ints]) -> Ints:
    """One array of all parts, empty where there is none."""
    return np.concatenate(parts).astype(np.int64) if parts else np.empty(0, dtype=np.int64)


def grouped(keys: Ints) -> list[tuple[int, Ints]]:
    """(key, positions) for each distinct key, in order."""
    if not len(keys):
        return []
    order = np.argsort(keys, kind="stable")
    cuts = np.nonzero(np.diff(keys[order]))[0] + 1
    return [(int(keys[part[0]]), part) for part in np.split(order, cuts)]
