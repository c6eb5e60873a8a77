"""From a plan to the public programme: identity of entries, hours in UTC, feeds, and nothing by halves."""

import json
import uuid
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from models.accounts import Feed
from models.journal import JournalEntry
from models.mapping import load_problem, plan_row, store_problem
from models.plans import Plan, PublishedVersion, Slot
from models.programme import departures
from models.publishing import PublishRefused, publish, release_notes, take_over
from models.records import apply, find, full_document
from models.showings import Names, moment, public, showings
from models.stability import published_programme
from scheduler.files import plan_from_document, problem_from_document, write_problem
from tests.models import towns
from tests.models.conftest import NOW

SPACE = uuid.UUID("5a3c1c36-7f4f-4a55-9b0e-0d2f7a7d6f10")
PARIS = ZoneInfo("Europe/Paris")
FROZEN = write_problem(problem_from_document(towns.DOCUMENT))


@pytest.fixture
def brevigny(session):
    return store_problem(session, "brevigny", towns.document(), now=NOW)


def release(session, town, programme, *, days: int = 0, problem: str = FROZEN):
    """Publish a plan some days after NOW; the entries afterwards, by id."""
    row = plan_row(town, problem, programme, NOW)
    session.add(row)
    session.flush()
    publish(session, row, "Spring", "", None, NOW + timedelta(days=days), SPACE)
    session.commit()
    return entries(session, town)


def entries(session, town):
    return list(session.scalars(select(Slot).where(Slot.town_id == town.id).order_by(Slot.starts, Slot.uid)))


def told(slot: Slot) -> tuple:
    return slot.item, slot.starts.isoformat(), slot.place, slot.status, slot.sequence


def test_a_session_is_an_entry_in_utc(session, brevigny):
    """A market from 18:00 to 01:00 of the next day; a ball from ten minutes before sunset, two days."""
    found = release(session, brevigny, towns.plan())
    times = [(s.item, s.starts.strftime("%m-%d %H:%M"), s.ends.strftime("%m-%d %H:%M")) for s in found]
    assert times == [
        ("cafe", "02-28 23:00", "03-28 22:00"),
        ("marche", "03-05 17:00", "03-06 00:00"),
        ("marche", "03-12 17:00", "03-13 00:00"),
        ("bal", "03-12 17:30", "03-12 22:00"),
        ("bal", "03-13 17:32", "03-13 22:00"),
    ]
    shop = found[0]
    assert (shop.all_day, shop.category, shop.title) == (True, "food", "Café Ambre")
    assert (shop.location, shop.lon, shop.lat) == ("12 rue des Halles, Brévigny", 4.97, 47.41)
    assert [(s.ordinal, s.day) for s in found if s.item == "marche"] == [(0, 0), (1, 0)]
    assert [(s.ordinal, s.day) for s in found if s.item == "bal"] == [(0, 0), (0, 1)]
    assert {s.version_id for s in found} == {session.scalar(select(PublishedVersion.id))}


@pytest.mark.parametrize(
    ("day", "minutes", "expected"),
    [
        ("2026-03-29", 90, "2026-03-29T00:30"),  # before the clocks go forward
        ("2026-03-29", 150, "2026-03-29T01:30"),  # skipped: as if they had not yet
        ("2026-03-29", 180, "2026-03-29T01:00"),
        ("2026-10-25", 150, "2026-10-25T00:30"),  # twice: the first
        ("2026-10-24", 24 * 60 + 180, "2026-10-25T02:00"),
        ("2026-07-01", 25 * 60, "2026-07-01T23:00"),
    ],
)
def test_wall_clock_hours_become_moments(day, minutes, expected):
    ordinal = datetime.fromisoformat(day).toordinal()
    assert moment(ordinal, minutes, PARIS) == datetime.fromisoformat(expected).replace(tzinfo=UTC)


def test_an_entry_never_ends_before_it_starts_when_the_clocks_change():
    event = towns.document()["events"][0] | {"opens": "02:30", "closes": "03:00", "setup_minutes": 0}
    problem = problem_from_document(
        towns.document(events=[event], spots=[{"id": "place", "street": "halles"}])
    )
    found = {"format": "rideau-plan/1", "occurrences": []}
    found["occurrences"].append({"id": "o", "event": "marche", "spot": "place", "start": "2027-03-28"})
    (night,) = showings(problem, plan_from_document(found), Names(), PARIS)
    assert night.ends - night.starts == timedelta(minutes=30)


