"""A document as tables: rows of values, then CSV files in a folder or a zip, or one workbook."""

import csv
import io
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from scheduler.message import Message, message

from ..whole import put
from . import cells
from .cells import EUROS, NUMBER, WEEKDAY, WHOLE
from .columns import LISTS, OWNERS, PLAN_TABLES, TABLES, Column, Table
from .notation import EMPTY, guard
from .sheets import refuse
from .words import in_language

Values = dict[str, Any]
NATIVE = (WHOLE, NUMBER, EUROS, WEEKDAY)
LONG_AGO = (1980, 1, 1, 0, 0, 0)  # archives do not say when they were made: same town, same bytes


@dataclass(frozen=True, slots=True)
class Section:
    """A table with its rows, each {column's key: value}; ``columns`` are those written."""

    table: Table
    columns: tuple[Column, ...]
    rows: tuple[Values, ...]


def sections(document: Mapping[str, Any], own: bool = False, whole: bool = False) -> list[Section]:
    """
    The tables of a problem document; with ``own``, of a town's document with the town's own keys too.

    Columns are those that some row needs, and the required ones; with ``whole`` all of them.
    """
    rows = dict(_rows(document))
    found = []
    for table in TABLES.values():
        if table.name in rows:
            used = {key for row in rows[table.name] for key in row}
            known = [column for column in table.columns if own or not column.own]
            if strange := used - {column.key for column in known}:
                reason = message("has a key that no table knows: {key}", key=sorted(strange)[0])
                raise refuse(table.name, reason)
            columns = [
                column
                for column in known
                if column.key in used or column.required or (whole and column.key not in IN_PARTS)
            ]
            found.append(Section(table, tuple(columns), tuple(rows[table.name])))
    return found


IN_PARTS = (
    "point",
    "support",
    "inaugurates",
    "installations",
    "distances",
    "sunsets",
    "role_rates",
    "points",
)


def _rows(document: Mapping[str, Any]) -> Iterator[tuple[str, list[Values]]]:
    yield from _pairs(document, "town", "sunsets", ("date", "sunset"))
    yield from _pairs(document, "settings", "role_rates", ("role", "rate_cents"))
    for table in (*LISTS, OWNERS):
        if table.name in document:
            records = document[table.name]
            yield table.name, [_flat(table, record) for record in records]
    premises, trails = document.get("premises", ()), document.get("trails", ())
    for name, records in (("leases", premises), ("installations", trails), ("distances", trails)):
        parent = TABLES[name].parent
        parts = [
            {parent: one["id"], **_flat(TABLES[name], part)}
            for one in records
            for part in one.get(name) or ()
        ]
        if parts:
            yield name, parts
    yield from _published(document)


def _pairs(
    document: Mapping[str, Any], name: str, part: str, keys: tuple[str, str]
) -> Iterator[tuple[str, list[Values]]]:
    """The town or the settings: one row of values, and a table of its own for what may be long."""
    if name in document:
        values = dict(document[name])
        entries = values.get(part) or {}
        if entries:
            del values[part]
        yield name, [_flat(TABLES[name], values)]
        if entries:
            yield part, [dict(zip(keys, entry, strict=True)) for entry in entries.items()]


def _flat(table: Table, record: Mapping[str, Any]) -> dict[str, Any]:
    """A record as a row: coordinates in two columns, objects in dotted ones, rows of other tables left to them."""
    columns = {column.key: column for column in table.columns}
    found: dict[str, Any] = {}
    for key, value in record.items():
        if key == "point" and value and "lon" in columns:
            found["lon"], found["lat"] = value
        elif isinstance(value, Mapping) and value and all(f"{key}.{inner}" in columns for inner in value):
            found |= {f"{key}.{inner}": one for inner, one in value.items()}
        elif key in ("installations", "distances", "leases") and (value or key == "leases"):
            continue
        elif value is not None or (key in columns and columns[key].nullable):
            found[key] = value
    return found


def _published(document: Mapping[str, Any]) -> Iterator[tuple[str, list[Values]]]:
    plan = document.get("published")
    if plan is None:
        return
    names = {table.name.removeprefix("published_"): table for table in PLAN_TABLES}
    values = {key: value for key, value in plan.items() if key not in names and key != "format"}
    yield "published", [_flat(TABLES["published"], values)]
    for name, table in names.items():
        if name in plan:
            yield table.name, [_flat(table, record) for record in plan[name]]


# --- cells


def header(column: Column, language: str) -> str:
    """The heading of a column in the language asked."""
    return column.french if language == "fr" else column.english


