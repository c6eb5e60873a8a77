"""What must be there before anything runs: folders, tables, the secrets of the installation."""

from typing import TYPE_CHECKING

from .config import Settings

if TYPE_CHECKING:
    from sqlalchemy import Engine


def prepare_installation(settings: Settings) -> "Engine":
    """Make what is missing and bring the tables to the newest revision. Raises with the remedy what cannot be."""
    from models.database import open_database, prepare, sessions

    from .database import installation_value, make_folders

    make_folders(settings)
    engine = open_database(settings.database.url)
    prepare(engine)
    with sessions(engine)() as session:
        installation_value(session, "secret_key")
        installation_value(session, "namespace")
    return engine