def test_the_same_plan_again_leaves_every_entry_as_it_was(session, brevigny):
    before = [(s.uid, s.changed_at, s.version_id, told(s)) for s in release(session, brevigny, towns.plan())]
    feeds = {f.slug: f.changed_at for f in session.scalars(select(Feed))}
    after = release(session, brevigny, towns.plan(), days=1)
    assert [(s.uid, s.changed_at, s.version_id, told(s)) for s in after] == before
    assert {f.slug: f.changed_at for f in session.scalars(select(Feed))} == feeds
    assert session.scalars(select(PublishedVersion.number)).all() == [1, 2]


def test_what_moves_keeps_its_identity_and_says_so(session, brevigny):
    first = {s.uid: told(s) for s in release(session, brevigny, towns.plan())}
    moved = towns.plan(markets=(("place", "2027-03-05"), ("quai", "2027-03-19")))
    after = release(session, brevigny, moved, days=1)
    assert {s.uid for s in after} == set(first)
    changed = [s for s in after if told(s) != first[s.uid]]
    assert [(s.item, s.starts.day, s.sequence, s.changed_at) for s in changed] == [
        ("marche", 19, 1, NOW + timedelta(days=1))
    ]


def test_the_one_that_stays_is_not_mistaken_for_the_one_that_moves(session, brevigny):
    """The first market goes to a later date than the second: the second is untouched."""
    first = release(session, brevigny, towns.plan())
    stays = next(s.uid for s in first if s.item == "marche" and s.starts.day == 12)
    after = release(
        session, brevigny, towns.plan(markets=(("quai", "2027-03-12"), ("place", "2027-03-26"))), days=1
    )
    markets = {s.uid: s for s in after if s.item == "marche"}
    assert (markets[stays].sequence, markets[stays].starts.day) == (0, 12)
    (other,) = (s for uid, s in markets.items() if uid != stays)
    assert (other.sequence, other.starts.day, other.place) == (1, 26, "place")


def test_what_goes_is_cancelled_and_kept_and_comes_back_as_itself(session, brevigny):
    release(session, brevigny, towns.plan())
    gone = release(session, brevigny, towns.plan(ball=None), days=1)
    ball = [s for s in gone if s.item == "bal"]
    assert [(s.status, s.sequence) for s in ball] == [("cancelled", 1), ("cancelled", 1)]
    still = release(session, brevigny, towns.plan(ball=None), days=2)
    assert [s.sequence for s in still if s.item == "bal"] == [1, 1]
    back = release(session, brevigny, towns.plan(), days=3)
    assert [(s.uid, s.status, s.sequence) for s in back if s.item == "bal"] == [
        (s.uid, "confirmed", 2) for s in ball
    ]


def test_a_shop_that_moves_is_the_same_entry_elsewhere(session, brevigny):
    before = release(session, brevigny, towns.plan())[0].uid
    moved = release(session, brevigny, towns.plan(cafe=("p3", "2027-03-15", "2027-04-12")), days=1)
    (shop,) = (s for s in moved if s.item == "cafe")
    assert (shop.uid, shop.sequence, shop.street, shop.location) == (
        before,
        1,
        "pont",
        "Rue du Pont, Brévigny",
    )


def test_a_new_title_is_a_change_but_not_a_new_time(session, brevigny):
    release(session, brevigny, towns.plan())
    event = find(session, brevigny, "events", "bal")
    apply(
        session,
        brevigny,
        "events",
        full_document(event) | {"title": "Grand bal", "description": "Bring shoes."},
    )
    after = [s for s in release(session, brevigny, towns.plan(), days=1) if s.item == "bal"]
    assert {(s.title, s.description, s.sequence, s.changed_at) for s in after} == {
        ("Grand bal", "Bring shoes.", 0, NOW + timedelta(days=1))
    }


def test_history_is_not_rewritten(session, brevigny):
    """In the middle of the season: what is over stays, what is to come follows the new plan."""
    first = {s.uid: told(s) for s in release(session, brevigny, towns.plan())}
    later = towns.plan(cafe=None, markets=(("place", "2027-03-06"), ("quai", "2027-03-19")), ball=None)
    after = release(session, brevigny, later, days=38)  # 11 March: the first market is over
    assert {s.uid for s in after} == set(first)
    market = [s for s in after if s.item == "marche"]
    assert [(s.starts.day, s.status, s.sequence) for s in market] == [
        (5, "confirmed", 0),
        (19, "confirmed", 1),
    ]
    assert {s.status for s in after if s.item != "marche"} == {"cancelled"}


