"""A plan and a programme in sentences: what is placed, what a version changes, and where to subscribe."""

from collections.abc import Iterator

from sqlalchemy.orm import Session

from models.places import Town
from models.plans import Plan as PlanRow
from models.programme import feeds
from models.publishing import release_notes
from scheduler.files import read_plan, read_problem
from scheduler.message import Message, message
from scheduler.plan import Plan
from scheduler.problem import Problem

from ..config import Settings
from ..i18n import ngettext
from ..names import Names
from ..programme import offer_of
from ..telling import translate
from .comparison import Figures, figures


def summed_up(problem: Problem, plan: Plan) -> Iterator[Message]:
    """How much of what was asked for is placed, and how good the plan is."""
    placed = len({one.project for one in plan.tenancies})
    held = figures(problem, plan)
    yield message(
        "Projects: {placed} of {projects} placed, {left} left out",
        placed=placed,
        projects=len(problem.projects),
        left=len(problem.projects) - placed,
    )
    yield message(
        "Events: {events} of {asked} held, {sessions} dates, {left} left out",
        events=held.events,
        asked=len(problem.events),
        sessions=held.sessions,
        left=len(problem.events) - held.events,
    )
    if problem.trails:
        yield message(
            "Light trails: {trails} of {asked} held, {nights} nights, {left} left out",
            trails=held.trails,
            asked=len(problem.trails),
            nights=held.nights,
            left=len(problem.trails) - held.trails,
        )
    if problem.kits:
        yield message(
            "Window dressings: {windows} windows, {weeks} weeks",
            windows=held.windows,
            weeks=held.window_weeks,
        )
    if plan.bound is None:
        yield message("Points: {points}", points=held.points)
    else:
        yield message(
            "Points: {points}, no plan can have more than {bound}", points=held.points, bound=plan.bound
        )


def changes(row: PlanRow, before: PlanRow | None, names: Names) -> str:
    """What changes, one sentence a line; of a first version only how much it holds."""
    problem, plan = read_problem(row.problem), read_plan(row.document)
    if before is None:
        return _first_version(figures(problem, plan))
    lines = (translate(one, names) for one in release_notes(read_plan(before.document), plan))
    return "\n".join(line if line.endswith(".") else f"{line}." for line in lines)


def _first_version(held: Figures) -> str:
    """How much a first version holds, one sentence a line."""
    lines = [
        ngettext(
            "First version: %(num)s shop and %(sessions)s event days.",
            "First version: %(num)s shops and %(sessions)s event days.",
            held.tenancies,
            sessions=held.sessions,
        )
    ]
    if held.nights:
        lines.append(ngettext("Light trails: %(num)s night.", "Light trails: %(num)s nights.", held.nights))
    if held.windows:
        lines.append(ngettext("%(num)s window is dressed.", "%(num)s windows are dressed.", held.windows))
    return "\n".join(lines)


def public_addresses(session: Session, settings: Settings, town: Town) -> Iterator[Message]:
    """Where everybody finds the programme."""
    base = f"{settings.server.address}/t/{town.slug}"
    yield message("Agenda: {url}", url=f"{base}/")
    yield message("Calendars ({count}): {url}", count=len(feeds(session, town)), url=f"{base}/subscribe")
    yield message("The whole town: {url}", url=f"{base}/town.ics")


def feed_addresses(session: Session, settings: Settings, town: Town) -> Iterator[Message]:
    """The calendar of each street and of each category."""
    base = f"{settings.server.address}/t/{town.slug}"
    for feed in feeds(session, town):
        if feed.scope != "town":
            yield message(
                "{name}: {url}", name=offer_of(feed).name, url=f"{base}/{feed.scope}/{feed.slug}.ics"
            )
