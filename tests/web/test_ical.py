"""A feed is what all calendars read alike: the whole contract (by the tool in SHARED), hostile texts too."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from tests.web.feed_checker import events, faults
from web.ical import Entry, Heading, feed

PARIS = ZoneInfo("Europe/Paris")
CHANGED = datetime(2026, 11, 1, 12, tzinfo=UTC)
HEADING = Heading("Rue des Écoles, Évreux", "Boutiques éphémères ; fêtes", "Europe/Paris", 2027, 2027)
MARKET = Entry(
    uid="6f9a1c9e-0000-4000-8000-000000000001",
    sequence=0,
    changed_at=CHANGED,
    starts=datetime(2027, 6, 12, 9, tzinfo=PARIS),
    ends=datetime(2027, 6, 12, 18, 30, tzinfo=PARIS),
    title="Marché, place Saint-Taurin",
    url="https://agenda.example.org/t/evreux/e/1",
    location="Place Saint-Taurin; côté nord",
    categories=("Marché",),
    lon=1.1508,
    lat=49.0241,
)


def parsed(octets):
    return Calendar.from_ical(octets).walk("VEVENT")


def test_a_programme_keeps_the_contract():
    assert faults(feed(HEADING, [MARKET])) == []


def test_an_empty_feed_is_a_legal_calendar():
    octets = feed(HEADING, [])
    assert faults(octets) == []
    assert b"BEGIN:VTIMEZONE" in octets


def test_the_same_entries_give_the_same_octets_in_any_order():
    other = replace(MARKET, uid="b", starts=MARKET.starts - timedelta(days=1))
    assert feed(HEADING, [MARKET, other]) == feed(HEADING, [other, MARKET])


def test_the_stamp_is_the_last_change_not_the_request():
    (event,) = parsed(feed(HEADING, [MARKET]))
    assert event["DTSTAMP"].dt == event["LAST-MODIFIED"].dt == CHANGED


def test_a_moved_entry_keeps_its_uid_and_shows_its_new_sequence():
    moved = replace(
        MARKET, sequence=1, starts=MARKET.starts + timedelta(days=7), ends=MARKET.ends + timedelta(days=7)
    )
    (before,), (after,) = parsed(feed(HEADING, [MARKET])), parsed(feed(HEADING, [moved]))
    assert before["UID"] == after["UID"]
    assert (before["SEQUENCE"], after["SEQUENCE"]) == (0, 1)
    assert after.start.date() == date(2027, 6, 19)


def test_a_cancelled_entry_stays_and_says_so():
    octets = feed(HEADING, [replace(MARKET, cancelled=True, sequence=1)])
    (event,) = parsed(octets)
    assert faults(octets) == []
    assert event["STATUS"] == "CANCELLED"
    assert event["SUMMARY"] == "Annulé : Marché, place Saint-Taurin"
    assert event["TRANSP"] == "TRANSPARENT"


def test_a_stay_covers_whole_days_and_ends_on_the_day_after_the_last():
    stay = replace(
        MARKET,
        all_day=True,
        starts=datetime(2027, 3, 1, tzinfo=PARIS),
        ends=datetime(2027, 4, 26, tzinfo=PARIS),
    )
    octets = feed(HEADING, [stay])
    (event,) = parsed(octets)
    assert faults(octets) == []
    assert (event.start, event.end) == (date(2027, 3, 1), date(2027, 4, 26))
    assert event["TRANSP"] == "TRANSPARENT"


def test_a_night_past_midnight_ends_the_next_day():
    night = replace(
        MARKET,
        starts=datetime(2027, 6, 12, 21, tzinfo=PARIS),
        ends=datetime(2027, 6, 13, 1, 30, tzinfo=PARIS),
    )
    octets = feed(HEADING, [night])
    (event,) = parsed(octets)
    assert faults(octets) == []
    assert event.end - event.start == timedelta(hours=4, minutes=30)


@pytest.mark.parametrize("hour", range(6))
@pytest.mark.parametrize("day", [date(2027, 3, 28), date(2027, 10, 31)])
def test_hours_around_a_clock_change_are_read_alike(day, hour):
    starts = datetime(day.year, day.month, day.day, tzinfo=UTC) - timedelta(hours=2) + timedelta(hours=hour)
    octets = feed(HEADING, [replace(MARKET, starts=starts, ends=starts + timedelta(hours=1))])
    assert faults(octets) == []
    (event,) = events(octets)
    assert event["start"].startswith(starts.strftime("%Y-%m-%dT%H:%M"))
    (read,) = parsed(octets)
    assert read.start.astimezone(UTC) == starts


def test_a_place_is_given_to_maps_twice_the_same():
    octets = feed(
        HEADING, [replace(MARKET, location='Le "Petit" café, rue\r\nHaute', lon=0.000001, lat=-3.5)]
    )
    assert faults(octets) == []
    flat = octets.replace(b"\r\n ", b"")
    assert b"GEO:-3.500000;0.000001\r\n" in flat
    assert b"geo:-3.500000,0.000001\r\n" in flat


def test_no_private_contact_leaves_the_house():
    octets = feed(HEADING, [replace(MARKET, description="Écrire à jeanne@example.org ou au 06 12 34 56 78")])
    assert faults(octets) == []
    assert b"jeanne" not in octets
    assert b"34 56" not in octets


@pytest.mark.parametrize("breaks", ["\r\n", "\n", "\r", "\u2028", "\u2029", "\x85", "\x0b", "\x0c"])
@pytest.mark.parametrize("name", ["title", "description", "location", "categories"])
def test_no_text_can_add_a_line_of_its_own(name, breaks):
    hostile = f"Fête{breaks}BEGIN:VALARM{breaks}ATTACH:http://evil.example"
    value = (hostile,) if name == "categories" else hostile
    octets = feed(HEADING, [replace(MARKET, **{name: value})])
    assert faults(octets) == []
    assert [c.name for c in Calendar.from_ical(octets).walk()].count("VALARM") == 0


@pytest.mark.parametrize("breaks", ["\r\n", "\n", "\r", "\u2028", "\x85", "\x00"])
def test_no_heading_can_add_a_line_of_its_own(breaks):
    octets = feed(
        replace(HEADING, name=f"Rue{breaks}METHOD:PUBLISH", description=f"a{breaks}METHOD:X"), [MARKET]
    )
    assert faults(octets) == []
    assert "METHOD" not in Calendar.from_ical(octets)


NASTY = st.text(
    st.one_of(st.characters(), st.sampled_from('\\;,":^\r\n\t\x00\x1f\x7f\x85\u2028\ufeff<>&=é🎪')),
    max_size=120,
)
MOMENTS = st.datetimes(datetime(2027, 1, 1), datetime(2027, 12, 30), timezones=st.just(UTC))


@st.composite
def entries(draw):
    starts = draw(MOMENTS).replace(microsecond=0)
    return replace(
        MARKET,
        title=draw(NASTY),
        description=draw(NASTY),
        location=draw(NASTY),
        categories=tuple(draw(st.lists(NASTY, max_size=3))),
        starts=starts,
        ends=starts + timedelta(minutes=draw(st.integers(1, 3 * 24 * 60))),
        all_day=draw(st.booleans()),
        cancelled=draw(st.booleans()),
        lon=draw(st.floats(-180, 180)),
        lat=draw(st.floats(-90, 90)),
    )


@settings(max_examples=150, deadline=None)
@given(entry=entries(), name=NASTY, description=NASTY)
def test_whatever_people_type_the_feed_keeps_the_contract(entry, name, description):
    octets = feed(replace(HEADING, name=name, description=description), [entry])
    assert faults(octets) == []
    assert len(parsed(octets)) == 1
    assert max(len(line) for line in octets.split(b"\r\n")) <= 75
