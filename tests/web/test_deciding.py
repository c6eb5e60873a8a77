"""Decisions taken from the draft page: which fields each choice gives, and which it leaves free."""

from datetime import date

import pytest
from sqlalchemy import select

from models.plans import Decision
from scheduler.check import check
from tests.factories import day, decision, leg, occurrence, plan, problem, run, spot, tenancy, trail
from web.planning.deciding import CHOICES, decisions_from, entry_of
from web.planning.items import _holds

from . import house, lit_town

DESK = f"/desk/{lit_town.SLUG}"
STAY, DATE, WALK = tenancy("p", "a", 7, days=56), occurrence("fair", start=3), run("square", "quay", start=5)
START = {"tenancy": 7, "event": 3, "trail": 5}
PLAN = plan(STAY, DATE, WALK)
GIVEN = [
    ("tenancy", "pin-here", [{"premises": "a", "start": 7, "term_weeks": 8}]),
    ("tenancy", "pin-place", [{"premises": "a"}]),
    ("tenancy", "pin-start", [{"start": 7}]),
    ("tenancy", "pin-term", [{"term_weeks": 8}]),
    ("tenancy", "ban-place", [{"premises": "a"}]),
    ("tenancy", "ban-start", [{"start": 7}]),
    ("tenancy", "ban-all", [{}]),
    ("event", "pin-here", [{"spot": "square", "start": 3}]),
    ("event", "pin-place", [{"spot": "square"}]),
    ("event", "pin-start", [{"start": 3}]),
    ("event", "ban-place", [{"spot": "square"}]),
    ("event", "ban-start", [{"start": 3}]),
    ("event", "ban-all", [{}]),
    ("trail", "pin-here", [{"spot": "square", "start": 5}, {"spot": "quay", "start": 5}]),
    ("trail", "pin-start", [{"start": 5}]),
    ("trail", "pin-place", [{"spot": "quay"}]),
    ("trail", "ban-place", [{"spot": "quay"}]),
    ("trail", "ban-start", [{"start": 5}]),
    ("trail", "ban-all", [{}]),
]


def form(kind: str, choice: str) -> dict[str, str]:
    item = {"tenancy": "p", "event": "fair", "trail": "lights"}[kind]
    return {"kind": kind, "item": item, "start": str(day(START[kind])), "choice": choice, "stop": "quay"}


@pytest.mark.parametrize(("kind", "choice", "fields"), GIVEN)
def test_a_choice_gives_these_fields_and_leaves_the_others_free(kind, choice, fields):
    asked = form(kind, choice)
    told = decisions_from(asked, entry_of(PLAN, asked))
    wanted = [one | ({"start": str(day(one["start"]))} if "start" in one else {}) for one in fields]
    common = {"sense": choice[:3], "kind": kind, "item": asked["item"], "reason": ""}
    assert told == [common | one for one in wanted]


def test_every_choice_on_a_placement_is_tried_above():
    offered = {(kind, value) for kind, choices in CHOICES.items() if kind != "left" for value, _ in choices}
    assert offered == {(kind, choice) for kind, choice, _ in GIVEN}


@pytest.mark.parametrize(("kind", "choice", "fields"), [one for one in GIVEN if one[1].startswith("pin")])
def test_a_pin_holds_where_it_was_made(kind, choice, fields):
    entry = {"tenancy": STAY, "event": DATE, "trail": WALK}[kind]
    for one in fields:
        given = one | ({"start": day(one["start"])} if "start" in one else {})
        item = {"tenancy": "p", "event": "fair", "trail": "lights"}[kind]
        assert _holds(decision(kind, item, **given), entry)
        assert not _holds(decision(kind, "other", **given), entry)


def test_the_stop_must_be_one_of_the_trail():
    asked = form("trail", "pin-place") | {"stop": "elsewhere"}
    assert decisions_from(asked, entry_of(PLAN, asked)) == []


def test_pins_of_all_stops_ask_for_these_stops_and_these_nights():
    walks = trail(
        "lights",
        ("square", "quay", "yard"),
        min_stops=2,
        distances=(leg("square", "quay"), leg("quay", "yard")),
    )
    pins = tuple(decision("trail", "lights", spot=one, start=day(5)) for one in ("square", "quay"))
    town = problem(spot("square"), spot("quay"), spot("yard"), walks, pins=pins)
    kept, moved, later = (
        run("quay", "square", start=5),
        run("quay", "yard", start=5),
        run("square", "quay", start=6),
    )
    broken = [{one.rule for one in check(town, plan(walk))} for walk in (kept, moved, later)]
    assert ["pin" in rules for rules in broken] == [False, True, True]


@pytest.fixture
def lit(tmp_path):
    from web import create_app

    lit_town.furnish(tmp_path)
    made = create_app(house.settings(tmp_path))
    made.config.update(TESTING=True, WTF_CSRF_ENABLED=False, PROPAGATE_EXCEPTIONS=False)
    return made


def decided(app):
    with app.extensions["rideau_writers"]() as session:
        return [(d.sense, d.spot, d.start) for d in session.scalars(select(Decision).order_by(Decision.id))]


def test_a_trail_is_kept_with_all_its_stops_or_one_of_them(lit):
    desk = house.signed_in(lit, "reader")
    asked = {"kind": "trail", "item": "lumieres", "start": "2027-04-16"}
    page = desk.get(f"{DESK}/plan/drafts/2").text
    assert '<option value="cour">Cour des Tilleuls</option>' in page
    assert desk.post(f"{DESK}/plan/drafts/2/decide", data=asked | {"choice": "pin-here"}).status_code == 302
    nights = date(2027, 4, 16)
    assert decided(lit) == [("pin", spot_, nights) for spot_ in ("place", "cour", "quai")]
    again = asked | {"choice": "pin-here", "reason": "sent twice"}
    assert desk.post(f"{DESK}/plan/drafts/2/decide", data=again).status_code == 302
    assert len(decided(lit)) == 3
    never = asked | {"choice": "ban-place", "stop": "cour"}
    assert desk.post(f"{DESK}/plan/drafts/2/decide", data=never).status_code == 302
    assert decided(lit)[-1] == ("ban", "cour", None)
    listed = desk.get(f"{DESK}/decisions").text
    assert "Cour des Tilleuls" in listed


def test_a_decision_on_a_trail_is_written_with_its_stop(lit):
    desk = house.signed_in(lit, "reader")
    typed = {"sense": "pin", "kind": "trail", "item": "lumieres", "spot": "quai", "start": "", "premises": ""}
    assert (
        desk.post(f"{DESK}/decisions/new", data=typed | {"term_weeks": "", "reason": ""}).status_code == 302
    )
    assert decided(lit) == [("pin", "quai", None)]
    wrong = typed | {"premises": "haute-1", "spot": ""}
    refused = desk.post(f"{DESK}/decisions/new", data=wrong | {"term_weeks": "", "reason": ""})
    assert refused.status_code == 422 and len(decided(lit)) == 1
