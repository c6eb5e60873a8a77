"""Tables as an XLSX workbook: a sheet each, with a header that stays in sight and columns of a readable width."""

import io
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from scheduler.message import message

from .sheets import refuse
from .writing import Section, grid, native, title

MOST_IN_CELL = 32_767
WIDEST = 48
HEADING = Font(bold=True, color="FFFFFF")
GROUND = PatternFill("solid", fgColor="9B1C31")


def workbook_bytes(tables: Sequence[Section], language: str = "en") -> bytes:
    """Raises ``ImportRefused`` where a value is too long for a cell."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for section in tables:
        fill(book.create_sheet(title(section.table, language)), section, language)
    if not book.worksheets:
        book.create_sheet("aide" if language == "fr" else "help")
    return saved(book)


def saved(book: Workbook) -> bytes:
    """The workbook's bytes; dates of making are fixed, so equal content gives equal bytes."""
    book.properties.creator = "Rideau"
    book.properties.created = book.properties.modified = datetime(1980, 1, 1)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def fill(sheet: Any, section: Section, language: str) -> None:
    """Header and rows of one table into an empty sheet."""
    widths: dict[int, int] = {}
    for number, row in enumerate(grid(section, language, native), start=1):
        for place, value in enumerate(row, start=1):
            if value is None:
                continue
            if isinstance(value, str) and len(value) > MOST_IN_CELL:
                reason = message(
                    "holds more than {most} characters, the most in a workbook: export CSV files instead",
                    most=MOST_IN_CELL,
                )
                raise refuse(sheet.title, reason, number, str(row[0])[:50], value)
            cell = sheet.cell(number, place, value)
            if isinstance(value, date):
                cell.number_format = "yyyy-mm-dd"
            elif isinstance(value, Decimal):
                cell.number_format = "0.00"
            widths[place] = max(widths.get(place, 8), min(WIDEST, len(str(value)) + 2))
    adorn(sheet, widths)


def adorn(sheet: Any, widths: dict[int, int]) -> None:
    """Widths, a heading row that stands out, and panes that keep it in sight."""
    for place, width in widths.items():
        sheet.column_dimensions[get_column_letter(place)].width = width
    for cell in sheet[1]:
        cell.font, cell.fill = HEADING, GROUND
        cell.alignment = Alignment(vertical="center", wrap_text=True)
    sheet.freeze_panes = "B2"
