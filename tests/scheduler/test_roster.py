"""Who can staff what: against brute force on small worlds, and each limit at its edge."""

from collections import Counter
from random import Random

import pytest

from scheduler.check import check
from scheduler.options.hours import Hours
from scheduler.roster import Roster, duty, pools, role_groups
from tests import factories as f
from tests.scheduler.rostered import FIRST, keys, may_work, one, random_world, session, staffable, worked


def world(*staff, roles=("host",)):
    return f.problem(f.spot(), *staff, f.event(staff=dict.fromkeys(roles, 1)))


@pytest.mark.parametrize("seed", range(150))
def test_a_set_is_refused_just_when_no_roster_exists(seed: int) -> None:
    """Roles of pools aside: their rows say all there is about them."""
    problem, duties = random_world(Random(seed), days=9)
    roster = Roster(problem)
    refused = roster.refusals(duties)
    beside = [d._replace(need=tuple(n for n in d.need if not roster.simple(dict([n])))) for d in duties]
    assert (not refused) == staffable(problem, beside)
    by_key = {d.key: d for d in beside}
    for core in refused:
        assert not Counter(core) - Counter(keys(*duties))
        assert not staffable(problem, [by_key[key] for key in core])
        for k in range(len(core)):
            assert staffable(problem, [by_key[key] for key in core[:k] + core[k + 1 :]])


@pytest.mark.parametrize("seed", range(60))
def test_a_roster_fills_every_post_within_every_limit(seed: int) -> None:
    problem, duties = random_world(Random(seed), days=9)
    if staffable(problem, duties):
        duties.sort()
        held = worked(problem, duties, Roster(problem).posts(duties))
        assert all(may_work(member, own) for member, own in zip(problem.staff, held, strict=True))
    else:
        with pytest.raises(ValueError, match="nobody can staff"):
            Roster(problem).posts(duties)


def test_one_person_is_not_in_two_duties_of_a_trail_night() -> None:
    night = [session(0, 19, 23)]
    trail, moon = duty((1, FIRST), {"host": 1}, night), duty((2, FIRST), {"host": 1}, night)
    assert Roster(world(f.staff("anna"))).refusals([trail, moon]) == [keys(trail, moon)]
    posts = Roster(world(f.staff("anna"), f.staff("ben"))).posts([trail, moon])
    assert {post.staff for post in posts} == {0, 1}


def test_the_people_of_a_trail_and_its_installations_pass_the_check() -> None:
    moon = f.installation("moon", staff={"lights": 1, "host": 1})
    walk = f.trail(
        spots=("square", "gate"),
        nights=2,
        installations=(moon,),
        staff={"host": 1},
        distances=(f.leg("square", "gate"),),
    )
    people = [f.staff("anna"), f.staff("ben", "host", "lights"), f.staff("cleo", "lights", "host")]
    problem = f.problem(f.spot(), f.spot("gate"), *people, walk)
    sessions = Hours(problem.town).sessions(walk, FIRST) or []
    duties = [duty((n, FIRST), item.staff, sessions) for n, item in enumerate((walk, moon))]
    shifts = [
        f.shift("lights", post.day - FIRST, problem.staff[post.staff].id, post.role, post.heads)
        for post in Roster(problem).posts(duties)
    ]
    assert check(problem, f.plan(f.run("square", ("gate", "moon")), *shifts)) == []


def test_roles_of_trails_and_installations_join_groups_and_pools() -> None:
    moon = f.installation("moon", staff={"lights": 1, "nobody": 0})
    walk = f.trail(spots=("square",), installations=(moon,), staff={"host": 1, "guard": 2})
    agency = f.staff("agency", "guard", headcount=5)
    problem = f.problem(f.spot(), f.staff("anna", "host", "lights"), agency, walk)
    groups = role_groups(problem)
    assert groups == [frozenset({"guard"}), frozenset({"host", "lights"})]
    assert pools(problem, groups) == {"guard": 1}
    assert Roster(problem).simple({"guard": 2, "host": 0})
    assert not Roster(problem).simple({"guard": 2, "host": 1})


@pytest.mark.parametrize(("begin", "refused"), [(12, False), (11.75, True)])
@pytest.mark.parametrize("day", [0, 6])
def test_people_rest_after_midnight_too_even_into_a_new_week(begin: float, refused: bool, day: int) -> None:
    late, next_day = one(1, 20, 25, day, host=1), one(2, begin, begin + 2, day + 1, host=1)
    found = Roster(world(f.staff("anna"))).refusals([late, next_day])
    assert found == ([keys(late, next_day)] if refused else [])