def native(column: Column, values: Values, language: str) -> Any:
    """What a workbook keeps: numbers as numbers, days as days, all else as text that is no formula."""
    if column.key not in values:
        return None
    value = values[column.key]
    written = cells.write(column.cell, value)
    if isinstance(written, bool):
        return written
    if isinstance(written, int | float | Decimal) and column.cell in NATIVE:
        return written if _few_digits(written) else guard(_digits(written))
    if column.cell is cells.DATE and written != EMPTY and written >= "1900-03-01":
        return date.fromisoformat(written)
    return guard(_worded(column, str(written), language))


def text(column: Column, values: Values, language: str) -> str:
    """What a text file keeps."""
    if column.key not in values:
        return ""
    written = cells.write(column.cell, values[column.key])
    if isinstance(written, bool):
        return YES_NO[language][not written]
    if isinstance(written, int | float | Decimal):
        digits = _digits(written)
        return guard(digits.replace(".", ",") if language == "fr" else digits)
    return guard(_worded(column, str(written), language))


YES_NO = {"en": ("yes", "no"), "fr": ("oui", "non")}


def _worded(column: Column, written: str, language: str) -> str:
    """Choices in the reader's language."""
    if not column.choices or language != "fr":
        return written
    return " | ".join(
        in_language(one, language) if one in column.choices else one for one in written.split(" | ")
    )


def _digits(value: int | float | Decimal) -> str:
    return format(value, "f") if isinstance(value, Decimal) else str(value)


def _few_digits(value: int | float | Decimal) -> bool:
    """Whether a spreadsheet keeps the number exactly."""
    return len(Decimal(str(value)).as_tuple().digits) <= 15


def grid(section: Section, language: str, cell: Any) -> Iterator[list[Any]]:
    """Header and rows; a table of pairs is written one key a row."""
    if section.table.pairs:
        yield ["clé", "valeur"] if language == "fr" else ["key", "value"]
        for column in section.columns:
            yield [header(column, language), *(cell(column, row, language) for row in section.rows[:1])]
        return
    yield [header(column, language) for column in section.columns]
    for row in section.rows:
        yield [cell(column, row, language) for column in section.columns]


def title(table: Table, language: str) -> str:
    """The name of a table's sheet or file in the language asked."""
    return table.french if language == "fr" else table.name


# --- files


def csv_text(section: Section, language: str) -> str:
    """One table: commas and points in English; semicolons, decimal commas and a mark for Excel in French."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, delimiter=";" if language == "fr" else ",", lineterminator="\r\n")
    for row in grid(section, language, text):
        if len(row) == 1 and row[0] == "":
            stream.write('""\r\n')
        else:
            writer.writerow(row)
    return ("\ufeff" if language == "fr" else "") + stream.getvalue()


def zip_bytes(tables: Sequence[Section], language: str = "en") -> bytes:
    """A zip of CSV files."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for section in tables:
            name = zipfile.ZipInfo(f"{title(section.table, language)}.csv", LONG_AGO)
            name.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(name, csv_text(section, language).encode())
    return stream.getvalue()


def write_tables(document: Mapping[str, Any], path: Path, *, language: str = "en", own: bool = False) -> None:
    """
    A document as a workbook (``.xlsx``), a zip of CSV files (``.zip``) or a folder of them; whole or not at all.

    Raises ``ImportRefused`` where the folder already holds files, or a workbook's cell cannot hold a value.
    """
    tables = sections(document, own)
    if path.suffix.lower() == ".xlsx":
        from .workbook_writing import workbook_bytes

        replace(path, workbook_bytes(tables, language))
    elif path.suffix.lower() == ".zip":
        replace(path, zip_bytes(tables, language))
    else:
        _write_folder(tables, path, language)


def _write_folder(tables: Sequence[Section], path: Path, language: str) -> None:
    files = {f"{title(one.table, language)}.csv": csv_text(one, language) for one in tables}
    try:
        path.mkdir(parents=True, exist_ok=True)
        if any(path.iterdir()):
            raise refuse(path.name, message("is not empty: choose another folder, or empty it"))
        for name, lines in files.items():
            (path / name).write_text(lines, encoding="utf-8", newline="")
    except OSError as error:
        raise _unwritable(path, error) from None


def replace(path: Path, data: bytes) -> None:
    """Put a whole file in place at once."""
    try:
        put(path, data)
    except OSError as error:
        raise _unwritable(path, error) from None


def _unwritable(path: Path, error: OSError) -> Exception:
    return refuse(path.name, message("cannot be written: {reason}", reason=Message(error.strerror or "")))
