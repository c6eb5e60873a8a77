"""Distances of a trail: measured, estimated, and those that people decided kept."""

from pathlib import Path

from models.imports.osm import read_town
from models.measuring import (
    FACTOR,
    by_hand,
    estimated,
    has_walks,
    is_measure,
    measured,
    merged,
    moved,
    points_of,
    walks_of,
)
from models.places import WalkNetwork
from models.records import apply, full_document, to_document
from models.walking import Walks, ways
from tests.models.conftest import NOW, new_town

FOLDER = Path(__file__).parents[1] / "data" / "osm"
BAKERY, ACROSS, ISLAND = (4.0000, 47.0000), (4.0010, 47.0000), (4.0105, 47.0100)
PLACES = {"a": BAKERY, "b": ACROSS, "island": ISLAND, "nowhere": None, "off": (4.05, 47.05)}


def walks() -> Walks:
    network = read_town(FOLDER / "walks.osm").network
    return Walks(network.nodes, network.edges)


def test_every_pair_is_told_or_why_it_cannot_be_walked():
    found = {(way.a, way.b): way for way in ways(walks(), PLACES)}
    assert len(found) == 10
    assert found["a", "b"][2:] == (76, False, "")
    assert found["a", "island"].why == "apart"
    assert found["a", "nowhere"].why == "unplaced"
    assert found["a", "off"].why == "off"


def test_a_pair_that_only_steps_join_is_told_where_steps_do_not_count():
    nodes, edges = [[4.0, 47.0], [4.001, 47.0]], [[0, 1, 75.8, False]]
    only_steps = Walks(
        [*nodes, [4.0, 47.0001], [4.001, 47.0001]], [*edges, [0, 2, 11, True], [1, 3, 11, True]]
    )
    (way,) = ways(only_steps, {"a": BAKERY, "b": ACROSS}, step_free=True)
    assert way == ("a", "b", None, False, "steps")
    (level,) = ways(walks(), {"a": BAKERY, "b": ACROSS}, step_free=True)
    assert level == ("a", "b", 298, True, "")


def test_an_estimate_is_the_straight_line_times_a_factor_and_knows_no_steps():
    found = estimated({"a": BAKERY, "b": ACROSS, "nowhere": None}, 2.0)
    assert found["pairs"][0] == {"from": "a", "to": "b", "metres": 152, "step_free": False}
    assert found["pairs"][1] == {"from": "a", "to": "nowhere", "why": "unplaced"}
    assert found["factor"] == 2.0
    assert estimated({"a": BAKERY, "b": ACROSS})["pairs"][0]["metres"] == round(75.8 * FACTOR)


def test_what_a_person_decided_stays_when_the_walks_are_measured_again():
    first = measured(walks(), {"a": BAKERY, "b": ACROSS, "island": ISLAND})
    legs, kept = merged([], None, first)
    assert (legs, kept) == ([{"from": "a", "to": "b", "metres": 76, "step_free": False}], 0)
    corrected = [
        {"from": "b", "to": "a", "metres": 90, "step_free": True},
        {"from": "a", "to": "island", "metres": 700},
    ]
    again, kept = merged(corrected, first, first)
    assert kept == 2
    assert again == [
        {"from": "a", "to": "b", "metres": 90, "step_free": True},
        {"from": "a", "to": "island", "metres": 700, "step_free": True},
    ]
    assert merged(corrected, first, first, replace=True) == (legs, 0)


def test_a_distance_taken_out_by_hand_stays_out():
    first = measured(walks(), {"a": BAKERY, "b": ACROSS})
    assert merged([], first, first) == ([], 1)


def test_what_was_measured_follows_a_new_measure():
    line = estimated({"a": BAKERY, "b": ACROSS})
    legs, _ = merged([], None, line)
    found, kept = merged(legs, line, measured(walks(), {"a": BAKERY, "b": ACROSS}))
    assert found[0]["metres"] == 76
    assert kept == 0


def test_distances_of_spots_that_left_stay_only_if_typed_by_hand():
    every = {"from": "a", "to": "c", "metres": 500, "step_free": True}
    old = {"by": "walk", "spots": {}, "pairs": [every]}
    new = measured(walks(), {"a": BAKERY, "b": ACROSS})
    assert [leg["to"] for leg in merged([every], old, new)[0]] == ["b"]
    assert [leg["to"] for leg in merged([{**every, "metres": 501}], old, new)[0]] == ["b", "c"]


def test_typed_before_any_measure_counts_as_typed_by_hand():
    assert by_hand({"from": "a", "to": "b", "metres": 5}, None)
    assert not by_hand(None, None)


def test_spots_that_moved_or_came_are_named():
    made = measured(walks(), {"a": BAKERY, "b": ACROSS, "nowhere": None})
    assert moved(made, {"a": BAKERY, "b": ACROSS, "nowhere": None}) == []
    assert moved(made, {"a": BAKERY, "b": ISLAND, "nowhere": BAKERY, "new": None}) == ["b", "new", "nowhere"]
    assert moved(None, {"a": BAKERY}) == []


def test_only_a_measure_has_the_shape_of_one():
    made = measured(walks(), PLACES)
    assert is_measure(made)
    assert is_measure(estimated(PLACES))
    for spoilt in (
        None,
        [],
        {},
        {**made, "by": "guess"},
        {**made, "more": 1},
        {**made, "spots": {"a": [1]}},
        {**made, "pairs": [{"from": "a", "to": "b", "metres": -1, "step_free": True}]},
        {**made, "pairs": [{"from": "a", "to": "b", "why": "rain"}]},
        {**made, "pairs": ["a"]},
        {**made, "factor": float("nan")},
        {**made, "spots": {"a": [1.15, float("inf")]}},
    ):
        assert not is_measure(spoilt)


def test_a_town_measures_on_the_map_that_was_imported(session):
    town = new_town(session)
    for key, point in (("a", BAKERY), ("b", ACROSS), ("c", None)):
        apply(session, town, "streets", {"id": "s"}, now=NOW)
        apply(session, town, "spots", {"id": key, "street": "s", "point": point and list(point)}, now=NOW)
    assert walks_of(session, town) is None
    assert not has_walks(session, town)
    network = read_town(FOLDER / "walks.osm").network
    session.add(WalkNetwork(town_id=town.id, nodes=network.nodes, edges=network.edges))
    session.flush()
    assert has_walks(session, town)
    points = points_of(session, town, ["a", "b", "c", "unknown"])
    assert points == {"a": BAKERY, "b": ACROSS, "c": None}
    found = walks_of(session, town)
    assert found is not None
    made = measured(found, points)
    document = {
        "id": "t",
        "opens": "18:00",
        "closes": "22:00",
        "max_length_m": 500,
        "spots": ["a", "b"],
        "distances": merged([], None, made)[0],
        "measured": made,
    }
    row = apply(session, town, "trails", document, now=NOW)
    assert full_document(row)["measured"] == made
    assert "measured" not in to_document(row)
