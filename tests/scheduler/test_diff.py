"""What changes from one plan to the other, as people tell it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.diff import diff
from scheduler.diff_words import shift
from scheduler.plan import Plan
from tests.factories import day, dressing, occurrence, plan, run, tenancy
from tests.strategies import placements, problems, quick


def told(before, after):
    found = diff(plan(*before), plan(*after))
    return {
        name: [str(change.message) for change in getattr(found, name)]
        for name in ("added", "moved", "removed")
        if getattr(found, name)
    }


@pytest.mark.parametrize(
    ("after", "sentence"),
    [
        (tenancy(premises="b"), "p moves from a to b"),
        (tenancy(premises="b", start=14), "p moves from a to b, two weeks later"),
        (tenancy(premises="b", days=56), "p moves from a to b and stays 8 weeks instead of 4"),
        (
            tenancy(premises="b", start=7, days=35),
            "p moves from a to b, one week later, and stays 5 weeks instead of 4",
        ),
        (tenancy(start=-7), "p opens at a one week earlier, on 2027-02-22"),
        (
            tenancy(start=3, days=30),
            "p opens at a 3 days later, on 2027-03-04, and stays 30 days instead of 28",
        ),
        (tenancy(days=21), "p stays at a 3 weeks instead of 4"),
    ],
)
def test_a_tenancy_moves(after, sentence):
    assert told([tenancy()], [after]) == {"moved": [sentence]}


@pytest.mark.parametrize(
    ("after", "sentence"),
    [
        (occurrence(spot="quay"), "fair moves from square to quay on 2027-03-01"),
        (occurrence(start=-1), "fair is held at square one day earlier, on 2027-02-28"),
        (occurrence(spot="quay", start=21), "fair moves from square to quay, 3 weeks later, on 2027-03-22"),
    ],
)
def test_an_occurrence_moves(after, sentence):
    assert told([occurrence()], [after]) == {"moved": [sentence]}


@pytest.mark.parametrize(
    ("after", "sentence"),
    [
        (run("b", "a"), "lights, from 2027-03-01: takes its stops in this order: b, a"),
        (run("a", "c", "b"), "lights, from 2027-03-01: also stops at c"),
        (run("a", "c"), "lights, from 2027-03-01: stops at c instead of b"),
        (
            run("b", ("c", "moon"), "a"),
            "lights, from 2027-03-01: also stops at c, takes its stops in this order: b, c, a, shows moon at c",
        ),
        (run("a", ("b", "moon")), "lights, from 2027-03-01: shows moon at b"),
        (run("a", "b", start=2), "lights is held 2 days later, from 2027-03-03"),
        (run("b", start=-14), "lights is held two weeks earlier, from 2027-02-15: no longer stops at a"),
    ],
)
def test_a_trail_moves(after, sentence):
    assert told([run("a", "b")], [after]) == {"moved": [sentence]}


def test_an_installation_moves_along_a_trail_or_leaves_it():
    assert told([run(("a", "moon"), "b")], [run("a", ("b", "moon"))]) == {
        "moved": ["lights, from 2027-03-01: shows nothing at a any more, shows moon at b"]
    }


def test_of_two_trails_only_the_changed_one_is_told():
    found = diff(
        plan(run("a", "b"), run("c", "d", trail="river")), plan(run("c", "d", trail="river"), run("b", "a"))
    )
    assert ([(c.kind, c.item) for c in found.moved], found.unchanged) == ([("trail", "lights")], 1)


def test_a_kit_that_goes_to_another_window_leaves_one_and_dresses_the_other():
    assert told([dressing("a")], [dressing("b")]) == {
        "added": ["photo dresses b from 2027-03-01 to 2027-03-28"],
        "removed": ["photo no longer dresses a from 2027-03-01"],
    }


def test_a_window_is_dressed_on_other_days():
    assert told([dressing()], [dressing(end=35)]) == {
        "moved": ["photo dresses a from 2027-03-01 to 2027-04-04 instead of 2027-03-01 to 2027-03-28"]
    }


def test_everything_may_be_added_and_removed():
    entries = [tenancy(), occurrence(), run("a"), dressing()]
    assert told([], entries) == {
        "added": [
            "p opens at a, from 2027-03-01 to 2027-03-28",
            "fair is held at square on 2027-03-01",
            "lights is held from 2027-03-01, by way of a",
            "photo dresses a from 2027-03-01 to 2027-03-28",
        ]
    }
    assert told(entries, []) == {
        "removed": [
            "p no longer opens at a on 2027-03-01",
            "fair is no longer held at square on 2027-03-01",
            "lights is no longer held from 2027-03-01",
            "photo no longer dresses a from 2027-03-01",
        ]
    }


def test_occurrences_that_are_the_same_are_matched_before_dates_are():
    before = [occurrence(start=0), occurrence(start=7), occurrence(start=14)]
    after = [occurrence(start=7, id="other"), occurrence(start=14), occurrence(start=21)]
    found = diff(plan(*before), plan(*after))
    assert [str(c.message) for c in found.moved] == ["fair is held at square 3 weeks later, on 2027-03-22"]
    assert found.unchanged == 2
    assert not found.added
    assert not found.removed


def test_what_is_left_of_an_event_is_matched_in_date_order():
    found = diff(
        plan(occurrence(start=9), occurrence(start=2)), plan(occurrence(start=3), occurrence(start=10))
    )
    assert [(c.before.start, c.after.start) for c in found.moved] == [(day(2), day(3)), (day(9), day(10))]


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (1, "one day later"),
        (2, "2 days later"),
        (7, "one week later"),
        (14, "two weeks later"),
        (21, "3 weeks later"),
        (-1, "one day earlier"),
        (-8, "8 days earlier"),
        (-7, "one week earlier"),
        (-14, "two weeks earlier"),
        (-28, "4 weeks earlier"),
    ],
)
def test_a_shift_is_told_in_whole_weeks_where_it_can_be(days, words):
    assert str(shift(day(0), day(days))) == words


@quick
@given(st.data())
def test_a_diff_accounts_for_every_entry_of_both_plans(data):
    problem = data.draw(problems(published=False))
    a, b = data.draw(placements(problem)), data.draw(placements(problem))
    found, back = diff(a, b), diff(b, a)
    size = lambda p: len(p.tenancies) + len(p.occurrences) + len(p.trails) + len(p.dressings)  # noqa: E731
    assert size(a) == found.unchanged + len(found.moved) + len(found.removed)
    assert size(b) == found.unchanged + len(found.moved) + len(found.added)
    assert (len(back.added), len(back.moved), len(back.removed)) == (
        len(found.removed),
        len(found.moved),
        len(found.added),
    )
    assert not diff(a, a)
    assert diff(a, Plan()).unchanged == 0
