"""A small town with a published programme: three streets, market days, a night, a cancelled and a moved date, shops."""

import shutil
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from zoneinfo import ZoneInfo

from flask import Flask
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from models.accounts import Feed
from models.database import open_database, prepare, sessions
from models.places import Street, Town
from models.plans import Plan, PublishedVersion, Slot
from web import create_app
from web.config import Files, Settings

PARIS = ZoneInfo("Europe/Paris")
PUBLISHED = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
STREETS = {
    "halles": ("Rue des Halles", [[[1.150, 49.020], [1.153, 49.0205], [1.156, 49.021]]]),
    "ecoles": ("Rue des Écoles", [[[1.152, 49.018], [1.1525, 49.0203], [1.153, 49.023]]]),
    "place": ("Place du Marché, côté nord", [[[1.154, 49.0185], [1.1556, 49.0188]]]),
}


@cache
def _prepared(*slugs: str) -> Path:
    """A database file with these towns, not to be written to."""
    path = Path(mkdtemp(prefix="rideau-test-")) / "programme.db"
    engine = open_database(f"sqlite:///{path}")
    prepare(engine)
    with sessions(engine)() as session:
        for slug in slugs:
            invented = slug == "fable"
            make_town(session, slug, fictitious=invented, name="Fable" if invented else "Évreux")
    engine.dispose()
    return path


def application(folder: Path, *slugs: str) -> tuple[Flask, Engine]:
    """The application on a copy of its own of a database with these towns (else Évreux alone)."""
    path = folder / "programme.db"
    shutil.copy(_prepared(*(slugs or ("evreux",))), path)
    engine = open_database(f"sqlite:///{path}")
    return create_app(Settings(files=Files(dir=str(folder))), engine), engine


def make_town(session: Session, slug: str = "evreux", **changes: object) -> Town:
    """The town with its streets, feeds and slots, committed."""
    values = {
        "slug": slug,
        "name": "Évreux",
        "start": date(2027, 3, 1),
        "end": date(2027, 10, 1),
        "tagline": "Le centre-ville rouvre ses rideaux.",
        "colour": "teal",
        "created_at": PUBLISHED,
        **changes,
    }
    town = Town(**values)
    session.add(town)
    session.flush()
    version = _version(session, town)
    for key, (name, geometry) in STREETS.items():
        session.add(Street(town_id=town.id, key=key, name=name, geometry=geometry, footfall=120))
        _feed(session, town, "street", key, name)
    for kind in ("marché", "concert"):
        _feed(session, town, "category", kind, kind.capitalize())
    _feed(session, town, "category", "empty", "Rien encore")
    session.add_all(_slots(town, version))
    session.commit()
    return town


def _version(session: Session, town: Town) -> PublishedVersion:
    plan = Plan(town_id=town.id, problem="{}", document="{}", points=0, created_at=PUBLISHED)
    session.add(plan)
    session.flush()
    version = PublishedVersion(town_id=town.id, number=1, plan_id=plan.id, published_at=PUBLISHED)
    session.add(version)
    session.flush()
    return version


def _feed(session: Session, town: Town, scope: str, key: str, name: str) -> None:
    session.add(
        Feed(
            town_id=town.id, scope=scope, key=key, slug=key.replace("é", "e"), name=name,
            created_at=PUBLISHED, changed_at=PUBLISHED,
        )
    )  # fmt: skip


def _slots(town: Town, version: PublishedVersion) -> list[Slot]:
    def slot(number: int, title: str, starts: datetime, hours: float, **values: object) -> Slot:
        given = {
            "town_id": town.id,
            "uid": f"{town.id:08d}-0000-4000-8000-{number:012d}",
            "kind": "event",
            "item": title,
            "changed_at": PUBLISHED,
            "starts": starts,
            "ends": starts + timedelta(hours=hours),
            "place": "spot",
            "street": "halles",
            "title": title,
            "location": "Parvis de l’église, rue des Halles",
            "category": "marché",
            "audiences": ["familles"],
            "lon": 1.1531,
            "lat": 49.0206,
            "version_id": version.id,
            **values,
        }
        return Slot(**given)

    markets = [
        slot(n, "Marché des créateurs", datetime(2027, 3, 6, 9, tzinfo=PARIS) + timedelta(days=7 * n), 9.5)
        for n in range(4)
    ]
    return [
        *markets,
        slot(10, "Nuit des lampions", datetime(2027, 6, 12, 21, tzinfo=PARIS), 4.5,
             category="concert", street="ecoles"),
        slot(11, "Fanfare; « ouverture », et <b>bal</b>", datetime(2027, 3, 7, 15, tzinfo=PARIS), 2,
             category="concert", description="Entrée libre.\nVenez nombreux", audiences=[]),
        slot(12, "Brocante", datetime(2027, 3, 8, 8, tzinfo=PARIS), 8, status="cancelled", sequence=1),
        slot(13, "Concert de printemps", datetime(2027, 3, 9, 18, 30, tzinfo=PARIS), 2, sequence=2, category="concert"),
        slot(20, "Café Ambre", datetime(2027, 3, 1, tzinfo=PARIS), 24, kind="tenancy", all_day=True,
             ends=datetime(2027, 4, 26, tzinfo=PARIS), category="café", location="12, rue des Halles", audiences=[]),
    ]  # fmt: skip
