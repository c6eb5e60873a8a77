"""Decimals as integers, so that every comparison of areas, hours and percentages is exact."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from math import lcm
from typing import Any

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Mask = NDArray[np.bool_]
Floats = NDArray[np.float64]
#: int64, or object where a value needs more than 62 bits; both compare and mask alike.
Exact = NDArray[Any]

_SAFE = 1 << 62


def denominator(values: Iterable[Decimal | int | None]) -> int:
    """The least number by which all ``values`` become integers."""
    return lcm(1, *(Fraction(v).denominator for v in values if v is not None))


def times(value: Decimal | int, scale: int) -> int:
    """``value`` × ``scale``, which must be whole."""
    return int(Fraction(value) * scale)


def array(values: Sequence[int]) -> Exact:
    """Integers as int64 where they fit, as Python integers where they do not."""
    small = all(-_SAFE < v < _SAFE for v in values)
    return np.array(values, dtype=np.int64 if small else object)


class Tags:
    """Numbers the tags met, to compare sets of them as bits."""

    def __init__(self) -> None:
        self._bit: dict[str, int] = {}

    def bits(self, tags: Iterable[str]) -> int:
        """The set of tags as an integer with a bit for each."""
        total = 0
        for tag in tags:
            total |= 1 << self._bit.setdefault(tag, len(self._bit))
        return total
