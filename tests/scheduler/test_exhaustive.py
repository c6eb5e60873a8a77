"""On problems small enough to look at every plan, the engine finds the best one, proves it, or says there is none."""

import pytest

from scheduler.solve import solve
from tests.oracle import verdict_on
from tests.scheduler.exhaustive import best, ways
from tests.scheduler.tiny import tiny_problem

CHUNK = 12
#: Combinations to look at; larger problems are left to the oracle.
ENOUGH = 4000


@pytest.mark.parametrize("first", range(0, 20 * CHUNK, CHUNK))
def test_the_engine_is_as_good_as_looking_at_every_plan(first: int) -> None:
    for seed in range(first, first + CHUNK):
        problem = tiny_problem(seed)
        while ways(problem) > ENOUGH:
            seed += 100_000
            problem = tiny_problem(seed)
        found, result = best(problem), solve(problem, seconds=60)
        if found is None:
            assert result.plan.status == "infeasible", seed
            assert result.conflict, seed
            continue
        assert (result.plan.status, result.plan.points) == ("optimal", found[0]), seed
        verdict = verdict_on(problem, result.plan)
        assert (verdict.faults, verdict.rules, sum(verdict.terms.values())) == ([], frozenset(), found[0]), (
            seed
        )
