"""A trail in words, in both languages."""

import pytest

from web import i18n
from web.trails import metres, stop_words, sunset_words, told, walk_words


@pytest.fixture(autouse=True)
def french():
    i18n.use_language("fr")
    yield
    i18n.use_language("fr")


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def route(*stops: tuple[str, str], **values):
    found = [{"name": name, "work": work} for name, work in stops]
    return {"stops": found, "metres": 340, "step_free": True, "loop": False, "sunset": {}, **values}


def test_a_distance_is_told_in_metres_and_beyond_a_thousand_in_kilometres():
    assert [plain(metres(value)) for value in (0, 999, 1000, 1249)] == ["0 m", "999 m", "1 km", "1,2 km"]


def test_a_walk_says_whether_there_are_steps():
    way = (("Place", ""), ("Quai", ""))
    assert plain(walk_words(route(*way))) == "340 m à pied, sans marches"
    assert plain(walk_words(route(*way, step_free=False))) == "340 m à pied, avec des marches"
    i18n.use_language("en")
    assert plain(walk_words(route(*way))) == "340 m on foot, no steps"


def test_a_trail_of_one_stop_has_no_walk():
    assert walk_words(route(("Place", "Lune"), metres=0)) == "un seul lieu, rien à parcourir"


def test_a_stop_may_stand_without_a_work():
    assert stop_words({"name": "Lavoir", "work": ""}) == "Lavoir"
    assert plain(stop_words({"name": "Place", "work": "Lune"})) == "Place : Lune"


@pytest.mark.parametrize(
    ("sunset", "words"),
    [
        ({"opens": 30}, ["ouvre 30 minutes après le coucher du soleil"]),
        (
            {"opens": 0, "closes": 1},
            ["ouvre au coucher du soleil", "ferme 1 minute après le coucher du soleil"],
        ),
        ({"opens": -15}, ["ouvre 15 minutes avant le coucher du soleil"]),
        ({"closes": 0}, ["ferme au coucher du soleil"]),
        ({"closes": -20}, ["ferme 20 minutes avant le coucher du soleil"]),
        ({}, []),
    ],
)
def test_hours_by_the_sun_are_told_as_people_say_them(sunset, words):
    assert [plain(one) for one in sunset_words(route(("Place", ""), sunset=sunset))] == words


def test_a_calendar_reads_a_loop_down_to_its_start_again():
    text = told(route(("Place", "Lune"), ("Quai", ""), loop=True))
    assert text == "1. Place : Lune\n2. Quai\net retour au départ\n340 m à pied, sans marches"
    assert "\u00a0" not in text
