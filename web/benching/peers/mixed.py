"""A mixed-integer programme in a file, for a process that imports no more than NumPy."""

from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import numpy as np

from scheduler.engine.rows import Floats, Ints, Programme


@dataclass(frozen=True, slots=True)
class Mixed(Programme):
    """
    A programme to solve.

    Parameters
    ----------
    choices
        The first so many columns are those that a solution is told by, each 0 or 1.
    start_column, start_value
        What is known of a solution at hand; empty where there is none.
    """

    choices: int
    start_column: Ints
    start_value: Floats

    def save(self, path: Path) -> None:
        """As an uncompressed ``.npz`` file."""
        with path.open("wb") as file:
            np.savez(file, **_values(self))


def mixed(rows: Programme, choices: int, start: dict[int, int]) -> Mixed:
    """``rows`` with what a solver is told beside them; ``start`` gives the value of each column that is known."""
    return Mixed(
        **_values(rows),
        choices=choices,
        start_column=np.array(list(start), dtype=np.int64),
        start_value=np.array(list(start.values()), dtype=np.float64),
    )


def load(path: Path) -> Mixed:
    """What :meth:`Mixed.save` wrote."""
    with np.load(path, allow_pickle=False) as held:
        found: dict[str, Any] = {field.name: held[field.name] for field in fields(Mixed)}
    return Mixed(**(found | {"constant": float(found["constant"]), "choices": int(found["choices"])}))


def _values(record: Programme) -> dict[str, Any]:
    return {field.name: getattr(record, field.name) for field in fields(record)}
