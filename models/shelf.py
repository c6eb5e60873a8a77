"""What a town has, looked up by list and key, with what a batch of documents is about to add."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from .kinds import FILE_KINDS, KINDS
from .places import Street, Town


def find(session: Session, town: Town, kind: str, key: str) -> Any:
    """The record of a kind with this key, or None."""
    table = KINDS[kind].table
    return session.scalar(select(table).where(table.town_id == town.id, table.key == key))


class Shelf:
    """
    What a town has, looked up by list and key.

    With ``coming`` (documents by kind, about to be stored) their ids count as known, and rows are read once for
    all and kept.
    """

    def __init__(
        self,
        session: Session,
        town: Town,
        coming: Mapping[str, Sequence[Mapping[str, Any]]] | None = None,
    ) -> None:
        self.session = session
        self.town = town
        self.coming: dict[str, set[Any]] = {}
        self.rows: dict[str, dict[str, Any]] | None = None if coming is None else {}
        for kind, documents in (coming or {}).items():
            ids = {one.get("id") for one in documents if isinstance(one.get("id"), str)}
            self.coming[KINDS[kind].list or kind] = ids
            if kind == "streets":
                self.coming["districts"] = {
                    one["district"] for one in documents if isinstance(one.get("district"), str)
                }

    def known(self, list_: str, names: set[str]) -> set[str]:
        """Which of these names the town has, or will have, in a list."""
        here = names & self.coming.get(list_, set())
        missing = names - here
        if not missing:
            return here
        if list_ == "districts":
            table: Any = Street
            column: Any = Street.district
        elif self.rows is not None:
            return here | (missing & self._all(_kind_named(list_)).keys())
        else:
            table = KINDS[_kind_named(list_)].table
            column = table.key
        query = select(column).where(table.town_id == self.town.id, column.in_(missing))
        return here | set(self.session.scalars(query))

    def row(self, kind: str, key: str) -> Any:
        """The record with this key, or None."""
        if self.rows is None:
            return find(self.session, self.town, kind, key)
        return self._all(kind).get(key)

    def put(self, kind: str, row: Any) -> None:
        """Make a record just stored findable."""
        if self.rows is not None:
            self._all(kind)[row.key] = row

    def _all(self, kind: str) -> dict[str, Any]:
        assert self.rows is not None
        if kind not in self.rows:
            table = KINDS[kind].table
            found = self.session.scalars(select(table).where(table.town_id == self.town.id))
            self.rows[kind] = {row.key: row for row in found}
        return self.rows[kind]

    def resolve(self, lists: tuple[str, ...], name: str) -> Any:
        """The row of a record of one of these lists."""
        for list_ in lists:
            if (row := self.row(_kind_named(list_), name)) is not None:
                return row
        raise LookupError(name)


def _kind_named(list_: str) -> str:
    return FILE_KINDS[list_].name if list_ in FILE_KINDS else list_
