"""Shifts to fill, the working-time limits of those who fill them, and which shifts bear on one another.

The limits are those of the problem page: at most ``headcount`` at work at any moment, hours by day and ISO week, a
rest between the end of one date's work and the start of a later date's (Directive 2003/88/EC, articles 3 and 6, where
11 h and 48 h come from). Agencies know only the moment and the week.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from math import ceil, floor
from typing import NamedTuple

from .options.hours import Session
from .problem import Staff

#: Key of what is staffed (item number and first day) and the number of the copy.
Owner = tuple[int, int, int]


class Work(NamedTuple):
    """One session to staff: how many of each role, sorted by role, counts above 0."""

    owner: Owner
    session: Session
    need: tuple[tuple[str, int], ...]


class Post(NamedTuple):
    """``heads`` members of a row of staff in a role of the session that opens on ``day`` (an ordinal)."""

    owner: Owner
    day: int
    role: str
    staff: int
    heads: int


class Limits(NamedTuple):
    """The working time of a row of staff in whole minutes; ``day`` and ``rest`` bind single people only."""

    heads: int
    day: int
    week: int
    rest: int


class Crew:
    """The rows of staff by number: their limits, and who may work in a role on a day."""

    def __init__(self, staff: Sequence[Staff]) -> None:
        self._staff = staff
        self._able: dict[tuple[str, int], tuple[int, ...]] = {}
        self.limits = [
            Limits(
                m.headcount,
                minutes(m.max_hours_day),
                minutes(m.headcount * m.max_hours_week),
                ceil(60 * m.rest_hours),
            )
            for m in staff
        ]
        self.longest_rest = max((one.rest for one in self.limits if one.heads == 1), default=0)

    def able(self, role: str, day: int) -> tuple[int, ...]:
        """The rows that have the role and are available for a session that opens on the day."""
        found = self._able.get((role, day))
        if found is None:
            rows = enumerate(self._staff)
            found = tuple(n for n, m in rows if role in m.roles and available(m, day))
            self._able[role, day] = found
        return found


def conflict(rest: int, a: Session, b: Session) -> bool:
    """Whether a person who needs so much rest cannot work at both: they overlap, or are too near."""
    if a.begin < b.end and b.begin < a.end:
        return True
    if a.day == b.day:
        return False
    first, second = (a, b) if a.day < b.day else (b, a)
    return second.begin - first.end < rest


def available(member: Staff, day: int) -> bool:
    """Whether the member may work a session that opens on this day."""

    def covers(spans: Iterable[tuple[object, ...]]) -> bool:
        return any(s[0].toordinal() <= day < s[1].toordinal() for s in spans)  # type: ignore[attr-defined]

    if member.available is not None and not covers(member.available):
        return False
    if member.weekdays is not None and (day - 1) % 7 + 1 not in member.weekdays:
        return False
    return not covers(member.absences)


def minutes(hours: object) -> int:
    """Whole minutes in a number of hours: work is whole minutes, so the part below one never counts."""
    return floor(60 * hours)  # type: ignore[operator]


def week(session: Session) -> int:
    """The number of the ISO week in which the session opens."""
    return (session.day - 1) // 7


def overworked(limits: Limits, posts: Sequence[tuple[Session, int]]) -> bool:
    """Whether these sessions, with so many heads each, are more than an agency may do at a moment or in a week."""
    weeks: Counter[int] = Counter()
    steps: list[tuple[int, int]] = []
    for session, heads in posts:
        weeks[week(session)] += heads * (session.end - session.begin)
        steps += [(session.begin, heads), (session.end, -heads)]
    at_work = accumulate(heads for _, heads in sorted(steps))
    return max(weeks.values(), default=0) > limits.week or max(at_work, default=0) > limits.heads


def parts(works: Iterable[Work], rest: int) -> Iterator[list[Work]]:
    """Cut the works where a new week begins after everything before has ended and everybody has rested.

    No limit joins the works of two parts, so each part can be staffed as if it were alone.
    """
    order = sorted(works, key=lambda w: (w.session.day, w.session.begin, w.owner))
    earliest = [w.session.begin for w in order]
    for k in reversed(range(len(order) - 1)):
        earliest[k] = min(earliest[k], earliest[k + 1])
    part: list[Work] = []
    free = 0
    for work, begin in zip(order, earliest, strict=True):
        if part and week(work.session) != week(part[-1].session) and begin >= free + rest:
            yield part
            part, free = [], 0
        part.append(work)
        free = max(free, work.session.end)
    if part:
        yield part
