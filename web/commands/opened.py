"""The database of this installation, and a town in it, for the time of a command."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from web.i18n import gettext

from .printing import err

if TYPE_CHECKING:
    from sqlalchemy import Engine
    from sqlalchemy.orm import Session

    from models.places import Town
    from web.names import Names

FAULTY = 2
TOWN = click.option("--town", "slug", required=True, help="The town's short name, as in addresses.")


@contextmanager
def database() -> "Iterator[Engine]":
    """The database, with every table it needs."""
    from web.cli import current_settings
    from web.starting import prepare_installation

    engine = prepare_installation(current_settings())
    try:
        yield engine
    finally:
        engine.dispose()


@contextmanager
def town_at(slug: str) -> "Iterator[tuple[Session, Town]]":
    """A session that may write and the town; a town that is not there is told with those that are."""
    from models.database import sessions

    with database() as engine, sessions(engine)() as session:
        yield session, town_in(session, slug)


def town_in(session: "Session", slug: str) -> "Town":
    """The town of that address, or the end of the command."""
    from models.programme import town_by_slug, towns

    town = town_by_slug(session, slug)
    if town is None:
        there = ", ".join(one.slug for one in towns(session)) or "–"
        err(gettext("There is no town “%(slug)s” here. Towns: %(there)s", slug=slug, there=there))
        raise SystemExit(FAULTY)
    return town


def names_of(session: "Session", town: "Town") -> "Names":
    """What people call the town's records."""
    from web.names import names_in

    return names_in(lambda: session, town)
