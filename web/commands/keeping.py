"""What a plan made from a terminal keeps of the published programme: options, and what is told of it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import click

from scheduler.faults import FaultsError
from scheduler.message import Message, message
from web.i18n import gettext

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from models.places import Town
    from models.stability import Stability
    from scheduler.plan import Plan
    from scheduler.problem import Problem


def day(_ctx: click.Context, _param: click.Parameter, text: str | None) -> date | None:
    """The value of an option that is a day."""
    try:
        return None if text is None else date.fromisoformat(text)
    except ValueError:
        told = gettext("“%(day)s” is no day: write year-month-day, as in 2027-03-01", day=text)
        raise click.BadParameter(told) from None


@dataclass(frozen=True, slots=True)
class Asked:
    """The options as they were given; None is what the town's settings say."""

    before: date | None
    changes: int | None
    cost: int | None
    nothing: bool


KEEP_BEFORE = click.option(
    "--keep-before",
    metavar="DATE",
    callback=day,
    help="Keep all that is published and starts before this day (the town's settings).",
)
CHANGES = click.option(
    "--max-changes", type=click.IntRange(0, 100_000), help="Published items that may change, at most."
)
COST = click.option(
    "--change-cost", type=click.IntRange(0, 10**6), help="Points lost for each published item that changes."
)
NOTHING = click.option(
    "--keep-nothing", is_flag=True, help="Let everything that is published change, this once."
)


def keeping_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options of ``Asked``."""
    for option in (NOTHING, COST, CHANGES, KEEP_BEFORE):
        command = option(command)
    return command


def asked_of(before: date | None, changes: int | None, cost: int | None, nothing: bool) -> Asked:
    """The options together, or the end of the command where they contradict each other."""
    if nothing and (before is not None or changes is not None):
        told = gettext("leave --keep-before and --max-changes out, or --keep-nothing")
        raise click.BadParameter(told, param_hint="--keep-nothing")
    return Asked(before, changes, cost, nothing)


def stability_of(session: "Session", town: "Town", asked: Asked, now: datetime) -> "Stability | None":
    """What the run keeps: what was asked, the rest as the town's settings say; None where they cannot be read."""
    from models.mapping import load_problem
    from models.stability import today_in, usual

    try:
        found = usual(load_problem(session, town), today_in(town, now))
    except FaultsError:
        return None
    if asked.nothing:
        found = replace(found, keep_before=None, max_changes=None)
    given = {"keep_before": asked.before, "max_changes": asked.changes, "change": asked.cost}
    return replace(found, **{name: value for name, value in given.items() if value is not None})


def kept_told(problem: "Problem", plan: "Plan") -> Iterator[Message]:
    """How much of what is published a plan changes."""
    from web.planning.keeping import kept_of

    kept = kept_of(problem, plan)
    if kept is None or not kept.items:
        return
    yield message(
        "Published items: {items}, of which {changed} change and {settled} had to stay",
        items=kept.items,
        changed=len(kept.changed),
        settled=len(kept.settled),
    )


def hindrances(problem: "Problem", slug: str) -> Iterator[Message]:
    """What of the published programme cannot stay, and how to plan all the same; nothing where nothing had to."""
    from web.planning.keeping import bound, obstacles

    if not bound(problem):
        return
    for one in obstacles(problem):
        yield message("published, and it cannot stay as it is: {reason}", reason=one)
    yield message(
        "To let everything that is published change, this once: rideau plan --town {slug} --keep-nothing",
        slug=slug,
    )
