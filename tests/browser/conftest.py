"""A headless Chromium and a served house, for all tests of pages in a browser."""

import shutil
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright
from waitress.server import create_server

from tests.web import house
from web import create_app

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
WIDE, PHONE = {"width": 1400, "height": 900}, {"width": 390, "height": 844}


@dataclass(frozen=True)
class Served:
    """A house that is served: its address, its application, its folder."""

    url: str
    app: object
    folder: Path


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
    """The small town of the house, with its published version and its draft, served for the whole session."""
    folder = tmp_path_factory.mktemp("served")
    house.furnish(folder)
    app = create_app(house.settings(folder))
    server = create_server(app, host="127.0.0.1", port=0, threads=16)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield Served(f"http://127.0.0.1:{server.effective_port}", app, folder)
    server.close()


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
        client = house.signed_in(live_server.app, person)
        if cookie := client.get_cookie(house.COOKIE):
            context.add_cookies([{"name": house.COOKIE, "value": cookie.value, "url": live_server.url}])
        page = context.new_page()
        page.complaints = []
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        page.on("console", lambda said: said.type == "error" and page.complaints.append(said.text))
        return page

    yield opened
    for context in contexts:
        context.close()
