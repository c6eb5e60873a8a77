"""The whole engine, without a limit and then with it one unit tighter: the plan changes as it must."""

import pytest

from scheduler.check import RULES, check
from scheduler.problem import Problem
from scheduler.solve import solve
from tests.scheduler import limits_fronts, limits_published, limits_trails
from tests.scheduler.limits import Limit, told

LIMITS = [*limits_trails.LIMITS, *limits_fronts.LIMITS, *limits_published.LIMITS]


def best(problem: Problem) -> tuple[int | None, str]:
    plan = solve(problem, seconds=20).plan
    assert plan.status == "optimal"
    assert check(problem, plan) == []
    return plan.points, told(plan)


@pytest.mark.parametrize("limit", LIMITS, ids=str)
def test_without_the_limit(limit: Limit) -> None:
    assert best(limit.world(limit.loose)) == limit.before


@pytest.mark.parametrize("limit", LIMITS, ids=str)
def test_with_the_limit_one_unit_tighter(limit: Limit) -> None:
    assert best(limit.world(limit.tight)) == limit.after


def test_every_rule_of_trails_dressings_and_decisions_is_shown() -> None:
    shown = {limit.rule for limit in LIMITS}
    families = ("trail.", "dressing.", "pin", "ban", "freeze", "changes.", "funding.")
    assert {code for code in RULES if code.startswith(families)} <= shown
