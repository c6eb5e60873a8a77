"""Every town of a database planned over a fleet: whole towns are solved by workers, here rows are read and written.

What is done is what the rows say: killed at any moment and begun again, a tour goes on with the towns whose newest
draft does not answer their data as it stands.
"""

import logging
import os
import socket
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, CancelledError, Future, wait
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from threading import Event
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from models import runs
from models.database import readers, sessions
from models.plans import Run, RunProgress
from models.programme import town_by_slug, towns
from scheduler.files import FaultsError, plan_from_document
from scheduler.fleet import Fleet, PieceLost
from scheduler.message import Message, Refused, message

from .config import Settings
from .jobs import only_one
from .running import LOST, keep
from .solve_child import solve_town

logger = logging.getLogger(__name__)
ADVISORY_LOCK = 7_250_333  # beside those of the migrations and the jobs
PLANNED, AS_IS, WITHOUT, FAILED = "planned", "as it is", "without a plan", "failed"
OVERDUE = message("its turn did not come in time: plan again")
#: Seconds between two looks at what is done, and between two signs of life.
BEAT, SIGN = 0.5, 5.0
#: Seconds beyond its time after which a town's piece of work is given up.
GRACE = 30.0


class TourElsewhere(Refused):
    """Another process plans all the towns of this database."""

    def __init__(self) -> None:
        super().__init__(
            message(
                "another process already plans all the towns of this database: wait for its end, or end it first"
            )
        )


@dataclass(frozen=True, slots=True)
class Called:
    """What came of one town: ``how`` is one of the words above, ``proven`` that no plan can have more points."""

    slug: str
    how: str
    proven: bool = False
    reasons: tuple[Message, ...] = ()


@dataclass(slots=True)
class Underway:
    """A run that a worker has, or will have next."""

    slug: str
    run_id: int
    until: float


