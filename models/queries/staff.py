"""Who works how much, week by week, against what the law and their contract allow."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date

from scheduler.case import join, monday

from ..mapping import Problem, Programme


@dataclass(frozen=True, slots=True)
class StaffWeek:
    """
    A member's week from ``monday``: ``minutes`` at work (of all the members of a pool together), ``limit`` in
    minutes, ``sessions`` worked.
    """

    staff: str
    monday: date
    minutes: int
    limit: int
    sessions: int


def staff_load(problem: Problem, programme: Programme) -> list[StaffWeek]:
    """Every member and week with work, by member then week. Hours count on the date on which a session opens."""
    case = join(problem, programme)
    found = []
    for name, work in sorted(case.work.items()):
        member = case.members[name]
        minutes: Counter[int] = Counter()
        sessions: dict[int, set[tuple[str, str, int]]] = defaultdict(set)
        for one in work:
            week = monday(one.session.day)
            minutes[week] += one.minutes
            sessions[week].add(one.session.key)
        limit = int(member.headcount * member.max_hours_week * 60)
        found += [
            StaffWeek(name, date.fromordinal(week), minutes[week], limit, len(sessions[week]))
            for week in sorted(minutes)
        ]
    return found
