"""Lists of records: what is found, in what words, in what order, and what can be done with several at once."""

import csv
from io import BytesIO, StringIO

import pytest
from openpyxl import load_workbook
from werkzeug.datastructures import MultiDict

from models.events import Kit
from models.places import Town
from models.records import apply_all
from tests.web.records.desk import Page
from tests.web.records.town import DOCUMENTS
from web.records.kinds import KINDS


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_a_list_whose_title_says_how_many(desk, kind):
    page = desk.get(kind)
    expected = 1 if kind == "decisions" else len(DOCUMENTS[kind])
    assert page.status == 200
    assert page.title.startswith(f"{expected} ")
    assert len(page.rows) == expected


def test_title_is_the_answer_with_its_numbers(desk):
    assert desk.get("premises").title == "4 locaux, dont 2 vacants"
    assert desk.get("premises?status=vacant").title == "2 locaux vacants sur 4"
    assert desk.get("premises?status=vacant&area=50").title == "1 local vacant sur 4 : d’au moins 50 m²"


def test_filters_of_the_address_are_told_in_a_sentence(desk):
    page = desk.get("premises?month=2027-08&street=halles&lang=en", desk.sign_in("manager"))
    assert page.title == "1 unit of premises of 4: free in August 2027, Rue des Halles"
    assert page.rows == ["2 rue des Halles"]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "query", ["kind=tenancy", "kind=&q=", "slug=other", "_external=1&_scheme=javascript", "_anchor=a"]
)
def test_every_list_takes_any_filter_whatever_its_name(desk, kind, query):
    assert desk.get(f"{kind}?{query}").status == 200


def test_a_month_in_which_the_premises_are_not_available_leaves_them_out(desk):
    assert "12 rue des Halles" in desk.get("premises?month=2027-06").rows
    assert "12 rue des Halles" not in desk.get("premises?month=2027-07").rows


@pytest.mark.parametrize(
    "query, found",
    [
        ("ecoles", ["5 rue des Écoles"]),
        ("ÉCOLES", ["5 rue des Écoles"]),
        ("halles 12", ["12 rue des Halles"]),
        ("bertin", ["12 rue des Halles"]),
        ("nulle part", []),
    ],
)
def test_search_asks_for_every_word_whatever_accents_and_case(desk, query, found):
    assert desk.get(f"premises?q={query}").rows == found


def test_what_the_address_says_wrongly_is_passed_over(desk):
    page = desk.get("premises?status=nonsense&area=lots&month=1999-01&page=-4&sort=nothing&street=%00")
    assert page.status == 200
    assert page.title == "4 locaux, dont 2 vacants"


@pytest.mark.parametrize(
    "sort, found",
    [
        ("area_m2", ["2 rue des Halles", "3 place du Marché", "12 rue des Halles", "5 rue des Écoles"]),
        ("-area_m2", ["5 rue des Écoles", "12 rue des Halles", "3 place du Marché", "2 rue des Halles"]),
        ("address", ["3 place du Marché", "5 rue des Écoles", "2 rue des Halles", "12 rue des Halles"]),
    ],
)
def test_a_list_is_sorted_by_any_column_numbers_as_numbers(desk, sort, found):
    assert desk.get(f"premises?sort={sort}").rows == found


def test_empty_values_come_last_in_both_directions(desk):
    assert desk.get("premises?sort=vacant_since").rows[0] == "12 rue des Halles"
    assert desk.get("premises?sort=-vacant_since").rows[0] == "12 rue des Halles"


def test_long_lists_come_in_pages(desk):
    many = [{"id": f"s{n:04}", "name": f"Rue numéro {n}"} for n in range(120)]
    with desk.session() as session:
        apply_all(session, session.query(Town).one(), {"streets": many})
        session.commit()
    page = desk.get("streets?page=2")
    assert len(page.rows) == 50
    assert "51 à 100 sur 123" in page.text
    assert len(desk.get("streets?page=99").rows) == 23


def test_an_empty_list_says_what_goes_there_and_offers_the_two_ways_in(desk):
    with desk.session() as session:
        session.query(Kit).delete()
        session.commit()
    page = desk.get("kits")
    links = [one.get("href") for one in page.tree.all("a")]
    assert "Films, images et décors" in page.text
    assert "/desk/bourg/import" in links
    assert "/desk/bourg/kits/new" in links


