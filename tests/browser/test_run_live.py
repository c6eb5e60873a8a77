"""A run as it happens, in a browser: progress by events, then the draft."""

from tests.web.small_town import SLUG

from .serving import jobs


def test_a_run_is_followed_live_to_its_draft(page_of, live_server):
    page = page_of("event_team")
    page.goto(f"/desk/{SLUG}/plan")
    page.get_by_label("10 s").check()
    page.get_by_role("button", name="Planifier").click()
    page.wait_for_url("**/plan/runs/*")
    assert "attend son tour" in page.content()
    with jobs(live_server):
        page.get_by_role("link", name="Voir le brouillon").wait_for(timeout=45_000)
    assert "points est prêt" in page.content()
    page.get_by_role("link", name="Voir le brouillon").click()
    assert "/plan/drafts/" in page.url
    assert page.complaints == []
