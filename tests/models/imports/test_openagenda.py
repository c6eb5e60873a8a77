"""Every slot of an agenda is kept and no other is allowed; what cannot be used is refused event by event."""

import json
from collections import Counter
from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest

from models.imports.openagenda import openagenda_in, read_openagenda
from models.imports.proposal import ImportRefused
from models.imports.setting import Setting, setting_of
from models.imports.staging import apply, compare
from models.records import apply as store
from tests.models.conftest import NOW, new_town
from tests.shared import SHARED

PARIS = SHARED / "data/events/paris_evenements_openagenda_2018_100.json"
SETTING = Setting(date(2027, 1, 1), date(2028, 1, 1), ZoneInfo("Europe/Paris"))


def allowed(document):
    """(first day, opens, closes) of every occurrence that a record allows."""
    for first, end in document["windows"]:
        day, last = date.fromisoformat(first), date.fromisoformat(end)
        length = timedelta(days=document.get("days", 1))
        while day + length <= last:
            if day.isoweekday() in document.get("weekdays", range(1, 8)):
                yield day.isoformat(), document["opens"], document["closes"]
            day += timedelta(days=1)


def read(event, setting=SETTING):
    return openagenda_in(json.dumps({"events": [event]}).encode(), "agenda.json", setting)


def event(**values):
    times = [{"begin": "2027-06-05T18:30:00+02:00", "end": "2027-06-05T20:00:00+02:00"}]
    return {"uid": 1, "title": {"fr": "Fête"}, "timings": times} | values


def test_every_slot_of_the_paris_agenda_is_kept_and_no_other_allowed():
    setting = Setting(date(2018, 1, 1), date(2019, 1, 1), ZoneInfo("Europe/Paris"))
    found = read_openagenda(PARIS, setting)
    assert not found.refused
    slots = Counter()
    for record in json.loads(PARIS.read_text("utf-8"))["records"]:
        for part in filter(None, record["fields"]["timetable"].split(";")):
            start, end = part.split()
            slots[start[:10], start[11:16], end[11:16]] += 1
    given = Counter(one for incoming in found.documents["events"] for one in allowed(incoming.document))
    assert given == slots
    assert sum(one.document.get("occurrences", 1) for one in found.documents["events"]) == 390


def test_the_paris_agenda_comes_in_and_a_second_import_changes_nothing(session):
    town = new_town(session, "paris", start=date(2018, 1, 1), end=date(2019, 1, 1))
    found = read_openagenda(PARIS, setting_of(session, town))
    proposal = compare(session, town, found.documents, kind_of_import="events")
    assert not proposal.refused
    apply(session, town, proposal, None, NOW)
    again = read_openagenda(PARIS, setting_of(session, town))
    assert compare(session, town, again.documents, kind_of_import="events").changes_nothing


def test_the_agenda_export_bears_offsets_and_languages():
    (one,) = read(
        event(
            description={"en": "Hello", "fr": "<b>Bonjour</b>"},
            keywords={"fr": ["musique", "rue"]},
            canonicalUrl="javascript:alert(1)",
            timings=[{"begin": "2027-06-05T16:30:00Z", "end": "2027-06-05T18:00:00.000Z"}],
        )
    ).documents["events"]
    assert one.document["opens"], one.document["closes"] == ("18:30", "20:00")
    assert one.document["description"] == "Bonjour" and one.document["tags"] == ["musique", "rue"]
    assert "url" not in one.document and one.document["source_ref"] == "openagenda 1"


def test_slots_past_midnight_end_the_next_day_and_long_ones_last_days():
    night = [{"begin": "2027-06-05T22:00:00", "end": "2027-06-05T05:30:00"}]
    (one,) = read(event(timings=night)).documents["events"]
    assert (one.document["opens"], one.document["closes"], one.document.get("days", 1)) == (
        "22:00",
        "05:30",
        1,
    )
    long = [{"begin": "2027-06-05T10:00:00", "end": "2027-06-07T18:00:00"}]
    (one,) = read(event(timings=long)).documents["events"]
    assert one.document["days"] == 3 and one.document["windows"] == [["2027-06-05", "2027-06-08"]]


def test_a_place_becomes_its_spot_and_what_is_far_away_is_refused(session, town):
    store(session, town, "streets", {"id": "s"})
    store(session, town, "spots", {"id": "halle", "street": "s", "name": "La Halle", "point": [4.97, 47.41]})
    setting = setting_of(session, town)
    times = [{"begin": "2027-04-05T18:30:00", "end": "2027-04-05T20:00:00"}]
    near = {"latitude": 47.4102, "longitude": 4.9701}
    for location in ({"name": "la halle"}, near):
        (one,) = read(event(timings=times, location=location), setting).documents["events"]
        assert one.document["spots"] == ["halle"]
    far = {"name": "Opéra", "latitude": 48.87, "longitude": 2.33}
    (refused,) = read(event(timings=times, location=far), setting).refused
    assert "km" in str(refused.message)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"title": ""}, "title"),
        ({"timings": []}, "date"),
        ({"timings": [{"begin": "2026-06-05T18:30:00", "end": "2026-06-05T20:00:00"}]}, "horizon"),
        ({"timings": [{"begin": "soon", "end": "later"}]}, "time"),
        ({"timings": [{}]}, "time"),
        ({"timings": 3}, "OpenAgenda"),
        ({"location": {"latitude": "north", "longitude": 1}}, "OpenAgenda"),
    ],
)
def test_events_that_cannot_be_used_are_refused(change, said):
    found = read(event(**change))
    assert not found.documents["events"]
    (refused,) = found.refused
    assert refused.row == 1 and said in str(refused.message)


def test_cancelled_events_are_left_out_with_a_note():
    found = read(event(status=6))
    assert not found.documents["events"] and "cancelled events, left out: 1" in str(found.notes[0])


@pytest.mark.parametrize("data", [b"{", b"[" * 100_000, b"\xff", b"3", b'{"records": 3}', b"{}"])
def test_other_files_are_refused(data):
    with pytest.raises(ImportRefused):
        openagenda_in(data, "agenda.json", SETTING)
