"""The search that looks at every plan, judged by the town's own checker and by a second one that leaves nothing out."""

import pytest

from tests import factories as f
from tests.oracle import verdict_on
from tests.scheduler.exhaustive import Search
from tests.scheduler.naive import naive
from tests.scheduler.tiniest import tiniest_problem
from tests.scheduler.tiny_full import tiny_full_problem

#: Combinations to look at.
FEW = 300


@pytest.mark.parametrize("first", range(0, 16, 4))
def test_a_second_look_that_leaves_nothing_out_finds_the_same(first: int) -> None:
    for seed in range(first, first + 4):
        problem = tiniest_problem(seed)
        found = Search(problem).best()
        assert (found and found[0]) == naive(problem), seed


def test_its_best_plans_keep_every_rule_and_have_their_points() -> None:
    for seed in range(1000, 1040):
        search = Search(tiny_full_problem(seed))
        if search.ways(FEW) < FEW and (found := search.best()) is not None:
            verdict = verdict_on(search.problem, found[1])
            assert (verdict.faults, verdict.rules) == ([], frozenset()), seed
            assert sum(verdict.terms.values()) == found[0], seed


def test_points_for_a_change_are_had_by_walking_the_other_way() -> None:
    """A price of changes below nothing pays for them: the same stops in another order are one."""
    problem = f.problem(
        *(f.spot("a"), f.spot("b")),
        f.trail(spots=("a", "b"), value=11, windows=f.spans((0, 1)), distances=(f.leg("a", "b"),)),
        town={"end": f.day(2)},
        change=-4,
        published=f.plan(f.run("a", "b")),
    )
    points, plan = Search(problem).best() or (0, f.plan())
    assert points == naive(problem) == 15
    assert plan.trails == (f.run("b", "a"),)
