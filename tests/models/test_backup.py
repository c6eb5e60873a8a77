"""A copy of a database in use is whole: trust.md row 16."""

import sqlite3
import threading

import pytest

from models.backup import BackupRefused, backup
from models.database import open_database, sessions
from models.mapping import load_problem
from models.places import Town
from models.records import apply
from tests.models.conftest import new_town


def test_copies_made_during_writing_hold_whole_transactions(sqlite_engine, tmp_path):
    """Each transaction adds a pair of streets: no copy holds one without the other."""
    with sessions(sqlite_engine)() as session:
        new_town(session)
        session.commit()
    done = threading.Event()

    def write() -> None:
        for n in range(2000):
            if done.is_set():
                return
            with sessions(sqlite_engine)() as session:
                town = session.query(Town).one()
                apply(session, town, "streets", {"id": f"left{n}"})
                apply(session, town, "streets", {"id": f"right{n}"})
                session.commit()

    writer = threading.Thread(target=write)
    writer.start()
    copies = [tmp_path / f"copy{n}.db" for n in range(30)]
    for copy in copies:
        assert backup(sqlite_engine, copy) > 0
    done.set()
    writer.join()
    for copy in copies:
        with sqlite3.connect(copy) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            sides = connection.execute(
                "SELECT sum(key LIKE 'left%'), sum(key LIKE 'right%') FROM streets"
            ).fetchone()
            assert sides[0] == sides[1]
    assert sorted(path.name for path in tmp_path.glob("copy*")) == sorted(copy.name for copy in copies)


def test_a_copy_opens_as_the_database_it_was(sqlite_engine, tmp_path):
    with sessions(sqlite_engine)() as session:
        apply(session, new_town(session), "streets", {"id": "halles", "name": "Rue des Halles"})
        session.commit()
    backup(sqlite_engine, tmp_path / "copy.db")
    restored = open_database(f"sqlite:///{tmp_path / 'copy.db'}")
    with sessions(restored)() as opened:
        (street,) = load_problem(opened, opened.query(Town).one()).streets
        assert street.name == "Rue des Halles"
    restored.dispose()


def test_a_file_that_is_there_is_not_overwritten(sqlite_engine, tmp_path):
    (tmp_path / "kept.db").write_text("something")
    with pytest.raises(BackupRefused, match="choose another name"):
        backup(sqlite_engine, tmp_path / "kept.db")
    assert (tmp_path / "kept.db").read_text() == "something"
    with pytest.raises(BackupRefused, match="create it"):
        backup(sqlite_engine, tmp_path / "nowhere" / "copy.db")


def test_postgresql_has_its_own_tool(postgres_engine, tmp_path):
    with pytest.raises(BackupRefused, match="pg_dump"):
        backup(postgres_engine, tmp_path / "copy.db")
