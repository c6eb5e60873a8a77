"""Databases for tests, prepared once and copied: a file of SQLite, and a database of a real PostgreSQL."""

import os
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import count

import psycopg
import pytest
from sqlalchemy import Engine, make_url
from sqlalchemy.orm import Session

from models.database import open_database, prepare, sessions
from models.places import Town
from tests.postgres import running_server

NOW = datetime(2027, 2, 1, 9, 30, tzinfo=UTC)
_numbers = count(1)


@pytest.fixture(scope="session")
def prepared_file(tmp_path_factory):
    """A SQLite file at the newest revision, not to be written to."""
    path = tmp_path_factory.mktemp("sqlite") / "prepared.db"
    engine = open_database(f"sqlite:///{path}")
    prepare(engine)
    engine.dispose()
    return path


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    with running_server() as address:
        yield address


@pytest.fixture(scope="session")
def prepared_database(postgres) -> str:
    """The name of a PostgreSQL database at the newest revision, to be copied."""
    name = f"rideau_prepared_{next(_numbers)}"
    engine = open_database(new_database(postgres, name))
    prepare(engine)
    engine.dispose()
    return name


def new_database(address: str, name: str, template: str = "template0") -> str:
    """Create a database on the server; its address."""
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    return make_url(address).set(database=name).render_as_string(hide_password=False)


@pytest.fixture
def sqlite_engine(prepared_file, tmp_path) -> Iterator[Engine]:
    path = tmp_path / "town.db"
    shutil.copy(prepared_file, path)
    engine = open_database(f"sqlite:///{path}")
    yield engine
    engine.dispose()


@pytest.fixture
def postgres_engine(postgres, prepared_database) -> Iterator[Engine]:
    engine = open_database(new_database(postgres, f"rideau_test_{next(_numbers)}", prepared_database))
    yield engine
    engine.dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def engine(request) -> Engine:
    """Each of the two databases in turn."""
    return request.getfixturevalue("sqlite_engine" if request.param == "sqlite" else "postgres_engine")


@pytest.fixture
def session(request) -> Iterator[Session]:
    """A session on SQLite; with ``TEST_DATABASE=postgresql`` the same tests run on PostgreSQL."""
    name = "postgres_engine" if os.environ.get("TEST_DATABASE") == "postgresql" else "sqlite_engine"
    with sessions(request.getfixturevalue(name))() as opened:
        yield opened


@pytest.fixture
def town(session) -> Town:
    return new_town(session)


def new_town(session: Session, slug: str = "bourg", **values: object) -> Town:
    """A town that plans twelve weeks from Monday 1 March 2027."""
    start, end = datetime(2027, 3, 1).date(), datetime(2027, 5, 24).date()
    row = Town(**{"slug": slug, "name": "Le Bourg", "start": start, "end": end, "created_at": NOW} | values)
    session.add(row)
    session.flush()
    return row
