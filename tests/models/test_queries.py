"""Figures of a plan, from the problem and the plan alone."""

import json
from datetime import date

import pytest

from models.mapping import store_problem
from models.queries import (
    budget,
    calendar,
    coverage_periods,
    indicators,
    left_out,
    map_features,
    months,
    shop_weeks,
    staff_load,
    street_weeks,
    timeline,
    vacancy,
    vacancy_status,
    weeks,
)
from models.records import find
from scheduler.files import plan_from_document, problem_from_document, read_problem
from scheduler.points import terms
from tests.models import towns
from tests.models.conftest import NOW
from tests.shared import SHARED

PROBLEM = problem_from_document(towns.DOCUMENT)
PLAN = towns.plan()
EMPTY = plan_from_document({"format": "rideau-plan/1"})


def test_weeks_and_months_are_cut_at_the_ends_of_the_span():
    assert weeks(date(2027, 3, 3), date(2027, 3, 16)) == [
        (date(2027, 3, 3), date(2027, 3, 8)),
        (date(2027, 3, 8), date(2027, 3, 15)),
        (date(2027, 3, 15), date(2027, 3, 16)),
    ]
    assert [period.start.month for period in months(date(2026, 12, 31), date(2027, 2, 2))] == [12, 1, 2]


def test_premises_are_vacant_without_the_plan_and_fewer_with_it():
    assert [(week.before, week.after) for week in vacancy(PROBLEM, PLAN)] == [(2, 1)] * 4 + [(2, 2)] * 8
    assert [(month.before, month.after) for month in vacancy(PROBLEM, PLAN, "month")] == [
        (2, 1),
        (2, 2),
        (2, 2),
    ]
    assert all(week.after == 2 for week in vacancy(PROBLEM, EMPTY))


def test_shop_weeks_are_those_let_of_those_offered():
    filled = shop_weeks(PROBLEM, PLAN)
    assert (filled.filled, filled.offered) == (4, 24)


def test_the_timeline_shows_stays_and_the_time_to_clear():
    told = towns.plan(cafe=("p3", "2027-03-01", "2027-03-29"))
    rows = timeline(PROBLEM, told)
    assert [row.premises for row in rows] == ["h12", "p3"]
    (stay,) = rows[1].stays
    assert (stay.project, stay.end, stay.cleared) == ("cafe", date(2027, 3, 29), date(2027, 4, 5))


def test_the_timeline_shows_when_premises_are_not_on_offer():
    spans = [["2027-03-08", "2027-03-15"], ["2027-05-01", "2027-06-01"]]
    told = towns.document()
    told["premises"][0]["available"] = spans
    (closed,) = (row.closed for row in timeline(problem_from_document(told), EMPTY) if row.premises == "h12")
    assert closed == (
        (date(2027, 3, 1), date(2027, 3, 8)),
        (date(2027, 3, 15), date(2027, 5, 1)),
    )


def test_the_calendar_gives_every_session_its_hours():
    rows = calendar(PROBLEM, PLAN)
    assert [(row.item, row.date.day, row.opens, row.closes) for row in rows] == [
        ("marche", 5, 18 * 60, 25 * 60),
        ("marche", 12, 18 * 60, 25 * 60),
        ("bal", 12, 18 * 60 + 30, 23 * 60),
        ("bal", 13, 18 * 60 + 32, 23 * 60),
    ]
    assert (rows[0].need, rows[0].staff) == ((("steward", 1),), (("steward", "lea", 1),))


def test_the_budget_tells_what_each_line_pays():
    found = budget(PROBLEM, PLAN)
    (line,) = found.lines
    assert (line.amount, line.used, line.left) == (100000, 5200, 94800)
    assert line.by_kind == (("event", 200), ("tenancy", 5000))
    assert (found.cost, found.paid) == (5200, 5200)


def test_a_person_s_week_counts_set_up_and_tear_down():
    (first, second) = staff_load(PROBLEM, PLAN)
    assert (first.monday, first.minutes, first.limit, first.sessions) == (date(2027, 3, 1), 510, 35 * 60, 1)
    assert second.monday == date(2027, 3, 8)


@pytest.mark.parametrize("name", ["full-S-1", "full-T-2", "full-M-3"])
def test_missing_units_cost_what_the_points_say(name):
    problem = read_problem((SHARED / f"data/instances/{name}.json").read_bytes())
    plan = problem.published
    penalty = {target.id: target.penalty for target in problem.coverage}
    found = -sum(one.missing * penalty[one.target] for one in coverage_periods(problem, plan))
    assert found == terms(problem, plan)["coverage"]


def test_a_street_week_counts_sessions_and_shops_and_says_where_it_is_short():
    halles, pont = street_weeks(PROBLEM, PLAN)
    assert halles.sessions[:3] == (1, 2, 0)
    assert halles.shops[:5] == (1, 1, 1, 1, 0)
    assert halles.short[:5] == (False, False, False, False, True)
    assert (pont.sessions[1], any(pont.short)) == (1, False)


def test_what_found_no_place_keeps_its_reasons():
    told = json.loads(
        '{"format": "rideau-plan/1", "left_out": [{"kind": "tenancy", "item": "cafe", "reasons": []}]}'
    )
    told["left_out"][0]["reasons"] = [
        {"rule": "tenancy.fit", "message": "x", "text": "{area} m² is too small", "values": {"area": 3}},
        {"rule": "tenancy.rent", "message": "plain {braces}"},
    ]
    found = left_out(PROBLEM, plan_from_document(told))
    assert [(one.kind, one.item) for one in found] == [
        ("tenancy", "cafe"),
        ("event", "marche"),
        ("event", "bal"),
    ]
    assert [(rule, str(text)) for rule, text in found[0].reasons] == [
        ("tenancy.fit", "3 m² is too small"),
        ("tenancy.rent", "plain {braces}"),
    ]


def test_indicators_gather_the_figures():
    found = indicators(PROBLEM, PLAN)
    assert (found.vacant_before, found.vacant_after, found.tenancies) == (2, 1, 1)
    assert (found.events, found.sessions, found.cost, found.budget) == (2, 4, 5200, 100000)
    assert (found.left_out, found.points) == (0, PLAN.points)


def test_the_map_shows_places_with_their_state(session):
    town = store_problem(session, "brevigny", towns.document(), now=NOW)
    find(session, town, "streets", "halles").geometry = [[[4.97, 47.41], [4.98, 47.41]]]
    session.flush()
    found = map_features(session, town, PROBLEM, PLAN, date(2027, 3, 10))
    told = {(f["properties"]["list"], f["properties"]["id"]): f["properties"] for f in found["features"]}
    assert set(told) == {("streets", "halles"), ("premises", "h12")}
    state = told["premises", "h12"]
    assert (state["state"], state["project"], state["until"]) == ("let", "cafe", "2027-03-29")
    after = map_features(session, town, PROBLEM, PLAN, date(2027, 3, 29))["features"]
    assert {f["properties"].get("state") for f in after} == {None, "vacant"}
    assert vacancy_status(session, town).by_status == (("vacant", 2),)