def test_a_season_that_begins_later_leaves_the_one_before_alone(session, brevigny):
    before = {s.uid: told(s) for s in release(session, brevigny, towns.plan())}
    summer = towns.document(town=towns.DOCUMENT["town"] | {"start": "2027-06-07", "end": "2027-08-02"})
    summer["projects"][0] |= {"earliest_start": "2027-06-07", "latest_start": "2027-07-05"}
    plan = towns.plan(
        cafe=("h12", "2027-06-07", "2027-07-05"),
        markets=(("place", "2027-06-11"),),
        ball=None,
        problem=summer,
    )
    after = release(session, brevigny, plan, days=1, problem=write_problem(problem_from_document(summer)))
    assert {s.uid: told(s) for s in after if s.uid in before} == before
    assert len(after) == len(before) + 2


def test_uids_are_opaque_and_never_used_twice(session, brevigny):
    other = store_problem(session, "other", towns.document(), now=NOW)
    found = [*release(session, brevigny, towns.plan()), *release(session, other, towns.plan())]
    assert len({s.uid for s in found}) == len(found) == 10
    assert all(uuid.UUID(s.uid).version == 5 for s in found)


def test_a_plan_that_breaks_a_rule_is_not_published(session, brevigny):
    wrong = replace(towns.plan(), shifts=())
    row = plan_row(brevigny, FROZEN, wrong, NOW)
    session.add(row)
    session.flush()
    with pytest.raises(PublishRefused) as refused:
        publish(session, row, "", "", None, NOW, SPACE)
    assert {v.rule for v in refused.value.violations} == {"staff.need"}
    assert entries(session, brevigny) == []
    assert session.query(PublishedVersion).count() == 0


def test_a_town_without_a_time_zone_is_not_published(session, brevigny):
    brevigny.timezone = "Nowhere/At_All"
    with pytest.raises(PublishRefused, match="not a time zone"):
        release(session, brevigny, towns.plan())


def test_an_older_version_published_again_is_a_new_one(session, brevigny):
    release(session, brevigny, towns.plan())
    release(session, brevigny, towns.plan(ball=None), days=1)
    first = session.scalars(select(Plan).order_by(Plan.id)).first()
    version = publish(session, first, "Back", "", None, NOW + timedelta(days=2), SPACE)
    assert (version.number, version.plan_id) == (3, first.id)
    assert {s.status for s in entries(session, brevigny)} == {"confirmed"}


def test_feeds_follow_what_is_shown_and_say_when_they_changed(session, brevigny):
    release(session, brevigny, towns.plan())
    feeds = {(f.scope, f.slug): (f.key, f.name) for f in session.scalars(select(Feed))}
    assert feeds == {
        ("town", "town"): ("", "Brévigny"),
        ("street", "rue-des-halles"): ("halles", "Rue des Halles"),
        ("street", "rue-du-pont"): ("pont", "Rue du Pont"),
        ("category", "food"): ("food", "food"),
        ("category", "market"): ("market", "market"),
        ("category", "dance"): ("dance", "dance"),
    }
    moved = towns.plan(markets=(("place", "2027-03-05"), ("place", "2027-03-19")))
    release(session, brevigny, moved, days=1)
    changed = {f.slug for f in session.scalars(select(Feed)) if f.changed_at > NOW}
    assert changed == {"town", "rue-des-halles", "rue-du-pont", "market"}


def test_a_calendar_that_an_entry_leaves_keeps_it_as_it_was_until_it_is_back(session, brevigny):
    first = release(session, brevigny, towns.plan())
    before = next((s.starts, s.ends, s.location) for s in first if s.item == "cafe")
    away = towns.plan(cafe=("p3", "2027-03-15", "2027-04-12"))
    release(session, brevigny, away, days=1)
    (told,) = departures(session, brevigny, "street", "halles")
    assert (told.slot.item, told.slot.street, told.sequence) == ("cafe", "pont", 1)
    assert (told.starts, told.ends, told.location) == before
    assert told.changed_at == NOW + timedelta(days=1)
    release(session, brevigny, away, days=2)
    assert [one.changed_at for one in departures(session, brevigny, "street", "halles")] == [told.changed_at]
    release(session, brevigny, towns.plan(), days=3)
    assert departures(session, brevigny, "street", "halles") == []
    (gone,) = departures(session, brevigny, "street", "pont")
    assert (gone.sequence, gone.slot.sequence) == (2, 2)


