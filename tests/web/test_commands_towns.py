"""``rideau town``, ``plan`` and ``publish``: what they make, and that every refusal leaves the database as it was."""

import json
import os
import signal
import socket
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import select

from models.database import sessions
from models.places import Town
from models.plans import Plan, PublishedVersion, Run
from tests.models.imports.content import content
from tests.shared import SHARED
from web.config import load_settings
from web.jobs import jobs_lock

from .commands import run
from .small_town import document

ROOT = Path(__file__).parents[2]
DAYS = ("--start", "2027-03-01", "--end", "2027-09-01")


@pytest.fixture
def loaded(database, tmp_path):
    """The small town of the house, from a problem file."""
    (tmp_path / "town.json").write_text(json.dumps(document()), "utf-8")
    assert run("town", "load", "bourg", tmp_path / "town.json") == 0
    return database


def digest(engine):
    with sessions(engine)() as session:
        return content(session), session.scalars(select(Plan.id)).all(), session.scalars(select(Run.id)).all()


def test_a_town_is_added_with_its_sunsets_and_listed(database, capsys):
    place = ("--latitude", "43,7384", "--longitude", "7.4246", "--timezone", "Europe/Monaco")
    assert run("town", "add", "monaco", "--name", "Monaco", *DAYS, *place) == 0
    assert run("town", "list") == 0
    assert "monaco: Monaco, 2027-03-01 – 2027-09-01, not published" in capsys.readouterr().out
    with sessions(database)() as session:
        town = session.scalar(select(Town))
        assert (town.timezone, len(town.sunsets)) == ("Europe/Monaco", 184)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("Évreux", "--name", "E", *DAYS), "cannot stand in an address"),
        (("new", "--name", "E", *DAYS), "cannot stand in an address"),
        (("bourg", "--name", "E", *DAYS), "already: choose another"),
        (("e", "--name", " ", *DAYS), "write the town's name"),
        (("e", "--name", "x" * 201, *DAYS), "shorten it"),
        (("e", "--name", "E", "--start", "2027-02-30", "--end", "2027-09-01"), "“2027-02-30” is no day"),
        (("e", "--name", "E", "--start", "2027-02-20", "--end", "2027-02-20"), "must be after"),
        (("e", "--name", "E", *DAYS, "--timezone", "Mars/Base"), "write one like Europe/Paris"),
        (("e", "--name", "E", *DAYS, "--latitude", "5"), "latitude and longitude together"),
        (("e", "--name", "E", *DAYS, "--latitude", "91", "--longitude", "0"), "between -90 and 90"),
        (("e", "--name", "E", *DAYS, "--latitude", "north"), "is no number of degrees"),
        (("e", *DAYS), "Missing option '--name'"),
    ],
)
def test_a_town_that_cannot_be_is_refused(loaded, arguments, said, capsys):
    before = digest(loaded)
    assert run("town", "add", *arguments) == 2
    told = capsys.readouterr().err
    assert said in told and len(told.strip().splitlines()) == 1
    assert digest(loaded) == before


@pytest.mark.parametrize(
    ("slug", "text", "said"),
    [
        ("other", None, "cannot be read"),
        ("other", "{", "not JSON"),
        ("other", '{"format": "rideau-problem/1"}', "town: is required"),
        ("bourg", json.dumps(document()), "already: choose another"),
    ],
)
def test_a_problem_that_cannot_be_loaded_is_refused(loaded, tmp_path, slug, text, said, capsys):
    before = digest(loaded)
    if text is not None:
        (tmp_path / "other.json").write_text(text, "utf-8")
    assert run("town", "load", slug, tmp_path / "other.json") == 2
    assert said in capsys.readouterr().err
    assert digest(loaded) == before


def test_a_published_plan_that_places_nothing_is_taken_in_and_binds_nobody(database, capsys):
    instance = SHARED / "data" / "instances" / "full-T-1.json"
    published = json.loads(instance.read_text("utf-8"))["published"]
    assert not published["tenancies"] and not published["occurrences"]
    assert run("town", "load", "full", instance) == 0
    assert "is left out" not in capsys.readouterr().err
    with sessions(database)() as session:
        assert len(session.scalars(select(PublishedVersion)).all()) == 1
    assert run("plan", "--town", "full", "--seconds", "5") == 0
    with sessions(database)() as session:
        frozen = json.loads(session.scalar(select(Run)).problem)
    assert frozen["trails"] and frozen["kits"]
    assert "published" not in frozen


