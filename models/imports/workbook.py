"""XLSX workbooks: read with guards against bombs, and cells as text."""

import io
import re
import warnings
from collections.abc import Iterator, Mapping
from typing import Any

from openpyxl import load_workbook

from scheduler.message import message

from .cells import from_spreadsheet
from .notation import guard
from .proposal import ImportRefused, Refused
from .sheets import MOST_CELLS, MOST_COLUMNS, MOST_ROWS, Sheet, refuse, sheet_of, too_many_rows

ENTITY = re.compile(rb"<\0?!\0?(D\0?O\0?C\0?T\0?Y\0?P\0?E|E\0?N\0?T\0?I\0?T\0?Y)", re.IGNORECASE)
FAR_COLUMN = re.compile(rb'<c [^>]*?r="[A-Z]{3}')


def read_workbook(data: bytes, file: str, parts: Mapping[str, bytes]) -> list[Sheet]:
    """
    Every visible sheet as rows of text. ``parts`` are the unpacked members, already counted.

    Document types and entities (bombs, foreign files), more rows or cells than allowed, and formulas without a
    value are refused before or while reading.
    """
    for name, part in parts.items():
        if name.endswith((".xml", ".rels", ".vml")) and ENTITY.search(part):
            raise refuse(file, message("holds XML entities, which no workbook needs: save it again"))
    sheets = {name: part for name, part in parts.items() if name.startswith("xl/worksheets/")}
    if any(part.count(b"<row") > MOST_ROWS for part in sheets.values()):
        raise refuse(file, too_many_rows())
    cells = sum(part.count(b"<c ") + part.count(b"<c>") for part in sheets.values())
    if cells > MOST_CELLS:
        raise refuse(file, message("has more than {most} cells: split it", most=MOST_CELLS))
    if any(FAR_COLUMN.search(part) for part in sheets.values()):
        raise refuse(
            file, message("has more than {most} columns: remove those not needed", most=MOST_COLUMNS)
        )
    formulas = any(b"<f>" in part or b"<f " in part or b"<f/" in part for part in sheets.values())
    try:
        return list(_sheets(data, file, formulas))
    except ImportRefused:
        raise
    except Exception:  # whatever a damaged workbook makes of the library, people get a sentence
        raise refuse(file, message("is not a workbook that can be read: save it again as .xlsx")) from None


def _sheets(data: bytes, file: str, formulas: bool) -> Iterator[Sheet]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        written = load_workbook(io.BytesIO(data), read_only=True, keep_links=False) if formulas else None
        for sheet in book.worksheets:
            if sheet.sheet_state != "visible":
                continue
            name = f"{file} › {sheet.title}"
            if written is not None:
                _refuse_unsolved(name, sheet, written[sheet.title])
            yield sheet_of(name, sheet.title, list(_rows(sheet)))


def _rows(sheet: Any) -> Iterator[tuple[int, tuple[str, ...]]]:
    sheet.reset_dimensions()
    for number, row in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS + 1, values_only=True), start=1):
        texts = tuple(_text(value) for value in row)
        if any(text.strip() for text in texts):
            yield number, texts


def _text(value: Any) -> str:
    """A number below zero is protected as it would be in a text, so that one notation holds for all files."""
    return guard(from_spreadsheet(value)) if isinstance(value, int | float) else from_spreadsheet(value)


def _refuse_unsolved(name: str, values: Any, formulas: Any) -> None:
    """Formulas are read as their last result; one that was never calculated has none."""
    values.reset_dimensions()
    formulas.reset_dimensions()
    faults = []
    pairs = zip(
        values.iter_rows(max_col=MOST_COLUMNS), formulas.iter_rows(max_col=MOST_COLUMNS), strict=False
    )
    for number, (found, written) in enumerate(pairs, start=1):
        for value, formula in zip(found, written, strict=False):
            if getattr(formula, "data_type", "") == "f" and value.value is None:
                reason = message("is a formula without a result: open the file, let it calculate, save it")
                faults.append(Refused(name, number, formula.column_letter, str(formula.value)[:200], reason))
    if faults:
        raise ImportRefused(tuple(faults[:50]))
