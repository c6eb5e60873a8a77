"""The kinds of file that can be imported, found by name: what a file says, and the dry run of it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler.message import Message

from ..places import Street, Town
from . import register
from .ics import read_ics
from .openagenda import read_openagenda
from .proposal import ImportRefused, Incoming, Proposal, Refused
from .setting import setting_of
from .sheets import read_bytes
from .staging import compare
from .tables import read_tables
from .timeslots import Agenda, Worth


@dataclass(frozen=True, slots=True)
class Options:
    """
    What a person may choose before a file is read; each kind uses its own.

    ``columns`` {field of ``register.Mapping``: header}, over what the headers suggest; ``bbox`` is
    "west,south,east,north"; ``anywhere`` takes events outside the town too.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    area_m2: Decimal = Decimal(50)
    vacant: tuple[str, ...] = ()
    occupied: tuple[str, ...] = ()
    bbox: str = ""
    worth: Worth = field(default_factory=Worth)
    anywhere: bool = False


@dataclass(frozen=True, slots=True)
class Read:
    """What a file says, before it is tried on the town."""

    documents: Mapping[str, Sequence[Incoming]]
    refused: Sequence[Refused] = ()
    notes: Sequence[Message] = ()


Importer = Callable[[Session, Town, Path, Options], Read]


def _tables(session: Session, town: Town, path: Path, options: Options) -> Read:
    found = read_tables(path)
    return Read(found.incoming, found.refused, found.notes)


def _register(session: Session, town: Town, path: Path, options: Options) -> Read:
    sheet = register.read_sheet(path)
    guessed = register.guess(sheet)
    mapping = register.Mapping(
        **{name: options.columns.get(name, getattr(guessed, name)) for name in register.FIELDS}
    )
    words = {
        name: values
        for name, values in (("vacant", options.vacant), ("occupied", options.occupied))
        if values
    }
    reading = register.Reading(mapping, options.area_m2, **words)
    streets = session.execute(select(Street.name, Street.key).where(Street.town_id == town.id))
    found = register.read_register(sheet, reading, {row.name: row.key for row in streets})
    return Read(found.documents, found.refused, found.notes)


def _openagenda(session: Session, town: Town, path: Path, options: Options) -> Read:
    return _read(read_openagenda(path, setting_of(session, town, anywhere=options.anywhere), options.worth))


def _ics(session: Session, town: Town, path: Path, options: Options) -> Read:
    return _read(read_ics(path, setting_of(session, town, anywhere=options.anywhere), options.worth))


def _events(session: Session, town: Town, path: Path, options: Options) -> Read:
    """Either form of event list, told apart by how the file begins."""
    json = read_bytes(path).lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"[")
    return (_openagenda if json else _ics)(session, town, path, options)


def _read(found: Agenda) -> Read:
    return Read(found.documents, found.refused, found.notes)


def _osm(session: Session, town: Town, path: Path, options: Options) -> Read:
    from .osm import OsmError, parse_bbox, read_town

    try:
        box = parse_bbox(options.bbox) if options.bbox else None
        found = read_town(path, box=box)
    except OsmError as no:
        raise ImportRefused((Refused(path.name, None, "", "", no.message),)) from None
    return Read(found.documents(), notes=tuple(found.notes))


IMPORTERS: Mapping[str, Importer] = {
    "tables": _tables,
    "register": _register,
    "events": _events,
    "openagenda": _openagenda,
    "ics": _ics,
    "osm": _osm,
}


def propose(
    session: Session, town: Town, kind: str, path: Path, options: Options | None = None, filename: str = ""
) -> Proposal:
    """The dry run of a file. Raises ``ImportRefused`` where the file as a whole cannot be used."""
    read = IMPORTERS[kind](session, town, path, options or Options())
    return compare(
        session,
        town,
        read.documents,
        kind_of_import=kind,
        filename=filename or path.name,
        refused=read.refused,
        notes=read.notes,
    )
