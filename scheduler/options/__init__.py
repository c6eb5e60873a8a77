"""Every placement that is possible at all, with its points and its cost: the columns of the search.

Columns come by kind, in the order of :class:`Kind`. Tenancies and occurrences are whole placements. A trail is put
together from several columns: one that it begins on a date, one for each installation at a spot, one for each stop
without; the published walk, if it is still possible, is one column of its own. A window dressing is put together
from its shortest stay and further weeks.

Placements of an item that differ only in the place share a *bundle* (project, first day, term; event, first day;
installation, first night): what depends on the date alone (staff, support, openings, sessions of the day) is counted
once for all of them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

import numpy as np

from ..problem import Decision, Problem
from .columns import Columns, Kind, bundles, joined
from .dressings import DressingOptions
from .events import EventOptions, first_bonus
from .exact import Exact, Ints
from .published import Published, settled
from .tenancies import TenancyOptions
from .thinning import Thinning, bound_items, thinned
from .trails import TrailOptions

__all__ = ["EventOptions", "Kind", "Options", "TenancyOptions", "first_bonus", "possible"]


@dataclass(frozen=True, slots=True)
class Options:
    """
    Parallel arrays over the columns.

    Parameters
    ----------
    item
        Number of the item: projects, events, trails, installations, bare stops, fronts, further weeks, in this order.
    place
        Number of the premises (tenancy, dressing), spot (occurrence, stop), trail, or published walk.
    start, days
        First day (as an ordinal) and length.
    bundle
        Number of the bundle; those of one kind are consecutive.
    bundle_item, bundle_start, bundle_days
        The same of each bundle.
    most
        By item, placements it may have.
    settled
        Published items that may not change.
    thinned
        Whether there are possible placements that are no options.
    """

    problem: Problem
    of_tenancies: TenancyOptions
    of_events: EventOptions
    of_trails: TrailOptions
    of_dressings: DressingOptions
    item: Ints
    place: Ints
    start: Ints
    days: Ints
    points: Exact
    cost: Exact
    bundle: Ints
    bundle_item: Ints
    bundle_start: Ints
    bundle_days: Ints
    most: Ints
    settled: tuple[Published, ...]
    thinned: bool
    _first: tuple[int, ...] = field(repr=False)
    _first_bundle: tuple[int, ...] = field(repr=False)
    _first_item: tuple[int, ...] = field(repr=False)

    @property
    def count(self) -> int:
        """Number of options."""
        return len(self.item)

    def of(self, kind: Kind) -> Ints:
        """Numbers of the options of a kind."""
        return np.arange(self._first[kind], self._first[kind + 1])

    def of_item(self, kind: Kind, item: int) -> Ints:
        """Numbers of the options of a project or event: these come item by item."""
        first, end = self._first[kind], self._first[kind + 1]
        low, high = np.searchsorted(self.item[first:end], [item, item + 1])
        return np.arange(first + low, first + high)

    def bundles_of(self, kind: Kind) -> Ints:
        """Numbers of the bundles of a kind."""
        return np.arange(self._first_bundle[kind], self._first_bundle[kind + 1])

    def kind(self, option: int) -> Kind:
        """What an option is."""
        return Kind(int(np.searchsorted(self._first, option, side="right")) - 1)

    def kind_of_bundle(self, bundle: int) -> Kind:
        """What the options of a bundle are."""
        return Kind(int(np.searchsorted(self._first_bundle, bundle, side="right")) - 1)

    def first_item(self, kind: Kind) -> int:
        """Number of the first item of a kind: the position in its own list comes after."""
        return self._first_item[kind]

    def position(self, kind: Kind, item: int) -> int:
        """Position of an item among those of its kind."""
        return int(item) - self._first_item[kind]

    def event_of(self, item: int) -> int:
        """Number of the event of an item that is one."""
        return self.position(Kind.EVENT, item)


def possible(
    problem: Problem,
    bans: tuple[Decision, ...] | None = None,
    frozen: Sequence[Published] | None = None,
    thinning: Thinning | None = None,
) -> Options:
    """
    Enumerate the columns.

    ``bans`` and ``frozen`` published items other than the problem's own serve the search for a conflict.
    """
    bans = problem.bans if bans is None else bans
    lets, shows = TenancyOptions(problem, bans), EventOptions(problem, bans)
    walks = TrailOptions(problem, bans)
    let, shown, fewer = _placements(problem, lets, shows, thinning)
    tenancies = joined(let)
    fronts = DressingOptions(problem, tenancies)
    parts = {Kind.TENANCY: tenancies, Kind.EVENT: joined(shown), **walks.columns(), **fronts.columns()}
    most = {**_most(problem), **fronts.most()}
    first_item = _first_items(most)
    every = joined([parts[kind]._replace(item=parts[kind].item + first_item[kind]) for kind in Kind])
    sizes = [len(parts[kind].item) for kind in Kind]
    bundled = bundles(every, np.repeat(np.arange(len(Kind)), sizes), sum(map(len, most.values())))
    return Options(
        problem=problem,
        of_tenancies=lets,
        of_events=shows,
        of_trails=walks,
        of_dressings=fronts,
        item=every.item,
        place=every.place,
        start=every.start,
        days=every.days,
        points=every.points,
        cost=every.cost,
        bundle=bundled.of,
        bundle_item=bundled.item,
        bundle_start=bundled.start,
        bundle_days=bundled.days,
        most=np.array([n for kind in Kind for n in most[kind]], dtype=np.int64),
        settled=tuple(settled(problem) if frozen is None else frozen),
        thinned=fewer,
        _first=tuple(accumulate(sizes, initial=0)),
        _first_bundle=tuple(np.searchsorted(bundled.kind, np.arange(len(Kind) + 1)).tolist()),
        _first_item=first_item,
    )


def _placements(
    problem: Problem, lets: TenancyOptions, shows: EventOptions, thinning: Thinning | None
) -> tuple[list[Columns], list[Columns], bool]:
    """The tenancies of each project, the occurrences of each event, and whether these are not all."""
    let = [lets.columns(n) for n in range(len(problem.projects))]
    shown = [shows.columns(n) for n in range(len(problem.events))]
    parts = [*let, *shown]
    if thinning is None or sum(len(part.item) for part in parts) <= thinning.most:
        return let, shown, False
    whole = thinning.whole | bound_items(problem)
    kept = [project.id in whole for project in problem.projects]
    kept += [event.id in whole for event in problem.events]
    parts = thinned(parts, kept, thinning.most)
    return parts[: len(let)], parts[len(let) :], True


def _most(problem: Problem) -> dict[Kind, list[int]]:
    """Of every item but the dressings, kind by kind, how many placements it may have."""
    return {
        Kind.TENANCY: [1] * len(problem.projects),
        Kind.EVENT: [event.occurrences for event in problem.events],
        Kind.TRAIL: [1] * len(problem.trails),
        Kind.SHOWN: [1] * sum(len(trail.installations) for trail in problem.trails),
        Kind.BARE: [len(trail.spots) for trail in problem.trails],
        Kind.KEPT: [],  # a published walk is one way of holding the trail, no item of its own
    }


def _first_items(most: Mapping[Kind, Sequence[int]]) -> tuple[int, ...]:
    """By kind, the number of its first item; a published walk has that of its trail."""
    first = list(accumulate((len(most[kind]) for kind in Kind), initial=0))[: len(Kind)]
    first[Kind.KEPT] = first[Kind.TRAIL]
    return tuple(first)
