"""Odd extracts, each a few lines long: ``tests/data/osm`` holds them."""

import bz2
import gzip
from datetime import date
from pathlib import Path

import pytest

from models.imports.osm import OsmError, OsmTown, parse_bbox, read_town
from models.imports.osm.premises import Front
from models.imports.osm.slugs import slug
from models.imports.osm.tags import ground_floor

FOLDER = Path(__file__).parents[2] / "data" / "osm"


def town(name: str) -> OsmTown:
    return read_town(FOLDER / f"{name}.osm")


def fronts(name: str) -> dict[str, Front]:
    return {front.key: front for front in town(name).fronts}


def test_every_way_to_map_a_vacancy_is_seen():
    found = fronts("vacancies")
    assert {key for key, front in found.items() if front.vacant} == {"n11", "n12", "n13", "n14", "n15", "n16"}
    assert found["n11"].last_use == "Au Vieux Sabot"
    assert found["n11"].checked_on == date(2024, 5, 17)
    assert found["n12"].last_use == "mode"
    assert found["n13"].last_use == "Le Balto, restauration"
    assert found["n15"].checked_on == date(2023, 1, 1)


def test_a_shop_that_replaced_another_trades():
    assert not fronts("vacancies")["n21"].vacant


def test_what_is_gone_without_a_front_is_no_premises():
    assert not {"n22", "n23", "n24", "n25"} & fronts("vacancies").keys()


def test_pieces_near_each_other_are_one_street_and_far_ones_two():
    streets = {street.key: [way.id for way in street.ways] for street in town("streets").streets}
    assert streets == {
        "boulevard-carnot": [103],
        "rue-de-l-eglise-w100": [100, 101],
        "rue-de-l-eglise-w102": [102],
    }


def test_an_address_finds_its_street_whatever_its_spelling():
    found = fronts("streets")
    assert found["n12"].street == "rue-de-l-eglise-w100"
    assert found["n12"].address == "7 bis Rue de l'Église"
    assert found["n13"].street == "rue-de-l-eglise-w102"
    assert found["n14"].street == "boulevard-carnot"


def test_an_address_on_a_street_outside_the_cut_keeps_its_street():
    found = town("streets")
    assert found.unmapped == {"impasse-hors-carte": "Impasse Hors Carte"}
    assert {front.key: front.street for front in found.fronts}["n15"] == "impasse-hors-carte"


def test_names_in_other_scripts_get_ascii_keys_and_stay_as_they_are():
    streets = {street.key: street.name for street in town("scripts").streets}
    assert streets["ermou"] == "Οδός Ερμού"
    assert streets["street-w101"] == "銀座通り"
    assert streets["grosse-strasse"] == "Große Straße Ж"
    assert streets["grosse-strasse-w103"] == "Große Straße Щ"


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Rue de l’Œuvre d'Été", "rue-de-l-oeuvre-d-ete"),
        ("Straße des 17. Juni", "strasse-des-17-juni"),
        ("銀座通り", ""),
        ("Łódź", "lodz"),
        ("  ", ""),
    ],
)
def test_slugs(name: str, key: str):
    assert slug(name) == key


def test_a_clipped_file_in_any_order_is_read_as_far_as_it_goes():
    found = fronts("clipped")
    assert found.keys() == {"n-3", "r900", "w202"}
    assert found["r900"].name == "Halles Nord"
    assert 330 < found["r900"].area_m2 < 345
    assert found["w202"].area_m2 == 0
    assert len(town("clipped").network.edges) == 2


@pytest.mark.parametrize(
    ("level", "ground"),
    [("0", True), ("-1", False), ("-1;0", True), ("1-2", False), ("0-2", True), ("-2--1", False), ("", None)],
)
def test_ground_floor(level: str, ground: bool | None):
    assert ground_floor(level) is ground


def test_units_on_other_floors_say_so():
    found = fronts("levels")
    assert {key: front.level for key, front in found.items() if front.level} == {"n12": "-1", "n14": "1-2"}
    assert found["n16"].step_free is False


def test_several_trades_unknown_trades_and_offices_without_a_counter():
    found = fronts("levels")
    assert found["n16"].family == "alimentaire"
    assert found["n17"].family == "artisanat"
    assert found["n17"].by_appointment
    assert found["n19"].family == "services"
    assert "n18" not in found


def test_without_named_streets_fronts_stand_outside_them():
    found = town("levels")
    assert found.unmapped == {"hors-des-rues-nommees": "Hors des rues nommées"}
    assert "names no street" in " ".join(map(str, found.notes))


def test_steps_kerbs_and_slopes_are_not_step_free_and_yards_not_walked():
    edges = {(a, b): free for a, b, _, free in town("walks").network.edges}
    assert len(edges) == 8
    assert [pair for pair, free in edges.items() if not free] == [(0, 1), (3, 4), (4, 5), (1, 6)]
    assert town("walks").counts["lit_metres"] == 298
    assert town("walks").lamps == [(4.0002, 47.0002)]


@pytest.mark.parametrize(("suffix", "pack"), [(".osm.gz", gzip.compress), (".osm.bz2", bz2.compress)])
def test_packed_files_give_the_same_town(tmp_path: Path, suffix: str, pack):
    packed = tmp_path / f"streets{suffix}"
    packed.write_bytes(pack((FOLDER / "streets.osm").read_bytes()))
    assert read_town(packed).fronts == town("streets").fronts


def test_the_content_tells_the_format_not_the_name(tmp_path: Path):
    renamed = tmp_path / "streets.pbf"
    renamed.write_bytes((FOLDER / "streets.osm").read_bytes())
    assert read_town(renamed).fronts == town("streets").fronts


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("leer.osm", b"", "leer.osm is empty"),
        ("page.osm", b"<html><body>404</body></html>", "page.osm is not an OpenStreetMap extract"),
        ("table.csv", b"a;b\n1;2\n", "table.csv is not an OpenStreetMap extract"),
        ("packed.osm.gz", gzip.compress(b"hello", mtime=0), "packed.osm.gz is not an OpenStreetMap extract"),
        ("cut.osm.gz", gzip.compress(b"<osm>" * 999, mtime=0)[:20], "cut.osm.gz is damaged"),
        ("cut.osm", b'<?xml version="1.0"?><osm version="0.6"><node id="1"', "cut.osm is damaged"),
        ("cut.pbf", b"\x00\x00\x00\x0d\x0a\x09OSMHeader\x18\x7c\x10", "cut.pbf is damaged"),
        ("bare.osm", b'<osm version="0.6"></osm>', "bare.osm holds no streets and no shops"),
    ],
)
def test_what_is_wrong_with_a_file_is_said_in_a_sentence(
    tmp_path: Path, name: str, content: bytes, said: str
):
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(OsmError, match=said):
        read_town(path)


def test_a_missing_file_and_a_folder_are_named(tmp_path: Path):
    with pytest.raises(OsmError, match=r"There is no file .*nowhere\.osm"):
        read_town(tmp_path / "nowhere.osm")
    with pytest.raises(OsmError, match="There is no file"):
        read_town(tmp_path)


def test_streets_without_shops_are_named():
    with pytest.raises(OsmError, match=r"streets_only\.osm shows streets but no shop"):
        town("streets_only")


@pytest.mark.parametrize(
    "text", ["", "1,2,3", "a,b,c,d", "8.7,50,8.6,51", "0,95,1,96", "8,50,8,50", "nan,1,2,3"]
)
def test_boxes_that_are_none(text: str):
    with pytest.raises(OsmError, match="box"):
        parse_bbox(text)
