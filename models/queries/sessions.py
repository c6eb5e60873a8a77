"""The calendar of sessions: every day of every event, and every trail night."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from scheduler.case import Session, join

from ..mapping import Problem, Programme

MINUTES_A_DAY = 24 * 60


@dataclass(frozen=True, slots=True)
class SessionRow:
    """
    A session or a trail night. ``opens`` and ``closes`` are wall-clock minutes after the midnight that begins
    ``date`` (``closes`` may pass 24 hours), None where a sunset is not known. ``need`` holds (role, count),
    ``staff`` (role, member, count).
    """

    kind: str
    item: str
    owner: str
    spot: str
    street: str
    date: date
    opens: int | None
    closes: int | None
    category: str
    audiences: tuple[str, ...]
    loud: bool
    need: tuple[tuple[str, int], ...]
    staff: tuple[tuple[str, str, int], ...]


def calendar(problem: Problem, programme: Programme) -> list[SessionRow]:
    """In order of date, then of opening."""
    case = join(problem, programme)
    shifts: dict[tuple[str, date], list[tuple[str, str, int]]] = {}
    for shift in programme.shifts:
        shifts.setdefault((shift.owner, shift.date), []).append((shift.role, shift.staff, shift.count))
    found = []
    for held in case.held:
        for session in held.sessions:
            found.append(_row(session, held.spot, held.event.kind, held.event.audiences, shifts))
    for walk in case.walks:
        for session in walk.sessions:
            found.append(_row(session, walk.stops[0][0], "trail", (), shifts))
    return sorted(found, key=lambda row: (row.date, row.opens or 0, row.item, row.owner))


def _row(
    session: Session,
    spot: Any,
    category: str,
    audiences: tuple[str, ...],
    shifts: dict[tuple[str, date], list[tuple[str, str, int]]],
) -> SessionRow:
    item: Any = session.item
    day = date.fromordinal(session.day)
    opens = closes = None
    if session.begin is not None and session.end is not None:
        opens = session.begin + item.setup_minutes - session.day * MINUTES_A_DAY
        closes = session.end - item.teardown_minutes - session.day * MINUTES_A_DAY
    return SessionRow(
        kind=session.kind,
        item=item.id,
        owner=session.owner,
        spot=spot.id,
        street=spot.street,
        date=day,
        opens=opens,
        closes=closes,
        category=category,
        audiences=audiences,
        loud=bool(getattr(item, "loud", False)),
        need=tuple(sorted(session.need.items())),
        staff=tuple(sorted(shifts.get((session.owner, day), ()))),
    )
