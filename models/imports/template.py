"""Empty tables to fill in: a workbook or a zip of CSV files, one example row each, and a sheet that explains."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from . import cells
from .columns import Column, Table
from .explanations import OF_TABLES, explained
from .template_texts import EXAMPLE, HELD_IN_FRENCH, READ_ME
from .words import in_language
from .workbook_writing import adorn, fill, saved
from .writing import IN_PARTS, YES_NO, Section, header, replace, sections, title, zip_bytes

LANGUAGES = ("fr", "en")
RARE = ("origin", "source_ref", "jury", "geometry", "measured")
MOST_LISTED = 1000  # rows that a drop-down list covers


def template(path: Path, language: str = "fr") -> None:
    """Write the template at ``path``: a workbook where it ends in ``.xlsx``, else a zip of CSV files."""
    replace(path, template_workbook(language) if path.suffix.lower() == ".xlsx" else template_zip(language))


def template_sections() -> list[Section]:
    """Every table with all its columns and the example."""
    found = []
    for section in sections(EXAMPLE, own=True, whole=True):
        columns = tuple(column for column in section.columns if column.key not in RARE)
        found.append(Section(section.table, columns, section.rows))
    return found


def template_zip(language: str = "fr") -> bytes:
    """A CSV file for each table; the explanations are in the workbook."""
    return zip_bytes(template_sections(), language)


def template_workbook(language: str = "fr") -> bytes:
    """A sheet for each table, with drop-down lists where a column has few values, and the help sheet first."""
    book = Workbook()
    _help(book.worksheets[0], language)
    for section in template_sections():
        sheet = book.create_sheet(title(section.table, language))
        fill(sheet, section, language)
        if not section.table.pairs:
            _offer_choices(sheet, section.columns, language)
        for row in sheet.iter_rows(min_row=2):
            for cell in row:
                cell.font = Font(italic=True, color="5A6272")
    return saved(book)


def _offer_choices(sheet: Any, columns: Sequence[Column], language: str) -> None:
    for place, column in enumerate(columns, start=1):
        words: Sequence[str] = [in_language(one, language) for one in column.choices]
        if column.cell is cells.FLAG:
            words = YES_NO[language]
        if words and column.cell is not cells.WORDS:
            letter = get_column_letter(place)
            rule = DataValidation(
                type="list", formula1=f'"{",".join(words)}"', allow_blank=True, showErrorMessage=False
            )
            rule.add(f"{letter}2:{letter}{MOST_LISTED}")
            sheet.add_data_validation(rule)


def _help(sheet: Any, language: str) -> None:
    """How to write values, then every column of every table with what it holds and means."""
    french = language == "fr"
    sheet.title = "aide" if french else "help"
    heading = (
        ("table", "colonne", "contenu", "explication") if french else ("table", "column", "holds", "meaning")
    )
    sheet.append(heading)
    for lines in READ_ME:
        sheet.append(["", "", "", lines[french]])
    for section in template_sections():
        table = section.table
        sheet.append([title(table, language), "", "", OF_TABLES[table.name][french]])
        for column in section.columns:
            if column.key not in IN_PARTS or explained(table, column, language):
                sheet.append(
                    [
                        "",
                        _marked(table, column, language),
                        _holds(column, french),
                        explained(table, column, language),
                    ]
                )
    adorn(sheet, {1: 18, 2: 36, 3: 30, 4: 90})
    for row in sheet.iter_rows(min_row=2):
        row[0].font = Font(bold=True)
        for cell in row:
            cell.alignment = Alignment(wrap_text=True, vertical="top")


def _marked(table: Table, column: Column, language: str) -> str:
    return header(column, language) + (" *" if column.required else "")


def _holds(column: Column, french: bool) -> str:
    if column.choices:
        return ", ".join(in_language(one, "fr" if french else "en") for one in column.choices)
    return HELD_IN_FRENCH[column.cell.name] if french else column.cell.name
