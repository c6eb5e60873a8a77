"""Premises over the season: how many stand empty, how full they are, who stays where and when."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from ..mapping import Problem, Programme
from .periods import Period, months, weeks

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Vacancy:
    """
    Premises that stand empty on every day of ``[start, end)``: ``before`` without the plan, ``after`` with it.

    ``before`` is every premises of the problem: what is offered to a plan is empty without one.
    """

    start: date
    end: date
    before: int
    after: int


def vacancy(problem: Problem, programme: Programme, every: str = "week") -> list[Vacancy]:
    """For each ``week`` or ``month`` of the horizon."""
    cut = months if every == "month" else weeks
    return [
        Vacancy(*period, len(problem.premises), len(problem.premises) - len(_let(programme, period)))
        for period in cut(problem.town.start, problem.town.end)
    ]


def _let(programme: Programme, period: Period) -> set[str]:
    return {t.premises for t in programme.tenancies if t.start < period.end and period.start < t.end}


@dataclass(frozen=True, slots=True)
class ShopWeeks:
    """Weeks of seven days let, and those on offer: days available × capacity, in the horizon."""

    filled: int
    offered: int


def shop_weeks(problem: Problem, programme: Programme) -> ShopWeeks:
    filled = sum((t.end - t.start).days for t in programme.tenancies)
    town = problem.town
    offered = 0
    for premises in problem.premises:
        spans = [(town.start, town.end)] if premises.available is None else premises.available
        days = {
            start + i * DAY
            for start, end in ((max(a, town.start), min(b, town.end)) for a, b in spans)
            for i in range(max(0, (end - start).days))
        }
        offered += len(days) * premises.capacity
    return ShopWeeks(filled // 7, offered // 7)


@dataclass(frozen=True, slots=True)
class Stay:
    """A project on the days ``[start, end)``; until ``cleared`` the premises are being made ready again."""

    project: str
    activity: str
    start: date
    end: date
    cleared: date


@dataclass(frozen=True, slots=True)
class Row:
    """Premises with their stays in order, and the spans of the horizon in which they are not on offer."""

    premises: str
    street: str
    stays: tuple[Stay, ...]
    closed: tuple[Period, ...]


def timeline(problem: Problem, programme: Programme) -> list[Row]:
    """One row per premises, street by street in the order of the problem."""
    projects = {project.id: project for project in problem.projects}
    stays: dict[str, list[Stay]] = defaultdict(list)
    order = {street.id: n for n, street in enumerate(problem.streets)}
    by_id = {premises.id: premises for premises in problem.premises}
    for t in sorted(programme.tenancies, key=lambda t: (t.start, t.project)):
        cleared = t.end + by_id[t.premises].turnaround_days * DAY
        stays[t.premises].append(Stay(t.project, projects[t.project].activity, t.start, t.end, cleared))
    return [
        Row(p.id, p.street, tuple(stays[p.id]), _closed(problem, p.available))
        for p in sorted(problem.premises, key=lambda p: (order[p.street], p.id))
    ]


def _closed(problem: Problem, available: Sequence[tuple[date, date]] | None) -> tuple[Period, ...]:
    if available is None:
        return ()
    found, reached = [], problem.town.start
    for start, end in sorted(available):
        if start > reached:
            found.append(Period(reached, min(start, problem.town.end)))
        reached = max(reached, end)
    if reached < problem.town.end:
        found.append(Period(reached, problem.town.end))
    return tuple(period for period in found if period.start < period.end)
