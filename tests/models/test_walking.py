"""Distances on foot, with and without steps."""

from pathlib import Path

from models.imports.osm import read_town
from models.walking import Walks, Way, ways

FOLDER = Path(__file__).parents[1] / "data" / "osm"
BAKERY, ACROSS, ISLAND = (4.0000, 47.0000), (4.0010, 47.0000), (4.0105, 47.0100)


def walks() -> Walks:
    network = read_town(FOLDER / "walks.osm").network
    return Walks(network.nodes, network.edges)


def test_steps_are_the_short_way_and_the_level_way_is_longer():
    places = {"a": BAKERY, "b": ACROSS}
    assert walks().distances(places) == {("a", "b"): 76}
    assert walks().distances(places, step_free=True) == {("a", "b"): 298}


def test_another_piece_of_the_network_cannot_be_walked_to():
    assert walks().distances({"a": BAKERY, "far": ISLAND}) == {}


def test_a_place_far_from_every_way_is_not_on_the_network():
    assert walks().snap((4.05, 47.05)) is None
    assert Walks([], []).snap(BAKERY) is None


def test_the_way_to_the_network_counts():
    near = (4.0000, 46.9995)
    assert walks().distances({"a": near, "b": ACROSS}) == {("a", "b"): 131}


def test_a_place_beside_a_stray_path_goes_to_the_main_network():
    nodes = [[4.0, 47.0], [4.001, 47.0], [4.002, 47.0], [4.0, 47.0002], [4.0001, 47.0002]]
    edges = [[0, 1, 75.8, True], [1, 2, 75.8, True], [3, 4, 7.6, True]]
    found = Walks(nodes, edges).snap((4.0, 47.00012))
    assert found is not None
    assert found.node == 0


def test_a_way_says_whether_it_is_step_free():
    assert ways(walks(), {"a": BAKERY, "b": ACROSS, "c": (4.0000, 47.0010)}) == [
        Way("a", "b", 76, step_free=False),
        Way("a", "c", 111, step_free=True),
        Way("b", "c", 187, step_free=True),
    ]
    assert ways(walks(), {"a": BAKERY, "b": ACROSS}, step_free=True) == [Way("a", "b", 298, step_free=True)]
