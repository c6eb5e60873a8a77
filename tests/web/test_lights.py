"""What is said of a light trail or a dressing that cannot be as it is written: a sentence for each fault."""

from dataclasses import replace
from typing import Any

import pytest

from scheduler.files import problem_from_document
from scheduler.problem import Problem
from web.planning.dressing import kit_remarks
from web.planning.lights import trail_remarks
from web.planning.onfoot import fits
from web.planning.readiness import remarks

SUNSETS = {"2027-12-03": "16:50", "2027-12-04": "16:50", "2027-12-05": "16:49"}


def leg(a: str, b: str, metres: int, step_free: bool = True) -> dict[str, Any]:
    return {"from": a, "to": b, "metres": metres, "step_free": step_free}


def problem(*, town: dict | None = None, at: dict | None = None, **trail: Any) -> Problem:
    """Three spots in a row, 200 m apart, and a trail past all of them that lacks nothing."""
    places = [
        {"id": id, "street": "s", "power_w": 2000, "features": ["eau"], **(at or {}).get(id, {})}
        for id in ("a", "b", "c")
    ]
    document = {
        "id": "nuit",
        "opens": "sunset+15",
        "closes": "23:00",
        "min_stops": 3,
        "max_length_m": 400,
        "spots": ["a", "b", "c"],
        "distances": [leg("a", "b", 200), leg("b", "c", 200), leg("a", "c", 400)],
        "installations": [{"id": "Pluie", "power_w": 2000, "features": ["eau"], "cost_cents": 100}],
        "staff": {"régie": 1},
        "tags": ["noël"],
        **trail,
    }
    return problem_from_document(
        {
            "format": "rideau-problem/1",
            "town": {"start": "2027-12-03", "end": "2027-12-06", "sunsets": SUNSETS, **(town or {})},
            "streets": [{"id": "s"}],
            "spots": places,
            "staff": [{"id": "kim", "roles": ["régie"]}],
            "funding": [{"id": "line", "amount_cents": 1000, "kinds": ["trail"], "tags": ["noël"]}],
            "trails": [document],
        }
    )


def said(of: Problem) -> list[str]:
    return [str(one) for one in trail_remarks(of, of.trails[0])]


def test_nothing_is_said_of_a_sound_trail():
    assert said(problem()) == []
    assert remarks(problem()) == []


@pytest.mark.parametrize(
    ("spoilt", "told"),
    [
        ({"min_stops": 4}, "needs more stops (4) than it has spots (3)"),
        ({"max_stops": 2}, "at least 3 stops and at most 2"),
        ({"min_stops": 0}, "may be held without any stop"),
        ({"min_stops": 0, "max_stops": 0}, "may be held without any stop"),
        ({"spots": ["a", "b"], "min_stops": 2, "first_spot": "c"}, "must begin at c"),
        ({"spots": ["a", "b"], "min_stops": 2, "last_spot": "c"}, "must end at c"),
        ({"windows": [["2028-01-01", "2028-02-01"]]}, "has no possible date"),
        ({"weekdays": [1]}, "has no possible date"),
        ({"nights": 4}, "has no possible date"),
        ({"town": {"sunsets": {"2027-12-03": "16:50"}}}, "not known for 2 of its 3 possible evenings"),
        ({"distances": []}, "has no distance between its spots"),
        ({"max_length_m": 399}, "no way past 3 of its spots keeps its limits (399 m in all)"),
        ({"loop": True, "max_length_m": 799}, "no way past 3 of its spots"),
        ({"first_spot": "b"}, "no way past 3 of its spots"),
        ({"max_leg_m": 199}, "the nearest of its other spots is 200 m away"),
        ({"distances": [leg("a", "b", 200)]}, "cannot reach c: no walk to it is known"),
        (
            {
                "step_free": True,
                "distances": [leg("a", "b", 200), leg("b", "c", 200, False), leg("a", "c", 400, False)],
            },
            "every known walk to c has steps",
        ),
        ({"distances": [leg("a", "b", 200)]}, "only 2 of its spots can be walked to"),
        (
            {"at": {"c": {"closures": [["2027-12-01", "2027-12-10"]]}}},
            "at most 2 of its spots are open",
        ),
        ({"installations": [{"id": "Roue", "power_w": 2001}]}, "“Roue” needs 2001 W"),
        ({"installations": [{"id": "Roue", "features": ["scène"]}]}, "“Roue” needs scène"),
        ({"installations": [{"id": "Roue", "spots": []}]}, "“Roue” may stand at none"),
        ({"tags": []}, "no budget line pays for it"),
        ({"staff": {"régie": 2}}, "needs more people as “régie” (2) than the town has (1)"),
        (
            {"installations": [{"id": "Roue", "staff": {"régie": 1}}]},
            "brings the people needed as “régie” to 2",
        ),
    ],
)
def test_each_fault_has_its_sentence(spoilt: dict, told: str):
    found = said(problem(**spoilt))
    assert any(told in one for one in found), found


def test_one_metre_more_is_enough():
    assert said(problem(max_length_m=400)) == []
    assert said(problem(loop=True, max_length_m=800)) == []
    assert said(problem(max_leg_m=200)) == []


def test_fixed_hours_need_no_sunset():
    assert said(problem(opens="17:00", town={"sunsets": {}})) == []


def test_where_money_is_no_limit_no_line_is_missed():
    one = problem(tags=[])
    assert len(said(one)) == 1
    assert said(replace(one, funding=None)) == []


def test_a_search_that_is_too_long_says_nothing():
    spots = [f"p{n}" for n in range(14)]
    trail = problem().trails[0]
    wide = replace(trail, spots=tuple(spots), min_stops=14, max_length_m=13 * 100 + 1)
    legs = {a: {b: 100 + (a < b) for b in spots if b != a} for a in spots}
    assert fits(wide, legs) is not False


def kit_problem(**kit: Any) -> Problem:
    return problem_from_document(
        {
            "format": "rideau-problem/1",
            "town": {"start": "2027-12-03", "end": "2028-01-06"},
            "streets": [{"id": "s", "footfall": 40}, {"id": "quiet"}],
            "premises": [
                {"id": "p", "street": "s", "area_m2": 30},
                {"id": "q", "street": "quiet", "area_m2": 30},
            ],
            "funding": [{"id": "line", "amount_cents": 1000, "kinds": ["dressing"]}],
            "kits": [{"id": "film", "stock": 1, "cost_cents": 100, "value_week": 1, **kit}],
        }
    )


def test_nothing_is_said_of_a_sound_dressing():
    one = kit_problem()
    assert kit_remarks(one, one.kits[0]) == []
    assert remarks(one) == []


@pytest.mark.parametrize(
    ("spoilt", "told"),
    [
        ({"stock": 0}, "out of stock"),
        ({"min_days": 35}, "stays at least 35 days and the season has 34"),
        ({"premises": []}, "in no premises"),
        ({"value_week": 0}, "brings no points: nothing makes the plan"),
        ({"premises": ["q"]}, "because nobody passes"),
    ],
)
def test_each_fault_of_a_dressing_has_its_sentence(spoilt: dict, told: str):
    one = kit_problem(**spoilt)
    found = [str(remark) for remark in kit_remarks(one, one.kits[0])]
    assert len(found) == 1
    assert told in found[0]


def test_a_dressing_that_no_line_pays_for_is_told():
    one = kit_problem()
    assert "no budget line pays" in str(kit_remarks(replace(one, funding=()), one.kits[0])[0])
