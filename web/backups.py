"""A consistent copy of the database while it is in use."""

import os
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

from sqlalchemy.engine import make_url

from scheduler.message import Refused, message

from .config import Settings


class NoBackup(Refused):
    """The copy cannot be made here; ``message`` says what to do instead."""


def back_up(settings: Settings, file: Path | None, now: datetime) -> Path:
    """
    Write the database to ``file`` (default: ``backups/`` under the files' folder), by SQLite's own backup.

    The copy is checked, flushed to the disk and only then takes its name. Raises ``NoBackup``.
    """
    url = make_url(settings.database.url)
    if url.get_backend_name() != "sqlite" or not url.database or url.database == ":memory:":
        raise NoBackup(message("only SQLite is copied by this command: back PostgreSQL up with pg_dump"))
    source = Path(url.database)
    if not source.is_file():
        raise NoBackup(message("there is no database at {file} yet", file=str(source)))
    target = file or Path(settings.files.dir) / "backups" / f"rideau-{now:%Y%m%d-%H%M%S}.db"
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = target.with_name(target.name + ".new")
    beside.unlink(missing_ok=True)
    try:
        _copy(source, beside)
    except sqlite3.Error as error:
        beside.unlink(missing_ok=True)
        raise NoBackup(
            message("the copy failed ({reason}): nothing was written", reason=str(error))
        ) from None
    beside.replace(target)
    return target


def _copy(source: Path, target: Path) -> None:
    with closing(sqlite3.connect(source)) as original, closing(sqlite3.connect(target)) as copy:
        original.backup(copy)
        if copy.execute("PRAGMA integrity_check").fetchone() != ("ok",):
            raise sqlite3.DatabaseError("integrity check failed")
    with target.open("rb") as file:
        os.fsync(file.fileno())
