"""Steps of the schema, run from code: there is no configuration file to keep beside the database's address."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection

HERE = Path(__file__).parent


def configuration(connection: Connection) -> Config:
    """What Alembic needs, on a connection whose transaction the caller began and ends."""
    config = Config()
    config.set_main_option("script_location", str(HERE).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config


def upgrade(connection: Connection, revision: str = "head") -> None:
    """Forward to a revision, the newest unless named."""
    command.upgrade(configuration(connection), revision)


def downgrade(connection: Connection, revision: str = "base") -> None:
    """Back to an earlier revision. What the later ones added is lost: back up first."""
    command.downgrade(configuration(connection), revision)
