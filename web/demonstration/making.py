"""From a recipe to a published programme, step by step; each step is kept whole or not at all."""

import secrets
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from models import publishing, runs
from models.accounts import ROLES, Account
from models.database import readers, sessions
from models.demo.storing import ACTOR, store
from models.journal import Installation
from models.members import create_account, set_role
from models.messages import message_from
from models.places import Town
from models.plans import Plan, Run
from models.records import ManyRecordFaults
from scheduler.message import Message, message

from ..config import Settings
from ..database import installation_value
from ..demo_accounts import DOMAIN
from ..following import Follower, Tell
from ..running import Planner
from .recipe import DemoRefused, Recipe, refuse_real_folder, remember, standing

PASSWORD = "demo-password"  # noqa: S105 (the name under which it is kept)
PEOPLE = {
    "administrator": "Dominique Arnaud",
    "manager": "Claude Meunier",
    "event_team": "Andrea Marchal",
    "reader": "Sacha Colin",
}
WORKERS = 2


@dataclass(frozen=True, slots=True)
class Made:
    """The town that is there now; ``reused`` where it had been made before."""

    town_id: int
    reused: bool
    notes: tuple[Message, ...]
    password: str


def make(settings: Settings, engine: Engine, recipe: Recipe, seconds: int, tell: Tell) -> Made:
    """
    Make, plan and publish the town, and open the accounts.

    Raises ``DemoRefused`` or ``OsmError``, and then leaves nothing half-made.
    """
    demo = recipe.make()
    mark = recipe.mark(demo)
    maker = sessions(engine)
    with maker() as session:
        refuse_real_folder(session)
        town = standing(session, demo, mark)
        if reused := town is not None:
            tell(message("{town} is here already and is shown as it stands.", town=town.name))
        else:
            town = _stored(session, demo)
            remember(session, demo, mark)
        password = _accounts(session, town)
        session.commit()
    if not reused:
        for note in demo.notes:
            tell(note)
        tell(message("{town} is made; planning takes up to {seconds} s.", town=town.name, seconds=seconds))
        _plan(settings, engine, town, seconds, recipe.seed, tell)
    return Made(town.id, reused, tuple(demo.notes), password)


def _stored(session: Session, demo) -> Town:
    try:
        return store(session, demo, datetime.now(UTC))
    except ManyRecordFaults as error:
        session.rollback()
        raise DemoRefused(
            message("The town cannot be kept as it was made ({reason}).", reason=str(error))
        ) from error


def _accounts(session: Session, town: Town) -> str:
    """One account for each role, all with one password, which is made once in each folder."""
    kept = session.get(Installation, PASSWORD)
    if kept is None:
        kept = Installation(name=PASSWORD, value=f"rideau-{secrets.token_hex(6)}")
        session.add(kept)
    now = datetime.now(UTC)
    for role in ROLES:
        email = f"{role.replace('_', '-')}@{DOMAIN}"
        account = session.scalar(select(Account).where(Account.email == email))
        if account is None:
            account = create_account(
                session,
                email,
                PEOPLE[role],
                kept.value,
                now=now,
                actor=ACTOR,
                administrator=role == "administrator",
            )
        set_role(session, account, town, role, actor=ACTOR, now=now)
    return kept.value


def _plan(settings: Settings, engine: Engine, town: Town, seconds: int, seed: int, tell: Tell) -> None:
    """Plan and publish. A machine that is busy with other things gets a second, longer try."""
    run = _run(settings, engine, town, seconds, seed, tell)
    if not _publish(engine, town, run):
        tell(message("No plan yet: trying again for {seconds} s.", seconds=2 * seconds))
        run = _run(settings, engine, town, 2 * seconds, seed, tell)
        if not _publish(engine, town, run):
            raise DemoRefused(_why_not(engine, run))


def _run(settings: Settings, engine: Engine, town: Town, seconds: int, seed: int, tell: Tell) -> int:
    """A run seen to its end; its id."""
    with sessions(engine)() as session:
        found = session.get_one(Town, town.id)
        run = runs.request_run(session, found, seconds, WORKERS, seed, None, datetime.now(UTC))
        session.commit()
    planner = Planner(settings, engine)
    planner.recover()
    try:
        Follower(engine, run.id, tell).see_through(planner)
    finally:
        planner.end()
    return run.id


def _publish(engine: Engine, town: Town, run_id: int) -> bool:
    """Make the run's plan the programme; False where it has none."""
    with sessions(engine)() as session:
        plan = session.scalar(select(Plan).where(Plan.run_id == run_id).order_by(Plan.id.desc()).limit(1))
        if plan is None:
            return False
        namespace = uuid.UUID(installation_value(session, "namespace"))
        name = f"Programme {town.start.year}"
        # Entries stamped with the very moment they are first read look as if they changed at every reading.
        asked = session.get_one(Run, run_id).requested_at.replace(second=0, microsecond=0)
        publishing.publish(
            session, plan, name, "", None, asked - timedelta(minutes=1), namespace, actor=ACTOR
        )
        session.commit()
    return True


def _why_not(engine: Engine, run_id: int) -> Message:
    with readers(engine)() as session:
        run = session.get(Run, run_id)
    if run is not None and run.outcome:
        return message_from(run.outcome[0])
    return message("No plan was found in time: allow more with --seconds.")
