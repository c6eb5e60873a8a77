"""A list for a spreadsheet: CSV or XLSX in which no cell can become a formula."""

import csv
import re
from datetime import date
from decimal import Decimal
from io import BytesIO, StringIO
from typing import Any

from flask import Response
from openpyxl import Workbook
from openpyxl.styles import Font

from ..i18n import language
from .listing import Listing, exported
from .store import Kept

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def inert(text: str) -> str:
    """Text that spreadsheets take for text: an apostrophe before what they would compute (ASVS 1.2.10)."""
    clean = UNPRINTABLE.sub("", text)
    return "'" + clean if clean.lstrip(" ").startswith(FORMULA) else clean


def sheet(listing: Listing, kept: list[Kept], form: str) -> Response:
    """The file of these records, named after the town and the list."""
    headers, rows = exported(listing, kept)
    name = f"{listing.choices.town.slug}-{listing.kind.name}"
    if form == "xlsx":
        return download(workbook(str(listing.kind.plural), headers, rows), f"{name}.xlsx", XLSX)
    return download(csv_text(headers, rows).encode("utf-8-sig"), f"{name}.csv", "text/csv; charset=utf-8")


def csv_text(headers: list[str], rows: list[list[Any]]) -> str:
    """Semicolons and decimal commas in French, as its spreadsheets expect."""
    french = language() == "fr"
    out = StringIO()
    writer = csv.writer(out, delimiter=";" if french else ",", lineterminator="\r\n")
    for row in [headers, *rows]:
        writer.writerow([_text(value, french) for value in row])
    return out.getvalue()


def _text(value: Any, french: bool) -> str:
    if isinstance(value, bool):
        return str(value)
    if isinstance(value, int | float | Decimal):
        return str(value).replace(".", ",") if french else str(value)
    if isinstance(value, date):
        return value.isoformat()
    return inert(str(value))


def workbook(title: str, headers: list[str], rows: list[list[Any]]) -> bytes:
    book = Workbook()
    page = book.active
    page.title = re.sub(r"[\[\]:*?/\\]", " ", title)[:31] or "Rideau"
    for r, row in enumerate([headers, *rows], start=1):
        for c, value in enumerate(row, start=1):
            cell = page.cell(row=r, column=c)
            if isinstance(value, str):
                cell.value = UNPRINTABLE.sub("", value)[:32_000]
                cell.data_type = "s"
                cell.quotePrefix = value.startswith(FORMULA)
            else:
                cell.value = value
            if r == 1:
                cell.font = Font(bold=True)
    page.freeze_panes = "A2"
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def download(data: bytes, name: str, kind: str) -> Response:
    response = Response(data, content_type=kind)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
