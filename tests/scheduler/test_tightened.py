"""Cuts: rows that every plan keeps, and that bring the relaxation nearer to the plans."""

import random

import numpy as np
import pytest

from scheduler.engine.bound import Prices, price
from scheduler.engine.construct import greedy
from scheduler.engine.covers import covers
from scheduler.engine.guide import Guide
from scheduler.engine.halves import halves
from scheduler.engine.master import Effort, Restriction
from scheduler.engine.model import Cut, Model
from scheduler.engine.state import State
from scheduler.engine.tightened import Tight, Tightened
from scheduler.files import read_problem
from scheduler.options import possible
from scheduler.rules import compile_model
from tests.scheduler.tiny import tiny_problem
from tests.shared import SHARED

NONE = np.empty(0, dtype=np.int64)


def plain(options: int, rows: list[tuple[list[int], list[int], int]]) -> Model:
    """A model of so many items with one option each, worth 10 points, and these rows: columns, weights, limit."""
    each = np.arange(options)
    ones, none = np.ones(options, dtype=np.int64), np.zeros(options, dtype=np.int64)
    model = Model(10 * ones, each, each, none, none, ones, each, ones)
    for columns, weights, high in rows:
        model.row("staff.day", columns, weights, high=high)
    model.seal()
    return model


def tightened(model: Model, rounds: int) -> tuple[Guide, list[Tight]]:
    """A guide after so many rounds with cuts, and all that it was given."""
    guide, given = Guide(model), []
    guide.descend(60, -10_000, lambda: False)
    for _ in range(rounds):
        solve = guide.round(60.0, NONE, tighter=True)
        found = None if solve is None else solve()
        if found is None:
            break
        given += found.cuts
        guide.learn(found)
    return guide, given


def kept(cut: Tight, state: State) -> bool:
    used = sum(int(cut.options[j]) for j in state.chosen) + int(cut.measures @ state.measured)
    return used <= cut.high


def test_three_of_which_two_at_a_time_are_too_many_make_one() -> None:
    model = plain(3, [([0, 1], [1, 1], 1), ([1, 2], [1, 1], 1), ([0, 2], [1, 1], 1)])
    (cut,) = halves(model, np.full(3, 0.5), np.empty(0), 0)
    assert (cut.options.tolist(), cut.high) == ([1, 1, 1], 1)


def test_what_holds_without_fractions_needs_no_cut() -> None:
    model = plain(3, [([0, 1], [1, 1], 1), ([1, 2], [1, 1], 1)])
    assert halves(model, np.array([1.0, 0.0, 1.0]), np.empty(0), 0) == []
    assert covers(model, np.array([1.0, 0.0, 1.0])) == []


def test_two_dear_ones_are_too_many_and_what_is_as_dear_counts_with_them() -> None:
    model = plain(4, [([0, 1, 2, 3], [60, 55, 60, 30], 100)])
    (cut,) = covers(model, np.array([1.0, 40 / 55, 0.0, 0.0]))
    assert (cut.options.tolist(), cut.high) == ([1, 1, 1, 0], 1)


def test_what_is_as_heavy_as_two_counts_as_two() -> None:
    model = plain(4, [([0, 1, 2, 3], [40, 40, 40, 90], 100)])
    (cut,) = covers(model, np.array([0.9, 0.8, 0.8, 0.0]))
    assert (cut.options.tolist(), cut.high) == ([1, 1, 1, 2], 2)


@pytest.mark.parametrize("seed", range(24))
def test_no_plan_of_a_tiny_town_breaks_a_cut(seed: int) -> None:
    model = compile_model(possible(tiny_problem(seed)))
    options = np.nonzero(model.alone)[0]
    choice = Restriction(model, State(model), options).solve(Effort(20, None))
    if choice.options is None:
        return
    guide, given = tightened(model, 8)
    best = State(model, choice.options)
    assert [cut for cut in given if not kept(cut, best)] == []
    assert guide.bound is not None
    assert guide.bound >= best.points
    if guide.prices is not None:
        strange = Prices(guide.prices.rows, guide.prices.checks, 3 * guide.prices.cuts + 1)
        assert price(model, strange, guide.tightened).bound >= best.points


@pytest.mark.parametrize(("name", "lower"), [("core-S-1", 36_400), ("core-S-2", 37_300)])
def test_cuts_lower_the_bound_of_a_small_town_and_its_plans_keep_them(name: str, lower: int) -> None:
    problem = read_problem((SHARED / "data" / "instances" / f"{name}.json").read_bytes())
    model = compile_model(possible(problem))
    guide, given = tightened(model, 12)
    assert len(given) > 100
    assert guide.bound is not None
    assert guide.bound < lower  # without cuts 36,838 and 38,075
    options, dice = guide.possible, random.Random(0)
    for turn in range(12):
        pull = guide.best_left[options] + np.array([dice.gauss(0, 40 * turn) for _ in options])
        state = greedy(State(model), options[np.argsort(-pull)], lambda chosen: [], lambda: False)
        assert [cut for cut in given if not kept(cut, state)] == []


def test_rows_that_cost_nothing_are_let_go_and_prices_follow() -> None:
    model = plain(3, [([0, 1, 2], [1, 1, 1], 2)])
    pool = Tightened(model)
    nothing = np.empty(0, dtype=np.int64)
    pool.add(
        [Tight(np.array(w), nothing, high) for w, high in (([1, 0, 0], 1), ([0, 2, 1], 2), ([1, 1, 1], 1))]
    )
    assert pool.paid(np.array([5, 7, 1]))[0].tolist() == [6, 15, 8]
    pool.keep(np.array([True, False, True]))
    assert (len(pool), pool.high.tolist()) == (2, [1, 1])
    assert pool.paid(np.array([5, 1]))[0].tolist() == [6, 1, 1]
    nowhere = Prices(np.zeros(1), np.zeros(0), np.array([0.0, 10.0]))
    assert price(model, nowhere, pool).bound == 10
    assert price(model, nowhere).bound == 30


def test_cuts_are_found_though_rows_are_found_missing_in_the_meantime() -> None:
    model = plain(3, [([0, 1], [1, 1], 1), ([1, 2], [1, 1], 1), ([0, 2], [1, 1], 1)])
    guide = Guide(model)
    guide.descend(1, -1, lambda: False)
    solve = guide.round(60.0, np.arange(3), tighter=True)
    assert solve is not None
    model.add_cuts([Cut("staff.day", (0, 1), (1, 1), 1, {})])
    found = solve()
    assert found is not None
    assert [(cut.options.tolist(), cut.high) for cut in found.cuts] == [([1, 1, 1], 1)]
    guide.learn(found)
    again = guide.round(60.0, np.arange(3), tighter=True)
    assert again is not None
    guide.learn(again())
    assert guide.bound == 10
