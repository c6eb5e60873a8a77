"""A town written as tables and read into an empty one is the same town; the template is such a file."""

import io

import pytest
from openpyxl import load_workbook

from models.exports import FORMS, export_town, town_tables, write_town
from models.imports.importers import Options, propose
from models.imports.proposal import ImportRefused
from models.imports.staging import apply
from models.imports.tables import problem_from_tables
from models.imports.template import LANGUAGES, template, template_workbook
from models.mapping import load_problem, read_problem
from models.records import apply_all
from tests.models.conftest import NOW, new_town

OWN = {
    "owners": [{"id": "o", "name": "-12", "phone": "+33 1 02"}],
    "streets": [
        {
            "id": "halles",
            "name": "=HYPERLINK(1)",
            "geometry": [[[4.97, 47.41], [4.98, 47.42]]],
            "pedestrian": True,
        }
    ],
    "premises": [
        {
            "id": "h-1",
            "street": "halles",
            "area_m2": 38.5,
            "owner": "o",
            "status": "for_sale",
            "consent": "asked",
            "vacant_since": "2024-05-06",
            "step_free": True,
            "source_ref": "way/1",
            "notes": "@x",
            "leases": [{"holder": "Ünder | x", "start": "2026-01-01", "end": "2026-02-01", "short": False}],
        },
        {"id": "h-2", "street": "halles", "area_m2": 12, "active": False, "fictitious": True},
    ],
    "shops": [{"id": "s", "street": "halles", "activity": "café", "premises": "h-2", "name": "Chez Zoé"}],
}


@pytest.fixture
def full_town(session, town, tmp_path):
    """The town of the template, with owners, leases and names that look like formulas."""
    template(tmp_path / "modèle.xlsx", "fr")
    proposal = propose(session, town, "tables", tmp_path / "modèle.xlsx")
    assert not proposal.refused
    apply(session, town, proposal, None, NOW)
    apply_all(session, town, OWN)
    return town


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["ville.xlsx", "ville.zip", "ville"])
def test_a_town_comes_back_whole(session, full_town, tmp_path, name, language):
    write_town(session, full_town, tmp_path / name, language)
    other = new_town(session, "autre")
    proposal = propose(session, other, "tables", tmp_path / name)
    assert not proposal.refused
    apply(session, other, proposal, None, NOW)
    assert town_tables(session, other) == town_tables(session, full_town)
    assert load_problem(session, other) == load_problem(session, full_town)
    assert propose(session, full_town, "tables", tmp_path / name).changes_nothing


def test_exports_are_the_same_bytes_each_time_and_hold_no_formula(session, full_town):
    for form in FORMS:
        if form != "xlsx":
            assert export_town(session, full_town, form) == export_town(session, full_town, form)
    book = load_workbook(io.BytesIO(export_town(session, full_town, "xlsx", "fr")))
    assert all(cell.data_type != "f" for sheet in book for row in sheet for cell in row)


def test_the_problem_is_exported_as_json(session, full_town, tmp_path):
    write_town(session, full_town, tmp_path / "p.json")
    assert read_problem((tmp_path / "p.json").read_bytes()) == load_problem(session, full_town)


def test_a_folder_that_holds_files_is_not_written_into(session, full_town, tmp_path):
    (tmp_path / "kept.csv").write_text("x")
    with pytest.raises(ImportRefused):
        write_town(session, full_town, tmp_path)
    assert [one.name for one in tmp_path.glob("*.csv")] == ["kept.csv"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["t.xlsx", "t.zip"])
def test_the_template_is_a_problem_that_can_be_read(tmp_path, name, language):
    template(tmp_path / name, language)
    problem = problem_from_tables(tmp_path / name)
    assert problem["premises"][0]["rent_cents_month"] == 60000 and len(problem) > 15


def test_the_template_explains_itself_and_offers_choices():
    book = load_workbook(io.BytesIO(template_workbook("fr")))
    assert book.sheetnames[0] == "aide" and "locaux" in book.sheetnames
    assert book["locaux"].freeze_panes == "B2"
    rules = [rule.formula1 for rule in book["locaux"].data_validations.dataValidation]
    assert '"vacant,occupé,travaux,à vendre,litige,inconnu"' in rules


def test_importers_are_found_by_name(session, town, tmp_path):
    (tmp_path / "r.csv").write_text("rue;vacant\nA;x\n", "utf-8")
    found = propose(session, town, "register", tmp_path / "r.csv", Options(vacant=("x",)))
    assert found.counts()["added"] == {"streets": 1, "premises": 1}
    with pytest.raises(ImportRefused):
        propose(session, town, "osm", tmp_path / "r.csv")
    (tmp_path / "e.json").write_text("[]", "utf-8")
    assert propose(session, town, "events", tmp_path / "e.json").changes_nothing
