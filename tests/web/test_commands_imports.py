"""``rideau import``, ``export`` and ``template`` on the command line: shown first, whole or not at all, exit codes."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import func, select

from models.database import sessions
from models.imports.importers import IMPORTERS
from models.places import Premises, Town
from tests.models.imports.content import content
from web.commands.imports import KINDS

from .commands import run


@pytest.fixture
def database(database):
    """The database has one empty town."""
    with sessions(database)() as session:
        moment = datetime(2027, 2, 1, tzinfo=UTC)
        session.add(
            Town(slug="bourg", name="Bourg", start=date(2027, 3, 1), end=date(2027, 5, 31), created_at=moment)
        )
        session.commit()
    return database


def premises(engine):
    with sessions(engine)() as session:
        return session.scalar(select(func.count(Premises.id)))


def digest(engine):
    with sessions(engine)() as session:
        return content(session)


@pytest.fixture
def template(database, tmp_path):
    assert run("template", tmp_path / "modèle.xlsx", "--language", "fr") == 0
    return tmp_path / "modèle.xlsx"


def test_the_names_of_importers_are_those_of_the_command():
    assert set(KINDS) == set(IMPORTERS)


def test_a_dry_run_shows_and_changes_nothing(database, template, capsys):
    assert run("import", "tables", template, "--town", "bourg", "--dry-run") == 0
    assert "+ premises gr-12 (12 Grande Rue)" in capsys.readouterr().out
    assert premises(database) == 0


def test_nothing_is_applied_without_consent(database, template, capsys):
    assert run("import", "tables", template, "--town", "bourg") == 1
    assert "--yes" in capsys.readouterr().err
    assert premises(database) == 0


def test_an_import_is_applied_once_and_exported_again(database, template, tmp_path, capsys):
    assert run("import", "tables", template, "--town", "bourg", "--yes") == 0
    assert premises(database) == 1
    assert run("import", "tables", template, "--town", "bourg", "--yes") == 0
    assert "0 to add, 0 to change" in capsys.readouterr().out
    assert run("export", "--town", "bourg", tmp_path / "out") == 0
    assert run("import", "tables", tmp_path / "out", "--town", "bourg", "--dry-run") == 0
    assert "0 to add, 0 to change" in capsys.readouterr().out


def test_refused_rows_are_told_and_nothing_is_applied(database, template, tmp_path, capsys):
    run("import", "tables", template, "--town", "bourg", "--yes")
    (tmp_path / "locaux.csv").write_text("id;rue;surface\na;grande-rue;douze\nb;grande-rue;12,5\n", "utf-8")
    before = digest(database)
    assert run("import", "tables", tmp_path / "locaux.csv", "--town", "bourg", "--yes") == 1
    assert "locaux.csv, 2, surface, “douze”: is not a number" in capsys.readouterr().err
    assert digest(database) == before
    assert run("import", "tables", tmp_path / "locaux.csv", "--town", "bourg", "--yes", "--skip-refused") == 0
    assert premises(database) == 2


def test_a_register_takes_its_columns_from_the_command(database, tmp_path):
    (tmp_path / "r.csv").write_text("où,libre ?\n3 rue A,X\n5 rue A,Y\n", "utf-8")
    told = (
        "--map",
        "address=où",
        "--map",
        "vacant=libre ?",
        "--vacant",
        "X",
        "--occupied",
        "Y",
        "--area",
        "33,5",
    )
    assert run("import", "register", tmp_path / "r.csv", "--town", "bourg", "--yes", *told) == 0
    assert premises(database) == 2


@pytest.mark.parametrize(
    "arguments",
    [
        ("import", "tables", "nowhere.xlsx", "--town", "bourg"),
        ("import", "tables", "nowhere.xlsx", "--town", "unknown"),
        ("import", "ics", __file__, "--town", "bourg"),
        ("import", "osm", __file__, "--town", "bourg"),
        ("import", "openagenda", __file__, "--town", "bourg"),
        ("import", "register", __file__, "--town", "bourg", "--map", "x"),
        ("import", "register", __file__, "--town", "bourg", "--area", "-1"),
        ("import", "poems", __file__, "--town", "bourg"),
        ("export", "--town", "bourg", "/nowhere/at/all.xlsx"),
    ],
)
def test_what_cannot_be_used_ends_in_a_sentence_and_an_unchanged_database(database, arguments, capsys):
    before = digest(database)
    assert run(*arguments) == 2
    told = capsys.readouterr()
    assert told.err and "Traceback" not in told.err
    assert digest(database) == before
