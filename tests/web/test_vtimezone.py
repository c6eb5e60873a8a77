"""The zone of a feed agrees with the IANA database at every hour (read by the checker in SHARED)."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.web.feed_checker import check_feed
from web.vtimezone import vtimezone

RULED = [
    "Europe/Paris",
    "America/New_York",
    "Asia/Jerusalem",
    "America/Nuuk",
    "Australia/Lord_Howe",
    "Europe/Dublin",
]
FIXED = ["Indian/Reunion", "Asia/Tokyo", "UTC"]
IRREGULAR = ["Africa/Casablanca", "Africa/Cairo"]


def zone_of(name, first_year, last_year):
    octets = vtimezone(name, first_year, last_year).to_ical()
    calendar = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n" + octets + b"END:VCALENDAR\r\n"
    report = check_feed.Report("rideau", [])
    lines = check_feed.unfold(check_feed.split_lines(calendar, report), report)
    (root,) = check_feed.build_tree([check_feed.parse_line(n, raw, report) for n, raw in lines], report)
    zone = check_feed.check_timezones(root, report, last_year + 1)[name]
    assert [i for i in report.items if i["level"] != "WARN"] == []
    return zone


@pytest.mark.parametrize("name", RULED + FIXED + IRREGULAR)
def test_the_zone_agrees_with_the_database_every_six_hours(name):
    zone = zone_of(name, 2026, 2029)
    moment, iana = datetime(2026, 1, 1), ZoneInfo(name)
    while moment.year < 2030:
        expected = moment.replace(tzinfo=UTC).astimezone(iana).utcoffset()
        assert zone.offset_at_utc(moment) == expected, moment
        moment += timedelta(hours=6)


@pytest.mark.parametrize("name", RULED)
def test_a_zone_with_yearly_rules_is_written_as_two_rules(name):
    text = vtimezone(name, 2026, 2029).to_ical().decode()
    assert text.count("RRULE:FREQ=YEARLY") == 2
    assert "RDATE" not in text


@pytest.mark.parametrize("name", FIXED)
def test_a_zone_without_changes_is_a_single_standard(name):
    text = vtimezone(name, 2026, 2029).to_ical().decode()
    assert (text.count("BEGIN:STANDARD"), text.count("BEGIN:DAYLIGHT"), text.count("RRULE")) == (1, 0, 0)


@pytest.mark.parametrize("name", IRREGULAR)
def test_a_zone_without_rules_lists_the_changes_of_its_years_only(name):
    text = vtimezone(name, 2026, 2027).to_ical().decode()
    assert "RRULE" not in text
    assert "RDATE" not in text
    assert {line[8:12] for line in text.split("\r\n") if line.startswith("DTSTART")} == {
        "1970",
        "2026",
        "2027",
    }


def test_years_before_the_present_rules_are_listed_one_by_one():
    zone = zone_of("Europe/Paris", 1994, 1997)
    assert zone.offset_at_utc(datetime(1995, 10, 1)) == timedelta(hours=1)
    assert zone.offset_at_utc(datetime(1996, 10, 1)) == timedelta(hours=2)
