"""Decisions of people, pins and bans, as documents: read, checked, stored, removed, each with its journal entry."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler.files import Fault
from scheduler.message import message

from .accounts import Account
from .journal_log import Actor, record
from .places import Town
from .plans import Decision
from .records import RecordFaults, StaleRecord, find

LISTS = {"tenancy": "projects", "event": "events", "trail": "trails"}
PLACED_ON = {"premises": ("tenancy",), "spot": ("event", "trail")}
"""What kinds of item stand in or on a place; a trail does on each of its stops."""
WIDEST_REASON = 20_000


def document(row: Decision) -> dict[str, Any]:
    """The decision with every key; ``id`` is the row's, as text."""
    return {
        "id": str(row.id),
        "sense": row.sense,
        "kind": row.kind,
        "item": row.item,
        "premises": row.premises,
        "spot": row.spot,
        "start": None if row.start is None else row.start.isoformat(),
        "term_weeks": row.term_weeks,
        "reason": row.reason,
    }


def decisions(session: Session, town: Town) -> list[Decision]:
    """All decisions of a town, oldest first."""
    found = select(Decision).where(Decision.town_id == town.id).order_by(Decision.id)
    return list(session.scalars(found))


def decision(session: Session, town: Town, key: str) -> Decision | None:
    """The decision whose document has this id."""
    if not key.isdecimal() or len(key) > 18:
        return None
    return session.scalar(select(Decision).where(Decision.town_id == town.id, Decision.id == int(key)))


def faults(session: Session, town: Town, told: Mapping[str, Any]) -> tuple[Fault, ...]:
    """What is wrong with a decision: words, references, and places of another kind of item."""
    found = []
    if told.get("sense") not in ("pin", "ban"):
        found.append(Fault("sense", message("must be one of: {words}", words="pin, ban")))
    kind = told.get("kind")
    if kind not in LISTS:
        found.append(Fault("kind", message("must be one of: {words}", words=", ".join(LISTS))))
    elif find(session, town, LISTS[kind], str(told.get("item") or "")) is None:
        found.append(Fault("item", message("is not a record of the kind that this decision is about")))
    for name, list_ in (("premises", "premises"), ("spot", "spots")):
        if (key := told.get(name)) is None:
            continue
        if kind in LISTS and kind not in PLACED_ON[name]:
            found.append(Fault(name, message("has no meaning for this kind of decision: leave it empty")))
        elif find(session, town, list_, str(key)) is None:
            found.append(Fault(name, message("is not known in this town: correct the name")))
    if told.get("term_weeks") is not None and kind in LISTS and kind != "tenancy":
        found.append(Fault("term_weeks", message("has no meaning for this kind of decision: leave it empty")))
    return tuple(found)


def store(
    session: Session,
    town: Town,
    told: Mapping[str, Any],
    *,
    actor: Actor,
    now: datetime | None = None,
    seen: Mapping[str, Any] | None = None,
) -> Decision:
    """
    Add a decision (no ``id``) or change the one with this ``id``; the row, flushed.

    ``seen`` is the document that the editor saw. Raises ``RecordFaults`` or ``StaleRecord``, with nothing stored.
    """
    row = decision(session, town, str(told["id"])) if told.get("id") else None
    before = None if row is None else document(row)
    if told.get("id") and (before is None or (seen is not None and dict(seen) != before)):
        raise StaleRecord(dict(told), before)
    if found := faults(session, town, told):
        raise RecordFaults("decisions", str(told.get("id") or ""), found)
    now = now or datetime.now(UTC)
    if row is None:
        account = actor.id if isinstance(actor, Account) else None
        row = Decision(town_id=town.id, created_at=now, account_id=account)
        session.add(row)
    for name in ("sense", "kind", "item", "premises", "spot", "term_weeks"):
        setattr(row, name, told.get(name))
    row.start = date.fromisoformat(told["start"]) if told.get("start") else None
    row.reason = str(told.get("reason") or "")[:WIDEST_REASON]
    session.flush()
    after = document(row)
    if after != before:
        action = "add" if before is None else "change"
        record(session, actor, action, "decisions", str(row.id), before, after, town, now=now)
    return row


def remove(session: Session, town: Town, row: Decision, *, actor: Actor, now: datetime | None = None) -> None:
    """Take a pin or a ban back; the journal keeps what it was."""
    before = document(row)
    session.delete(row)
    session.flush()
    record(session, actor, "remove", "decisions", before["id"], before, None, town, now=now)
