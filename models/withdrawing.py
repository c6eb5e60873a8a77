"""Taking the programme back: what is still to come is called off, and stays to be seen as such."""

import uuid
from dataclasses import replace
from datetime import UTC, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from scheduler.files import FaultsError, plan_from_document
from scheduler.message import message
from scheduler.points import terms

from .accounts import Account
from .mapping import (
    Problem,
    Programme,
    load_problem,
    plan_row,
    programme_of,
    read_problem,
    write_problem,
)
from .places import Town
from .plans import PublishedVersion, Slot
from .programme import latest_version
from .publishing import PublishRefused, publish
from .stability import places_nothing

EVER = datetime.min.replace(tzinfo=UTC)
"""A horizon before all that was ever published: nothing still to come is history to a withdrawal."""


def withdraw(
    session: Session,
    town: Town,
    name: str,
    notes: str,
    account: Account | None,
    now: datetime,
    namespace: uuid.UUID,
) -> PublishedVersion:
    """
    A version in which nothing takes place: every entry still to come is cancelled, and stays visible as such.

    Raises ``PublishRefused``, with nothing changed, where there is nothing to call off. The caller commits.
    """
    if latest_version(session, town) is None:
        raise PublishRefused(message("nothing is published yet"))
    if not to_come(session, town, now):
        raise PublishRefused(message("nothing that is published is still to come"))
    problem = _undemanding(session, town)
    plan = plan_row(town, write_problem(problem), _nothing_placed(problem), now, name=name)
    session.add(plan)
    session.flush()
    return publish(session, plan, name, notes, account, now, namespace, action="withdraw", horizon=EVER)


def to_come(session: Session, town: Town, now: datetime) -> int:
    """How many entries a withdrawal would call off: all that are not over, those before the season too."""
    announced = select(func.count(Slot.id)).where(Slot.town_id == town.id, Slot.status == "confirmed")
    return session.scalar(announced.where(Slot.ends > now)) or 0


def is_withdrawn(version: PublishedVersion) -> bool:
    """Whether nothing takes place in this version."""
    return places_nothing(programme_of(version.plan))


def _undemanding(session: Session, town: Town) -> Problem:
    """The town's records, of which nothing has to be placed; its season alone where they cannot be planned."""
    try:
        problem = load_problem(session, town)
    except FaultsError:
        span = f'"start": "{town.start.isoformat()}", "end": "{town.end.isoformat()}"'
        return read_problem(f'{{"format": "rideau-problem/1", "town": {{{span}}}}}')
    return replace(
        problem,
        projects=tuple(replace(one, committed=False) for one in problem.projects),
        events=tuple(replace(one, committed=False) for one in problem.events),
        pins=(),
    )


def _nothing_placed(problem: Problem) -> Programme:
    """Everything is left out, because the programme is withdrawn."""
    why = message("the programme is withdrawn")
    reason = {"rule": "withdrawn", "message": str(why), "text": why.text, "values": {}}
    items = [
        *(("tenancy", one.id) for one in problem.projects),
        *(("event", one.id) for one in problem.events),
        *(("trail", one.id) for one in problem.trails),
    ]
    left = [{"kind": kind, "item": item, "reasons": [reason]} for kind, item in items]
    plan = plan_from_document({"format": "rideau-plan/1", "status": "feasible", "left_out": left})
    by_term = terms(problem, plan)
    return replace(plan, points=sum(by_term.values()), terms=by_term)
