"""Problem and plan files: what is written is read back exactly, and reads well."""

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
    plan_from_document,
    problem_document,
    problem_from_document,
    read_plan,
    read_problem,
    write_plan,
    write_problem,
)
from scheduler.problem import Problem
from tests.factories import event, premises, problem, project, street
from tests.scheduler.documents import document, unit
from tests.strategies import plans, problems, quick


def test_null_is_a_value_of_two_settings_only():
    text = json.dumps(document(settings={"start_weekday": None, "separation_metres": None}))
    found = read_problem(text)
    assert found.settings.start_weekday is None
    assert "start_weekday" in write_problem(found)
    assert "separation_metres" not in write_problem(found)


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
