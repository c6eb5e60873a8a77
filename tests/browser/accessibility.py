"""The accessibility checker axe, run in a page under its strict content policy."""

from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from playwright.sync_api import Page

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SERIOUS = ("serious", "critical")


@cache
def _axe() -> str:
    return (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")


def serious_violations(page: Page) -> list[str]:
    """What axe finds serious or critical in the page: rule, help and the first nodes."""
    page.evaluate(_axe())
    found = page.evaluate("async (rules) => (await axe.run(document, {runOnly: rules})).violations", RULES)
    return [
        f"{one['id']}: {one['help']} – " + "; ".join(node["html"][:160] for node in one["nodes"][:3])
        for one in found
        if one["impact"] in SERIOUS
    ]


def faults(page: Page, addresses: Iterable[str]) -> dict[str, list[str]]:
    """What is wrong with each of these pages: serious violations, and being wider than the window."""
    found = {}
    for address in addresses:
        page.goto(address)
        own = serious_violations(page)
        if (wider := overflow(page)) > 0:
            own.append(f"{wider} px too wide")
        if own:
            found[address] = own
    return found


def overflow(page: Page) -> int:
    """How many pixels the page is wider than its window."""
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
