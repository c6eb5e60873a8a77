"""Light trails and dressed windows on every page: the public site, calendars, drafts and boards."""

import re
import shutil
from datetime import UTC, datetime
from html import unescape
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from models.database import sessions
from models.plans import Decision, Slot
from tests.web import house, lit_town
from tests.web.feed_checker import broken_promises
from web import create_app

DESK, PUBLIC = f"/desk/{lit_town.SLUG}", f"/t/{lit_town.SLUG}"
SPRING = datetime(2027, 3, 18, 9, tzinfo=UTC)


@pytest.fixture(scope="module")
def lit(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("lit")
    lit_town.furnish(folder)
    return folder


@pytest.fixture
def app(lit, tmp_path) -> Flask:
    """The lit town in a database of its own."""
    shutil.copy(lit / "rideau.db", tmp_path / "rideau.db")
    made = create_app(house.settings(tmp_path))
    made.config.update(TESTING=True, WTF_CSRF_ENABLED=False, CLOCK=lambda: SPRING)
    return made


@pytest.fixture
def desk(app):
    return house.signed_in(app, "reader")


def text(client, path: str) -> str:
    answer = client.get(path, headers={"Accept-Language": "fr"})
    assert answer.status_code == 200, path
    plain = unescape(answer.get_data(as_text=True)).replace("\u00a0", " ").replace("\u202f", " ")
    return re.sub(r"\s+", " ", plain)


def words(page: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def slots(app, kind: str) -> list[Slot]:
    with sessions(house.engine_of(Path(app.config["RIDEAU"].files.dir)))() as session:
        return list(session.scalars(select(Slot).where(Slot.kind == kind).order_by(Slot.starts)))


def test_the_page_of_a_trail_tells_it_stop_by_stop(app):
    night = slots(app, "trail")[0]
    page = words(text(app.test_client(), f"{PUBLIC}/e/{night.uid}"))
    assert "vendredi 9 avril 2027 20 h 50 – 23 h" in page
    assert "ouvre 30 minutes après le coucher du soleil" in page
    assert "3 étapes, 340 m à pied, avec des marches" in page
    assert "Place Haute , Rue Haute Lune 210 m à pied jusqu’à l’étape suivante Lavoir , Rue Basse" in page
    assert "Autres dates sam. 10 avr. 2027" in page


def test_the_map_of_a_trail_numbers_its_stops(app):
    night = slots(app, "trail")[0]
    page = text(app.test_client(), f"{PUBLIC}/e/{night.uid}")
    assert re.findall(r'class="mark-number"[^>]*>(\d+)<', page) == ["1", "2", "3"]
    assert page.count('class="walk"') == 1
    assert "ce n’est pas le chemin exact" in page


def test_every_street_of_a_trail_shows_its_nights(app):
    client = app.test_client()
    for street in ("rue-haute", "rue-basse", "rue-du-pont"):
        page = words(text(client, f"{PUBLIC}/street/{street}"))
        assert page.count("3 étapes, 340 m à pied, avec des marches") == 2, street
    assert "Parcours lumière : 2 rendez-vous à venir" in words(text(client, f"{PUBLIC}/category/light-trail"))
    assert "Parcours des lumières" in text(client, f"{PUBLIC}/?month=2027-04&street=rue-basse")


def test_a_dressed_window_stands_on_the_page_of_its_street_and_in_no_calendar(app):
    client = app.test_client()
    page = words(text(client, f"{PUBLIC}/street/rue-basse"))
    assert "1 vitrine habillée à regarder" in page and "du 15 mars au 9 mai" in page
    assert "boutique" not in page.partition("vitrine habillée")[2].lower()
    for path in ("town.ics", "street/rue-basse.ics", "street/rue-haute.ics"):
        assert "SUMMARY:photo" not in client.get(f"{PUBLIC}/{path}").get_data(as_text=True)
    window = slots(app, "dressing")[0]
    assert "Vitrine habillée" in text(client, f"{PUBLIC}/e/{window.uid}")
    assert client.get(f"{PUBLIC}/e/{window.uid}.ics").status_code == 404


def test_a_calendar_tells_the_way_of_each_night(app):
    octets = app.test_client().get(f"{PUBLIC}/street/rue-du-pont.ics").get_data(as_text=True)
    told = octets.replace("\r\n ", "").split("BEGIN:VEVENT")
    nights = [one for one in told if "SUMMARY:Parcours des lumières" in one]
    assert len(nights) == 2 and len({re.search(r"UID:(\S+)", one).group(1) for one in nights}) == 2
    assert (
        "DESCRIPTION:1. Place Haute : Lune\\n2. Lavoir\\n3. Quai du Pont : Voiles\\n340 m à pied\\, avec des marches"
        in nights[0]
    )
    assert "DTSTART;TZID=Europe/Paris:20270409T205000" in nights[0]


CALENDARS = ("town", "street/rue-haute", "street/rue-basse", "street/rue-du-pont", "category/light-trail")


@pytest.mark.parametrize(
    "change",
    [lit_town.DRAFT, {"trail": None}, {"way": (("place", "Lune"), ("quai", "Voiles"))}, {"windows": ()}],
    ids=["moved", "given up", "shorter", "windows only"],
)
def test_calendars_keep_their_contract_when_a_trail_changes_and_comes_back(app, change, tmp_path):
    client = app.test_client()
    before = {name: client.get(f"{PUBLIC}/{name}.ics").data for name in CALENDARS}
    for hours, wanted in ((1, change), (2, {})):
        with app.app_context(), app.extensions["rideau_writers"]() as session:
            town = house.town_of(session, lit_town.SLUG)
            lit_town.publish(session, lit_town.kept(session, town, hours=hours, **wanted), hours=hours)
            session.commit()
        after = {name: client.get(f"{PUBLIC}/{name}.ics").data for name in CALENDARS}
        for name in CALENDARS:
            assert broken_promises(before[name], after[name], tmp_path) == "", name
        before = after


def test_a_draft_tells_of_trails_and_windows_beside_the_published_version(desk):
    page = words(text(desk, f"{DESK}/plan/drafts/2"))
    assert "1 boutique ouvre, 2 journées d’événement, 2 soirs de parcours lumière" in page
    assert "Soirs de parcours lumière 2 2 =" in page
    assert "Semaines de vitrines habillées 12 4 −8" in page
    assert (
        "Parcours des lumières a lieu une semaine plus tard, dès le ven. 16 avr. : passe par Cour des Tilleuls "
        "au lieu de Lavoir" in page
    )
    assert "2 rue Basse ne reçoit plus photo" in page


def test_a_draft_lists_trails_and_windows_by_month_with_what_they_cost(desk):
    page = text(desk, f"{DESK}/plan/drafts/2")
    plain = words(page)
    assert "mars 2027 1 boutique ouvre, 2 événements, 1 vitrine habillée" in plain
    assert "avril 2027 1 parcours lumière" in plain
    assert "Place Haute → Cour des Tilleuls → Quai du Pont 3 étapes, 300 m à pied, sans marches" in plain
    assert "du ven. 16 avr. au sam. 17 avr." in plain
    assert (
        'data-label="Parcours lumière">840 €' in page and 'data-label="Habillages de vitrine">120 €' in page
    )
    assert page.count('<details class="month-fold" open>') == 2


def test_a_long_draft_is_folded_but_for_the_month_of_the_last_decision(desk, monkeypatch):
    monkeypatch.setattr("web.views.drafts.OPEN_AT_MOST", 4)
    page = text(desk, f"{DESK}/plan/drafts/2")
    assert page.count('<details class="month-fold" >') == 2
    opened = text(desk, f"{DESK}/plan/drafts/2?month=2027-04")
    assert opened.count('<details class="month-fold" >') == 1
    assert re.search(r'<details class="month-fold" open> <summary><strong>avril 2027', opened)


def test_a_trail_is_pinned_to_its_nights(app, desk):
    form = {"kind": "trail", "item": "lumieres", "start": "2027-04-16", "choice": "pin-start"}
    answer = desk.post(f"{DESK}/plan/drafts/2/decide", data=form)
    assert answer.headers["Location"].endswith("?month=2027-04#item-trail-lumieres-2027-04-16")
    with app.extensions["rideau_writers"]() as session:
        made = session.scalar(select(Decision))
        assert (made.sense, made.kind, made.item, str(made.start), made.spot) == (
            "pin", "trail", "lumieres", "2027-04-16", None,
        )  # fmt: skip
    page = words(text(desk, f"{DESK}/plan/drafts/2"))
    assert "fixé Parcours des lumières" in page
    for refused in ("pin-place", "ban-place"):
        assert desk.post(f"{DESK}/plan/drafts/2/decide", data=form | {"choice": refused}).status_code == 400


def test_a_trail_without_a_place_is_left_out_with_a_decision_to_take(app, desk):
    with app.extensions["rideau_writers"]() as session:
        lit_town.kept(session, house.town_of(session, lit_town.SLUG), trail=None)
        session.commit()
    page = words(text(desk, f"{DESK}/plan/drafts/3"))
    assert "1 élément non placé" in page
    assert re.search(r"Parcours des lumières Décider : Parcours des lumières .* Il doit avoir lieu", page)


def test_today_counts_trail_nights_and_dressed_windows_and_what_they_cost(desk):
    page = words(text(desk, f"{DESK}/"))
    assert "Soirs de parcours 2 1 parcours lumière sur 1" in page
    assert "Semaines de vitrines habillées 12 sur 2 vitrines vides" in page
    assert "parcours lumière 820 € · habillages de vitrine 240 €" in page
    assert "Heures de 2 personnes et équipes" in page


def test_the_calendar_shows_each_night_with_its_way(desk):
    for query in ("", "&street=basse"):
        page = text(desk, f"{DESK}/calendar?month=2027-04{query}")
        assert "0 journée d’événement en avril 2027, 2 soirs de parcours lumière" in words(page)
        assert page.count("dated-trail") == 2
        assert "Place Haute → Lavoir → Quai du Pont" in page
        assert "soir 2 sur 2" in page
    assert "dated-trail" not in text(desk, f"{DESK}/calendar?month=2027-04&audience=familles")


def test_the_map_of_the_evening_draws_the_trail_and_the_dressed_fronts(desk):
    page = text(desk, f"{DESK}/map?on=2027-04-05")
    assert re.findall(r'class="mark-number"[^>]*>(\d+)<', page) == ["1", "2", "3"]
    assert "3 vitrines vides le lundi 5 avril 2027 (dont habillées : 1), 0 occupées" in words(page)
    assert (
        "9 avr., 20 h 50 à 23 h · 10 avr., 20 h 50 à 23 h 3 étapes, 340 m à pied, avec des marches"
        in words(page)
    )
    assert "2 rue Basse : vitrine vide, habillée : photo" in page
    before = text(desk, f"{DESK}/map?on=2027-03-22")
    assert "mark-number" not in before and "(dont habillées : 2)" in before
    data = desk.get(f"{DESK}/map.json").get_json()
    assert [len(trail["stops"]) for trail in data["trails"]] == [3]


def test_the_timeline_has_dressings_between_the_stays(desk):
    page = text(desk, f"{DESK}/timeline")
    assert page.count("dressing-bar") == 2 and page.count('class="stay-bar ') == 3
    assert "habillage de vitrine|du lun. 15 mars 2027 au dim. 9 mai 2027|8 semaines|2 rue Basse" in page
    assert "2 vitrines restent vides toute la saison" in words(page)
    draft = text(desk, f"{DESK}/timeline?plan=2")
    assert draft.count("dressing-bar is-ghost") == 2 and draft.count("dressing-bar is-moved") == 1
    assert "autres dates dans ce brouillon" in draft


def test_records_say_where_trails_and_dressings_stand(desk):
    told = words(text(desk, f"{DESK}/trails/lumieres"))
    assert (
        "ven. 9 avr. 2027 au sam. 10 avr. 2027, par Place Haute : Lune → Lavoir → Quai du Pont : Voiles"
        in told
    )
    assert "Parcours des lumières, du ven. 9 avr. 2027" in words(text(desk, f"{DESK}/spots/lavoir"))
    assert "vitrine habillée : photo, du lun. 15 mars 2027" in words(text(desk, f"{DESK}/premises/basse-2"))
    rota = words(text(desk, f"{DESK}/people/lea"))
    assert "médiation, Parcours des lumières" in rota
    assert rota.index("ven. 9 avr. 2027") < rota.index("sam. 10 avr. 2027")


def test_the_help_says_what_the_public_sees_of_them(desk):
    page = words(text(desk, "/help"))
    assert "Parcours lumière et vitrines habillées" in page and "Il n’entre dans aucun agenda" in page


def test_publishing_proposes_notes_that_tell_of_trails_and_windows(desk):
    page = text(desk, f"{DESK}/publish?plan=2")
    assert "Parcours des lumières a lieu une semaine plus tard" in page
    assert "2 rue Basse ne reçoit plus photo" in page
