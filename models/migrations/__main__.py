"""Draft the next revision from what the tables say: ``python -m models.migrations "why" [revision id]``."""

import sys

from alembic import command
from sqlalchemy import create_engine

from . import configuration, upgrade


def draft(why: str, revision: str | None = None) -> None:
    """Compare the newest revision with the tables on an empty database, and write the difference down."""
    with create_engine("sqlite://").begin() as connection:
        upgrade(connection)
        command.revision(configuration(connection), message=why, rev_id=revision, autogenerate=True)


if __name__ == "__main__":
    draft(*sys.argv[1:3])
