"""``rideau solve-all``: every town planned, whatever happens to one of them or to the command."""

import os
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import func, select

from models import runs
from models.database import readers, sessions
from models.mapping import problem_of, programme_of, store_problem
from models.places import Premises, Town
from models.plans import Plan, Run, RunProgress
from models.programme import town_by_slug
from models.towns import add_town
from scheduler.check import check
from web.config import load_settings
from web.jobs import jobs_lock
from web.running import Planner
from web.tour import only_tour

from .commands import run
from .small_town import document

ROOT = Path(__file__).parents[2]
SLUGS = ("anse", "bourg", "coux", "dun")
PATIENCE = 90


@pytest.fixture
def towns(database):
    """Four small towns."""
    with sessions(database)() as session:
        for slug in SLUGS:
            store_problem(session, slug, document(slug.title()), now=datetime.now(UTC))
        session.commit()
    return database


def rows(engine, table):
    with readers(engine)() as session:
        return session.scalars(select(table).order_by(table.id)).all()


def drafts(engine) -> dict[str, int]:
    """How many drafts each town has."""
    with readers(engine)() as session:
        counted = select(Town.slug, func.count(Plan.id)).outerjoin(Plan).group_by(Town.slug)
        return dict(session.execute(counted).all())


def test_every_town_gets_a_draft_as_from_the_desk(towns, capsys):
    assert run("solve-all", "--seconds", "20", "--fleet-workers", "2") == 0
    told = capsys.readouterr()
    assert "4 towns were planned." in told.out and "4 plans are proven best." in told.out
    assert told.err.strip() == "4 towns, 2 at a time"  # no bar where there is no terminal
    assert drafts(towns) == dict.fromkeys(SLUGS, 1)
    for plan in rows(towns, Plan):
        assert check(problem_of(plan), programme_of(plan)) == []
        assert plan.points == plan.bound
    for one in rows(towns, Run):
        assert (one.state, one.workers, one.outcome) == ("done", 1, [])
        assert one.started_at <= one.finished_at
    assert {step.run_id for step in rows(towns, RunProgress)} == {one.id for one in rows(towns, Run)}


def test_what_is_planned_is_left_until_its_data_change_or_all_is_asked_for_again(towns, capsys):
    assert run("solve-all", "--seconds", "20", "--executor", "here") == 0
    with sessions(towns)() as session:
        town = town_by_slug(session, "coux")
        session.scalars(select(Premises).where(Premises.town_id == town.id)).first().active = False
        session.commit()
    capsys.readouterr()
    assert run("solve-all", "--seconds", "20", "--executor", "here") == 0
    told = capsys.readouterr().out
    assert "1 town was planned." in told and "3 towns have a draft for their data already." in told
    assert drafts(towns) == {"anse": 1, "bourg": 1, "coux": 2, "dun": 1}
    assert run("solve-all", "--seconds", "20", "--again", "--executor", "here") == 0
    assert drafts(towns) == {"anse": 2, "bourg": 2, "coux": 3, "dun": 2}


def test_a_draft_of_another_day_still_answers_the_same_data(towns):
    with sessions(towns)() as session:
        town = town_by_slug(session, "anse")
        for day in (1, 2):
            now = datetime(2027, 1, day, 12, tzinfo=UTC)
            one = runs.start_run(session, town, 5, 0, now, "here", again=False)
            if day == 2:
                assert one is None
            else:
                found = _answer(one)
                assert runs.finish(session, one, found, now) is not None


def _answer(one: Run):
    from scheduler.files import read_problem
    from scheduler.solve import solve

    return solve(read_problem(one.problem), seconds=20).plan


def test_a_fault_in_one_town_is_told_and_the_others_are_planned(towns, capsys):
    with sessions(towns)() as session:
        now = datetime.now(UTC)
        days = {"start": document_day("start"), "end": document_day("end"), "timezone": "Europe/Paris"}
        add_town(session, "vide", "Vide", now=now, **days)
        busy = town_by_slug(session, "bourg")
        runs.request_run(session, busy, 5, 1, 0, None, now)
        broken = document("Impossible")
        first = broken["projects"][0]["id"]
        broken["pins"] = [{"kind": "tenancy", "item": first}]
        broken["bans"] = [{"kind": "tenancy", "item": first}]
        store_problem(session, "impossible", broken, now=now)
        session.commit()
    assert run("solve-all", "--seconds", "20", "--fleet-workers", "2") == 1
    told = capsys.readouterr().out
    assert "3 towns were planned." in told and "3 towns have no plan:" in told
    assert "- bourg: a run is already under way" in told
    assert "- vide: there is nothing to place yet" in told
    assert "- impossible: " in told
    assert drafts(towns) == {"anse": 1, "bourg": 0, "coux": 1, "dun": 1, "impossible": 0, "vide": 0}


