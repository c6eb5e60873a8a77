"""
The process of one trial: ``python -m web.benching.child MODULE:FUNCTION INSTANCE FOLDER …`` leaves the steps of the
search, the plan and what it took in the folder.

The clock starts when the problem has been read and the competitor imported and prepared, and stops when it returns its
plan.
"""

import argparse
import json
import os
import sys
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from scheduler.faults import FaultsError
from scheduler.files import read_problem, write_plan
from web.solve_child import as_json, stopper, write_whole

from .competitors import Allowed, Solver

STEPS, PLAN, OUTCOME = "steps.jsonl", "plan.json", "outcome.json"


def main(arguments: list[str] | None = None) -> int:
    """Always 0: what went wrong in a way that was foreseen is in the outcome."""
    parser = argparse.ArgumentParser(prog="bench_child")
    parser.add_argument("where")
    parser.add_argument("instance", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seconds", type=float, required=True)
    parser.add_argument("--workers", type=int, required=True)
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--count-options", action="store_true")
    given = parser.parse_args(arguments)
    outcome = tried(
        solver_at(given.where),
        given.instance,
        given.folder,
        Allowed(given.seconds, given.workers, given.seed),
        time.monotonic,
    )
    if given.count_options:
        outcome["options"] = _options(given.instance)
    write_whole(given.folder / OUTCOME, json.dumps(outcome))
    return 0


def solver_at(where: str) -> Solver:
    """The function, ready to be timed: what its module has to ``prepare`` is done, as an import is."""
    name, _, function = where.partition(":")
    module = import_module(name)
    getattr(module, "prepare", lambda: None)()
    found: Solver = getattr(module, function)
    return found


def tried(
    solver: Solver, instance: Path, folder: Path, allowed: Allowed, clock: Callable[[], float]
) -> dict[str, object]:
    """Solve, write steps and plan; what it took: ``seconds`` and ``cpu_seconds``, ``memory_kb``, or ``faults``."""
    problem = read_problem(instance.read_bytes())
    steps = Steps(folder / STEPS, clock)
    cpu = cpu_seconds()
    outcome: dict[str, object] = {}
    try:
        plan = solver(problem, allowed, steps, stopper(folder))
    except FaultsError as error:
        outcome["faults"] = [{"path": fault.path, **as_json(fault.message)} for fault in error.faults]
    else:
        steps(plan.points, plan.bound)
        write_whole(folder / PLAN, write_plan(plan))
    outcome |= {"seconds": steps.elapsed, "cpu_seconds": cpu_seconds() - cpu, "memory_kb": largest_kb()}
    return outcome


def cpu_seconds() -> float:
    """Processor time of this process and of those that it started and that have ended."""
    spent = os.times()
    return spent.user + spent.system + spent.children_user + spent.children_system


def largest_kb() -> int | None:
    """The peak of this process or, if it is higher, of the largest of those that it started, in KiB."""
    own = peak_kb()
    return None if own is None else max(own, _counted_kb(of_children=True))


class Steps:
    """Each improvement as a line, with the seconds since this was made."""

    def __init__(self, path: Path, clock: Callable[[], float]) -> None:
        self.path, self.clock, self.began = path, clock, clock()
        self.told: tuple[int | None, int | None] = (None, None)
        self.elapsed = 0.0

    def __call__(self, points: int | None, bound: int | None) -> None:
        self.elapsed = round(self.clock() - self.began, 3)
        if (points, bound) != self.told:
            self.told = (points, bound)
            line = {"seconds": self.elapsed, "points": points, "bound": bound}
            with self.path.open("a", encoding="utf-8") as file:
                file.write(json.dumps(line) + "\n")


def peak_kb(process: int | str = "self") -> int | None:
    """The most memory that a process had at once, in KiB; None where the system does not tell."""
    try:
        for line in Path(f"/proc/{process}/status").read_text(encoding="utf-8").splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1])
    except (OSError, ValueError):
        pass
    if process != "self":
        return None
    return _counted_kb()


def _counted_kb(of_children: bool = False) -> int:
    """As the system counts it, of this process or of the largest that it started and that has ended."""
    from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getrusage  # not on every system

    most = getrusage(RUSAGE_CHILDREN if of_children else RUSAGE_SELF).ru_maxrss
    return most // 1024 if sys.platform == "darwin" else most


def _options(instance: Path) -> int | None:
    """How many placements are possible at all: the size of what is searched."""
    from scheduler.options import possible

    try:
        return possible(read_problem(instance.read_bytes())).count
    except OverflowError:
        return None


if __name__ == "__main__":
    sys.exit(main())
