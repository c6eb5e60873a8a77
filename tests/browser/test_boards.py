"""Boards and the public programme in a real browser: by eye, by keyboard, on a phone, in the dark, without scripts."""

import pytest

from tests.browser import boards_site as site

from .accessibility import overflow, serious_violations
from .pages import PHONE, WIDE, sign_in

BOARDS = ("", "map", "timeline?plan=draft", "calendar")
PUBLIC = (
    "/",
    f"/t/{site.SLUG}/?month=2027-03",
    f"/t/{site.SLUG}/subscribe",
    f"/t/{site.SLUG}/street/rue-haute",
)


@pytest.fixture(scope="module")
def app(tmp_path_factory):
    furnished, folder = tmp_path_factory.mktemp("furnished"), tmp_path_factory.mktemp("served")
    site.furnish(furnished)
    return site.application(furnished, folder)


@pytest.mark.parametrize(("viewport", "scheme"), [(WIDE, "light"), (PHONE, "dark")], ids=["wide", "phone"])
@pytest.mark.parametrize("path", [*(f"/desk/{site.SLUG}/{board}" for board in BOARDS), *PUBLIC])
def test_no_page_shuts_anybody_out_or_overflows(opened, path, viewport, scheme):
    page = opened(path, viewport, scheme)
    assert serious_violations(page) == []
    assert overflow(page) <= 0


def test_scripts_run_under_the_strict_policy(app, address, browser):
    complaints = []
    context = browser.new_context(viewport=WIDE)
    sign_in(context, app, "reader", address)
    page = context.new_page()
    page.on("console", lambda m: complaints.append(m.text) if m.type in ("error", "warning") else None)
    for board in BOARDS:
        page.goto(f"{address}/desk/{site.SLUG}/{board}", wait_until="networkidle")
    assert complaints == []
    context.close()


def test_arrow_keys_walk_through_the_stays_and_enter_tells_of_one(opened):
    page = opened(f"/desk/{site.SLUG}/timeline?plan=draft")
    first = page.locator(".stay-bar").first
    first.focus()
    page.keyboard.press("ArrowDown")
    below = page.evaluate("document.activeElement.textContent")
    assert "Atelier" in below
    page.keyboard.press("ArrowUp")
    assert page.evaluate("document.activeElement === document.querySelector('.stay-bar')")
    page.keyboard.press("Enter")
    panel = page.locator(".stay-panel")
    assert panel.is_visible()
    assert "4 semaines" in panel.inner_text().replace("\u00a0", " ")
    page.keyboard.press("Escape")
    assert not panel.is_visible()
    assert page.evaluate("document.activeElement.classList.contains('stay-bar')")


def test_stays_stand_at_their_place_in_time(opened):
    page = opened(f"/desk/{site.SLUG}/timeline")
    lefts = {
        bar.get_attribute("data-from"): bar.evaluate("b => parseFloat(b.style.left)")
        for bar in page.locator(".stay-bar").all()
    }
    assert lefts["2027-03-01"] == 0
    assert lefts["2027-04-12"] == pytest.approx(50)


def test_a_draft_shows_ghosts_and_hatching(opened):
    page = opened(f"/desk/{site.SLUG}/timeline?plan=draft")
    assert page.locator(".stay-bar.is-ghost").count() == 2
    assert page.locator(".stay-bar.is-moved").count() == 1
    assert page.locator(".stay-bar.is-published").count() == 1


def test_markers_of_the_map_have_names_and_open_by_keyboard(opened):
    page = opened(f"/desk/{site.SLUG}/map?on=2027-03-02")
    marker = page.get_by_role("button", name="1 Rue Haute : Atelier P")
    marker.focus()
    page.keyboard.press("Enter")
    popup = page.locator(".map-popup")
    assert popup.is_visible()
    assert popup.get_by_role("link").get_attribute("href") == f"/desk/{site.SLUG}/premises/a"


def test_the_week_slider_moves_map_list_and_title(opened):
    page = opened(f"/desk/{site.SLUG}/map?on=2027-03-02")
    assert page.locator('.map-list li[data-key="b"]').get_attribute("data-state") == "vacant"
    page.locator("#map-week").focus()
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    assert page.locator('.map-list li[data-key="b"]').get_attribute("data-state") == "filled"
    assert "22 mars 2027" in page.locator("h1").inner_text()
    assert page.locator(".pin-filled").count() == 2


def test_names_of_streets_meet_neither_markers_nor_each_other(opened):
    page = opened(f"/desk/{site.SLUG}/map")
    assert page.locator(".street-name").count() >= 2
    boxes = page.evaluate(
        "[...document.querySelectorAll('.pin')].map(p => p.getBoundingClientRect())"
        ".map(r => [r.x + r.width / 2, r.y + r.height / 2])"
    )
    names = page.evaluate(
        "[...document.querySelectorAll('.street-name span')].map(p => p.getBoundingClientRect())"
        ".map(r => [r.x + r.width / 2, r.y + r.height / 2])"
    )
    assert all(abs(x - a) > 6 or abs(y - b) > 6 for x, y in names for a, b in boxes)


@pytest.mark.parametrize("board", BOARDS)
def test_boards_say_the_same_without_scripts(opened, board):
    page = opened(f"/desk/{site.SLUG}/{board}", scripts=False)
    assert page.locator("h1").inner_text()
    if board == "map":
        assert page.locator(".town-drawing").is_visible()
    if board.startswith("timeline"):
        assert "Atelier Q" in page.locator(".timeline").inner_text()


def test_the_public_site_shows_the_published_dates_only(opened):
    page = opened(f"/t/{site.SLUG}/?month=2027-03", PHONE)
    text = page.inner_text("main")
    assert "Marché de printemps" in text
    assert "Atelier Q" in text and "Atelier S" not in text
    page.get_by_role("link", name="Marché de printemps").first.click()
    assert page.locator(".town-drawing").is_visible()


def test_addresses_are_copied_by_a_button(opened):
    page = opened(f"/t/{site.SLUG}/subscribe")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copier l’adresse").click()
    page.get_by_role("button", name="Copié").wait_for()
    assert page.evaluate("navigator.clipboard.readText()").endswith(f"/t/{site.SLUG}/town.ics")
