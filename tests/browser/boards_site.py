"""A town with a map, a published programme and a draft, for a real browser."""

import shutil
import uuid
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import select

from models import members, publishing
from models.database import open_database, prepare, sessions
from models.mapping import plan_row, store_problem, write_problem
from models.places import Premises, Spot, Street
from tests import factories as f
from tests.web import house
from web import create_app

SLUG = "lumieres"
ROADS = {
    "haute": ("Rue Haute", [[[1.1500, 49.0200], [1.1540, 49.0202]]]),
    "basse": ("Rue Basse", [[[1.1500, 49.0185], [1.1540, 49.0187]]]),
    "pont": ("Rue du Pont", [[[1.1520, 49.0180], [1.1520, 49.0210]]]),
}
UNITS = {"a": ("haute", 1.1508, 49.0201), "b": ("haute", 1.1530, 49.0202), "c": ("basse", 1.1512, 49.0186)}


def season() -> Any:
    return f.problem(
        *(f.street(key, name=name, footfall=50) for key, (name, _) in ROADS.items()),
        *(
            f.premises(k, street=s, address=f"{n} {ROADS[s][0]}")
            for n, (k, (s, _, _)) in enumerate(UNITS.items(), 1)
        ),
        *(
            f.project(key, name=f"Atelier {key.upper()}", weeks=(4,), activity=f"artisanat {key}")
            for key in "pqrs"
        ),
        f.spot("square", "pont"),
        f.event("fair", title="Marché de printemps", kind="marché", audiences=("familles",), occurrences=3),
        town={"name": "Lumières", "timezone": "Europe/Paris"},
    )


def furnish(folder: Path) -> None:
    """The database: the season, its places on the ground, a published plan and a draft that changes it."""
    engine = open_database(f"sqlite:///{folder / 'rideau.db'}")
    prepare(engine)
    now = datetime.now(UTC) - timedelta(hours=2)
    problem = season()
    published = f.plan(
        f.tenancy("p", "a"), f.tenancy("q", "b", 14), f.tenancy("r", "a", 42),
        f.occurrence("fair", "square", 5), f.occurrence("fair", "square", 33),
        status="feasible", points=600, bound=700,
    )  # fmt: skip
    draft = f.plan(
        f.tenancy("p", "a"), f.tenancy("q", "c", 14), f.tenancy("s", "b", 28),
        f.occurrence("fair", "square", 5), status="feasible", points=500, bound=700,
    )  # fmt: skip
    from scheduler.files import problem_document

    with sessions(engine)() as session:
        town = store_problem(session, SLUG, problem_document(problem), now=now)
        place(session, town)
        members.create_account(
            session, "reader@ville.example", "Lise", house.PASSWORD, now=now, administrator=True
        )
        for number, one in enumerate((published, draft)):
            row = plan_row(town, write_problem(problem), honest(problem, one), now + timedelta(hours=number))
            session.add(row)
            session.flush()
            if number == 0:
                publishing.publish(session, row, "Printemps", "", None, now, uuid.uuid4())
        session.commit()
    engine.dispose()


def honest(problem: Any, plan: Any) -> Any:
    """The plan with the points that it is worth."""
    from dataclasses import replace

    from scheduler.points import terms

    by_term = terms(problem, plan)
    return replace(plan, terms=by_term, points=sum(by_term.values()), bound=sum(by_term.values()) + 100)


def place(session: Any, town: Any) -> None:
    """Streets, premises and the spot get their place on the ground."""
    for key, (_, lines) in ROADS.items():
        session.scalar(select(Street).where(Street.town_id == town.id, Street.key == key)).geometry = lines
    for key, (_, lon, lat) in UNITS.items():
        unit = session.scalar(select(Premises).where(Premises.town_id == town.id, Premises.key == key))
        unit.lon, unit.lat = lon, lat
    square = session.scalar(select(Spot).where(Spot.town_id == town.id))
    square.name, square.lon, square.lat = "Pont Neuf", 1.1520, 49.0195


def application(furnished: Path, folder: Path) -> Flask:
    shutil.copy(furnished / "rideau.db", folder / "rideau.db")
    return create_app(house.settings(folder))
