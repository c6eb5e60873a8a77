"""What the child process does: read the file by its kind, try it on the town, leave the proposal in the folder."""

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import Engine, make_url, select
from sqlalchemy.orm import Session

from models.database import open_database, sessions
from models.imports import register, tables
from models.imports.ics import ics_in
from models.imports.openagenda import openagenda_in
from models.imports.osm.source import OsmError, parse_bbox
from models.imports.osm.town import read_town
from models.imports.proposal import ImportRefused, Incoming, Proposal, Refused, Unchanged, write_proposal
from models.imports.setting import setting_of
from models.imports.staging import compare
from models.imports.timeslots import Agenda
from models.places import Street, Town
from scheduler.message import Message

from .folder import Folder, write_text

SAMPLE_ROWS = 4
LONGEST_SAMPLE = 60


@dataclass(frozen=True, slots=True)
class Read:
    """What a file says, before it is tried on the town."""

    documents: Mapping[str, Sequence[Incoming]]
    refused: Sequence[Refused] = ()
    notes: Sequence[Message] = ()


def run(folder: Folder, task: Mapping[str, Any]) -> None:
    """Columns of a register, or the dry run of any file."""
    if task["action"] == "columns":
        _columns(folder, task)
        return
    with trial_database(task["database"], folder) as engine, sessions(engine)() as session:
        town = session.get(Town, task["town"])
        assert town is not None
        found = propose(session, town, folder, task)
    write_text(folder.found, write_proposal(found))


@contextmanager
def trial_database(url: str, folder: Folder) -> Iterator[Engine]:
    """
    Where the dry run writes before it takes everything back.

    SQLite has one writer at a time, so a long dry run would keep everybody from saving: it works on a copy.
    """
    copy = folder.path / "trial.db"
    if url.startswith("sqlite"):
        with (
            closing(sqlite3.connect(make_url(url).database or "")) as source,
            closing(sqlite3.connect(copy)) as target,
        ):
            source.backup(target)
        url = f"sqlite:///{copy}"
    engine = open_database(url)
    try:
        yield engine
    finally:
        engine.dispose()
        for left in folder.path.glob("trial.db*"):
            left.unlink()


def propose(session: Session, town: Town, folder: Folder, task: Mapping[str, Any]) -> Proposal:
    """The dry run; a file that cannot be used at all is a proposal of nothing but refusals."""
    kind, filename = task["kind"], task["filename"]
    try:
        read = READERS[kind](session, town, folder, task)
        return compare(
            session,
            town,
            read.documents,
            kind_of_import=kind,
            filename=filename,
            refused=read.refused,
            notes=read.notes,
        )
    except ImportRefused as no:
        return _nothing_but(kind, filename, no.refused)
    except OsmError as no:
        return _nothing_but(kind, filename, (Refused(filename, None, "", "", no.message),))


def _nothing_but(kind: str, filename: str, refused: tuple[Refused, ...]) -> Proposal:
    return Proposal(kind, filename, (), (), Unchanged(0), refused, ())


def _tables(session: Session, town: Town, folder: Folder, task: Mapping[str, Any]) -> Read:
    found = tables.tables_in(folder.upload.read_bytes(), task["filename"])
    return Read(found.incoming, found.refused, found.notes)


def _register(session: Session, town: Town, folder: Folder, task: Mapping[str, Any]) -> Read:
    told = task["options"]
    sheet = register.sheet_in(folder.upload.read_bytes(), task["filename"])
    words = {name: tuple(told[name]) for name in ("vacant", "occupied") if told.get(name)}
    reading = register.Reading(register.Mapping(**told["mapping"]), area_m2=Decimal(told["area_m2"]), **words)
    query = select(Street.name, Street.key).where(Street.town_id == town.id)
    known = {row.name: row.key for row in session.execute(query)}
    found = register.read_register(sheet, reading, known)
    return Read(found.documents, found.refused, found.notes)


def _osm(session: Session, town: Town, folder: Folder, task: Mapping[str, Any]) -> Read:
    box = parse_bbox(task["options"]["bbox"]) if task["options"].get("bbox") else None
    named = folder.path / ("extract" + _suffix(task["filename"]))
    folder.upload.replace(named)
    try:
        found = read_town(named, box=box)
    finally:
        named.replace(folder.upload)
    return Read(found.documents(), notes=tuple(found.notes))


def _openagenda(session: Session, town: Town, folder: Folder, task: Mapping[str, Any]) -> Read:
    setting = setting_of(session, town, anywhere=bool(task["options"].get("anywhere")))
    return _events(openagenda_in(folder.upload.read_bytes(), task["filename"], setting))


def _ics(session: Session, town: Town, folder: Folder, task: Mapping[str, Any]) -> Read:
    setting = setting_of(session, town, anywhere=bool(task["options"].get("anywhere")))
    return _events(ics_in(folder.upload.read_bytes(), task["filename"], setting))


def _events(agenda: Agenda) -> Read:
    return Read(agenda.documents, agenda.refused, agenda.notes)


def _suffix(filename: str) -> str:
    name = filename.lower()
    return next(
        (end for end in (".osm.pbf", ".osm.gz", ".osm.bz2", ".osm", ".pbf") if name.endswith(end)), ".osm"
    )


READERS = {"tables": _tables, "register": _register, "osm": _osm, "openagenda": _openagenda, "ics": _ics}


def _columns(folder: Folder, task: Mapping[str, Any]) -> None:
    """The headers of a register, the first values under each, and the mapping they suggest."""
    try:
        sheet = register.sheet_in(folder.upload.read_bytes(), task["filename"])
    except ImportRefused as no:
        write_text(folder.found, write_proposal(_nothing_but("register", task["filename"], no.refused)))
        return
    samples = {
        header: [row[i][:LONGEST_SAMPLE] for _, row in sheet.rows[:200] if row[i].strip()][:SAMPLE_ROWS]
        for i, header in enumerate(sheet.header)
    }
    mapping = register.guess(sheet)
    values = register.values_of(sheet, mapping.vacant).most_common(20) if mapping.vacant else []
    told = {
        "headers": list(sheet.header),
        "samples": samples,
        "mapping": asdict(mapping),
        "rows": len(sheet.rows),
        "vacancy": values,
    }
    write_text(folder.columns, json.dumps(told))