def test_streets_of_one_name_have_feeds_of_their_own(session):
    streets = [{"id": "a", "name": "Rue Haute"}, {"id": "b", "name": "Rue haute"}]
    told_ = towns.document(streets=streets, premises=[], projects=[], coverage=[])
    told_["spots"] = [{"id": "place", "street": "a"}, {"id": "quai", "street": "b", "fee_cents": 200}]
    town = store_problem(session, "twins", told_, now=NOW)
    plan = towns.plan(cafe=None, ball=None, problem=told_)
    release(session, town, plan, problem=write_problem(problem_from_document(told_)))
    slugs = {f.key: f.slug for f in session.scalars(select(Feed).where(Feed.scope == "street"))}
    assert slugs == {"a": "rue-haute", "b": "rue-haute-2"}


def test_nobody_s_contact_is_published(session, brevigny):
    project = find(session, brevigny, "projects", "cafe")
    private = {
        "email": "zoe@example.org",
        "phone": "06 12 34 56 78",
        "holder": "Zoé Marker",
        "notes": "marker note",
    }
    text = "Coffee. Ask zoe@example.org or +33 6 12 34 56 78."
    apply(session, brevigny, "projects", full_document(project) | private | {"description": text})
    found = release(session, brevigny, towns.plan())
    shown = json.dumps([[s.title, s.description, s.location, s.category] for s in found], ensure_ascii=False)
    assert "Coffee." in shown
    for secret in ("zoe@", "12 34 56", "Marker", "marker"):
        assert secret not in shown
    assert public("Open 18:00 to 23:00, 12 rue X") == "Open 18:00 to 23:00, 12 rue X"


def test_trail_nights_are_entries_along_the_stops(session):
    trail = {
        "id": "lights", "title": "Lights", "value": 5, "opens": "20:00", "closes": "22:00", "max_length_m": 500,
        "spots": ["place", "quai"], "nights": 2, "distances": [{"from": "place", "to": "quai", "metres": 100}],
    }  # fmt: skip
    told_ = towns.document(trails=[trail], events=[], projects=[], coverage=[], spots=[
        {"id": "place", "street": "halles", "point": [4.97, 47.41]}, {"id": "quai", "street": "pont"}
    ])  # fmt: skip
    town = store_problem(session, "lit", told_, now=NOW)
    stops = [{"spot": "place"}, {"spot": "quai"}]
    plan = plan_from_document({"format": "rideau-plan/1", "points": 5, "terms": {"trails": 5},
                               "trails": [{"trail": "lights", "start": "2027-03-05", "stops": stops}]})  # fmt: skip
    found = release(session, town, plan, problem=write_problem(problem_from_document(told_)))
    assert [(s.title, s.starts.day, s.place, s.category, s.lon) for s in found] == [
        ("Lights", 5, "place", "light trail", 4.97),
        ("Lights", 6, "place", "light trail", 4.97),
    ]
    assert [stop["spot"] for stop in found[0].route["stops"]] == ["place", "quai"]


def test_a_published_plan_of_a_file_is_taken_over_where_it_keeps_the_rules(session):
    told_ = towns.document()
    whole = problem_from_document(told_)
    sound = write_problem(replace(whole, published=replace(towns.plan(), points=None, terms={}, status=None)))
    town = store_problem(session, "brevigny", json.loads(sound), now=NOW)
    assert take_over(session, town, sound, NOW, SPACE).number == 1
    assert len(entries(session, town)) == 5
    assert published_programme(session, town).tenancies == towns.plan().tenancies
    assert load_problem(session, town).published is None
    broken = write_problem(replace(whole, published=replace(towns.plan(), charges=())))
    with pytest.raises(PublishRefused, match="breaks") as refused:
        take_over(session, town, broken, NOW, SPACE)
    assert {v.rule for v in refused.value.violations} == {"funding.covered"}


def test_release_notes_say_what_is_added_moved_and_gone():
    notes = release_notes(towns.plan(), towns.plan(cafe=("p3", "2027-03-08", "2027-04-05"), ball=None))
    assert len(notes) == 2
    assert {notes[0].values["project"], notes[1].values["event"]} == {"cafe", "bal"}
    assert len(release_notes(None, towns.plan())) == 4
    assert release_notes(towns.plan(), towns.plan()) == []


def test_the_journal_knows_who_published(session, brevigny):
    release(session, brevigny, towns.plan())
    (entry,) = session.scalars(select(JournalEntry).where(JournalEntry.action == "publish"))
    assert (entry.table, entry.key, entry.after["entries"]) == ("published_versions", "1", {"confirmed": 5})
