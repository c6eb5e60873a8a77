"""Timefold in Java: its jars come with the Python package, and a Java Development Kit compiles ``java/`` for them."""

import os
import subprocess
from collections.abc import Callable
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from scheduler.plan import Plan
from scheduler.problem import Problem

from ..competitors import Allowed, Tell
from .placing import save
from .rounds import Command, rounds
from .town import Town

SOURCES = sorted(Path(__file__).with_name("java").glob("*.java"))
FILE = "town.longs"


def solved(problem: Problem, allowed: Allowed, tell: Tell, should_stop: Callable[[], bool]) -> Plan:
    """The best plan of simulated annealing from the greedy plan; there is no bound, and one thread."""
    town = Town(problem, allowed, tell, should_stop)
    town.greedy()

    def begin(folder: Path) -> Command | None:
        options = np.nonzero(town.model.alone)[0]
        if not len(options):
            return None
        save(town, options, folder / FILE)
        limits = (int(1000 * max(0.01, town.left)), allowed.seed)
        path = os.pathsep.join((prepare().name, jars()))
        return Command(("java", "-cp", path, "Timefold", folder / FILE, *limits), options)

    return rounds(town, begin)


@cache
def prepare() -> TemporaryDirectory[str]:
    """The compiled classes: once a process, before the clock starts, as nobody compiles with each plan."""
    classes = TemporaryDirectory(prefix="rideau-peer-")
    subprocess.run(["javac", "-nowarn", "-cp", jars(), "-d", classes.name, *SOURCES], check=True)
    return classes


def jars() -> str:
    """The class path of the package, which need not be imported for it."""
    found = find_spec("timefold")
    assert found is not None and found.submodule_search_locations is not None
    return str(Path(found.submodule_search_locations[0]) / "solver" / "jars" / "*")
