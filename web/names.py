"""The names that people know records by, in the place of ids."""

from collections.abc import Callable
from typing import Any

from flask import g
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.kinds import KINDS
from models.places import Town

from .database import db_session

SINGULAR = {kind.singular: kind for kind in KINDS.values()}
NAMED_BY = ("name", "title", "address")
Names = Callable[[str, str], str]


def names_of(town: Town) -> Names:
    """A function (kind in the singular, id) → name; each list is read once a request, when first asked for."""
    kept: dict[int, Names] = g.setdefault("names", {})
    if town.id not in kept:
        kept[town.id] = names_in(db_session, town)
    return kept[town.id]


def names_in(session: Callable[[], Session], town: Town) -> Names:
    """The same outside of a request, with a session of one's own."""
    lists: dict[str, dict[str, str]] = {}

    def of(kind: str) -> dict[str, str]:
        if kind not in lists:
            lists[kind] = _names(session(), SINGULAR[kind].table, town)
        return lists[kind]

    def name(kind: str, key: str) -> str:
        if kind == "item":
            found = (of(one).get(key) for one in ("project", "event", "trail", "kit"))
            return next((one for one in found if one), key)
        return of(kind).get(key, key) if kind in SINGULAR else key

    return name


def _names(session: Session, table: Any, town: Town) -> dict[str, str]:
    column = next(getattr(table, one) for one in NAMED_BY if hasattr(table, one))
    rows = session.execute(select(table.key, column).where(table.town_id == town.id))
    return {key: text or key for key, text in rows}
