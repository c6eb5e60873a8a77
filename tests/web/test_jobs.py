"""Runs from the queue to a kept plan, whatever happens to the process that solves."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, select

from models import members, runs
from models.accounts import Account, SignIn
from models.database import sessions
from models.demo.storing import store
from models.demo.town import fictional_town
from models.plans import Plan, PublishedVersion, Run
from web import running, solving
from web.config import Settings, as_environment
from web.following import Follower
from web.jobs import JobsElsewhere, jobs_lock, tidy
from web.running import Planner
from web.solve_child import write_whole

from . import house

ROOT = Path(__file__).parent.parent.parent
PATIENCE = 40.0
# A child that finds one plan and then searches on without end; it does not listen to anybody.
DEAF = """
import sys, time
from pathlib import Path
folder = Path(sys.argv[1])
(folder / "incumbent.json").write_text(Path(sys.argv[2]).read_text())
with (folder / "progress.jsonl").open("a") as file:
    file.write('{"seconds": 0.1, "points": 1, "bound": 9}\\n')
%s
time.sleep(600)
"""


@pytest.fixture
def engine(folder: Path) -> Engine:
    return house.engine_of(folder)


@pytest.fixture
def settings(folder: Path) -> Settings:
    return house.settings(folder)


def asked(engine: Engine, seconds: int = 20) -> int:
    """A new run in the queue."""
    with sessions(engine)() as session:
        run = runs.request_run(session, house.town_of(session), seconds, 1, 0, None, datetime.now(UTC))
        session.commit()
        return run.id


def look_until(planner: Planner, done: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not done():
        assert time.monotonic() < deadline, "took too long"
        planner.look()
        time.sleep(0.05)


def run_of(engine: Engine, run_id: int) -> Run:
    with sessions(engine)() as session:
        run = session.get(Run, run_id)
        assert run is not None
        return run


def plans_of(engine: Engine, run_id: int) -> list[Plan]:
    with sessions(engine)() as session:
        return list(session.scalars(select(Plan).where(Plan.run_id == run_id)))


def ended(engine: Engine, run_id: int) -> Callable[[], bool]:
    return lambda: run_of(engine, run_id).state in ("done", "failed", "cancelled")


@contextmanager
def deaf_child(monkeypatch: pytest.MonkeyPatch, folder: Path, plan: str, more: str = ""):
    """Solves are done by a child that leaves ``plan`` and then neither ends nor listens."""
    write_whole(folder / "plan.json", plan)

    def start(self: solving.SolveProcess, box: Path, *_given: object) -> None:
        self.folder, self._read = box, 0
        command = [sys.executable, "-c", DEAF % more, str(box), str(folder / "plan.json")]
        self.process = subprocess.Popen(command)

    monkeypatch.setattr(solving.SolveProcess, "__init__", start)
    yield


def plan_text(engine: Engine) -> str:
    """The document of the draft of the house: it fits the town as it stands."""
    with sessions(engine)() as session:
        return session.scalars(select(Plan.document).order_by(Plan.id.desc())).first()


def test_a_run_becomes_a_checked_draft_and_leaves_the_published_plan_alone(engine, settings):
    run_id = asked(engine)
    planner = Planner(settings, engine)
    look_until(planner, ended(engine, run_id))
    run, (plan,) = run_of(engine, run_id), plans_of(engine, run_id)
    assert (run.state, plan.points > 0, plan.bound >= plan.points) == ("done", True, True)
    with sessions(engine)() as session:
        assert [v.plan_id for v in session.scalars(select(PublishedVersion))] == [1]
        assert session.get(Run, run_id).progress, "the page has something to show"


def test_runs_wait_for_one_another(engine, settings):
    first = asked(engine)
    planner = Planner(settings, engine)
    planner.look()
    assert run_of(engine, first).state == "running"
    with pytest.raises(runs.RunRefused):
        asked(engine)
    planner.end()


def test_a_cancelled_run_ends_within_the_grace_and_keeps_what_it_found(engine, settings, folder, monkeypatch):
    with deaf_child(monkeypatch, folder, plan_text(engine)):
        run_id = asked(engine, 600)
        planner = Planner(settings, engine)
        look_until(planner, lambda: bool(solving.incumbent(settings.files.runs / str(run_id))))
        with sessions(engine)() as session:
            runs.request_cancel(session, session.get(Run, run_id), "test", datetime.now(UTC))
            session.commit()
        began = time.monotonic()
        look_until(planner, ended(engine, run_id))
    assert time.monotonic() - began < solving.GRACE_SECONDS + 3
    assert (run_of(engine, run_id).state, len(plans_of(engine, run_id))) == ("done", 1)


def test_an_overrun_is_killed_and_its_best_plan_is_kept(engine, settings, folder, monkeypatch):
    now = [0.0]
    with deaf_child(monkeypatch, folder, plan_text(engine)):
        run_id = asked(engine, 20)
        planner = Planner(settings, engine, clock=lambda: now[0])
        look_until(planner, lambda: bool(solving.incumbent(settings.files.runs / str(run_id))))
        now[0] = 22.9
        planner.look()
        assert run_of(engine, run_id).state == "running", "the grace is not over"
        process = planner.current.solve.process
        now[0] = 23.1
        planner.look()
    assert process.poll() is not None
    assert (run_of(engine, run_id).state, len(plans_of(engine, run_id))) == ("done", 1)
    assert [one["text"] for one in run_of(engine, run_id).outcome] == [
        running.OVERRAN.text,
        running.KEPT.text,
    ]


def test_a_killed_child_without_a_plan_fails_the_run_and_says_so(engine, settings):
    run_id = asked(engine, 30)
    planner = Planner(settings, engine)
    planner.look()
    planner.current.solve.process.kill()
    look_until(planner, ended(engine, run_id))
    run = run_of(engine, run_id)
    assert run.state == "failed" and "plan again" in run.outcome[0]["text"]
    assert plans_of(engine, run_id) == []


def test_a_child_that_takes_too_much_memory_is_ended(engine, folder, monkeypatch):
    settings = house.settings(folder, planning={"memory_mb": 256})
    hungry = "block = bytearray(400 * 2**20)\nblock[::4096] = b'1' * len(block[::4096])"
    with deaf_child(monkeypatch, folder, plan_text(engine), hungry):
        run_id = asked(engine, 600)
        look_until(Planner(settings, engine), ended(engine, run_id))
    assert len(plans_of(engine, run_id)) == 1
    assert [one["text"].split(" MB")[0] for one in run_of(engine, run_id).outcome] == [
        "the run took more than {memory}",
        running.KEPT.text,
    ]


def test_a_search_that_breaks_off_keeps_its_best_plan_and_says_so(engine, settings, folder, monkeypatch):
    told: list[str] = []
    with deaf_child(monkeypatch, folder, plan_text(engine), "raise RuntimeError('stumbled')"):
        run_id = asked(engine)
        look_until(Planner(settings, engine), ended(engine, run_id))
    assert (run_of(engine, run_id).state, len(plans_of(engine, run_id))) == ("done", 1)
    assert Follower(engine, run_id, lambda said: told.append(said.text)).over()
    assert told[-2:] == [running.BROKEN_OFF.text, running.KEPT.text]


def test_a_plan_that_breaks_a_rule_never_reaches_a_table(engine, settings, folder, monkeypatch):
    broken = plan_text(engine).replace('"halles-2"', '"quai-1"').replace('"halles-9"', '"quai-1"')
    with deaf_child(monkeypatch, folder, broken, "raise SystemExit"):
        run_id = asked(engine)
        look_until(Planner(settings, engine), ended(engine, run_id))
    assert run_of(engine, run_id).state == "failed"
    assert plans_of(engine, run_id) == []


@contextmanager
def jobs_process(settings: Settings) -> Iterator[subprocess.Popen[str]]:
    """The jobs in a process of their own, once they hold the database."""
    process = subprocess.Popen(
        [sys.executable, "-m", "web.cli", "jobs"],
        cwd=ROOT,
        env={**os.environ, **as_environment(settings)},
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stderr is not None
        assert any("jobs started" in line for line in iter(process.stderr.readline, ""))
        yield process
    finally:
        process.kill()
        process.wait()
        process.stderr.close()


def test_what_a_killed_jobs_process_left_is_recovered(engine, settings):
    """kill -9 of the jobs while they solve, then a restart: the best plan is kept, nothing is half-done."""
    with sessions(engine)() as session:
        town = store(session, fictional_town(date(2026, 11, 22)), datetime.now(UTC))
        run_id = runs.request_run(session, town, 600, 1, 0, None, datetime.now(UTC)).id
        session.commit()
    box = settings.files.runs / str(run_id)
    deadline = time.monotonic() + PATIENCE
    with jobs_process(settings) as jobs:
        while not solving.incumbent(box):
            assert time.monotonic() < deadline
            time.sleep(0.1)
        assert run_of(engine, run_id).state == "running"
        jobs.send_signal(signal.SIGKILL)
        jobs.wait()
    with jobs_lock(settings, engine):  # the lock went with the process
        Planner(settings, engine).recover()
    assert (run_of(engine, run_id).state, len(plans_of(engine, run_id))) == ("done", 1)
    while orphans(box):
        assert time.monotonic() < deadline + PATIENCE, "the solve goes on without a parent"
        time.sleep(0.2)


def orphans(box: Path) -> list[str]:
    """Processes that still solve in this folder."""
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        with suppress(OSError):
            if str(box.resolve()).encode() in path.read_bytes():
                found.append(path.parent.name)
    return found


def test_the_jobs_end_on_sigterm(settings):
    with jobs_process(settings) as jobs:
        jobs.terminate()
        assert jobs.wait(15) == 0


def test_one_jobs_process_for_each_database(engine, settings):
    first = jobs_lock(settings, engine)
    with first, pytest.raises(JobsElsewhere, match="one is enough"), jobs_lock(settings, engine):
        pass
    with jobs_lock(settings, engine):
        pass


def test_tidying_clears_what_is_over(engine, settings):
    now = datetime.now(UTC)
    old = settings.files.runs / "7"
    old.mkdir(parents=True)
    os.utime(old, (1, 1))
    with sessions(engine)() as session:
        account = session.scalar(select(Account).limit(1))
        members.open_sign_in(session, account, now - timedelta(days=2))
        members.open_sign_in(session, account, now)
        session.commit()
    tidy(settings, engine, now)
    assert not old.exists()
    with sessions(engine)() as session:
        assert len(session.scalars(select(SignIn)).all()) == 1


def test_a_half_written_line_of_progress_waits(folder):
    box = folder / "runs" / "1"
    solving.prepare_folder(box, "{}")
    process = solving.SolveProcess.__new__(solving.SolveProcess)
    process.folder, process._read = box, 0
    path = box / "progress.jsonl"
    path.write_text('{"seconds": 1, "points": 3, "bound": null}\n{"seconds": 2, "po')
    assert [step.points for step in process.steps()] == [3]
    with path.open("a") as file:
        file.write('ints": 4, "bound": 5}\n')
    assert [step.points for step in process.steps()] == [4]
