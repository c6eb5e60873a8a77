"""Pages of a browser in which somebody is signed in, and what they complain of."""

from collections.abc import Iterator
from contextlib import contextmanager

from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page

from tests.web import house
from tests.web.records.desk import TOKENS, Desk
from web.auth import cookie_name

WIDE, PHONE = {"width": 1400, "height": 900}, {"width": 390, "height": 844}


def heard(page: Page) -> list[str]:
    """The errors of the page's scripts and of its console, from now on."""
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    return complaints


def sign_in(context: BrowserContext, app: Flask, person: str, url: str) -> None:
    """Hand the context the cookie of that person of the house; none for somebody who has none."""
    if cookie := house.signed_in(app, person).get_cookie(house.COOKIE):
        context.add_cookies([{"name": house.COOKIE, "value": cookie.value, "url": url}])


@contextmanager
def page_of_desk(browser: Browser, desk: Desk, address: str, role: str) -> Iterator[Page]:
    """A wide page of the desk's person of this role, which must have nothing to complain of in the end."""
    with desk.app.test_request_context():
        name = cookie_name()
    context = browser.new_context(locale="fr-FR", viewport=WIDE)
    context.add_cookies([{"name": name, "value": TOKENS[role], "url": address}])
    page = context.new_page()
    complaints = heard(page)
    yield page
    context.close()
    assert complaints == []
