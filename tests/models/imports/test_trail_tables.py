"""Light trails and dressings by tables: the template filled in, imported, planned with, exported and brought back."""

from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from sqlalchemy.orm import Session

from models.exports import write_town
from models.imports.importers import propose
from models.imports.proposal import Proposal
from models.imports.staging import apply
from models.imports.template import template
from models.mapping import load_problem
from models.measuring import estimated, merged
from models.places import Town
from models.records import apply as save
from models.records import find, full_document
from tests.models.conftest import NOW, new_town

FILLED = {
    "rues": [{"identifiant": "quai", "nom": "Quai Haut", "fréquentation": 40}],
    "locaux": [{"identifiant": "q-1", "rue": "quai", "surface (m²)": 30}],
    "emplacements": [
        {"identifiant": "pont", "rue": "quai", "puissance (W)": 3000},
        {"identifiant": "lavoir", "rue": "quai", "aménagements": "eau | couvert"},
        {"identifiant": "écluse", "rue": "quai"},
    ],
    "parcours": [
        {
            "identifiant": "nuits",
            "titre": "Nuits du quai",
            "périodes": "2027-03-05..2027-03-08",
            "nuits de suite": 2,
            "ouverture": "sunset+15",
            "fermeture": "23:00",
            "longueur au plus (m)": 900,
            "boucle": "oui",
            "emplacements": "pont | lavoir | écluse",
            "équipe nécessaire": "régie: 1",
        }
    ],
    "installations": [
        {
            "parcours": "nuits",
            "identifiant": "Lucioles",
            "valeur": 40,
            "coût (€)": 900.5,
            "puissance (W)": 2500,
        },
        {
            "parcours": "nuits",
            "identifiant": "Pluie",
            "aménagements": "eau",
            "emplacements": "lavoir",
            "équipe nécessaire": "médiation: 1",
            "points par emplacement": "quai: 5",
        },
    ],
    "distances": [
        {"parcours": "nuits", "de": "pont", "à": "lavoir", "mètres": 210},
        {"parcours": "nuits", "de": "lavoir", "à": "écluse", "mètres": 260, "sans marche": "non"},
    ],
    "habillages": [
        {
            "identifiant": "films",
            "nom": "Films",
            "stock": 3,
            "coût (€)": 120,
            "locaux": "q-1",
            "valeur par semaine": 2,
        }
    ],
}


@pytest.fixture
def filled(tmp_path: Path) -> Path:
    """The French template, with a trail and a dressing in the place of its examples."""
    template(tmp_path / "modèle.xlsx", "fr")
    book: Workbook = load_workbook(tmp_path / "modèle.xlsx")
    for name in book.sheetnames:
        if name not in FILLED:
            del book[name]
    for name, rows in FILLED.items():
        sheet = book[name]
        headers = {cell.value: cell.column for cell in sheet[1]}
        sheet.delete_rows(2, sheet.max_row)
        for number, row in enumerate(rows, 2):
            for header, value in row.items():
                sheet.cell(number, headers[header], value)
    book.save(tmp_path / "rempli.xlsx")
    return tmp_path / "rempli.xlsx"


def imported(session: Session, town: Town, path: Path) -> Proposal:
    proposal = propose(session, town, "tables", path)
    assert not proposal.refused
    apply(session, town, proposal, None, NOW)
    return proposal


def test_a_filled_template_becomes_a_trail_that_can_be_planned(session, town, filled):
    imported(session, town, filled)
    problem = load_problem(session, town)
    (trail,) = problem.trails
    assert trail.title == "Nuits du quai"
    assert (trail.nights, trail.max_length_m, trail.loop) == (2, 900, True)
    assert (trail.opens.minutes, trail.opens.sunset) == (15, True)
    assert trail.staff == {"régie": 1}
    assert {(d.a, d.b, d.metres, d.step_free) for d in trail.distances} == {
        ("pont", "lavoir", 210, True),
        ("lavoir", "écluse", 260, False),
    }
    lights = {one.id: one for one in trail.installations}
    assert (lights["Lucioles"].cost_cents, lights["Lucioles"].power_w) == (90050, 2500)
    assert lights["Lucioles"].spots is None
    assert lights["Pluie"].spots == ("lavoir",)
    assert lights["Pluie"].staff == {"médiation": 1}
    assert lights["Pluie"].spot_points == {"quai": 5}
    (kit,) = problem.kits
    assert (kit.stock, kit.cost_cents, kit.premises, kit.value_week) == (3, 12000, ("q-1",), 2)
    assert propose(session, town, "tables", filled).changes_nothing


