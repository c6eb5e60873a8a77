"""Clairval (see ``tests.lights``) furnished with places on the ground, a published plan and a draft that changes it."""

import uuid
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import members, publishing
from models.database import open_database, prepare, sessions
from models.mapping import plan_row, store_problem, write_problem
from models.places import Premises, Spot, Street, Town
from models.plans import Plan
from scheduler.files import problem_from_document
from tests import lights
from tests.web import house

SLUG = lights.SLUG
ROADS = {
    "haute": [[[1.1500, 49.0200], [1.1540, 49.0202]]],
    "basse": [[[1.1500, 49.0185], [1.1540, 49.0187]]],
    "pont": [[[1.1520, 49.0180], [1.1520, 49.0210]]],
}
UNITS = {"haute-1": (1.1508, 49.02005), "haute-3": (1.1526, 49.02015), "basse-2": (1.1512, 49.0186)}
SPOTS = {"place": "Place Haute", "lavoir": "Lavoir", "quai": "Quai du Pont", "cour": "Cour des Tilleuls"}
DRAFT: dict[str, Any] = {
    "trail": ("2027-04-16", "2027-04-17"),
    "way": (("place", "Lune"), ("cour", None), ("quai", "Voiles")),
    "windows": (("haute-3", "2027-03-15", "2027-04-12"),),
}
PUBLISHED = datetime.now(UTC).replace(microsecond=0) - timedelta(hours=3)


def furnish(folder: Path) -> None:
    """The database: plan 1 is published, plan 2 a draft of it."""
    engine = open_database(f"sqlite:///{folder / 'rideau.db'}")
    prepare(engine)
    with sessions(engine)() as session:
        town = store_problem(session, SLUG, lights.document(), now=PUBLISHED)
        place(session, town)
        email = "reader@ville.example"
        members.create_account(session, email, "Lise", house.PASSWORD, now=PUBLISHED, administrator=True)
        publish(session, kept(session, town))
        kept(session, town, hours=1, **DRAFT)
        session.commit()
    engine.dispose()


def kept(session: Session, town: Town, *, hours: int = 0, **wanted: Any) -> Plan:
    """A plan of the town, stored."""
    problem = write_problem(problem_from_document(lights.DOCUMENT))
    row = plan_row(town, problem, lights.plan(**wanted), PUBLISHED + timedelta(hours=hours))
    session.add(row)
    session.flush()
    return row


def publish(session: Session, row: Plan, *, hours: int = 0) -> None:
    now = PUBLISHED + timedelta(hours=hours)
    publishing.publish(session, row, "", "", None, now, uuid.UUID(int=7))


def place(session: Session, town: Town) -> None:
    """Streets and premises get their place on the ground, spots the names that people use."""
    rows = {
        table: {row.key: row for row in session.scalars(select(table).where(table.town_id == town.id))}
        for table in (Street, Premises, Spot)
    }
    for key, lines in ROADS.items():
        rows[Street][key].geometry = lines
    for key, (lon, lat) in UNITS.items():
        rows[Premises][key].lon, rows[Premises][key].lat = lon, lat
    for key, name in SPOTS.items():
        rows[Spot][key].name = name
