"""The page of a light trail: spots, walks measured or typed, and what is said of it while it is edited."""

import pytest
from sqlalchemy import select

from models.imports.osm import read_town
from models.places import Town, WalkNetwork
from models.records import apply
from tests.models.conftest import NOW
from tests.models.test_measuring import ACROSS, BAKERY, FOLDER, ISLAND
from tests.web.records.desk import Desk

CORNERS = (
    ("boulangerie", "Devant la boulangerie", BAKERY),
    ("angle", "Au coin", ACROSS),
    ("ile", "Île", ISLAND),
)


@pytest.fixture
def mapped(desk: Desk) -> Desk:
    """A desk whose town has ways to walk, and three spots on them, the last one cut off."""
    with desk.session() as session:
        town = session.scalar(select(Town).where(Town.slug == "bourg"))
        network = read_town(FOLDER / "walks.osm").network
        session.add(WalkNetwork(town_id=town.id, nodes=network.nodes, edges=network.edges))
        for key, name, point in CORNERS:
            document = {"id": key, "name": name, "street": "halles", "point": list(point)}
            apply(session, town, "spots", document, now=NOW)
        session.commit()
    return desk


TRAIL = {
    "title": "Nuit bleue",
    "value": "50",
    "opens-by": "sunset",
    "opens-minutes": "15",
    "closes-time": "23:00",
    "max_length_m": "1500",
}
THREE = {**TRAIL, "spots": ["boulangerie", "angle", "ile"]}


def legs(desk: Desk, key: str) -> dict:
    return {(d["from"], d["to"]): d["metres"] for d in desk.document("trails", key).get("distances", [])}


def test_walks_are_measured_shown_and_stored_only_when_saved(mapped):
    shown = mapped.submit("trails/new", button="_measure=walk", **THREE)
    assert "1 chemin mesuré. 2 paires n’ont pas de chemin." in shown.text
    assert "Rien n’est conservé tant que vous n’enregistrez pas." in shown.text
    assert "Au coin – Île : aucun chemin ne les relie" in shown.text.replace("\u00a0", " ")
    assert mapped.document("trails", "nuit-bleue") is None
    assert shown.value("title") == "Nuit bleue"
    saved = send(mapped, shown)
    assert saved.title == "Nuit bleue"
    assert legs(mapped, "nuit-bleue") == {("angle", "boulangerie"): 76}
    measure = mapped.document("trails", "nuit-bleue")["measured"]
    assert measure["by"] == "walk"
    assert {"from": "angle", "to": "ile", "why": "apart"} in measure["pairs"]


def send(desk: Desk, page, button: str = "", **typed):
    """Send the form of a page that was already opened."""
    from werkzeug.datastructures import MultiDict

    from tests.web.records.desk import Page

    action = page.form.get("action")
    return Page(desk.client.post(action, data=MultiDict(page.filled(typed, button)), follow_redirects=True))


def row_of(page, *spots: str) -> str:
    """The number of the row between two spots."""
    found: dict[str, set[str]] = {}
    for one in page.form.all("input", lambda one: one.get("type") == "hidden"):
        parts = one.get("name").split("-")
        if parts[0] == "distances" and len(parts) == 3:
            found.setdefault(parts[1], set()).add(one.get("value"))
    return next(n for n, ends in found.items() if ends == set(spots))


def test_what_is_typed_by_hand_is_kept_when_measuring_again_unless_told_otherwise(mapped):
    shown = mapped.submit("trails/new", button="_measure=walk", **THREE)
    near, far = row_of(shown, "angle", "boulangerie"), row_of(shown, "angle", "ile")
    send(mapped, shown, **{f"distances-{near}-metres": "90", f"distances-{far}-metres": "1 200"})
    assert legs(mapped, "nuit-bleue") == {("angle", "boulangerie"): 90, ("angle", "ile"): 1200}
    page = mapped.get("trails/nuit-bleue")
    assert "saisi à la main ; mesure : 76 m, avec des marches" in page.text.replace("\u00a0", " ")
    again = mapped.submit("trails/nuit-bleue", button="_measure=walk")
    assert "2 paires restent telles qu’elles ont été saisies à la main." in again.text
    send(mapped, again)
    assert legs(mapped, "nuit-bleue") == {("angle", "boulangerie"): 90, ("angle", "ile"): 1200}
    send(mapped, mapped.submit("trails/nuit-bleue", button="_measure=replace"))
    assert legs(mapped, "nuit-bleue") == {("angle", "boulangerie"): 76}


def test_a_step_free_trail_takes_the_level_way(mapped):
    shown = mapped.submit("trails/new", button="_measure=walk", **THREE, step_free="1")
    send(mapped, shown)
    assert legs(mapped, "nuit-bleue") == {("angle", "boulangerie"): 298}


def test_an_emptied_distance_is_not_kept(mapped):
    shown = mapped.submit("trails/new", button="_measure=walk", **THREE)
    near = row_of(shown, "angle", "boulangerie")
    send(mapped, shown, **{f"distances-{near}-metres": ""})
    assert legs(mapped, "nuit-bleue") == {}
    assert "retiré à la main" in mapped.get("trails/nuit-bleue").text


