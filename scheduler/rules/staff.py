"""What a choice of occurrences and trails must keep to be staffed at all.

These rows are necessary: for any set of roles, those who have one of them are enough at each moment and have enough
hours. Where each role has an agency of its own they are also sufficient; elsewhere the roster decides, and what it
refuses comes back as a cut.
"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from itertools import combinations
from math import floor

import numpy as np

from ..engine.model import Model
from ..options import Options
from ..options.exact import Ints, Mask
from ..options.hours import Session
from ..problem import Problem, Staff
from ..roster import available, minutes, role_groups
from .calendar import monday
from .duties import Carrier, carriers

#: Role groups up to this size get rows for every set of their roles; larger ones for single roles and the whole.
ALL_SETS = 4


class Need:
    """The sessions of every column that needs one of a set of roles, and who could work there."""

    def __init__(self, problem: Problem, every: Sequence[Carrier], roles: frozenset[str]) -> None:
        self.members = [m for m in problem.staff if set(m.roles) & roles]
        self.work: list[tuple[int, int, Session]] = []
        for one in every:
            count = sum(n for role, n in one.need.items() if role in roles)
            if count:
                self.work += [(one.column, count, s) for s in one.sessions]
        self.label = {"roles": sorted(roles)}

    def heads(self, day: int) -> int:
        """How many people of these roles are available on a day (an ordinal)."""
        return sum(m.headcount for m in self.members if available(m, day))


def needs(options: Options) -> list[Need]:
    """One for each set of roles that rows are written for."""
    found, every = [], carriers(options)
    for group in role_groups(options.problem):
        roles = sorted(group)
        sizes = range(1, len(roles) + 1) if len(roles) <= ALL_SETS else (1, len(roles))
        found += [
            Need(options.problem, every, frozenset(some))
            for size in sizes
            for some in combinations(roles, size)
        ]
    return found


def at_a_moment(model: Model, options: Options) -> None:
    """staff.overlap: at any moment, no more at work in a set of roles than have one of them."""
    for need in needs(options):
        if not need.work:
            continue
        day = np.array([s.day for _, _, s in need.work], dtype=np.int64)
        everyone = sum(m.headcount for m in need.members)
        _moments(model, need, "staff.overlap", np.zeros_like(day), day >= 0, {0: everyone})
        heads = {int(d): need.heads(int(d)) for d in np.unique(day)}
        short = np.array([heads[int(d)] < everyone for d in day], dtype=bool)
        if short.any():
            _moments(model, need, "staff.available", day, short, heads)


def _moments(model: Model, need: Need, rule: str, keys: Ints, part: Mask, heads: dict[int, int]) -> None:
    """One profile for each key over a part of the work, with so many heads."""
    work = [one for one, kept in zip(need.work, part.tolist(), strict=True) if kept]
    model.profile(
        rule,
        keys[part],
        np.array([column for column, _, _ in work], dtype=np.int64),
        np.array([s.begin for _, _, s in work], dtype=np.int64),
        np.array([s.end for _, _, s in work], dtype=np.int64),
        np.array([count for _, count, _ in work], dtype=np.int64),
        heads.__getitem__,
        lambda key: need.label,
    )


def hours_of_week(model: Model, options: Options) -> None:
    """staff.week: in each ISO week, a set of roles is not needed for longer than its members may work."""
    for need in needs(options):
        weeks: dict[int, dict[int, int]] = defaultdict(lambda: defaultdict(int))
        for column, count, s in need.work:
            weeks[(s.day - 1) // 7][column] += count * (s.end - s.begin)
        for number, load in sorted(weeks.items()):
            days = range(number * 7 + 1, number * 7 + 8)
            high = sum(_week_minutes(m, days) for m in need.members)
            label = need.label | {"week": monday(number)}
            model.row("staff.week", list(load), list(load.values()), high=high, label=label)


def _week_minutes(member: Staff, days: range) -> int:
    there = sum(available(member, day) for day in days)
    most = minutes(member.headcount * member.max_hours_week) if there else 0
    return most if member.headcount > 1 else min(most, there * minutes(member.max_hours_day))


def hours_of_day(model: Model, options: Options) -> None:
    """staff.day: on each date, a set of roles is not needed for longer than its members may work."""
    for need in needs(options):
        if all(m.headcount > 1 for m in need.members):
            continue
        days: dict[int, dict[int, int]] = defaultdict(lambda: defaultdict(int))
        for column, count, s in need.work:
            days[s.day][column] += count * (s.end - s.begin)
        for day, load in sorted(days.items()):
            high = sum(_day_minutes(m) for m in need.members if available(m, day))
            label = need.label | {"day": date.fromordinal(day)}
            model.row("staff.day", list(load), list(load.values()), high=high, label=label)


def _day_minutes(member: Staff) -> int:
    week = floor(60 * member.headcount * member.max_hours_week)
    return week if member.headcount > 1 else min(week, minutes(member.max_hours_day))
