"""Times, medians and contradictions, by hand."""

from web.benching.summary import contradictions, medians
from web.benching.trial import Step

from .bench import bench, dead, trial


def test_seconds_to_the_first_plan_to_1_percent_of_the_best_and_to_the_best():
    one = trial()
    assert (one.first, one.near, one.best) == (1.0, 4.0, 9.0)


def test_1_percent_is_met_to_the_point():
    steps = (Step(1.0, 989, None), Step(2.0, 990, None), Step(3.0, 1000, None))
    assert trial(steps=steps).near == 2.0


def test_1_percent_below_less_than_nothing():
    steps = (Step(1.0, -102, None), Step(2.0, -101, None), Step(3.0, -100, None))
    assert trial(points=-100, steps=steps).near == 2.0


def test_the_gap_is_a_share_of_the_points():
    assert trial().gap == 0.1
    assert trial(points=0, bound=3).gap == 3.0
    assert trial(points=-10, bound=-5).gap == 0.5
    assert trial(bound=None).gap is None


def test_medians_are_by_instance_and_solver_in_their_order():
    found = medians(
        [trial(0), trial(0, "other"), trial(1, points=1040), trial(2, points=1060), trial(0, instance="b")]
    )
    assert [(m.instance, m.competitor, m.trials) for m in found] == [
        ("town", "Rideau", 3),
        ("town", "other", 1),
        ("b", "Rideau", 1),
    ]
    assert (found[0].points, found[0].bound, found[0].options) == (1040, 1100, 531)


def test_a_trial_without_a_value_counts_as_the_worst():
    (one,) = medians([trial(0), dead(1), trial(2, points=1010)])
    assert (one.points, one.first) == (1000, 1.0)
    (most,) = medians([trial(0), dead(1), dead(2)])
    assert (most.points, most.bound, most.gap, most.first) == (None, None, None, None)


def test_a_bound_below_a_plan_that_holds_is_told():
    told = contradictions(bench(trial(0, bound=1005), trial(1, points=1006)))
    assert [(one.values["seed"], one.values["bound"], one.values["most"]) for one in told] == [
        (0, 1005, 1006)
    ]
    assert contradictions(bench(trial(0, bound=1006), trial(1, points=1006))) == []


def test_a_bound_below_the_best_value_known_is_told():
    told = contradictions(bench(trial(0, bound=1100), town=1101))
    assert [(one.values["bound"], one.values["best"]) for one in told] == [(1100, 1101)]
    assert contradictions(bench(trial(0, bound=1100), town=1100)) == []
