"""The load is even: against brute force on small worlds, and what even means, case by case."""

from random import Random

import pytest

from scheduler.roster import Roster
from tests import factories as f
from tests.scheduler.rostered import (
    minutes,
    one,
    random_world,
    rosters,
    staffable,
    unevenness,
    worked,
)


def loads(problem, duties) -> list[float]:
    """Hours of each row."""
    duties = sorted(duties)
    return [minutes(own) / 60 for own in worked(problem, duties, Roster(problem).posts(duties))]


def world(*staff):
    return f.problem(f.spot(), *staff, f.event(staff={"host": 1, "guard": 1}))


@pytest.mark.parametrize("seed", range(120))
def test_no_roster_of_a_small_plan_is_more_even(seed: int) -> None:
    problem, duties = random_world(Random(seed), days=(6, 16)[seed % 2])
    duties.sort()
    if staffable(problem, duties):
        held = worked(problem, duties, Roster(problem).posts(duties))
        found = unevenness(problem, map(minutes, held))
        assert found == min(unevenness(problem, map(minutes, way)) for way in rosters(problem, duties))


def test_the_work_of_earlier_weeks_counts() -> None:
    ben = f.staff("ben", absences=f.spans((0, 7)))
    duties = [one(n, 8, 12, day, host=1) for n, day in enumerate((0, 2, 7, 9))]
    assert loads(world(f.staff("anna"), ben), duties) == [8, 8]


def test_the_work_of_later_weeks_counts_too() -> None:
    ben = f.staff("ben", absences=f.spans((7, 14)))
    duties = [one(n, 8, 12, day, host=1) for n, day in enumerate((0, 2, 7, 9))]
    assert loads(world(f.staff("anna"), ben), duties) == [8, 8]


def test_posts_of_two_weeks_are_traded() -> None:
    """Only ben may guard the long evening of the last week, so the hours before must go to anna."""
    people = world(f.staff("anna"), f.staff("ben", "host", "guard"))
    hours = (4, 6, 4)
    duties = [one(n, 8, 8 + long, 7 * n, host=1) for n, long in enumerate(hours)]
    assert loads(people, [*duties, one(9, 8, 14, 21, guard=1)]) == [10, 10]


def test_an_agency_counts_as_many_as_it_has_heads() -> None:
    people = world(f.staff("anna"), f.staff("ben"), f.staff("agency", headcount=3))
    assert loads(people, [one(n, 8, 12, n, host=1) for n in range(5)]) == [4, 4, 12]


def test_who_alone_can_do_a_thing_is_spared_the_rest() -> None:
    people = world(f.staff("anna"), f.staff("ben", "host", "guard"))
    duties = [one(1, 8, 16, guard=1), one(2, 8, 12, 1, host=1), one(3, 8, 12, 2, host=1)]
    assert loads(people, duties) == [8, 8]


def test_even_is_never_bought_with_a_broken_limit() -> None:
    people = world(f.staff("anna"), f.staff("ben", max_hours_week=5))
    assert loads(people, [one(n, 8, 12, n, host=1) for n in range(4)]) == [12, 4]
