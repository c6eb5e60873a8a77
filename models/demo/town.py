"""Corvenay-sur-Armelle, eighteen thousand inhabitants, invented for demonstrations: put together from its parts."""

from datetime import date

from scheduler.message import message

from .calendar import Year, year_after
from .case import DemoTown, Document
from .events_markets import market_documents
from .events_stage import stage_documents
from .events_year import year_documents
from .lights import kit_documents, trail_documents
from .money import coverage_documents, funding_documents
from .people import RATES_EUR_HOUR, people_documents
from .popups import popup_documents
from .premises import owner_documents, premises_documents, shop_documents
from .projects import partner_documents
from .spots import spot_documents
from .streets import CENTRE, network_document, street_documents
from .trials import trial_documents

SLUG = "corvenay"
NAME = "Corvenay-sur-Armelle"
NOTE = (
    "Corvenay-sur-Armelle n’existe pas\u00a0: la ville, ses habitants, ses boutiques et ses budgets ont été inventés "
    "pour montrer Rideau."
)


def fictional_town(today: date) -> DemoTown:
    """The invented town, on a horizon of 52 weeks that begins at least three weeks after ``today``."""
    year = year_after(today)
    return DemoTown(
        slug=SLUG,
        start=year.start,
        end=year.end,
        town=town_document(),
        records={kind: _marked(documents) for kind, documents in _records(year).items()},
        network=network_document(),
        decisions=decisions(year),
        notes=(message("The town is invented, with everything in it."),),
    )


def town_document() -> Document:
    """The town itself: its place, its rules and its public look."""
    return {
        "name": NAME,
        "timezone": "Europe/Paris",
        "longitude": CENTRE[0],
        "latitude": CENTRE[1],
        "settings": settings(),
        "money_limited": True,
        "tagline": "Boutiques à l’essai et rendez-vous du centre-ville de Corvenay-sur-Armelle.",
        "contact": "Direction du commerce et de l’animation, hôtel de ville, place du Marché",
        "fictitious": True,
        "fictitious_note": NOTE,
    }


def settings() -> Document:
    """The rules that this town set for itself, and what its points reward."""
    return {
        "start_weekday": 1,
        "separation_metres": 40,
        "max_openings_per_week": 3,
        "max_rent_support_percent": 35,
        "max_loud_days_per_street_month": 2,
        "max_sessions_per_day": 4,
        "role_rates": {role: euros * 100 for role, euros in RATES_EUR_HOUR.items()},
        "points": {"footfall_week": 1, "week_late": 8, "clash": 60, "change": 50, "euro": 0},
    }


def _records(year: Year) -> dict[str, list[Document]]:
    spots = spot_documents(year)
    return {
        "streets": street_documents(),
        "owners": owner_documents(),
        "premises": premises_documents(year),
        "shops": shop_documents(),
        "partners": partner_documents(year),
        "projects": [*trial_documents(year), *popup_documents(year)],
        "spots": spots,
        "events": [*market_documents(year), *stage_documents(year), *year_documents(year)],
        "people": people_documents(year),
        "funding": funding_documents(year),
        "coverage": coverage_documents(year),
        "trails": trail_documents(year, spots, network_document()),
        "kits": kit_documents(),
    }


def _marked(documents: list[Document]) -> list[Document]:
    return [{**document, "fictitious": True, "origin": "demo"} for document in documents]


def decisions(year: Year) -> list[Document]:
    """What people decided before the plan: where, when and where not."""
    return [
        {"sense": "pin", "kind": "tenancy", "item": "createurs-armelle", "premises": "grande-rue-23",
         "reason": "Promesse du maire et accord de la propriétaire, la Foncière du Nivernin."},
        {"sense": "pin", "kind": "event", "item": "marche-producteurs", "spot": "marche-parvis",
         "reason": "Le premier marché de l’année se tient devant l’hôtel de ville."},
        {"sense": "pin", "kind": "trail", "item": "nuits-armelle",
         "reason": "Votées au conseil municipal\u00a0: les Nuits de l’Armelle ont lieu chaque mois de décembre."},
        {"sense": "ban", "kind": "tenancy", "item": "kebab-artisanal", "premises": "grande-rue-88",
         "reason": "L’ancien conduit doit être refait avant toute cuisson."},
        {"sense": "ban", "kind": "event", "item": "guinguette", "spot": "esplanade-megissiers",
         "reason": "Plaintes de riverains l’an dernier\u00a0: la guinguette reste quai de la Batellerie."},
    ]  # fmt: skip
