"""
The tables of a problem and of a town: which columns each has, their names in English and French, what they hold.

A column's ``key`` is the key of the document, dotted where one object lies in another; its English header is that
key, with ``_eur`` in place of cents. Keys that only a town keeps are ``own``: a problem read from
tables passes over them.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from . import cells
from .cells import (
    COUNTS_BY_NAME,
    DATE,
    DATES,
    EUROS,
    FLAG,
    HOUR,
    JSON,
    LINES,
    NUMBER,
    POINTS_BY_NAME,
    SPAN,
    SPANS,
    TEXT,
    TIME,
    WEEKDAYS_CELL,
    WHOLE,
    WHOLES,
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
        return self.header or self.key

    def names(self) -> tuple[str, ...]:
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
        return (self.name, self.french, *self.also)


def _id(french: str = "identifiant") -> Column:
    return Column("id", french, WORD, also=("key", "clé", "code"), required=True)


def _euros(key: str, french: str, required: bool = False) -> Column:
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

STREETS = Table(
    "streets",
    "rues",
    (
        _id(),
        NAME,
        Column("district", "quartier", WORD),
        FOOTFALL,
        Column("geometry", "tracé", LINES, own=True),
        Column("pedestrian", "piétonne", FLAG, own=True),
        *KEPT,
    ),
)

OWNERS = Table(
    "owners",
    "propriétaires",
    (_id(), Column("name", "nom", TEXT, own=True), EMAIL, PHONE, *KEPT),
    own=True,
)

PREMISES = Table(
    "premises",
    "locaux",
    (
        _id(),
        STREET,
        Column("address", "adresse", TEXT),
        LON,
        LAT,
        POINT,
        Column("area_m2", "surface (m²)", NUMBER, also=("surface", "surface_m2", "area"), required=True),
        Column("frontage_m", "façade (m)", NUMBER, also=("façade", "vitrine (m)")),
        _euros("rent_cents_month", "loyer mensuel (€)"),
        EQUIPMENT,
        Column("allowed_activities", "activités permises", WORDS),
        Column("forbidden_activities", "activités exclues", WORDS),
        AVAILABLE,
        Column("turnaround_days", "remise en état (jours)", WHOLE),
        Column("min_term_weeks", "durée minimale (semaines)", WHOLE),
        Column("max_term_weeks", "durée maximale (semaines)", WHOLE),
        Column("capacity", "nombre d'occupants", WHOLE),
        Column("max_total_days", "jours de bail au plus", WHOLE),
        FOOTFALL,
        Column("owner_points", "points du propriétaire", POINTS_BY_NAME),
        Column("owner_veto", "refus du propriétaire", WORDS),
        Column("status", "état", TEXT, own=True, choices=VACANCY),
        Column("vacant_since", "vacant depuis", DATE, own=True),
        Column("owner", "propriétaire", WORD, own=True),
        Column("consent", "accord du propriétaire", TEXT, own=True, choices=CONSENT),
        Column("consent_on", "accord donné le", DATE, own=True),
        Column("last_use", "dernière activité", TEXT, own=True),
        Column("level", "étage", TEXT, own=True),
        Column("step_free", "sans marche", FLAG, own=True),
        Column("checked_on", "vérifié le", DATE, own=True),
        *KEPT,
    ),
    also=("local",),
)

LEASES = Table(
    "leases",
    "baux",
    (
        Column("premises", "local", WORD, required=True),
        Column("holder", "occupant", TEXT),
        Column("start", "début", DATE, required=True),
        Column("end", "fin", DATE, required=True),
        Column("short", "bail court", FLAG),
    ),
    own=True,
    parent="premises",
)

SHOPS = Table(
    "shops",
    "commerces",
    (
        _id(),
        STREET,
        LON,
        LAT,
        POINT,
        Column("activity", "activité", WORD, required=True),
        Column("consents", "accepte la concurrence", FLAG),
        Column("name", "nom", TEXT, own=True),
        Column("address", "adresse", TEXT, own=True),
        Column("premises", "local", WORD, own=True),
        *KEPT,
    ),
)

PROJECTS = Table(
    "projects",
    "projets",
    (
        _id(),
        NAME,
        Column("activity", "activité", WORD, required=True),
        VALUE,
        Column("area_min_m2", "surface minimale (m²)", NUMBER),
        Column("area_max_m2", "surface maximale (m²)", NUMBER),
        EQUIPMENT,
        _euros("max_rent_cents_month", "loyer mensuel au plus (€)"),
        Column("terms_weeks", "durées (semaines)", WHOLES, required=True),
        Column("earliest_start", "début au plus tôt", DATE, required=True),
        Column("latest_start", "début au plus tard", DATE, required=True),
        _euros("grant_cents", "aide (€)"),
        TAGS,
        Column("preferences", "préférences", POINTS_BY_NAME),
        Column("veto", "refus", WORDS),
        Column("support", "accompagnement", JSON),
        Column("support.partner", "accompagné par", WORD),
        Column("support.hours_per_week", "heures d'accompagnement par semaine", NUMBER),
        Column("support.weeks", "semaines d'accompagnement", WHOLE),
        COMMITTED,
        Column("holder", "porteur de projet", TEXT, own=True),
        EMAIL,
        PHONE,
        Column("description", "description", TEXT, own=True),
        Column("stage", "étape", TEXT, own=True, choices=STAGES),
        Column("jury", "jury", JSON, own=True),
        *KEPT,
    ),
)

PARTNERS = Table(
    "partners",
    "partenaires",
    (
        _id(),
        Column("hours_per_week", "heures par semaine", NUMBER, required=True),
        ABSENCES,
        Column("name", "nom", TEXT, own=True),
        *KEPT,
    ),
)

SPOTS = Table(
    "spots",
    "emplacements",
    (
        _id(),
        STREET,
        LON,
        LAT,
        POINT,
        Column("capacity", "capacité (personnes)", WHOLE, also=("capacité",)),
        POWER,
        FEATURES,
        _euros("fee_cents", "redevance par jour (€)"),
        Column("latest_end", "fin au plus tard", TIME),
        Column("closures", "fermetures", SPANS),
        Column("name", "nom", TEXT, own=True),
        *KEPT,
    ),
)

EVENTS = Table(
    "events",
    "événements",
    (
        _id(),
        Column("title", "titre", TEXT),
        Column("kind", "genre", TEXT),
        Column("audiences", "publics", WORDS),
        TAGS,
        VALUE,
        Column("repeat_value", "valeur suivante", WHOLE),
        Column("occurrences", "répétitions au plus", WHOLE),
        Column("days", "jours de suite", WHOLE),
        OPENS,
        CLOSES,
        SETUP,
        TEARDOWN,
        Column("holds_overnight", "gardé la nuit", FLAG),
        WINDOWS,
        WEEKDAYS,
        Column("not_dates", "dates exclues", DATES),
        Column("min_gap_days", "écart minimal (jours)", WHOLE),
        _euros("cost_cents", "coût (€)"),
        Column("attendance", "affluence", WHOLE),
        POWER,
        FEATURES,
        Column("spots", "emplacements", WORDS),
        SPOT_POINTS,
        STAFF,
        Column("loud", "bruyant", FLAG),
        Column("after", "après", WORDS),
        Column("not_same_day", "pas le même jour que", WORDS),
        Column("inaugurates", "inaugure", JSON),
        Column("inaugurates.project", "inaugure le projet", WORD),
        Column("inaugurates.within_days", "inaugure sous (jours)", WHOLE),
        COMMITTED,
        Column("description", "description", TEXT, own=True),
        Column("organiser", "organisateur", TEXT, own=True),
        Column("url", "adresse web", TEXT, own=True),
        *KEPT,
    ),
    also=("evenements", "évènements"),
)

PEOPLE = Table(
    "staff",
    "équipe",
    (
        _id(),
        NAME,
        Column("roles", "rôles", WORDS, required=True),
        Column("headcount", "effectif", WHOLE),
        AVAILABLE,
        WEEKDAYS,
        ABSENCES,
        Column("max_hours_day", "heures par jour au plus", NUMBER),
        Column("max_hours_week", "heures par semaine au plus", NUMBER),
        Column("rest_hours", "repos (heures)", NUMBER),
        EMAIL,
        PHONE,
        Column("volunteer", "bénévole", FLAG, own=True),
        *KEPT,
    ),
    also=("people", "personnes"),
)

FUNDING = Table(
    "funding",
    "financements",
    (
        _id(),
        NAME,
        _euros("amount_cents", "montant (€)", required=True),
        Column("available", "disponible", SPAN),
        Column("kinds", "finance", WORDS, choices=("tenancy", "event", "trail", "dressing")),
        TAGS,
        Column("max_percent", "part maximale (%)", NUMBER),
        *KEPT,
    ),
)

COVERAGE = Table(
    "coverage",
    "couverture",
    (
        _id(),
        Column("streets", "rues", WORDS),
        Column("districts", "quartiers", WORDS),
        Column("from", "du", DATE),
        Column("to", "au (exclu)", DATE),
        Column("every", "chaque", TEXT, choices=("week", "month", "span")),
        Column("kinds", "compte", WORDS, choices=("event", "tenancy")),
        Column("audience", "public", WORD),
        Column("minimum", "minimum", WHOLE, required=True),
        Column("penalty", "pénalité", WHOLE, required=True),
        Column("name", "nom", TEXT, own=True),
        *KEPT,
    ),
)

TRAILS = Table(
    "trails",
    "parcours",
    (
        _id(),
        Column("title", "titre", TEXT),
        Column("value", "valeur", WHOLE),
        WINDOWS,
        WEEKDAYS,
        Column("nights", "nuits de suite", WHOLE),
        OPENS,
        CLOSES,
        Column("min_stops", "étapes au moins", WHOLE),
        Column("max_stops", "étapes au plus", WHOLE),
        Column("max_length_m", "longueur au plus (m)", WHOLE, required=True),
        Column("max_leg_m", "trajet entre étapes au plus (m)", WHOLE),
        Column("first_spot", "première étape", WORD),
        Column("last_spot", "dernière étape", WORD),
        Column("loop", "boucle", FLAG),
        Column("step_free", "sans marche", FLAG),
        Column("spots", "emplacements", WORDS, required=True),
        Column("installations", "installations", cells.ROWS),
        STAFF,
        SETUP,
        TEARDOWN,
        Column("distances", "distances", cells.ROWS),
        TAGS,
        *KEPT,
    ),
)

INSTALLATIONS = Table(
    "installations",
    "installations",
    (
        Column("trail", "parcours", WORD, required=True),
        _id(),
        Column("value", "valeur", WHOLE),
        _euros("cost_cents", "coût (€)"),
        POWER,
        FEATURES,
        Column("spots", "emplacements", WORDS),
        STAFF,
        SPOT_POINTS,
    ),
    also=("trail_installations",),
    parent="trail",
)

DISTANCES = Table(
    "distances",
    "distances",
    (
        Column("trail", "parcours", WORD, required=True),
        Column("from", "de", WORD, required=True),
        Column("to", "à", WORD, required=True),
        Column("metres", "mètres", WHOLE, required=True),
        Column("step_free", "sans marche", FLAG),
    ),
    also=("trail_distances",),
    parent="trail",
)

KITS = Table(
    "kits",
    "habillages",
    (
        _id(),
        Column("stock", "stock", WHOLE, required=True),
        _euros("cost_cents", "coût (€)"),
        Column("min_days", "jours au moins", WHOLE),
        Column("premises", "locaux", WORDS),
        TAGS,
        Column("value_week", "valeur par semaine", WHOLE),
        Column("name", "nom", TEXT, own=True),
        *KEPT,
    ),
)

DECISION = (
    Column("kind", "genre", WORD, required=True, choices=("tenancy", "event", "trail")),
    Column("item", "objet", WORD, required=True),
    Column("premises", "local", WORD),
    Column("spot", "emplacement", WORD),
    Column("start", "début", DATE),
    Column("term_weeks", "durée (semaines)", WHOLE),
    Column("reason", "motif", TEXT, own=True),
)
PINS = Table("pins", "fixés", DECISION)
BANS = Table("bans", "écartés", DECISION)

TOWN = Table(
    "town",
    "ville",
    (
        NAME,
        Column("timezone", "fuseau horaire", TEXT),
        Column("start", "début", DATE, required=True),
        Column("end", "fin (exclue)", DATE, required=True),
        Column("latitude", "latitude", NUMBER),
        Column("longitude", "longitude", NUMBER),
        Column("sunsets", "couchers du soleil", cells.TIMES_BY_DATE),
        Column("tagline", "devise", TEXT, own=True),
        Column("colour", "couleur", TEXT, own=True),
        Column("website", "site web", TEXT, own=True),
        Column("contact", "contact", TEXT, own=True),
        Column("attribution", "sources", TEXT, own=True),
        Column("money_limited", "budget limité", FLAG, own=True),
    ),
    pairs=True,
)

SETTINGS = Table(
    "settings",
    "réglages",
    (
        Column("start_weekday", "jour de début des occupations", cells.WEEKDAY, nullable=True),
        Column("separation_metres", "distance entre activités semblables (m)", WHOLE, nullable=True),
        Column("max_openings_per_week", "ouvertures par semaine au plus", WHOLE),
        Column("max_rent_support_percent", "part du loyer prise en charge au plus (%)", NUMBER),
        Column("max_loud_days_per_street_month", "jours bruyants par rue et par mois au plus", WHOLE),
        Column("max_sessions_per_day", "séances par jour au plus", WHOLE),
        Column("today", "aujourd'hui", DATE),
        Column("freeze_days", "jours figés", WHOLE),
        Column("max_changes", "changements au plus", WHOLE),
        Column("role_rates", "taux horaires (€)", cells.EUROS_BY_NAME, header="role_rates_eur"),
        Column("points", "points", POINTS_BY_NAME),
        Column("points.footfall_week", "points : fréquentation par semaine", WHOLE),
        Column("points.week_late", "points : semaine de retard", WHOLE),
        Column("points.clash", "points : même public le même jour", WHOLE),
        Column("points.change", "points : changement", WHOLE),
        Column("points.euro", "points : euro", WHOLE),
    ),
    also=("reglages",),
    pairs=True,
)

SUNSETS = Table(
    "sunsets",
    "couchers",
    (
        Column("date", "date", DATE, required=True),
        Column("sunset", "coucher du soleil", TIME, required=True),
    ),
)

ROLE_RATES = Table(
    "role_rates",
    "taux horaires",
    (
        Column("role", "rôle", WORD, required=True),
        Column("rate_cents", "taux horaire (€)", EUROS, header="rate_eur", required=True),
    ),
    also=("taux",),
)

PUBLISHED = Table(
    "published",
    "publié",
    (
        Column("status", "statut", TEXT),
        Column("points", "points", WHOLE),
        Column("bound", "borne", WHOLE),
        Column("terms", "points par terme", POINTS_BY_NAME),
        Column("seconds", "secondes", NUMBER),
        Column("engine", "moteur", JSON),
    ),
    pairs=True,
)

PLAN_TABLES = (
    Table(
        "published_tenancies",
        "publié - occupations",
        (
            Column("project", "projet", WORD, required=True),
            Column("premises", "local", WORD, required=True),
            Column("start", "début", DATE, required=True),
            Column("end", "fin (exclue)", DATE, required=True),
        ),
    ),
    Table(
        "published_occurrences",
        "publié - événements",
        (
            _id(),
            Column("event", "événement", WORD, required=True),
            Column("spot", "emplacement", WORD, required=True),
            Column("start", "début", DATE, required=True),
        ),
    ),
    Table(
        "published_trails",
        "publié - parcours",
        (
            Column("trail", "parcours", WORD, required=True),
            Column("start", "début", DATE, required=True),
            Column("stops", "étapes", cells.STOPS, required=True),
        ),
    ),
    Table(
        "published_shifts",
        "publié - équipes",
        (
            Column("for", "pour", WORD, required=True),
            Column("date", "date", DATE, required=True),
            Column("role", "rôle", WORD, required=True),
            Column("staff", "équipe", WORD, required=True),
            Column("count", "nombre", WHOLE),
        ),
    ),
    Table(
        "published_charges",
        "publié - dépenses",
        (
            Column("kind", "genre", WORD, required=True),
            Column("item", "objet", WORD, required=True),
            Column("line", "financement", WORD, required=True),
            _euros("amount_cents", "montant (€)", required=True),
        ),
    ),
    Table(
        "published_dressings",
        "publié - habillages",
        (
            _id(),
            Column("kit", "habillage", WORD, required=True),
            Column("premises", "local", WORD, required=True),
            Column("from", "du", DATE, required=True),
            Column("to", "au (exclu)", DATE, required=True),
        ),
    ),
    Table(
        "published_left_out",
        "publié - non placés",
        (
            Column("kind", "genre", WORD, required=True),
            Column("item", "objet", WORD, required=True),
            Column("reasons", "motifs", cells.ROWS),
        ),
    ),
)

LISTS = (
    STREETS,
    PREMISES,
    SHOPS,
    PROJECTS,
    PARTNERS,
    SPOTS,
    EVENTS,
    PEOPLE,
    FUNDING,
    COVERAGE,
    TRAILS,
    KITS,
    PINS,
    BANS,
)

TABLES: Mapping[str, Table] = {
    table.name: table
    for table in (
        TOWN,
        SUNSETS,
        SETTINGS,
        ROLE_RATES,
        STREETS,
        OWNERS,
        PREMISES,
        LEASES,
        SHOPS,
        PROJECTS,
        PARTNERS,
        SPOTS,
        EVENTS,
        PEOPLE,
        FUNDING,
        COVERAGE,
        TRAILS,
        INSTALLATIONS,
        DISTANCES,
        KITS,
        PINS,
        BANS,
        PUBLISHED,
        *PLAN_TABLES,
    )
}
