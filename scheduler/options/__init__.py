"""Every placement that is possible at all, with its points and its cost: the columns of the search.

Columns are numbered tenancies first, by project, then occurrences, by event. Placements of an item that differ only
in the place share a *bundle* (project, first day, term; or event, first day): what depends on the date alone
(staff, support, openings, sessions of the day) is counted once for all of them.
"""

from dataclasses import dataclass

import numpy as np

from ..problem import Decision, Problem
from .events import EventOptions, first_bonus
from .exact import Exact, Ints
from .tenancies import TenancyOptions

__all__ = ["EventOptions", "Options", "TenancyOptions", "first_bonus", "possible"]


@dataclass(frozen=True, slots=True)
class Options:
    """
    Parallel arrays over the columns.

    Parameters
    ----------
    tenancies
        How many columns are tenancies; the rest are occurrences.
    item
        Number of the project, or of projects plus the event.
    place
        Number of the premises or spot.
    start, days
        First day (as an ordinal) and length.
    bundle
        Number of the bundle; those of tenancies come first.
    bundle_item, bundle_start, bundle_days
        The same of each bundle.
    most
        Placements an item may have.
    """

    problem: Problem
    of_tenancies: TenancyOptions
    of_events: EventOptions
    tenancies: int
    item: Ints
    place: Ints
    start: Ints
    days: Ints
    points: Exact
    cost: Exact
    bundle: Ints
    tenancy_bundles: int
    bundle_item: Ints
    bundle_start: Ints
    bundle_days: Ints
    most: Ints

    @property
    def count(self) -> int:
        """Number of options."""
        return len(self.item)

    def event_of(self, item: int) -> int:
        """Number of the event of an item that is one."""
        return item - len(self.problem.projects)


def possible(problem: Problem, bans: tuple[Decision, ...] | None = None) -> Options:
    """Enumerate the columns; ``bans`` other than the problem's own serve the search for a conflict."""
    bans = problem.bans if bans is None else bans
    lets, shows = TenancyOptions(problem, bans), EventOptions(problem, bans)
    parts: list[tuple[Exact, ...]] = []
    for n, project in enumerate(problem.projects):
        t = lets.candidates(project)
        parts.append((np.full(len(t.start), n), t.premises, t.start, t.days, t.points, t.cost))
    tenancies = sum(len(part[0]) for part in parts)
    for n, event in enumerate(problem.events, len(problem.projects)):
        e = shows.candidates(event)
        size = len(e.start)
        parts.append((np.full(size, n), e.spot, e.start, np.full(size, event.days), e.points, e.cost))
    item, place, start, days, points, cost = (
        np.concatenate([part[k] for part in parts]) if parts else np.empty(0, dtype=np.int64)
        for k in range(6)
    )
    # Item, first day and length as one number: bundles come out by item, then by day.
    spread, first = int(days.max(initial=0)) + 1, int(start.min(initial=0))
    range_of_days = int(start.max(initial=0)) - first + 1
    key = (item.astype(np.int64) * range_of_days + (start - first)) * spread + days
    keys, bundle = np.unique(key, return_inverse=True)
    bundle_item = keys // spread // range_of_days
    return Options(
        problem=problem,
        of_tenancies=lets,
        of_events=shows,
        tenancies=tenancies,
        item=item.astype(np.int64),
        place=place,
        start=start,
        days=days,
        points=points,
        cost=cost,
        bundle=bundle.reshape(-1).astype(np.int64),
        tenancy_bundles=int((bundle_item < len(problem.projects)).sum()),
        bundle_item=bundle_item,
        bundle_start=keys // spread % range_of_days + first,
        bundle_days=keys % spread,
        most=np.array([1] * len(problem.projects) + [e.occurrences for e in problem.events], dtype=np.int64),
    )
