"""Problem and plan files: what is refused, where and why; and that what is written is read back exactly."""

import json
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.faults import Fault
from scheduler.fields import Hour, Point
from scheduler.files import (
    FaultsError,
    check_references,
    plan_from_document,
    problem_document,
    problem_from_document,
    read_case,
    read_plan,
    read_problem,
    write_plan,
    write_problem,
)
from scheduler.problem import Problem
from tests.factories import (
    decision,
    event,
    leg,
    occurrence,
    plan,
    premises,
    problem,
    project,
    run,
    shift,
    spot,
    staff,
    street,
    trail,
)
from tests.strategies import plans, problems, quick

TOWN = {"start": "2027-03-01", "end": "2027-05-24"}
PREMISES = {"id": "a", "street": "s", "area_m2": 50}
PROJECT = {
    "id": "p",
    "activity": "cafe",
    "value": 10,
    "terms_weeks": [4],
    "earliest_start": "2027-03-01",
    "latest_start": "2027-04-05",
}
EVENT = {"id": "fair", "value": 5, "opens": "10:00", "closes": "18:00"}
TRAIL = {"id": "lights", "opens": "20:00", "closes": "22:00", "max_length_m": 900, "spots": ["square"]}


def document(**lists: Any) -> dict[str, Any]:
    """A small sound problem, with some lists or objects replaced."""
    return {
        "format": "rideau-problem/1",
        "town": TOWN,
        "streets": [{"id": "s"}],
        "premises": [PREMISES],
        "projects": [PROJECT],
        "spots": [{"id": "square", "street": "s"}],
        "events": [EVENT],
        "staff": [{"id": "anna", "roles": ["host"]}],
        **lists,
    }


def faults(source: Any) -> dict[str, str]:
    """Path and sentence of every fault of a problem."""
    try:
        problem_from_document(source)
    except FaultsError as error:
        return {fault.path: str(fault.message) for fault in error.faults}
    return {}


def unit(**values: Any) -> dict[str, Any]:
    return document(premises=[PREMISES | values])


def fair(**values: Any) -> dict[str, Any]:
    return document(events=[EVENT | values])


def lights(**values: Any) -> dict[str, Any]:
    return document(trails=[TRAIL | values])


def test_the_small_document_is_sound():
    assert faults(document(trails=[TRAIL])) == {}


