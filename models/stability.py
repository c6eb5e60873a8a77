"""What a new plan keeps of the published programme: people's wishes, and the plan that changes are counted from."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from sqlalchemy.orm import Session

from scheduler.files import FaultsError
from scheduler.message import Message, message

from .mapping import Problem, Programme, programme_of, zone_of
from .places import Town
from .programme import latest_version

KEPT_DAYS = 0
"""Where a town says nothing: what has begun stays as it is (``freeze_days`` of its settings)."""
MOST_DAYS = 10 * 366
"""No season is longer."""


@dataclass(frozen=True, slots=True)
class Stability:
    """
    What is published and starts before ``keep_before`` stays exactly as it is (None: nothing has to); of all that
    is published at most ``max_changes`` items change (None: any number), and each that does costs ``change`` points.
    """

    keep_before: date | None
    max_changes: int | None
    change: int


def today_in(town: Town, now: datetime) -> date:
    """The civil day in a town; where its zone is not known, the day in UTC."""
    try:
        return now.astimezone(zone_of(town)).date()
    except FaultsError:
        return now.astimezone(UTC).date()


def usual(problem: Problem, today: date) -> Stability:
    """What the town's settings ask for, from this day on."""
    settings = problem.settings
    days = KEPT_DAYS if settings.freeze_days is None else min(settings.freeze_days, MOST_DAYS)
    return Stability(today + timedelta(days=days), settings.max_changes, settings.points.change)


def kept_before(problem: Problem) -> date | None:
    """The day before whose start everything published is kept; None where nothing has to be."""
    today, days = problem.settings.today, problem.settings.freeze_days
    return None if today is None or days is None else today + timedelta(days=min(days, MOST_DAYS))


def around(problem: Problem, published: Programme, asked: Stability, today: date) -> Problem:
    """The problem of a plan that starts from what is published. ``asked.keep_before`` is ``today`` or later."""
    settings = replace(
        problem.settings,
        today=today,
        freeze_days=None if asked.keep_before is None else (asked.keep_before - today).days,
        max_changes=asked.max_changes,
        points=replace(problem.settings.points, change=asked.change),
    )
    return replace(problem, settings=settings, published=to_keep(problem, published, today))


def to_keep(problem: Problem, published: Programme, today: date) -> Programme:
    """
    The published items that a new plan can keep or change.

    What starts before the horizon is history, and so is what is over and no longer among the records: neither
    counts as a change. Everything else does, even where its record is gone.
    """
    first = problem.town.start
    projects = {one.id for one in problem.projects}
    premises = {one.id for one in problem.premises}
    events, trails = {one.id for one in problem.events}, {one.id for one in problem.trails}
    spots = {one.id for one in problem.spots}
    return Programme(
        tenancies=tuple(
            one
            for one in published.tenancies
            if one.start >= first
            and (one.end > today or (one.project in projects and one.premises in premises))
        ),
        occurrences=tuple(
            one
            for one in published.occurrences
            if one.start >= first and (one.start >= today or (one.event in events and one.spot in spots))
        ),
        trails=tuple(
            one
            for one in published.trails
            if one.start >= first
            and (
                one.start >= today or (one.trail in trails and all(stop.spot in spots for stop in one.stops))
            )
        ),
    )


def published_programme(session: Session, town: Town) -> Programme | None:
    """The programme that the public sees; None while nothing is published, and once it was withdrawn."""
    version = latest_version(session, town)
    programme = None if version is None else programme_of(version.plan)
    return None if programme is None or places_nothing(programme) else programme


def places_nothing(programme: Programme) -> bool:
    """Whether nothing takes place: the programme was withdrawn."""
    return not (programme.tenancies or programme.occurrences or programme.trails or programme.dressings)


def still_running(problem: Problem, published: Programme) -> list[Message]:
    """
    Published stays that began before the horizon and reach into it: a plan knows nothing of them.

    Each comes with its remedy, for its premises look free.
    """
    first = problem.town.start
    known = {one.id for one in problem.premises}
    return [
        message(
            "{project} stays at {premises} until {last}, and began before the season: begin the season on "
            "{start} or earlier, or say that the premises are free only afterwards",
            project=one.project,
            premises=one.premises,
            last=one.end - timedelta(days=1),
            start=one.start,
        )
        for one in published.tenancies
        if one.start < first < one.end
        and one.premises in known
        and _seems_free(problem, one.premises, one.end)
    ]


def _seems_free(problem: Problem, premises: str, end: date) -> bool:
    """Whether premises are offered on some day of the horizon before ``end``."""
    spans = next(one.available for one in problem.premises if one.id == premises)
    first = problem.town.start
    return spans is None or any(span.start < end and span.end > first for span in spans)
