"""Sheets to typed rows: headers in either language matched to columns, each cell read, each fault with its place."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, NamedTuple

from scheduler.message import message

from . import cells
from .cells import CellError
from .columns import TABLES, Column, Table
from .proposal import Refused
from .sheets import Sheet
from .words import nearest, plain, said

HELP_SHEETS = frozenset({"aide", "help", "lisez moi", "read me", "readme", "mode d emploi"})
KEY_NAMES = frozenset({"key", "cle", "reglage", "setting"})
VALUE_NAMES = frozenset({"value", "valeur"})


class Place(NamedTuple):
    """Where a cell stands, and what is in it."""

    file: str
    row: int
    column: str
    value: str


@dataclass(frozen=True, slots=True)
class Row:
    """``values`` of the cells that say something; ``faulty`` where one of its cells cannot be read."""

    number: int
    values: Mapping[str, Any]
    faulty: bool = False


@dataclass(frozen=True, slots=True)
class Parsed:
    """A table of the file: ``headers`` {key: header as written}."""

    table: Table
    file: str
    headers: Mapping[str, str]
    rows: tuple[Row, ...]
    faults: tuple[Refused, ...] = field(default=())


@cache
def _tables_by_name() -> Mapping[str, Table]:
    return {plain(name): table for table in TABLES.values() for name in table.names()}


@cache
def _columns_by_name(table: Table) -> Mapping[str, Column]:
    found: dict[str, Column] = {}
    for column in table.columns:
        for name in column.names():
            found.setdefault(plain(name), column)
    return found


def parse_sheets(sheets: list[Sheet]) -> tuple[list[Parsed], list[Refused]]:
    """All tables of a file. Help sheets are passed over; a sheet of an unknown name, or a table twice, is refused."""
    found: dict[str, Parsed] = {}
    refused: list[Refused] = []
    for sheet in sheets:
        if plain(sheet.name) in HELP_SHEETS:
            continue
        table = _tables_by_name().get(plain(sheet.name))
        if table is None:
            refused.append(_unknown_table(sheet))
        elif table.name in found:
            reason = message("is a second table of {table}: keep one of the two", table=table.name)
            refused.append(Refused(sheet.file, None, "", "", reason))
        else:
            found[table.name] = parse(sheet, table)
            refused += found[table.name].faults
    return list(found.values()), refused


def _unknown_table(sheet: Sheet) -> Refused:
    names = [name for table in TABLES.values() for name in (table.name, table.french)]
    if near := nearest(sheet.name, names):
        reason = message("is not a table known here: did you mean “{table}”?", table=near)
    else:
        reason = message(
            "is not a table known here: name it like one of {tables}, or remove it",
            tables=", ".join(table.name for table in TABLES.values()),
        )
    return Refused(sheet.file, None, "", sheet.name, reason)


def parse(sheet: Sheet, table: Table) -> Parsed:
    """One sheet as a table; every fault of it is noted."""
    if table.pairs and _is_upright(sheet):
        return _parse_pairs(sheet, table)
    faults: list[Refused] = []
    columns = _columns(sheet, table, faults)
    rows = []
    for number, texts in sheet.rows:
        before = len(faults)
        values = {}
        for column, header, text in zip(columns, sheet.header, texts, strict=True):
            if column is not None and text.strip():
                value = _read(column, text, Place(sheet.file, number, header, text[:200]), faults)
                if value is not None or column.nullable:
                    values[column.key] = value
        rows.append(Row(number, values, faulty=len(faults) > before))
    headers = {
        column.key: header for column, header in zip(columns, sheet.header, strict=True) if column is not None
    }
    faults += _missing_names(sheet, table, headers, rows)
    if table.pairs and len(rows) > 1:
        reason = message("must have one row only, or a row per key under the headers “key” and “value”")
        faults.append(Refused(sheet.file, rows[1].number, "", "", reason))
    return Parsed(table, sheet.file, headers, tuple(rows), tuple(faults))


def _columns(sheet: Sheet, table: Table, faults: list[Refused]) -> list[Column | None]:
    """The column of each header; unknown and repeated ones are faults."""
    found: list[Column | None] = []
    for header in sheet.header:
        column = _columns_by_name(table).get(plain(header)) if header else None
        if header and column is None:
            faults.append(Refused(sheet.file, 1, header, "", _unknown_column(header, table)))
        elif column is not None and column in found:
            reason = message("is the same column as another one: keep one of the two")
            faults.append(Refused(sheet.file, 1, header, "", reason))
            column = None
        found.append(column)
    return found


def _unknown_column(header: str, table: Table) -> Any:
    names = [name for column in table.columns for name in (column.english, column.french)]
    if near := nearest(header, names):
        return message("is not a column of this table: did you mean “{column}”?", column=near)
    return message(
        "is not a column of this table: remove it, or name it like one of {columns}",
        columns=", ".join(column.english for column in table.columns),
    )


def _read(column: Column, text: str, place: Place, faults: list[Refused]) -> Any:
    """The value of a cell; None, and a fault, where it cannot be read."""
    try:
        value = cells.read(column.cell, text)
    except CellError as error:
        faults.append(Refused(*place, error.message))
        return None
    if column.choices and isinstance(value, str):
        return said(value, column.choices)
    if column.choices and isinstance(value, list):
        return [said(one, column.choices) for one in value]
    return value


def _missing_names(
    sheet: Sheet, table: Table, headers: Mapping[str, str], rows: list[Row]
) -> Iterator[Refused]:
    """What names a row must be there: its id, and the record that it belongs to."""
    needed = [column for column in table.columns if column.key == "id" or column.key == table.parent]
    for column in needed:
        if column.key not in headers:
            if sheet.header:
                reason = message("the column “{column}” is missing: add it", column=column.english)
                yield Refused(sheet.file, 1, "", "", reason)
            continue
        for row in rows:
            if column.key not in row.values and not row.faulty:
                reason = message("is empty: every row needs it")
                yield Refused(sheet.file, row.number, headers[column.key], "", reason)


def _is_upright(sheet: Sheet) -> bool:
    """Whether a table of pairs is written one key a row."""
    names = [plain(header) for header in sheet.header]
    return len(names) >= 2 and names[0] in KEY_NAMES and names[1] in VALUE_NAMES


def _parse_pairs(sheet: Sheet, table: Table) -> Parsed:
    faults: list[Refused] = []
    values: dict[str, Any] = {}
    headers: dict[str, str] = {}
    first = sheet.rows[0][0] if sheet.rows else 1
    for number, texts in sheet.rows:
        name = texts[0].strip()
        column = _columns_by_name(table).get(plain(name))
        if column is None:
            faults.append(Refused(sheet.file, number, sheet.header[0], name, _unknown_column(name, table)))
        elif column.key in headers:
            reason = message("is the same column as another one: keep one of the two")
            faults.append(Refused(sheet.file, number, sheet.header[0], name, reason))
        else:
            headers[column.key] = name
            if texts[1].strip():
                value = _read(column, texts[1], Place(sheet.file, number, name, texts[1][:200]), faults)
                if value is not None or column.nullable:
                    values[column.key] = value
    return Parsed(table, sheet.file, headers, (Row(first, values, bool(faults)),), tuple(faults))