@pytest.mark.parametrize(
    ("source", "path", "words"),
    [
        (unit(aera_m2=3), "premises[0].aera_m2", "did you mean “area_m2”"),
        (unit(**{"odd key": 3}), 'premises[0]["odd key"]', "unknown key"),
        (document(town={"start": "2027-03-01"}), "town.end", "is required"),
        (document(format="rideau-problem/2"), "format", "rideau-problem/1"),
        (unit(area_m2="50"), "premises[0].area_m2", "must be a number"),
        (unit(area_m2=True), "premises[0].area_m2", "must be a number"),
        (unit(area_m2=-1), "premises[0].area_m2", "at least 0"),
        (unit(area_m2=10**9 + 1), "premises[0].area_m2", "at most 1000000000"),
        (unit(area_m2=Decimal("1E-31")), "premises[0].area_m2", "too many decimals"),
        (unit(turnaround_days=True), "premises[0].turnaround_days", "whole number"),
        (unit(turnaround_days=1.0), "premises[0].turnaround_days", "whole number"),
        (unit(turnaround_days=None), "premises[0].turnaround_days", "whole number"),
        (unit(capacity=0), "premises[0].capacity", "at least 1"),
        (unit(footfall=101), "premises[0].footfall", "at most 100"),
        (unit(address=3), "premises[0].address", "text"),
        (unit(equipment="water"), "premises[0].equipment", "list"),
        (unit(equipment=["water", ""]), "premises[0].equipment[1]", "at least one character"),
        (unit(available=[["2027-03-01"]]), "premises[0].available[0]", "two dates"),
        (unit(available=[["2027-03-01", "2027-03-01"]]), "premises[0].available[0]", "end after"),
        (unit(available=[["2027-03-01", "2027-02-30"]]), "premises[0].available[0][1]", "YYYY-MM-DD"),
        (unit(point=[4.9]), "premises[0].point", "longitude and latitude"),
        (unit(point=[4.9, 90.5]), "premises[0].point[1]", "at most 90"),
        (unit(street="t"), "premises[0].street", "not in the list streets"),
        (unit(owner_points={"q": 3}), 'premises[0].owner_points["q"]', "not in the list projects"),
        (unit(owner_points={"p": "3"}), 'premises[0].owner_points["p"]', "whole number"),
        (unit(owner_points=[]), "premises[0].owner_points", "object"),
        (document(premises=[PREMISES, PREMISES]), "premises[1].id", "already taken"),
        (document(premises=[[]]), "premises[0]", "object"),
        (document(town=TOWN | {"end": "2027-03-01"}), "town.end", "after town.start"),
        (document(town=TOWN | {"end": "2027-3-1"}), "town.end", "YYYY-MM-DD"),
        (
            document(town=TOWN | {"sunsets": {"2027-03-1": "18:00"}}),
            'town.sunsets["2027-03-1"]',
            "YYYY-MM-DD",
        ),
        (document(town=TOWN | {"latitude": 91}), "town.latitude", "at most 90"),
        (document(settings={"start_weekday": 8}), "settings.start_weekday", "at most 7"),
        (document(settings={"max_openings_per_week": None}), "settings.max_openings_per_week", "whole"),
        (document(settings={"points": {"euro": 1.5}}), "settings.points.euro", "whole"),
        (document(projects=[PROJECT | {"veto": ["nowhere"]}]), "projects[0].veto[0]", "premises / streets"),
        (document(projects=[PROJECT | {"terms_weeks": [0]}]), "projects[0].terms_weeks[0]", "at least 1"),
        (
            document(projects=[PROJECT | {"support": {"partner": "x", "hours_per_week": 3}}]),
            "projects[0].support.partner",
            "partners",
        ),
        (fair(opens="24:00"), "events[0].opens", "00:00 to 23:59"),
        (fair(opens="9:00"), "events[0].opens", "00:00 to 23:59"),
        (fair(opens="sunset30"), "events[0].opens", "sunset+30"),
        (fair(committed=1), "events[0].committed", "true or false"),
        (fair(days=3661), "events[0].days", "at most 3660"),
        (fair(after=["ball"]), "events[0].after[0]", "events"),
        (
            document(spots=[{"id": "square", "street": "s", "latest_end": "30:00"}]),
            "spots[0].latest_end",
            "29:59",
        ),
        (
            document(funding=[{"id": "f", "amount_cents": 1, "kinds": ["rent"]}]),
            "funding[0].kinds[0]",
            "one of: tenancy, event",
        ),
        (
            document(coverage=[{"id": "c", "minimum": 1, "penalty": 1, "districts": ["North"]}]),
            "coverage[0].districts[0]",
            "districts",
        ),
        (
            document(
                coverage=[
                    {"id": "c", "minimum": 1, "penalty": 1, "from": "2027-03-08", "to": "2027-03-08"},
                ]
            ),
            "coverage[0].to",
            "after from",
        ),
        (
            lights(distances=[{"from": "square", "to": "square", "metres": 3}]),
            "trails[0].distances[0]",
            "to itself",
        ),
        (lights(first_spot="quay"), "trails[0].first_spot", "spots"),
        (lights(installations=[{"id": "i"}, {"id": "i"}]), "trails[0].installations[1].id", "already taken"),
        (document(pins=[{"kind": "rent", "item": "p"}]), "pins[0].kind", "one of"),
        (document(pins=[{"kind": "event", "item": "p"}]), "pins[0].item", "events"),
        (
            document(pins=[{"kind": "event", "item": "fair", "premises": "a"}]),
            "pins[0].premises",
            "does not apply",
        ),
        (
            document(bans=[{"kind": "tenancy", "item": "p", "spot": "square"}]),
            "bans[0].spot",
            "does not apply",
        ),
        (document(published={"tenancies": []}), "published.format", "is required"),
        ([], "", "object"),
    ],
)
def test_a_fault_is_told_with_its_path_and_remedy(source: Any, path: str, words: str):
    found = faults(source)
    assert list(found) == [path]
    assert words in found[path]


def test_a_pair_of_spots_is_listed_once():
    spots = [{"id": "square", "street": "s"}, {"id": "quay", "street": "s"}]
    ways = [{"from": "square", "to": "quay", "metres": 3}, {"from": "quay", "to": "square", "metres": 4}]
    found = faults(document(spots=spots, trails=[TRAIL | {"distances": ways}]))
    assert list(found) == ["trails[0].distances[1]"]


