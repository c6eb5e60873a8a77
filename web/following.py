"""A run seen to its end from a terminal: planned in this process, or watched where the jobs are at work."""

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from threading import Event

from sqlalchemy import Engine, select

from models import runs
from models.database import readers, sessions
from models.messages import message_from
from models.plans import Run, RunProgress
from scheduler.message import Message, message

from .config import Settings
from .jobs import JobsElsewhere, jobs_lock
from .running import Planner

BEAT = 0.2  # seconds between two looks at the search
TURN = 3.0  # seconds after which a watcher finds out whether the jobs are still at work

Tell = Callable[[Message], None]


class Follower:
    """Tells each better plan of a run, once."""

    def __init__(self, engine: Engine, run_id: int, tell: Tell, stop: Event | None = None) -> None:
        self.engine = engine
        self.run_id = run_id
        self.tell = tell
        self.stop = stop or Event()
        self.told: int | None = None
        self.asked = False

    def see_through(self, planner: Planner) -> None:
        """Plan here until the run is over."""
        while True:
            planner.look()
            if self.over():
                return
            time.sleep(BEAT)

    def watch(self) -> bool:
        """Look on for a while as another process plans; whether the run is over."""
        until = time.monotonic() + TURN
        while time.monotonic() < until:
            if self.over():
                return True
            time.sleep(BEAT)
        return False

    def over(self) -> bool:
        """Whether the run has ended, after telling what is new; a wish to stop is handed on."""
        if self.stop.is_set() and not self.asked:
            self._ask_to_stop()
        with readers(self.engine)() as session:
            state = session.scalar(select(Run.state).where(Run.id == self.run_id))
            last = session.execute(
                select(RunProgress.seconds, RunProgress.points)
                .where(RunProgress.run_id == self.run_id, RunProgress.points.is_not(None))
                .order_by(RunProgress.id.desc())
                .limit(1)
            ).first()
            early = session.scalar(select(Run.outcome).where(Run.id == self.run_id, Run.state == "done"))
        if last is not None and last.points != self.told and (last.points or 0) > 0:
            self.told = last.points
            self.tell(
                message("{seconds} s: {points} points", seconds=round(last.seconds), points=last.points)
            )
        for why in early or ():
            self.tell(message_from(why))
        return state not in ("queued", "running")

    def _ask_to_stop(self) -> None:
        self.asked = True
        with sessions(self.engine)() as session:
            run = session.get_one(Run, self.run_id)
            runs.request_cancel(session, run, "rideau", datetime.now(UTC))
            session.commit()


def follow(settings: Settings, engine: Engine, run_id: int, tell: Tell, stop: Event) -> None:
    """See a queued run to its end; ``stop`` ends it early and keeps the best plan found."""
    follower = Follower(engine, run_id, tell, stop)
    while True:
        with planning(settings, engine) as planner:
            if planner is not None:
                follower.see_through(planner)
                return
            if follower.watch():
                return


@contextmanager
def planning(settings: Settings, engine: Engine) -> Iterator[Planner | None]:
    """This process as the one that plans; None where the jobs are at work in another."""
    with ExitStack() as held:
        try:
            held.enter_context(jobs_lock(settings, engine))
        except JobsElsewhere:
            yield None
            return
        planner = Planner(settings, engine)
        planner.recover()
        try:
            yield planner
        finally:
            planner.end()
