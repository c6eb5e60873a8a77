"""Who may open what: every route, tried by everybody. A new route without an entry fails."""

import pytest
from flask import Flask

from . import house
from .small_town import SLUG

RANK = {"reader": 0, "event_team": 1, "manager": 2, "administrator": 3}
PEOPLE = ("anonymous", *house.ROLES, house.STRANGER)
PLAN = {"plan_id": 1}
RUN = {"run_id": 1}
IMPORT = {"token": "no-such-token"}
EVENTS, FUNDING = {"kind": "events"}, {"kind": "funding"}
EVENT = {"kind": "events", "key": "concert"}

# endpoint → who may open it, and what fills its address. "public" is everybody, "signed in" anybody with an account,
# "governs" administrators of the installation, else the least role in the town.
DOORS: dict[str, tuple[str, dict]] = {
    "static": ("public", {"filename": "css/base.css"}),
    "leaflet.static": ("public", {"filename": "leaflet.js"}),
    "health.health": ("public", {}),
    "help.index": ("public", {}),
    "accounts.sign_in": ("public", {}),
    "accounts.open_door": ("public", {}),
    "accounts.sign_out": ("signed in", {}),
    "accounts.profile": ("signed in", {}),
    "accounts.save_profile": ("signed in", {}),
    "accounts.change_password": ("signed in", {}),
    "accounts.index": ("governs", {}),
    "accounts.add": ("governs", {}),
    "accounts.change": ("governs", {"account_id": 1}),
    "accounts.ask_removal": ("governs", {"account_id": 1}),
    "accounts.remove": ("governs", {"account_id": 1}),
    "desk.towns": ("signed in", {}),
    "desk.new": ("governs", {}),
    "desk.create": ("governs", {}),
    "public.home": ("public", {}),
    "public.agenda": ("public", {}),
    "public.street": ("public", {"key": "halles"}),
    "public.category": ("public", {"key": "concert"}),
    "public.entry": ("public", {"uid": "none"}),
    "public.subscribe": ("public", {}),
    "feeds.town": ("public", {}),
    "feeds.scoped": ("public", {"key": "halles"}),
    "feeds.single": ("public", {"uid": "none"}),
    "boards.today": ("reader", {}),
    "boards.map": ("reader", {}),
    "boards.map_features": ("reader", {}),
    "boards.timeline": ("reader", {}),
    "boards.calendar": ("reader", {}),
    "records.index": ("reader", EVENTS),
    "records.edit": ("reader", EVENT),
    "records.export": ("reader", EVENTS),
    "records.bulk": ("reader", EVENTS),
    "records.new": ("event_team", EVENTS),
    "records.create": ("event_team", EVENTS),
    "records.save": ("event_team", EVENT),
    "records.delete": ("event_team", EVENT),
    "imports.index": ("manager", {}),
    "imports.send": ("manager", {"way": "tables"}),
    "imports.preview": ("manager", IMPORT),
    "imports.columns": ("manager", IMPORT),
    "imports.columns_again": ("manager", IMPORT),
    "imports.refused": ("manager", IMPORT),
    "imports.apply": ("manager", IMPORT),
    "imports.stop": ("manager", IMPORT),
    "imports.result": ("manager", {"batch": 1}),
    "imports.export": ("manager", {"form": "xlsx"}),
    "imports.template": ("manager", {"form": "xlsx"}),
    "plan.index": ("reader", {}),
    "plan.start": ("event_team", {}),
    "plan.run": ("reader", RUN),
    "plan.progress": ("reader", RUN),
    "plan.stop": ("event_team", RUN),
    "plan.draft": ("reader", PLAN),
    "plan.rename": ("event_team", PLAN),
    "plan.delete": ("event_team", PLAN),
    "plan.decide": ("event_team", PLAN),
    "plan.undecide": ("event_team", {"key": "1"}),
    "plan.publish": ("manager", {}),
    "plan.make_public": ("manager", {}),
    "plan.ask_withdrawal": ("manager", {}),
    "plan.withdraw": ("manager", {}),
    "settings.town": ("manager", {}),
    "settings.save": ("manager", {}),
    "journal.index": ("reader", {}),
}


