"""``rideau plan`` around what is published: what it keeps, what it tells, and every exit code."""

import json
import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from models.database import sessions
from models.mapping import programme_of, read_problem
from models.places import Town
from models.plans import Plan, Run
from models.records import apply, find, full_document
from scheduler.stability import placed
from web import solving

from .commands import run
from .small_town import document

UNKNOWN = """
import sys
from pathlib import Path
(Path(sys.argv[1]) / "result.json").write_text('{"plan": {"format": "rideau-plan/1", "status": "unknown"}}')
"""


@pytest.fixture
def published(database, tmp_path, capsys):
    """The small town with a first version that everybody has read."""
    (tmp_path / "town.json").write_text(json.dumps(document()), "utf-8")
    assert run("town", "load", "bourg", tmp_path / "town.json") == 0
    assert run("plan", "--town", "bourg", "--seconds", "5", "--seed", "1") == 0
    assert run("publish", "--town", "bourg") == 0
    capsys.readouterr()
    return database


def newest(engine, table):
    with sessions(engine)() as session:
        return session.scalars(select(table).order_by(table.id.desc())).first()


def withdraw(engine, premises: str) -> None:
    """The owner takes the premises back for all but the last week of the season."""
    with sessions(engine)() as session:
        town = session.scalar(select(Town))
        row = find(session, town, "premises", premises)
        told = full_document(row) | {"available": [["2027-05-24", "2027-05-31"]]}
        apply(session, town, "premises", told, actor="test", now=datetime.now(UTC), version=row.version)
        session.commit()


def test_planning_again_without_changes_keeps_all_that_is_published(published, capsys):
    before = programme_of(newest(published, Plan))
    assert run("plan", "--town", "bourg", "--seconds", "5", "--max-changes", "0") == 0
    told = capsys.readouterr().out
    items = len(list(placed(before)))
    assert f"Published items: {items}, of which 0 change and 0 had to stay" in told
    assert set(placed(before)) <= set(placed(programme_of(newest(published, Plan))))


def test_options_are_for_this_run_and_the_rest_is_as_the_settings_say(published):
    with sessions(published)() as session:
        session.scalar(select(Town)).settings = {"freeze_days": 3, "max_changes": 5, "points": {"change": 7}}
        session.commit()
    assert run("plan", "--town", "bourg", "--seconds", "3", "--change-cost", "40") == 0
    asked = read_problem(newest(published, Run).problem).settings
    assert (asked.freeze_days, asked.max_changes, asked.points.change) == (3, 5, 40)
    assert run("plan", "--town", "bourg", "--seconds", "3", "--keep-nothing") == 0
    asked = read_problem(newest(published, Run).problem).settings
    assert (asked.freeze_days, asked.max_changes, asked.points.change) == (None, None, 7)


def test_what_is_settled_and_cannot_stay_is_named_with_the_way_out(published, capsys):
    stay = programme_of(newest(published, Plan)).tenancies[0]
    withdraw(published, stay.premises)
    until = stay.start + timedelta(days=1)
    assert run("plan", "--town", "bourg", "--seconds", "5", "--keep-before", until) == 3
    told = capsys.readouterr().err
    assert "what cannot stand together" in told and "settled, as published" in told
    assert "published, and it cannot stay as it is" in told and "not available" in told
    assert "rideau plan --town bourg --keep-nothing" in told
    assert run("plan", "--town", "bourg", "--seconds", "5", "--keep-nothing") == 0
    assert (
        " 1 change" in capsys.readouterr().out or stay not in programme_of(newest(published, Plan)).tenancies
    )


def test_none_found_in_time_is_exit_code_4(published, monkeypatch, capsys):
    """A search that ends with nothing in its hands says so; no town can be relied on to take that long."""

    def start(self, folder, seconds, workers, seed, fleet):
        self.folder, self._read = folder, 0
        self.process = subprocess.Popen([sys.executable, "-c", UNKNOWN, str(folder)])

    monkeypatch.setattr(solving.SolveProcess, "__init__", start)
    kept = newest(published, Plan).id
    assert run("plan", "--town", "bourg", "--seconds", "5") == 4
    told = capsys.readouterr().err.splitlines()
    assert told[-1] == "no plan was found in time: allow more seconds"
    assert (newest(published, Plan).id, newest(published, Run).state) == (kept, "failed")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--keep-before", "2001-01-01"), "has passed"),
        (("--keep-before", "2027-02-30"), "is no day"),
        (("--max-changes", "-1"), "--max-changes"),
        (("--change-cost", "lots"), "--change-cost"),
        (("--keep-nothing", "--max-changes", "2"), "or --keep-nothing"),
        (("--keep-nothing", "--keep-before", "2027-03-01"), "or --keep-nothing"),
        (("--without", "trails"), "--without"),
    ],
)
def test_what_makes_no_sense_is_one_sentence(published, arguments, said, capsys):
    before = newest(published, Run).id
    assert run("plan", "--town", "bourg", *arguments) == 2
    told = capsys.readouterr().err
    assert said in told and len(told.strip().splitlines()) == 1
    assert newest(published, Run).id == before


def test_a_frozen_run_can_be_run_again_from_its_row(published):
    """Its problem, its plan to start from and its seed give the same plan, whatever was published meanwhile."""
    from scheduler.files import read_plan
    from scheduler.solve import solve

    assert run("plan", "--town", "bourg", "--seconds", "20", "--seed", "3", "--max-changes", "1") == 0
    made, asked = programme_of(newest(published, Plan)), newest(published, Run)
    assert run("publish", "--town", "bourg") == 0
    again = solve(
        read_problem(asked.problem), seconds=20, workers=1, seed=asked.seed, hint=read_plan(asked.hint)
    ).plan
    assert made.status == again.status == "optimal"
    assert again.points == made.points
