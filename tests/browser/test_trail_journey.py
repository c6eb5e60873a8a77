"""In a browser: spots picked on the map, their walks measured, one corrected by hand, the trail saved."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from sqlalchemy import select

from models.imports.osm import read_town
from models.places import Town, WalkNetwork
from models.records import apply
from tests.models.conftest import NOW
from tests.models.test_measuring import ACROSS, BAKERY, FOLDER, ISLAND
from tests.web.records.desk import Desk

from .accessibility import overflow, serious_violations
from .pages import PHONE, page_of_desk
from .serving import served_desk

SPOTS = (("boulangerie", BAKERY), ("angle", ACROSS), ("ile", ISLAND))


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[Desk, str]]:
    """A desk whose town has ways to walk and spots along them, behind a real server; its address."""
    desk = Desk(tmp_path)
    with desk.session() as session:
        town = session.scalar(select(Town).where(Town.slug == "bourg"))
        network = read_town(FOLDER / "walks.osm").network
        session.add(WalkNetwork(town_id=town.id, nodes=network.nodes, edges=network.edges))
        for key, point in SPOTS:
            document = {"id": key, "name": key.title(), "street": "halles", "point": list(point)}
            apply(session, town, "spots", document, now=NOW)
        session.commit()
    with served_desk(desk) as address:
        yield desk, address


@pytest.fixture
def page(browser: Browser, served: tuple[Desk, str]) -> Iterator[Page]:
    with page_of_desk(browser, *served, "event_team") as found:
        yield found


def test_the_event_team_sets_up_a_trail_without_typing_a_distance(page, served):
    desk, address = served
    page.goto(f"{address}/trails/new")
    page.fill("#field-title", "Nuit bleue")
    page.fill("#field-value", "50")
    page.select_option("#field-opens-by", "sunset")
    page.fill("#field-opens-minutes", "15")
    page.fill("#field-closes-time", "23:00")
    page.fill("#field-max_length_m", "900")
    for key in ("boulangerie", "angle"):
        page.locator(f'[data-spot="{key}"] path').click()
    page.get_by_label("Ile", exact=True).first.check()
    assert page.locator("input[name=spots]:checked").count() == 3
    assert page.locator(".spot-mark.on").count() == 2
    page.click('[data-add="installations"]')
    page.fill("[name=installations-0-id]", "Lucioles")
    page.click("text=Mesurer les chemins")
    assert "1 chemin mesuré. 2 paires n’ont pas de chemin." in page.inner_text("[data-unsaved]")
    assert serious_violations(page) == []
    page.click(".corrections > summary")
    page.get_by_label("Angle – Ile", exact=True).locator("input.number").fill("420")
    with page.expect_navigation():
        page.click(".save-bar .primary")
    assert page.inner_text("h1") == "Nuit bleue"
    page.click("text=Mesurer de nouveau les chemins")
    assert "1 paire reste telle qu’elle a été saisie à la main." in page.inner_text("[data-unsaved]")
    kept = {
        (leg["from"], leg["to"]): leg["metres"] for leg in desk.document("trails", "nuit-bleue")["distances"]
    }
    assert kept == {("angle", "boulangerie"): 76, ("angle", "ile"): 420}
    page.click(".row-of summary")
    assert page.locator("[name=installations-0-spots]").count() == 3
    page.set_viewport_size(PHONE)
    assert overflow(page) <= 0
    assert serious_violations(page) == []
    page.locator("[name=installations-0-id]").fill("ù" * 200)
    with page.expect_navigation():
        page.click(".save-bar .primary")
    assert "ù" * 200 in page.inner_text(".row-of summary")
    assert overflow(page) <= 0
