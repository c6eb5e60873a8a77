"""Problem → tables → problem is the same document, in every form and both languages."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.imports.sheets import sheets_in
from models.imports.tables import problem_from_tables, tables_in
from models.imports.workbook_writing import workbook_bytes
from models.imports.writing import sections, write_tables, zip_bytes
from scheduler.files import problem_from_document
from scheduler.writing import problem_document
from tests.shared import SHARED
from tests.strategies import problems, quick

from .test_cells import TEXTS, WORDS

INSTANCES = sorted(SHARED.glob("data/instances/**/*.json"))
FILES = [one for one in INSTANCES if one.name != "literature.json"] + [SHARED / "spec" / "example.json"]
LARGE = 500_000  # bytes: those are tried in one language
HUGE = 3_000_000
BOOKS = ("example", "full-T-1", "core-T-1", "mkp-mknap1-5", "op-tsiligirides_problem_2_budget_30")


def canonical(document):
    return json.dumps(document, sort_keys=True, default=str)


def read_back(data, name):
    found = tables_in(data, name)
    assert not found.refused
    return found.problem


@pytest.mark.parametrize(
    "path", [one for one in FILES if one.stat().st_size < HUGE], ids=lambda path: path.stem
)
def test_instances_come_back_from_csv(path, tmp_path):
    document = json.loads(path.read_text("utf-8"))
    for language in ("en", "fr") if path.stat().st_size < LARGE else ("en",):
        write_tables(document, tmp_path / language, language=language)
        assert canonical(problem_from_tables(tmp_path / language)) == canonical(document)


@pytest.mark.parametrize("path", [one for one in FILES if one.stem in BOOKS], ids=lambda path: path.stem)
def test_instances_come_back_from_a_workbook(path, tmp_path):
    document = json.loads(path.read_text("utf-8"))
    write_tables(document, tmp_path / "book.xlsx", language="fr")
    assert canonical(problem_from_tables(tmp_path / "book.xlsx")) == canonical(document)


@settings(quick, max_examples=25)
@given(problems(), st.sampled_from(["en", "fr"]))
def test_random_problems_come_back_from_csv(problem, language):
    document = problem_document(problem)
    found = read_back(zip_bytes(sections(document), language), "tables.zip")
    assert problem_from_document(found) == problem


@settings(quick, max_examples=5)
@given(problems(), st.sampled_from(["en", "fr"]))
def test_random_problems_come_back_from_a_workbook(problem, language):
    document = problem_document(problem)
    assert problem_from_document(read_back(workbook_bytes(sections(document), language), "b.xlsx")) == problem


@st.composite
def evil_documents(draw):
    """Names that look like formulas, separators, notation, markup or nothing."""
    street, project = draw(WORDS), draw(WORDS)
    return {
        "format": "rideau-problem/1",
        "town": {"start": "2027-03-01", "end": "2027-05-01", "name": draw(TEXTS)},
        "streets": [{"id": street, "name": draw(TEXTS), "district": draw(WORDS)}],
        "premises": [
            {
                "id": draw(WORDS),
                "street": street,
                "area_m2": 12,
                "address": draw(TEXTS),
                "equipment": draw(st.lists(WORDS, max_size=3)),
                "owner_points": {project: -60},
                "owner_veto": draw(st.sampled_from([[], [project]])),
            }
        ],
        "projects": [
            {
                "id": project,
                "activity": draw(WORDS),
                "value": -12,
                "terms_weeks": [4],
                "earliest_start": "2027-03-01",
                "latest_start": "2027-03-08",
                "preferences": {street: 3},
            }
        ],
        "funding": [],
        "published": {
            "format": "rideau-plan/1",
            "left_out": [
                {"kind": "tenancy", "item": project, "reasons": [{"rule": "x", "message": draw(TEXTS)}]}
            ],
            "engine": {"name": draw(TEXTS)},
        },
    }


@settings(quick, max_examples=40)
@given(evil_documents(), st.sampled_from(["en", "fr"]))
def test_any_names_come_back_from_csv_and_no_field_is_a_formula(document, language):
    data = zip_bytes(sections(document), language)
    assert read_back(data, "tables.zip") == document
    for sheet in sheets_in(data, "tables.zip"):
        cells = [cell for _, row in sheet.rows for cell in row]
        assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in cells)


@settings(quick, max_examples=12)
@given(evil_documents(), st.sampled_from(["en", "fr"]))
def test_any_names_come_back_from_a_workbook(document, language):
    assert read_back(workbook_bytes(sections(document), language), "book.xlsx") == document