class Tour:
    """Goes from town to town; ``tell`` hears of each as it ends."""

    def __init__(
        self,
        engine: Engine,
        fleet: Fleet,
        seconds: int,
        seed: int,
        again: bool,
        tell: Callable[[Called], None],
    ) -> None:
        self.fleet, self.seconds, self.seed, self.again, self.tell = fleet, seconds, seed, again, tell
        self.maker, self.reader = sessions(engine), readers(engine)
        self.owner = f"{socket.gethostname()}:{os.getpid()}"
        self.underway: dict[Future[Any], Underway] = {}
        self._signed = time.monotonic()

    def run(self, slugs: Sequence[str], stop: Event) -> None:
        """Plan these towns; ``stop`` leaves those that are not done for another time."""
        self._recover()
        left = iter(slugs)
        try:
            while not stop.is_set() and (self._fill(left) or self.underway):
                done, _ = wait(self.underway, timeout=BEAT, return_when=FIRST_COMPLETED)
                for future in done:
                    self._conclude(self.underway.pop(future), future)
                self._watch()
        finally:
            self._leave()

    def _recover(self) -> None:
        """End what a tour left that was killed."""
        with self.maker() as session:
            for run in runs.left_behind(session, _now(), tours=True):
                runs.fail(session, run, (LOST,), _now())
            session.commit()

    def _fill(self, left: Iterator[str]) -> bool:
        """Keep every worker busy, with one town to spare; False where no town is left."""
        while len(self.underway) <= self.fleet.workers:
            slug = next(left, None)
            if slug is None:
                return False
            self._begin(slug)
        return True

    def _begin(self, slug: str) -> None:
        try:
            with self.maker() as session:
                run = self._started(session, slug)
                session.commit()
        except runs.RunRefused as refused:
            reasons = refused.message, *(_fault(fault.path, fault.message) for fault in refused.faults)
            self.tell(Called(slug, WITHOUT, reasons=reasons))
            return
        except Exception as error:  # whatever is wrong with one town, the others go on
            self._stumbled(slug, error)
            return
        if run is None:
            self.tell(Called(slug, AS_IS))
            return
        future = self.fleet.executor.submit(solve_town, run.problem, run.hint, self.seconds, self.seed)
        # One town may wait for another before it is begun.
        self.underway[future] = Underway(slug, run.id, time.monotonic() + 2 * (self.seconds + GRACE))

    def _started(self, session: Session, slug: str) -> Run | None:
        town = town_by_slug(session, slug)
        if town is None:
            raise runs.RunRefused(message("the town was removed meanwhile"))
        return runs.start_run(session, town, self.seconds, self.seed, _now(), self.owner, again=self.again)

    def _conclude(self, one: Underway, future: "Future[Any]") -> None:
        """Keep what a worker found, or why there is nothing."""
        try:
            try:
                found = future.result()
            except PieceLost as lost:
                found = {"lost": lost.message}
            except CancelledError:
                found = {"lost": OVERDUE}
            with self.maker() as session:
                called = _kept(session, one, found)
                session.commit()
        except Exception as error:
            self._stumbled(one.slug, error, one.run_id)
            return
        self.tell(called)

    def _stumbled(self, slug: str, error: Exception, run_id: int | None = None) -> None:
        logger.error("town %s was not planned", slug, exc_info=error)
        reason = message("this could not be done ({error})", error=f"{type(error).__name__}: {error}"[:300])
        if run_id is not None:
            with self.maker() as session:
                runs.fail(session, session.get_one(Run, run_id), (reason,), _now())
                session.commit()
        self.tell(Called(slug, FAILED, reasons=(reason,)))

    def _watch(self) -> None:
        """Show that the runs are alive, and give up what is long overdue."""
        now = time.monotonic()
        for future, one in self.underway.items():
            if now > one.until:
                self.fleet.drop(future)
        if now - self._signed > SIGN:
            self._signed = now
            with self.maker() as session:
                for one in self.underway.values():
                    runs.alive(session, one.run_id, _now())
                session.commit()

    def _leave(self) -> None:
        """The runs that are not over are cancelled: another tour begins them anew."""
        for future in self.underway:
            self.fleet.drop(future)
        with self.maker() as session:
            for one in self.underway.values():
                runs.cancelled(session, session.get_one(Run, one.run_id), _now())
            session.commit()
        self.underway.clear()


def _kept(session: Session, one: Underway, found: dict[str, Any]) -> Called:
    """The outcome of a town, with its rows."""
    run = session.get_one(Run, one.run_id)
    if "lost" in found:
        runs.fail(session, run, (found["lost"],), _now())
        return Called(one.slug, FAILED, reasons=(found["lost"],))
    for seconds, points, bound in found["steps"]:
        session.add(RunProgress(run_id=run.id, seconds=seconds, points=points, bound=bound))
    try:
        plan = plan_from_document(found["plan"]) if "plan" in found else None
    except FaultsError as error:
        reasons = tuple(_fault(fault.path, fault.message) for fault in error.faults)
        runs.fail(session, run, reasons, _now())
        return Called(one.slug, FAILED, reasons=reasons)
    why = keep(session, run, found, plan)
    if why is None:
        return Called(one.slug, PLANNED, proven=plan is not None and plan.status == "optimal")
    if run.state == "running":
        if run.cancel_requested:
            runs.cancelled(session, run, _now())
        else:
            runs.fail(session, run, why or [LOST], _now())
    return Called(one.slug, WITHOUT, reasons=tuple(why))


def slugs_of(engine: Engine) -> list[str]:
    """Every town, in the order of their addresses."""
    with readers(engine)() as session:
        return sorted(town.slug for town in towns(session))


@contextmanager
def only_tour(settings: Settings, engine: Engine) -> Iterator[None]:
    """Be the one that plans all the towns of a database, or raise ``TourElsewhere``."""
    with only_one(settings, engine, "tour", ADVISORY_LOCK, TourElsewhere()):
        yield


def _fault(path: str, reason: Message) -> Message:
    return message("{path}: {reason}", path=path, reason=reason) if path else reason


def _now() -> datetime:
    return datetime.now(UTC)
