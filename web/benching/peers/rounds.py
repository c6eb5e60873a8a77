"""Solving in a process of its own, again where a choice brought cuts."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from numpy.typing import NDArray

from scheduler.plan import Plan

from .outside import started
from .town import Town


@dataclass(frozen=True, slots=True)
class Command:
    """``words`` start the solver; ``options`` are those that its choices are numbers of."""

    words: tuple[object, ...]
    options: NDArray[np.int64]


def rounds(town: Town, begin: Callable[[Path], Command | None]) -> Plan:
    """
    The best plan, from the one at hand on.

    ``begin`` writes the model as it is now to a folder and says what to start; None where there is no plan.
    """
    while not town.over():
        with TemporaryDirectory(prefix="rideau-peer-") as folder:
            command = begin(Path(folder))
            if command is None or not _round(town, command):
                break
    return town.plan()


def _round(town: Town, command: Command) -> bool:
    """Solve until the end, or until a choice brings cuts; whether another round could bring more."""
    with started(command.words) as outside:
        for told in outside.told():
            if told is not None and "chosen" in told and not town.take(command.options[told["chosen"]]):
                return True
            if told is not None and "bound" in told:
                town.lower(told["bound"])
            if told is not None and "impossible" in told:
                town.impossible = town.best is None
            if town.over():
                break
    return False
