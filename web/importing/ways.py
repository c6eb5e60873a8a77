"""The ways in: what each kind of file is, which files it takes, and what is asked before it is read."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from models.imports.osm.source import OsmError, parse_bbox
from models.imports.register import FIELDS

from ..i18n import gettext
from ..i18n import lazy_gettext as _
from ..telling import translate


@dataclass(frozen=True, slots=True)
class Way:
    """``accept`` is what the browser's file chooser offers; the reader decides by what is in the file."""

    name: str
    icon: str
    title: Any
    what: Any
    accept: str
    box: bool = False
    anywhere: bool = False
    templates: bool = False

    def box_fault(self, text: str) -> str:
        """What is wrong with a bounding box, or nothing."""
        if not self.box:
            return ""
        try:
            parse_bbox(text)
        except OsmError as no:
            return translate(no.message)
        return ""


WAYS: Mapping[str, Way] = {
    way.name: way
    for way in (
        Way(
            "tables",
            "journal",
            _("Tables"),
            _(
                "An Excel workbook, a CSV file or a zip of CSV files, one table for each kind of record. "
                "French or English headings."
            ),
            ".xlsx,.csv,.zip,.txt",
            templates=True,
        ),
        Way(
            "register",
            "premises",
            _("Vacancy register"),
            _("A table of premises with columns of its own, CSV or Excel. You say which column holds what."),
            ".csv,.xlsx,.zip,.txt",
        ),
        Way(
            "openagenda",
            "events",
            _("Events from OpenAgenda"),
            _("The JSON export of an agenda. Each entry becomes an event that the plan may place."),
            ".json",
            anywhere=True,
        ),
        Way(
            "ics",
            "calendar",
            _("Calendar (.ics)"),
            _("A calendar file from any program. Repeated events come in as one event held several times."),
            ".ics,.ical,.ifb",
            anywhere=True,
        ),
        Way(
            "osm",
            "map",
            _("OpenStreetMap extract"),
            _(
                "Streets, premises, vacancies and the walking network of a real town, from a file .osm.pbf, .osm "
                "or .osm.gz."
            ),
            ".pbf,.osm,.gz,.bz2",
            box=True,
        ),
    )
}

MAPPING_WORDS: Mapping[str, tuple[Any, Any]] = {
    "address": (_("Address"), _("The whole address in one column.")),
    "number": (_("House number"), _("Where it has a column of its own.")),
    "street": (_("Street"), _("The street or the address is needed.")),
    "unit": (_("Unit number"), _("Several units at one address.")),
    "vacant": (_("Vacancy"), _("Needed: tells vacant from occupied.")),
    "activity": (_("Activity"), _("What trades there, or traded last.")),
    "name": (_("Name of the shop"), ""),
    "area_m2": (_("Area in m²"), ""),
    "lat": (_("Latitude"), ""),
    "lon": (_("Longitude"), ""),
    "district": (_("District"), ""),
    "id": (_("Number in the register"), _("So that the next import finds the same premises.")),
}
assert set(MAPPING_WORDS) == set(FIELDS)


def register_options(sent: Mapping[str, str], headers: list[str]) -> tuple[dict[str, Any], str]:
    """What was chosen for a register, and what is wrong with it."""
    mapping = {name: sent.get(f"column-{name}", "") for name in FIELDS}
    options = {
        "mapping": mapping,
        "area_m2": sent.get("area_m2", "").replace(",", ".").strip() or "50",
        "vacant": _words(sent.get("vacant", "")),
        "occupied": _words(sent.get("occupied", "")),
    }
    if any(header and header not in headers for header in mapping.values()):
        return options, gettext("A column that was chosen is not in the file. Choose again.")
    if not mapping["street"] and not mapping["address"]:
        return options, gettext("Choose the column of the street, or the one of the address.")
    if not mapping["vacant"]:
        return options, gettext("Choose the column that tells which premises are vacant.")
    try:
        fine = 0 < float(options["area_m2"]) < 100_000
    except ValueError:
        fine = False
    if not fine:
        return options, gettext("The area is a number of square metres above 0. Example: 50.")
    return options, ""


def _words(text: str) -> list[str]:
    return [word for word in (part.strip() for part in text.split(",")) if word]
