"""A headless Chromium and a served house, for all tests of pages in a browser."""

import shutil
from collections.abc import Iterator

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, sync_playwright

from .pages import WIDE, heard, sign_in
from .serving import Served, served, served_house

CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "chrome")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, or whichever is installed; it is never fetched from anywhere."""
    path = next((found for name in CHROMIUM if (found := shutil.which(name))), None)
    if path is None:
        pytest.fail("these tests need Chromium: install it with “apt-get install chromium”")
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield launched
        launched.close()


@pytest.fixture(scope="session")
def live_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The small town of the house, served for the whole session."""
    with served_house(tmp_path_factory.mktemp("served")) as found:
        yield found


@pytest.fixture
def page_of(browser: Browser, live_server: Served):
    """A function (person, width, dark) → page in which that person is signed in; ``anonymous`` for nobody."""
    contexts = []

    def opened(
        person: str = "manager", size: dict = WIDE, *, dark: bool = False, script: bool = True
    ) -> Page:
        context = browser.new_context(
            base_url=live_server.url,
            viewport=size,
            locale="fr-FR",
            color_scheme="dark" if dark else "light",
            java_script_enabled=script,
            reduced_motion="reduce",
        )
        contexts.append(context)
        sign_in(context, live_server.app, person, live_server.url)
        page = context.new_page()
        page.complaints = heard(page)
        return page

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture(scope="module")
def address(app: Flask) -> Iterator[str]:
    """Where the module's own application is served."""
    with served(app) as url:
        yield url


@pytest.fixture
def opened(app: Flask, address: str, browser: Browser):
    """Opens a page of the module's application for a reader, and sees to it that it complains of nothing."""
    contexts, complaints = [], []

    def open_page(path: str, viewport: dict = WIDE, scheme: str = "light", scripts: bool = True) -> Page:
        context = browser.new_context(
            viewport=viewport, color_scheme=scheme, locale="fr-FR", java_script_enabled=scripts
        )
        contexts.append(context)
        sign_in(context, app, "reader", address)
        page = context.new_page()
        complaints.append(heard(page))
        page.goto(address + path)
        if scripts and "/map" in path:
            page.wait_for_selector(".pin")
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not any(complaints), complaints
