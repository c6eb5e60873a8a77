"""Everything a town keeps as tables (CSV in a folder or a zip, XLSX), or what it plans with as ``rideau-problem/1``."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from ..imports.specials import decisions, town_document
from ..imports.workbook_writing import workbook_bytes
from ..imports.writing import replace, sections, write_tables, zip_bytes
from ..mapping import load_problem, write_problem
from ..places import Town
from ..records import KINDS, full_document

HELD = ("fictitious", "active")  # written even where they say no: they decide what a record is for


def town_tables(session: Session, town: Town) -> dict[str, Any]:
    """
    The town's document for tables: every record, also those not offered to the plan, with the town's own keys.

    Importing it into an empty town gives the same records.
    """
    line = town_document(town)
    settings = line.pop("settings")
    found: dict[str, Any] = {"town": {key: value for key, value in line.items() if value not in ("", {})}}
    if settings:
        found["settings"] = settings
    for kind in KINDS.values():
        rows = session.scalars(select(kind.table).where(kind.table.town_id == town.id)).all()
        if rows:
            own = {key.name for key in kind.own_keys}
            found[kind.list or kind.name] = [
                _trimmed(full_document(row), own) for row in sorted(rows, key=lambda row: str(row.key))
            ]
    for one in decisions(session, town):
        sense = one.pop("sense")
        found.setdefault(f"{sense}s", []).append({key: value for key, value in one.items() if value != ""})
    return found


def _trimmed(document: Mapping[str, Any], own: set[str]) -> dict[str, Any]:
    """Without the town's own keys that say nothing."""
    return {
        key: value
        for key, value in document.items()
        if key not in own or key in HELD or value not in (None, "", False, [], {})
    }


def export_town(session: Session, town: Town, form: str, language: str = "en") -> bytes:
    """The town as one file; ``form`` is ``csv`` (a zip of tables), ``xlsx`` or ``json`` (the problem)."""
    return FORMS[form](session, town, language)


def _csv(session: Session, town: Town, language: str) -> bytes:
    return zip_bytes(sections(town_tables(session, town), own=True), language)


def _xlsx(session: Session, town: Town, language: str) -> bytes:
    return workbook_bytes(sections(town_tables(session, town), own=True), language)


def _json(session: Session, town: Town, language: str) -> bytes:
    return write_problem(load_problem(session, town)).encode()


FORMS: Mapping[str, Callable[[Session, Town, str], bytes]] = {"csv": _csv, "xlsx": _xlsx, "json": _json}


def write_town(session: Session, town: Town, path: Path, language: str = "en") -> None:
    """
    The town at ``path``: ``.json`` the problem, ``.xlsx`` a workbook, ``.zip`` CSV files in a zip, else a folder of
    CSV files. Raises ``ImportRefused`` where it cannot be written.
    """
    if path.suffix.lower() == ".json":
        replace(path, export_town(session, town, "json"))
    else:
        write_tables(town_tables(session, town), path, language=language, own=True)
