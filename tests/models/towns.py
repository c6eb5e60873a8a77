"""A tiny town as a problem document, and plans of it that keep the rules."""

import copy
from dataclasses import replace
from typing import Any

from scheduler.files import plan_from_document, problem_from_document
from scheduler.plan import Plan
from scheduler.points import terms

DOCUMENT: dict[str, Any] = {
    "format": "rideau-problem/1",
    "town": {
        "name": "Brévigny",
        "timezone": "Europe/Paris",
        "start": "2027-03-01",
        "end": "2027-05-24",
        "latitude": 47.41,
        "longitude": 4.97,
        "sunsets": {"2027-03-12": "18:40", "2027-03-13": "18:42"},
    },
    "streets": [
        {"id": "halles", "name": "Rue des Halles", "district": "Centre", "footfall": 40},
        {"id": "pont", "name": "Rue du Pont", "footfall": 10},
    ],
    "premises": [
        {
            "id": "h12",
            "street": "halles",
            "address": "12 rue des Halles",
            "point": [4.97, 47.41],
            "area_m2": 40,
        },
        {"id": "p3", "street": "pont", "area_m2": 62.5, "turnaround_days": 7},
    ],
    "projects": [
        {
            "id": "cafe",
            "name": "Café Ambre",
            "activity": "food",
            "value": 100,
            "terms_weeks": [4],
            "earliest_start": "2027-03-01",
            "latest_start": "2027-04-19",
            "grant_cents": 5000,
            "preferences": {"h12": 5, "pont": 1},
        }
    ],
    "spots": [{"id": "place", "street": "halles"}, {"id": "quai", "street": "pont", "fee_cents": 200}],
    "events": [
        {
            "id": "marche",
            "title": "Marché du soir",
            "kind": "market",
            "audiences": ["families"],
            "value": 30,
            "occurrences": 3,
            "opens": "18:00",
            "closes": "01:00",
            "setup_minutes": 60,
            "teardown_minutes": 30,
            "staff": {"steward": 1},
        },
        {
            "id": "bal",
            "title": "Bal",
            "kind": "dance",
            "value": 20,
            "days": 2,
            "opens": "sunset-10",
            "closes": "23:00",
        },
    ],
    "staff": [{"id": "lea", "name": "Léa", "roles": ["steward"], "max_hours_week": 35}],
    "funding": [{"id": "ville", "name": "Ville", "amount_cents": 100000}],
    "coverage": [{"id": "week", "every": "week", "minimum": 1, "penalty": 2, "streets": ["halles"]}],
}


def document(**changes: Any) -> dict[str, Any]:
    """The town, with some of its lists replaced."""
    return copy.deepcopy(DOCUMENT) | changes


def plan(
    *,
    cafe: tuple[str, str, str] | None = ("h12", "2027-03-01", "2027-03-29"),
    markets: tuple[tuple[str, str], ...] = (("place", "2027-03-05"), ("quai", "2027-03-12")),
    ball: tuple[str, str] | None = ("place", "2027-03-12"),
    problem: dict[str, Any] | None = None,
) -> Plan:
    """A plan of the town that keeps the rules and claims the points it has."""
    lea = {"staff": "lea", "role": "steward"}
    charges = [{"kind": "tenancy", "item": "cafe", "line": "ville", "amount_cents": 5000}] if cafe else []
    for n, (spot, _) in enumerate(markets):
        if spot == "quai":
            charges.append({"kind": "event", "item": f"m{n}", "line": "ville", "amount_cents": 200})
    if ball and ball[0] == "quai":
        charges.append({"kind": "event", "item": "b", "line": "ville", "amount_cents": 400})
    occurrences = [
        {"id": f"m{n}", "event": "marche", "spot": s, "start": d} for n, (s, d) in enumerate(markets)
    ]
    if ball:
        occurrences.append({"id": "b", "event": "bal", "spot": ball[0], "start": ball[1]})
    found = {
        "format": "rideau-plan/1",
        "status": "feasible",
        "tenancies": [dict(zip(("premises", "start", "end"), cafe, strict=True), project="cafe")]
        if cafe
        else [],
        "occurrences": occurrences,
        "shifts": [{"for": f"m{n}", "date": d, **lea} for n, (_, d) in enumerate(markets)],
        "charges": charges,
    }
    made = plan_from_document(found)
    by_term = terms(problem_from_document(problem or DOCUMENT), made)
    return replace(made, points=sum(by_term.values()), terms=by_term)
