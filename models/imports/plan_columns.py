"""The tables of the town, its settings and its published plan."""

from . import cells
from .cells import DATE, EUROS, FLAG, JSON, NUMBER, POINTS_BY_NAME, TEXT, TIME, WHOLE, WORD
from .column import NAME, Column, Table, euros, id_column

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
            id_column(),
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
            euros("amount_cents", "montant (€)", required=True),
        ),
    ),
    Table(
        "published_dressings",
        "publié - habillages",
        (
            id_column(),
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