def test_a_plan_is_made_told_and_published(loaded, capsys):
    assert run("plan", "--town", "bourg", "--seconds", "3", "--reasons") == 0
    told = capsys.readouterr()
    assert "Projects: " in told.out and "rideau publish --town bourg" in told.out
    assert "points" in told.err
    assert run("publish", "--town", "bourg", "--name", "Spring") == 0
    told = capsys.readouterr().out
    assert "Version 1 is public." in told and "First version: " in told
    assert "http://127.0.0.1:8000/t/bourg/town.ics" in told and "/street/" in told
    before = digest(loaded)
    assert run("publish", "--town", "bourg") == 2
    assert "public already, as version 1" in capsys.readouterr().err
    assert digest(loaded) == before
    assert run("publish", "--town", "bourg", "--plan", "1", "--notes", "Again") == 0
    with sessions(loaded)() as session:
        found = session.scalars(select(PublishedVersion).order_by(PublishedVersion.number)).all()
        assert [(one.number, one.name) for one in found] == [(1, "Spring"), (2, "")]
        assert found[1].notes == "Again"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("plan", "--town", "nowhere"), "There is no town “nowhere” here. Towns: bourg"),
        (("plan", "--town", "bourg", "--seconds", "0"), "--seconds"),
        (("publish", "--town", "nowhere"), "There is no town “nowhere” here. Towns: bourg"),
        (("publish", "--town", "bourg"), "make one with rideau plan --town bourg"),
        (("publish", "--town", "bourg", "--plan", "7"), "has no draft 7"),
        (("publish", "--town", "bourg", "--name", "x" * 121), "more than 120 characters"),
    ],
)
def test_what_cannot_be_planned_or_published_is_one_sentence(loaded, arguments, said, capsys):
    capsys.readouterr()
    before = digest(loaded)
    assert run(*arguments) == 2
    told = capsys.readouterr().err
    assert said in told and len(told.strip().splitlines()) == 1
    assert digest(loaded) == before


def test_an_empty_town_has_nothing_to_plan(database, capsys):
    run("town", "add", "e", "--name", "E", *DAYS)
    assert run("plan", "--town", "e") == 2
    assert "add projects or events first" in capsys.readouterr().err


def test_decisions_that_cannot_stand_together_are_named(database, tmp_path, capsys):
    impossible = document()
    item = impossible["projects"][0]["id"]
    pin = {"kind": "tenancy", "item": item}
    impossible |= {"pins": [pin], "bans": [pin]}
    (tmp_path / "town.json").write_text(json.dumps(impossible), "utf-8")
    assert run("town", "load", "bourg", tmp_path / "town.json") == 0
    assert run("plan", "--town", "bourg", "--seconds", "5") == 3
    assert "what cannot stand together" in capsys.readouterr().err


def test_an_interrupted_search_keeps_the_best_plan(database):
    assert run("town", "load", "bourg", SHARED / "data" / "instances" / "core-M-1.json") == 0
    command = [sys.executable, "-m", "web.cli", "plan", "--town", "bourg", "--seconds", "120"]
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as one:
        while "points" not in (line := one.stderr.readline()):
            assert line, "the command ended without a plan"
        one.send_signal(signal.SIGINT)
        told, _ = one.communicate(timeout=60)
    assert one.returncode == 0 and "Draft 1 of" in told


def test_where_the_jobs_are_at_work_the_command_looks_on(loaded, monkeypatch):
    """The lock is held for a while by somebody who does not plan; then the command does it itself."""
    from web import following

    monkeypatch.setattr(following, "TURN", 0.2)
    held = jobs_lock(load_settings(None, os.environ), loaded)
    watched = []

    def watch(self):
        watched.append(self.over())
        if len(watched) == 2:
            held.__exit__(None, None, None)
        return watched[-1]

    monkeypatch.setattr(following.Follower, "watch", watch)
    held.__enter__()
    assert run("plan", "--town", "bourg", "--seconds", "2") == 0
    assert watched == [False, False]


def test_a_taken_port_and_a_strange_host_are_said_at_once(database, capsys):
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        port = taken.getsockname()[1]
        for command in ("serve", "web"):
            assert run(command, "--port", port) == 2
            assert f"Port {port} of 127.0.0.1 is taken" in capsys.readouterr().err
    assert run("web", "--host", "300.1.1.1") == 2
    assert "no address of this machine" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("nothing",), "Il n’y a pas de commande « nothing »."),
        (("solve",), "Il manque l’argument 'PROBLEM'."),
        (("solve", "x.json", "--frob"), "Il n’y a pas d’option « --frob »."),
        (("solve", "missing.json"), "ce fichier ou ce dossier n’existe pas"),
        (("template", "t.pdf"), ".xlsx ou .zip"),
        (("account", "add", "a@b.example", "--role", "king"), "n’est aucun de ceux-ci"),
    ],
)
def test_slips_of_the_keyboard_are_answered_in_french(database, monkeypatch, arguments, said, capsys):
    monkeypatch.setenv("LC_ALL", "fr_FR.UTF-8")
    assert run(*arguments) == 2
    told = capsys.readouterr().err
    assert said in told and len(told.strip().splitlines()) == 1


def test_a_damaged_database_is_one_sentence(tmp_path, monkeypatch, capsys):
    (tmp_path / "bad.db").write_bytes(b"no database" * 1000)
    monkeypatch.setenv("RIDEAU_DATABASE__URL", f"sqlite:///{tmp_path / 'bad.db'}")
    monkeypatch.setenv("LC_ALL", "fr_FR.UTF-8")
    assert run("town", "list") == 2
    told = capsys.readouterr().err
    assert "restaurez une sauvegarde" in told and len(told.strip().splitlines()) == 1