def test_without_a_map_nothing_is_guessed_until_somebody_asks_and_it_is_said(desk):
    for spot, point in (("parvis", (1.15, 49.02)), ("kiosque", (1.16, 49.02))):
        desk.submit(f"spots/{spot}", **{"point-lat": str(point[1]), "point-lon": str(point[0])})
    page = desk.get("trails/new")
    assert "aucune distance ne peut être mesurée" in page.text
    assert page.value("_factor") == "1,2"
    typed = {**TRAIL, "spots": ["parvis", "kiosque"]}
    assert "au plus 3" in desk.submit("trails/new", button="_measure=line", **typed, _factor="4").text
    shown = desk.submit("trails/new", button="_measure=line", **typed, _factor="1,5")
    assert "1 chemin estimé." in shown.text
    assert "le vol d’oiseau multiplié par 1,5" in shown.text
    send(desk, shown)
    document = desk.document("trails", "nuit-bleue")
    assert document["distances"] == [{"from": "kiosque", "to": "parvis", "metres": 1094, "step_free": False}]
    assert document["measured"]["factor"] == 1.5
    assert "estimations" in desk.get("trails/nuit-bleue").text


def test_one_spot_is_no_walk(mapped):
    page = mapped.submit("trails/new", button="_measure=walk", **{**TRAIL, "spots": ["angle"]})
    assert "Cochez au moins deux emplacements" in page.error("spots")


def test_a_spot_that_moved_asks_for_a_new_measure(mapped):
    send(mapped, mapped.submit("trails/new", button="_measure=walk", **THREE))
    assert "depuis la dernière mesure" not in mapped.get("trails/nuit-bleue").text
    mapped.submit("spots/angle", **{"point-lat": "47.0005"})
    told = mapped.get("trails/nuit-bleue").text.replace("\u00a0", " ")
    assert "depuis la dernière mesure : Au coin." in told


def test_a_spoilt_measure_is_refused_and_nothing_lost(mapped):
    page = mapped.submit("trails/new", **THREE, measured='{"by": "guess"}')
    assert page.status == 422
    assert page.value("title") == "Nuit bleue"
    assert "Mesurez de nouveau les chemins" in page.text


def test_what_stands_in_the_way_is_said_on_the_page_and_before_planning(mapped):
    shown = mapped.submit("trails/new", button="_measure=walk", **THREE, min_stops="4")
    assert "Nuit bleue demande plus d’étapes (4) qu’il n’a d’emplacements (3)" in shown.text
    send(mapped, shown)
    for path in ("trails/nuit-bleue", "plan"):
        told = mapped.get(path).text
        assert "demande plus d’étapes (4) qu’il n’a d’emplacements (3)" in told
        assert "ne peut pas passer par Île" in told


def test_readers_are_told_the_distances_in_a_line(mapped):
    send(mapped, mapped.submit("trails/new", button="_measure=walk", **THREE))
    page = mapped.get("trails/nuit-bleue", mapped.sign_in("reader"))
    assert "1 paire d’emplacements, de 76 à 76 m" in page.text
    assert "1 chemin mesuré" in page.text


def test_a_dressing_that_brings_nothing_says_so(desk):
    page = desk.get("kits/films")
    assert "Films des anciennes enseignes ne rapporte aucun point" in page.text
    desk.submit("kits/films", value_week="2")
    assert "ne rapporte aucun point" not in desk.get("kits/films").text


@pytest.mark.parametrize("spoilt", ["[" * 50_000, '{"by": "line", "factor": NaN, "spots": {}, "pairs": []}'])
def test_a_measure_that_was_spoilt_on_the_way_is_asked_for_again(mapped, spoilt):
    page = mapped.submit("trails/new", **THREE, measured=spoilt)
    assert page.status == 422
    assert "s’est perdue en route" in page.text
    assert page.value("title") == "Nuit bleue"


def test_a_base_that_was_spoilt_on_the_way_breaks_nothing(mapped):
    send(mapped, mapped.submit("trails/new", button="_measure=walk", **THREE))
    page = mapped.submit("trails/nuit-bleue", title="Nuit verte", _base="[" * 50_000)
    assert page.status == 200
    assert page.title == "Nuit verte"


def test_a_folded_work_tells_its_figures_as_people_write_them(mapped):
    work = {
        "installations-0-id": "Lune",
        "installations-0-cost_cents": "3900",
        "installations-0-power_w": "9000",
    }
    saved = mapped.submit("trails/new", **THREE, **work)
    assert "3 900 €, 9 000 W" in saved.text.replace("\u00a0", " ").replace("\u202f", " ")


def test_a_day_in_another_age_and_a_number_beyond_measure_are_told_as_what_they_are(mapped):
    span = {"windows-mode": "only", "windows-0-from": "9999-01-01", "windows-0-to": "9999-12-31"}
    page = mapped.submit("trails/new", **{**THREE, "value": "9" * 24}, **span)
    assert page.status == 422
    assert "de 1900 à 2200" in page.error("windows-0-from")
    assert "est trop grand" in page.error("value")
