"""Two people at one record: the later save shows both versions and loses neither."""

from werkzeug.datastructures import MultiDict

from tests.web.records.desk import Page


def opened(desk, path):
    """A form as somebody has it open."""
    return Page(desk.client.get(desk.url(path)))


def send(desk, path, page, **typed):
    return Page(desk.client.post(desk.url(path), data=MultiDict(page.filled(typed)), follow_redirects=True))


def test_a_stale_save_is_not_stored_and_shows_both_versions(desk):
    mine = opened(desk, "premises/halles-12")
    desk.submit("premises/halles-12", area_m2="70", last_use="Banque")
    page = send(desk, "premises/halles-12", mine, area_m2="65", notes="Vu mardi")
    assert page.status == 409
    assert "70 m²" in page.text
    assert "65 m²" in page.text
    assert "Banque" in page.text
    assert "Vu mardi" in page.text
    assert desk.document("premises", "halles-12")["area_m2"] == 70


def test_what_only_one_of_the_two_changed_is_chosen_already(desk):
    mine = opened(desk, "premises/halles-12")
    desk.submit("premises/halles-12", area_m2="70", last_use="Banque")
    page = send(desk, "premises/halles-12", mine, area_m2="65", notes="Vu mardi")
    chosen = {one.get("name"): one.get("value") for one in page.tree.all("input") if one.has("checked")}
    assert chosen == {"_keep-last_use": "theirs", "_keep-notes": "mine"}


def test_the_choice_is_stored_field_by_field(desk):
    mine = opened(desk, "premises/halles-12")
    desk.submit("premises/halles-12", area_m2="70", last_use="Banque")
    clash = send(desk, "premises/halles-12", mine, area_m2="65", notes="Vu mardi")
    page = send(
        desk,
        "premises/halles-12",
        clash,
        **{"_keep-area_m2": "mine", "_keep-last_use": "theirs", "_keep-notes": "mine"},
    )
    assert page.status == 200
    document = desk.document("premises", "halles-12")
    assert (document["area_m2"], document["last_use"], document["notes"]) == (65, "Banque", "Vu mardi")


def test_a_third_save_in_between_is_noticed_again(desk):
    mine = opened(desk, "streets/halles")
    desk.submit("streets/halles", footfall="10")
    clash = send(desk, "streets/halles", mine, footfall="20")
    desk.submit("streets/halles", footfall="30")
    again = send(desk, "streets/halles", clash, **{"_keep-footfall": "mine"})
    assert again.status == 409
    assert desk.document("streets", "halles")["footfall"] == 30


def test_a_record_deleted_meanwhile_can_be_saved_as_a_new_one(desk):
    mine = opened(desk, "kits/films")
    desk.submit("kits/films/delete", button="action=delete")
    page = send(desk, "kits/films", mine, name="Films à garder")
    assert page.status == 409
    assert page.value("name") == "Films à garder"
    saved = Page(
        desk.client.post(page.form.get("action"), data=MultiDict(page.filled({})), follow_redirects=True)
    )
    assert saved.status == 200
    assert desk.document("kits", "films-a-garder")["stock"] == 6


def test_decisions_are_watched_too(desk):
    mine = opened(desk, "decisions/1")
    desk.submit("decisions/1", reason="Bail signé le 3 mars")
    page = send(desk, "decisions/1", mine, reason="Promis au maire")
    assert page.status == 409
    assert "Bail signé le 3 mars" in page.text


def test_the_same_change_by_two_people_is_no_clash(desk):
    mine = opened(desk, "streets/halles")
    desk.submit("streets/halles", footfall="10")
    assert send(desk, "streets/halles", mine, footfall="10").status == 200
