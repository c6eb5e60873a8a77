"""Rows as documents: with the keys of problem files, or with all that the town knows."""

from typing import Any

from . import columns
from .base import TownRecord
from .kinds import kind_of


def to_document(row: TownRecord) -> dict[str, Any]:
    """The record as in a problem file: the file's keys only, defaults left out."""
    found: dict[str, Any] = {"id": row.key}
    for key in kind_of(row).file_keys:
        value = columns.read(row, key)
        if value is not None and (key.required or value != key.default):
            found[key.name] = value
    return found


def full_document(row: TownRecord) -> dict[str, Any]:
    """``to_document`` and every key of the town's own, for forms, exports and the journal."""
    return to_document(row) | {key.name: columns.read(row, key) for key in kind_of(row).own_keys}
