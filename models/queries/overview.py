"""The figures at the top of a page, and what found no place."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from scheduler.message import Message

from ..mapping import Problem, Programme
from ..messages import message_from
from .coverage import coverage_periods
from .money import budget
from .premises import shop_weeks, vacancy


@dataclass(frozen=True, slots=True)
class Indicators:
    """
    ``vacant_before`` and ``vacant_after`` are premises empty in the week in which the fewest are; ``shop_weeks``
    of ``shop_weeks_offered``; ``sessions`` of ``events`` events placed; cents of ``cost`` and ``budget`` (None:
    money is no limit); ``gaps`` coverage units missing; ``left_out`` items.
    """

    vacant_before: int
    vacant_after: int
    tenancies: int
    shop_weeks: int
    shop_weeks_offered: int
    events: int
    sessions: int
    cost: int
    budget: int | None
    gaps: int
    left_out: int
    points: int | None
    bound: int | None


def indicators(problem: Problem, programme: Programme) -> Indicators:
    vacancies = vacancy(problem, programme)
    best = min(vacancies, key=lambda week: week.after)
    filled = shop_weeks(problem, programme)
    days = {event.id: event.days for event in problem.events}
    return Indicators(
        vacant_before=best.before,
        vacant_after=best.after,
        tenancies=len(programme.tenancies),
        shop_weeks=filled.filled,
        shop_weeks_offered=filled.offered,
        events=len({o.event for o in programme.occurrences}),
        sessions=sum(days[o.event] for o in programme.occurrences),
        cost=budget(problem, programme).cost,
        budget=None if problem.funding is None else sum(line.amount_cents for line in problem.funding),
        gaps=sum(one.missing for one in coverage_periods(problem, programme)),
        left_out=len(left_out(problem, programme)),
        points=programme.points,
        bound=programme.bound,
    )


@dataclass(frozen=True, slots=True)
class LeftOutItem:
    """A project, event or trail without a place; ``reasons`` are (rule code, sentence)."""

    kind: str
    item: str
    reasons: tuple[tuple[str, Message], ...]


def left_out(problem: Problem, programme: Programme) -> list[LeftOutItem]:
    """All that could be placed and is not, whether the plan says why or not; projects, then events, then trails."""
    told = {(one.kind, one.item): one.reasons for one in programme.left_out}
    placed = {
        *(("tenancy", t.project) for t in programme.tenancies),
        *(("event", o.event) for o in programme.occurrences),
        *(("trail", run.trail) for run in programme.trails),
    }
    wanted = [
        *(("tenancy", project.id) for project in problem.projects),
        *(("event", event.id) for event in problem.events),
        *(("trail", trail.id) for trail in problem.trails),
    ]
    return [
        LeftOutItem(*key, tuple((r.rule, _told(r.detail, r.message)) for r in told.get(key, ())))
        for key in wanted
        if key not in placed
    ]


def _told(detail: Mapping[str, Any], sentence: str) -> Message:
    """The translatable form where the engine wrote one, else the plain sentence, whatever braces it holds."""
    if detail.get("text"):
        return message_from(detail)
    return Message(sentence.replace("{", "{{").replace("}", "}}"))
