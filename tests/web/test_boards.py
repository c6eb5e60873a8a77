"""The boards of a desk: their title is the answer, every chart has its table, every map its list."""

import re
import shutil
from html import unescape

import pytest

from models.plans import Plan
from tests.web import house
from tests.web.small_town import OTHER, SLUG
from web import create_app

BOARDS = ("", "map", "timeline", "calendar")


@pytest.fixture(scope="module")
def app(furnished, tmp_path_factory):
    """One copy of the house for all: boards change nothing."""
    folder = tmp_path_factory.mktemp("boards")
    shutil.copy(furnished / "rideau.db", folder / "rideau.db")
    return create_app(house.settings(folder))


@pytest.fixture
def reader(app):
    return house.signed_in(app, "reader")


def page(client, board, query=""):
    answer = client.get(f"/desk/{SLUG}/{board}{query}", headers={"Accept-Language": "fr"})
    assert answer.status_code == 200
    return unescape(answer.get_data(as_text=True)).replace("\u00a0", " ").replace("\u202f", " ")


def heading(text):
    return re.sub(r"<[^>]+>|\s+", " ", re.search(r"<h1>(.*?)</h1>", text, re.S).group(1)).strip()


def draft_id(app):
    with app.extensions["rideau_writers"]() as session:
        return max(plan.id for plan in session.query(Plan))


@pytest.mark.parametrize("board", BOARDS)
def test_a_board_is_for_people_of_the_town_only(app, board):
    assert house.signed_in(app, "anonymous").get(f"/desk/{SLUG}/{board}").status_code == 302
    assert house.signed_in(app, "stranger").get(f"/desk/{SLUG}/{board}").status_code == 404


@pytest.mark.parametrize("board", BOARDS)
@pytest.mark.parametrize("which", ["published", "draft", "id"])
def test_every_board_shows_every_plan(app, reader, board, which):
    asked = str(draft_id(app)) if which == "id" else which
    text = page(reader, board, f"?plan={asked}")
    assert ("Publié" if which == "published" else "Brouillon") in text


@pytest.mark.parametrize("board", BOARDS)
def test_a_plan_of_another_town_is_not_found(reader, board):
    assert reader.get(f"/desk/{SLUG}/{board}?plan=99999").status_code == 404


@pytest.mark.parametrize("board", BOARDS)
def test_no_board_needs_inline_styles_or_scripts(reader, board):
    text = reader.get(f"/desk/{SLUG}/{board}").get_data(as_text=True)
    assert not re.search(r"\sstyle=|<style|\son\w+=", text)
    assert all("src=" in tag for tag in re.findall(r"<script[^>]*>", text))


def test_today_answers_with_the_empty_fronts(reader):
    text = page(reader, "")
    assert re.fullmatch(
        r"\d+ vitrines? vides? en mars 2027, \d+ de moins grâce au programme publié", heading(text)
    )


def test_today_names_what_is_left_out_and_why(reader):
    text = page(reader, "")
    assert "Grande halle d’essai" in text
    assert re.search(r"\d+ choses? à décider", text.replace("\u00a0", " "))


def test_every_chart_has_its_table(reader):
    text = page(reader, "")
    charts = text.count('<figure class="chart">')
    assert charts >= 3
    assert text.count('<details class="chart-data">') == charts


def test_the_map_has_its_list_and_its_data(reader):
    data = reader.get(f"/desk/{SLUG}/map.json").get_json()
    assert {"town", "streets", "premises", "shops", "spots"} <= data.keys()


def test_a_town_without_places_on_the_ground_says_what_to_do(reader):
    text = page(reader, "map")
    assert "Rien n’est encore situé sur la carte" in text or "map-board" in text


def test_the_timeline_has_a_row_for_every_unit_and_a_tray(reader):
    text = page(reader, "timeline")
    for address in ("2 rue des Halles", "4 place du Marché", "7 quai des Tanneurs"):
        assert address in text
    assert "1 projet non placé" in text
    assert 'data-from="2027-' in text


def test_the_calendar_turns_its_months_and_keeps_its_filters(reader):
    text = page(reader, "calendar", "?month=2027-04&category=concert")
    assert "avril 2027" in heading(text)
    assert "month=2027-03" in text and "month=2027-05" in text
    assert "category=concert" in text


@pytest.mark.parametrize(
    "query",
    [
        "?month=never",
        "?on=never",
        "?on=1999-01-01",
        "?plan=draft&month=0000-00",
        "?month=9999-12",
        "?month=0001-01",
        "?on=9999-12-31",
    ],
)
@pytest.mark.parametrize("board", ["map", "calendar"])
def test_a_strange_address_shows_the_board(reader, board, query):
    assert page(reader, board, query)


@pytest.mark.parametrize("board", BOARDS)
def test_a_town_without_a_plan_is_shown_as_it_stands(app, board):
    answer = house.signed_in(app, "stranger").get(f"/desk/{OTHER}/{board}?lang=fr")
    assert "Rien n’est encore programmé" in answer.get_data(as_text=True)


@pytest.mark.parametrize("board", BOARDS)
def test_boards_speak_english_too(reader, board):
    text = reader.get(f"/desk/{SLUG}/{board}?lang=en").get_data(as_text=True)
    assert "Afficher" not in text
