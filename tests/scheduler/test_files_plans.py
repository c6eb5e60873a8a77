"""Plan files: what is refused, where and why, alone and beside their problem."""

import json
from typing import Any

import pytest

from scheduler.files import FaultsError, check_references, read_case
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
from tests.scheduler.documents import TRAIL, document, faults


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
