"""What stands in the town before an import, looked up by key and by where it came from."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from ..places import Town
from ..records import KINDS, full_document
from . import specials
from .proposal import Incoming
from .specials import SPECIAL

MOST_KEY = 200


class Standing:
    """The town's rows by kind, each kind read once when it is first asked for."""

    def __init__(self, session: Session, town: Town) -> None:
        self.session = session
        self.town = town
        self._rows: dict[str, dict[str, Any]] = {}
        self._sources: dict[str, dict[str, Any]] = {}
        self._taken: dict[str, set[str]] = {}

    def rows(self, kind: str) -> dict[str, Any]:
        """The town's records of a kind by key, read once."""
        if kind not in self._rows:
            table = KINDS[kind].table
            found = self.session.scalars(select(table).where(table.town_id == self.town.id)).all()
            self._rows[kind] = {row.key: row for row in found}
            self._sources[kind] = {row.source_ref: row for row in found if row.source_ref}
        return self._rows[kind]

    def document(self, kind: str, key: str) -> dict[str, Any] | None:
        """The full document of a record, or None where there is none."""
        if kind in SPECIAL:
            return specials.read(self.session, self.town, kind, key)
        row = self.rows(kind).get(key)
        return None if row is None else full_document(row)

    def by_source(self, kind: str, source_ref: str | None) -> Any:
        """The record that came from this source, or None."""
        if kind in SPECIAL or not source_ref:
            return None
        self.rows(kind)
        return self._sources[kind].get(source_ref)

    def match(self, kind: str, incoming: Incoming) -> tuple[str, dict[str, Any] | None]:
        """
        The key a record of a file has here, and the document it has now.

        What came from the same source is the same record. A key held by a record of another source is not: the
        newcomer gets the next free key.
        """
        if kind in SPECIAL:
            key = specials.key_of(kind, incoming.document, self.town)
            return key, self.document(kind, key)
        source = incoming.document.get("source_ref") or incoming.when_new.get("source_ref")
        if (row := self.by_source(kind, source)) is not None:
            return row.key, full_document(row)
        row = self.rows(kind).get(incoming.key)
        if row is not None and not (source and row.source_ref and row.source_ref != source):
            return row.key, full_document(row)
        return self._free(kind, incoming.key), None

    def _free(self, kind: str, key: str) -> str:
        taken = self._taken.setdefault(kind, set())
        found, number = key, 2
        while found in self.rows(kind) or (found in taken and number > 2):
            found = f"{key[: MOST_KEY - 6]}-{number}"
            number += 1
        if found != key:
            taken.add(found)
        return found
