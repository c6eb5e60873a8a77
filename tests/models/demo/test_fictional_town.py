"""The invented town: as much of everything as promised, nothing silly, and a plan within seconds."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.demo import fictional_town
from models.demo.calendar import year_after
from models.demo.storing import store
from models.mapping import left_aside, load_problem
from models.measuring import is_measure
from scheduler.check import check
from tests.models.conftest import NOW
from tests.models.demo.plausible import first_plan, homeless, lacking, understaffed

TODAY = date(2026, 11, 22)
TOWN = fictional_town(TODAY)
RECORDS = TOWN.records


def test_there_is_as_much_as_promised():
    assert {kind: len(found) for kind, found in RECORDS.items()} == {
        "streets": 16,
        "owners": 11,
        "premises": 60,
        "shops": 35,
        "partners": 3,
        "projects": 45,
        "spots": 20,
        "events": 60,
        "people": 25,
        "funding": 7,
        "coverage": 8,
        "trails": 1,
        "kits": 2,
    }
    assert sum(p["status"] == "vacant" for p in RECORDS["premises"]) == 25
    assert sum(p["active"] for p in RECORDS["premises"]) == 22


def test_everything_is_marked_as_fictitious():
    assert all(record["fictitious"] for found in RECORDS.values() for record in found)
    assert TOWN.town["fictitious"]
    assert TOWN.town["fictitious_note"]


def test_names_are_given_once():
    for kind in ("streets", "spots", "projects", "shops", "people", "funding"):
        names = [record["name"] for record in RECORDS[kind]]
        assert len(set(names)) == len(names)
    assert len({event["title"] for event in RECORDS["events"]}) == 60


def test_rents_areas_and_windows_are_those_of_a_small_town():
    for unit in (p for p in RECORDS["premises"] if p["status"] == "vacant"):
        shared = unit.get("capacity", 1)
        a_year = unit["rent_cents_month"] / 100 * 12 * shared / unit["area_m2"]
        assert 60 <= a_year <= 290, unit["address"]
        assert 18 <= unit["area_m2"] <= 180
        assert unit["frontage_m"] < unit["area_m2"] ** 0.5 * 1.1


def test_vacancy_begins_after_the_last_lease_ends():
    for unit in RECORDS["premises"]:
        for lease in unit.get("leases", ())[-1:]:
            gap = date.fromisoformat(unit["vacant_since"]) - date.fromisoformat(lease["end"])
            assert timedelta(days=-31) <= gap <= timedelta(days=62), unit["address"]


def test_every_project_fits_some_premises_that_are_offered():
    offered = [p for p in RECORDS["premises"] if p["active"]]
    for project in RECORDS["projects"]:
        fitting = [
            unit
            for unit in offered
            if project["area_min_m2"] <= unit["area_m2"] // unit.get("capacity", 1) <= project["area_max_m2"]
            and set(project["equipment"]) <= set(unit["equipment"])
        ]
        assert fitting or project["id"] == "seconde-vie", project["name"]


def test_the_jury_marks_within_its_grid():
    for project in RECORDS["projects"]:
        assert all(
            mark <= most for mark, most in zip(project["jury"].values(), (30, 25, 20, 15, 10), strict=True)
        )
        assert project["value"] == 40 * sum(project["jury"].values())


def test_every_event_has_people_and_a_spot():
    assert understaffed(RECORDS["events"], RECORDS["people"]) == []
    assert homeless(RECORDS["events"], RECORDS["spots"]) == []


def test_the_trail_is_measured_on_the_streets_and_lacks_nothing(session):
    (trail,) = RECORDS["trails"]
    assert len(trail["spots"]) == 10
    assert len(trail["distances"]) == 45
    assert all(leg["step_free"] and 50 < leg["metres"] < 800 for leg in trail["distances"])
    assert is_measure(trail["measured"])
    problem = load_problem(session, store(session, TOWN, NOW))
    assert lacking(problem) == []
    assert sum(one["cost_cents"] for one in trail["installations"]) > 1_200_000  # more than its line can pay


def test_streets_meet_at_their_corners():
    nodes = {tuple(node) for node in TOWN.network["nodes"]}
    corners = [tuple(p) for street in RECORDS["streets"] for line in street["geometry"] for p in line]
    assert set(corners) <= nodes
    reached, edges = {0}, TOWN.network["edges"]
    for _ in nodes:
        reached |= {b for a, b, *_ in edges if a in reached} | {a for a, b, *_ in edges if b in reached}
    assert len(reached) == len(nodes)


@given(st.dates(date(2024, 1, 1), date(2032, 12, 31)))
def test_the_horizon_is_52_weeks_from_a_monday_three_weeks_ahead(today: date):
    year = year_after(today)
    assert year.start.weekday() == 0
    assert year.start.day <= 7
    assert timedelta(days=21) <= year.start - today <= timedelta(days=58)
    assert year.end - year.start == timedelta(weeks=52)


@pytest.mark.parametrize("month", (1, 4, 7, 10))
def test_it_is_sound_whenever_it_is_made(session, month: int):
    town = store(session, fictional_town(date(2028, month, 15)), NOW)
    problem = load_problem(session, town)
    assert len(problem.projects) == 45
    assert len(problem.pins) == 3
    assert lacking(problem) == []
    assert left_aside(session, town) == []


def test_it_can_be_planned_and_the_plan_keeps_every_rule(session):
    problem = load_problem(session, store(session, TOWN, NOW))
    plan = first_plan(
        problem,
        lambda plan: (
            len(plan.tenancies) >= 15
            and len(plan.occurrences) >= 15
            and bool(plan.trails)
            and len(plan.dressings) >= 3
        ),
    )
    assert check(problem, plan) == []
    assert 5 <= len(plan.trails[0].stops) <= 8
    assert len(plan.dressings) >= 3
    assert len(plan.tenancies) >= 15
    assert len({o.event for o in plan.occurrences}) >= 15
    assert len(problem.projects) - len(plan.tenancies) >= 5
    assert len(plan.left_out) >= 5
