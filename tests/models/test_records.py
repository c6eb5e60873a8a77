"""Records in and out: nothing invalid is stored, nothing that is named is removed, the journal knows."""

import pytest
from sqlalchemy import select

from models.journal import JournalEntry
from models.keys import TYPES
from models.kinds import FILE_KINDS, KINDS
from models.mapping import store_problem
from models.places import Town
from models.records import (
    ManyRecordFaults,
    RecordFaults,
    RecordInUse,
    apply,
    apply_all,
    delete,
    find,
    full_document,
    to_document,
)
from scheduler.fields import file_key, kinds
from scheduler.problem import Problem
from tests.models import towns
from tests.models.conftest import NOW


def file_class(list_: str) -> type:
    """The scheduler's class of a list's records."""
    declared = kinds(Problem)[list_]
    while getattr(declared, "__args__", ()) and not hasattr(declared, "__dataclass_fields__"):
        declared = declared.__args__[0]
    return declared


@pytest.mark.parametrize("list_", FILE_KINDS)
def test_a_kind_has_the_keys_of_problem_files_in_their_order(list_):
    cls = file_class(list_)
    expected = {file_key(cls, name) for name in cls.__dataclass_fields__} - {"id"}
    assert {key.name for key in FILE_KINDS[list_].file_keys} == expected


def test_every_list_of_a_problem_is_a_kind():
    rows = {name for name in Problem.__dataclass_fields__ if hasattr(file_class(name), "id")}
    assert rows == set(FILE_KINDS)


def test_defaults_are_those_of_problem_files():
    for list_, kind in FILE_KINDS.items():
        cls = file_class(list_)
        by_key = {file_key(cls, name): field for name, field in cls.__dataclass_fields__.items()}
        for key in kind.file_keys:
            assert key.type in TYPES
            field = by_key[key.name]
            required = field.default is field.default_factory
            assert required == key.required, (list_, key.name)
            if not required and key.default is not None:
                default = field.default_factory() if callable(field.default_factory) else field.default
                assert key.default == (list(default) if isinstance(default, tuple) else default)


def test_a_record_comes_back_as_it_was_stored(session, town):
    apply(session, town, "streets", {"id": "halles", "name": "Rue des Halles"})
    told = {"id": "h12", "street": "halles", "area_m2": 62.5, "point": [4.97, 47.41], "owner_veto": []}
    row = apply(
        session, town, "premises", told | {"status": "works", "leases": []}, origin="form", fictitious=True
    )
    assert to_document(row) == {"id": "h12", "street": "halles", "area_m2": 62.5, "point": [4.97, 47.41]}
    full = full_document(row)
    assert (full["status"], full["origin"], full["fictitious"], full["active"]) == (
        "works",
        "form",
        True,
        True,
    )


def test_a_full_document_restores_a_record_elsewhere(session, town):
    apply(session, town, "owners", {"id": "sci", "name": "SCI du Pont"})
    apply(session, town, "streets", {"id": "pont", "geometry": [[[4.9, 47.4], [4.91, 47.4]]]})
    lease = {"holder": "a baker", "start": "2024-01-01", "end": "2024-03-01", "short": True}
    told = {
        "id": "p3",
        "street": "pont",
        "area_m2": 30,
        "owner": "sci",
        "leases": [lease],
        "consent": "given",
    }
    before = full_document(apply(session, town, "premises", told))
    row = apply(
        session, town, "premises", {"id": "p3", "street": "pont", "area_m2": 1, "leases": [], "owner": None}
    )
    assert full_document(row) != before
    assert full_document(apply(session, town, "premises", before)) == before


def test_the_town_s_own_keys_stay_where_a_problem_document_is_silent(session, town):
    apply(session, town, "streets", {"id": "pont", "footfall": 10, "notes": "works until May"})
    row = apply(session, town, "streets", {"id": "pont", "name": "Rue du Pont"})
    assert (row.footfall, row.notes) == (0, "works until May")


