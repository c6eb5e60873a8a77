"""The journal of a town: every change of a record in the words of its form, whatever its shape."""

import html
import re
from datetime import UTC, datetime

import pytest

from models.database import sessions
from models.journal_log import record
from models.records import apply, find, full_document

from . import house
from .small_town import SLUG

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)


@pytest.fixture
def page(app):
    """What the newest entries of the journal say, without marks."""
    reader = house.signed_in(app, "reader")

    def read(query: str = "action=change") -> str:
        text = re.sub(r"<[^>]+>", " ", reader.get(f"/desk/{SLUG}/journal?{query}").text)
        return re.sub(r"\s+", " ", html.unescape(text))

    return read


def changed(folder, kind: str, key: str, **fields) -> None:
    with sessions(house.engine_of(folder))() as session:
        town = house.town_of(session)
        document = full_document(find(session, town, kind, key)) | fields
        apply(session, town, kind, document, actor="Claire", now=NOW)
        session.commit()


@pytest.mark.parametrize(
    ("kind", "key", "fields", "said"),
    [
        ("events", "concert", {"staff": {"régie": 2}}, "régie : 2"),
        ("events", "concert", {"spot_points": {"kiosque": 50}}, "kiosque : 50"),
        ("events", "concert", {"cost_cents": 125_050}, "1 250,50 €"),
        ("projects", "ambre", {"preferences": {"quai": 80}}, "Quai des Tanneurs : 80"),
        ("projects", "ambre", {"terms_weeks": [4, 13]}, "4, 13"),
        ("premises", "halles-2", {"available": [["2027-03-01", "2027-05-01"]]}, "30 avr. 2027"),
        ("premises", "halles-2", {"active": False}, "non"),
    ],
)
def test_a_change_is_told_as_the_form_tells_it(folder, page, kind, key, fields, said):
    changed(folder, kind, key, **fields)
    told = page()
    assert "Claire" in told
    assert said in told


def test_an_entry_that_no_longer_fits_the_form_is_told_in_plain_words(folder, page):
    with sessions(house.engine_of(folder))() as session:
        town = house.town_of(session)
        before, after = {"staff": "deux régisseurs"}, {"staff": 7, "forgotten_field": {"a": [1, 2]}}
        record(session, "Claire", "change", "events", "concert", before, after, town, now=NOW)
        session.commit()
    told = page()
    assert "deux régisseurs 7" in told
    assert "Forgotten field : a : 1, 2" in told


def test_publishing_says_how_many_entries_it_announces(page):
    assert re.search(r"Entrées du programme : annoncées : \d+", page("action=publish"))
