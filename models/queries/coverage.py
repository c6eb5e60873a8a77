"""Where and when too little happens: each target's periods, and every street week by week."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from scheduler.case import Case, join, monday
from scheduler.points import periods, streets_of

from ..mapping import Problem, Programme
from .periods import Period, weeks


@dataclass(frozen=True, slots=True)
class TargetPeriod:
    """A coverage target in one of its periods ``[start, end)``: units there are, and the least there should be."""

    target: str
    streets: tuple[str, ...]
    start: date
    end: date
    units: int
    minimum: int

    @property
    def missing(self) -> int:
        return max(0, self.minimum - self.units)


def coverage_periods(problem: Problem, programme: Programme) -> list[TargetPeriod]:
    """Every target in every period, in the order of the problem. Units as the problem page counts them."""
    case = join(problem, programme)
    found = []
    for target in problem.coverage:
        streets = streets_of(case, target)
        units = [
            (first, last)
            for first, last, street, kind, audiences in _units(case)
            if street in streets
            and (target.kinds is None or kind in target.kinds)
            and (kind == "tenancy" or target.audience is None or target.audience in audiences)
        ]
        for first, end in periods(case, target):
            count = sum(a < end and first < b for a, b in units)
            days = date.fromordinal(first), date.fromordinal(end)
            found.append(TargetPeriod(target.id, tuple(sorted(streets)), *days, count, target.minimum))
    return found


def _units(case: Case) -> Iterator[tuple[int, int, str, str, tuple[str, ...]]]:
    """Days ``[first, end)``, street, kind and audiences of whatever counts: sessions, trail nights, tenancies."""
    for held in case.held:
        for session in held.sessions:
            yield session.day, session.day + 1, held.spot.street, "event", held.event.audiences
    for walk in case.walks:
        for street in {spot.street for spot, _ in walk.stops}:
            for session in walk.sessions:
                yield session.day, session.day + 1, street, "event", ()
    for let in case.lets:
        if let.start < let.end:
            yield let.start, let.end, let.premises.street, "tenancy", ()


@dataclass(frozen=True, slots=True)
class StreetWeeks:
    """
    A street over the weeks of the horizon: ``sessions`` held and ``shops`` open there each week, and ``short``,
    whether a target that looks at this street misses its minimum in a period of that week.
    """

    street: str
    weeks: tuple[Period, ...]
    sessions: tuple[int, ...]
    shops: tuple[int, ...]
    short: tuple[bool, ...]


def street_weeks(problem: Problem, programme: Programme) -> list[StreetWeeks]:
    """One row per street, in the order of the problem."""
    case = join(problem, programme)
    spans = weeks(problem.town.start, problem.town.end)
    held: Counter[tuple[str, int]] = Counter()
    open_: Counter[tuple[str, int]] = Counter()
    for first, end, street, kind, _ in _units(case):
        for week in range(monday(first), end, 7):
            (held if kind == "event" else open_)[street, week] += 1
    missed = [one for one in coverage_periods(problem, programme) if one.missing]
    rows = []
    for name in (street.id for street in problem.streets):
        keys = [(name, monday(span.start.toordinal())) for span in spans]
        short = [
            any(name in one.streets and one.start < span.end and span.start < one.end for one in missed)
            for span in spans
        ]
        rows.append(
            StreetWeeks(
                name,
                tuple(spans),
                tuple(held[key] for key in keys),
                tuple(open_[key] for key in keys),
                tuple(short),
            )
        )
    return rows
