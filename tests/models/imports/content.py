"""The whole content of a database as one digest: whether a refused import left anything behind."""

import hashlib

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.tables import Base


def content(session: Session) -> str:
    """A digest of every row of every table."""
    session.flush()
    digest = hashlib.sha256()
    for table in Base.metadata.sorted_tables:
        for row in session.execute(select(table).order_by(*table.primary_key.columns)):
            digest.update(repr((table.name, tuple(row))).encode())
    return digest.hexdigest()
