"""The jobs: plans that were asked for, and tidying. APScheduler in a process of its own, one per database.

APScheduler's stores cannot be shared, and a run must be solved once: a lock keeps a second process out. The lock
goes with the process, whatever ends it.
"""

import hashlib
import logging
import shutil
import signal
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from apscheduler.schedulers.background import BackgroundScheduler
from sqlalchemy import Engine, text

from models import members, runs
from models.database import sessions
from scheduler.message import Refused, message

from .config import Settings
from .running import Planner
from .starting import prepare_installation

logger = logging.getLogger(__name__)
ADVISORY_LOCK = 7_250_332  # beside the migrations' own


class JobsElsewhere(Refused):
    """Another process runs the jobs of this database."""

    def __init__(self) -> None:
        super().__init__(
            message("another process already runs the jobs of this database: one is enough, end it first")
        )


def run_jobs(settings: Settings, ending: threading.Event | None = None) -> int:
    """Run the jobs until told to end. Raises ``JobsElsewhere``."""
    ending = ending or _ending_by_signal()
    engine = prepare_installation(settings)
    with jobs_lock(settings, engine):
        planner = Planner(settings, engine)
        planner.recover()
        scheduler = _scheduler(settings, engine, planner)
        scheduler.start()
        logger.info("jobs started")
        ending.wait()
        scheduler.shutdown(wait=True)
        planner.end()
    engine.dispose()
    logger.info("jobs ended")
    return 0


def _scheduler(settings: Settings, engine: Engine, planner: Planner) -> BackgroundScheduler:
    scheduler = BackgroundScheduler(timezone=UTC)
    once = {"coalesce": True, "max_instances": 1, "replace_existing": True, "misfire_grace_time": None}
    every: Any = settings.jobs.poll_seconds
    scheduler.add_job(planner.look, "interval", seconds=every, id="planner", **once)
    scheduler.add_job(
        tidy,
        "interval",
        seconds=settings.jobs.tidy_seconds,
        id="tidy",
        args=(settings, engine),
        **once,
    )
    return scheduler


def tidy(settings: Settings, engine: Engine, now: datetime | None = None) -> None:
    """Clear expired sign-ins, runs that nobody works on, and the working files of runs that ended long ago."""
    now = now or datetime.now(UTC)
    with sessions(engine)() as session:
        members.forget_expired(session, now)
        for run in runs.reap(session, now):
            logger.warning("run %s showed no life and was ended", run.id)
        session.commit()
    oldest = (now - timedelta(days=settings.jobs.keep_days)).timestamp()
    if settings.files.runs.is_dir():
        for folder in settings.files.runs.iterdir():
            if folder.is_dir() and folder.stat().st_mtime < oldest:
                shutil.rmtree(folder, ignore_errors=True)
                logger.info("removed the files of run %s", folder.name)


def _ending_by_signal() -> threading.Event:
    ending = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: ending.set())
    return ending


@contextmanager
def jobs_lock(settings: Settings, engine: Engine) -> Iterator[None]:
    """Hold the jobs of a database, or raise ``JobsElsewhere`` at once."""
    with only_one(settings, engine, "jobs", ADVISORY_LOCK, JobsElsewhere()):
        yield


@contextmanager
def only_one(
    settings: Settings, engine: Engine, what: str, number: int, elsewhere: Exception
) -> Iterator[None]:
    """Be the one process that does this on a database, or raise ``elsewhere`` at once."""
    if engine.dialect.name == "postgresql":
        with engine.connect() as connection:
            found = connection.execute(text("SELECT pg_try_advisory_lock(:n)"), {"n": number})
            if not found.scalar():
                raise elsewhere
            connection.commit()
            yield
        return
    # An exclusive transaction on a file of its own: the one lock that SQLite gives on every system.
    lock = sqlite3.connect(_lock_file(settings, engine, what), timeout=0, isolation_level=None)
    try:
        try:
            lock.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            raise elsewhere from error
        yield
    finally:
        lock.close()


def _lock_file(settings: Settings, engine: Engine, what: str) -> str:
    """Beside the database, so that two installations on one database share it whatever their folders."""
    name = engine.url.database
    if name and name != ":memory:":
        return f"{Path(name).resolve()}.{what}"
    mark = hashlib.sha256(str(engine.url).encode()).hexdigest()[:12]
    return str(Path(settings.files.dir) / f"{mark}.{what}")