def routes(app: Flask) -> list[tuple[str, str, str]]:
    """Every (endpoint, method, address) of the application, addresses filled."""
    found = []
    urls = app.url_map.bind("localhost")
    for rule in app.url_map.iter_rules():
        values = {"slug": SLUG, **DOORS[rule.endpoint][1], **(rule.defaults or {})}
        filled = {name: values[name] for name in rule.arguments}
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            found.append((rule.endpoint, method, urls.build(rule.endpoint, filled, method)))
    return found


def test_every_route_says_who_may_open_it(app):
    endpoints = {rule.endpoint for rule in app.url_map.iter_rules()}
    assert endpoints - DOORS.keys() == set(), "give each new route its entry in DOORS"
    assert DOORS.keys() - endpoints == set(), "these routes are gone"


@pytest.mark.parametrize("person", PEOPLE)
def test_each_door_opens_for_its_people_only(app, person):
    wrong = []
    for endpoint, method, url in routes(app):
        client = house.signed_in(app, person)
        answer = client.open(url, method=method, buffered=False)
        status, location = answer.status_code, answer.headers.get("Location", "")
        answer.close()
        if (fault := _fault(person, DOORS[endpoint][0], status, location)) is not None:
            wrong.append(f"{person} {method} {url}: {status} {location}, expected {fault}")
    assert wrong == []


def _fault(person: str, door: str, status: int, location: str) -> str | None:
    """What the answer should have been, None where it is right."""
    sent_to_sign_in = status == 302 and location.split("?")[0] == "/sign-in"
    refused = sent_to_sign_in or status in (401, 403)
    if status >= 500:
        return "no failure"
    if door == "public":
        # signing in with nothing is answered 401 to everybody
        return None if status != 403 and not sent_to_sign_in else "an open door"
    if person == "anonymous":
        return None if sent_to_sign_in else "the sign-in page"
    if door == "signed in":
        return None if not refused or location == "/sign-in" else "an open door"
    if door == "governs":
        open_ = person == "administrator"
        return None if refused != open_ else "governing only"
    if person == house.STRANGER:
        return None if status == 404 else "404: nothing is told of the town"
    open_ = RANK[person] >= RANK[door]
    if open_:
        return None if not refused else "an open door"
    return None if status == 403 else "403"


def test_a_town_that_is_not_there_and_one_that_is_not_mine_look_the_same(app):
    client = house.signed_in(app, house.STRANGER)
    mine, none = client.get(f"/desk/{SLUG}/plan"), client.get("/desk/nowhere/plan")
    assert mine.status_code == none.status_code == 404
    assert "Valbourg" not in mine.text


@pytest.mark.parametrize(
    "url",
    [
        "plan/drafts/999",
        "plan/runs/999",
        "plan/drafts/99999999999999999999",
        "publish?plan=999",
        "calendar?plan=999",
    ],
)
def test_what_is_not_there_is_not_found(app, url):
    assert house.signed_in(app, "administrator").get(f"/desk/{SLUG}/{url}").status_code == 404


def test_plans_of_another_town_are_not_found(app):
    with app.extensions["rideau_writers"]() as session:
        other = house.town_of(session, "hauterive").slug
    client = house.signed_in(app, "administrator")
    for url in ("plan/drafts/1", "plan/runs/1", "publish?plan=1"):
        assert client.get(f"/desk/{other}/{url}").status_code == 404
    assert client.post(f"/desk/{other}/publish", data={"plan": "1", "seen": "0"}).status_code == 404


def test_every_unsafe_route_needs_the_token_of_its_form(app):
    app.config["WTF_CSRF_ENABLED"] = True
    client = house.signed_in(app, "administrator")
    unsafe = [(method, url) for _, method, url in routes(app) if method != "GET"]
    assert len(unsafe) > 15
    for method, url in unsafe:
        for data in ({}, {"csrf_token": "forged"}):
            assert client.open(url, method=method, data=data).status_code == 400, url
