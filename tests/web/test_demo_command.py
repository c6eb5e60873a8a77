"""``rideau demo``: what it makes, that it can be repeated, and what it says when it cannot be made."""

import socket
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from models.accounts import Account
from models.database import open_database, prepare, sessions
from models.places import Town
from models.plans import Slot
from models.programme import feeds, latest_version
from tests.models.conftest import new_town
from web.demo_accounts import DOMAIN

from .commands import run

CASES = Path(__file__).parents[1] / "data" / "osm"


@pytest.fixture(autouse=True)
def _english(monkeypatch):
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    monkeypatch.delenv("LC_ALL", raising=False)


def demo(*arguments: str | Path) -> int:
    return run("demo", *arguments)


def database(folder: Path):
    return sessions(open_database(f"sqlite:///{folder / 'rideau.db'}"))()


def test_a_small_real_town_is_made_planned_published_and_found_again(tmp_path, capsys):
    asked = (
        "--osm",
        CASES / "vacancies.osm",
        "--name",
        "Sabots",
        "--dir",
        tmp_path,
        "--prepare",
        "--seconds",
        "6",
    )
    assert demo(*asked) == 0
    said = capsys.readouterr().out
    assert "Premises: 7, of which 6 stand empty and 6 are offered" in said
    assert "/t/sabots/subscribe" in said
    with database(tmp_path) as session:
        town = session.scalar(select(Town))
        assert town.fictitious
        assert latest_version(session, town).number == 1
        assert len(feeds(session, town)) >= 3
        assert session.scalars(select(Slot)).all()
        emails = set(session.scalars(select(Account.email)))
        assert emails == {f"{role}@{DOMAIN}" for role in ("administrator", "manager", "event-team", "reader")}
    assert demo(*asked) == 0
    again = capsys.readouterr()
    assert "Sabots is here already" in again.err
    assert again.out == said


def test_a_folder_with_a_real_town_is_left_alone(tmp_path, capsys):
    engine = open_database(f"sqlite:///{tmp_path / 'rideau.db'}")
    prepare(engine)
    with sessions(engine)() as session:
        new_town(session)
        session.commit()
    assert demo("--dir", tmp_path, "--prepare") == 2
    assert "This folder is in use (Le Bourg)" in capsys.readouterr().err
    with sessions(engine)() as session:
        assert [town.slug for town in session.scalars(select(Town))] == ["bourg"]
        assert session.scalars(select(Account)).all() == []


def test_a_taken_port_is_said_before_anything_is_made(tmp_path, capsys):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert demo("--dir", tmp_path / "new", "--port", str(port)) == 2
    assert f"Port {port} of 127.0.0.1 is taken" in capsys.readouterr().err
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--osm", "nowhere.osm.pbf"], "There is no file nowhere.osm.pbf."),
        (["--osm", __file__], "is not an OpenStreetMap extract"),
        (["--osm", CASES / "streets_only.osm"], "shows streets but no shop"),
        (["--osm", CASES / "vacancies.osm", "--bbox", "1,2,3"], "is not four numbers"),
        (["--osm", CASES / "vacancies.osm", "--bbox", "1,2,3,4"], "No shop of vacancies.osm lies in the box"),
        (["--bbox", "1,2,3,4"], "--bbox and --name go with --osm"),
        (["--seconds", "0"], "--seconds"),
    ],
)
def test_what_cannot_be_made_is_one_sentence(tmp_path, capsys, arguments, said):
    assert demo(*arguments, "--dir", tmp_path, "--prepare") == 2
    told = capsys.readouterr().err
    assert said in told
    assert "Traceback" not in told


def test_another_day_renews_what_nobody_touched(tmp_path):
    from web.demonstration.recipe import Recipe, remember, standing

    engine = open_database(f"sqlite:///{tmp_path / 'rideau.db'}")
    prepare(engine)
    now = datetime(2027, 2, 1, tzinfo=UTC)
    recipe = Recipe(now.date())
    demo = recipe.make()
    with sessions(engine)() as session:
        session.add(
            Town(slug=demo.slug, name="old", fictitious=True, start=demo.start, end=demo.end, created_at=now)
        )
        remember(session, demo, "made from something else")
        session.flush()
        assert standing(session, demo, recipe.mark(demo)) is None
        assert session.scalars(select(Town)).all() == []
