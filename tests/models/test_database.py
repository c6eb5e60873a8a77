"""Opening, preparing and sharing the database: trust.md rows 2, 3 and 15."""

import multiprocessing
import random
import sqlite3
import sys
import threading
import time
from pathlib import Path

import pytest
from sqlalchemy import inspect, text
from sqlalchemy.exc import DBAPIError

from models.database import DatabaseError, is_full, open_database, prepare, readers, sessions
from models.places import Street, Town
from models.records import StaleRecord, apply, full_document
from models.tables import Base
from tests.models.conftest import new_database, new_town


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


def test_a_reader_cannot_write(engine):
    with sessions(engine)() as session:
        new_town(session)
        session.commit()
    with readers(engine)() as session:
        session.query(Town).one().tagline = "changed"
        with pytest.raises(DBAPIError, match=r"readonly|read-only"):
            session.commit()
    with sessions(engine)() as session:
        town = session.query(Town).one()
        town.tagline += "changed by a writer"
        session.commit()
        assert town.tagline == "changed by a writer"


def test_a_full_disk_is_told_apart_keeps_what_there_is_and_lets_work_go_on(sqlite_engine):
    with sessions(sqlite_engine)() as session:
        new_town(session)
        session.commit()
    with sqlite_engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
    with sessions(sqlite_engine)() as session:
        session.connection().exec_driver_sql(f"PRAGMA max_page_count = {pages + 2}")
        with pytest.raises(DBAPIError) as failed:
            apply(session, session.query(Town).one(), "streets", {"id": "halles", "name": "x" * 100_000})
        session.rollback()
        assert is_full(failed.value)
        assert not is_full(ValueError())
    with readers(sqlite_engine)() as session:
        assert session.query(Town).one().name == "Le Bourg"
        assert session.query(Street).count() == 0
    with sessions(sqlite_engine)() as session:
        session.connection().exec_driver_sql("PRAGMA max_page_count = 1000000")
        apply(session, session.query(Town).one(), "streets", {"id": "halles", "name": "x" * 100_000})
        session.commit()
        assert session.execute(text("PRAGMA integrity_check")).scalar() == "ok"


def test_a_log_cut_or_damaged_by_a_power_failure_leaves_whole_transactions(sqlite_engine, tmp_path):
    """The log is cut, bits are flipped, blocks are zeroed at random: what opens is a prefix of what was committed."""
    path = Path(sqlite_engine.url.database)
    with sessions(sqlite_engine)() as session:
        town = new_town(session)
        session.commit()
        for n in range(30):
            apply(session, town, "streets", {"id": f"left{n:02}"})
            apply(session, town, "streets", {"id": f"right{n:02}"})
            session.commit()
        whole, log = path.read_bytes(), path.with_name(path.name + "-wal").read_bytes()
    assert len(log) > 30 * 4096
    chance = random.Random(3)
    for n in range(60):
        folder = tmp_path / f"crash{n}"
        folder.mkdir()
        (folder / "town.db").write_bytes(whole)
        (folder / "town.db-wal").write_bytes(damaged(log, n % 3, chance))
        with sqlite3.connect(folder / "town.db") as connection:
            assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            keys = [key for (key,) in connection.execute("SELECT key FROM streets ORDER BY id")]
            assert keys == [f"{side}{n:02}" for n in range(len(keys) // 2) for side in ("left", "right")]


def damaged(log: bytes, how: int, chance: random.Random) -> bytes:
    at = chance.randrange(len(log))
    if how == 0:
        return log[:at]
    if how == 1:
        return log[:at] + bytes([log[at] ^ (1 << chance.randrange(8))]) + log[at + 1 :]
    return log[:at] + bytes(min(512, len(log) - at)) + log[at + 512 :]


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
    processes = multiprocessing.get_context("fork")
    for address in (f"sqlite:///{tmp_path / 'new.db'}", new_database(postgres, "rideau_twice")):
        started = [processes.Process(target=prepare_at, args=(address,)) for _ in range(2)]
        for one in started:
            one.start()
        for one in started:
            one.join()
        assert [one.exitcode for one in started] == [0, 0]
        engine = open_database(address)
        assert set(inspect(engine).get_table_names()) >= set(Base.metadata.tables)
        with engine.connect() as connection:
            assert connection.execute(text("SELECT count(*) FROM alembic_version")).scalar() == 1
        prepare(engine)
        engine.dispose()


def prepare_at(address: str) -> None:
    engine = open_database(address)
    prepare(engine)
    engine.dispose()
