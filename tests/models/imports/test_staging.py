"""A dry run changes nothing, an import is whole or not at all, and what moved on meanwhile is noticed."""

import json

import pytest
from sqlalchemy import select

from models.imports.proposal import ImportRefused, Refused, StaleProposal, read_proposal, write_proposal
from models.imports.staging import Incoming, apply, compare
from models.journal import ImportBatch, JournalEntry
from models.records import apply as store
from models.records import find, full_document
from scheduler.message import message
from tests.models.conftest import NOW

from .content import content

STREET = Incoming("halles", {"name": "Rue des Halles", "source_ref": "way/1"}, file="rues.csv", row=2)
PREMISES = Incoming(
    "h-12", {"street": "halles", "area_m2": 62, "owner_veto": ["cafe"]}, file="locaux.csv", row=2
)
PROJECT = Incoming(
    "cafe",
    {
        "activity": "cafe",
        "value": 5,
        "terms_weeks": [4],
        "earliest_start": "2027-03-01",
        "latest_start": "2027-03-08",
        "preferences": {"h-12": 10},
    },
)
LOST = Incoming(
    "z-1", {"street": "nowhere", "area_m2": 10}, file="locaux.csv", row=3, columns={"street": "Rue"}
)
EVERYTHING = {"premises": [PREMISES], "streets": [STREET], "projects": [PROJECT]}


def propose(session, town, documents=EVERYTHING, **options):
    return compare(session, town, documents, kind_of_import="tables", filename="ville.xlsx", **options)


def test_a_dry_run_changes_nothing(session, town):
    before = content(session)
    found = propose(session, town)
    assert found.counts() == {
        "added": {"premises": 1, "streets": 1, "projects": 1},
        "changed": {},
        "unchanged": 0,
        "refused": 0,
    }
    assert content(session) == before


def test_records_that_name_one_another_come_in_together_with_journal_and_batch(session, town):
    batch = apply(session, town, propose(session, town), None, NOW)
    assert find(session, town, "premises", "h-12").owner_veto == ["cafe"]
    assert find(session, town, "streets", "halles").origin == "tables"
    entries = session.scalars(select(JournalEntry)).all()
    assert {(one.action, one.table, one.key) for one in entries} == {
        ("add", "streets", "halles"),
        ("add", "premises", "h-12"),
        ("add", "projects", "cafe"),
    }
    assert session.get(ImportBatch, batch.id).counts["added"] == {"premises": 1, "streets": 1, "projects": 1}


def test_a_second_import_changes_nothing(session, town):
    apply(session, town, propose(session, town), None, NOW)
    again = propose(session, town)
    assert again.changes_nothing
    assert again.unchanged.count == 3


def test_what_the_file_does_not_know_is_kept_and_what_it_empties_goes(session, town):
    apply(session, town, propose(session, town), None, NOW)
    store(
        session,
        town,
        "premises",
        {"id": "h-12", "street": "halles", "area_m2": 62, "notes": "humide", "rent_cents_month": 5},
    )
    incoming = Incoming("h-12", {"area_m2": 70, "rent_cents_month": None}, {"notes": "only when new"})
    (change,) = propose(session, town, {"premises": [incoming]}).changed
    assert [(one.name, one.before, one.after) for one in change.fields] == [
        ("area_m2", 62, 70),
        ("rent_cents_month", 5, None),
    ]


def test_a_record_is_found_by_its_source_and_mentions_follow(session, town):
    apply(session, town, propose(session, town), None, NOW)
    renamed = Incoming("rue-des-halles", {"name": "Rue des Halles", "source_ref": "way/1"})
    shop = Incoming("s", {"street": "rue-des-halles", "activity": "cafe"})
    found = propose(session, town, {"streets": [renamed], "shops": [shop]})
    assert found.unchanged.count == 1
    assert found.added[0].document["street"] == "halles"


def test_a_key_held_by_a_record_of_another_source_is_not_taken(session, town):
    apply(session, town, propose(session, town), None, NOW)
    other = Incoming("halles", {"name": "Another", "source_ref": "way/2"})
    found = propose(session, town, {"streets": [other]})
    assert [one.key for one in found.added] == ["halles-2"]


