"""
The database: SQLite in one file by default, PostgreSQL by URL; how transactions begin, and how tables are made.

Writers begin with BEGIN IMMEDIATE: a transaction that reads first and writes afterwards cannot then be refused
with "database is locked" (SQLite does not wait when a reader turns writer on a stale snapshot). Readers begin
with a plain BEGIN, see one snapshot, never wait for a writer and cannot write.
"""

import sqlite3
import time
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, SQLAlchemyError
from sqlalchemy.orm import Session, sessionmaker
from sqlalchemy.pool import StaticPool

from scheduler.message import Message, Refused, message

BUSY_SECONDS = 5
MIGRATION_LOCK = 7_250_331  # any number that no other program on the server takes for its advisory locks
READING = "rideau_reading"


class DatabaseError(Refused):
    """The database cannot be used; ``message`` says what to mend."""


def open_database(url: str) -> Engine:
    """An engine for ``sqlite:///file`` or ``postgresql://…``. Raises ``DatabaseError`` with the remedy."""
    target = _target(url)
    if target.get_backend_name() == "sqlite":
        return _open_sqlite(target)
    try:
        import psycopg  # noqa: F401
    except ImportError:
        raise DatabaseError(
            message("PostgreSQL needs the driver psycopg 3: install Rideau with its extra “postgres”")
        ) from None
    return create_engine(target, pool_pre_ping=True)


def _target(url: str) -> URL:
    try:
        target = make_url(url)
        backend = target.get_backend_name()
    except (ArgumentError, NoSuchModuleError, ValueError):
        backend = ""
    if backend in ("postgresql", "postgres"):
        return target.set(drivername="postgresql+psycopg")
    if backend == "sqlite":
        return target
    raise DatabaseError(
        message("the database address must begin with sqlite:/// or postgresql://: correct database.url")
    )


def _open_sqlite(target: URL) -> Engine:
    if target.database and target.database != ":memory:":
        folder = Path(target.database).parent
        if not folder.is_dir():
            raise DatabaseError(
                message("the folder {folder} of the database does not exist: create it", folder=str(folder))
            )
        engine = create_engine(target, connect_args={"timeout": BUSY_SECONDS})
    else:
        engine = create_engine(target, poolclass=StaticPool, connect_args={"check_same_thread": False})
    event.listen(engine, "connect", _prepare_connection)
    event.listen(engine, "begin", _begin)
    return engine


def _prepare_connection(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # the driver begins nothing by itself: _begin does
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000}")
    cursor.execute("PRAGMA foreign_keys = ON")
    _write_ahead(cursor)
    cursor.execute("PRAGMA synchronous = FULL")
    cursor.close()


def _write_ahead(cursor: Any) -> None:
    """Turning to the log needs the file for itself for a moment, and SQLite does not always wait for it."""
    deadline = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            cursor.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.02)


def _begin(connection: Connection) -> None:
    reading = connection.get_execution_options().get(READING, False)
    connection.exec_driver_sql(f"PRAGMA query_only = {int(reading)}")
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")


def sessions(engine: Engine) -> sessionmaker[Session]:
    """Sessions that may write; on SQLite one at a time, the others wait up to ``BUSY_SECONDS``."""
    return sessionmaker(engine, expire_on_commit=False)


def readers(engine: Engine) -> sessionmaker[Session]:
    """Sessions that only read: they never wait for a writer, and a write in one is an error."""
    if engine.dialect.name == "sqlite":
        return sessionmaker(engine.execution_options(**{READING: True}), expire_on_commit=False)
    return sessionmaker(engine.execution_options(postgresql_readonly=True), expire_on_commit=False)


def is_full(error: BaseException) -> bool:
    """Whether a write failed because the disk is full: nothing of it is stored, reading goes on."""
    if not isinstance(error, DBAPIError):
        return False
    code = getattr(error.orig, "sqlite_errorcode", None)
    return code == sqlite3.SQLITE_FULL or getattr(error.orig, "sqlstate", None) == "53100"


def _reason(error: SQLAlchemyError) -> Message:
    """The driver's own words, which the catalogue may know."""
    return Message(str(getattr(error, "orig", None) or error).splitlines()[0].strip())


def prepare(engine: Engine) -> None:
    """
    Bring the tables to the newest revision, in one transaction: it is all done or not at all.

    Two processes that start at once take turns; the second finds everything done.
    """
    from .migrations import upgrade

    try:
        with engine.begin() as connection:
            if connection.dialect.name == "postgresql":
                connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": MIGRATION_LOCK})
            upgrade(connection)
    except SQLAlchemyError as error:
        raise DatabaseError(
            message("the database cannot be prepared: {reason}", reason=_reason(error))
        ) from error
