"""A demonstration town into tables."""

from datetime import datetime
from decimal import Decimal

from sqlalchemy.orm import Session

from ..journal_log import record
from ..mapping import set_horizon
from ..places import Town, WalkNetwork
from ..plans import Decision
from ..records import apply_all
from .case import DemoTown

ACTOR = "demo"
DEGREES = ("latitude", "longitude")


def store(session: Session, demo: DemoTown, now: datetime) -> Town:
    """
    The town as rows, inside the caller's transaction.

    Raises ``ManyRecordFaults`` where a document is not sound; then nothing of it may be kept.
    """
    columns = {name: Decimal(str(value)) if name in DEGREES else value for name, value in demo.town.items()}
    town = Town(slug=demo.slug, start=demo.start, end=demo.end, created_at=now, **columns)
    set_horizon(town, demo.start, demo.end)
    session.add(town)
    session.flush()
    record(session, ACTOR, "add", "towns", demo.slug, None, {"name": town.name}, town, now=now)
    apply_all(session, town, demo.records, origin="demo", fictitious=True, actor=ACTOR, now=now)
    session.add(WalkNetwork(town_id=town.id, **demo.network))
    session.add_all(Decision(town_id=town.id, created_at=now, **one) for one in demo.decisions)
    session.flush()
    return town
