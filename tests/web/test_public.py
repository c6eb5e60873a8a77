"""The public site: everything of the programme can be found by links, is said in words, and nothing else is shown."""

import json
import re
from datetime import UTC, datetime
from html import unescape

import pytest
from sqlalchemy import select

from models.database import sessions
from models.plans import Slot
from tests.web.programme_town import application
from web.qr import qr_path

SPRING = datetime(2027, 3, 4, 9, tzinfo=UTC)
ENTRY = "/t/evreux/e/00000001-0000-4000-8000-0000000000"


def visitor(folder, *slugs):
    app, _engine = application(folder, *slugs)
    app.config["CLOCK"] = lambda: SPRING
    return app.test_client()


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    return visitor(tmp_path_factory.mktemp("public"))


@pytest.fixture
def two_towns(tmp_path):
    return visitor(tmp_path, "evreux", "fable")


def text(client, path, language="fr"):
    answer = client.get(path, headers={"Accept-Language": language})
    assert answer.status_code == 200, path
    return unescape(answer.get_data(as_text=True)).replace("\u00a0", " ")


def links(page):
    return set(re.findall(r'href="([^"]+)"', page))


def test_the_only_town_stands_on_the_first_page(client):
    assert "Marché des créateurs" in text(client, "/")


def test_several_towns_are_offered_on_the_first_page(two_towns):
    page = text(two_towns, "/")
    assert {"/t/evreux/", "/t/fable/"} <= links(page)
    assert "Données fictives" in page


def test_every_feed_is_reached_by_links_from_the_first_page(client):
    seen, waiting = set(), ["/"]
    while waiting:
        path = waiting.pop()
        if (
            path in seen
            or path.startswith(("/sign-in", "/help", "/static", "/desk"))
            or path.endswith(".ics")
        ):
            seen.add(path)
            continue
        seen.add(path)
        page = client.get(path).get_data(as_text=True)
        for link in links(page):
            link = unescape(link).removeprefix("http://localhost").split("#")[0]
            if link.startswith("/"):
                waiting.append(link)
    feeds = {path for path in seen if path.endswith(".ics") and "/e/" not in path}
    assert feeds == {
        "/t/evreux/town.ics",
        "/t/evreux/street/halles.ics",
        "/t/evreux/street/ecoles.ics",
        "/t/evreux/street/place.ics",
        "/t/evreux/category/marche.ics",
        "/t/evreux/category/concert.ics",
        "/t/evreux/category/empty.ics",
        "/t/evreux/audience/familles.ics",
    }


def test_the_programme_shows_what_comes_next_and_the_shops(client):
    page = text(client, "/t/evreux/")
    assert "7 rendez-vous à venir à Évreux" in page
    assert "Cette semaine" in page
    assert "Café Ambre" in page
    assert "Nuit des lampions" not in page


def test_a_month_a_day_and_filters_narrow_the_programme(client):
    assert "Nuit des lampions" in text(client, "/t/evreux/?month=2027-06")
    day = text(client, "/t/evreux/?day=2027-03-07")
    assert "Fanfare" in day and "Concert de printemps" not in day
    concerts = text(client, "/t/evreux/?month=2027-03&category=concert")
    assert "Concert de printemps" in concerts and "Brocante" not in concerts


STRANGE = ["month=soon", "day=2027-99-99", "street=nowhere", "month=2027-13"]
ENDS_OF_TIME = ["day=9999-12-31", "day=0001-01-01", "month=9999-12", "month=0001-01"]
FOREIGN = ["_external=1", "_scheme=javascript", "_anchor=x", "slug=other", "uid=x", "kind=concert&day=%00"]


@pytest.mark.parametrize("query", [*STRANGE, *ENDS_OF_TIME, *FOREIGN])
def test_a_strange_address_shows_the_programme(client, query):
    assert "Évreux" in text(client, f"/t/evreux/?{query}")


def test_what_an_address_asks_for_does_not_turn_the_link_to_the_other_language(client):
    page = text(client, "/t/evreux/?_external=1&_scheme=javascript&slug=other&month=2027-06&lang=fr")
    assert 'href="/t/evreux/?_external=1&_scheme=javascript&slug=other&month=2027-06&lang=en"' in page


@pytest.mark.parametrize(
    "path", ["/t/x/", "/t/evreux/street/x", "/t/evreux/category/x", "/t/evreux/e/x", "/t/x/subscribe"]
)
def test_unknown_places_are_not_found(client, path):
    assert client.get(path).status_code == 404


def test_an_entry_says_what_when_and_where(client):
    page = text(client, ENTRY + "10")
    assert "samedi 12 juin 2027" in page
    assert "21 h – 1 h 30" in page
    assert "(le lendemain)" in page
    assert "Parvis de l’église, rue des Halles" in page


def test_a_cancelled_and_a_changed_entry_say_so_in_words(client):
    assert "Cette date est annulée." in text(client, ENTRY + "12")
    assert "Le jour, l’heure ou le lieu a changé." in text(client, ENTRY + "13")


def test_markup_in_a_title_stays_text(client):
    raw = client.get(ENTRY + "11").get_data(as_text=True)
    assert "<b>bal</b>" not in raw


def test_search_engines_are_told_the_state_of_an_entry(client):
    page = client.get(ENTRY + "12").get_data(as_text=True)
    data = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.S).group(1))
    assert data["@type"] == "Event"
    assert data["eventStatus"] == "https://schema.org/EventCancelled"
    assert data["startDate"] == "2027-03-08T08:00:00+01:00"


def test_an_invented_town_is_kept_out_of_searches(two_towns):
    assert '<meta name="robots" content="noindex">' in two_towns.get("/t/fable/").get_data(as_text=True)
    assert "noindex" not in two_towns.get("/t/evreux/").get_data(as_text=True)


def test_pages_are_in_the_readers_language(two_towns):
    assert "Subscribe" in text(two_towns, "/t/evreux/", "en")
    assert "S’abonner" in text(two_towns, "/t/evreux/", "fr")


def test_the_other_sessions_of_an_event_are_linked(client):
    page = text(client, "/t/evreux/e/00000001-0000-4000-8000-000000000000")
    assert "Autres dates" in page
    assert len(set(re.findall(r"/t/evreux/e/[\w-]+(?=\")", page))) == 4


def test_subscription_addresses_fit_every_client(client):
    page = text(client, "/t/evreux/subscribe")
    addresses = [link for link in links(page) if link.endswith(".ics") and "://" in link]
    assert any(link.startswith("webcal://") for link in addresses)
    assert max(map(len, addresses)) <= 256


def test_the_code_to_point_at_has_its_margin():
    code = qr_path("webcal://agenda.example.org/t/evreux/town.ics")
    first = re.match(r"M(\d+) (\d+)\.5h7", code.path)
    assert (first.group(1), first.group(2)) == ("4", "4")
    assert code.size == 33 + 8


def test_public_pages_may_be_kept_for_a_minute(client):
    assert client.get("/t/evreux/").headers["Cache-Control"] == "public, max-age=60"


def test_a_town_without_programme_says_so(tmp_path):
    app, engine = application(tmp_path)
    with sessions(engine)() as session:
        for slot in session.scalars(select(Slot)):
            session.delete(slot)
        session.commit()
    assert "Rien ces jours-là" in text(app.test_client(), "/t/evreux/")