def test_all_faults_are_told_at_once():
    source = document(
        town={"start": "soon"},
        premises=[{"id": "", "street": "t", "area_m2": -1}],
        events=[EVENT | {"closes": 3}],
    )
    assert set(faults(source)) == {
        "town.start",
        "town.end",
        "premises[0].id",
        "premises[0].street",
        "premises[0].area_m2",
        "events[0].closes",
    }


@pytest.mark.parametrize(
    ("source", "words"),
    [
        (b"\xef\xbb\xbf{}", "byte-order mark"),
        ('{"format": "rideau-problem/1", "format": "x"}', "“format” is given twice"),
        ('{"engine": {"deep": [{"a": 1, "a": 2}]}}', "“a” is given twice"),
        ('{"value": NaN}', "NaN"),
        ('{"value": -Infinity}', "-Infinity"),
        ("{'format': 1}", "line 1, column 2"),
        ('{\n "a": 1,\n}', "line 3"),
        ("", "line 1"),
        ("{} {}", "line 1"),
        ("\xe9".encode("latin-1"), "not UTF-8"),
        ("9" * 5000, "too many digits"),
        ("1e99999999999999999999", "too many digits"),
        ("[" * 100_000, "nested too deeply"),
    ],
)
def test_text_that_is_not_json_as_the_format_wants_it_is_one_fault_of_the_file(source, words):
    with pytest.raises(FaultsError) as error:
        read_problem(source)
    (fault,) = error.value.faults
    assert fault.path == ""
    assert words in str(fault.message)


def plan_faults(source: dict[str, Any]) -> dict[str, str]:
    text = json.dumps(document(trails=[TRAIL | {"installations": [{"id": "moon"}]}]))
    try:
        read_case(text, json.dumps({"format": "rideau-plan/1", **source}))
    except FaultsError as error:
        return {fault.path: str(fault.message) for fault in error.faults}
    return {}


@pytest.mark.parametrize(
    ("source", "path", "words"),
    [
        ({"tenancies": [{"project": "p"}]}, ["premises", "start", "end"], "is required"),
        (
            {"tenancies": [{"project": "q", "premises": "a", "start": "2027-03-01", "end": "2027-03-01"}]},
            ["tenancies[0].project"],
            "projects",
        ),
        (
            {"shifts": [{"for": "x", "date": "2027-03-01", "role": "host", "staff": "anna"}]},
            ["shifts[0].for"],
            "occurrences / trails",
        ),
        (
            {"charges": [{"kind": "event", "item": "fair", "line": "l", "amount_cents": 1}]},
            ["charges[0].item", "charges[0].line"],
            "is not in the list",
        ),
        (
            {
                "trails": [
                    {
                        "trail": "lights",
                        "start": "2027-03-01",
                        "stops": [{"spot": "square", "installation": "sun"}],
                    }
                ]
            },
            ["trails[0].stops[0].installation"],
            "installations of lights",
        ),
        (
            {
                "occurrences": [{"id": "lights", "event": "fair", "spot": "square", "start": "2027-03-01"}],
                "shifts": [{"for": "lights", "date": "2027-03-01", "role": "host", "staff": "anna"}],
            },
            ["shifts[0].for"],
            "an occurrence and a trail",
        ),
        ({"terms": {"joy": 3}}, ['terms["joy"]'], "one of"),
        ({"left_out": [{"kind": "event", "item": "p", "reasons": []}]}, ["left_out[0].item"], "events"),
        ({"left_out": [{"kind": "event", "item": "fair", "reasons": [{}]}]}, ["rule", "message"], "required"),
        ({"status": "best"}, ["status"], "one of"),
        ({"seconds": -1}, ["seconds"], "at least 0"),
    ],
)
def test_a_fault_of_a_plan_is_told_with_its_path(source, path, words):
    found = plan_faults(source)
    assert len(found) == len(path)
    for (where, told), end in zip(found.items(), path, strict=True):
        assert where.startswith("plan: ")
        assert where.endswith(end)
        assert words in told


