"""A copy of the database, made while it is in use, that holds whole transactions only."""

import os
import sqlite3
from pathlib import Path

from sqlalchemy import Engine

from scheduler.message import Refused, message


class BackupRefused(Refused):
    """No copy was made; ``message`` says why and what to do."""


def backup(engine: Engine, target: Path) -> int:
    """
    Copy a SQLite database to a new file with SQLite's backup interface; the size in bytes.

    The copy is checked, written to the disk and only then given its name: a name means a whole copy. Copying the
    file itself while it is in use would not do. Raises ``BackupRefused``.
    """
    if engine.dialect.name != "sqlite":
        raise BackupRefused(message("the database is PostgreSQL: back it up with pg_dump --format=custom"))
    if target.exists():
        raise BackupRefused(message("{file} is there already: choose another name", file=str(target)))
    if not target.parent.is_dir():
        raise BackupRefused(
            message("the folder {folder} does not exist: create it", folder=str(target.parent))
        )
    part = target.with_name(f"{target.name}.part")
    try:
        _copy(engine, part)
        _settle(part)
        part.replace(target)
        _settle(target.parent)
    except (OSError, sqlite3.Error) as error:
        reason = message("the copy could not be written: {reason}", reason=str(error))
        raise BackupRefused(reason) from error
    finally:
        part.unlink(missing_ok=True)
    return target.stat().st_size


def _copy(engine: Engine, part: Path) -> None:
    part.unlink(missing_ok=True)
    copy = sqlite3.connect(part)
    source = engine.raw_connection()
    try:
        original = source.driver_connection
        assert isinstance(original, sqlite3.Connection)
        original.backup(copy, pages=1000, sleep=0.01)
        copy.execute("PRAGMA journal_mode = DELETE")  # one file, without a log beside it
        found = copy.execute("PRAGMA integrity_check").fetchone()[0]
        if found != "ok":
            raise sqlite3.DatabaseError(found)
    finally:
        source.close()
        copy.close()


def _settle(path: Path) -> None:
    """Have the disk keep what was written."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
