"""What a run is asked to solve: the town's problem as it stands, frozen, and the plan that the search begins with."""

import json
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler.files import Fault, FaultsError
from scheduler.message import Message, Refused, message

from .mapping import Problem, load_problem, programme_of, write_plan
from .places import Town
from .plans import Plan
from .stability import Stability, around, kept_before, places_nothing, published_programme, today_in, usual


class RunRefused(Refused):
    """A run cannot be requested: ``message`` says why, ``faults`` what to mend."""

    def __init__(self, reason: Message, faults: tuple[Fault, ...] = ()) -> None:
        super().__init__(reason)
        self.faults = faults


def frozen(
    session: Session, town: Town, asked: Stability | None, now: datetime
) -> tuple[Problem, str | None]:
    """The problem to solve, around what is published, and the plan to start from. Raises ``RunRefused``."""
    published = published_programme(session, town)
    try:
        problem = load_problem(session, town)
    except FaultsError as error:
        raise RunRefused(message("the data cannot be planned as it stands"), error.faults) from None
    if not (problem.projects or problem.events or problem.trails or problem.kits):
        raise RunRefused(message("there is nothing to place yet: add projects or events first"))
    today = today_in(town, now)
    if published is None:
        problem = replace(problem, settings=replace(problem.settings, today=today))
        newest = _newest_draft(session, town)
        return problem, None if newest is None else newest.document
    asked = asked or usual(problem, today)
    if asked.keep_before is not None and asked.keep_before < today:
        raise RunRefused(
            message("the day before which everything is kept has passed: today is {today}", today=today)
        )
    return around(problem, published, asked, today), write_plan(published)


def wishes(problem: Problem) -> dict[str, Any]:
    """What the journal tells of a run that keeps to what is published."""
    if problem.published is None:
        return {}
    kept = kept_before(problem)
    return {
        "keep_before": None if kept is None else kept.isoformat(),
        "max_changes": problem.settings.max_changes,
        "points_change": problem.settings.points.change,
    }


def answered(session: Session, town: Town, problem: str) -> bool:
    """Whether the town's newest draft is a plan for this problem, be it of another day."""
    newest = _newest_draft(session, town)
    return newest is not None and _of_no_day(newest.problem) == _of_no_day(problem)


def _of_no_day(problem: str) -> Any:
    """A problem's document without the day on which it was frozen."""
    document = json.loads(problem)
    document.get("settings", {}).pop("today", None)
    return document


def _newest_draft(session: Session, town: Town) -> Plan | None:
    """The newest plan, published or not; what stands for a programme that was withdrawn is none."""
    newest_first = select(Plan.id).where(Plan.town_id == town.id).order_by(Plan.id.desc())
    plans = (session.get_one(Plan, number) for number in session.scalars(newest_first).all())
    return next((one for one in plans if one.run_id or not places_nothing(programme_of(one))), None)
