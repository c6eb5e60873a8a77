"""A furnished house for tests of pages: two towns, a published version, a draft, and somebody of every role."""

import uuid
from datetime import UTC, datetime, timedelta
from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from models import members, publishing, runs
from models.accounts import Account
from models.database import open_database, prepare, sessions
from models.decisions import store
from models.mapping import store_problem
from models.places import Town
from models.plans import Plan
from scheduler.files import read_problem
from scheduler.solve import solve
from web.config import Settings, settings_from

from .small_town import OTHER, SLUG, document

PASSWORD = "la place du marché en mars"
ROLES = ("reader", "event_team", "manager", "administrator")
STRANGER = "stranger"
COOKIE = "rideau"


def settings(folder: Path, **sections: dict) -> Settings:
    """Settings whose database and files live in ``folder``."""
    return settings_from(
        {
            "database": {"url": f"sqlite:///{folder / 'rideau.db'}"},
            "files": {"dir": str(folder)},
            "jobs": {"poll_seconds": 0.05},
            **sections,
        }
    )


def furnish(folder: Path) -> None:
    """Make the database of the house in ``folder``."""
    engine = open_database(f"sqlite:///{folder / 'rideau.db'}")
    prepare(engine)
    now = datetime.now(UTC) - timedelta(hours=2)
    with sessions(engine)() as session:
        town = store_problem(session, SLUG, document(), now=now)
        other = store_problem(session, OTHER, document("Hauterive"), now=now)
        people(session, town, other, now)
        plan = planned(session, town, now)
        publishing.publish(session, plan, "Printemps", "", None, now, uuid.uuid4())
        told = {"sense": "ban", "kind": "tenancy", "item": "velo", "reason": "Le local sert au carnaval."}
        store(session, town, told, actor="test", now=now)
        planned(session, town, now + timedelta(hours=1))
        session.commit()
    engine.dispose()


def people(session: Session, town: Town, other: Town, now: datetime) -> None:
    """One account of each role, and one that belongs to the other town alone."""
    for role in (*ROLES, STRANGER):
        account = members.create_account(
            session,
            f"{role}@ville.example",
            role.replace("_", " ").capitalize(),
            PASSWORD,
            now=now,
            administrator=role == "administrator",
        )
        if role == STRANGER:
            members.set_role(session, account, other, "manager", actor="test", now=now)
        elif role != "administrator":
            members.set_role(session, account, town, role, actor="test", now=now)


def planned(session: Session, town: Town, now: datetime) -> Plan:
    """A plan of the town as it stands, kept as a run would keep it."""
    run = runs.request_run(session, town, 5, 1, 0, None, now)
    session.commit()
    claimed = runs.claim_next(session, now, "test")
    assert claimed is not None and claimed.id == run.id
    result = solve(read_problem(run.problem), seconds=5)
    runs.progress(session, run.id, 0.5, result.plan.points, result.plan.bound, now)
    plan = runs.finish(session, claimed, result.plan, now)
    assert plan is not None, claimed.outcome
    session.commit()
    return plan


def signed_in(app: Flask, person: str) -> FlaskClient:
    """A browser in which ``person`` is signed in; ``anonymous`` for nobody."""
    client = app.test_client()
    if person != "anonymous":
        with app.extensions["rideau_writers"]() as session:
            account = session.scalar(select(Account).where(Account.email == f"{person}@ville.example"))
            token = members.open_sign_in(session, account, datetime.now(UTC))
            session.commit()
        client.set_cookie(COOKIE, token)
    return client


def town_of(session: Session, slug: str = SLUG) -> Town:
    town = session.scalar(select(Town).where(Town.slug == slug))
    assert town is not None
    return town


def engine_of(folder: Path) -> Engine:
    return open_database(f"sqlite:///{folder / 'rideau.db'}")
