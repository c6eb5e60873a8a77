"""
Making a plan the public programme, in one transaction: all of the new version is seen, or all of the old one.

The checker has the last word; entries and feeds follow from the plan; the journal says who did it.
"""

import uuid
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from scheduler.check import Violation, check
from scheduler.diff import diff
from scheduler.files import FaultsError
from scheduler.message import Message, Refused, message
from scheduler.points import terms

from .accounts import Account
from .events import Event, Kit, Trail
from .feeds import left_or_changed, revise_feeds
from .journal_log import Actor, record
from .mapping import (
    Problem,
    Programme,
    plan_row,
    problem_of,
    programme_of,
    read_problem,
    write_problem,
    zone_of,
)
from .places import Premises, Spot, Street, Town
from .plans import Plan, PublishedVersion, Slot
from .projects import Project
from .showings import Names, Words, moment, showings
from .slots import Edition, calendars, revise, tally


class PublishRefused(Refused):
    """The plan does not become public: ``message`` says why, ``violations`` which rules it breaks."""

    def __init__(self, reason: Message, violations: tuple[Violation, ...] = ()) -> None:
        super().__init__(reason)
        self.violations = violations


def publish(
    session: Session,
    plan: Plan,
    name: str,
    notes: str,
    account: Account | None,
    now: datetime,
    namespace: uuid.UUID,
    *,
    actor: Actor | None = None,
    action: str = "publish",
    horizon: datetime | None = None,
) -> PublishedVersion:
    """
    A plan becomes the town's programme; an older one published again does too, as a new version.

    ``action`` is what the journal calls it; what starts before ``horizon``, else before the season, is history.
    Raises ``PublishRefused``, with nothing changed. The caller commits.
    """
    session.flush()
    town: Any = session.get(Town, plan.town_id, with_for_update=True, populate_existing=True)
    problem, programme = _checked(plan)
    try:
        zone = zone_of(town)
    except FaultsError as error:
        raise PublishRefused(error.faults[0].message) from None
    last = select(func.max(PublishedVersion.number)).where(PublishedVersion.town_id == town.id)
    version = PublishedVersion(
        town_id=town.id,
        number=(session.scalar(last) or 0) + 1,
        plan_id=plan.id,
        name=name,
        notes=notes,
        published_at=now,
        account_id=None if account is None else account.id,
    )
    session.add(version)
    session.flush()
    existing = session.scalars(select(Slot).where(Slot.town_id == town.id)).all()
    before = {slot.uid: calendars(slot) for slot in existing}
    season = moment(problem.town.start.toordinal(), 0, zone)
    edition = Edition(version, namespace, now, season if horizon is None else horizon)
    added, changed = revise(existing, showings(problem, programme, _names(session, town), zone), edition)
    session.add_all(added)
    revise_feeds(session, town, [*existing, *added], left_or_changed(changed, before), now)
    after = {"name": name, "plan": plan.id, "entries": tally(changed)}
    who = actor if actor is not None else (account or "")
    record(session, who, action, "published_versions", str(version.number), None, after, town, now=now)
    session.flush()
    return version


def _checked(plan: Plan) -> tuple[Problem, Programme]:
    """The plan and its frozen problem, once the checker has found nothing. A plan's row is never trusted."""
    try:
        problem, programme = problem_of(plan), programme_of(plan)
        violations = check(problem, programme)
    except FaultsError as error:
        reason = message("the plan cannot be read: {reason}", reason=error.faults[0].message)
        raise PublishRefused(reason) from None
    _refuse(violations)
    return problem, programme


def _refuse(violations: Sequence[Violation]) -> None:
    if violations:
        reason = message("the plan breaks rules ({count}): it stays a draft", count=len(violations))
        raise PublishRefused(reason, tuple(violations))


def take_over(
    session: Session,
    town: Town,
    problem_text: str,
    now: datetime,
    namespace: uuid.UUID,
    *,
    actor: Actor = "import",
) -> PublishedVersion:
    """
    Publish the plan that a problem file calls ``published``, where it keeps the rules of that problem.

    Files carry such plans without points: they are computed. Raises ``PublishRefused`` with what it breaks.
    """
    whole = read_problem(problem_text)
    if whole.published is None:
        raise PublishRefused(message("the file holds no published plan"))
    problem = replace(whole, published=None)
    try:
        by_term = terms(problem, whole.published)
    except (FaultsError, KeyError):
        raise PublishRefused(
            message("the published plan names records that the file does not hold")
        ) from None
    programme = replace(
        whole.published, status="feasible", points=sum(by_term.values()), bound=None, terms=by_term
    )
    violations = check(problem, programme)
    _refuse(violations)
    plan = plan_row(town, write_problem(problem), programme, now)
    session.add(plan)
    session.flush()
    return publish(session, plan, "", "", None, now, namespace, actor=actor)


def release_notes(old: Programme | None, new: Programme) -> list[Message]:
    """What a new version changes, one sentence each: what is added, what moves, what goes."""
    change = diff(Programme() if old is None else old, new)
    return [one.message for one in (*change.added, *change.moved, *change.removed)]


def _names(session: Session, town: Town) -> Names:
    """Words of the town's records as they stand now: they are frozen into the entries. Nobody's contact is read."""

    def words(table: Any, name: Any, description: Any = None) -> dict[str, Words]:
        rows = session.scalars(select(table).where(table.town_id == town.id))
        return {row.key: _words(row, name, description) for row in rows}

    return Names(
        town.name,
        {
            "streets": words(Street, "name"),
            "premises": words(Premises, "address"),
            "spots": words(Spot, "name"),
            "projects": words(Project, "name", "description"),
            "events": words(Event, "title", "description"),
            "trails": words(Trail, "title"),
            "kits": words(Kit, "name"),
        },
    )


def _words(row: Any, name: str, description: str | None) -> Words:
    lon, lat = getattr(row, "lon", None), getattr(row, "lat", None)
    return Words(
        getattr(row, name),
        getattr(row, description) if description else "",
        None if lon is None or lat is None else (lon, lat),
    )
