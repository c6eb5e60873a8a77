"""A town with a light trail and dressed windows: what it has, and plans of it that keep the rules."""

import copy
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from scheduler.case import join
from scheduler.costs import items
from scheduler.files import plan_from_document, problem_from_document
from scheduler.plan import Charge, Plan
from scheduler.points import terms

SLUG = "clairval"
APRIL = ("2027-04-09", "2027-04-10")
DOCUMENT: dict[str, Any] = {
    "format": "rideau-problem/1",
    "town": {
        "name": "Clairval",
        "timezone": "Europe/Paris",
        "start": "2027-03-01",
        "end": "2027-05-24",
        "sunsets": dict.fromkeys((*APRIL, "2027-04-16", "2027-04-17"), "20:20"),
    },
    "settings": {"role_rates": {"médiation": 2000}},
    "streets": [
        {"id": "haute", "name": "Rue Haute", "footfall": 40},
        {"id": "basse", "name": "Rue Basse", "footfall": 20},
        {"id": "pont", "name": "Rue du Pont", "footfall": 10},
    ],
    "premises": [
        {"id": "haute-1", "street": "haute", "address": "1 rue Haute", "area_m2": 40, "turnaround_days": 7},
        {"id": "haute-3", "street": "haute", "address": "3 rue Haute", "area_m2": 60},
        {"id": "basse-2", "street": "basse", "address": "2 rue Basse", "area_m2": 50},
    ],
    "projects": [
        {
            "id": "cire",
            "name": "Atelier de cire",
            "activity": "artisanat",
            "value": 100,
            "terms_weeks": [4],
            "earliest_start": "2027-03-01",
            "latest_start": "2027-04-19",
        }
    ],
    "spots": [
        {"id": "place", "street": "haute", "point": [1.1510, 49.0200], "power_w": 5000},
        {"id": "lavoir", "street": "basse", "point": [1.1515, 49.0186], "power_w": 500, "features": ["eau"]},
        {"id": "quai", "street": "pont", "point": [1.1520, 49.0195], "power_w": 3000},
        {"id": "cour", "street": "haute", "point": [1.1530, 49.0202], "power_w": 1000, "fee_cents": 1000},
    ],
    "events": [
        {
            "id": "marche",
            "title": "Marché de printemps",
            "kind": "marché",
            "audiences": ["familles"],
            "value": 30,
            "occurrences": 2,
            "opens": "09:00",
            "closes": "13:00",
            "spots": ["place", "quai"],
        }
    ],
    "trails": [
        {
            "id": "lumieres",
            "title": "Parcours des lumières",
            "value": 90,
            "nights": 2,
            "opens": "sunset+30",
            "closes": "23:00",
            "max_length_m": 900,
            "spots": ["place", "lavoir", "quai", "cour"],
            "installations": [
                {"id": "Lune", "value": 40, "cost_cents": 30000, "power_w": 800, "staff": {"médiation": 1}},
                {"id": "Voiles", "value": 25, "cost_cents": 20000, "power_w": 400},
            ],
            "staff": {"médiation": 1},
            "setup_minutes": 60,
            "teardown_minutes": 30,
            "distances": [
                {"from": "place", "to": "lavoir", "metres": 210},
                {"from": "lavoir", "to": "quai", "metres": 130, "step_free": False},
                {"from": "place", "to": "quai", "metres": 180},
                {"from": "quai", "to": "cour", "metres": 140},
                {"from": "place", "to": "cour", "metres": 160},
            ],
        }
    ],
    "kits": [{"id": "photo", "stock": 2, "cost_cents": 12000, "value_week": 1}],
    "staff": [
        {"id": "lea", "name": "Léa Morel", "roles": ["médiation"]},
        {"id": "agence", "name": "Agence Vigie", "roles": ["médiation"], "headcount": 3},
    ],
    "funding": [{"id": "ville", "name": "Ville", "amount_cents": 500000}],
}
WAY = (("place", "Lune"), ("lavoir", None), ("quai", "Voiles"))
MARKETS = (("place", "2027-03-06"), ("quai", "2027-03-20"))
WINDOWS = (("haute-3", "2027-03-01", "2027-03-29"), ("basse-2", "2027-03-15", "2027-05-10"))

Way = Sequence[tuple[str, str | None]]


def document(**changes: Any) -> dict[str, Any]:
    """The town, with some of its lists replaced."""
    return copy.deepcopy(DOCUMENT) | changes


def plan(
    *,
    trail: tuple[str, str] | None = APRIL,
    way: Way = WAY,
    windows: Sequence[tuple[str, str, str]] = WINDOWS,
    stay: tuple[str, str, str] | None = ("haute-1", "2027-03-01", "2027-03-29"),
    markets: Sequence[tuple[str, str]] = MARKETS,
    problem: dict[str, Any] | None = None,
) -> Plan:
    """A plan of the town that keeps the rules, pays for what it holds and claims the points it has."""
    needed = 1 + sum(work == "Lune" for _, work in way)
    found = {
        "format": "rideau-plan/1",
        "status": "feasible",
        "tenancies": [dict(zip(("premises", "start", "end"), stay, strict=True), project="cire")]
        if stay
        else [],
        "occurrences": [
            {"id": f"m{n}", "event": "marche", "spot": spot, "start": day}
            for n, (spot, day) in enumerate(markets)
        ],
        "trails": [],
        "shifts": [],
        "dressings": [
            {"id": f"d{n}", "kit": "photo", "premises": unit, "from": first, "to": end}
            for n, (unit, first, end) in enumerate(windows)
        ],
    }
    if trail:
        stops = [{"spot": spot} | ({"installation": work} if work else {}) for spot, work in way]
        found["trails"] = [{"trail": "lumieres", "start": trail[0], "stops": stops}]
        for night in trail:
            duty = {"for": "lumieres", "date": night, "role": "médiation"}
            found["shifts"].append(duty | {"staff": "lea"})
            found["shifts"] += [duty | {"staff": "agence"}] * (needed - 1)
    town = problem_from_document(problem or DOCUMENT)
    made = plan_from_document(found)
    charges = tuple(
        Charge(kind=item.kind, item=item.id, line="ville", amount_cents=item.cents)
        for item in items(join(town, made))
        if item.cents
    )
    made = replace(made, charges=charges)
    by_term = terms(town, made)
    points = sum(by_term.values())
    return replace(made, points=points, bound=points + 50, terms=by_term)
