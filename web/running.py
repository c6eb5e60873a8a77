"""One run at a time, from the queue to a kept plan; everything stays true when this process is killed.

``look`` is called twice a second and never waits. A solve that ends, overruns, takes too much memory or is killed
leaves its best plan, which is kept if the checker finds nothing against it.
"""

import logging
import os
import socket
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from models import runs
from models.database import readers, sessions
from models.messages import message_from
from models.plans import Plan, Run
from scheduler.files import FaultsError, plan_from_document, read_plan
from scheduler.message import Message, message
from scheduler.plan import Plan as Programme

from . import solving
from .config import Settings
from .solving import GRACE_SECONDS, SolveProcess

logger = logging.getLogger(__name__)
LOST = message("the process that was planning stopped without an answer: plan again")
BROKEN_OFF = message("the search broke off before its end")
OVERRAN = message("the search did not end in its time: allow more seconds")
KEPT = message("the best plan that it had found by then is kept as a draft")
NOT_FOUND = message("no plan was found in time: allow more seconds")
WITHOUT_PLAN = {"infeasible": message("no plan keeps every rule")}
SIGN_SECONDS = 2.0
"""How often a run that reports nothing shows that it is alive."""


@dataclass
class Current:
    """The run being solved."""

    run_id: int
    solve: SolveProcess
    started: float
    kill_at: float
    signed: float = 0.0
    note: Message | None = None


class Planner:
    """Claims queued runs and sees each of them to its end."""

    def __init__(
        self,
        settings: Settings,
        engine: Engine,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.settings = settings
        self.maker = sessions(engine)
        self.reader = readers(engine)
        self.clock = clock
        self.owner = f"{socket.gethostname()}:{os.getpid()}"
        self.current: Current | None = None

    def look(self) -> None:
        """Move the current run forward, or begin the next."""
        try:
            if self.current is None:
                self._begin()
            else:
                self._watch(self.current)
        except Exception:
            logger.exception("the jobs stumbled")

    def recover(self) -> None:
        """End the runs that a killed jobs process left: the lock says that nobody works on them any more."""
        with self.reader() as session:
            left = runs.left_behind(session, _now())
        for run in left:
            logger.warning("run %s was left by a process that is gone", run.id)
            self._conclude(run.id, LOST)

    def end(self) -> None:
        """This process ends: the solve is stopped and what it found is kept."""
        if (current := self.current) is None:
            return
        current.solve.ask_to_stop()
        deadline = time.monotonic() + GRACE_SECONDS
        while current.solve.running and time.monotonic() < deadline:
            time.sleep(0.1)
        if current.solve.running:
            current.solve.kill()
        self._report(current)
        self._conclude(current.run_id, message("Rideau was stopped while it was planning: plan again"))
        self.current = None

    def _folder(self, run_id: int) -> Path:
        return self.settings.files.runs / str(run_id)

    def _begin(self) -> None:
        with self.reader() as session:
            if session.scalar(select(Run.id).where(Run.state == "queued").limit(1)) is None:
                return
        with self.maker() as session:
            run = runs.claim_next(session, _now(), self.owner)
            session.commit()
        if run is None:
            return
        folder = self._folder(run.id)
        solving.prepare_folder(folder, run.problem, run.hint)
        solve = SolveProcess(folder, run.seconds, run.workers, run.seed, self.settings.fleet)
        now = self.clock()
        self.current = Current(run.id, solve, now, now + run.seconds + GRACE_SECONDS)
        logger.info("run %s begins", run.id, extra={"seconds": run.seconds, "pid": solve.process.pid})

    def _watch(self, current: Current) -> None:
        wanted = self._report(current)
        now = self.clock()
        if current.solve.running and not wanted and current.note is None:
            current.solve.ask_to_stop()
            current.note = message("The run was stopped.")
            current.kill_at = min(current.kill_at, now + GRACE_SECONDS)
        if current.solve.running and current.solve.memory_mb() > self.settings.planning.memory_mb:
            current.note = message(
                "the run took more than {memory} MB of memory and was ended",
                memory=self.settings.planning.memory_mb,
            )
            current.kill_at = now
        if current.solve.running and now < current.kill_at:
            return
        if current.solve.running:
            logger.warning("run %s is killed", current.run_id)
            current.note = current.note or OVERRAN
            current.solve.kill()
        self._report(current)
        self._conclude(current.run_id, current.note)
        self.current = None

    def _report(self, current: Current) -> bool:
        """Put what the solve reported into rows; False where the run should stop."""
        steps = list(current.solve.steps())
        due = self.clock() - current.signed >= SIGN_SECONDS
        if not steps and not due:
            with self.reader() as session:
                run = session.get(Run, current.run_id)
                return run is not None and run.state == "running" and not run.cancel_requested
        wanted = True
        with self.maker() as session:
            for step in steps:
                wanted = runs.progress(session, current.run_id, step.seconds, step.points, step.bound, _now())
            if not steps:
                wanted = runs.alive(session, current.run_id, _now())
            session.commit()
        current.signed = self.clock()
        return wanted

    def _conclude(self, run_id: int, note: Message | None) -> None:
        """Keep the plan of a run that is over, or say why there is none."""
        folder = self._folder(run_id)
        with self.maker() as session:
            run = session.get(Run, run_id)
            if run is None or run.state != "running":
                return
            found = solving.result(folder) or {}
            early = () if found or run.cancel_requested else (note or BROKEN_OFF, KEPT)
            reasons = keep(session, run, found, _plan(found, folder), early)
            words = solving.last_words(folder)
            if words and (reasons is not None or early) and not run.cancel_requested:
                logger.error("run %s did not come to its end: %s", run_id, words)
            if reasons is not None:
                if run.cancel_requested:
                    runs.cancelled(session, run, _now())
                else:
                    runs.fail(session, run, reasons or [note or LOST], _now())
            session.commit()
        logger.info("run %s is over", run_id, extra={"state": run.state})


def keep(
    session: Session,
    run: Run,
    found: dict[str, Any],
    plan: Programme | None,
    early: Sequence[Message] = (),
) -> list[Message] | None:
    """
    None where a plan was kept; else the reasons why there is none, as far as what was found tells them.

    ``early`` says of a plan that is kept why its search did not come to its end.
    """
    if faults := found.get("faults"):
        return [_fault(fault) for fault in faults]
    if conflict := found.get("conflict"):
        return [message_from(one) for one in conflict]
    if plan is None or plan.points is None:
        return [] if plan is None else [WITHOUT_PLAN.get(plan.status, NOT_FOUND)]
    checked = [message_from(one) for one in found["checked"]] if "checked" in found else None
    kept: Plan | None = runs.finish(session, run, plan, _now(), checked=checked, early=early)
    return None if kept is not None or run.state != "running" else []


def _plan(found: dict[str, Any], folder: Path) -> Programme | None:
    """The plan of the result, else the best one that was found before the solve was ended."""
    try:
        if found.get("plan"):
            return plan_from_document(found["plan"])
        text = solving.incumbent(folder)
        return None if text is None else read_plan(text)
    except FaultsError as error:
        logger.error("the plan in %s cannot be read: %s", folder, error)
        return None


def _fault(fault: dict[str, Any]) -> Message:
    told = message_from(fault)
    path = fault.get("path")
    return message("{path}: {reason}", path=path, reason=told) if path else told


def _now() -> datetime:
    return datetime.now(UTC)
