"""Lists of best known values: found by place or by name, every fault told."""

from pathlib import Path

import pytest

from scheduler.faults import FaultsError
from web.benching.known import NOTHING, known_values


def test_values_are_found_by_place_and_else_by_name(tmp_path):
    known = known_values([{"file": "a/x.json", "best_known": 7, "kind": "mkp"}], tmp_path)
    assert known.of(tmp_path / "a" / "x.json") == 7
    assert known.of(Path("elsewhere") / "x.json") == 7
    assert known.of(Path("y.json")) is None
    assert NOTHING.of(Path("x.json")) is None


def test_a_name_that_is_there_twice_is_found_by_place_alone(tmp_path):
    known = known_values([{"file": f"{n}/x.json", "best_known": n} for n in (1, 2)], tmp_path)
    assert known.of(tmp_path / "2" / "x.json") == 2
    assert known.of(Path("x.json")) is None


def test_every_fault_is_told(tmp_path):
    entries = [
        3,
        {"file": "a", "best_known": "7"},
        {"file": "b", "best_known": 1},
        {"file": "b", "best_known": 2},
    ]
    with pytest.raises(FaultsError) as error:
        known_values(entries, tmp_path)
    assert [fault.path for fault in error.value.faults] == ["[0].file", "[1].best_known", "[3]"]
    with pytest.raises(FaultsError):
        known_values({}, tmp_path)
