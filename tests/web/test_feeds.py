"""Feeds over HTTP keep the whole contract of subscribers (checked by the tool in SHARED), and change when they must."""

import gzip
import threading
from collections.abc import Iterator
from datetime import timedelta

import pytest
from flask import Flask
from icalendar import Calendar
from sqlalchemy import select
from waitress import create_server

from models.accounts import Feed
from models.plans import Slot
from tests.web.feed_checker import check_feed
from tests.web.programme_town import PUBLISHED, application
from web.database import writing_sessions

PATHS = ("town", "street/halles", "street/place", "category/concert", "category/empty", "audience/familles")


@pytest.fixture
def app(tmp_path) -> Flask:
    return application(tmp_path, "evreux", "fable")[0]


@pytest.fixture
def client(app):
    return app.test_client()


@pytest.fixture(scope="module")
def address(tmp_path_factory) -> Iterator[str]:
    """The application on a port of its own."""
    app, _engine = application(tmp_path_factory.mktemp("served"))
    server = create_server(app, host="127.0.0.1", port=0)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.effective_port}"
    server.close()
    thread.join(5)


def titles(octets: bytes) -> set[str]:
    return {str(event["SUMMARY"]) for event in Calendar.from_ical(octets).walk("VEVENT")}


@pytest.mark.parametrize("path", PATHS)
def test_every_kind_of_feed_keeps_the_contract_over_http(address, path, capsys):
    checked = check_feed.main(
        ["--public", "--parsers", "none", "--require", "0", f"{address}/t/evreux/{path}.ics"]
    )
    assert checked == 0, capsys.readouterr().out


def test_a_feed_holds_its_own_entries_only(client):
    assert titles(client.get("/t/evreux/street/ecoles.ics").data) == {"Nuit des lampions"}
    assert "Café Ambre" in titles(client.get("/t/evreux/town.ics").data)
    assert titles(client.get("/t/evreux/category/concert.ics").data) == {
        "Nuit des lampions",
        "Concert de printemps",
        "Fanfare; « ouverture », et ‹b>bal‹/b>",
    }


def test_the_same_entry_bears_the_same_uid_in_every_feed(client):
    def uids(path):
        octets = client.get(path).data
        return {str(e["UID"]) for e in Calendar.from_ical(octets).walk("VEVENT")}

    assert uids("/t/evreux/street/ecoles.ics") <= uids("/t/evreux/category/concert.ics")
    assert uids("/t/evreux/category/concert.ics") <= uids("/t/evreux/town.ics")


@pytest.mark.parametrize(
    "path",
    [
        "/t/nowhere/town.ics",
        "/t/evreux/street/nowhere.ics",
        "/t/evreux/category/x.ics",
        "/t/evreux/e/none.ics",
    ],
)
def test_an_unknown_feed_is_not_found(client, path):
    assert client.get(path).status_code == 404


def test_a_revoked_feed_is_not_found_at_the_next_request(app, client):
    assert client.get("/t/evreux/street/halles.ics").status_code == 200
    with app.app_context(), writing_sessions()() as session:
        feed = session.scalar(select(Feed).where(Feed.slug == "halles"))
        feed.revoked_at = PUBLISHED + timedelta(days=1)
        session.commit()
    assert client.get("/t/evreux/street/halles.ics").status_code == 404


def test_a_change_is_seen_at_the_next_request(app, client):
    before = client.get("/t/evreux/town.ics")
    with app.app_context(), writing_sessions()() as session:
        slot = session.scalar(select(Slot).where(Slot.title == "Nuit des lampions"))
        slot.status, slot.sequence = "cancelled", slot.sequence + 1
        slot.changed_at = PUBLISHED + timedelta(hours=3)
        session.commit()
    after = client.get("/t/evreux/town.ics", headers={"If-None-Match": before.headers["ETag"]})
    assert after.status_code == 200
    assert "Annulé : Nuit des lampions" in titles(after.data)
    assert after.last_modified > before.last_modified


def test_the_language_of_the_reader_does_not_change_a_feed(client):
    french = client.get("/t/evreux/town.ics", headers={"Accept-Language": "fr"})
    english = client.get("/t/evreux/town.ics", headers={"Accept-Language": "en"})
    assert french.data == english.data
    assert "Annulé : Brocante" in titles(english.data)


def test_packed_octets_are_the_same_octets_and_the_same_every_time(client):
    plain = client.get("/t/evreux/town.ics").data
    one, two = (client.get("/t/evreux/town.ics", headers={"Accept-Encoding": "gzip"}).data for _ in range(2))
    assert gzip.decompress(one) == plain
    assert one == two
    refused = client.get("/t/evreux/town.ics", headers={"Accept-Encoding": "gzip;q=0"})
    assert refused.data == plain


def test_an_invented_town_says_so_in_its_feeds(client):
    calendar = Calendar.from_ical(client.get("/t/fable/town.ics").data)
    assert "Données fictives" in str(calendar["DESCRIPTION"])
    assert "Données fictives" not in str(
        Calendar.from_ical(client.get("/t/evreux/town.ics").data)["DESCRIPTION"]
    )


def test_a_single_entry_can_be_kept(client):
    found = client.get("/t/evreux/e/00000001-0000-4000-8000-000000000010.ics")
    assert titles(found.data) == {"Nuit des lampions"}
    assert found.headers["Content-Disposition"] == 'attachment; filename="nuit-des-lampions.ics"'
