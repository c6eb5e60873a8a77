"""What was published before, item by item: what may not change, and what each change is counted against.

The checker has its own reading of this (``stability.py``).
"""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from ..plan import Occurrence, Plan, Tenancy, TrailRun
from ..problem import Problem


class Published(NamedTuple):
    """One published item: its kind, the id of its project, event or trail, its first day, and all of it."""

    kind: str
    item: str
    start: date
    entry: Tenancy | Occurrence | TrailRun


def everything(plan: Plan | None) -> list[Published]:
    """The tenancies, occurrences and trails of a plan; an entry that it has twice counts twice."""
    if plan is None:
        return []
    return [
        *(Published("tenancy", t.project, t.start, t) for t in plan.tenancies),
        *(Published("event", o.event, o.start, o) for o in plan.occurrences),
        *(Published("trail", t.trail, t.start, t) for t in plan.trails),
    ]


def settled(problem: Problem) -> Iterator[Published]:
    """Published items that start before the end of the frozen days."""
    settings = problem.settings
    if settings.today is None or settings.freeze_days is None:
        return
    end = settings.today.toordinal() + settings.freeze_days
    for one in everything(problem.published):
        if one.start.toordinal() < end:
            yield one
