"""A real vacancy register comes in whole, twice the same; faulty rows are refused with their place."""

from dataclasses import replace
from decimal import Decimal

import pytest

from models.imports.proposal import ImportRefused
from models.imports.register import (
    Mapping,
    Reading,
    guess,
    read_register,
    read_sheet,
    sheet_in,
    split_address,
    values_of,
)
from models.imports.staging import apply, compare
from models.records import find
from tests.models.conftest import NOW
from tests.shared import SHARED

NEW_YORK = SHARED / "data/premises/nyc_storefronts_brooklyn_cd43_2022-2023.csv"
HEADER = "n°;voie;vacant;activité;latitude;longitude;surface"


def sheet(*rows):
    return sheet_in("\n".join([HEADER, *rows]).encode(), "registre.csv")


def read(*rows, **options):
    found = sheet(*rows)
    return read_register(found, Reading(guess(found), **options))


@pytest.fixture(scope="module")
def new_york():
    return read_sheet(NEW_YORK)


def test_the_columns_of_new_york_are_guessed(new_york):
    mapping = guess(new_york)
    assert (mapping.street, mapping.number, mapping.unit) == ("property_street", "property_number", "unit")
    assert (mapping.vacant, mapping.activity) == ("vacant_on_12_31", "primary_business_activity")
    assert (mapping.lat, mapping.lon, mapping.district) == ("latitude", "longitude", "nbhd")
    assert values_of(new_york, mapping.vacant) == {"FILLED": 1017, "VACANT": 88}


def test_every_storefront_of_new_york_comes_in_and_a_second_import_changes_nothing(new_york, session, town):
    found = read_register(new_york, Reading(guess(new_york), area_m2=Decimal("42.5")))
    assert not found.refused
    assert len(found.documents["premises"]) == 1105
    proposal = compare(session, town, found.documents, kind_of_import="register")
    assert not proposal.refused
    apply(session, town, proposal, None, NOW)
    row = find(session, town, "premises", "7-avenue-4806")
    assert (row.status, row.area_m2, row.fictitious, row.active) == ("occupied", Decimal("42.5"), True, False)
    backwards = replace(new_york, rows=tuple(reversed(new_york.rows)))
    again = read_register(backwards, Reading(guess(new_york)), {row.street.name: row.street.key})
    assert compare(session, town, again.documents, kind_of_import="register").changes_nothing


def test_vacant_premises_are_offered_and_occupied_ones_have_a_shop():
    found = read("12;Rue des Halles;oui;café;47.1;4.9;62,5", "14;Rue des Halles;non;café;;;")
    vacant, occupied = found.documents["premises"]
    assert vacant.document == {
        "street": "rue-des-halles",
        "address": "12 Rue des Halles",
        "status": "vacant",
        "point": [4.9, 47.1],
        "last_use": "café",
        "area_m2": 62.5,
    }
    assert vacant.when_new == {"active": True}
    assert occupied.when_new == {"active": False, "area_m2": 50, "fictitious": True}
    (shop,) = found.documents["shops"]
    assert shop.document["activity"] == "cafe" and shop.document["premises"] == "rue-des-halles-14"
    assert any("1 new premises get 50 m²" in str(note) for note in found.notes)


def test_like_addresses_are_counted_on_and_like_rows_read_once():
    found = read("1;A;oui;x;1;1;", "1;A;oui;y;1;1;", "1;A;oui;y;1;1;")
    assert [one.key for one in found.documents["premises"]] == ["a-1", "a-1--2"]
    assert any("read once: 1" in str(note) for note in found.notes)


@pytest.mark.parametrize(
    ("row", "column", "value"),
    [
        ("1;;oui;x;;;", "voie", ""),
        ("1;A;peut-être;x;;;", "vacant", "peut-être"),
        ("1;A;oui;x;nord;4;", "latitude", "nord"),
        ("1;A;oui;x;95;4;", "latitude", "95"),
        ("1;A;oui;x;;;grande", "surface", "grande"),
        ("1;A;oui;x;;;-3", "surface", "-3"),
    ],
)
def test_faulty_rows_are_refused_and_the_others_kept(row, column, value):
    found = read("2;B;oui;x;;;", row)
    (refused,) = found.refused
    assert (refused.file, refused.row, refused.column, refused.value) == ("registre.csv", 3, column, value)
    assert [one.key for one in found.documents["premises"]] == ["b-2"]


def test_words_for_vacant_may_be_chosen_and_no_word_is_unknown():
    found = read("1;A;V;x;;;", "2;A;O;x;;;", "3;A;;x;;;", vacant=("V",), occupied=("O",))
    assert [one.document["status"] for one in found.documents["premises"]] == [
        "vacant",
        "occupied",
        "unknown",
    ]


@pytest.mark.parametrize(
    "mapping", [Mapping(), Mapping(street="voie"), Mapping(street="rue", vacant="vacant")]
)
def test_a_mapping_that_cannot_be_used_is_refused(mapping):
    with pytest.raises(ImportRefused):
        read_register(sheet("1;A;oui;x;;;"), Reading(mapping))


def test_a_register_without_rows_is_refused():
    with pytest.raises(ImportRefused):
        sheet_in(HEADER.encode(), "registre.csv")


@pytest.mark.parametrize(
    ("address", "number", "street"),
    [
        ("12 bis rue des Halles", "12 bis", "rue des Halles"),
        ("12, rue des Halles, 21000 Dijon", "12", "rue des Halles"),
        ("Hauptstraße 12a", "12a", "Hauptstraße"),
        ("4806 7 AVENUE", "4806", "7 AVENUE"),
        ("10 rue du 8 mai 1945", "10", "rue du 8 mai 1945"),
        ("place du Marché", "", "place du Marché"),
    ],
)
def test_addresses_are_split(address, number, street):
    assert split_address(address) == (number, street)
