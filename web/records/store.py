"""The records of a kind as documents, whatever their tables: read for lists and forms, saved, removed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from models import decisions
from models.accounts import Account
from models.places import Premises, Shop, Spot, Town
from models.projects import Project
from models.records import KINDS, RecordInUse, apply, delete, find, full_document

from .filters import folded
from .kind import Kind

LOADED = {
    "premises": (
        selectinload(Premises.street),
        selectinload(Premises.owner),
        selectinload(Premises.leases),
    ),
    "shops": (selectinload(Shop.street), selectinload(Shop.premises)),
    "spots": (selectinload(Spot.street),),
    "projects": (selectinload(Project.partner),),
}


@dataclass(frozen=True, slots=True)
class Kept:
    """A record of the town: its document, and the version that an editor sees (0 where there is none)."""

    key: str
    document: Mapping[str, Any]
    version: int
    row: Any

    @property
    def fictitious(self) -> bool:
        return bool(self.document.get("fictitious"))


def all_kept(session: Session, town: Town, kind: Kind) -> list[Kept]:
    """Every record of a kind."""
    if kind.name == "decisions":
        return [_decision(row) for row in decisions.decisions(session, town)]
    table = KINDS[kind.name].table
    query = select(table).where(table.town_id == town.id).options(*LOADED.get(kind.name, ()))
    return [_kept(row) for row in session.scalars(query.order_by(table.key))]


def kept(session: Session, town: Town, kind: Kind, key: str) -> Kept | None:
    if kind.name == "decisions":
        row = decisions.decision(session, town, key)
        return None if row is None else _decision(row)
    row = find(session, town, kind.name, key)
    return None if row is None else _kept(row)


def _kept(row: Any) -> Kept:
    return Kept(row.key, full_document(row), row.version, row)


def _decision(row: Any) -> Kept:
    return Kept(str(row.id), decisions.document(row), 0, row)


def save(
    session: Session,
    town: Town,
    kind: Kind,
    document: Mapping[str, Any],
    *,
    account: Account,
    now: datetime,
    version: int | None = None,
    seen: Mapping[str, Any] | None = None,
) -> str:
    """Store a record and its journal entry; its key. ``version`` and ``seen`` are what the editor began from."""
    if kind.name == "decisions":
        row = decisions.store(session, town, document, actor=account, now=now, seen=seen)
        return str(row.id)
    return str(apply(session, town, kind.name, document, actor=account, now=now, version=version).key)


def remove(session: Session, town: Town, kind: Kind, one: Kept, *, account: Account, now: datetime) -> None:
    """Remove a record and say so in the journal. Raises ``RecordInUse``."""
    if kind.name == "decisions":
        decisions.remove(session, town, one.row, actor=account, now=now)
    else:
        delete(session, one.row, actor=account, now=now)


def set_active(
    session: Session, town: Town, kind: Kind, one: Kept, active: bool, *, account: Account, now: datetime
) -> None:
    apply(session, town, kind.name, {**one.document, "active": active}, actor=account, now=now)


def new_key(session: Session, town: Town, kind: Kind, document: Mapping[str, Any]) -> str:
    """A key made of the record's name, with a number where it is taken: ``rue-des-halles-2``."""
    name = next((str(document[part]) for part in kind.stem if document.get(part)), kind.name)
    stem = "-".join("".join(c if c.isalnum() else " " for c in folded(name)).split())[:80] or kind.name
    key, n = stem, 1
    while find(session, town, kind.name, key) is not None:
        n += 1
        key = f"{stem}-{n}"
    return key


__all__ = ["Kept", "RecordInUse", "all_kept", "kept", "new_key", "remove", "save", "set_active"]