def test_csv_of_the_list_keeps_filters_and_is_inert(desk):
    hostile = '=HYPERLINK("http://x","y")'
    assert desk.submit("premises/halles-2", address=hostile).status == 200
    data = desk.client.get(desk.url("premises/export?as=csv&status=vacant&lang=fr")).data
    rows = list(csv.reader(StringIO(data.decode("utf-8-sig")), delimiter=";"))
    assert rows[0][:4] == ["Local", "Rue", "État", "Surface"]
    assert {row[0] for row in rows[1:]} == {"'" + hostile, "12 rue des Halles"}
    assert "62,5" in next(row for row in rows if row[0] == "12 rue des Halles")


@pytest.mark.parametrize("text", ["=1+1", "+33", "-12", "@SUM(A1)", "\t=1"])
def test_no_cell_of_an_exported_workbook_is_a_formula(desk, text):
    desk.submit("owners/ozanne", name=f"{text} x")
    book = load_workbook(BytesIO(desk.client.get(desk.url("owners/export?as=xlsx")).data))
    cells = [cell for row in book.active.iter_rows() for cell in row]
    assert all(cell.data_type != "f" for cell in cells)
    assert any(str(cell.value).strip() == f"{text} x".strip() for cell in cells)


def test_picked_rows_are_set_aside_and_taken_back(desk):
    page = desk.submit("premises", key=["halles-2", "marche-3"], button="action=deactivate")
    assert "2 fiches sont mises de côté" in page.text
    assert desk.document("premises", "halles-2")["active"] is False
    desk.submit("premises", key=["halles-2"], button="action=activate")
    assert desk.document("premises", "halles-2")["active"] is True
    assert ("change", "premises", "halles-2") in desk.journal()


def test_nothing_picked_says_what_to_do(desk):
    assert "Rien n’est coché" in desk.submit("premises", button="action=delete").text


def test_deleting_asks_first_and_names_what_refers_to_the_record(desk):
    page = desk.submit("streets", key=["halles"], button="action=delete")
    assert page.title == "Supprimer « Rue des Halles » ?"
    assert "12 rue des Halles" in page.text
    assert "Supprimer définitivement" not in page.text
    assert desk.document("streets", "halles") is not None


def test_forcing_the_deletion_of_what_is_referred_to_deletes_nothing(desk):
    page = desk.submit("streets/halles/delete", key=["halles", "ecoles"], button="action=delete")
    assert "Rien n’a été supprimé" in page.text
    assert desk.document("streets", "ecoles") is not None


def test_deleting_for_good_takes_the_record_away_and_keeps_it_in_the_journal(desk):
    page = desk.submit("kits/films/delete", button="action=delete")
    assert "1 fiche est supprimée" in page.text
    assert desk.document("kits", "films") is None
    assert ("remove", "kits", "films") in desk.journal()


def test_picked_rows_alone_are_exported(desk):
    page = desk.client.get(desk.url("premises"))
    sent = Page(page).filled({"key": ["halles-2"]}, "action=export")
    data = desk.client.post(desk.url("premises/bulk"), data=MultiDict(sent)).data.decode("utf-8-sig")
    assert len(data.strip().splitlines()) == 2


def test_a_reader_sees_lists_and_changes_nothing(desk):
    reader = desk.sign_in("reader")
    page = desk.get("premises", reader)
    assert page.status == 200
    assert "Ajouter un local" not in page.text
    for path in ("premises/new", "premises/halles-12/delete"):
        assert reader.get(desk.url(path)).status_code == 403
    record = desk.get("premises/halles-12", reader)
    assert "62,5 m²" in record.text
    assert record.tree.first("textarea") is None


def test_the_event_team_edits_events_and_not_premises(desk):
    team = desk.sign_in("event_team")
    assert desk.submit("events/concert", team, title="Concert du soir").status == 200
    assert desk.document("events", "concert")["title"] == "Concert du soir"
    sent = {"csrf_token": desk.get("events/concert", team).value("csrf_token"), "area_m2": "1"}
    assert team.post(desk.url("premises/halles-12"), data=sent).status_code == 403
    assert desk.document("premises", "halles-12")["area_m2"] == 62.5


def test_without_its_token_a_form_changes_nothing(desk):
    for path in ("premises/halles-12", "premises/new", "premises/bulk"):
        assert desk.client.post(desk.url(path), data={"area_m2": "1"}).status_code == 400
    assert desk.document("premises", "halles-12")["area_m2"] == 62.5
