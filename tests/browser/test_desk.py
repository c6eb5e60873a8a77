"""The frame of the desk and the plan pages in a browser."""

import re

import pytest

from tests.web.small_town import SLUG

from .accessibility import faults
from .pages import PHONE, WIDE

DESK = f"/desk/{SLUG}"
PAGES = (
    "/sign-in",
    "/desk/",
    "/desk/new",
    "/accounts",
    "/accounts/1/remove",
    "/profile",
    "/help",
    "/nowhere",
    f"{DESK}/plan",
    f"{DESK}/plan/runs/1",
    f"{DESK}/plan/drafts/2",
    f"{DESK}/publish",
    f"{DESK}/publish/withdraw",
    f"{DESK}/settings",
    f"{DESK}/journal",
)


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_pages_are_accessible_and_fit_their_window(page_of, size):
    page = page_of("administrator", size)
    assert faults(page, PAGES) == {}
    assert [one for one in page.complaints if "404" not in one] == []


def test_the_dark_scheme_has_its_contrasts_too(page_of):
    page = page_of("administrator", dark=True)
    assert faults(page, (f"{DESK}/plan", f"{DESK}/plan/drafts/2", f"{DESK}/settings", "/accounts")) == {}


def test_the_keyboard_reaches_the_content_and_the_menu(page_of):
    page = page_of("manager")
    page.goto(f"{DESK}/plan")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Aller au contenu"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"
    phone = page_of("manager", PHONE)
    phone.goto(f"{DESK}/plan")
    phone.locator("nav.bar summary").press("Enter")
    assert (
        phone.get_by_role("link", name="Réglages").first.is_visible()
        or phone.locator(".bar .sheet").is_visible()
    )
    phone.keyboard.press("Escape")
    assert not phone.locator(".bar .sheet").is_visible()


def test_signing_in_and_out_through_the_forms(page_of):
    page = page_of("anonymous")
    page.goto(f"{DESK}/plan")
    page.get_by_label("Adresse électronique").fill("manager@ville.example")
    page.get_by_label("Mot de passe").fill("faux")
    page.get_by_role("button", name="Se connecter").click()
    assert "ne vont pas ensemble" in page.content()
    page.get_by_label("Mot de passe").fill("la place du marché en mars")
    page.get_by_role("button", name="Se connecter").click()
    page.wait_for_url(re.compile(f"{DESK}/plan$"))
    page.goto("/profile")
    page.get_by_role("button", name="Se déconnecter").click()
    assert page.url.endswith("/sign-in")


def test_a_decision_is_noted_and_taken_back_with_and_without_scripts(page_of):
    for script in (True, False):
        page = page_of("manager", script=script)
        page.goto(f"{DESK}/plan/drafts/2")
        box = page.locator("details.popover").filter(has_text="Café Ambre").first
        box.locator("summary").click()
        box.get_by_label("Pas dans ce local").check()
        box.get_by_label("Raison").fill("Le propriétaire attend.")
        box.get_by_role("button", name="Noter la décision").click()
        assert "Le propriétaire attend." in page.content()
        row = page.locator(".tray li").filter(has_text="Le propriétaire attend.")
        row.get_by_role("button", name="Retirer").click()
        assert "Le propriétaire attend." not in page.content()


def test_the_language_changes_and_stays(page_of):
    page = page_of("manager")
    page.goto(f"{DESK}/plan")
    page.get_by_role("link", name="English").first.click()
    assert "wait for their place" in page.content()
    page.goto(f"{DESK}/publish")
    assert page.locator("html").get_attribute("lang") == "en"


def test_printing_leaves_the_frame_out(page_of):
    page = page_of("manager")
    page.goto(f"{DESK}/plan/drafts/2")
    page.emulate_media(media="print")
    assert not page.locator("nav.rail").is_visible()
    assert page.locator(".printed").is_visible()
