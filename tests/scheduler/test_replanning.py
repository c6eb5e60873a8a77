"""Planning again around what is published: nothing worse than keeping it, and no more changes than allowed."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from scheduler.files import read_problem
from scheduler.message import Message
from scheduler.plan import Occurrence, Plan, Stop, Tenancy, TrailRun
from scheduler.points import terms
from scheduler.problem import Problem
from scheduler.solve import solve
from tests import factories as f
from tests.oracle import verdict_on
from tests.scheduler.tiny_full import tiny_full_problem
from tests.shared import SHARED

PRICE = 40


def fresh(problem: Problem) -> Problem:
    """The problem as if nothing had been published."""
    settings = replace(problem.settings, max_changes=None, freeze_days=None, today=None)
    return replace(problem, published=None, settings=settings)


def placed(plan: Plan) -> Plan:
    """What a plan places, without its people, money and claims."""
    return Plan(
        tenancies=plan.tenancies,
        occurrences=plan.occurrences,
        trails=plan.trails,
        dressings=plan.dressings,
    )


def around(problem: Problem, plan: Plan, change: int = PRICE, **settings: object) -> Problem:
    """The problem with this plan published, each change at a price."""
    points = replace(problem.settings.points, change=change)
    return replace(
        problem, published=placed(plan), settings=replace(problem.settings, points=points, **settings)
    )


def planned(first: int, number: int = 12) -> Iterator[tuple[int, Problem, Plan]]:
    """Random tiny problems with a plan."""
    for seed in range(first, first + number):
        problem = fresh(tiny_full_problem(seed))
        plan = solve(problem, seconds=5).plan
        if plan.status in ("optimal", "feasible"):
            yield seed, problem, plan


def instance(name: str) -> Problem:
    return fresh(read_problem((SHARED / "data" / "instances" / f"{name}.json").read_bytes()))


def assert_kept(problem: Problem, plan: Plan, about: object = "") -> None:
    """The town's own checker finds nothing, the change allowance and the frozen days among the rest."""
    verdict = verdict_on(problem, plan)
    assert (verdict.faults, verdict.rules) == ([], frozenset()), about


@pytest.mark.parametrize("first", (5000, 6000))
def test_replanning_what_is_published_is_never_worse_than_keeping_it(first: int) -> None:
    for seed, problem, plan in planned(first):
        again = around(problem, plan)
        for seconds in (0.01, 1):
            for hint in (None, plan):
                found = solve(again, seconds=seconds, seed=seed, hint=hint).plan
                assert found.points is not None, seed
                assert found.points >= sum(terms(again, plan).values()), (seed, seconds)
                assert_kept(again, found, seed)


def test_with_no_time_at_all_the_published_plan_is_what_remains() -> None:
    problem = instance("full-T-1")
    plan = solve(problem, seconds=2).plan
    again = around(problem, plan)
    for hint in (None, plan):
        found = solve(again, seconds=0, hint=hint).plan
        assert found.points is not None
        assert found.points >= sum(terms(again, plan).values())
        assert_kept(again, found)


def test_a_published_trail_is_kept_as_it_was_walked_with_no_time_to_look_for_another() -> None:
    legs = (f.leg("a", "b"), f.leg("b", "c"), f.leg("a", "c"))
    lights = f.trail(
        "lights", "abc", value=10, distances=legs, installations=(f.installation("moon", value=5),)
    )
    problem = f.problem(*map(f.spot, "abc"), lights, change=PRICE)
    walk = f.run("c", ("a", "moon"), "b")
    again = replace(problem, published=f.plan(walk))
    found = solve(again, seconds=0).plan
    assert found.trails == (walk,)
    assert found.points == 15


@pytest.mark.parametrize("most", (0, 1, 3))
def test_one_more_premises_moves_no_more_than_the_allowance(most: int) -> None:
    problem = instance("full-T-1")
    plan = solve(problem, seconds=1).plan
    best = max(problem.premises, key=lambda p: p.area_m2)
    more = replace(problem, premises=(*problem.premises, replace(best, id="one more")))
    again = around(more, plan, 0, max_changes=most)
    found = solve(again, seconds=1).plan
    assert found.points is not None
    assert found.points >= sum(terms(again, plan).values())
    assert_kept(again, found)


