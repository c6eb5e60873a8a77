"""Imports through the pages: sent, tried, looked at, applied whole or left; the town unchanged until then."""

import json
import time
from io import BytesIO

import pytest
from openpyxl import load_workbook
from werkzeug.datastructures import MultiDict

from tests.web.records.desk import Page
from web.importing import child, reading

SPOTS = "identifiant;nom;rue;capacité\nparvis;Parvis de l’église;marche;450\nquai;Quai haut;halles;80\n"
REGISTER = (
    "Adresse;Vacance;Surface;Dernier commerce\n"
    "14 rue des Halles;oui;41,5;Mercerie\n"
    "16 rue des Halles;non;;Opticien\n"
)


@pytest.fixture
def in_a_process():
    """Asked for by the tests that are about the process which reads files."""


@pytest.fixture(autouse=True)
def read_here(request, monkeypatch):
    """Files are read in this process, save where a test is about the process that reads them."""
    if "in_a_process" in request.fixturenames:
        return

    def start(folder, task, now, seconds=child.SECONDS):
        folder.found.unlink(missing_ok=True)
        folder.note(began=now, seconds=seconds)
        reading.run(folder, task)

    monkeypatch.setattr(child, "start", start)


def send(desk, way, data, name, **typed):
    """Send a file and follow to its preview, waiting for the process that reads it."""
    token = desk.get("import").value("csrf_token")
    form = {"csrf_token": token, "file": (BytesIO(data), name), **typed}
    answer = desk.client.post(desk.url(f"import/{way}/send"), data=form)
    assert answer.status_code == 302, Page(answer).text
    return follow(desk, answer.headers["Location"])


def follow(desk, location):
    end = time.monotonic() + 60
    while time.monotonic() < end:
        page = Page(desk.client.get(location))
        if "http-equiv" not in page.response.text:
            page.location = location
            return page
    raise AssertionError("the file was never read")


def press(desk, page, action, **typed):
    """Send the form of a page whose address ends in ``action``."""
    form = page.tree.first("form", lambda one: one.get("action").endswith(action))
    hidden = {one.get("name"): one.get("value") for one in form.all("input") if one.get("type") == "hidden"}
    return desk.client.post(form.get("action"), data={**hidden, **typed})


def test_a_table_is_tried_first_then_applied_whole(desk, in_a_process):
    page = send(desk, "tables", SPOTS.encode(), "emplacements.csv")
    assert page.title == "1 fiche serait ajoutée, 1 modifiée"
    assert "Quai haut" in page.text
    assert "400 personnes" in page.text
    assert "450 personnes" in page.text
    assert desk.document("spots", "quai") is None
    answer = press(desk, page, "/apply")
    assert Page(desk.client.get(answer.headers["Location"])).title == "1 fiche a été ajoutée, 1 modifiée"
    assert desk.document("spots", "quai")["capacity"] == 80
    assert desk.document("spots", "parvis")["capacity"] == 450
    assert "emplacements.csv" in desk.get("import").text


def test_refused_rows_are_named_with_their_remedy_and_left_out_only_on_demand(desk):
    page = send(desk, "tables", (SPOTS + "sombre;Sombre;nulle-part;beaucoup\n").encode(), "emplacements.csv")
    assert "1 ligne refusée" in page.title or "2 lignes refusées" in page.title
    assert "beaucoup" in page.text
    rows = desk.client.get(page.location + "/refused").data.decode("utf-8-sig")
    assert "emplacements.csv" in rows
    press(desk, page, "/apply", without_refused="no")
    assert desk.document("spots", "quai") is None
    press(desk, page, "/apply")
    assert desk.document("spots", "quai") is not None
    assert desk.document("spots", "sombre") is None


def test_a_preview_that_is_no_longer_true_is_made_again(desk):
    page = send(desk, "tables", SPOTS.encode(), "emplacements.csv")
    desk.submit("spots/parvis", capacity="500")
    answer = press(desk, page, "/apply")
    assert desk.document("spots", "parvis")["capacity"] == 500
    again = follow(desk, answer.headers["Location"])
    assert "500 personnes" in again.text
    press(desk, again, "/apply")
    assert desk.document("spots", "parvis")["capacity"] == 450


def test_a_register_asks_which_column_holds_what_with_a_guess(desk):
    page = send(desk, "register", REGISTER.encode(), "registre.csv")
    assert page.title == "2 lignes : que contient chaque colonne ?"
    assert page.value("column-address") == "Adresse"
    assert page.value("column-vacant") == "Vacance"
    preview = follow(desk, press_columns(desk, page).headers["Location"])
    assert "14 rue des Halles" in preview.text.replace(" Rue", " rue")
    press(desk, preview, "/apply")
    assert "14 rue des Halles" in " ".join(desk.get("premises?q=14").rows).replace(" Rue", " rue")


def press_columns(desk, page, **typed):
    sent = page.filled(typed)
    return desk.client.post(page.location + "/columns", data=MultiDict(sent))


def test_a_register_without_the_column_it_needs_is_asked_again_with_what_was_chosen(desk):
    page = send(desk, "register", REGISTER.encode(), "registre.csv")
    again = Page(press_columns(desk, page, **{"column-vacant": "", "area_m2": "33"}))
    assert again.status == 422
    assert "vacants" in again.text
    assert again.value("area_m2") == "33"


