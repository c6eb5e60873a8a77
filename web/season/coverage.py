"""Where and when something happens, street by week, and which targets a plan misses."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from scheduler.case import Case, monday
from scheduler.points import periods, streets_of
from scheduler.problem import CoverageTarget

from .work import mondays


@dataclass(frozen=True, slots=True)
class StreetWeeks:
    """Days with an event in each week of a street; ``short`` are the weeks in which a target is missed there."""

    id: str
    name: str
    counts: tuple[int, ...]
    short: frozenset[int]


@dataclass(frozen=True, slots=True)
class Shortfall:
    """A target that misses ``missing`` of its ``minimum`` on the days ``[first, end)``."""

    target: CoverageTarget
    first: date
    end: date
    found: int

    @property
    def missing(self) -> int:
        return self.target.minimum - self.found


def shortfalls(case: Case) -> list[Shortfall]:
    """Every period of every target that has fewer than it asks, in order of time."""
    missed = []
    for target in case.problem.coverage:
        units = list(_units(case, target))
        for first, end in periods(case, target):
            found = sum(1 for start, last in units if start < end and last > first)
            if found < target.minimum:
                missed.append(Shortfall(target, date.fromordinal(first), date.fromordinal(end), found))
    return sorted(missed, key=lambda s: (s.first, s.target.id))


def street_weeks(case: Case, missed: list[Shortfall]) -> list[StreetWeeks]:
    """Streets with premises, spots or a target of their own; the liveliest first."""
    starts = mondays(case)
    counts: Counter[tuple[str, int]] = Counter()
    for street, day in _event_days(case):
        counts[street, monday(day)] += 1
    short = _short_weeks(case, missed)
    used = {unit.street for unit in case.problem.premises} | {spot.street for spot in case.problem.spots}
    rows = [
        StreetWeeks(
            street.id,
            street.name or street.id,
            tuple(counts[street.id, start] for start in starts),
            frozenset(start for start in starts if (street.id, start) in short),
        )
        for street in case.problem.streets
        if street.id in used or any((street.id, start) in short for start in starts)
    ]
    return sorted(rows, key=lambda row: (-sum(row.counts), row.name))


def _short_weeks(case: Case, missed: list[Shortfall]) -> set[tuple[str, int]]:
    """Weeks that lie in a missed period, for targets that name streets: of the whole town none is to blame."""
    short = set()
    for one in missed:
        if one.target.streets is None and one.target.districts is None:
            continue
        for street in streets_of(case, one.target):
            for start in range(monday(one.first.toordinal()), one.end.toordinal(), 7):
                short.add((street, start))
    return short


def _event_days(case: Case) -> Iterator[tuple[str, int]]:
    for held in case.held:
        yield from ((held.spot.street, session.day) for session in held.sessions)
    for walk in case.walks:
        for street in {spot.street for spot, _ in walk.stops}:
            yield from ((street, night.day) for night in walk.sessions)


def _units(case: Case, target: CoverageTarget) -> Iterator[tuple[int, int]]:
    """What counts for a target, each as its days ``[start, end)``: see the coverage term of the points."""
    streets = streets_of(case, target)
    if target.kinds is None or "event" in target.kinds:
        for held in case.held:
            if held.spot.street in streets and (
                target.audience is None or target.audience in held.event.audiences
            ):
                yield from ((session.day, session.day + 1) for session in held.sessions)
        for walk in case.walks if target.audience is None else ():
            crossed = {spot.street for spot, _ in walk.stops} & streets
            yield from ((night.day, night.day + 1) for night in walk.sessions for _ in crossed)
    if target.kinds is None or "tenancy" in target.kinds:
        for let in case.lets:
            if let.premises.street in streets:
                yield let.start, let.end
