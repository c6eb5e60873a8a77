"""Beside a record stands what the plan on show makes of it."""

from tests.web.house import signed_in
from tests.web.records.desk import Page
from tests.web.small_town import SLUG


def test_a_project_and_its_premises_name_each_other(app):
    client = signed_in(app, "manager")
    told = {}
    for kind in ("projects", "premises", "events", "spots", "people", "funding"):
        page = Page(client.get(f"/desk/{SLUG}/{kind}"))
        links = [
            th.first("a").get("href") for th in page.tree.all("th") if th.inside("tbody") and th.first("a")
        ]
        told[kind] = [
            item.text
            for link in links
            for place in Page(client.get(link)).tree.all("ul", lambda one: "places" in one.get("class"))
            for item in place.all("li")
        ]
    assert any(" du " in sentence for sentence in told["projects"])
    assert any(" du " in sentence for sentence in told["premises"])
    assert told["events"]
    assert told["spots"]


def test_the_version_on_show_is_named(app):
    client = signed_in(app, "manager")
    page = Page(client.get(f"/desk/{SLUG}/projects"))
    link = next(th.first("a").get("href") for th in page.tree.all("th") if th.inside("tbody"))
    assert "Dans la version publiée" in Page(client.get(link)).text
