"""
Records in and out: a row as a document, a document stored as a row, a row removed.

Nothing invalid is stored: every document passes the reader of problem files first, with the same faults.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from scheduler.files import Fault
from scheduler.message import message

from . import columns
from .base import TownRecord
from .documents import full_document, to_document
from .journal_log import Actor, record
from .keys import Key, RecordKind
from .kinds import FILE_KINDS, KINDS, kind_of
from .places import Town
from .removal import RecordInUse, delete, referrers
from .shelf import Shelf, find
from .soundness import ManyRecordFaults, RecordFaults, faults

__all__ = [
    "FILE_KINDS",
    "KINDS",
    "Key",
    "ManyRecordFaults",
    "RecordFaults",
    "RecordInUse",
    "RecordKind",
    "StaleRecord",
    "apply",
    "apply_all",
    "delete",
    "find",
    "full_document",
    "kind_of",
    "referrers",
    "to_document",
]


class StaleRecord(RuntimeError):
    """Somebody saved the record first: ``mine`` was not stored, ``theirs`` is there, both as full documents."""

    def __init__(self, mine: Mapping[str, Any], theirs: Mapping[str, Any] | None) -> None:
        super().__init__("the record was changed by somebody else in the meantime")
        self.mine = mine
        self.theirs = theirs


def apply(
    session: Session,
    town: Town,
    kind: str,
    document: Mapping[str, Any],
    *,
    origin: str = "manual",
    fictitious: bool = False,
    actor: Actor = "",
    now: datetime | None = None,
    version: int | None = None,
) -> Any:
    """
    Create the record with the document's ``id``, or update it; the row, flushed.

    A key of problem files that the document leaves out takes its default; one of the town's own keeps what it
    was. ``origin`` and ``fictitious`` are for a new record. ``version`` is the one that the editor saw.
    Raises ``RecordFaults`` (nothing stored) or ``StaleRecord``.
    """
    shelf = Shelf(session, town)
    if found := faults(KINDS[kind], document, shelf.known):
        raise RecordFaults(kind, str(document.get("id", "")), found)
    row = shelf.row(kind, document["id"])
    if row is not None and version is not None and row.version != version:
        raise StaleRecord(dict(document), full_document(row))
    with session.no_autoflush:
        row = _save(shelf, KINDS[kind], document, origin, fictitious, actor, now)
    _flush(session, row, document)
    return row


def apply_all(
    session: Session,
    town: Town,
    documents: Mapping[str, Sequence[Mapping[str, Any]]],
    *,
    origin: str = "manual",
    fictitious: bool = False,
    actor: Actor = "",
    now: datetime | None = None,
    in_file: bool = False,
) -> list[Any]:
    """
    ``apply`` for many records at once, by kind; they may name one another. The rows, in the order stored.

    Everything is checked before the first is stored; ``in_file`` says that the documents are the lists of one
    problem that was read without a fault. Raises ``ManyRecordFaults`` with those of every record.
    """
    shelf = Shelf(session, town, documents)
    bad = []
    for kind, rows in documents.items():
        seen: set[str] = set()
        for document in rows:
            found = faults(KINDS[kind], document, shelf.known, in_file=in_file)
            key = str(document.get("id", ""))
            if key in seen:
                taken = message("the id “{id}” is already taken in this list: choose another", id=key)
                found = (*found, Fault("id", taken))
            seen.add(key)
            if found:
                bad.append(RecordFaults(kind, key, found))
    if bad:
        raise ManyRecordFaults(tuple(bad))
    ordered = [name for name in STORED_FIRST if name in documents]
    ordered += [name for name in documents if name not in STORED_FIRST]
    with session.no_autoflush:
        rows_stored = [
            _save(shelf, KINDS[kind], document, origin, fictitious, actor, now)
            for kind in ordered
            for document in documents[kind]
        ]
    _flush(session, None, {})
    return rows_stored


STORED_FIRST = ("streets", "owners", "premises", "partners")
"""Kinds that foreign keys of other kinds lead to."""


def _save(
    shelf: Shelf,
    kind: RecordKind,
    document: Mapping[str, Any],
    origin: str,
    fictitious: bool,
    actor: Actor,
    now: datetime | None,
) -> Any:
    """Put a sound document into its row and note it in the journal; nothing is flushed yet."""
    row = shelf.row(kind.name, document["id"])
    before = None if row is None else full_document(row)
    if row is None:
        row = kind.table(town_id=shelf.town.id, key=document["id"], origin=origin, fictitious=fictitious)
        shelf.put(kind.name, row)
    for key in kind.keys:
        if key.name in document or not key.own:
            columns.write(row, key, document.get(key.name), shelf.resolve)
        elif before is None and key.name not in ("origin", "fictitious"):
            columns.write(row, key, None, shelf.resolve)
    shelf.session.add(row)
    after = full_document(row)
    if after != before:
        action = "add" if before is None else "change"
        record(shelf.session, actor, action, kind.name, row.key, before, after, shelf.town, now=now)
    return row


def _flush(session: Session, row: TownRecord | None, document: Mapping[str, Any]) -> None:
    identity, table = (None, None) if row is None else (row.id, type(row))
    try:
        session.flush()
    except StaleDataError:
        session.rollback()
        theirs: Any = None if table is None else session.get(table, identity)
        raise StaleRecord(dict(document), None if theirs is None else full_document(theirs)) from None
