"""Chance that can be repeated: every record draws from a source of its own, named after it."""

from collections.abc import Sequence
from random import Random
from typing import TypeVar

T = TypeVar("T")


def source(seed: int, *names: object) -> Random:
    """The same seed and names give the same draws, whatever other records there are."""
    return Random("/".join(map(str, (seed, *names))))


def shuffled(seed: int, name: str, items: Sequence[T]) -> list[T]:
    found = list(items)
    source(seed, "shuffle", name).shuffle(found)
    return found


def rounded(value: float, step: int) -> int:
    return max(step, round(value / step) * step)
