"""One database session per request, closed at its end; the view commits.

Pages that are only looked at read one snapshot and never wait for a writer; forms get a session that may write.
"""

import secrets
import uuid
from pathlib import Path

from flask import Flask, current_app, g, request
from sqlalchemy import Engine
from sqlalchemy.engine import make_url
from sqlalchemy.orm import Session, sessionmaker

from models.database import readers, sessions
from models.journal import Installation

from .config import Settings

WRITERS = "rideau_writers"
READERS = "rideau_readers"


def make_folders(settings: Settings) -> None:
    """The folders that the settings name, made where they are missing."""
    Path(settings.files.dir).mkdir(parents=True, exist_ok=True)
    if settings.database.url.startswith("sqlite:///"):
        name = make_url(settings.database.url).database
        if name and name != ":memory:":
            Path(name).parent.mkdir(parents=True, exist_ok=True)


def init_app(app: Flask, engine: Engine) -> None:
    app.extensions[WRITERS] = sessions(engine)
    app.extensions[READERS] = readers(engine)
    app.teardown_appcontext(_close)


def db_session() -> Session:
    """The session of this request."""
    if "db_session" not in g:
        reading = request and request.method in ("GET", "HEAD", "OPTIONS")
        g.db_session = (reading_sessions() if reading else writing_sessions())()
    return g.db_session


def writing_sessions() -> sessionmaker[Session]:
    return current_app.extensions[WRITERS]


def reading_sessions() -> sessionmaker[Session]:
    """For the few that need sessions of their own, such as a page that stays open."""
    return current_app.extensions[READERS]


def _close(_error: BaseException | None) -> None:
    session = g.pop("db_session", None)
    if session is not None:
        session.close()


def installation_value(session: Session, name: str) -> str:
    """A secret or name of this installation, made at first use: ``secret_key``, ``namespace``."""
    row = session.get(Installation, name)
    if row is None:
        value = str(uuid.uuid4()) if name == "namespace" else secrets.token_urlsafe(48)
        row = Installation(name=name, value=value)
        session.add(row)
        session.commit()
    return row.value
