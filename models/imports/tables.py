"""
A folder of CSV tables, a zip of them, or one XLSX workbook, as a problem and as records for a town.

"A table or sheet per list, a column per key; euros as decimals in columns named ``*_eur``" (the problem page). What is
read from tables written here is the same document, exactly.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scheduler.files import Fault, faults_of
from scheduler.message import Message, message

from ..records import FILE_KINDS
from .columns import LISTS, OWNERS, PLAN_TABLES, TABLES, Table
from .parsing import Parsed, Row, parse_sheets
from .proposal import ImportRefused, Incoming, Refused
from .sheets import read_sheets, sheets_in

Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Tables:
    """What the tables of a file say; rows with a fault are in ``refused`` and nowhere else."""

    parsed: Mapping[str, Parsed]
    refused: tuple[Refused, ...]

    @property
    def problem(self) -> Record:
        """The tables as one ``rideau-problem/1`` document."""
        return _problem(self.parsed)

    @property
    def incoming(self) -> dict[str, list[Incoming]]:
        """What each table brings, row by row."""
        return _incoming(self.parsed)

    @property
    def notes(self) -> tuple[Message, ...]:
        """What of the tables is left out on purpose."""
        if any(name.startswith("published") for name in self.parsed):
            return (message("the published plan in the file is left out: plans are made and published here"),)
        return ()

    def located(self, faults: Iterable[Fault]) -> tuple[Refused, ...]:
        """Faults of the problem with the file, row and column that each path comes from."""
        return tuple(_located(self.parsed, fault) for fault in faults)


def problem_from_tables(path: Path) -> Record:
    """
    The problem document in a folder, a zip or a workbook.

    Raises ``ImportRefused`` (a ``FaultsError``) with every fault of a cell, or else of the problem, each with its
    file, row and column.
    """
    tables = read_tables(path)
    if tables.refused:
        raise ImportRefused(tables.refused)
    problem = tables.problem
    if found := faults_of(problem, None)[0]:
        raise ImportRefused(tables.located(found))
    return problem


def read_tables(path: Path) -> Tables:
    """Raises ``ImportRefused`` where the file as a whole cannot be used; faults of rows are in ``refused``."""
    return _tables(parse_sheets(read_sheets(path)))


def tables_in(data: bytes, filename: str) -> Tables:
    """``read_tables`` of an uploaded file."""
    return _tables(parse_sheets(sheets_in(data, filename)))


def _tables(found: tuple[list[Parsed], list[Refused]]) -> Tables:
    parsed = {one.table.name: one for one in found[0]}
    return Tables(parsed, (*found[1], *_orphans(parsed), *_half_points(parsed)))


def _half_points(parsed: Mapping[str, Parsed]) -> Iterable[Refused]:
    for one in parsed.values():
        for row in one.rows:
            if ("lon" in row.values) != ("lat" in row.values) and not row.faulty:
                there, missing = ("lon", "lat") if "lon" in row.values else ("lat", "lon")
                reason = message("needs “{column}” beside it: give both, or neither", column=missing)
                yield Refused(one.file, row.number, one.headers[there], str(row.values[there]), reason)


def _orphans(parsed: Mapping[str, Parsed]) -> Iterable[Refused]:
    """Installations and distances of a trail that is not in the file."""
    trails = {row.values.get("id") for row in parsed["trails"].rows} if "trails" in parsed else set()
    for name in ("installations", "distances"):
        for row in parsed[name].rows if name in parsed else ():
            trail = row.values.get("trail")
            if trail is not None and trail not in trails:
                reason = message("is not in the table of trails: add it there or correct the name")
                one = parsed[name]
                yield Refused(one.file, row.number, one.headers["trail"], str(trail), reason)


# --- a problem


def _problem(parsed: Mapping[str, Parsed]) -> Record:
    """The whole document; a list without a table is absent, one with a table without rows is empty."""
    found: Record = {"format": "rideau-problem/1"}
    for name in ("town", "settings"):
        if (pairs := _pairs(parsed, name)) is not None:
            found[name] = pairs
    for table in LISTS:
        if table.name in parsed:
            rows = parsed[table.name].rows
            found[table.name] = [_record(table, row) for row in rows]
    _join(parsed, found.get("trails", []))
    if (published := _published(parsed)) is not None:
        found["published"] = published
    return found


def _record(table: Table, row: Row, own: bool = False) -> Record:
    """A row as the object it stands for: coordinates put together, dotted columns nested."""
    mine = {column.key for column in table.columns if own or not column.own}
    return nested({key: value for key, value in row.values.items() if key in mine})


def nested(values: Mapping[str, Any]) -> Record:
    """Columns such as ``rent.cents`` as parts of a record, ``lon`` and ``lat`` as a point."""
    found: Record = {}
    for key, value in values.items():
        if key in ("lon", "lat"):
            if "lon" in values and "lat" in values:
                found["point"] = [values["lon"], values["lat"]]
        elif "." in key:
            outer, inner = key.split(".")
            found[outer] = {**(found.get(outer) or {}), inner: value}
        elif isinstance(value, dict) and isinstance(found.get(key), dict):
            found[key] |= value
        else:
            found[key] = value
    return found


def _pairs(parsed: Mapping[str, Parsed], name: str, own: bool = False) -> Record | None:
    """The town or its settings, with the tables that hold a part of them."""
    part, key, value, target = PARTS[name]
    if name not in parsed and part not in parsed:
        return None
    found: Record = {}
    if name in parsed and parsed[name].rows:
        found = _record(TABLES[name], parsed[name].rows[0], own)
    if part in parsed:
        rows = [row.values for row in parsed[part].rows]
        entries = {row[key]: row[value] for row in rows if key in row and value in row}
        found[target] = {**(found.get(target) or {}), **entries}
    return found


PARTS = {
    "town": ("sunsets", "date", "sunset", "sunsets"),
    "settings": ("role_rates", "role", "rate_cents", "role_rates"),
}


def _join(parsed: Mapping[str, Parsed], trails: Sequence[Record]) -> None:
    """Installations and distances into the trails they belong to."""
    by_id = {trail.get("id"): trail for trail in trails}
    for name in ("installations", "distances"):
        for row in parsed[name].rows if name in parsed else ():
            record = _record(TABLES[name], row)
            trail = by_id.get(record.pop("trail", None))
            if trail is not None:
                trail[name] = [*(trail.get(name) or []), record]


def _published(parsed: Mapping[str, Parsed]) -> Record | None:
    tables = [table for table in PLAN_TABLES if table.name in parsed]
    if not tables and "published" not in parsed:
        return None
    found: Record = {"format": "rideau-plan/1"}
    if "published" in parsed and parsed["published"].rows:
        found |= _record(TABLES["published"], parsed["published"].rows[0])
    for table in tables:
        name = table.name.removeprefix("published_")
        found[name] = [_record(table, row) for row in parsed[table.name].rows]
    return found


# --- records for a town


def _incoming(parsed: Mapping[str, Parsed]) -> dict[str, list[Incoming]]:
    """Records by kind. A column that is there and empty in a row empties that key."""
    found: dict[str, list[Incoming]] = {}
    for table in (*LISTS, OWNERS):
        if table.name in parsed and table.name not in ("pins", "bans"):
            kind = FILE_KINDS[table.name].name if table.name in FILE_KINDS else table.name
            one = parsed[table.name]
            found[kind] = [
                _incoming_row(one, row) for row in one.rows if not row.faulty and "id" in row.values
            ]
    _join_parts(parsed, found)
    if town := _incoming_town(parsed):
        found["town"] = [town]
    for name, sense in (("pins", "pin"), ("bans", "ban")):
        if name in parsed:
            decisions = found.setdefault("decisions", [])
            for row in parsed[name].rows:
                if not row.faulty:
                    document = {"sense": sense, **row.values}
                    decisions.append(_placed(parsed[name], row, "", document))
    return found


def _incoming_row(one: Parsed, row: Row) -> Incoming:
    document = nested(row.values)
    for key in one.headers:
        outer = "point" if key in ("lon", "lat") else key.split(".")[0]
        document.setdefault(outer, None)
    return _placed(one, row, document.pop("id"), document)


def _placed(one: Parsed, row: Row, key: str, document: Record) -> Incoming:
    return Incoming(key, document, file=one.file, row=row.number, columns=one.headers)


def _join_parts(parsed: Mapping[str, Parsed], found: dict[str, list[Incoming]]) -> None:
    """Leases into premises, installations and distances into trails: a table that is there is complete."""
    for name, kind in (("leases", "premises"), ("installations", "trails"), ("distances", "trails")):
        if name not in parsed:
            continue
        parts: dict[str, list[Record]] = {}
        parent = TABLES[name].parent
        for row in parsed[name].rows:
            if not row.faulty and parent in row.values:
                record = _record(TABLES[name], row)
                parts.setdefault(record.pop(parent), []).append(record)
        incomings = found.setdefault(kind, [])
        known = {one.key for one in incomings}
        for i, one in enumerate(incomings):
            document = {**one.document, name: parts.get(one.key, [])}
            incomings[i] = Incoming(one.key, document, one.when_new, one.file, one.row, one.columns)
        first = {row.values.get(parent): row.number for row in reversed(parsed[name].rows)}
        for key in parts.keys() - known:
            incomings.append(Incoming(key, {name: parts[key]}, file=parsed[name].file, row=first[key]))


def _incoming_town(parsed: Mapping[str, Parsed]) -> Incoming | None:
    town, settings = _pairs(parsed, "town", own=True), _pairs(parsed, "settings")
    document: Record = dict(town or {})
    if settings is not None:
        document |= {"settings": settings} if "settings" in parsed else settings
    if "funding" in parsed:
        document.setdefault("money_limited", True)
    if not document:
        return None
    source = next(
        parsed[name] for name in ("town", "sunsets", "settings", "role_rates", "funding") if name in parsed
    )
    headers = {**(parsed["settings"].headers if "settings" in parsed else {}), **source.headers}
    return Incoming("", document, file=source.file, columns=headers)


# --- faults of the problem, where they stand


def _located(parsed: Mapping[str, Parsed], fault: Fault) -> Refused:
    """``premises[3].area_m2`` → the file of the premises, the row of the fourth, the header of the area."""
    head, _, rest = fault.path.partition(".")
    name, _, index = head.partition("[")
    if name == "published" and rest:
        inner, _, rest = rest.partition(".")
        name, _, index = f"published_{inner}".partition("[")
    one = parsed.get(name)
    if one is None:
        return Refused(name, None, rest, "", fault.message)
    number = int(index.rstrip("]")) if index.rstrip("]").isdecimal() else 0
    row = one.rows[number] if number < len(one.rows) else None
    key = rest.split("[")[0]
    column = one.headers.get(key) or one.headers.get(key.split(".")[0]) or rest
    value = "" if row is None else str(row.values.get(key, ""))[:200]
    shown = row.number if row is not None and not one.table.pairs else None
    return Refused(one.file, shown, column, value, fault.message)