def test_a_trail_measured_on_the_desk_comes_back_with_its_measure(session, town, filled, tmp_path):
    imported(session, town, filled)
    made = estimated({"pont": (4.0, 47.0), "lavoir": (4.001, 47.0), "écluse": None}, 1.3)
    document = full_document(find(session, town, "trails", "nuits"))
    legs, _ = merged(document["distances"], None, made)
    save(session, town, "trails", {**document, "distances": legs, "measured": made}, now=NOW)
    write_town(session, town, tmp_path / "ville.xlsx", "fr")
    other = new_town(session, "autre")
    imported(session, other, tmp_path / "ville.xlsx")
    assert full_document(find(session, other, "trails", "nuits"))["measured"] == made
    assert load_problem(session, other).trails == load_problem(session, town).trails


def test_a_trail_without_its_table_of_distances_keeps_those_it_has(session, town, filled):
    imported(session, town, filled)
    book = load_workbook(filled)
    del book["distances"]
    del book["installations"]
    book["parcours"].cell(
        2, [cell.value for cell in book["parcours"][1]].index("longueur au plus (m)") + 1, 950
    )
    book.save(filled)
    imported(session, town, filled)
    (trail,) = load_problem(session, town).trails
    assert trail.max_length_m == 950
    assert len(trail.distances) == 2
    assert len(trail.installations) == 2


def test_a_distance_to_nowhere_is_refused_with_its_row(session, town, filled):
    book = load_workbook(filled)
    book["distances"].cell(3, 3, "nulle-part")
    book.save(filled)
    refused = propose(session, town, "tables", filled).refused
    assert [one for one in refused if "nulle-part" in str(one.message) or one.value == "nulle-part"]


def test_a_spoilt_measure_is_refused_in_words(session, town, filled, tmp_path):
    imported(session, town, filled)
    made = estimated({"pont": (4.0, 47.0), "lavoir": (4.001, 47.0)})
    document = full_document(find(session, town, "trails", "nuits"))
    save(session, town, "trails", {**document, "measured": made}, now=NOW)
    write_town(session, town, tmp_path / "ville", "fr")
    path = tmp_path / "ville" / "parcours.csv"
    path.write_text(path.read_text("utf-8-sig").replace("line", "guess"), "utf-8")
    (refused,) = propose(session, town, "tables", path).refused
    assert "leave the cell empty and measure again" in str(refused.message)


def test_a_season_moved_by_a_table_has_the_sunsets_of_its_days(session, town, tmp_path):
    """A town that knows where it is has a sunset for each day, whatever brought the days."""
    lines = "clé,valeur\nnom,Le Bourg\nlatitude,49.02\nlongitude,1.15\ndébut,2027-12-01\nfin (exclue),2027-12-11\n"
    (tmp_path / "ville.csv").write_text(lines, "utf-8")
    imported(session, town, tmp_path / "ville.csv")
    sunsets = load_problem(session, town).town.sunsets
    assert len([day for day in sunsets if town.start <= day < town.end]) == 10
    assert propose(session, town, "tables", tmp_path / "ville.csv").changes_nothing
    town.sunsets = {"2027-12-02": "16:00"}
    (tmp_path / "ville.csv").write_text(lines.replace("2027-12-11", "2027-12-21"), "utf-8")
    imported(session, town, tmp_path / "ville.csv")
    assert len(town.sunsets) == 20
    assert town.sunsets["2027-12-02"] == "16:00"


def test_sunsets_that_a_table_gives_are_taken_as_they_are(session, town, tmp_path):
    (tmp_path / "ville.csv").write_text("clé,valeur\nnom,Le Bourg\nlatitude,49.02\nlongitude,1.15\n", "utf-8")
    (tmp_path / "couchers.csv").write_text("date,coucher du soleil\n2027-03-12,18:40\n", "utf-8")
    imported(session, town, tmp_path)
    assert town.sunsets == {"2027-03-12": "18:40"}
