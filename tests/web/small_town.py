"""A small town that is planned in a moment: five premises, four projects, four events, and people to hold them."""

from typing import Any

SLUG = "valbourg"
OTHER = "hauterive"


def document(name: str = "Valbourg") -> dict[str, Any]:
    """The town as a ``rideau-problem/1`` document, March to May 2027."""
    return {
        "format": "rideau-problem/1",
        "town": {"name": name, "timezone": "Europe/Paris", "start": "2027-03-01", "end": "2027-05-31"},
        "settings": {"role_rates": {"régie": 2800}, "max_openings_per_week": 2},
        "streets": [
            {"id": "halles", "name": "Rue des Halles", "footfall": 60},
            {"id": "place", "name": "Place du Marché", "footfall": 80},
            {"id": "quai", "name": "Quai des Tanneurs", "footfall": 30},
        ],
        "premises": [
            _premises("halles-2", "halles", "2 rue des Halles", 45),
            _premises("halles-9", "halles", "9 rue des Halles", 80),
            _premises("place-4", "place", "4 place du Marché", 62),
            _premises("quai-1", "quai", "1 quai des Tanneurs", 120),
            _premises("quai-7", "quai", "7 quai des Tanneurs", 38),
        ],
        "projects": [
            _project("ambre", "Café Ambre", "café", 900, 40, 90),
            _project("fil", "Au fil de l’Aure", "mercerie", 500, 30, 60),
            _project("velo", "Réparation de vélos", "cycles", 700, 60, 150),
            _project("halle", "Grande halle d’essai", "marché", 800, 400, None),
        ],
        "spots": [
            {"id": "kiosque", "street": "place", "capacity": 400, "power_w": 9000},
            {"id": "berge", "street": "quai", "capacity": 150},
        ],
        "events": [
            _event("marche", "Marché des producteurs", "marché", 300, [6], 2),
            _event("concert", "Concert au kiosque", "concert", 400, [5, 6], 1),
            _event("conte", "L’heure du conte", "jeune public", 150, [3], 2),
            _event("braderie", "Braderie de printemps", "commerce", 350, [7], 1),
        ],
        "staff": [
            {"id": "ines", "name": "Inès Morel", "roles": ["régie"]},
            {"id": "agence", "name": "Agence Scène", "roles": ["régie"], "headcount": 3},
        ],
        "funding": [
            {"id": "ville", "name": "Ville", "amount_cents": 1_500_000},
            {"id": "region", "name": "Région", "amount_cents": 600_000, "max_percent": 50},
        ],
    }


def _premises(id_: str, street: str, address: str, area: int) -> dict[str, Any]:
    return {"id": id_, "street": street, "address": address, "area_m2": area, "rent_cents_month": 50_000}


def _project(id_: str, name: str, activity: str, value: int, least: int, most: int | None) -> dict[str, Any]:
    found = {
        "id": id_,
        "name": name,
        "activity": activity,
        "value": value,
        "area_min_m2": least,
        "terms_weeks": [4, 8],
        "earliest_start": "2027-03-01",
        "latest_start": "2027-04-26",
        "grant_cents": 80_000,
    }
    return found if most is None else found | {"area_max_m2": most}


def _event(id_: str, title: str, kind: str, value: int, weekdays: list[int], times: int) -> dict[str, Any]:
    return {
        "id": id_,
        "title": title,
        "kind": kind,
        "value": value,
        "weekdays": weekdays,
        "occurrences": times,
        "opens": "14:00",
        "closes": "18:00",
        "staff": {"régie": 1},
        "cost_cents": 40_000,
        "attendance": 100,
    }
