"""One trial: a child is started, watched and, if it overruns by far, killed; its plan is verified."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from models.messages import message_from
from scheduler.check import check
from scheduler.faults import FaultsError
from scheduler.files import read_plan
from scheduler.message import Message, message
from scheduler.points import terms
from scheduler.problem import Problem

from .child import OUTCOME, PLAN, STEPS, peak_kb
from .competitors import Allowed, Competitor

BEAT = 0.1  # seconds between two looks at the child
ROOT = Path(__file__).resolve().parents[2]
NO_PLAN = ("infeasible", "unknown")


@dataclass(frozen=True, slots=True)
class Step:
    """What was known ``seconds`` after the start of the search."""

    seconds: float
    points: int | None
    bound: int | None

    @property
    def gap(self) -> float | None:
        """(bound − points) / |points|."""
        if self.points is None or self.bound is None:
            return None
        return (self.bound - self.points) / max(1, abs(self.points))


@dataclass(frozen=True, slots=True)
class Trial:
    """
    What one competitor did on one instance with one seed.

    Parameters
    ----------
    status
        Of the plan: ``optimal``, ``feasible``, ``infeasible``, ``unknown``; or what came instead of one: ``broken``
        (it breaks a rule), ``refused`` (the competitor does not take the problem), ``died``, ``overran``.
    notes
        Why, where the status is one of the last four.
    points, bound
        Of the verified plan, recomputed; and no plan can have more than ``bound``, says the competitor.
    seconds, cpu_seconds, memory_kb
        Wall clock and processor time of the search; the most memory the child had at once.
    options
        Placements that are possible at all, where they were counted.
    """

    instance: str
    competitor: str
    allowed: Allowed
    status: str
    notes: tuple[Message, ...] = ()
    points: int | None = None
    bound: int | None = None
    seconds: float | None = None
    cpu_seconds: float | None = None
    memory_kb: int | None = None
    options: int | None = None
    steps: tuple[Step, ...] = ()

    @property
    def seed(self) -> int:
        return self.allowed.seed

    @property
    def gap(self) -> float | None:
        return Step(0.0, self.points, self.bound).gap

    @property
    def first(self) -> float | None:
        """Seconds to the first plan."""
        return None if self.points is None else self._reached(None)

    @property
    def near(self) -> float | None:
        """Seconds to within 1 % of the best plan of this trial."""
        return None if self.points is None else self._reached(self.points - abs(self.points) / 100)

    @property
    def best(self) -> float | None:
        """Seconds to the best plan of this trial."""
        return None if self.points is None else self._reached(self.points)

    @property
    def failed(self) -> bool:
        return self.status in ("broken", "refused", "died", "overran")

    def _reached(self, points: float | None) -> float | None:
        for step in self.steps:
            if step.points is not None and (points is None or step.points >= points):
                return step.seconds
        return None


def run(
    competitor: Competitor,
    instance: Path,
    name: str,
    problem: Problem,
    allowed: Allowed,
    folder: Path,
    *,
    options: int | None = None,
    grace: float | None = None,
    clock: Callable[[], float] = time.monotonic,
) -> Trial:
    """
    One trial in an empty ``folder``. ``options`` are counted afterwards where they are not known yet.

    The child is killed ``grace`` seconds after its time is over; by default as long again as it was given, and a
    minute for reading the problem.
    """
    command = [sys.executable, "-m", "web.benching.child", competitor.where, str(instance.resolve())]
    command += [str(folder.resolve()), "--seconds", str(allowed.seconds)]
    command += ["--workers", str(allowed.workers), "--seed", str(allowed.seed)]
    command += ["--count-options"] if options is None else []
    limit = clock() + allowed.seconds + (allowed.seconds + 60 if grace is None else grace)
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            cwd=ROOT,
            start_new_session=True,  # Ctrl-C in a terminal is for the parent; and a kill takes its children too
        )
    memory, overran = _watched(process, lambda: clock() > limit)
    told = _outcome(folder)
    kept: dict[str, Any] = {name: told.get(name) for name in ("seconds", "cpu_seconds")}
    kept["options"] = told.get("options") if options is None else options
    kept["memory_kb"] = told.get("memory_kb") or memory or None  # its own figure is of the search alone
    kept["steps"] = _steps(folder)
    status, notes, found = _judged(folder, problem, told, process.returncode, overran)
    return Trial(name, competitor.name, allowed, status, notes, **kept, **found)


def _watched(process: subprocess.Popen[bytes], is_late: Callable[[], bool]) -> tuple[int, bool]:
    """Wait for the child: the most memory seen, in KiB, and whether it had to be killed."""
    memory = 0
    try:
        while True:
            memory = max(memory, peak_kb(process.pid) or 0)
            try:
                process.wait(BEAT)
            except subprocess.TimeoutExpired:
                if is_late():
                    return memory, True
            else:
                return memory, False
    finally:
        if process.poll() is None:
            _kill(process)


def _kill(process: subprocess.Popen[bytes]) -> None:
    """The child and what it started."""
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _judged(
    folder: Path, problem: Problem, told: dict[str, Any], code: int, overran: bool
) -> tuple[str, tuple[Message, ...], dict[str, Any]]:
    """Status, notes, and points and bound of a plan that holds."""
    if overran:
        return "overran", (message("it was killed long after its time was over"),), {}
    if code < 0:
        return "died", (message("its process was ended by signal {signal}", signal=-code),), {}
    if code or not told:
        why = message("its process ended with code {code}: {words}", code=code, words=_last_words(folder))
        return "died", (why,), {}
    if "faults" in told:
        return "refused", tuple(_note(fault["path"], message_from(fault)) for fault in told["faults"]), {}
    return _verified(folder, problem)


def _verified(folder: Path, problem: Problem) -> tuple[str, tuple[Message, ...], dict[str, Any]]:
    """The checker has the last word, not the competitor; it reads the plan as it was written."""
    try:
        plan = read_plan((folder / PLAN).read_bytes())
        broken = [] if plan.status in NO_PLAN else check(problem, plan)
    except FaultsError as error:
        return "broken", tuple(_note(fault.path, fault.message) for fault in error.faults), {}
    if plan.status in NO_PLAN:
        return str(plan.status), (), {"bound": plan.bound}
    if broken:
        return "broken", tuple(_note(violation.rule, violation.message) for violation in broken), {}
    points = sum(terms(problem, plan).values())
    return str(plan.status or "feasible"), (), {"points": points, "bound": plan.bound}


def _note(where: str, what: Message) -> Message:
    return message("{where}: {what}", where=where, what=what) if where else what


def _outcome(folder: Path) -> dict[str, Any]:
    try:
        found: dict[str, Any] = json.loads((folder / OUTCOME).read_text(encoding="utf-8"))
    except OSError:
        return {}
    return found


def _steps(folder: Path) -> tuple[Step, ...]:
    """Those that were written whole: a child may have been killed in the middle of a line."""
    try:
        lines = (folder / STEPS).read_text(encoding="utf-8").splitlines(keepends=True)
    except OSError:
        return ()
    return tuple(Step(**json.loads(line)) for line in lines if line.endswith("\n"))


def _last_words(folder: Path) -> str:
    lines = (folder / "log").read_text(encoding="utf-8", errors="replace").strip().splitlines()
    return lines[-1][-300:] if lines else ""
