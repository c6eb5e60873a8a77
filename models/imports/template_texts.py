"""The example rows of the template and its instructions, in English and French."""

from collections.abc import Mapping, Sequence
from typing import Any

EXAMPLE: Mapping[str, Any] = {
    "town": {
        "name": "Brévigny-sur-Aure",
        "timezone": "Europe/Paris",
        "start": "2027-03-01",
        "end": "2027-05-31",
        "latitude": 47.41,
        "longitude": 4.97,
        "sunsets": {"2027-03-12": "18:40"},
    },
    "settings": {
        "start_weekday": 1,
        "separation_metres": 80,
        "max_rent_support_percent": 30,
        "role_rates": {"accueil": 1900},
        "points": {"footfall_week": 1, "week_late": 40},
    },
    "streets": [{"id": "grande-rue", "name": "Grande Rue", "district": "Centre", "footfall": 45}],
    "owners": [{"id": "indivision-morel", "name": "Indivision Morel"}],
    "premises": [
        {
            "id": "gr-12",
            "street": "grande-rue",
            "address": "12 Grande Rue",
            "point": [4.9702, 47.4103],
            "area_m2": 62,
            "frontage_m": 5.5,
            "rent_cents_month": 60000,
            "equipment": ["vitrine", "réserve"],
            "available": [["2027-03-01", "2027-05-03"]],
            "turnaround_days": 14,
            "status": "vacant",
            "owner": "indivision-morel",
            "consent": "given",
            "leases": [{"holder": "Le Bazar", "start": "2025-06-02", "end": "2025-12-01", "short": True}],
        }
    ],
    "shops": [{"id": "librairie", "street": "grande-rue", "activity": "librairie", "consents": False}],
    "projects": [
        {
            "id": "ceramique",
            "name": "Atelier de céramique",
            "activity": "artisanat",
            "value": 2600,
            "area_min_m2": 30,
            "terms_weeks": [4, 8],
            "earliest_start": "2027-03-01",
            "latest_start": "2027-04-05",
            "grant_cents": 90000,
            "tags": ["artisanat", "emploi"],
            "preferences": {"gr-12": 150},
            "support": {"partner": "boutique-gestion", "hours_per_week": 6, "weeks": 4},
        }
    ],
    "partners": [{"id": "boutique-gestion", "hours_per_week": 10}],
    "spots": [
        {"id": "porche", "street": "grande-rue", "capacity": 300, "power_w": 3000, "latest_end": "22:30"},
        {"id": "fontaine", "street": "grande-rue", "capacity": 150, "power_w": 1000},
    ],
    "events": [
        {
            "id": "marche",
            "title": "Marché des producteurs",
            "kind": "marché",
            "audiences": ["familles", "habitants"],
            "value": 700,
            "repeat_value": 480,
            "occurrences": 3,
            "opens": "09:00",
            "closes": "13:00",
            "setup_minutes": 90,
            "teardown_minutes": 60,
            "weekdays": [6],
            "min_gap_days": 14,
            "cost_cents": 18000,
            "attendance": 280,
            "staff": {"accueil": 1},
        }
    ],
    "staff": [
        {"id": "amelie", "name": "Amélie", "roles": ["accueil", "médiation"], "weekdays": [1, 2, 3, 4, 5, 6]}
    ],
    "funding": [
        {"id": "ville", "name": "Budget de la ville", "amount_cents": 720050, "kinds": ["tenancy", "event"]}
    ],
    "coverage": [
        {
            "id": "familles",
            "districts": ["Centre"],
            "every": "month",
            "audience": "familles",
            "minimum": 1,
            "penalty": 200,
        }
    ],
    "trails": [
        {
            "id": "lumieres",
            "title": "Parcours des lumières",
            "opens": "sunset+30",
            "closes": "23:00",
            "max_length_m": 800,
            "spots": ["porche", "fontaine"],
            "windows": [["2027-03-12", "2027-03-13"]],
            "installations": [{"id": "lune", "value": 750, "cost_cents": 45000, "spots": ["porche"]}],
            "distances": [{"from": "porche", "to": "fontaine", "metres": 140, "step_free": True}],
        }
    ],
    "kits": [{"id": "photo", "stock": 1, "cost_cents": 12000, "value_week": 2}],
    "pins": [{"kind": "event", "item": "marche", "spot": "porche", "reason": "Place habituelle"}],
    "bans": [{"kind": "event", "item": "marche", "start": "2027-05-01"}],
}

READ_ME: Sequence[tuple[str, str]] = (
    (
        "Fill in the tables that you need; delete the others. The first rows are an example: delete them too.",
        "Remplissez les tables utiles, supprimez les autres. Les premières lignes sont un exemple : à supprimer aussi.",
    ),
    (
        "Empty cell: nothing said, the usual value holds. ∅ or - : said to be empty (none at all).",
        "Cellule vide : rien n'est dit, la valeur habituelle s'applique. ∅ ou - : vide à dessein (aucun).",
    ),
    ("Lists: a | b | c", "Listes : a | b | c"),
    (
        "Spans of days: 2027-03-01..2027-05-03, the second day is the day after the last one; several: span | span",
        "Périodes : 2027-03-01..2027-05-03, le second jour est le lendemain du dernier ; plusieurs : période | période",
    ),
    (
        "Points or numbers by name: grande-rue: 60 | gr-12: 150",
        "Points ou nombres par nom : grande-rue: 60 | gr-12: 150",
    ),
    (
        "Dates: 2027-03-12 or 12/03/2027. Times: 18:30 or 18 h 30.",
        "Dates : 2027-03-12 ou 12/03/2027. Heures : 18:30 ou 18 h 30.",
    ),
    ("Euros: 1250.50 or 1 250,50", "Euros : 1250.50 ou 1 250,50"),
    (
        "A text that begins with =, +, - or @ bears an apostrophe before it, so that it is no formula.",
        "Un texte qui commence par =, +, - ou @ porte une apostrophe devant, pour ne pas devenir une formule.",
    ),
    ("Columns marked * are needed.", "Les colonnes marquées * sont indispensables."),
)


HELD_IN_FRENCH: Mapping[str, str] = {
    "text": "texte",
    "whole number": "nombre entier",
    "number": "nombre",
    "euros": "euros",
    "yes or no": "oui ou non",
    "date": "date",
    "time": "heure",
    "time, or sunset+30": "heure, ou sunset+30",
    "day of the week": "jour de la semaine",
    "span of days": "période",
    "line": "tracé",
    "point": "point",
    "JSON": "JSON",
    "rows of another table": "lignes d'une autre table",
    "list of stops": "liste d'étapes",
    "list of names": "liste de noms",
    "list of whole numbers": "liste de nombres entiers",
    "days of the week": "jours de la semaine",
    "list of dates": "liste de dates",
    "list of spans of days": "liste de périodes",
    "list of lines": "liste de tracés",
    "points by name": "points par nom",
    "number by name": "nombre par nom",
    "euros by name": "euros par nom",
    "time by date": "heure par date",
}
