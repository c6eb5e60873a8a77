"""On random small problems of every shape: plans hold, and nobody finds a better one or one where none should be."""

from hypothesis import given
from hypothesis import strategies as st

from scheduler.check import check
from scheduler.points import terms
from scheduler.solve import solve
from tests.oracle import verdict_on
from tests.strategies import kept_plans, problems, quick


@quick
@given(st.data())
def test_no_plan_that_keeps_every_rule_is_better(data: st.DataObject) -> None:
    problem = data.draw(problems(trails=False, kits=False, published=False))
    rival = data.draw(kept_plans(problem))
    result = solve(problem, seconds=20)
    kept = not check(problem, rival)
    if result.plan.status == "infeasible":
        assert result.conflict
        assert not kept
        return
    assert result.plan.points is not None
    assert result.plan.bound is not None
    if kept:
        assert sum(terms(problem, rival).values()) <= result.plan.bound
        assert result.plan.status != "optimal" or sum(terms(problem, rival).values()) <= result.plan.points
    verdict = verdict_on(problem, result.plan)
    assert (verdict.faults, verdict.rules) == ([], frozenset())
