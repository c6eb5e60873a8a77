"""Every rule of the problem page, restated without the solver: what a plan breaks, in plain words.

``RULES`` is the table of contents: code, sentence and function. The checker has the last word on every plan,
so it shares no code with what makes plans.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from ..case import Case, join
from ..files import check_references
from ..message import Message
from ..plan import Plan
from ..problem import Problem
from . import claims, decisions, dressings, events, money, staff, tenancies, trails
from .violation import Violation

__all__ = ["RULES", "Rule", "Violation", "check", "violations"]


class Rule(NamedTuple):
    """A rule of the problem page: its sentence, and the function that tells each breach of it."""

    sentence: str
    breaches: Callable[[Case], Iterator[Message]]


def _rule(breaches: Callable[[Case], Iterator[Message]]) -> Rule:
    return Rule(" ".join((breaches.__doc__ or "").split()), breaches)


RULES: Mapping[str, Rule] = {
    code: _rule(function)
    for code, function in {
        "tenancy.once": tenancies.once,
        "tenancy.window": tenancies.window,
        "tenancy.available": tenancies.available,
        "tenancy.fit": tenancies.fit,
        "tenancy.rent": tenancies.rent,
        "premises.overlap": tenancies.overlap,
        "premises.lease_cap": tenancies.lease_cap,
        "activity.separation": tenancies.separation,
        "support.capacity": tenancies.support_capacity,
        "openings.week": tenancies.openings,
        "event.count": events.count,
        "event.dates": events.dates,
        "spot.fit": events.fit,
        "spot.closed": events.closed,
        "spot.overlap": events.overlap,
        "event.after": events.after,
        "event.apart": events.apart,
        "event.inauguration": events.inauguration,
        "street.loud": events.loud,
        "sessions.day": events.full,
        "staff.need": staff.need,
        "staff.available": staff.available,
        "staff.overlap": staff.overlap,
        "staff.day": staff.hours_a_day,
        "staff.week": staff.hours_a_week,
        "staff.rest": staff.rest,
        "funding.covered": money.covered,
        "funding.amount": money.amount,
        "funding.eligible": money.eligible,
        "funding.share": money.share,
        "trail.once": trails.once,
        "trail.dates": trails.dates,
        "trail.stops": trails.stops,
        "trail.ends": trails.ends,
        "trail.length": trails.length,
        "trail.leg": trails.leg,
        "trail.step_free": trails.step_free,
        "dressing.empty": dressings.empty,
        "dressing.stock": dressings.stock,
        "dressing.length": dressings.length,
        "dressing.premises": dressings.premises,
        "pin": decisions.pinned,
        "ban": decisions.banned,
        "freeze": decisions.frozen,
        "changes.allowance": decisions.allowance,
        "points.claim": claims.points,
    }.items()
}


def check(problem: Problem, plan: Plan) -> list[Violation]:
    """All that a plan breaks, in the order of the rules. Raises ``FaultsError`` where a reference leads nowhere."""
    check_references(problem, plan)
    return violations(join(problem, plan))


def violations(case: Case) -> list[Violation]:
    """All that a joined case breaks."""
    return [Violation(code, breach) for code, rule in RULES.items() for breach in rule.breaches(case)]
