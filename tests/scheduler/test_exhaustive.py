"""On problems small enough to look at every plan, the engine finds the best one, proves it, or says there is none."""

from collections.abc import Callable

import pytest

from scheduler.problem import Problem
from scheduler.solve import solve
from tests.oracle import verdict_on
from tests.scheduler.exhaustive import Search
from tests.scheduler.tiny import tiny_problem
from tests.scheduler.tiny_full import tiny_full_problem

CHUNK = 12
#: Combinations to look at; larger problems are left to the oracle.
ENOUGH = 4000


def looked_at(make: Callable[[int], Problem], seed: int, enough: int) -> tuple[int, Search]:
    """The first problem of this seed that has few enough combinations."""
    search = Search(make(seed))
    while search.ways(enough) >= enough:
        seed += 100_000
        search = Search(make(seed))
    return seed, search


def agree(make: Callable[[int], Problem], seed: int, enough: int = ENOUGH) -> None:
    """The engine's plan is as good as the best of all, and keeps every rule by the word of the town's own checker."""
    seed, search = looked_at(make, seed, enough)
    found, result = search.best(), solve(search.problem, seconds=60)
    if found is None:
        assert result.plan.status == "infeasible", seed
        assert result.conflict, seed
        return
    assert (result.plan.status, result.plan.points) == ("optimal", found[0]), seed
    verdict = verdict_on(search.problem, result.plan)
    assert (verdict.faults, verdict.rules, sum(verdict.terms.values())) == ([], frozenset(), found[0]), seed


@pytest.mark.parametrize("first", range(0, 20 * CHUNK, CHUNK))
def test_the_engine_is_as_good_as_looking_at_every_plan(first: int) -> None:
    for seed in range(first, first + CHUNK):
        agree(tiny_problem, seed)


@pytest.mark.parametrize("first", range(0, 26 * CHUNK, CHUNK))
def test_with_trails_dressings_and_what_was_published_it_still_is(first: int) -> None:
    for seed in range(first, first + CHUNK):
        agree(tiny_full_problem, seed, ENOUGH // 2)
