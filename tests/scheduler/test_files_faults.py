"""Problem files: what is refused, where and why."""

from decimal import Decimal
from typing import Any

import pytest

from scheduler.files import FaultsError, read_problem
from tests.scheduler.documents import (
    EVENT,
    PREMISES,
    PROJECT,
    TOWN,
    TRAIL,
    document,
    fair,
    faults,
    lights,
    unit,
)


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
        (document(town=TOWN | {"end": "2027-03-01"}), "town.end", "after the first day"),
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
