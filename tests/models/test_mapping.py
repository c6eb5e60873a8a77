"""Rows to problem and back, exactly; what is not active stays out, with a sentence."""

import json
from datetime import date
from decimal import Decimal

import pytest

from models.database import sessions
from models.mapping import left_aside, load_problem, set_horizon, store_problem, town_document
from models.places import Town
from models.plans import Decision
from models.records import apply, find, full_document
from scheduler.files import FaultsError, problem_from_document, read_problem, write_problem
from tests.models import towns
from tests.models.conftest import NOW
from tests.shared import SHARED

LARGE = ("core-L-1", "core-XL-1")
INSTANCES = sorted((SHARED / "data/instances").glob("*-[0-9].json"))
FILES = [*(path for path in INSTANCES if path.stem not in LARGE), SHARED / "spec/example.json"]


def ordered(problem):
    """Every list by id, and no published plan, as a town gives it back."""
    document = json.loads(write_problem(problem))
    document.pop("published", None)
    for rows in document.values():
        if isinstance(rows, list) and rows and "id" in rows[0]:
            rows.sort(key=lambda row: row["id"])
    return problem_from_document(document)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_problem_file_comes_back_exactly(session, path):
    problem = read_problem(path.read_bytes())
    town = store_problem(session, "bourg", json.loads(path.read_text(encoding="utf-8")), now=NOW)
    session.commit()
    session.expunge_all()
    assert load_problem(session, session.get(Town, town.id)) == ordered(problem)


def test_postgresql_gives_the_same_problem(postgres_engine):
    path = SHARED / "data/instances/full-S-2.json"
    with sessions(postgres_engine)() as session:
        town = store_problem(session, "bourg", json.loads(path.read_text(encoding="utf-8")), now=NOW)
        session.commit()
        session.expunge_all()
        assert load_problem(session, session.get(Town, town.id)) == ordered(read_problem(path.read_bytes()))


def test_a_file_with_faults_makes_no_town(session):
    bad = towns.document(premises=[{"id": "p", "street": "nowhere", "area_m2": 1}])
    with pytest.raises(FaultsError, match="nowhere"):
        store_problem(session, "bourg", bad, now=NOW)
    assert session.query(Town).count() == 0


def test_what_a_file_may_hold_and_a_database_cannot_makes_no_town(session):
    long, nul = towns.document(), towns.document()
    long["streets"].append({"id": "x" * 300})
    nul["streets"].append({"id": "nul", "name": "a\x00b"})
    for told in (long, nul, towns.document(town=towns.DOCUMENT["town"] | {"name": "x" * 201})):
        with pytest.raises(FaultsError, match=r"more than|cannot be stored"):
            store_problem(session, "bourg", told, now=NOW)
        assert session.query(Town).count() == 0
    store_problem(session, "bourg", towns.document(), now=NOW)
    with pytest.raises(FaultsError, match="choose another"):
        store_problem(session, "bourg", towns.document(), now=NOW)


def test_decimals_and_points_are_kept_as_written(session):
    premises = {
        "id": "p",
        "street": "halles",
        "area_m2": Decimal("38.333333333333333333"),
        "point": [4.97020, 47.1],
    }
    told = towns.document(premises=[premises], projects=[])
    town = store_problem(session, "bourg", told, now=NOW)
    session.commit()
    session.expunge_all()
    (found,) = load_problem(session, session.get(Town, town.id)).premises
    assert (found.area_m2, found.point) == (Decimal("38.333333333333333333"), (4.9702, 47.1))


def test_money_without_limit_is_not_money_without_lines(session):
    told = towns.document()
    del told["funding"]
    unlimited = store_problem(session, "unlimited", told, now=NOW)
    none = store_problem(session, "none", told | {"funding": []}, now=NOW)
    assert load_problem(session, unlimited).funding is None
    assert load_problem(session, none).funding == ()


@pytest.fixture
def brevigny(session) -> Town:
    return store_problem(session, "brevigny", towns.document(), now=NOW)


