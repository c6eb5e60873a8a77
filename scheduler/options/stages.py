"""What each rule by itself leaves of an item's placements, and what all of them leave together."""

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np

from ..problem import Decision
from .exact import Mask


class Stage(NamedTuple):
    """What a rule allows by itself: dates × places, True where a placement may be."""

    rule: str
    allowed: Mask


def every(stages: Iterable[Stage]) -> Mask:
    """What all rules allow together; nothing is asked of the rest once nothing is left."""
    left = None
    for stage in stages:
        left = stage.allowed.copy() if left is None else left & stage.allowed
        if not left.any():
            break
    return np.empty((0, 0), dtype=bool) if left is None else left


def by_item(decisions: Iterable[Decision], kind: str) -> dict[str, list[Decision]]:
    """The decisions on items of one kind, by the id of the item."""
    found: dict[str, list[Decision]] = {}
    for one in decisions:
        if one.kind == kind:
            found.setdefault(one.item, []).append(one)
    return found
