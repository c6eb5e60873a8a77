"""A plan joined with the problem it answers: every entry beside the record it names.

Days are numbers (1 is Monday 1 January of year 1), so that nothing overflows; moments are minutes since the
midnight that begins day 0, on the town's wall clock. Used by the checker and by the points, never by the engine.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from .fields import Hour, Span
from .plan import Plan, Shift
from .problem import Event, Installation, Kit, Premises, Problem, Project, Spot, Staff, Trail

MINUTES_A_DAY = 24 * 60


@dataclass(frozen=True, slots=True, eq=False)
class Let:
    """A project in premises on the days ``[start, end)``, which may be empty in a broken plan."""

    project: Project
    premises: Premises
    start: int
    end: int

    @property
    def days(self) -> int:
        """Days of trading, set-up and turnaround not counted."""
        return self.end - self.start

    @property
    def cleared(self) -> int:
        """The day on which the premises are ready again."""
        return self.end + self.premises.turnaround_days


@dataclass(frozen=True, slots=True, eq=False)
class Session:
    """
    One day of an occurrence or one night of a trail.

    ``owner`` is the occurrence's id or the trail's, ``day`` the date on which it opens, ``closes`` minutes after
    that date's midnight, ``begin`` and ``end`` its work span, set-up and tear-down included. The hours are None
    where they follow a sunset that the problem does not give.
    """

    kind: str
    owner: str
    item: Event | Trail
    day: int
    closes: int | None
    begin: int | None
    end: int | None
    need: Mapping[str, int]

    @property
    def key(self) -> tuple[str, str, int]:
        """What its shifts name it by: kind, owner, and day as an ordinal."""
        return self.kind, self.owner, self.day

    @property
    def work(self) -> tuple[int, int] | None:
        """The work span in minutes, where it is known."""
        return None if self.begin is None or self.end is None else (self.begin, self.end)


@dataclass(frozen=True, slots=True, eq=False)
class Held:
    """An occurrence of an event on a spot, from its first to its last day, both included."""

    id: str
    event: Event
    spot: Spot
    start: int
    last: int
    sessions: tuple[Session, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Walk:
    """A trail with its stops, from its first to its last night, both included."""

    trail: Trail
    start: int
    last: int
    stops: tuple[tuple[Spot, Installation | None], ...]
    sessions: tuple[Session, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Dressed:
    """A kit in a window on the days ``[start, end)``."""

    id: str
    kit: Kit
    premises: Premises
    start: int
    end: int


@dataclass(frozen=True, slots=True, eq=False)
class Work:
    """A shift on a session whose hours are known."""

    shift: Shift
    session: Session
    begin: int
    end: int

    @property
    def minutes(self) -> int:
        """Minutes at work, of all the shift's members together."""
        return (self.end - self.begin) * self.shift.count


@dataclass(slots=True, eq=False)
class Case:
    """The whole plan, joined. Every reference must resolve: see ``files.check_references``."""

    problem: Problem
    plan: Plan
    start: int
    end: int
    lets: list[Let] = field(default_factory=list)
    held: list[Held] = field(default_factory=list)
    walks: list[Walk] = field(default_factory=list)
    dressed: list[Dressed] = field(default_factory=list)
    streets: dict[str, Any] = field(default_factory=dict)
    projects: dict[str, Project] = field(default_factory=dict)
    events: dict[str, Event] = field(default_factory=dict)
    members: dict[str, Staff] = field(default_factory=dict)
    occurrences: dict[str, Held] = field(default_factory=dict)
    session_at: dict[tuple[str, str, int], Session] = field(default_factory=dict)
    work: dict[str, list[Work]] = field(default_factory=dict)

    @property
    def sessions(self) -> Iterator[Session]:
        """Sessions of events, in the order of the plan."""
        return (s for o in self.held for s in o.sessions)

    @property
    def nights(self) -> Iterator[Session]:
        """The sessions of every trail, a night each."""
        return (s for walk in self.walks for s in walk.sessions)

    def footfall(self, premises: Premises) -> int:
        """Of the premises, or else of their street."""
        if premises.footfall is not None:
            return premises.footfall
        footfall: int = self.streets[premises.street].footfall
        return footfall

    def session_of(self, shift: Shift) -> Session | None:
        """The session or night that a shift is for, if the plan has it."""
        kind = "event" if shift.owner in self.occurrences else "trail"
        return self.session_at.get((kind, shift.owner, shift.date.toordinal()))


