"""A town with a few records of every kind, as a desk keeps them."""

from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy.orm import Session

from models import decisions
from models.places import Town
from models.records import apply_all

NOW = datetime(2027, 1, 11, 9, 0, tzinfo=UTC)
SEASON = (date(2027, 3, 1), date(2028, 1, 1))

DOCUMENTS: dict[str, list[dict[str, Any]]] = {
    "streets": [
        {"id": "halles", "name": "Rue des Halles", "district": "Hypercentre", "footfall": 80},
        {"id": "ecoles", "name": "Rue des Écoles", "district": "Saint-Pierre", "footfall": 35},
        {
            "id": "marche",
            "name": "Place du Marché",
            "district": "Hypercentre",
            "footfall": 95,
            "pedestrian": True,
        },
    ],
    "owners": [
        {"id": "sci", "name": "SCI du Marché", "email": "contact@sci.example", "phone": "02 32 00 00 00"},
        {"id": "ozanne", "name": "Mme Ozanne"},
    ],
    "premises": [
        {
            "id": "halles-12",
            "street": "halles",
            "address": "12 rue des Halles",
            "area_m2": 62.5,
            "frontage_m": 5.4,
            "rent_cents_month": 85000,
            "equipment": ["eau", "extraction"],
            "available": [["2027-03-01", "2027-07-01"]],
            "point": [1.1512, 49.0203],
            "max_total_days": 1095,
            "status": "vacant",
            "vacant_since": "2025-06-01",
            "owner": "sci",
            "consent": "given",
            "last_use": "Chaussures Bertin",
            "leases": [{"holder": "Atelier Pop", "start": "2026-01-05", "end": "2026-04-06", "short": True}],
        },
        {
            "id": "halles-2",
            "street": "halles",
            "address": "2 rue des Halles",
            "area_m2": 30,
            "rent_cents_month": 42050,
            "status": "vacant",
            "owner_veto": ["friperie"],
        },
        {
            "id": "ecoles-5",
            "street": "ecoles",
            "address": "5 rue des Écoles",
            "area_m2": 110,
            "status": "occupied",
            "active": False,
        },
        {
            "id": "marche-3",
            "street": "marche",
            "address": "3 place du Marché",
            "area_m2": 48,
            "rent_cents_month": 70000,
            "status": "works",
            "consent": "asked",
        },
    ],
    "shops": [
        {"id": "martin", "street": "halles", "name": "Boulangerie Martin", "activity": "boulangerie"},
        {"id": "fil", "street": "marche", "name": "Au fil de soi", "activity": "mercerie", "consents": True},
    ],
    "partners": [
        {"id": "cma", "name": "Chambre de métiers", "hours_per_week": 12.5},
    ],
    "projects": [
        {
            "id": "celadon",
            "name": "Atelier Céladon",
            "holder": "Inès Garrel",
            "activity": "céramique",
            "value": 140,
            "area_min_m2": 40,
            "terms_weeks": [12, 26],
            "earliest_start": "2027-03-01",
            "latest_start": "2027-06-07",
            "grant_cents": 250000,
            "equipment": ["eau"],
            "tags": ["jury"],
            "preferences": {"halles": 10},
            "support": {"partner": "cma", "hours_per_week": 2.5, "weeks": 8},
            "stage": "selected",
            "jury": {"viabilité": 16, "originalité": 12},
        },
        {
            "id": "friperie",
            "name": "Friperie du Pont",
            "holder": "Collectif Fil",
            "activity": "friperie",
            "value": 90,
            "terms_weeks": [8],
            "earliest_start": "2027-04-05",
            "latest_start": "2027-09-06",
            "max_rent_cents_month": 60000,
        },
    ],
    "spots": [
        {
            "id": "parvis",
            "street": "marche",
            "name": "Parvis de l’église",
            "capacity": 400,
            "power_w": 9000,
            "features": ["eau", "abri"],
            "latest_end": "25:30",
            "closures": [["2027-05-10", "2027-05-17"]],
        },
        {"id": "kiosque", "street": "ecoles", "name": "Kiosque", "capacity": 120},
    ],
    "events": [
        {
            "id": "concert",
            "title": "Concert de rue",
            "kind": "concert",
            "audiences": ["familles", "étudiants"],
            "value": 60,
            "occurrences": 4,
            "opens": "18:30",
            "closes": "22:00",
            "setup_minutes": 90,
            "weekdays": [5, 6],
            "cost_cents": 120000,
            "attendance": 200,
            "staff": {"technicien": 2},
            "loud": True,
        },
        {
            "id": "cinema",
            "title": "Cinéma en plein air",
            "kind": "projection",
            "audiences": ["familles"],
            "value": 80,
            "opens": "sunset+30",
            "closes": "23:30",
            "windows": [["2027-07-01", "2027-09-01"]],
            "spots": ["parvis"],
        },
    ],
    "trails": [
        {
            "id": "lumieres",
            "title": "Nuits des lucioles",
            "value": 100,
            "nights": 3,
            "opens": "sunset",
            "closes": "23:00",
            "max_length_m": 1500,
            "spots": ["parvis", "kiosque"],
            "installations": [
                {
                    "id": "Les lucioles",
                    "value": 40,
                    "cost_cents": 90000,
                    "spots": ["kiosque"],
                    "staff": {"technicien": 1},
                }
            ],
            "distances": [{"from": "parvis", "to": "kiosque", "metres": 320, "step_free": False}],
        }
    ],
    "kits": [{"id": "films", "name": "Films des anciennes enseignes", "stock": 6, "cost_cents": 35000}],
    "people": [
        {
            "id": "nadia",
            "name": "Nadia Belkacem",
            "roles": ["technicien", "régie"],
            "weekdays": [1, 2, 3, 4, 5, 6],
        },
        {"id": "agence", "name": "Agence Sentinelle", "roles": ["agent de sécurité"], "headcount": 12},
    ],
    "funding": [
        {
            "id": "animation",
            "name": "Animation 2027",
            "amount_cents": 4500000,
            "kinds": ["event", "trail"],
            "max_percent": 80,
        },
        {"id": "fisac", "name": "Aide au démarrage", "amount_cents": 1000000, "tags": ["jury"]},
    ],
    "coverage": [
        {
            "id": "monthly",
            "name": "Un événement par mois à Saint-Pierre",
            "districts": ["Saint-Pierre"],
            "every": "month",
            "kinds": ["event"],
            "minimum": 1,
            "penalty": 40,
        }
    ],
}
PIN = {
    "sense": "pin",
    "kind": "tenancy",
    "item": "celadon",
    "premises": "halles-12",
    "start": "2027-03-01",
    "reason": "Bail signé",
}


def make_town(session: Session, slug: str = "bourg", **changes: Any) -> Town:
    """The town and its records, committed."""
    values = {
        "slug": slug,
        "name": "Le Bourg",
        "start": SEASON[0],
        "end": SEASON[1],
        "created_at": NOW,
        "settings": {"role_rates": {"technicien": 2500}},
    }
    town = Town(**{**values, **changes})
    session.add(town)
    session.flush()
    apply_all(session, town, DOCUMENTS, actor="test", now=NOW)
    decisions.store(session, town, PIN, actor="test", now=NOW)
    session.commit()
    return town
