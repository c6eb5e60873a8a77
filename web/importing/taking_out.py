"""The whole town as one file, and empty tables to fill in."""

from flask import Response
from sqlalchemy.orm import Session

from models.exports.town import export_town
from models.imports.proposal import ImportRefused
from models.imports.workbook_writing import workbook_bytes
from models.imports.writing import sections, zip_bytes
from models.places import Town
from models.records import KINDS
from scheduler.files import FaultsError

from ..i18n import language
from ..names import names_of
from ..records.export import XLSX, download
from ..telling import translate

TYPES = {"xlsx": XLSX, "zip": "application/zip", "json": "application/json"}


class CannotGoOut(Exception):
    """The town cannot be written in this form; the sentence says why."""


def whole_town(session: Session, town: Town, form: str) -> Response:
    """Tables with everything that the town keeps, or the problem that a plan would be made from."""
    try:
        data = export_town(session, town, {"zip": "csv"}.get(form, form), language())
    except ImportRefused as no:
        raise CannotGoOut(translate(no.refused[0].message, names_of(town))) from None
    except FaultsError as no:
        raise CannotGoOut("; ".join(translate(f.message, names_of(town)) for f in no.faults[:3])) from None
    return download(data, f"{town.slug}.{form}", TYPES[form])


def template(form: str) -> Response:
    """Every table with every column and no row."""
    empty = {kind.list or kind.name: [] for kind in KINDS.values()}
    tables = sections(empty, own=True, whole=True)
    write = workbook_bytes if form == "xlsx" else zip_bytes
    name = "modele" if language() == "fr" else "template"
    return download(write(tables, language()), f"rideau-{name}.{form}", TYPES[form])
