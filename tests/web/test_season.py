"""The figures of boards, each on a season small enough to count by hand."""

from datetime import date

from scheduler.case import join
from tests.factories import (
    charge,
    day,
    event,
    line,
    occurrence,
    plan,
    premises,
    problem,
    project,
    shift,
    spans,
    spot,
    staff,
    street,
    target,
    tenancy,
)
from web.season import coverage, money, month, occupation, stays, work


def named(kind, key):
    return f"{kind} {key}"


def test_vacancy_counts_the_middle_of_each_month():
    case = join(problem(premises("a"), premises("b"), project()), plan(tenancy("p", "a", 7, days=28)))
    first, second, third = occupation.vacancy_by_month(case)
    assert (first.month, first.before, first.after, first.fewer) == (date(2027, 3, 1), 2, 1, 1)
    assert (second.before, second.after) == (2, 2)
    assert third.month == date(2027, 5, 1)


def test_premises_that_are_not_offered_are_not_vacant():
    case = join(problem(premises("a", available=spans((40, 84)))), plan())
    assert [row.before for row in occupation.vacancy_by_month(case)] == [0, 1, 1]


def test_a_shared_shop_counts_its_weeks_once():
    case = join(
        problem(premises("a", capacity=2), project("p"), project("q")),
        plan(tenancy("p", "a", 0, days=14), tenancy("q", "a", 7, days=14)),
    )
    assert occupation.weeks(case) == occupation.Weeks(filled=3, offered=12)


def test_each_line_shows_what_it_pays():
    case = join(
        problem(premises(), project(), line("town", 1000), line("state", 500)),
        plan(tenancy(), charge("tenancy", "p", 300), charge("tenancy", "p", 600, "state")),
    )
    assert [(one.id, one.used, one.left) for one in money.lines(case)] == [
        ("town", 300, 700),
        ("state", 600, -100),
    ]


def test_money_without_limit_has_no_lines():
    assert money.lines(join(problem(premises()), plan())) == []


def test_hours_are_counted_in_the_week_of_their_session():
    case = join(
        problem(spot(), event(staff={"host": 1}, setup_minutes=30), staff("anna"), staff("idle")),
        plan(occurrence(start=6), shift("fair 6", 6)),
    )
    (load,) = work.loads(case)
    assert (load.id, load.hours[:2], load.total) == ("anna", (2.5, 0), 2.5)


def test_a_missed_week_is_named_with_what_was_found():
    case = join(
        problem(spot(), event(occurrences=2), target("life", 2, streets=("s",), every="week", end=day(14))),
        plan(occurrence(start=1)),
    )
    first, second = coverage.shortfalls(case)
    assert (first.first, first.found, first.missing) == (day(0), 1, 1)
    assert (second.first, second.end, second.missing) == (day(7), day(14), 2)
    (row,) = coverage.street_weeks(case, [first, second])
    assert row.counts[:2] == (1, 0)
    assert row.short == {day(0).toordinal(), day(7).toordinal()}


def test_what_is_missing_agrees_with_the_points():
    from scheduler import points

    case = join(
        problem(
            premises(),
            project(),
            spot(),
            event(audiences=("families",)),
            target("a", 3, 7, every="month"),
            target("b", 1, 5, every="week", audience="families"),
            target("c", 2, 3, kinds=("event",)),
        ),
        plan(tenancy(start=7), occurrence(start=20)),
    )
    lost = sum(one.missing * one.target.penalty for one in coverage.shortfalls(case))
    assert -lost == points.coverage(case)


def test_a_target_of_the_whole_town_blames_no_street():
    case = join(problem(spot(), target("life", 1)), plan())
    (row,) = coverage.street_weeks(case, coverage.shortfalls(case))
    assert row.short == frozenset()


def test_a_draft_shows_what_it_changes_of_the_published_stays():
    case = join(
        problem(premises("a"), premises("b"), project("p"), project("q"), project("r")),
        plan(tenancy("p", "a"), tenancy("q", "b", 28), tenancy("r", "b", 0)),
    )
    before = plan(tenancy("p", "a"), tenancy("q", "a", 28))
    rows = {row.id: [(bar.project, bar.state) for bar in row.bars] for row in stays.rows(case, before, named)}
    assert rows == {"a": [("p", "published"), ("q", "ghost")], "b": [("r", "new"), ("q", "moved")]}
    (ghost,) = (bar for row in stays.rows(case, before, named) for bar in row.bars if bar.state == "ghost")
    assert ghost.towards == "premises b"


def test_rows_follow_the_numbers_of_the_houses():
    addresses = {"a": "12 rue Haute", "b": "4 bis rue Haute", "c": "4 rue Haute"}
    case = join(problem(*(premises(key) for key in "abc")), plan())
    rows = stays.rows(case, None, lambda kind, key: addresses.get(key, key))
    assert [row.id for row in rows] == ["b", "c", "a"]


def test_a_month_shows_each_day_of_a_long_event_and_the_shops_that_open():
    case = join(
        problem(premises(), project(), spot(), event(days=3, opens=18, closes=1)),
        plan(tenancy(start=0), occurrence(start=30)),
    )
    found = month.dates(case, named)
    assert [(d.kind, d.nth, d.days) for d in found] == [
        ("opening", 1, 1),
        ("event", 1, 3),
        ("event", 2, 3),
        ("event", 3, 3),
    ]
    assert (found[1].opens, found[1].closes) == (18 * 60, 25 * 60)
    weeks = month.weeks(date(2027, 3, 1), found)
    assert weeks[0][0].dates[0].kind == "opening"
    assert [len(d.dates) for d in weeks[4]] == [0, 0, 1, 1, 1, 0, 0]
    assert not weeks[4][3].inside


def test_filters_of_the_month_join():
    case = join(
        problem(
            street("s"),
            street("t"),
            spot("square", "s"),
            spot("quay", "t"),
            event("fair", kind="market", audiences=("families",)),
            event("ball", kind="dance"),
        ),
        plan(occurrence("fair", "square", 1), occurrence("ball", "quay", 2)),
    )
    found = month.dates(case, named)

    def items(**wanted):
        return [d.item for d in month.chosen(found, month.Filter(**wanted))]

    assert items() == ["fair", "ball"]
    assert items(street="t") == ["ball"]
    assert items(category="market", audience="families") == ["fair"]
    assert items(category="dance", audience="families") == []
