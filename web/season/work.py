"""Who works how much: hours of each person or pool by week."""

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal

from scheduler.case import MINUTES_A_DAY, Case, monday


@dataclass(frozen=True, slots=True)
class Load:
    """Hours at work of a member of staff in each week; ``limit`` is what a week may hold, of all heads together."""

    id: str
    name: str
    limit: Decimal
    hours: tuple[float, ...]

    @property
    def total(self) -> float:
        return sum(self.hours)


def mondays(case: Case) -> list[int]:
    """The weeks of the horizon, each by the day number of its Monday."""
    return list(range(monday(case.start), case.end, 7))


def loads(case: Case) -> list[Load]:
    """Everybody who works, those with most hours first. A shift counts in the week in which its session opens."""
    found = []
    starts = mondays(case)
    for member in case.problem.staff:
        minutes: Counter[int] = Counter()
        for work in case.work.get(member.id, ()):
            minutes[monday(work.session.day)] += work.minutes
        if minutes:
            hours = tuple(round(minutes[start] / 60, 1) for start in starts)
            limit = member.max_hours_week * member.headcount
            found.append(Load(member.id, member.name or member.id, limit, hours))
    return sorted(found, key=lambda load: (-load.total, load.name))


def opening(session) -> int | None:
    """Minutes after midnight at which a session opens to the public; None where its hours are unknown."""
    if session.begin is None:
        return None
    return session.begin + session.item.setup_minutes - session.day * MINUTES_A_DAY
