"""Light trails and dressed windows in a real browser: on a phone, in the dark, by keyboard, week by week."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from models.database import sessions
from models.plans import Slot
from tests.web import house, lit_town
from web import create_app

from .accessibility import overflow, serious_violations
from .pages import PHONE, WIDE

DESK, PUBLIC = f"/desk/{lit_town.SLUG}", f"/t/{lit_town.SLUG}"
LIT = f"{DESK}/map?on=2027-04-05"


@pytest.fixture(scope="module")
def app(tmp_path_factory):
    furnished, folder = tmp_path_factory.mktemp("furnished"), tmp_path_factory.mktemp("served")
    lit_town.furnish(furnished)
    shutil.copy(furnished / "rideau.db", folder / "rideau.db")
    made = create_app(house.settings(folder))
    made.config["CLOCK"] = lambda: datetime(2027, 3, 18, 9, tzinfo=UTC)
    return made


@pytest.fixture(scope="module")
def entries(app):
    """The address of the page of a trail's first night and of a dressed window."""
    with sessions(house.engine_of(Path(app.config["RIDEAU"].files.dir)))() as session:
        rows = session.scalars(select(Slot).order_by(Slot.starts.desc())).all()
        return {slot.kind: f"{PUBLIC}/e/{slot.uid}" for slot in rows}


@pytest.mark.parametrize(("viewport", "scheme"), [(WIDE, "light"), (PHONE, "dark")], ids=["wide", "phone"])
@pytest.mark.parametrize(
    "path",
    ["trail", "dressing", f"{PUBLIC}/street/rue-haute", f"{PUBLIC}/category/light-trail", f"{DESK}/", LIT,
     f"{DESK}/timeline?plan=2", f"{DESK}/calendar?month=2027-04", f"{DESK}/plan/drafts/2"],
)  # fmt: skip
def test_no_page_of_trails_shuts_anybody_out_or_overflows(opened, entries, path, viewport, scheme):
    page = opened(entries.get(path, path), viewport, scheme)
    assert serious_violations(page) == []
    assert overflow(page) <= 0


def test_the_comparison_of_a_draft_fits_a_phone(opened):
    page = opened(f"{DESK}/plan/drafts/2", PHONE)
    for box in page.locator(".table-box").all():
        assert box.evaluate("b => b.scrollWidth <= b.clientWidth")
    assert page.locator(".before-after tbody tr").first.bounding_box()["width"] <= PHONE["width"]


def test_the_placements_of_a_draft_fold_by_month_without_scripts(opened):
    page = opened(f"{DESK}/plan/drafts/2", PHONE, scripts=False)
    fold = page.locator(".month-fold").first
    row = fold.locator("tr.placed-dressing")
    assert row.is_visible()
    fold.locator("> summary").click()
    assert not row.is_visible()


def test_the_slider_shows_the_trail_in_the_week_of_its_nights_only(opened):
    page = opened(LIT)
    stops = page.locator(".pin-stop")
    assert stops.all_inner_texts() == ["1", "2", "3"]
    assert page.locator(".pin-spot").count() == 1
    assert page.locator("[data-trail]").is_visible()
    page.locator("#map-week").focus()
    page.keyboard.press("ArrowLeft")
    assert stops.count() == 0
    assert not page.locator("[data-trail]").is_visible()
    assert page.locator(".pin-spot").count() > 1
    page.keyboard.press("ArrowRight")
    assert stops.count() == 3


def test_a_stop_opens_by_keyboard_and_tells_its_nights(opened):
    page = opened(LIT)
    page.get_by_role("button", name="Parcours des lumières, 1. Place Haute : Lune").focus()
    page.keyboard.press("Enter")
    popup = page.locator(".map-popup")
    assert "9 avr., 20 h 50 à 23 h" in popup.inner_text().replace("\u00a0", " ")
    assert popup.get_by_role("link").get_attribute("href") == f"{DESK}/trails/lumieres"


def test_dressed_fronts_change_with_the_weeks_in_map_list_and_title(opened):
    page = opened(f"{DESK}/map?on=2027-03-22")
    unit = page.locator('.map-list li[data-key="haute-3"]')
    assert unit.get_attribute("data-state") == "dressed"
    assert page.locator(".pin-dressed").count() == 2
    assert "(dont habillées : 2)" in page.locator("h1").inner_text().replace("\u00a0", " ")
    page.locator("#map-week").focus()
    for _ in range(2):
        page.keyboard.press("ArrowRight")
    assert unit.get_attribute("data-state") == "vacant"
    assert "(dont habillées : 1)" in page.locator("h1").inner_text().replace("\u00a0", " ")


def test_a_dressing_is_told_from_a_stay_and_opens_its_record(opened):
    page = opened(f"{DESK}/timeline")
    dressing, stay = page.locator(".dressing-bar").first, page.locator(".stay-bar:not(.dressing-bar)").first
    assert dressing.evaluate("b => getComputedStyle(b).borderTopStyle") == "dotted"
    assert stay.evaluate("b => getComputedStyle(b).borderTopStyle") == "solid"
    assert dressing.get_by_role("img", name="habillage de vitrine").count() == 1
    dressing.click()
    panel = page.locator(".stay-panel")
    assert "habillage de vitrine" in panel.inner_text()
    assert panel.get_by_role("link").get_attribute("href") == f"{DESK}/kits/photo"
