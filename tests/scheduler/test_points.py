"""Each term of the points, counted by hand."""

import pytest

from scheduler.case import join
from scheduler.plan import TERMS, Plan
from scheduler.points import periods, terms
from tests.factories import (
    charge,
    day,
    dressing,
    event,
    installation,
    kit,
    line,
    occurrence,
    plan,
    premises,
    problem,
    project,
    run,
    span,
    spot,
    street,
    target,
    tenancy,
    trail,
)

SQUARE, QUAY = spot("square"), spot("quay", street="t")


def term(name, case, entries):
    return terms(case, plan(*entries))[name]


def test_an_empty_plan_of_an_empty_problem_has_no_points():
    assert terms(problem(), Plan()) == dict.fromkeys(TERMS, 0)


def test_a_tenancy_adds_value_wishes_and_footfall_less_its_weeks_late():
    case = problem(
        street(footfall=5),
        premises(owner_points={"p": 7}),
        project(value=100, preferences={"s": 20}),
        footfall_week=2,
        week_late=3,
    )
    assert term("tenancies", case, [tenancy(start=14)]) == 100 + 20 + 7 + 2 * 5 * 4 - 3 * 2


@pytest.mark.parametrize(("wishes", "points"), [({"a": 9, "s": 20}, 9), ({"s": 20}, 20), ({}, 0)])
def test_a_wish_for_the_premises_goes_before_one_for_its_street(wishes, points):
    case = problem(premises(), project(value=0, preferences=wishes))
    assert term("tenancies", case, [tenancy()]) == points


def test_premises_may_have_a_footfall_of_their_own():
    case = problem(street(footfall=5), premises(footfall=1), project(value=0))
    assert term("tenancies", case, [tenancy()]) == 4


def test_weeks_late_are_whole_weeks():
    case = problem(premises(), project(value=0, earliest=1), week_late=1)
    assert term("tenancies", case, [tenancy(start=14)]) == -1
    assert term("tenancies", case, [tenancy(start=0)]) == 0


def test_the_first_occurrence_counts_in_full_and_each_further_one_as_repeated():
    case = problem(street(footfall=3), SQUARE, event(value=50, repeat_value=20, days=2, spot_points={"s": 1}))
    held = [occurrence(start=n) for n in (0, 7, 14)]
    assert term("events", case, held) == 50 + 20 + 20 + 3 * (1 + 3 * 2)


def test_without_a_repeat_value_every_occurrence_counts_in_full():
    assert term("events", problem(SQUARE, event(value=50)), [occurrence(), occurrence(start=7)]) == 100


def test_a_trail_adds_the_installations_it_shows():
    moon = installation(value=30, spot_points={"square": 4})
    case = problem(
        SQUARE, trail(value=100, spots=("square",), installations=(moon, installation("star", value=9)))
    )
    assert term("trails", case, [run(("square", "moon"))]) == 134


def test_a_dressing_adds_its_whole_weeks_by_footfall():
    case = problem(street(footfall=5), premises(), kit(value_week=2))
    assert term("dressings", case, [dressing(end=34)]) == 2 * 5 * 4


def test_coverage_counts_what_is_missing_in_each_period():
    case = problem(SQUARE, event(days=2), target(minimum=3, penalty=10, every="week", end=day(21)))
    assert term("coverage", case, [occurrence(start=6)]) == -10 * (2 + 2 + 3)


def test_coverage_counts_a_tenancy_in_every_period_in_which_it_is_live():
    case = problem(premises(), project(), target(minimum=1, penalty=10, every="week", end=day(42)))
    assert term("coverage", case, [tenancy(start=7)]) == -10 * (1 + 1)


def test_coverage_of_an_audience_counts_its_events_and_every_tenancy():
    case = problem(
        SQUARE,
        premises(),
        project(),
        event("fair", audiences=("young",)),
        event("ball"),
        trail(spots=("square",)),
        target(minimum=9, penalty=1, audience="young"),
    )
    entries = [occurrence("fair"), occurrence("ball", start=3), tenancy(), run("square", start=5)]
    assert term("coverage", case, entries) == -(9 - 2)


def test_coverage_counts_a_trail_night_once_for_each_street():
    case = problem(SQUARE, QUAY, trail(spots=("square", "quay"), nights=2), target(minimum=9, penalty=1))
    assert term("coverage", case, [run("square", "quay")]) == -(9 - 4)


def test_coverage_of_streets_and_districts_is_of_their_union():
    case = problem(
        street("s", district="N"),
        street("t"),
        street("u"),
        SQUARE,
        QUAY,
        spot("port", street="u"),
        event(),
        target(minimum=9, penalty=1, streets=("t",), districts=("N",)),
    )
    held = [occurrence(spot=name, start=n) for n, name in enumerate(("square", "quay", "port"))]
    assert term("coverage", case, held) == -(9 - 2)


def test_periods_are_cut_by_the_target_and_the_season():
    case = join(problem(), Plan())
    months = list(periods(case, target(every="month", start=day(-20), end=day(40))))
    assert months == [(span(a, b)[0].toordinal(), span(a, b)[1].toordinal()) for a, b in ((0, 31), (31, 40))]
    weeks = list(periods(case, target(every="week", start=day(3), end=day(8))))
    assert [end - first for first, end in weeks] == [4, 1]


def test_sessions_beyond_the_first_for_one_audience_on_one_date_clash():
    case = problem(SQUARE, event(days=2, audiences=("young", "all")), clash=5)
    held = [occurrence(start=0), occurrence(start=1), occurrence(start=1, id="x")]
    assert term("clash", case, held) == -5 * (2 * 2 + 1 * 2)


def test_each_published_item_that_is_not_kept_is_a_change():
    published = plan(tenancy(), occurrence(), run("square"))
    world = (premises(), project(), SQUARE, event(), trail(spots=("square",)))
    case = problem(*world, published=published, change=7)
    assert term("changes", case, [*published.tenancies, *published.occurrences, *published.trails]) == 0
    assert term("changes", case, [tenancy(days=35), occurrence(id="renamed"), occurrence(start=3)]) == -14


def test_whole_euros_of_the_whole_cost_count():
    world = (premises(), project(grant_cents=150), SQUARE, event(cost_cents=149), line())
    case = problem(*world, euro=3)
    assert term("money", case, [tenancy(), occurrence(), charge("tenancy", "p", 1)]) == -3 * 2
