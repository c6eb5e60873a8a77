"""Removing a record, unless something names it."""

from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler.message import Message, Refused, message

from .base import TownRecord
from .documents import full_document
from .journal_log import Actor, record
from .keys import RecordKind, mentions
from .kinds import KINDS, kind_of
from .places import Town
from .plans import Decision


class RecordInUse(Refused):
    """The record cannot be removed: ``referrers`` name each record that refers to it."""

    def __init__(self, reason: Message, referrers: tuple[Message, ...]) -> None:
        super().__init__(reason)
        self.referrers = referrers


def delete(session: Session, row: TownRecord, *, actor: Actor = "", now: datetime | None = None) -> None:
    """Remove a record that nothing names. Raises ``RecordInUse`` with what does."""
    kind = kind_of(row)
    town: Any = session.get(Town, row.town_id)
    if found := referrers(session, town, kind, row.key):
        reason = message(
            "“{key}” cannot be removed, records refer to it ({count}): change them first, or make it inactive",
            key=row.key,
            count=len(found),
        )
        raise RecordInUse(reason, found)
    before = full_document(row)
    session.delete(row)
    session.flush()
    record(session, actor, "remove", kind.name, row.key, before, None, town, now=now)


def referrers(session: Session, town: Town, kind: RecordKind, key: str) -> tuple[Message, ...]:
    """One sentence for each record that names the record of this kind and key."""
    list_ = kind.list or kind.name
    found = []
    for other in KINDS.values():
        if not any(list_ in k.lists for k in other.keys):
            continue
        table: Any = other.table
        for row in session.scalars(select(table).where(table.town_id == town.id).order_by(table.key)):
            keys = {
                k.name
                for k, name, lists in mentions(other, full_document(row))
                if name == key and list_ in lists
            }
            if keys and not (other is kind and row.key == key):
                found.append(NAMED_BY[other.name](row.key, ", ".join(sorted(keys))))
    return (*found, *_decisions_on(session, town, list_, key))


def _decisions_on(session: Session, town: Town, list_: str, key: str) -> list[Message]:
    items = {"projects": "tenancy", "events": "event", "trails": "trail"}
    found = []
    for row in session.scalars(select(Decision).where(Decision.town_id == town.id).order_by(Decision.id)):
        places = {"premises": row.premises, "spots": row.spot}
        if (row.kind == items.get(list_) and row.item == key) or places.get(list_) == key:
            found.append(message("a pin or a ban on “{item}” names it", item=row.item))
    return found


NAMED_BY = {
    "premises": lambda key, keys: message(
        "premises {premises} name it under {keys}", premises=key, keys=keys
    ),
    "shops": lambda key, keys: message("shop {shop} names it under {keys}", shop=key, keys=keys),
    "projects": lambda key, keys: message("project {project} names it under {keys}", project=key, keys=keys),
    "spots": lambda key, keys: message("spot {spot} names it under {keys}", spot=key, keys=keys),
    "events": lambda key, keys: message("event {event} names it under {keys}", event=key, keys=keys),
    "trails": lambda key, keys: message("trail {trail} names it under {keys}", trail=key, keys=keys),
    "kits": lambda key, keys: message("kit {kit} names it under {keys}", kit=key, keys=keys),
    "coverage": lambda key, keys: message(
        "coverage target {target} names it under {keys}", target=key, keys=keys
    ),
}
