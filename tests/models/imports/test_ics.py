"""Calendars, good, broken and hostile: events or a sentence, in bounded time, and never a trace."""

import json
import time
from datetime import date
from zoneinfo import ZoneInfo

import pytest

from models.imports import ics, ics_child
from models.imports.ics import MOST_BYTES, ics_in, read_ics
from models.imports.ics_child import MOST_SLOTS, SECONDS
from models.imports.proposal import ImportRefused
from models.imports.setting import Setting
from tests.shared import SHARED

FILES = sorted(path for path in SHARED.glob("data/ics/**/*") if path.is_file())
SETTING = Setting(date(2027, 1, 1), date(2028, 1, 1), ZoneInfo("Europe/Paris"))
EVER = Setting(date(1990, 1, 1), date(2040, 1, 1), ZoneInfo("Europe/Paris"))


def calendar(*parts):
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//x//x//", *parts, "END:VCALENDAR", ""]
    return "\r\n".join(lines).encode()


def event(*lines, start="DTSTART:20270301T100000Z", end="DTEND:20270301T110000Z"):
    return "\r\n".join(
        ["BEGIN:VEVENT", "UID:1", "SUMMARY:Fête", start, *([end] if end else []), *lines, "END:VEVENT"]
    )


def read(*parts):
    return ics_in(calendar(*parts), "x.ics", SETTING)


def documents(*parts):
    return [one.document for one in read(*parts).documents["events"]]


def answered(path):
    """How many events a file gives or refuses; none where it is refused whole, in a sentence."""
    try:
        found = read_ics(path, EVER)
    except ImportRefused as no:
        assert no.refused[0].file == path.name and str(no.refused[0].message)
        return 0
    return len(found.documents["events"]) + len(found.refused)


def test_no_file_of_the_collection_breaks_the_reader(monkeypatch):
    def here(data, setting):
        order = {"start": str(setting.start), "end": str(setting.end), "zone": setting.zone.key}
        return json.loads(json.dumps(ics_child.answer(order, data)))

    monkeypatch.setattr(ics, "_asked", here)
    assert len(FILES) == 197
    assert sum(answered(path) > 0 for path in FILES) > 100


@pytest.mark.parametrize("path", FILES[::33], ids=lambda path: path.stem)
def test_a_process_of_its_own_answers_for_good_and_broken_files(path):
    assert answered(path) >= 0


def test_times_become_the_towns_own():
    (one,) = documents(
        event(start="DTSTART;TZID=America/New_York:20270301T060000", end="DTEND:20270301T120000Z")
    )
    assert (one["opens"], one["closes"]) == ("12:00", "13:00")
    (one,) = documents(event(start="DTSTART:20270701T100000", end=""))
    assert (one["opens"], one["closes"]) == ("10:00", "11:00")


def test_all_day_events_take_the_given_hours_with_a_note():
    found = read(event(start="DTSTART;VALUE=DATE:20270301", end="DTEND;VALUE=DATE:20270303"))
    (one,) = found.documents["events"]
    assert (one.document["opens"], one.document["closes"], one.document["days"]) == ("10:00", "18:00", 2)
    assert one.document["windows"] == [["2027-03-01", "2027-03-03"]]
    assert "without hours" in str(found.notes[-1])


def test_repetitions_exceptions_and_moved_sessions_are_heeded():
    moved = event(
        "RECURRENCE-ID:20270315T100000Z", start="DTSTART:20270316T120000Z", end="DTEND:20270316T130000Z"
    )
    cancelled = event(
        "RECURRENCE-ID:20270322T100000Z",
        "STATUS:CANCELLED",
        start="DTSTART:20270322T100000Z",
        end="DTEND:20270322T110000Z",
    )
    found = read(event("RRULE:FREQ=WEEKLY;COUNT=5", "EXDATE:20270308T100000Z"), moved, cancelled)
    days = {
        (one.document["opens"], tuple(map(tuple, one.document["windows"])))
        for one in found.documents["events"]
    }
    assert days == {
        ("11:00", (("2027-03-01", "2027-03-02"),)),
        ("13:00", (("2027-03-16", "2027-03-17"),)),
        ("12:00", (("2027-03-29", "2027-03-30"),)),
    }
    assert "cancelled events, left out: 1" in str(found.notes[0])


def test_texts_are_cleaned_and_addresses_that_are_scripts_dropped():
    (one,) = documents(
        event(
            "DESCRIPTION:<b>Salut</b><script>x</script>\\nà tous",
            "URL:javascript:alert(1)",
            "CATEGORIES:Rue,Musique",
        )
    )
    assert one["description"] == "Salut\nà tous" and "url" not in one
    assert one["tags"] == ["Rue", "Musique"]


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (event("RRULE:FREQ=SECONDLY"), "too often"),
        (event("RRULE:FREQ=DAILY;BYHOUR=1,2,3"), "too often"),
        (event("RRULE:FREQ=DAILY;INTERVAL=0"), "INTERVAL"),
        (event("RRULE:FREQ=NEVER"), "repetition"),
        (
            event(
                *[f"RDATE:2027{1 + i % 12:02}{1 + i % 28:02}T{i % 24:02}{i % 60:02}00Z" for i in range(6000)]
            ),
            "too often",
        ),
        (event(end="DTEND:20270201T110000Z"), "ends before"),
        ("BEGIN:VEVENT\r\nUID:2\r\nSUMMARY:x\r\nEND:VEVENT", "date"),
        (event(start="DTSTART:20260301T100000Z", end="DTEND:20260301T110000Z"), "horizon"),
    ],
)
def test_events_that_cannot_be_used_are_refused_and_the_others_kept(lines, said):
    found = read(lines, event().replace("UID:1", "UID:9"))
    assert [one.document["source_ref"] for one in found.documents["events"]] == ["ics 9"]
    (refused,) = found.refused
    assert said in str(refused.message)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"not a calendar",
        b"BEGIN:VCALENDAR\r\n" * 1000,
        b"\x00" * 1000,
        calendar("BEGIN:VTODO", "SUMMARY:x", "END:VTODO"),
        calendar(event("DESCRIPTION:" + "x" * MOST_BYTES)),
    ],
)
def test_files_that_are_no_calendars_are_refused(data):
    with pytest.raises(ImportRefused):
        ics_in(data, "x.ics", SETTING)


def test_endless_work_is_ended_by_the_clock():
    many = [event("RRULE:FREQ=DAILY").replace("UID:1", f"UID:{i}") for i in range(4000)]
    began = time.monotonic()
    with pytest.raises(ImportRefused) as no:
        read(*many)
    assert "seconds" in str(no.value)
    assert time.monotonic() - began < SECONDS + 10
    assert MOST_SLOTS > 366


def test_a_calendar_that_is_withdrawn_holds_nothing():
    found = read("METHOD:CANCEL", event())
    assert not found.documents["events"] and "cancelled events, left out: 1" in str(found.notes[0])
