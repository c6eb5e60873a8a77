"""Published, then a record changes: planned again with no change allowed, then with all of them, in a browser."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from waitress.server import create_server

from models.database import readers
from models.plans import Plan
from scheduler.files import read_plan
from tests.web import house
from tests.web.small_town import SLUG
from web import create_app
from web.running import Planner

from .accessibility import overflow, serious_violations
from .conftest import PHONE, WIDE, Served

DESK = f"/desk/{SLUG}"
PATIENCE = 90_000  # milliseconds, for a machine that is busy with other things


@pytest.fixture(scope="module")
def live_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A house of its own: what this walk changes nobody else sees."""
    folder = tmp_path_factory.mktemp("replanned")
    house.furnish(folder)
    app = create_app(house.settings(folder))
    server = create_server(app, host="127.0.0.1", port=0, threads=8)
    threading.Thread(target=server.run, daemon=True).start()
    yield Served(f"http://127.0.0.1:{server.effective_port}", app, folder)
    server.close()


@contextmanager
def jobs(served: Served) -> Iterator[None]:
    """The jobs at work while the block runs."""
    ending = threading.Event()
    planner = Planner(house.settings(served.folder), house.engine_of(served.folder))

    def work() -> None:
        while not ending.wait(0.1):
            planner.look()

    worker = threading.Thread(target=work)
    worker.start()
    try:
        yield
    finally:
        ending.set()
        worker.join()
        planner.end()


def premises_of_the_first_stay(served: Served) -> str:
    with readers(house.engine_of(served.folder))() as session:
        return read_plan(session.get(Plan, 1).document).tenancies[0].premises


def launch(page, **wishes: str) -> None:
    """Fill in the form and press the button."""
    page.get_by_label("10 s").check()
    for name, value in wishes.items():
        page.locator(f"#field-{name}").fill(value)
    page.get_by_role("button", name="Planifier").click()
    page.wait_for_url("**/plan/runs/*")


def test_a_record_changes_and_the_town_is_never_stuck(page_of, live_server):
    page = page_of("manager")
    with jobs(live_server):
        page.goto(f"{DESK}/plan/drafts/2")
        page.get_by_role("button", name="Retirer", exact=True).click()  # the ban that the house comes with

        page.goto(f"{DESK}/plan")
        assert "Ce qui est publié ne peut pas rester" not in page.content()
        launch(page, keep_before="", max_changes="0", change="0")
        page.get_by_role("link", name="Voir le brouillon").click(timeout=PATIENCE)
        assert "éléments publiés restent tels quels" in page.content()

        unit = premises_of_the_first_stay(live_server)
        page.goto(f"{DESK}/premises/{unit}")
        page.get_by_label("Entre dans la programmation").uncheck()
        page.get_by_role("button", name="Enregistrer").first.click()
        page.wait_for_load_state()

        page.goto(f"{DESK}/plan")
        told = page.locator(".note.warn").filter(has_text="Ce qui est publié ne peut pas rester")
        assert "est inactive ou supprimée" in told.inner_text()
        launch(page, keep_before="", max_changes="0", change="0")
        way_out = page.get_by_role("link", name="Ou planifiez sans rien garder, pour cette fois")
        way_out.wait_for(timeout=PATIENCE)
        assert "au plus 0 élément publié" in page.locator("main").inner_text()

        way_out.click()
        assert page.locator("#field-max_changes").input_value() == ""
        launch(page)
        page.get_by_role("link", name="Voir le brouillon").click(timeout=PATIENCE)
    assert "éléments publiés change" in page.content()
    assert page.complaints == []


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_the_pages_of_the_walk_are_accessible_and_fit(page_of, size):
    page = page_of("manager", size)
    faults = {}
    for url in (f"{DESK}/plan", f"{DESK}/plan?keep=nothing", f"{DESK}/plan/runs/4", f"{DESK}/settings"):
        page.goto(url)
        found = serious_violations(page)
        if (wider := overflow(page)) > 0:
            found.append(f"{wider} px too wide")
        if found:
            faults[url] = found
    assert faults == {}
