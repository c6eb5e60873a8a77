"""How the columns of a vacancy register are mapped to ours: guessed from the headers, changed by people."""

import re
from collections import Counter, abc
from dataclasses import dataclass, fields
from decimal import Decimal
from pathlib import Path

from scheduler.message import message

from .sheets import Sheet, read_sheets, refuse, sheets_in
from .words import plain

VACANT_WORDS = (
    "vacant",
    "vacante",
    "vide",
    "libre",
    "inoccupe",
    "empty",
    "yes",
    "oui",
    "true",
    "vrai",
    "1",
    "leer",
)
OCCUPIED_WORDS = ("filled", "occupied", "occupe", "no", "non", "false", "faux", "0", "let", "loue", "belegt")
NOTHING_WORDS = ("no business activity identified", "none", "aucune", "neant", "n a", "unknown", "inconnu")


@dataclass(frozen=True, slots=True)
class Mapping:
    """Which header holds what; an empty text where none does."""

    id: str = ""
    address: str = ""
    number: str = ""
    street: str = ""
    unit: str = ""
    vacant: str = ""
    activity: str = ""
    name: str = ""
    lat: str = ""
    lon: str = ""
    district: str = ""
    area_m2: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """
    How a register is read.

    ``area_m2`` is given to premises whose area the register does not know, and marked fictitious. A value of the
    vacancy column that is in neither list is refused; an empty one is ``unknown``.
    """

    mapping: Mapping
    area_m2: Decimal = Decimal(50)
    vacant: tuple[str, ...] = VACANT_WORDS
    occupied: tuple[str, ...] = OCCUPIED_WORDS
    nothing: tuple[str, ...] = NOTHING_WORDS


# Field → what its header may be called, best first; matched against names without case and accents.
PATTERNS: abc.Mapping[str, tuple[str, ...]] = {
    "id": (
        r"(premises |local |unit |record |register )?id(entifiant|entifier)?",
        r"(numero|no) (de )?(local|dossier)",
        r".*\b(uid|uprn|siret|ref(erence)?)\b.*",
        r".*block lot",
    ),
    "address": (
        r"(full |complete )?address|adresse( complete)?",
        r".*street address.*",
        r".*\b(address|adresse|anschrift)\b.*",
    ),
    "number": (
        r"(house|street|property|building) (number|no)",
        r"(numero|n|no|num)( de)?( la)?( voie| rue)?",
        r"hausnummer",
        r"number|numero",
    ),
    "street": (
        r"(property |premises )?(street|road|rue|voie|strasse)( name)?",
        r"(nom|libelle)( de)?( la)? (voie|rue)",
        r".*\b(street|rue|voie)\b.*",
    ),
    "unit": (r"unit|suite|lot|cellule|complement.*",),
    "vacant": (
        r"(est )?(vacant|vacance|vacancy|vacante?)( status)?",
        r"vacant on .*",
        r".*\bvacan.*",
        r"(statut|etat|status)( d occupation)?",
        r"occupation.*",
    ),
    "activity": (
        r"(primary |main )?(business )?(activity|use)",
        r"activite.*",
        r".*\b(activity|activite|branche|trade|use)\b.*",
    ),
    "name": (r"(shop|business|trading) name", r"enseigne|nom commercial|raison sociale", r"nom|name"),
    "lat": (r"lat(itude)?", r"(y|lat wgs84)"),
    "lon": (r"lon(g|gitude)?|lng", r"(x|lon wgs84)"),
    "district": (r"quartier|district|neighbou?rhood|nbhd", r".*\b(quartier|district|neighbou?rhood)\b.*"),
    "area_m2": (r"surface( totale| de vente| m2)?|area( m2)?", r".*\b(surface|m2)\b.*"),
}
FIELDS = tuple(one.name for one in fields(Mapping))


def read_sheet(path: Path) -> Sheet:
    """The one table of a register. Raises ``ImportRefused``."""
    return _only(read_sheets(path), path.name)


def sheet_in(data: bytes, filename: str) -> Sheet:
    """``read_sheet`` of an uploaded file."""
    return _only(sheets_in(data, filename), filename)


def _only(sheets: list[Sheet], file: str) -> Sheet:
    full = [sheet for sheet in sheets if sheet.rows]
    if len(full) != 1:
        raise refuse(file, message("must hold one table with rows: keep the sheet of the register only"))
    return full[0]


def guess(sheet: Sheet) -> Mapping:
    """The mapping that the headers suggest; of several like headers, the one with most values."""
    found: dict[str, str] = {}
    for name, patterns in PATTERNS.items():
        for pattern in patterns:
            fitting = [
                header
                for header in sheet.header
                if header not in found.values() and re.fullmatch(pattern, plain(header.replace("_", " ")))
            ]
            if fitting:
                found[name] = max(fitting, key=lambda header: _filled(sheet, header))
                break
    return Mapping(**found)


def _filled(sheet: Sheet, header: str) -> int:
    place = sheet.header.index(header)
    return sum(1 for _, row in sheet.rows if row[place].strip())


def values_of(sheet: Sheet, header: str) -> Counter[str]:
    """The values of a column and how often each stands there: for choosing those that mean vacant."""
    place = sheet.header.index(header)
    return Counter(row[place].strip() for _, row in sheet.rows)
