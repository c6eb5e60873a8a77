"""What rules post, before the model is sealed: rows, measures, and rows found missing afterwards."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from ..options.exact import Ints
from .packed import shrunk

#: No limit. Far above every sum that the guard in ``seal`` lets through, far below what int64 holds.
FREE = 1 << 60

#: Columns of a row from which on they are held in fewer bytes.
_FEW = 1000

Label = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Measure:
    """
    ``⌊(Σ coefficient·x + constant) / divisor⌋`` held within ``[low, high]``; worth ``points`` a unit.

    Once the model is sealed, columns and coefficients are found in its ``defines``.
    """

    column: int
    columns: Ints
    coefficients: Ints
    constant: int
    divisor: int
    low: int
    high: int
    points: int
    range: tuple[int, int]

    def value(self, total: int) -> int:
        """What the measure is worth, in its own unit, when its options add up to ``total``."""
        return max(self.low, min(self.high, (total + self.constant) // self.divisor))


@dataclass(frozen=True, slots=True)
class Cut:
    """A row found missing by looking at a choice: ``Σ weight·column ≤ high`` holds for every plan."""

    rule: str
    columns: tuple[int, ...]
    weights: tuple[int, ...]
    high: int
    label: Label


#: Looks at chosen options and says which rows they break that the model does not have yet.
Separator = Callable[[Sequence[int]], list[Cut]]


@dataclass(slots=True)
class Rows:
    """Rows as they are posted; once they are sealed, their entries are elsewhere."""

    size: list[int] = field(default_factory=list)
    column: list[Ints] = field(default_factory=list)
    coefficient: list[Ints] = field(default_factory=list)
    low: list[int] = field(default_factory=list)
    high: list[int] = field(default_factory=list)
    rule: list[str] = field(default_factory=list)
    label: list[Label] = field(default_factory=list)
    link: list[bool] = field(default_factory=list)


def columns_of(given: Sequence[int] | Ints) -> Ints:
    """Column numbers as they are held until the model is sealed."""
    column = np.asarray(given)
    return column.astype(np.int64 if len(column) < _FEW else np.int32, copy=False)


def weights_of(given: Sequence[int] | Ints | int, count: int) -> Ints:
    """One weight for each of so many columns, all the same where a single one is given."""
    return np.broadcast_to(shrunk(np.atleast_1d(np.asarray(given, dtype=np.int64))), (count,))


def tied(measure: Measure, weight: int) -> tuple[Ints, Ints]:
    """So many times a measure, less what it follows from."""
    return np.append(measure.column, measure.columns), np.append(weight, -measure.coefficients)