def document_day(name: str):
    from datetime import date

    return date.fromisoformat(document()["town"][name])


def test_a_worker_lost_with_a_town_again_and_again_fails_that_town_alone(towns, capsys, monkeypatch):
    from scheduler.fleet import PieceLost
    from web import tour

    def lost_in_coux(problem: str, *rest: object):
        if '"Coux"' in problem:
            raise PieceLost
        return solve_town(problem, *rest)

    solve_town = tour.solve_town
    monkeypatch.setattr(tour, "solve_town", lost_in_coux)
    assert run("solve-all", "--seconds", "20", "--executor", "here") == 1
    told = capsys.readouterr().out
    assert "1 town could not be planned:" in told and "- coux: the process at work on it was lost" in told
    assert drafts(towns) == {"anse": 1, "bourg": 1, "coux": 0, "dun": 1}
    assert [one.state for one in rows(towns, Run)].count("failed") == 1


def test_without_a_town_there_is_nothing_to_do(database, capsys):
    assert run("solve-all") == 0
    assert "There is no town yet." in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--executor", "moon"), "'moon' is not one of"),
        (("--executor", "dask"), "fleet.address is missing"),
        (("--fleet-workers", "-1"), "is not in the range"),
    ],
)
def test_a_fleet_that_cannot_be_is_refused_and_nothing_changes(towns, arguments, said, capsys):
    assert run("solve-all", *arguments) == 2
    assert said in capsys.readouterr().err
    assert rows(towns, Run) == []


def test_only_one_tour_at_a_time(towns, capsys):
    with only_tour(load_settings(None, os.environ), towns):
        assert run("solve-all") == 2
    assert "another process already plans all the towns" in capsys.readouterr().err


def begun(*arguments: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "web.cli", "solve-all", "--seconds", "20", "--fleet-workers", "1"]
    return subprocess.Popen(
        [*command, *arguments], cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )


def after_the_first(engine) -> None:
    deadline = time.monotonic() + PATIENCE
    while not sum(drafts(engine).values()):
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_killed_in_the_middle_it_goes_on_where_it_was(towns, capsys):
    """kill -9 leaves runs under way; the next command ends them and plans what is left."""
    process = begun()
    try:
        after_the_first(towns)
    finally:
        process.kill()
        process.communicate()
    done = drafts(towns)
    assert sum(done.values()) >= 1
    with jobs_lock(load_settings(None, os.environ), towns):  # the jobs leave a tour alone
        before = [one.state for one in rows(towns, Run)]
        Planner(load_settings(None, os.environ), towns).recover()
        assert [one.state for one in rows(towns, Run)] == before
    assert run("solve-all", "--seconds", "20", "--fleet-workers", "1") == 0
    assert drafts(towns) == dict.fromkeys(SLUGS, 1)
    states = [one.state for one in rows(towns, Run)]
    assert states.count("done") == 4 and set(states) <= {"done", "failed"}


@pytest.mark.parametrize(
    ("arguments", "remedy"),
    [((), "Go on with: rideau solve-all"), (("--again",), "rideau solve-all --again")],
)
def test_stopped_by_ctrl_c_it_keeps_what_is_planned_and_leaves_nothing_under_way(towns, arguments, remedy):
    process = begun(*arguments)
    try:
        after_the_first(towns)
        process.send_signal(signal.SIGINT)
        said = process.communicate(timeout=PATIENCE)[1].decode()
    finally:
        process.kill()
    states = {one.state for one in rows(towns, Run)}
    assert states <= {"done", "cancelled"}
    if sum(drafts(towns).values()) < len(SLUGS):
        assert process.returncode == 130 and remedy in said
