"""Chance that can be repeated: every record draws from a source of its own, named after it."""

from random import Random


def source(seed: int, *names: object) -> Random:
    """The same seed and names give the same draws, whatever other records there are."""
    return Random("/".join(map(str, (seed, *names))))


def rounded(value: float, step: int) -> int:
    """To a multiple of ``step``, at least one of it: people round what they ask."""
    return max(step, round(value / step) * step)
