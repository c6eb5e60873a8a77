"""A month of events as a calendar: weeks of days, each with its sessions and the shops that open."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from models.routes import LIGHT_TRAIL
from scheduler.case import Case

from ..agenda import next_month
from .work import opening

Names = Callable[[str, str], str]


@dataclass(frozen=True, slots=True)
class Filter:
    """What a calendar shows; an empty word shows everything."""

    street: str = ""
    category: str = ""
    audience: str = ""


@dataclass(frozen=True, slots=True)
class Date:
    """
    A session on a day. ``opens`` and ``closes`` are minutes after its midnight, or None; ``nth`` of ``days`` where
    the event lasts several days. ``kind`` is ``event``, ``trail`` or ``opening`` (a shop opens its door). A trail
    has the names of its ``stops`` and passes through several ``streets``; ``place`` and ``street`` are where it starts.
    """

    day: date
    kind: str
    item: str
    title: str
    category: str
    place: str
    street: str
    audiences: tuple[str, ...]
    opens: int | None
    closes: int | None
    nth: int = 1
    days: int = 1
    stops: tuple[str, ...] = ()
    streets: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Day:
    day: date
    inside: bool
    dates: tuple[Date, ...]


def dates(case: Case, names: Names) -> list[Date]:
    """Everything that has a date in the plan, in order of time."""
    found = [*_events(case, names), *_nights(case, names), *_openings(case, names)]
    return sorted(found, key=lambda d: (d.day, d.opens or 0, d.title))


def chosen(found: Iterable[Date], wanted: Filter) -> list[Date]:
    return [
        d
        for d in found
        if (not wanted.street or wanted.street in (d.street, *d.streets))
        and (not wanted.category or d.category == wanted.category)
        and (not wanted.audience or wanted.audience in d.audiences)
    ]


def weeks(month: date, found: Iterable[Date]) -> list[list[Day]]:
    """The weeks, Monday to Sunday, that the month touches."""
    by_day = defaultdict(list)
    for one in found:
        by_day[one.day].append(one)
    first, end = month - timedelta(month.weekday()), next_month(month)
    grid = []
    while first < end:
        days = [first + timedelta(n) for n in range(7)]
        grid.append([Day(d, d.month == month.month, tuple(by_day[d])) for d in days])
        first += timedelta(7)
    return grid


def _events(case: Case, names: Names) -> Iterable[Date]:
    for held in case.held:
        for nth, session in enumerate(held.sessions, 1):
            yield Date(
                date.fromordinal(session.day),
                "event",
                held.event.id,
                names("event", held.event.id),
                held.event.kind,
                names("spot", held.spot.id),
                held.spot.street,
                held.event.audiences,
                opening(session),
                session.closes,
                nth,
                len(held.sessions),
            )


def _nights(case: Case, names: Names) -> Iterable[Date]:
    for walk in case.walks:
        for nth, night in enumerate(walk.sessions, 1):
            first = walk.stops[0][0]
            yield Date(
                date.fromordinal(night.day),
                "trail",
                walk.trail.id,
                names("trail", walk.trail.id),
                LIGHT_TRAIL,
                names("spot", first.id),
                first.street,
                (),
                opening(night),
                night.closes,
                nth,
                len(walk.sessions),
                tuple(names("spot", spot.id) for spot, _ in walk.stops),
                frozenset(spot.street for spot, _ in walk.stops),
            )


def _openings(case: Case, names: Names) -> Iterable[Date]:
    for let in case.lets:
        yield Date(
            date.fromordinal(let.start),
            "opening",
            let.project.id,
            names("project", let.project.id),
            let.project.activity,
            names("premises", let.premises.id),
            let.premises.street,
            (),
            None,
            None,
        )
