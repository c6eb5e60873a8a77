"""Light trails and dressed windows in the public programme: entries, their identity, and who is told of what."""

import uuid
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from models.accounts import Feed
from models.mapping import plan_row, store_problem
from models.plans import Departure, Slot
from models.programme import departures, slots
from models.publishing import publish
from models.slots import calendars
from scheduler.files import problem_from_document, write_problem
from tests import lights
from tests.models.conftest import NOW

SPACE = uuid.UUID("5a3c1c36-7f4f-4a55-9b0e-0d2f7a7d6f10")
FROZEN = write_problem(problem_from_document(lights.DOCUMENT))


@pytest.fixture
def clairval(session):
    return store_problem(session, lights.SLUG, lights.document(), now=NOW)


def release(session, town, *, days: int = 0, **wanted) -> list[Slot]:
    """Publish a plan some days after NOW; the entries afterwards."""
    row = plan_row(town, FROZEN, lights.plan(**wanted), NOW)
    session.add(row)
    session.flush()
    publish(session, row, "", "", None, NOW + timedelta(days=days), SPACE)
    session.commit()
    return list(session.scalars(select(Slot).where(Slot.town_id == town.id).order_by(Slot.starts, Slot.uid)))


def of(kind: str, found: list[Slot]) -> list[Slot]:
    return [slot for slot in found if slot.kind == kind]


def state(slot: Slot) -> tuple[str, int, str]:
    return slot.uid, slot.sequence, slot.status


def test_each_night_of_a_trail_is_an_entry_with_its_way_frozen(session, clairval):
    first, second = of("trail", release(session, clairval))
    assert first.starts == datetime(
        2027, 4, 9, 18, 50, tzinfo=UTC
    )  # half an hour after sunset, in summer time
    assert (first.ends - first.starts, second.starts - first.starts) == (
        timedelta(hours=2, minutes=10),
        timedelta(days=1),
    )
    assert (first.title, first.place, first.category) == ("Parcours des lumières", "place", "light trail")
    assert [(s["spot"], s["work"], s["metres"]) for s in first.route["stops"]] == [
        ("place", "Lune", 210), ("lavoir", "", 130), ("quai", "Voiles", None),
    ]  # fmt: skip
    assert (first.route["metres"], first.route["step_free"], first.route["loop"]) == (340, False, False)
    assert first.route["sunset"] == {"opens": 30}
    assert first.route["stops"][1]["street_name"] == "Rue Basse"


def test_a_loop_counts_its_way_back(session):
    told = lights.document()
    told["trails"][0]["loop"] = True
    told["trails"][0]["spots"] = ["place", "quai", "cour"]
    town = store_problem(session, "loop", told, now=NOW)
    way = (("place", "Lune"), ("quai", None), ("cour", "Voiles"))
    row = plan_row(town, write_problem(problem_from_document(told)), lights.plan(way=way, problem=told), NOW)
    session.add(row)
    session.flush()
    publish(session, row, "", "", None, NOW, SPACE)
    route = of("trail", list(session.scalars(select(Slot))))[0].route
    assert ([s["metres"] for s in route["stops"]], route["metres"]) == ([180, 140, 160], 480)
    assert (route["loop"], route["step_free"]) == (True, True)


def test_a_dressed_window_is_on_pages_and_in_no_calendar(session, clairval):
    first, second = of("dressing", release(session, clairval))
    assert (first.title, first.place, first.street, first.all_day) == ("photo", "haute-3", "haute", True)
    assert first.location == "3 rue Haute, Clairval"
    assert second.ends - second.starts == timedelta(days=56) - timedelta(hours=1)  # summer time begins
    assert calendars(first) == set()
    feeds = {(feed.scope, feed.key) for feed in session.scalars(select(Feed))}
    assert {("street", "haute"), ("street", "basse"), ("category", "light trail")} <= feeds
    assert ("category", "") not in feeds


def test_a_trail_is_on_every_street_where_it_stops(session, clairval):
    found = release(session, clairval)
    for street in ("haute", "basse", "pont"):
        assert len(of("trail", slots(session, clairval, street=street))) == 2
    assert calendars(of("trail", found)[0]) == {
        ("category", "light trail"), ("street", "haute"), ("street", "basse"), ("street", "pont"),
    }  # fmt: skip


def test_a_trail_that_moves_keeps_its_entries(session, clairval):
    before = of("trail", release(session, clairval))
    told = [state(slot) for slot in before]
    after = of("trail", release(session, clairval, days=1, trail=("2027-04-16", "2027-04-17")))
    assert [state(slot) for slot in after] == [(uid, n + 1, status) for uid, n, status in told]
    assert [slot.starts.day for slot in after] == [16, 17]


@pytest.mark.parametrize(
    "way",
    [
        (("place", "Lune"), ("quai", "Voiles")),
        (("place", "Lune"), ("lavoir", "Voiles"), ("quai", None)),
        (("place", "Lune"), ("cour", None), ("quai", "Voiles")),
    ],
    ids=["a stop less", "a work elsewhere", "another stop"],
)
def test_another_way_is_a_change_that_subscribers_hear_of(session, clairval, way):
    told = [state(slot) for slot in of("trail", release(session, clairval))]
    after = of("trail", release(session, clairval, days=1, way=way))
    assert [state(slot) for slot in after] == [(uid, n + 1, status) for uid, n, status in told]
    assert [(s["spot"], s["work"] or None) for s in after[0].route["stops"]] == list(way)


def test_the_street_that_a_trail_leaves_is_told(session, clairval):
    release(session, clairval)
    release(session, clairval, days=1, way=(("place", "Lune"), ("quai", "Voiles")))
    gone = departures(session, clairval, "street", "basse")
    assert [(one.slot.kind, one.sequence) for one in gone] == [("trail", 1), ("trail", 1)]
    release(session, clairval, days=2)
    assert not departures(session, clairval, "street", "basse")


def test_a_trail_that_is_given_up_is_called_off(session, clairval):
    told = [state(slot) for slot in of("trail", release(session, clairval))]
    after = of("trail", release(session, clairval, days=1, trail=None))
    assert [state(slot) for slot in after] == [(uid, n + 1, "cancelled") for uid, n, _ in told]


def test_the_same_trail_and_windows_again_touch_nothing(session, clairval):
    told = [(*state(slot), slot.changed_at) for slot in release(session, clairval)]
    assert [(*state(slot), slot.changed_at) for slot in release(session, clairval, days=1)] == told


def test_a_window_that_is_dressed_elsewhere_leaves_no_farewell_in_calendars(session, clairval):
    release(session, clairval)
    feed = select(Feed.changed_at).where(Feed.scope == "town")
    before = session.scalar(feed)
    found = release(session, clairval, days=1, windows=(("haute-3", "2027-03-01", "2027-03-29"),))
    assert [slot.status for slot in of("dressing", found)] == ["confirmed", "cancelled"]
    assert session.scalar(select(Departure)) is None
    assert session.scalar(feed) == before
