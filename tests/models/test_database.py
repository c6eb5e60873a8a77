"""Opening, preparing and sharing the database: trust.md rows 2, 3 and 15."""

import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from sqlalchemy import inspect, text

from models.database import DatabaseError, open_database, prepare, readers, sessions
from models.places import Town
from models.records import StaleRecord, apply, full_document
from models.tables import Base
from tests.models.conftest import new_database, new_town

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    ("url", "remedy"),
    [
        ("sqlite:////no/such/folder/town.db", "create it"),
        ("mysql://town", "must begin with"),
        ("nonsense", "must begin with"),
    ],
)
def test_an_address_that_cannot_work_says_what_to_mend(url, remedy):
    with pytest.raises(DatabaseError, match=remedy):
        open_database(url)


def test_without_its_driver_postgresql_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(DatabaseError, match="psycopg 3"):
        open_database("postgresql://town@nowhere/town")


def test_sqlite_keeps_what_it_acknowledged_and_checks_references(sqlite_engine):
    with sqlite_engine.connect() as connection:
        settings = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "foreign_keys", "synchronous", "busy_timeout")
        }
    assert settings == {"journal_mode": "wal", "foreign_keys": 1, "synchronous": 2, "busy_timeout": 5000}


def test_eight_threads_that_read_then_write_all_succeed(sqlite_engine):
    """Each of 400 transactions reads a number and writes the next one: none fails and none is lost."""
    with sessions(sqlite_engine)() as session:
        new_town(session, tagline="0")
        session.commit()
    failures = []

    def work() -> None:
        for _ in range(50):
            try:
                with sessions(sqlite_engine)() as session:
                    town = session.query(Town).one()
                    town.tagline = str(int(town.tagline) + 1)
                    session.commit()
            except Exception as error:
                failures.append(error)

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    with readers(sqlite_engine)() as session:
        assert session.query(Town).one().tagline == "400"


def test_a_reader_neither_waits_for_a_writer_nor_sees_half_of_it(sqlite_engine):
    with sessions(sqlite_engine)() as writer:
        new_town(writer)
        began = time.monotonic()
        with readers(sqlite_engine)() as reader:
            assert reader.query(Town).count() == 0
        assert time.monotonic() - began < 1
        writer.commit()
    with readers(sqlite_engine)() as reader:
        assert reader.query(Town).count() == 1


def test_a_second_save_of_the_same_version_is_refused_and_shows_both(engine):
    """The lost update, by a form that was opened before somebody else saved."""
    with sessions(engine)() as session:
        town = new_town(session)
        row = apply(session, town, "streets", {"id": "halles", "name": "Rue des Halles"})
        session.commit()
        seen = row.version
        apply(session, town, "streets", {"id": "halles", "name": "Halles, hers"}, version=seen)
        session.commit()
        with pytest.raises(StaleRecord) as refused:
            apply(session, town, "streets", {"id": "halles", "name": "Halles, his"}, version=seen)
        session.rollback()
        assert refused.value.mine["name"] == "Halles, his"
        assert refused.value.theirs["name"] == "Halles, hers"


def test_two_transactions_that_change_one_record_at_once_lose_neither(postgres_engine):
    """Between reading and writing somebody else commits: the version column notices."""
    with sessions(postgres_engine)() as first, sessions(postgres_engine)() as second:
        town = new_town(first)
        apply(first, town, "streets", {"id": "halles", "name": "Rue des Halles"})
        first.commit()
        ours, theirs = first.get(Town, town.id), second.get(Town, town.id)
        stale = apply(first, ours, "streets", {"id": "halles", "name": "Rue des Halles"})
        apply(second, theirs, "streets", {"id": "halles", "name": "second"})
        second.commit()
        assert full_document(stale)["name"] == "Rue des Halles"
        with pytest.raises(StaleRecord) as refused:
            apply(first, ours, "streets", {"id": "halles", "name": "first"})
        assert refused.value.theirs["name"] == "second"


def test_two_processes_that_start_at_once_prepare_one_database(tmp_path, postgres):
    addresses = [f"sqlite:///{tmp_path / 'new.db'}", new_database(postgres, "rideau_twice")]
    code = "import sys; from models.database import *; prepare(open_database(sys.argv[1]))"
    for address in addresses:
        started = [
            subprocess.Popen(
                [sys.executable, "-c", code, address],
                cwd=ROOT,
                env=os.environ | {"PYTHONPATH": str(ROOT)},
                stderr=subprocess.PIPE,
                text=True,
            )
            for _ in range(2)
        ]
        outcomes = [(one.communicate()[1], one.returncode) for one in started]
        assert [code for _, code in outcomes] == [0, 0], outcomes
        engine = open_database(address)
        assert set(inspect(engine).get_table_names()) >= set(Base.metadata.tables)
        with engine.connect() as connection:
            assert connection.execute(text("SELECT count(*) FROM alembic_version")).scalar() == 1
        prepare(engine)
        engine.dispose()