def join(problem: Problem, plan: Plan) -> Case:
    """The case of a problem and a plan whose references resolve."""
    case = Case(problem, plan, problem.town.start.toordinal(), problem.town.end.toordinal())
    case.streets, case.projects = by_id(problem.streets), by_id(problem.projects)
    case.events, case.members = by_id(problem.events), by_id(problem.staff)
    premises, spots = by_id(problem.premises), by_id(problem.spots)
    trails, kits = by_id(problem.trails), by_id(problem.kits)
    sunsets = {day.toordinal(): minutes for day, minutes in problem.town.sunsets.items()}
    for t in plan.tenancies:
        start, end = t.start.toordinal(), t.end.toordinal()
        case.lets.append(Let(case.projects[t.project], premises[t.premises], start, end))
    for o in plan.occurrences:
        event, start = case.events[o.event], o.start.toordinal()
        days = _sessions("event", o.id, event, range(start, start + event.days), event.staff, sunsets)
        case.held.append(Held(o.id, event, spots[o.spot], start, start + event.days - 1, days))
    for run in plan.trails:
        case.walks.append(_walk(trails[run.trail], run.start.toordinal(), run.stops, spots, sunsets))
    for d in plan.dressings:
        start, end = d.start.toordinal(), d.end.toordinal()
        case.dressed.append(Dressed(d.id, kits[d.kit], premises[d.premises], start, end))
    case.occurrences = by_id(case.held)
    case.session_at = {s.key: s for group in (case.sessions, case.nights) for s in group}
    for shift in plan.shifts:
        session = case.session_of(shift)
        if session and session.work:
            case.work.setdefault(shift.staff, []).append(Work(shift, session, *session.work))
    return case


def by_id(rows: Iterable[Any]) -> dict[str, Any]:
    """Records by their id; of two with the same id the last."""
    return {row.id: row for row in rows}


def _walk(
    trail: Trail, start: int, stops: Sequence[Any], spots: Mapping[str, Spot], sunsets: Mapping[int, int]
) -> Walk:
    installations = by_id(trail.installations)
    placed = tuple(
        (spots[stop.spot], None if stop.installation is None else installations[stop.installation])
        for stop in stops
    )
    need = Counter(trail.staff)
    for _, installation in placed:
        if installation:
            need.update(installation.staff)
    nights = _sessions("trail", trail.id, trail, range(start, start + trail.nights), need, sunsets)
    return Walk(trail, start, start + trail.nights - 1, placed, nights)


def _sessions(
    kind: str,
    owner: str,
    item: Event | Trail,
    days: Iterable[int],
    need: Mapping[str, int],
    sunsets: Mapping[int, int],
) -> tuple[Session, ...]:
    found = []
    for day in days:
        opens, closes = minutes_of(item.opens, day, sunsets), minutes_of(item.closes, day, sunsets)
        if opens is None or closes is None:
            found.append(Session(kind, owner, item, day, None, None, None, need))
            continue
        if closes <= opens:  # at or before opens means a day later
            closes += MINUTES_A_DAY * ((opens - closes) // MINUTES_A_DAY + 1)
        midnight = day * MINUTES_A_DAY
        begin, end = midnight + opens - item.setup_minutes, midnight + closes + item.teardown_minutes
        found.append(Session(kind, owner, item, day, closes, begin, end, need))
    return tuple(found)


def minutes_of(hour: Hour, day: int, sunsets: Mapping[int, int]) -> int | None:
    """Minutes after the midnight that begins the day; None where its sunset is not given."""
    if not hour.sunset:
        return hour.minutes
    return sunsets[day] + hour.minutes if day in sunsets else None


def monday(day: int) -> int:
    """The first day of its ISO week."""
    return day - (day - 1) % 7


def weekday(day: int) -> int:
    """1 for Monday to 7 for Sunday."""
    return (day - 1) % 7 + 1


def inside(first: int, end: int, spans: Iterable[Span]) -> bool:
    """Whether ``[first, end)`` lies inside one of the spans."""
    return any(span.start.toordinal() <= first and end <= span.end.toordinal() for span in spans)


def on(day: int) -> date | str:
    """A day as a date, where dates reach that far."""
    if day < 1:
        return f"<{date.min}"
    return date.fromordinal(day) if day <= date.max.toordinal() else f">{date.max}"
