"""Timefold in Java: its jars come with the Python package, and a Java Development Kit compiles ``Timefold.java``."""

from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import numpy as np

from scheduler.plan import Plan
from scheduler.problem import Problem

from ..competitors import Allowed, Tell
from .placing import save
from .rounds import Command, rounds
from .town import Town

SOURCE = Path(__file__).with_name("Timefold.java")
FILE = "town.longs"


def solved(problem: Problem, allowed: Allowed, tell: Tell, should_stop: Callable[[], bool]) -> Plan:
    """The best plan of simulated annealing from the greedy plan; there is no bound, and one thread."""
    town = Town(problem, allowed, tell, should_stop)

    def begin(folder: Path) -> Command | None:
        options = np.nonzero(town.model.alone)[0]
        if not len(options):
            return None
        save(town, options, folder / FILE)
        limits = (int(1000 * max(0.01, town.left)), allowed.seed)
        return Command(("java", "-cp", jars(), SOURCE, folder / FILE, *limits), options)

    return rounds(town, begin)


def jars() -> str:
    """The class path of the package, which need not be imported for it."""
    found = find_spec("timefold")
    assert found is not None and found.submodule_search_locations is not None
    return str(Path(found.submodule_search_locations[0]) / "solver" / "jars" / "*")
