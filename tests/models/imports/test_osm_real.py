"""The two real extracts, counted as their page of sources counts them; every difference is explained."""

from collections import Counter

import pytest

from models.imports.osm import ATTRIBUTION, OsmError, parse_bbox, read_town
from models.imports.osm.town import OsmTown
from tests.shared import SHARED

FOLDER = SHARED / "data" / "osm"
INNER_CITY = parse_bbox("8.655,50.100,8.6945,50.120")


@pytest.fixture(scope="module")
def monaco() -> OsmTown:
    return read_town(FOLDER / "monaco_2023-11-21.osm.pbf")


@pytest.fixture(scope="module")
def frankfurt() -> OsmTown:
    return read_town(FOLDER / "frankfurt_darmstadt_2024-03.osm.pbf", box=INNER_CITY)


def test_monaco_has_385_shops_and_4_of_them_vacant(monaco: OsmTown):
    # 21 more are workshops, estate agents, vets, driving schools … which the page of sources leaves out.
    assert monaco.counts["premises"] - monaco.counts["by_appointment"] == 385
    assert monaco.counts["by_appointment"] == 21
    assert monaco.counts["vacant"] == 4


def test_monaco_has_streets_and_steps(monaco: OsmTown):
    # 346 ways of steps, of which one leads through a private garden and cannot be walked.
    assert monaco.counts["step_ways"] == 345
    assert 115_000 < monaco.counts["walk_metres"] < 130_000
    assert len({street.name for street in monaco.streets}) == 250
    assert monaco.counts["lamps"] == 17
    assert monaco.name == "Monaco"
    assert monaco.timezone == "Europe/Monaco"
    assert "Monte-Carlo" in monaco.districts.values()


def test_frankfurt_has_347_shops_and_43_of_them_vacant(frankfurt: OsmTown):
    # 7 more are money transfers, photographers and offices; one vacant photographer's is among them.
    assert frankfurt.counts["premises"] - frankfurt.counts["by_appointment"] == 347
    vacant = [front for front in frankfurt.fronts if front.vacant]
    assert Counter(front.by_appointment for front in vacant) == {False: 43, True: 1}
    assert frankfurt.name == "Frankfurt am Main"
    assert frankfurt.timezone == "Europe/Berlin"


def test_frankfurt_keeps_what_was_there_and_when_it_was_seen(frankfurt: OsmTown):
    was_there = {front.last_use: front for front in frankfurt.fronts if front.vacant}
    assert "Orient Kosmetik, beauté et santé" in was_there
    assert was_there["Orient Kosmetik, beauté et santé"].level == "-1"
    assert str(was_there["Orient Kosmetik, beauté et santé"].checked_on) == "2023-10-01"
    assert frankfurt.counts["other_levels"] == 57


def test_house_numbers_stand_where_the_country_puts_them(monaco: OsmTown, frankfurt: OsmTown):
    assert any(front.address.startswith(f"{front.number} ") for front in monaco.fronts if front.number)
    assert any(front.address.endswith(f" {front.number}") for front in frankfurt.fronts if front.number)


def test_every_front_stands_on_a_street_with_an_ascii_key(monaco: OsmTown, frankfurt: OsmTown):
    for town in (monaco, frankfurt):
        keys = {street.key for street in town.streets} | set(town.unmapped)
        assert {front.street for front in town.fronts} <= keys
        assert all(key.isascii() and key == key.strip("-") and key for key in keys)
        assert len({front.key for front in town.fronts}) == len(town.fronts)


def test_documents_carry_the_source_and_the_licence(monaco: OsmTown):
    documents = monaco.documents()
    assert documents["town"][0].document["attribution"] == ATTRIBUTION
    assert documents["premises"][0].document["source_ref"].startswith(("node/", "way/"))
    assert not documents["premises"][0].when_new["active"]
    assert len(documents["premises"]) == len(documents["shops"]) + monaco.counts["vacant"]


def test_the_same_file_gives_the_same_town(frankfurt: OsmTown):
    again = read_town(FOLDER / "frankfurt_darmstadt_2024-03.osm.pbf", box=INNER_CITY)
    assert again.documents() == frankfurt.documents()


def test_a_box_beside_the_town_is_named():
    with pytest.raises(OsmError, match=r"No shop of monaco.*-1\.0,40\.0,-0\.5,41\.0"):
        read_town(FOLDER / "monaco_2023-11-21.osm.pbf", box=parse_bbox("-1,40,-0.5,41"))
