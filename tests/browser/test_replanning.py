"""Published, then a record changes: planned again with no change allowed, then with all of them, in a browser."""

from collections.abc import Iterator

import pytest
from sqlalchemy import func, select

from models.database import readers
from models.plans import Plan, Run
from scheduler.files import read_plan
from tests.web import house
from tests.web.small_town import SLUG

from .accessibility import faults
from .pages import PHONE, WIDE
from .serving import Served, jobs, served_house

DESK = f"/desk/{SLUG}"
PATIENCE = 90_000  # milliseconds, for a machine that is busy with other things


@pytest.fixture(scope="module")
def live_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A house of its own: what this walk changes nobody else sees."""
    with served_house(tmp_path_factory.mktemp("replanned")) as found:
        yield found


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
def test_the_pages_of_the_walk_are_accessible_and_fit(page_of, live_server, size):
    page = page_of("manager", size)
    with readers(house.engine_of(live_server.folder))() as session:
        newest = session.scalar(select(func.max(Run.id)))
    paths = ("plan", "plan?keep=nothing", f"plan/runs/{newest}", "settings")
    assert faults(page, [f"{DESK}/{path}" for path in paths]) == {}