@pytest.mark.parametrize(
    ("kind", "told", "path", "sentence"),
    [
        ("streets", {"id": "s", "footfall": 101}, "footfall", "at most 100"),
        ("streets", {"id": ""}, "id", "at least one character"),
        ("streets", {"id": "s", "foot_fall": 1}, "foot_fall", "did you mean “footfall”"),
        (
            "premises",
            {"id": "p", "street": "gone", "area_m2": 1},
            "street",
            "“gone” is not in the list streets",
        ),
        ("premises", {"id": "p", "street": "s"}, "area_m2", "is required"),
        ("projects", {"id": "p", "activity": "a"}, "value", "is required"),
        ("events", {"id": "e", "value": 1, "opens": "25:00", "closes": "10:00"}, "opens", "23:59"),
        ("events", {"id": "e", "value": 1, "opens": "9:00", "closes": "10:00"}, "opens", "23:59"),
        ("people", {"id": "l", "roles": ["steward"], "weekdays": [8]}, "weekdays[0]", "at most 7"),
        ("coverage", {"id": "c", "minimum": 1, "penalty": 1, "districts": ["Nord"]}, "districts[0]", "Nord"),
        ("owners", {"id": "o"}, "name", "is required"),
        ("owners", {"id": "o", "name": "O", "nme": 1}, "nme", "unknown key"),
        ("premises", {"id": "p", "street": "s", "area_m2": 1, "status": "free"}, "status", "must be one of"),
        ("premises", {"id": "p", "street": "s", "area_m2": 1, "owner": "nobody"}, "owner", "nobody"),
        (
            "premises",
            {"id": "p", "street": "s", "area_m2": 1, "leases": [{"start": "2027-01-01"}]},
            "leases",
            "later",
        ),
        ("streets", {"id": "s", "name": "a\x00b"}, "name", "cannot be stored"),
        ("streets", {"id": "s" * 201}, "id", "more than 200 characters"),
        ("funding", {"id": "f", "amount_cents": 2**63}, "amount_cents", "too large"),
        (
            "trails",
            {"id": "t", "opens": "20:00", "closes": "22:00", "max_length_m": 1, "spots": ["x"]},
            "spots[0]",
            "x",
        ),
    ],
)
def test_what_cannot_be_stored_names_the_key_and_the_remedy(session, town, kind, told, path, sentence):
    with pytest.raises(RecordFaults) as refused:
        apply(session, town, kind, told)
    assert refused.value.kind == kind
    told_of = {fault.path: str(fault.message) for fault in refused.value.faults}
    assert sentence in told_of[path]
    assert find(session, town, kind, told["id"]) is None


def test_records_that_name_one_another_are_stored_together(session, town):
    rows = apply_all(
        session,
        town,
        {
            "projects": [towns.document()["projects"][0]],
            "premises": [{"id": "h12", "street": "halles", "area_m2": 1, "owner_points": {"cafe": 3}}],
            "streets": [{"id": "halles"}, {"id": "pont"}],
        },
    )
    assert [row.key for row in rows] == ["halles", "pont", "h12", "cafe"]


def test_one_faulty_record_of_many_stores_none(session, town):
    with pytest.raises(ManyRecordFaults) as refused:
        apply_all(session, town, {"streets": [{"id": "a"}, {"id": "b", "footfall": -1}, {"id": "a"}]})
    assert [fault.path for fault in refused.value.faults] == ["streets[b].footfall", "streets[a].id"]
    assert find(session, town, "streets", "a") is None


def test_a_record_that_others_name_is_not_removed(session):
    town = store_problem(session, "brevigny", towns.document(), now=NOW)
    with pytest.raises(RecordInUse) as refused:
        delete(session, find(session, town, "streets", "pont"))
    told = [str(one) for one in refused.value.referrers]
    assert told == [
        "premises p3 name it under street",
        "project cafe names it under preferences",
        "spot quai names it under street",
    ]
    assert "(3)" in str(refused.value.message)


def test_what_nothing_names_is_removed_and_the_journal_keeps_it(session, town):
    row = apply(
        session, town, "streets", {"id": "halles", "name": "Rue des Halles"}, actor="imports", now=NOW
    )
    apply(session, town, "streets", {"id": "halles", "name": "Halles"}, actor="imports", now=NOW)
    apply(session, town, "streets", {"id": "halles", "name": "Halles"}, actor="imports", now=NOW)
    delete(session, row, actor="imports", now=NOW)
    session.commit()
    entries = session.scalars(select(JournalEntry).order_by(JournalEntry.id)).all()
    told = [(e.who, e.action, (e.before or {}).get("name"), (e.after or {}).get("name")) for e in entries]
    assert told == [
        ("imports", "add", None, "Rue des Halles"),
        ("imports", "change", "Rue des Halles", "Halles"),
        ("imports", "remove", "Halles", None),
    ]


def test_two_towns_of_one_database_do_not_see_each_other(session):
    first = store_problem(session, "first", towns.document(), now=NOW)
    second = store_problem(
        session,
        "second",
        towns.document(streets=[], premises=[], projects=[], spots=[], events=[], coverage=[]),
        now=NOW,
    )
    assert find(session, first, "streets", "pont") is not None
    assert find(session, second, "streets", "pont") is None
    with pytest.raises(RecordFaults):
        apply(session, second, "spots", {"id": "place", "street": "pont"})
    assert session.query(Town).count() == 2
    assert set(KINDS) >= {"owners", "people"}