def test_no_rest_is_owed_within_one_date() -> None:
    duties = [one(1, 8, 10, host=1), one(2, 10, 12, host=1)]
    assert Roster(world(f.staff("anna"))).refusals(duties) == []


@pytest.mark.parametrize(("hours", "refused"), [(5, False), (5.25, True)])
def test_a_date_has_so_many_hours_for_a_person_not_for_an_agency(hours: float, refused: bool) -> None:
    duties = [one(1, 8, 13, host=1), one(2, 14, 14 + hours, host=1)]
    assert bool(Roster(world(f.staff("anna"))).refusals(duties)) == refused
    agency = world(f.staff("anna", absences=f.spans((0, 9))), f.staff("agency", headcount=2))
    assert Roster(agency).refusals(duties) == []


@pytest.mark.parametrize(("limit", "refused"), [(6, False), (5.75, True)])
def test_the_week_of_an_agency_is_as_long_as_its_people_together(limit: float, refused: bool) -> None:
    other = f.staff("anna", absences=f.spans((0, 9)))
    problem = world(other, f.staff("agency", headcount=2, max_hours_week=limit))
    duties = [one(n, 8, 12, n, host=1) for n in range(3)]
    assert bool(Roster(problem).refusals(duties)) == refused


@pytest.mark.parametrize(("begin", "refused"), [(12, False), (11.75, True)])
def test_an_agency_has_so_many_heads_at_a_moment(begin: float, refused: bool) -> None:
    other = f.staff("anna", absences=f.spans((0, 9)))
    first, long = one(1, 10, 12, host=1), one(2, 9, 14, host=1)
    late = one(3, begin, 15, host=1)
    found = Roster(world(other, f.staff("agency", headcount=2))).refusals([first, long, late])
    assert found == ([keys(first, long, late)] if refused else [])


def test_a_pool_staffs_its_role_and_is_never_in_a_refusal() -> None:
    problem = world(f.staff("anna"), f.staff("agency", "guard", headcount=2), roles=("host", "guard"))
    fair = one(1, 8, 12, host=1, guard=2)
    roster = Roster(problem)
    assert [(p.role, p.staff, p.heads) for p in roster.posts([fair])] == [("guard", 1, 2), ("host", 0, 1)]
    assert roster.refusals([fair, one(2, 8, 12, guard=2)]) == []


def test_copies_are_named_as_often_as_they_are_too_many() -> None:
    fair = one(1, 8, 12, host=1)
    roster = Roster(world(f.staff("anna"), f.staff("ben")))
    assert roster.refusals([fair] * 4) == [keys(fair, fair, fair)]
    assert {(p.owner[2], p.staff) for p in roster.posts([fair] * 2)} == {(0, 0), (1, 1)}


def test_a_set_that_holds_a_smaller_refusal_is_not_minimal() -> None:
    problem = world(f.staff("anna"), roles=("host", "diver"))
    alone, beside = one(2, 8, 12, host=1, diver=1), one(1, 8, 12, host=1)
    assert Roster(problem).refusals([alone, beside]) == [keys(alone)]


def test_refusals_of_different_weeks_are_told_together() -> None:
    weeks = [[one(n, 8, 12, day, host=1), one(n + 1, 9, 13, day, host=1)] for n, day in ((1, 0), (3, 7))]
    found = Roster(world(f.staff("anna"))).refusals(d for week in weeks for d in week)
    assert found == [keys(*week) for week in weeks]


def test_the_order_of_the_question_does_not_matter() -> None:
    problem = world(f.staff("anna"), f.staff("ben"), f.staff("cleo"))
    duties = [one(n, 8, 11 + n % 2, n, host=1 + n % 2) for n in range(6)]
    assert Roster(problem).posts(duties) == Roster(problem).posts(duties[::-1])


@pytest.mark.parametrize(("heads", "hours", "away"), [(2, 3.75, 9), (1, 48, 9), (2, 48, 0)])
def test_a_pool_that_is_too_small_or_away_gives_no_roster(heads: int, hours: float, away: int) -> None:
    """Two guards are needed at once, for 8 hours together; the agency is away from day ``away``."""
    agency = {"max_hours_week": hours, "absences": f.spans((away, 10))}
    problem = world(f.staff("agency", "guard", headcount=2, **agency), roles=("guard",))
    fair = one(1, 8, 12, guard=heads)
    assert Roster(world(f.staff("agency", "guard", headcount=2), roles=("guard",))).posts([fair])
    with pytest.raises(ValueError, match="nobody can staff"):
        Roster(problem).posts([fair, one(2, 8, 12, guard=2)] if heads == 1 else [fair])