def test_refused_rows_stop_the_import_unless_they_are_left_out(session, town):
    found = propose(session, town, {**EVERYTHING, "premises": [PREMISES, LOST]})
    (refused,) = found.refused
    assert (refused.file, refused.row, refused.column, refused.value) == ("locaux.csv", 3, "Rue", "nowhere")
    before = content(session)
    with pytest.raises(ImportRefused):
        apply(session, town, found, None, NOW)
    assert content(session) == before
    apply(session, town, found, None, NOW, skip_refused=True)
    assert find(session, town, "premises", "h-12") and not find(session, town, "premises", "z-1")


def test_what_names_a_refused_record_is_refused_too(session, town):
    shop = Incoming("s", {"street": "halles", "activity": "x", "premises": "z-1"})
    found = propose(session, town, {**EVERYTHING, "premises": [LOST], "shops": [shop]})
    assert {one.message.values.get("id") for one in found.refused} == {"nowhere", "z-1", "h-12"}


def test_a_record_that_comes_twice_is_refused(session, town):
    (refused,) = propose(session, town, {"streets": [STREET, STREET]}).refused
    assert "twice" in str(refused.message)


@pytest.mark.parametrize("meanwhile", ["added", "changed", "lost"])
def test_a_town_that_moved_on_refuses_the_old_proposal_whole(session, town, meanwhile):
    apply(session, town, propose(session, town, {"streets": [STREET]}), None, NOW)
    rest = {"streets": [Incoming("halles", {"footfall": 9})], "premises": [PREMISES], "projects": [PROJECT]}
    found = propose(session, town, rest)
    if meanwhile == "added":
        store(session, town, "premises", {"id": "h-12", "street": "halles", "area_m2": 1})
    elif meanwhile == "changed":
        store(session, town, "streets", {"id": "halles", "name": "New name"})
    else:
        session.delete(find(session, town, "streets", "halles"))
    before = content(session)
    with pytest.raises(StaleProposal) as no:
        apply(session, town, found, None, NOW)
    assert "again" in str(no.value.refused[0].message)
    assert content(session) == before


def test_a_reference_lost_since_the_preview_refuses_the_import_whole(session, town):
    apply(session, town, propose(session, town, {"streets": [STREET]}), None, NOW)
    found = propose(session, town, {"shops": [Incoming("s", {"street": "halles", "activity": "x"})]})
    session.delete(find(session, town, "streets", "halles"))
    before = content(session)
    with pytest.raises(StaleProposal):
        apply(session, town, found, None, NOW)
    assert content(session) == before


def test_town_settings_network_and_decisions_come_in_too(session, town):
    documents = {
        **EVERYTHING,
        "town": [Incoming("", {"tagline": "Vivre ici", "settings": {"start_weekday": None}})],
        "network": [Incoming("network", {"nodes": [[1.0, 2.0]], "edges": [], "lamps": [], "source": "x"})],
        "decisions": [Incoming("", {"sense": "pin", "kind": "tenancy", "item": "cafe", "premises": "h-12"})],
    }
    apply(session, town, propose(session, town, documents), None, NOW)
    assert town.settings == {"start_weekday": None} and town.tagline == "Vivre ici"
    again = propose(session, town, documents)
    assert again.changes_nothing and not again.refused


@pytest.mark.parametrize(
    "town_document",
    [
        {"timezone": "Mars/Olympus"},
        {"end": "2026-01-01"},
        {"name": None},
        {"settings": {"freeze_days": -1}},
        {"settings": {"unknown": 1}},
    ],
)
def test_a_town_that_cannot_be_is_refused(session, town, town_document):
    assert propose(session, town, {"town": [Incoming("", town_document)]}).refused


def test_a_proposal_waits_as_text(session, town):
    found = propose(
        session,
        town,
        refused=[Refused("f", 2, "c", "v", message("must be at least {minimum}", minimum=1))],
        notes=[message("{count} x", count=2)],
    )
    text = write_proposal(found)
    assert read_proposal(text) == found
    assert read_proposal(text).digest == found.digest
    apply(session, town, read_proposal(text), None, NOW, skip_refused=True)
    assert full_document(find(session, town, "premises", "h-12"))["area_m2"] == 62


@pytest.mark.parametrize(
    "spoil",
    [
        lambda text: text[:-9],
        lambda text: text.replace("62", "63"),
        lambda text: "[]",
        lambda text: json.dumps({"format": "x"}),
    ],
)
def test_a_proposal_that_was_altered_is_refused(session, town, spoil):
    with pytest.raises(ImportRefused):
        read_proposal(spoil(write_proposal(propose(session, town))))
