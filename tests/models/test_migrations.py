"""Steps of the schema, up and down, on both databases: trust.md rows 21 and 23."""

import hashlib
import json
import multiprocessing
import random
import time

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text
from sqlalchemy.exc import DBAPIError

from models.database import open_database, prepare, sessions
from models.journal_log import record
from models.mapping import store_problem
from models.migrations import configuration, downgrade, upgrade
from models.tables import Base
from tests.models.conftest import NOW
from tests.shared import SHARED


def columns_of(engine, tables) -> dict[str, str]:
    """The columns that these tables have now, to be selected."""
    return {
        name: ", ".join(f'"{column["name"]}"' for column in inspect(engine).get_columns(name))
        for name in tables
    }


def content(engine, columns) -> str:
    """One hash of all rows of these tables, as far as these columns (``columns_of``) go."""
    digest = hashlib.sha256()
    with engine.connect() as connection:
        for table in sorted(columns):
            rows = connection.execute(text(f'SELECT {columns[table]} FROM "{table}"')).fetchall()
            digest.update(json.dumps([table, sorted(str(tuple(row)) for row in rows)]).encode())
    return digest.hexdigest()


@pytest.fixture
def filled(engine):
    document = json.loads((SHARED / "data/instances/full-T-2.json").read_text(encoding="utf-8"))
    with sessions(engine)() as session:
        store_problem(session, "bourg", document, now=NOW)
        session.commit()
    return engine


def test_the_newest_revision_is_what_the_tables_say(engine):
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "compare_server_default": True}
        )
        assert compare_metadata(context, Base.metadata) == []


def test_each_step_down_and_up_again_keeps_what_earlier_steps_hold(filled):
    with filled.connect() as connection:
        revisions = [
            r.revision for r in ScriptDirectory.from_config(configuration(connection)).walk_revisions()
        ]
    for revision in revisions[1:]:
        with filled.begin() as connection:
            downgrade(connection, revision)
        kept = columns_of(filled, set(inspect(filled).get_table_names()) - {"alembic_version"})
        before = content(filled, kept)
        with filled.begin() as connection:
            upgrade(connection)
        assert set(inspect(filled).get_table_names()) >= set(Base.metadata.tables)
        assert content(filled, kept) == before
    with filled.begin() as connection:
        downgrade(connection)
    assert set(inspect(filled).get_table_names()) == {"alembic_version"}
    prepare(filled)
    assert set(inspect(filled).get_table_names()) >= set(Base.metadata.tables)


def test_a_step_that_is_broken_off_leaves_the_old_schema(filled):
    before = content(filled, columns_of(filled, Base.metadata.tables))
    with pytest.raises(KeyboardInterrupt), filled.begin() as connection:
        downgrade(connection, "0001")
        raise KeyboardInterrupt
    assert content(filled, columns_of(filled, Base.metadata.tables)) == before


def test_a_killed_migration_leaves_the_old_schema_or_the_new_one(tmp_path):
    chance = random.Random(4)
    for n in range(8):
        address = f"sqlite:///{tmp_path / f'{n}.db'}"
        worker = multiprocessing.get_context("fork").Process(target=prepare_at, args=(address,))
        worker.start()
        time.sleep(chance.uniform(0.01, 0.4))
        worker.kill()
        worker.join()
        engine = open_database(address)
        assert len(inspect(engine).get_table_names()) in (0, len(Base.metadata.tables) + 1)
        prepare(engine)
        assert len(inspect(engine).get_table_names()) == len(Base.metadata.tables) + 1
        engine.dispose()


def prepare_at(address: str) -> None:
    prepare(open_database(address))


@pytest.mark.parametrize("attempt", ["UPDATE journal SET who = 'nobody'", "DELETE FROM journal"])
def test_the_journal_refuses_changes(engine, attempt):
    with sessions(engine)() as session:
        record(session, "somebody", "add", "streets", "halles", None, {"id": "halles"}, now=NOW)
        session.commit()
    with pytest.raises(DBAPIError, match="written once"), engine.begin() as connection:
        connection.execute(text(attempt))
    with engine.connect() as connection:
        assert connection.execute(text("SELECT who FROM journal")).scalars().all() == ["somebody"]
