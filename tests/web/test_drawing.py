"""Charts and maps drawn on the server."""

from types import SimpleNamespace

import pytest

from web.charts import Series, columns, level, nice_ticks, share
from web.families import families, family
from web.streetnames import Disc, joined, place_names
from web.townmap import Mark, around, whole_town


@pytest.mark.parametrize(
    ("most", "ticks"),
    [(0, (0, 1)), (3, (0, 1, 2, 3)), (22, (0, 10, 20, 30)), (100, (0, 50, 100)), (431, (0, 200, 400, 600))],
)
def test_the_axis_counts_in_ones_twos_and_fives(most, ticks):
    assert nice_ticks(most) == ticks


def test_columns_stand_on_the_axis_and_keep_their_proportions():
    chart = columns(["jan", "feb"], [Series("a", "solid", (10, 5))])
    (_, _, (first,)), (_, _, (second,)) = chart.groups
    assert first.height == pytest.approx(2 * second.height)
    assert first.y + first.height == pytest.approx(chart.floor)


def test_levels_begin_with_the_least_thing():
    assert [level(v, 10) for v in (0, 0.1, 5, 10, 99)] == [0, 1, 3, 5, 5]
    assert level(1, 0) == 0


def test_a_share_never_leaves_its_bar():
    assert (share(1, 4), share(9, 4), share(1, 0)) == (25.0, 100.0, 0.0)


def test_a_family_keeps_its_colour_whatever_stands_beside_it():
    assert family("Librairie") == families(["Librairie", "Zinguerie"])["Librairie"] == "violet"
    assert family("") == "grey"


STREET = [[(0.0, 50.0), (100.0, 50.0)], [(100.0, 50.0), (300.0, 50.0)]]


def test_pieces_of_a_street_are_joined_into_one_line():
    assert joined(STREET) == [[(0.0, 50.0), (100.0, 50.0), (300.0, 50.0)]]
    assert joined([STREET[0], STREET[1][::-1]]) == [[(0.0, 50.0), (100.0, 50.0), (300.0, 50.0)]]


def labels(taken=(), names=("Rue Haute",), frame=(300.0, 100.0)):
    return place_names([(name, STREET) for name in names], taken, size=10, beside=14, frame=frame)


def test_a_name_stands_in_the_middle_of_its_street():
    (label,) = labels()
    assert (label.x, label.y, label.angle, label.off) == (150.0, 50.0, 0.0, False)


def test_a_name_makes_way_for_markers():
    (label,) = labels([Disc(150, 50, 9)])
    assert abs(label.x - 150) > 9
    row = [Disc(x, 50, 9) for x in range(0, 301, 20)]
    (beside,) = labels([*row]) or (None,)
    assert beside is None or beside.off


def test_two_names_never_meet():
    one, two = labels(names=("Rue Haute", "Rue Basse"))
    assert abs(one.x - two.x) > 50 or abs(one.y - two.y) >= 10


def test_a_short_or_crooked_street_bears_no_name():
    short = [("Rue de la Très Longue Histoire", [[(0.0, 50.0), (60.0, 50.0)]])]
    crooked = [("Rue Haute", [[(x, 50.0 + 30 * (x / 20 % 2)) for x in (0.0, 20.0, 40.0, 60.0, 80.0)]])]
    assert place_names([*short, *crooked], (), size=10, beside=14, frame=(300.0, 100.0)) == []


def test_names_are_never_upside_down():
    (label,) = place_names(
        [("Rue Haute", [[(300.0, 50.0), (0.0, 52.0)]])], (), size=10, beside=14, frame=(300.0, 100.0)
    )
    assert -90 < label.angle <= 90


def street(name="Rue Haute", **values):
    values = {"geometry": [[[1.0, 49.0], [1.01, 49.0]]], "pedestrian": False, "footfall": 0, **values}
    return SimpleNamespace(name=name, **values)


def test_a_map_puts_north_up_and_every_mark_inside():
    marks = [Mark(1.0, 49.0, "vacant", "south"), Mark(1.01, 49.01, "filled", "north")]
    drawn = whole_town([street()], marks, 400, 300)
    south, north = drawn.marks
    assert north.y < south.y and north.x > south.x
    assert all(0 <= m.x <= 400 and 0 <= m.y <= 300 for m in drawn.marks)


def test_a_place_far_off_does_not_decide_what_the_map_shows():
    near = [Mark(1.0 + n / 10_000, 49.0, "vacant", str(n)) for n in range(9)]
    drawn = whole_town([street()], [*near, Mark(3.0, 51.0, "vacant", "far")], 400, 300)
    assert len(drawn.marks) == 9
    assert drawn.marks[-1].x - drawn.marks[0].x > 100


def test_a_town_without_places_has_no_map():
    assert whole_town([street(geometry=None)], [], 400, 300) is None


def test_a_map_around_a_place_has_it_in_the_middle():
    drawn = around([street()], Mark(1.005, 49.0, "here", "fair"), 200, 480, 320)
    assert (drawn.marks[0].x, drawn.marks[0].y) == (240, 160)
