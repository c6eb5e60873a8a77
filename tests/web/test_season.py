"""The figures of boards, each on a season small enough to count by hand."""

from datetime import date

from scheduler.case import join
from tests.factories import (
    charge,
    day,
    dressing,
    event,
    installation,
    kit,
    leg,
    line,
    occurrence,
    plan,
    premises,
    problem,
    project,
    run,
    shift,
    spans,
    spot,
    staff,
    street,
    target,
    tenancy,
    trail,
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
    rows = {row.id: [(bar.item, bar.state) for bar in row.bars] for row in stays.rows(case, before, named)}
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


def lit(**values):
    """A trail of two nights over two streets, with a work that needs somebody of its own."""
    return (
        street("s"),
        street("t"),
        spot("square", "s"),
        spot("quay", "t"),
        trail(
            spots=("square", "quay"),
            nights=2,
            setup_minutes=60,
            staff={"host": 1},
            installations=(installation("moon", staff={"host": 1}),),
            distances=(leg("square", "quay"),),
            **values,
        ),
    )


def test_hours_of_trail_nights_count_like_those_of_events():
    case = join(
        problem(*lit(), staff("anna"), staff("pool", headcount=3)),
        plan(
            run(("square", "moon"), "quay", start=5),
            *(shift("lights", night, who) for night in (5, 6) for who in ("anna", "pool")),
        ),
    )
    assert {load.id: load.hours[:2] for load in work.loads(case)} == {"anna": (6.0, 0), "pool": (6.0, 0)}


def test_the_nights_of_a_trail_stand_in_the_month_on_every_street_they_pass():
    case = join(problem(*lit()), plan(run(("square", "moon"), "quay", start=30)))
    found = month.dates(case, named)
    assert [(d.kind, d.nth, d.days, d.stops) for d in found] == [
        ("trail", 1, 2, ("spot square", "spot quay")),
        ("trail", 2, 2, ("spot square", "spot quay")),
    ]
    for wanted in ("s", "t"):
        assert len(month.chosen(found, month.Filter(street=wanted))) == 2
    assert month.chosen(found, month.Filter(street="u")) == []


def test_each_night_of_a_trail_counts_on_the_streets_of_its_stops():
    case = join(problem(*lit()), plan(run("square", "quay", start=5)))
    assert {row.id: row.counts[0] for row in coverage.street_weeks(case, [])} == {"s": 2, "t": 2}


def test_money_is_told_by_what_it_goes_to():
    case = join(
        problem(premises(), project(), *lit(), kit(), line("town", 1000)),
        plan(
            tenancy(),
            run("square", start=5),
            dressing(first=40, end=70),
            charge("tenancy", "p", 300),
            charge("trail", "lights", 200),
            charge("trail", "lights", 50),
            charge("dressing", "photo a 40", 70),
        ),
    )
    (town,) = money.lines(case)
    assert (town.used, dict(town.kinds)) == (620, {"tenancy": 300, "trail": 250, "dressing": 70})


def test_a_dressed_front_is_still_an_empty_one():
    case = join(problem(premises("a"), kit()), plan(dressing("a", 0, 40)))
    assert occupation.vacancy_by_month(case)[0].after == 1
    assert occupation.weeks(case).filled == 0
    assert occupation.dressed_weeks(case) == 5
    assert [one.premises.id for one in occupation.dressed_on(case, day(39).toordinal())] == ["a"]
    assert list(occupation.dressed_on(case, day(40).toordinal())) == []
    (row,) = stays.rows(case, None, named)
    assert ([(bar.kind, bar.name) for bar in row.bars], row.let) == ([("dressing", "kit photo")], False)


def test_a_draft_shows_what_it_changes_of_the_published_dressings():
    case = join(
        problem(premises("a"), premises("b"), premises("c"), kit(stock=4)),
        plan(dressing("a", 0, 28), dressing("b", 7, 35), dressing("c", 0, 28)),
    )
    before = plan(dressing("a", 0, 28, id="x"), dressing("b", 0, 28), dressing("a", 40, 68))
    rows = {row.id: [(bar.state, bar.towards) for bar in row.bars] for row in stays.rows(case, before, named)}
    assert rows == {
        "a": [("published", ""), ("ghost", "premises a")],
        "b": [("ghost", "premises b"), ("moved", "")],
        "c": [("new", "")],
    }
