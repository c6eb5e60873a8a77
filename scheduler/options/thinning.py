"""Towns so large that there is no time to look at every option: the most promising of each item, and some of all."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ..problem import Problem
from .columns import Columns


@dataclass(frozen=True, slots=True)
class Thinning:
    """``most`` options in all, about; ``whole`` are ids of items that keep all of theirs."""

    most: int
    whole: frozenset[str] = frozenset()


def bound_items(problem: Problem) -> frozenset[str]:
    """What a plan must hold, or what a decision or a published plan speaks of: of these, nothing may be left out."""
    committed = [one.id for one in problem.projects if one.committed]
    committed += [one.id for one in problem.events if one.committed]
    published = problem.published
    kept = [] if published is None else [t.project for t in published.tenancies]
    kept += [] if published is None else [o.event for o in published.occurrences]
    return frozenset((*committed, *(pin.item for pin in problem.pins), *kept))


def thinned(parts: Sequence[Columns], whole: Sequence[bool], most: int) -> list[Columns]:
    """
    Of each part at most so many columns that all together are about ``most``; those marked ``whole`` stay as they are.

    Half of what stays of a part brings most points; the other half is every so manieth of the rest, so that all places
    and times are among them.
    """
    sizes = np.array([0 if w else len(p.item) for p, w in zip(parts, whole, strict=True)], dtype=np.int64)
    level = _level(sizes, most)
    return [p if w or len(p.item) <= level else _some(p, level) for p, w in zip(parts, whole, strict=True)]


def _level(sizes: np.ndarray[tuple[int], np.dtype[np.int64]], most: int) -> int:
    """The largest number, 2 at least, such that the sizes cut there add up to ``most`` at most."""
    low, high = 2, max(2, int(sizes.max(initial=0)))
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if int(np.minimum(sizes, middle).sum()) <= most else (low, middle - 1)
    return low


def _some(part: Columns, count: int) -> Columns:
    best = np.argsort(-part.points, kind="stable")[: count // 2]
    rest = np.setdiff1d(np.arange(len(part.item)), best)
    evenly = rest[np.linspace(0, len(rest) - 1, count - len(best)).astype(np.int64)]
    kept = np.union1d(best, evenly)
    return Columns(*(values[kept] for values in part))