def test_one_more_premises_lets_the_allowed_items_move_and_no_others() -> None:
    people = [f.project(name, value=10, preferences={"new": 5}, latest=0) for name in "pq"]
    places = [f.premises(name) for name in ("a", "b")]
    published = f.plan(f.tenancy("p", "a"), f.tenancy("q", "b"))
    new = f.premises("new", capacity=2)
    for most, points in ((0, 20), (1, 25), (2, 30)):
        problem = f.problem(*people, *places, new, published=published, max_changes=most)
        found = solve(problem, seconds=5).plan
        assert (found.status, found.points) == ("optimal", points)
        assert_kept(problem, found)
    frozen = f.problem(
        *people, *places, new, published=published, max_changes=2, today=f.day(-1), freeze_days=2
    )
    assert solve(frozen, seconds=5).plan.points == 20


def test_what_goes_from_the_town_is_a_change_and_too_many_are_told_in_words() -> None:
    people = [f.project(name, value=10, latest=0) for name in "pq"]
    published = f.plan(f.tenancy("p", "a"), f.tenancy("q", "b"))
    left = [*people, f.premises("a")]
    found = solve(f.problem(*left, published=published, max_changes=1), seconds=5)
    assert [t.project for t in found.plan.tenancies] == ["p"]
    none = solve(f.problem(*left, published=published, max_changes=0), seconds=5)
    assert none.plan.status == "infeasible"
    assert [str(why) for why in none.conflict] == ["at most 0 published items may change"]
    frozen = solve(f.problem(*left, published=published, today=f.day(0), freeze_days=1), seconds=5)
    assert frozen.plan.status == "infeasible"
    assert [str(why) for why in frozen.conflict] == [
        "settled, as published: q in b from 2027-03-01 to 2027-03-29"
    ]


@pytest.mark.parametrize("most", (0, 1, 3))
def test_in_a_town_with_fewer_people_what_is_settled_stays_or_is_named(most: int) -> None:
    for seed, problem, plan in planned(7000):
        smaller = replace(problem, staff=problem.staff[1:])
        start = problem.town.start
        again = around(smaller, plan, max_changes=most, today=start, freeze_days=8)
        found = solve(again, seconds=2)
        if found.plan.status == "infeasible":
            assert found.conflict, seed
            assert not any("{" in str(why) for why in found.conflict), seed
        else:
            assert found.plan.status in ("optimal", "feasible"), seed
            assert_kept(again, found.plan, seed)


def nonsense(problem: Problem, plan: Plan) -> Plan:
    """The plan with records that are gone, entries twice or moved into each other, and stops turned around."""
    start, end = problem.town.start, problem.town.end
    later = timedelta(1)
    turned = [replace(t, stops=(*t.stops[1:], *t.stops[:1])) for t in plan.trails]
    doubled = [replace(t, stops=(*t.stops, *t.stops)) for t in plan.trails]
    return Plan(
        tenancies=(
            *(replace(t, start=t.start + later) for t in plan.tenancies),
            *plan.tenancies,
            *plan.tenancies[:1],
            Tenancy(project="gone", premises="gone", start=start, end=start),
        ),
        occurrences=(
            *plan.occurrences,
            *(replace(o, id=f"{o.id} again") for o in plan.occurrences),
            Occurrence(id="gone", event="gone", spot="gone", start=end + later),
        ),
        trails=(*turned, *doubled, TrailRun(trail="gone", start=start, stops=(Stop(spot="gone"),))),
        dressings=(
            *plan.dressings,
            *(replace(d, id=f"{d.id} again", end=end + timedelta(99)) for d in plan.dressings),
            *(replace(d, id=f"{d.id} backwards", end=d.start - later) for d in plan.dressings),
        ),
    )


def test_a_hint_full_of_nonsense_does_no_harm() -> None:
    for seed, problem, plan in planned(8000):
        hint = nonsense(problem, plan)
        found = solve(problem, seconds=5, hint=hint).plan
        assert (found.status, found.points) == (plan.status, plan.points), seed
        both = around(problem, plan)
        assert_kept(both, solve(both, seconds=2, hint=hint).plan, seed)
        worst = around(problem, hint)
        assert_kept(worst, solve(worst, seconds=2).plan, seed)


def test_every_item_left_out_has_a_reason_whose_sentence_fills_in() -> None:
    problem = instance("full-T-1")
    plan = solve(problem, seconds=1).plan
    items = {("tenancy", p.id) for p in problem.projects} | {("event", e.id) for e in problem.events}
    items |= {("trail", t.id) for t in problem.trails}
    items -= {("tenancy", t.project) for t in plan.tenancies} | {("event", o.event) for o in plan.occurrences}
    items -= {("trail", t.trail) for t in plan.trails}
    assert sorted((one.kind, one.item) for one in plan.left_out) == sorted(items)
    for one in plan.left_out:
        assert one.reasons, one
        for reason in one.reasons:
            assert str(Message(reason.detail["text"], reason.detail["values"])) == reason.message
            assert "{" not in reason.message
