"""
What a table and a column are, and the columns that many tables share.

A column's ``key`` is the key of the document, dotted where one object lies in another; its English header is that
key, with ``_eur`` in place of cents. Keys that only a town keeps are ``own``: a problem read from tables passes over
them.
"""

from dataclasses import dataclass

from . import cells
from .cells import (
    COUNTS_BY_NAME,
    EUROS,
    FLAG,
    HOUR,
    NUMBER,
    POINTS_BY_NAME,
    SPANS,
    TEXT,
    WEEKDAYS_CELL,
    WHOLE,
    WORD,
    WORDS,
    Cell,
)


@dataclass(frozen=True, slots=True, eq=False)
class Column:
    """``header`` as written in English, ``french`` as written in French, ``also`` further names that are understood."""

    key: str
    french: str
    cell: Cell
    header: str = ""
    also: tuple[str, ...] = ()
    required: bool = False
    own: bool = False
    nullable: bool = False
    choices: tuple[str, ...] = ()

    @property
    def english(self) -> str:
        """Its heading in English."""
        return self.header or self.key

    def names(self) -> tuple[str, ...]:
        """Every heading that is understood."""
        return (self.key, self.english, self.french, *self.also)


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """
    A list of the problem, or a part of one that has rows of its own.

    ``path`` is where the rows go: ``premises``, ``published.charges``. With ``parent`` each row belongs to the record
    named in the column ``parent`` and joins its list ``path``; with ``pairs`` the table is an object with a row
    per key.
    """

    name: str
    french: str
    columns: tuple[Column, ...]
    also: tuple[str, ...] = ()
    own: bool = False
    pairs: bool = False
    parent: str = ""

    def names(self) -> tuple[str, ...]:
        """Every name of a sheet or file that is understood."""
        return (self.name, self.french, *self.also)


def id_column(french: str = "identifiant") -> Column:
    """The column of the record's id, required."""
    return Column("id", french, WORD, also=("key", "clé", "code"), required=True)


def euros(key: str, french: str, required: bool = False) -> Column:
    """``rent_cents_month`` is headed ``rent_month_eur``; ``rent_eur_month`` is understood too."""
    header = key.replace("_cents", "") + "_eur"
    return Column(key, french, EUROS, header=header, also=(key.replace("_cents", "_eur"),), required=required)


NAME = Column("name", "nom", TEXT)
STREET = Column("street", "rue", WORD, required=True)
LON = Column("lon", "longitude", NUMBER, also=("lng", "x"))
LAT = Column("lat", "latitude", NUMBER, also=("y",))
POINT = Column("point", "point", cells.POINT)
EQUIPMENT = Column("equipment", "équipements", WORDS, also=("équipement",))
TAGS = Column("tags", "étiquettes", WORDS, also=("mots-clés", "tag"))
FEATURES = Column("features", "aménagements", WORDS)
STAFF = Column("staff", "équipe nécessaire", COUNTS_BY_NAME)
SPOT_POINTS = Column("spot_points", "points par emplacement", POINTS_BY_NAME)
AVAILABLE = Column("available", "disponible", SPANS, also=("disponibilités",))
WEEKDAYS = Column("weekdays", "jours de la semaine", WEEKDAYS_CELL)
ABSENCES = Column("absences", "absences", SPANS)
WINDOWS = Column("windows", "périodes", SPANS)
OPENS = Column("opens", "ouverture", HOUR, required=True)
CLOSES = Column("closes", "fermeture", HOUR, required=True)
SETUP = Column("setup_minutes", "montage (minutes)", WHOLE)
TEARDOWN = Column("teardown_minutes", "démontage (minutes)", WHOLE)
POWER = Column("power_w", "puissance (W)", WHOLE)
COMMITTED = Column("committed", "engagé", FLAG)
VALUE = Column("value", "valeur", WHOLE, required=True)
FOOTFALL = Column("footfall", "fréquentation", WHOLE)
EMAIL = Column("email", "courriel", TEXT, own=True, also=("e-mail", "mail"))
PHONE = Column("phone", "téléphone", TEXT, own=True)

# What a town keeps of any record.
KEPT = (
    Column("active", "actif", FLAG, own=True),
    Column("fictitious", "fictif", FLAG, own=True),
    Column("origin", "origine", TEXT, own=True),
    Column("source_ref", "référence source", TEXT, own=True),
    Column("notes", "notes", TEXT, own=True),
)

VACANCY = ("vacant", "occupied", "works", "for_sale", "dispute", "unknown")
CONSENT = ("none", "asked", "given", "refused")
STAGES = ("candidate", "shortlisted", "selected", "withdrawn")
