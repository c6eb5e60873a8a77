"""In a browser: premises found by a filter and edited with the keyboard alone, a table imported, nobody shut out."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.web.records.desk import Desk

from .accessibility import overflow, serious_violations
from .pages import PHONE, page_of_desk
from .serving import served_desk

TABLE = "identifiant;nom;rue;capacité\nparvis;Parvis de l’église;marche;450\nquai;Quai haut;halles;80\n"


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[Desk, str]]:
    """A desk behind a real server; its address."""
    desk = Desk(tmp_path)
    with served_desk(desk) as address:
        yield desk, address


@pytest.fixture
def page(browser: Browser, served: tuple[Desk, str]) -> Iterator[Page]:
    with page_of_desk(browser, *served, "manager") as found:
        yield found


def tab_to(page: Page, selector: str, most: int = 80) -> None:
    """Walk with the Tab key until the focus is there."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"{selector} is not reached with the Tab key")


def test_premises_are_found_by_a_filter_and_edited_with_the_keyboard_alone(page, served):
    desk, address = served
    page.goto(f"{address}/premises")
    tab_to(page, "select[name=status]")
    with page.expect_navigation():
        page.keyboard.type("vac")
        page.keyboard.press("Tab")
    assert page.inner_text("h1") == "2 locaux vacants sur 4"
    tab_to(page, "tbody th a")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.inner_text("h1") == "2 rue des Halles"
    tab_to(page, "#field-area_m2")
    page.keyboard.press("Control+a")
    page.keyboard.type("31,5")
    tab_to(page, "[data-add=leases]")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.name") == "leases-0-holder"
    page.keyboard.type("Atelier du coin")
    page.fill("[name=leases-0-start]", "2026-01-05")
    page.fill("[name=leases-0-end]", "2026-03-02")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert "est enregistré" in page.inner_text("main")
    document = desk.document("premises", "halles-2")
    assert document["area_m2"] == 31.5
    assert [lease["holder"] for lease in document["leases"]] == ["Atelier du coin"]


def test_a_table_is_imported_after_its_preview(page, served, tmp_path):
    desk, address = served
    (tmp_path / "emplacements.csv").write_text(TABLE, encoding="utf-8")
    page.goto(f"{address}/import")
    assert serious_violations(page) == []
    page.set_input_files("#file-tables", tmp_path / "emplacements.csv")
    page.click("section[aria-labelledby=way-tables] button")
    page.wait_for_selector("text=1 fiche serait ajoutée", timeout=60_000)
    assert serious_violations(page) == []
    page.click("text=Tout appliquer")
    page.wait_for_selector("text=1 fiche a été ajoutée")
    assert desk.document("spots", "quai")["capacity"] == 80


@pytest.mark.parametrize(
    "path",
    [
        "premises",
        "premises?q=rien-de-tel",
        "premises/halles-12",
        "premises/new",
        "trails/lumieres",
        "events/concert",
        "decisions/1",
        "streets/halles/delete",
    ],
)
def test_pages_of_records_put_no_serious_barrier_and_fit_a_phone(page, served, path):
    page.goto(f"{served[1]}/{path}")
    assert serious_violations(page) == []
    page.set_viewport_size(PHONE)
    assert overflow(page) <= 0
    assert serious_violations(page) == []