def test_an_agenda_and_a_calendar_become_events(desk):
    ics = (
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//t//FR\r\nBEGIN:VEVENT\r\nUID:1@t\r\n"
        "DTSTAMP:20270101T000000Z\r\nDTSTART;TZID=Europe/Paris:20270612T180000\r\n"
        "DTEND;TZID=Europe/Paris:20270612T200000\r\nSUMMARY:Bal du samedi\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )
    page = send(desk, "ics", ics.encode(), "bal.ics", anywhere="1")
    assert "Bal du samedi" in page.text
    press(desk, page, "/apply")
    assert "Bal du samedi" in desk.get("events").rows


@pytest.mark.parametrize(
    "way, data, name",
    [
        ("tables", b"\x00\x01\x02\xff" * 50, "photo.xlsx"),
        ("tables", b"", "vide.csv"),
        ("register", b"PK\x03\x04 not a zip", "registre.zip"),
        ("openagenda", b"{not json", "agenda.json"),
        ("ics", b"BEGIN:VCALENDAR", "coupe.ics"),
        ("osm", b"<html>nothing here</html>", "ville.osm"),
        ("osm", b"\x00" * 100, "ville.osm.pbf"),
    ],
)
def test_a_file_that_is_something_else_is_refused_in_words_and_changes_nothing(desk, way, data, name):
    page = send(desk, way, data, name)
    assert page.status in (200, 422)
    assert page.title in ("Ce fichier ne peut pas servir en l’état", f"{name} n’a pas pu être lu")
    assert "Traceback" not in page.text
    assert not [entry for entry in desk.journal() if entry[0] == "import"]


def test_no_file_at_all_says_what_to_do(desk):
    token = desk.get("import").value("csrf_token")
    answer = desk.client.post(
        desk.url("import/tables/send"), data={"csrf_token": token}, follow_redirects=True
    )
    assert "Aucun fichier n’est choisi" in Page(answer).text


def test_an_import_that_is_left_is_gone(desk):
    page = send(desk, "tables", SPOTS.encode(), "emplacements.csv")
    press(desk, page, "/stop")
    assert desk.client.get(page.location).status_code == 404
    assert desk.document("spots", "quai") is None


@pytest.mark.parametrize("token", ["0" * 32, "..", "%2e%2e%2fdesk.db", "x" * 32])
def test_a_token_that_is_none_finds_nothing(desk, token):
    assert desk.client.get(desk.url(f"import/{token}")).status_code == 404


def test_only_a_manager_of_the_town_imports(desk):
    page = send(desk, "tables", SPOTS.encode(), "emplacements.csv")
    for role in ("event_team", "reader"):
        client = desk.sign_in(role)
        assert client.get(desk.url("import")).status_code == 403
        assert client.get(page.location).status_code == 403
    assert desk.app.test_client().get(page.location).status_code == 302


def test_the_whole_town_goes_out_and_comes_back_as_it_was(desk):
    book = desk.client.get(desk.url("import/export.xlsx")).data
    page = send(desk, "tables", book, "bourg.xlsx")
    assert page.title == "Rien à faire : la ville a déjà tout cela", page.text[:3000]


def test_templates_have_a_sheet_for_every_kind_and_no_row(desk):
    book = load_workbook(BytesIO(desk.client.get(desk.url("import/template.xlsx")).data))
    assert {"rues", "locaux", "projets", "événements"} <= {sheet.title for sheet in book}
    assert all(sheet.max_row == 1 for sheet in book)
    assert desk.client.get(desk.url("import/template.zip")).data.startswith(b"PK")


def test_the_problem_goes_out_as_the_scheduler_reads_it(desk):
    document = json.loads(desk.client.get(desk.url("import/export.json")).data)
    assert document["format"] == "rideau-problem/1"
    assert len(document["projects"]) == 2


def test_markup_in_a_file_stays_text(desk):
    hostile = (
        "identifiant;nom;rue\nmal;<script>alert(1)</script>;halles\n<img src=x onerror=alert(1)>;x;nulle\n"
    )
    page = send(desk, "tables", hostile.encode(), "<b>x</b>.csv")
    assert not page.tree.all("script", lambda one: not one.get("src"))
    assert not page.tree.all(test=lambda one: one.has("onerror"))
    assert not page.tree.all("b")


def test_a_file_that_takes_too_long_is_given_up(desk, in_a_process, monkeypatch):
    begin = child.start
    monkeypatch.setattr(child, "start", lambda folder, task, now: begin(folder, task, now, seconds=0))
    page = send(desk, "tables", SPOTS.encode(), "emplacements.csv")
    assert page.status == 422
    assert "trop longue" in page.text
    assert child.RUNNING == {}


def test_while_a_file_is_read_the_page_says_so_and_can_stop_it(desk, in_a_process, monkeypatch):
    from web.views import imports

    monkeypatch.setattr(imports, "PATIENCE", 0)
    token = desk.get("import").value("csrf_token")
    form = {"csrf_token": token, "file": (BytesIO(SPOTS.encode()), "emplacements.csv")}
    answer = desk.client.post(desk.url("import/tables/send"), data=form)
    page = Page(desk.client.get(answer.headers["Location"]))
    assert page.title == "Lecture de emplacements.csv"
    press(desk, page, "/stop")
    assert desk.client.get(answer.headers["Location"]).status_code == 404
