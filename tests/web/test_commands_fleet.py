"""Commands that search on a fleet: in processes, on a Dask cluster, and what is said where there is none."""

import json
from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from models.database import readers, sessions
from models.mapping import store_problem
from models.plans import Plan
from scheduler.check import check
from scheduler.files import read_plan, read_problem
from tests.scheduler.clusters import cluster

from .commands import run
from .small_town import document


@pytest.fixture(scope="module")
def dask():
    with cluster() as address:
        yield address


@pytest.fixture
def town(tmp_path, monkeypatch):
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    file = tmp_path / "town.json"
    file.write_text(json.dumps(document()), "utf-8")
    return file


def assert_planned(town, plan):
    problem, found = read_problem(town.read_bytes()), read_plan(plan.read_bytes())
    assert check(problem, found) == [] and found.status == "optimal"
    assert found.engine["fleet"] == 2


def test_a_file_is_planned_by_processes(town, tmp_path):
    where = ("--executor", "processes", "--fleet-workers", "2")
    assert run("solve", town, "--seconds", "20", "--out", tmp_path / "plan.json", *where) == 0
    assert_planned(town, tmp_path / "plan.json")


def test_an_address_alone_asks_for_dask(town, tmp_path, dask):
    assert run("solve", town, "--seconds", "20", "--out", tmp_path / "plan.json", "--address", dask) == 0
    assert_planned(town, tmp_path / "plan.json")


def test_the_settings_say_where_to_search(town, tmp_path, monkeypatch):
    monkeypatch.setenv("RIDEAU_FLEET__EXECUTOR", "processes")
    monkeypatch.setenv("RIDEAU_FLEET__WORKERS", "2")
    assert run("solve", town, "--seconds", "20", "--out", tmp_path / "plan.json") == 0
    assert_planned(town, tmp_path / "plan.json")


def test_every_town_is_planned_on_a_cluster(database, dask, monkeypatch, capsys):
    with sessions(database)() as session:
        for slug in ("anse", "bourg"):
            store_problem(session, slug, document(slug.title()), now=datetime.now(UTC))
        session.commit()
    monkeypatch.setenv("RIDEAU_FLEET__EXECUTOR", "dask")
    monkeypatch.setenv("RIDEAU_FLEET__ADDRESS", dask)
    assert run("solve-all", "--seconds", "20") == 0
    assert "2 towns were planned." in capsys.readouterr().out
    with readers(database)() as session:
        assert len(session.scalars(select(Plan)).all()) == 2


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--executor", "dask"), "fleet.address is missing: write where the Dask scheduler is"),
        (("--address", "tcp://127.0.0.1:1"), "no Dask scheduler answers at tcp://127.0.0.1:1"),
        (("--executor", "moon"), "'moon' is not one of 'here', 'processes', 'dask'"),
    ],
)
def test_a_fleet_that_is_not_there_is_told_in_one_line(town, tmp_path, arguments, said, monkeypatch, capsys):
    monkeypatch.setattr("scheduler.fleet.remote._ANSWER", 1)
    assert run("solve", town, "--out", tmp_path / "plan.json", *arguments) == 2
    told = capsys.readouterr().err.strip()
    assert said in told and len(told.splitlines()) == 1
    assert not (tmp_path / "plan.json").exists()


@pytest.mark.parametrize("set_up", [False, True])
def test_steps_are_counted_in_this_process_or_not_at_all(town, tmp_path, set_up, monkeypatch, capsys):
    """Typed or set up, a fleet that would be left aside without a word is refused with the remedy."""
    if set_up:
        monkeypatch.setenv("RIDEAU_FLEET__EXECUTOR", "processes")
    plan = tmp_path / "plan.json"
    elsewhere = () if set_up else ("--executor", "processes")
    assert run("solve", town, "--steps", "2", "--out", plan, *elsewhere) == 2
    assert "add --executor here, or leave --steps out" in capsys.readouterr().err
    assert not plan.exists()
    assert run("solve", town, "--steps", "2", "--out", plan, "--executor", "here") == 0
    assert "fleet" not in read_plan(plan.read_bytes()).engine


def test_a_wrong_setting_is_told_with_what_is_expected(town, monkeypatch, capsys):
    monkeypatch.setenv("RIDEAU_FLEET__EXECUTOR", "moon")
    assert run("solve", town) == 2
    assert "fleet.executor is “moon”, expected here, processes, dask" in capsys.readouterr().err


def test_it_is_told_in_french(town, monkeypatch, capsys):
    monkeypatch.setenv("LC_ALL", "fr_FR.UTF-8")
    assert run("solve", town, "--executor", "dask") == 2
    assert "fleet.address manque : indiquez" in capsys.readouterr().err.replace("\N{NO-BREAK SPACE}", " ")