def test_published_may_name_what_is_gone_but_not_twice():
    gone = {"id": "o", "event": "gone", "spot": "gone", "start": "2027-03-01"}
    shift_for = {"for": "gone", "date": "2027-03-01", "role": "host", "staff": "gone"}
    published = {"format": "rideau-plan/1", "occurrences": [gone], "shifts": [shift_for]}
    assert faults(document(published=published)) == {}
    twice = published | {"occurrences": [gone, gone]}
    assert list(faults(document(published=twice))) == ["published.occurrences[1].id"]
    twin = {
        "format": "rideau-plan/1",
        "occurrences": [gone | {"id": "lights"}],
        "shifts": [shift_for | {"for": "lights"}],
    }
    assert list(faults(document(published=twin, trails=[TRAIL]))) == ["published.shifts[0].for"]


def test_faults_of_both_files_are_told_together():
    with pytest.raises(FaultsError) as error:
        read_case(json.dumps(document(town={})), json.dumps({"format": "rideau-plan/1", "pints": 3}))
    assert [fault.path for fault in error.value.faults] == [
        "problem: town.start",
        "problem: town.end",
        "plan: pints",
    ]


def test_null_is_a_value_of_two_settings_only():
    text = json.dumps(document(settings={"start_weekday": None, "separation_metres": None}))
    found = read_problem(text)
    assert found.settings.start_weekday is None
    assert "start_weekday" in write_problem(found)
    assert "separation_metres" not in write_problem(found)


def test_records_made_by_code_are_held_to_the_same_references():
    sound = problem(spot(), event(), staff(), premises(), project())
    check_references(sound, plan(occurrence()))
    broken = problem(
        premises(street="t"),
        premises(street="t"),
        street("t"),
        spot(),
        trail(spots=("square", "quay"), distances=(leg("square", "square"),)),
        pins=(decision("tenancy", "p", spot="square"),),
    )
    with pytest.raises(FaultsError) as error:
        check_references(broken, plan(run("square", trail="lamps"), shift("nothing")))
    assert {fault.path for fault in error.value.faults} == {
        "premises[1].id",
        "trails[0].distances[0]",
        "trails[0].spots[1]",
        "pins[0].item",
        "pins[0].spot",
        "trails[0].trail",
        "shifts[0].for",
        "shifts[0].staff",
    }


def test_writing_keeps_only_what_differs_in_lines_that_read_well():
    text = write_problem(problem(premises(area="50.5"), project(), street("s", footfall=3)))
    assert '"area_m2": 50.5}' in text
    assert '"turnaround_days"' not in text
    assert all(len(line) <= 120 for line in text.splitlines())
    assert text.endswith("}\n")


def test_numbers_are_written_as_they_are():
    exact = Decimal("0.1234567890123456789012345678")
    found = problem(premises(area=exact, point=Point(4.9702, -1e-9)), event(opens=Hour(-15, sunset=True)))
    text = write_problem(found)
    assert "0.1234567890123456789012345678" in text
    assert '"sunset-15"' in text
    assert read_problem(text) == found
    assert problem_document(problem(premises(area=62)))["premises"][0]["area_m2"] == 62


def test_a_document_may_hold_floats():
    found = problem_from_document(unit(area_m2=0.1))
    assert found.premises[0].area_m2 == Decimal("0.1")


def test_odd_text_survives():
    odd = 'a "b"\n\u2028\ud800 é'
    found = problem(premises(odd, street="s"))
    assert read_problem(write_problem(found).encode()) == found


def test_what_an_engine_says_of_itself_survives_at_any_depth():
    deep: Any = 1
    for _ in range(300):
        deep = [deep]
    found = plan_from_document({"format": "rideau-plan/1", "engine": {"deep": deep, "x": Decimal("0.10")}})
    assert read_plan(write_plan(found)) == found


@quick
@given(st.data())
def test_what_is_written_is_read_back_exactly(data):
    found: Problem = data.draw(problems())
    assert read_problem(write_problem(found)) == found
    made = data.draw(plans(found))
    assert read_plan(write_plan(made)) == made
    assert write_problem(read_problem(write_problem(found))) == write_problem(found)


@quick
@given(st.binary() | st.text())
def test_no_text_gives_anything_but_faults(source):
    for read in (read_problem, read_plan):
        with pytest.raises(FaultsError) as error:
            read(source)
        assert all(isinstance(fault, Fault) for fault in error.value.faults)
