"""The solver's side: what it was given, and how it tells what it finds. Imports no more than NumPy."""

import argparse
import json
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from .mixed import Mixed, load


@dataclass(frozen=True, slots=True)
class Spend:
    """``seconds`` of wall clock, ``workers`` threads, and the seed."""

    seconds: float
    workers: int
    seed: int


class Voice:
    """Lines of JSON to the parent. All else that is printed goes to the log."""

    def __init__(self) -> None:
        self._out = os.fdopen(os.dup(1), "w", encoding="utf-8", buffering=1)
        os.dup2(2, 1)

    def chosen(self, columns: Sequence[int]) -> None:
        """A solution, by the numbers of the choices that are 1."""
        self._say({"chosen": [int(column) for column in columns]})

    def bound(self, value: float) -> None:
        """No solution can be worth more."""
        self._say({"bound": float(value)})

    def impossible(self) -> None:
        """There is no solution."""
        self._say({"impossible": True})

    def _say(self, what: dict[str, object]) -> None:
        self._out.write(json.dumps(what) + "\n")


def run(solve: Callable[[Mixed, Spend, Voice], None]) -> None:
    """What a solver's process does: FILE --seconds S --workers W --seed N."""
    parser = argparse.ArgumentParser()
    parser.add_argument("file", type=Path)
    parser.add_argument("--seconds", type=float, required=True)
    parser.add_argument("--workers", type=int, required=True)
    parser.add_argument("--seed", type=int, required=True)
    given = parser.parse_args()
    voice = Voice()
    solve(load(given.file), Spend(given.seconds, given.workers, given.seed), voice)
    sys.stdout.flush()
