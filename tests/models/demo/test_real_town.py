"""Real towns completed by a seed: what the map knows is untouched, what it does not is marked."""

from datetime import date
from pathlib import Path

import pytest

from models.demo import DemoTown, real_town
from models.demo.storing import store
from models.geometry import metres
from models.imports.osm import OsmTown, parse_bbox, read_town
from models.mapping import load_problem
from scheduler.check import check
from tests.models.conftest import NOW
from tests.models.demo.plausible import first_plan, homeless, lacking, understaffed
from tests.shared import SHARED

TODAY = date(2026, 11, 22)
CASES = Path(__file__).parents[2] / "data" / "osm"


@pytest.fixture(scope="module")
def monaco() -> OsmTown:
    return read_town(SHARED / "data" / "osm" / "monaco_2023-11-21.osm.pbf")


@pytest.fixture(scope="module")
def frankfurt() -> OsmTown:
    path = SHARED / "data" / "osm" / "frankfurt_darmstadt_2024-03.osm.pbf"
    return read_town(path, box=parse_bbox("8.655,50.100,8.6945,50.120"))


def offered(demo: DemoTown) -> list[dict]:
    return [unit for unit in demo.records["premises"] if unit["active"]]


def test_the_real_vacancies_are_offered(frankfurt: OsmTown):
    found = offered(real_town(frankfurt, TODAY))
    assert {unit["id"] for unit in found} == {front.key for front in frankfurt.fronts if front.vacant}
    assert all(unit["fictitious"] for unit in found)
    assert len({unit["area_m2"] for unit in found}) > 10


def test_hardly_any_vacancy_on_the_map_is_topped_up_and_said(monaco: OsmTown):
    demo = real_town(monaco, TODAY)
    assert len(offered(demo)) == 12
    assert "4 locaux vides\u00a0: 8 autres" in demo.town["fictitious_note"]
    assert any("8 others are declared vacant" in str(note) for note in demo.notes)


def test_what_is_declared_vacant_says_nothing_of_the_shop_there(monaco: OsmTown):
    demo = real_town(monaco, TODAY)
    real = {front.key for front in monaco.fronts if front.vacant}
    declared = [unit for unit in offered(demo) if unit["id"] not in real]
    assert not {unit["id"] for unit in declared} & {shop["id"] for shop in demo.records["shops"]}
    assert all("last_use" not in unit for unit in declared)


def test_streets_and_shops_are_as_the_map_has_them(frankfurt: OsmTown):
    demo = real_town(frankfurt, TODAY)
    assert {s["id"]: s["name"] for s in demo.records["streets"]} == {s.key: s.name for s in frankfurt.streets}
    assert not any(record["fictitious"] for kind in ("streets", "shops") for record in demo.records[kind])
    assert len(demo.network["edges"]) == len(frankfurt.network.edges)
    assert "OpenStreetMap" in demo.town["attribution"]


def test_all_that_no_map_knows_is_marked(frankfurt: OsmTown):
    demo = real_town(frankfurt, TODAY)
    for unit in demo.records["premises"]:
        real = {front.key: front.area_m2 for front in frankfurt.fronts}[unit["id"]]
        assert unit["fictitious"] or unit["area_m2"] == real
    assert all(spot["fictitious"] for spot in demo.records["spots"])
    assert demo.town["fictitious"]


def test_spots_are_on_named_streets_and_apart(frankfurt: OsmTown):
    spots = real_town(frankfurt, TODAY).records["spots"]
    assert 8 <= len(spots) <= 24
    assert {spot["street"] for spot in spots} <= {street.key for street in frankfurt.streets}
    assert "Roßmarkt" in {spot["name"] for spot in spots}


def test_events_have_people_and_spots(monaco: OsmTown, frankfurt: OsmTown):
    for town in (monaco, frankfurt):
        records = real_town(town, TODAY).records
        assert understaffed(records["events"], records["people"]) == []
        assert homeless(records["events"], records["spots"]) == []


def test_the_trail_is_measured_on_the_ways_of_the_map(monaco: OsmTown, frankfurt: OsmTown):
    for osm, name in ((monaco, "Monaco"), (frankfurt, "Frankfurt am Main")):
        demo = real_town(osm, TODAY)
        (trail,) = demo.records["trails"]
        assert trail["title"] == f"{name} en lumière"
        assert 6 <= len(trail["spots"]) <= 10
        assert set(trail["spots"]) <= {spot["id"] for spot in demo.records["spots"]}
        assert len(trail["distances"]) == len(trail["measured"]["pairs"])
        places = {spot["id"]: tuple(spot["point"]) for spot in demo.records["spots"]}
        assert all(
            leg["metres"] >= metres(places[leg["from"]], places[leg["to"]]) - 1 for leg in trail["distances"]
        )
        assert any(not leg["step_free"] for leg in trail["distances"])
        assert len(demo.records["kits"]) == 2
        assert [(one["sense"], one["item"]) for one in demo.decisions] == [("pin", trail["id"])]


def test_a_town_with_few_spots_has_no_trail():
    assert real_town(read_town(CASES / "vacancies.osm"), TODAY).records["trails"] == []


def test_trails_and_dressings_of_real_towns_lack_nothing(session, monaco: OsmTown):
    problem = load_problem(session, store(session, real_town(monaco, TODAY), NOW))
    assert lacking(problem) == []


def test_the_same_seed_gives_the_same_town_and_another_one_another(frankfurt: OsmTown):
    assert real_town(frankfurt, TODAY, seed=3) == real_town(frankfurt, TODAY, seed=3)
    assert real_town(frankfurt, TODAY, seed=3).records != real_town(frankfurt, TODAY, seed=4).records


@pytest.mark.parametrize("case", ["vacancies", "streets", "scripts", "clipped", "levels", "walks"])
def test_the_smallest_extracts_become_towns(session, case: str):
    demo = real_town(read_town(CASES / f"{case}.osm"), TODAY)
    problem = load_problem(session, store(session, demo, NOW))
    assert len(problem.premises) >= 1
    assert len(problem.projects) >= 20


def test_a_town_of_six_premises_can_be_planned(session):
    problem = load_problem(session, store(session, real_town(read_town(CASES / "vacancies.osm"), TODAY), NOW))
    plan = first_plan(problem, lambda plan: bool(plan.tenancies))
    assert check(problem, plan) == []
    assert plan.tenancies


def test_frankfurt_can_be_planned(session, frankfurt: OsmTown):
    problem = load_problem(session, store(session, real_town(frankfurt, TODAY), NOW))
    plan = first_plan(
        problem,
        lambda plan: len(plan.tenancies) >= 25 and len(plan.occurrences) >= 20 and bool(plan.trails),
    )
    assert check(problem, plan) == []
    assert len({tenancy.premises for tenancy in plan.tenancies}) >= 15
    assert len(plan.occurrences) >= 20
    assert len(plan.trails[0].stops) >= 4