def test_only_active_records_are_offered_and_nothing_dangles(session, brevigny):
    find(session, brevigny, "premises", "h12").active = False
    apply(
        session,
        brevigny,
        "events",
        {"id": "solo", "value": 1, "opens": "10:00", "closes": "11:00", "spots": ["quai"]},
    )
    find(session, brevigny, "spots", "quai").active = False
    problem = load_problem(session, brevigny)
    assert [p.id for p in problem.premises] == ["p3"]
    assert dict(problem.projects[0].preferences) == {"pont": 1}
    assert {e.id: e.spots for e in problem.events}["solo"] == ()
    assert left_aside(session, brevigny) == []


def test_what_rests_on_something_inactive_is_left_aside_with_it(session, brevigny):
    apply(
        session,
        brevigny,
        "events",
        {
            "id": "opening",
            "value": 1,
            "opens": "10:00",
            "closes": "11:00",
            "inaugurates": {"project": "cafe", "within_days": 7},
        },
    )
    apply(
        session,
        brevigny,
        "events",
        {"id": "echo", "value": 1, "opens": "10:00", "closes": "11:00", "after": ["opening"]},
    )
    session.add(Decision(town_id=brevigny.id, sense="pin", kind="event", item="echo", created_at=NOW))
    session.flush()
    assert [pin.item for pin in load_problem(session, brevigny).pins] == ["echo"]
    find(session, brevigny, "projects", "cafe").active = False
    find(session, brevigny, "streets", "pont").active = False
    problem = load_problem(session, brevigny)
    assert (problem.projects, [e.id for e in problem.events], problem.pins) == ((), ["bal", "marche"], ())
    assert {str(one) for one in left_aside(session, brevigny)} == {
        "premises p3 are left aside: street pont is not active",
        "spot quai is left aside: street pont is not active",
        "event opening is left aside: the project cafe that it opens is not active",
        "event echo is left aside: it comes after opening, which is not active",
        "a pin or ban on “echo” waits: what it names is not active",
    }


def test_past_short_leases_use_up_the_lease_cap(session, brevigny):
    row = find(session, brevigny, "premises", "h12")
    leases = [
        {"holder": "one", "start": "2026-01-01", "end": "2026-02-01", "short": True},
        {"holder": "same days", "start": "2026-01-15", "end": "2026-02-01", "short": True},
        {"holder": "long", "start": "2020-01-01", "end": "2025-01-01", "short": False},
    ]
    apply(session, brevigny, "premises", full_document(row) | {"max_total_days": 100, "leases": leases})
    (cap,) = (p.max_total_days for p in load_problem(session, brevigny).premises if p.id == "h12")
    assert cap == 100 - 31
    apply(session, brevigny, "premises", full_document(row) | {"max_total_days": 30, "leases": leases})
    (cap,) = (p.max_total_days for p in load_problem(session, brevigny).premises if p.id == "h12")
    assert cap == 0


def test_settings_that_cannot_be_are_named(session, brevigny):
    brevigny.settings = {"start_weekday": 9}
    with pytest.raises(FaultsError, match=r"settings\.start_weekday"):
        load_problem(session, brevigny)


def test_a_horizon_knows_its_sunsets(session, brevigny):
    """In Paris the sun sets at about 21:58 at the summer solstice and 16:56 at the winter solstice."""
    brevigny.latitude, brevigny.longitude = Decimal("48.8566"), Decimal("2.3522")
    set_horizon(brevigny, date(2026, 6, 21), date(2026, 12, 22))
    assert len(brevigny.sunsets) == 184
    assert brevigny.sunsets["2026-06-21"] in ("21:57", "21:58")
    assert brevigny.sunsets["2026-12-21"] in ("16:55", "16:56")
    brevigny.latitude = Decimal("78.2")
    set_horizon(brevigny, date(2026, 6, 21), date(2026, 6, 25))
    assert brevigny.sunsets == {}
    with pytest.raises(FaultsError, match="after the first day"):
        set_horizon(brevigny, date(2026, 6, 21), date(2026, 6, 21))


def test_equal_rows_give_an_equal_document(session, brevigny):
    assert town_document(session, brevigny) == town_document(session, brevigny)
    assert problem_from_document(town_document(session, brevigny)) == ordered(
        problem_from_document(towns.DOCUMENT)
    )
