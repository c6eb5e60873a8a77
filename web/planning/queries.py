"""Runs, drafts and versions of a town, as the plan pages list them."""

from dataclasses import dataclass

from flask import abort
from sqlalchemy import func, select
from sqlalchemy.orm import Session, defer

from models.accounts import Account
from models.places import Town
from models.plans import Plan, PublishedVersion, Run, RunProgress

from ..database import db_session

SHOWN = 20


def run_of(town: Town, run_id: int) -> Run:
    run = db_session().get(Run, run_id)
    if run is None or run.town_id != town.id:
        abort(404)
    return run


def plan_of(town: Town, plan_id: int) -> Plan:
    plan = db_session().get(Plan, plan_id)
    if plan is None or plan.town_id != town.id:
        abort(404)
    return plan


def runs_of(town: Town) -> list[Run]:
    """The newest runs first. Their frozen problems are not read."""
    found = select(Run).options(defer(Run.problem)).where(Run.town_id == town.id)
    return list(db_session().scalars(found.order_by(Run.id.desc()).limit(SHOWN)))


@dataclass(frozen=True, slots=True)
class Draft:
    """A plan in a list: ``version`` is the number under which it was last published."""

    id: int
    name: str
    points: int
    bound: int | None
    created_at: object
    version: int | None


def drafts_of(town: Town) -> list[Draft]:
    """The newest plans first, published or not."""
    number = (
        select(func.max(PublishedVersion.number)).where(PublishedVersion.plan_id == Plan.id).scalar_subquery()
    )
    found = (
        select(Plan.id, Plan.name, Plan.points, Plan.bound, Plan.created_at, number)
        .where(Plan.town_id == town.id)
        .order_by(Plan.id.desc())
        .limit(SHOWN)
    )
    return [Draft(*row) for row in db_session().execute(found)]


def versions_of(town: Town) -> list[PublishedVersion]:
    found = select(PublishedVersion).where(PublishedVersion.town_id == town.id)
    return list(db_session().scalars(found.order_by(PublishedVersion.number.desc())))


def plan_of_run(run: Run) -> int | None:
    """The id of the draft that a run left."""
    return db_session().scalar(select(Plan.id).where(Plan.run_id == run.id).order_by(Plan.id.desc()).limit(1))


def waiting_before(run: Run) -> int:
    """How many runs, of all towns, come before a queued one."""
    before = select(func.count(Run.id)).where(Run.state.in_(("queued", "running")), Run.id < run.id)
    return db_session().scalar(before) or 0


def progress_after(session: Session, run_id: int, last: int) -> list[RunProgress]:
    found = select(RunProgress).where(RunProgress.run_id == run_id, RunProgress.id > last)
    return list(session.scalars(found.order_by(RunProgress.id)))


def person(account_id: int | None) -> str:
    account = db_session().get(Account, account_id) if account_id else None
    return (account.name or account.email) if account else ""
