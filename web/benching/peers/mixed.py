"""A mixed-integer programme as plain arrays, so that it can go to a process that imports no more than NumPy."""

from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Mixed:
    """
    Maximise ``constant + cost · x`` under ``row_low ≤ A x ≤ row_high`` and ``low ≤ x ≤ high``; infinite: no limit.

    Parameters
    ----------
    whole
        By column: 1 where it must be a whole number.
    begin, column, weight
        ``A`` by rows: those of row ``r`` stand from ``begin[r]`` to ``begin[r + 1]``; no column twice in a row.
    choices
        The first so many columns are those that a solution is told by, each 0 or 1.
    start_column, start_value
        What is known of a solution at hand; empty where there is none.
    """

    constant: float
    cost: Floats
    low: Floats
    high: Floats
    whole: Ints
    row_low: Floats
    row_high: Floats
    begin: Ints
    column: Ints
    weight: Floats
    choices: int
    start_column: Ints
    start_value: Floats

    def save(self, path: Path) -> None:
        """As an uncompressed ``.npz`` file."""
        arrays: dict[str, Any] = {field.name: getattr(self, field.name) for field in fields(self)}
        with path.open("wb") as file:
            np.savez(file, **arrays)


def load(path: Path) -> Mixed:
    with np.load(path, allow_pickle=False) as held:
        found: dict[str, Any] = {field.name: held[field.name] for field in fields(Mixed)}
    return Mixed(**(found | {"constant": float(found["constant"]), "choices": int(found["choices"])}))
