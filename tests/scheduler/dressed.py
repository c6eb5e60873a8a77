"""Every way to dress the fronts that stand empty, for the search that looks at all plans."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from scheduler.costs import Item
from scheduler.plan import Dressing, Tenancy
from scheduler.problem import Kit, Problem
from tests.scheduler.served import Purse


class Use(NamedTuple):
    """A kit in a window on the days ``[start, end)`` of the season; kit and premises by their place in the lists."""

    start: int
    premises: int
    kit: int
    end: int


class Dressed(NamedTuple):
    """Some uses: their points without the money term, and their cost."""

    value: int
    cents: int
    uses: tuple[Use, ...]

    def dressings(self, problem: Problem) -> tuple[Dressing, ...]:
        first = problem.town.start
        return tuple(
            Dressing(
                id=f"dressing {n}",
                kit=problem.kits[use.kit].id,
                premises=problem.premises[use.premises].id,
                start=first + timedelta(use.start),
                end=first + timedelta(use.end),
            )
            for n, use in enumerate(self.uses)
        )


def let(tenancies: Iterable[Tenancy]) -> frozenset:
    """All that dressings ask of tenancies: where and when they are."""
    return frozenset((t.premises, t.start, t.end) for t in tenancies)


def dressed(problem: Problem, tenancies: Sequence[Tenancy], purse: Purse) -> list[Dressed]:
    """
    Nothing, and the ways to dress the fronts beside these tenancies.

    No rule or term ties dressings to anything but tenancies and money. Of two ways whose costs are the same, item by
    item and line by line that may pay, the one with more points is enough.
    """
    fronts, kits = Fronts(problem, tenancies), problem.kits
    asked: dict[tuple[int, int], tuple] = {}
    most: dict[tuple, Dressed] = {}
    for uses in fronts.ways():
        value = sum(fronts.points[u.premises][u.kit] * ((u.end - u.start) // 7) for u in uses)
        for u in uses:
            if (u.kit, u.start) not in asked:
                start = problem.town.start.toordinal() + u.start
                item = Item("dressing", "", start, kits[u.kit].tags, kits[u.kit].cost_cents)
                asked[u.kit, u.start] = purse.asked([item])
        key = tuple(sorted(asked[u.kit, u.start] for u in uses if kits[u.kit].cost_cents))
        if key not in most or value > most[key].value:
            most[key] = Dressed(value, sum(kits[u.kit].cost_cents for u in uses), uses)
    return list(most.values())


class Fronts:
    """The fronts of the premises, with the days on which somebody is there."""

    def __init__(self, problem: Problem, tenancies: Sequence[Tenancy]) -> None:
        self.problem = problem
        self.days = self.day(problem.town.end)
        footfall = {street.id: street.footfall for street in problem.streets}
        #: Of one whole week, by premises and kit.
        self.points = [
            [
                kit.value_week * (footfall[place.street] if place.footfall is None else place.footfall)
                for kit in problem.kits
            ]
            for place in problem.premises
        ]
        self.taken: list[list[tuple[int, int]]] = [
            [
                (self.day(t.start), self.day(t.end) + place.turnaround_days)
                for t in tenancies
                if t.premises == place.id
            ]
            for place in problem.premises
        ]
        spans = [line.available for line in problem.funding or () if line.available]
        self.opened = {0, *(self.day(span.start) for span in spans)}

    def day(self, day: date) -> int:
        return (day - self.problem.town.start).days

    def ways(self, chosen: tuple[Use, ...] = ()) -> Iterator[tuple[Use, ...]]:
        """All sets of uses that keep the rules, each in the order of its starts."""
        yield chosen
        for use in self._next(chosen):
            if self._empty(use, chosen) and self._in_stock(use, chosen):
                yield from self.ways((*chosen, use))

    def _next(self, chosen: tuple[Use, ...]) -> Iterator[Use]:
        """
        Uses that may follow, by three exchanges that lose nothing.

        Any plan of dressings can be moved, one after the other, to begin earlier by a day as long as the front is
        empty, a kit is there and no line of money opens on that day: so each begins on the first day, or on one where
        a line opens, a tenancy has left, or another dressing ends. Its points hang on whole weeks only: so it is as
        short as they and the kit allow. Where it costs nothing, or costs no points to go without (``thrifty``), one
        that brings no points is dropped, and of two of a kit without a day between them the second is joined to the
        first, which saves a cost and loses no week.
        """
        ends = {use.end for use in chosen}
        for p, place in enumerate(self.problem.premises):
            starts = self.opened | ends | {end for _, end in self.taken[p]}
            for k, kit in enumerate(self.problem.kits):
                points = self.points[p][k]
                thrifty = self.problem.settings.points.euro >= 0 or not kit.cost_cents
                if kit.premises is not None and place.id not in kit.premises:
                    continue
                joined = {u.end for u in chosen if (u.premises, u.kit) == (p, k)} if points >= 0 else set()
                for start in sorted(starts - joined if thrifty else starts):
                    if not chosen or (start, p, k) > chosen[-1][:3]:
                        for end in self._ends(start, kit):
                            if not thrifty or points * ((end - start) // 7) > 0:
                                yield Use(start, p, k, end)

    def _ends(self, start: int, kit: Kit) -> list[int]:
        shortest = max(1, kit.min_days)
        lengths = {shortest, *(n for n in range(7, self.days + 1, 7) if n > shortest)}
        return [start + n for n in sorted(lengths) if start >= 0 and start + n <= self.days]

    def _empty(self, use: Use, chosen: tuple[Use, ...]) -> bool:
        there = self.taken[use.premises] + [(u.start, u.end) for u in chosen if u.premises == use.premises]
        return all(end <= use.start or use.end <= start for start, end in there)

    def _in_stock(self, use: Use, chosen: tuple[Use, ...]) -> bool:
        """In the order of their starts, those in use as this one begins are all it meets so far."""
        live = sum(u.kit == use.kit and u.start <= use.start < u.end for u in chosen)
        return live < self.problem.kits[use.kit].stock
