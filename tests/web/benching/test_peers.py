"""The peers: each proves the best of tiny towns and has its choices held to every rule before they count."""

import subprocess
import sys

import numpy as np
import pytest

from scheduler.check import check
from scheduler.engine.state import State
from scheduler.files import read_problem, write_problem
from scheduler.plan import Plan
from tests.factories import (
    event,
    installation,
    leg,
    premises,
    problem,
    project,
    span,
    spans,
    spot,
    staff,
    trail,
)
from web.benching.child import solver_at
from web.benching.competitors import PEERS, Allowed
from web.benching.peers import cp_sat, mip, spreadsheet
from web.benching.peers.mixed import Mixed, load
from web.benching.peers.outside import ROOT, started
from web.benching.peers.placing import arrays
from web.benching.peers.town import Town
from web.benching.trial import run

#: What is worth most fills the premises for the whole season: two shorter stays bring 120.
CROWDED = problem(
    premises(),
    project("long", value=100, weeks=(12,)),
    project("first", value=60, weeks=(6,)),
    project("second", value=60, weeks=(6,)),
)
#: One person, who may not rest enough between the two: the rows of the model do not know.
TIRED = problem(
    spot(),
    event("late", 20, 23, value=50, windows=spans((0, 1)), staff={"host": 1}),
    event("early", 8, 10, value=40, windows=spans((1, 2)), staff={"host": 1}),
    staff("anna", rest_hours=11),
)
#: The ring through all three spots is 500 m long, that of two 200 m.
ROUND = problem(
    *(spot(name) for name in "abc"),
    trail(
        value=20,
        spots="abc",
        windows=(span(0, 1),),
        loop=True,
        max_length_m=450,
        distances=(leg("a", "b"), leg("b", "c"), leg("a", "c", 300)),
        installations=(
            installation("moon", value=7),
            installation("star", value=5),
            installation("sun", value=3),
        ),
    ),
)
SOLVERS = {"cp-sat": cp_sat.solved, "highs": mip.highs, "scip": mip.scip}


def solved(solver, world, seconds=30.0, should_stop=lambda: False):
    told = []
    plan = solver(
        world, Allowed(seconds, 1, 0), lambda points, bound: told.append((points, bound)), should_stop
    )
    return plan, told


@pytest.mark.parametrize("name", SOLVERS)
@pytest.mark.parametrize(("world", "best"), [(CROWDED, 120), (TIRED, 50), (ROUND, 32)])
def test_a_peer_proves_the_best_plan_of_a_tiny_town(name, world, best):
    plan, told = solved(SOLVERS[name], world)
    assert (plan.status, plan.points, plan.bound) == ("optimal", best, best)
    assert check(world, plan) == []
    points = [p for p, _ in told if p is not None]
    assert points == sorted(points)
    assert points[-1] == best
    assert all(bound is None or bound >= best for _, bound in told)


def test_a_spreadsheet_takes_what_is_worth_most_first():
    plan, told = solved(spreadsheet.solved, CROWDED)
    assert (plan.status, plan.points, plan.bound) == ("feasible", 100, None)
    assert told == [(100, None)]


@pytest.mark.parametrize("name", ["greedy", *SOLVERS])
def test_every_peer_is_a_competitor_of_the_bench(name, tmp_path):
    file, folder = tmp_path / "world.json", tmp_path / "trial"
    file.write_text(write_problem(CROWDED), encoding="utf-8")
    folder.mkdir()
    world = read_problem(file.read_bytes())
    trial = run(PEERS[name], file, "world", world, Allowed(30.0, 1, 0), folder, options=8)
    best = (100, "feasible") if name == "greedy" else (120, "optimal")
    assert (trial.points, trial.status) == best, trial.notes
    assert trial.first is not None


if PEERS["timefold"].installed:  # it needs a Java Development Kit, which no Python package brings

    @pytest.mark.parametrize(("world", "best"), [(CROWDED, 120), (TIRED, 50)])
    def test_timefold_finds_the_best_plan(world, best):
        """It has no bound: it is ended as soon as it has the plan."""
        told = []
        solver = solver_at(PEERS["timefold"].where)
        plan = solver(
            world, Allowed(90.0, 1, 0), lambda points, bound: told.append(points), lambda: best in told
        )
        assert (plan.status, plan.points, plan.bound) == ("feasible", best, None)
        assert check(world, plan) == []


@pytest.mark.parametrize("world", [CROWDED, TIRED, ROUND])
def test_slots_say_of_a_choice_what_the_model_says(world):
    """Rows, uses and points of every option as arrays, added up by hand, are those of the state."""
    town = Town(world, Allowed(30.0, 1, 0), lambda points, bound: None, lambda: False)
    town.greedy()
    options = np.nonzero(town.model.alone)[0]
    found = list(arrays(town, options))
    slots, start, item, points = found[:4]
    chosen = start[start >= 0]
    assert sorted(options[chosen].tolist()) == sorted(town.best.chosen)
    assert (item[chosen] == slots[start >= 0]).all()
    assert points.tolist() == town.model.points[options].tolist()
    begin, row, weight = found[4:7]
    used = np.zeros(int((~town.model.row_link).sum()), dtype=np.int64)
    for j in chosen.tolist():
        np.add.at(used, row[begin[j] : begin[j + 1]], weight[begin[j] : begin[j + 1]])
    bare = State(town.model, ()).used[~town.model.row_link]
    moved = measures_move(town, found)
    assert (used + moved + bare).tolist() == town.best.used[~town.model.row_link].tolist()


def measures_move(town, found):
    """What the measures that the best plan changed add to each row."""
    moved = np.zeros(int((~town.model.row_link).sum()), dtype=np.int64)
    begin, rows, weights = found[-6:-3]
    step = town.best.measured - State(town.model, ()).measured
    for k, value in enumerate(step.tolist()):
        part = slice(begin[k], begin[k + 1])
        np.add.at(moved, rows[part], value * weights[part])
    return moved


@pytest.mark.parametrize("name", SOLVERS)
def test_a_peer_says_that_there_is_no_plan(name):
    world = problem(
        premises(), project("a", weeks=(12,), committed=True), project("b", weeks=(12,), committed=True)
    )
    plan, _ = solved(SOLVERS[name], world)
    assert plan == Plan(status="infeasible")


@pytest.mark.parametrize("name", SOLVERS)
def test_a_peer_that_is_told_to_stop_hands_out_what_it_has(name):
    plan, _ = solved(SOLVERS[name], CROWDED, should_stop=lambda: True)
    assert plan.status in ("feasible", "unknown")


def test_a_programme_comes_back_from_its_file_as_it_was(tmp_path):
    arrays = [np.array(values, dtype=kind) for values, kind in ((range(3), float), (range(4), np.int64))]
    floats, ints = arrays
    programme = Mixed(2.5, floats, floats, floats, ints, floats, floats, ints, ints, floats, 2, ints, floats)
    programme.save(tmp_path / "model.npz")
    found = load(tmp_path / "model.npz")
    assert (found.constant, found.choices) == (2.5, 2)
    assert found.column.tolist() == [0, 1, 2, 3]
    assert found.cost.tolist() == [0.0, 1.0, 2.0]


def test_a_solver_that_dies_is_not_taken_for_one_that_found_nothing():
    command = (sys.executable, "-c", "print('{}', flush=True); raise SystemExit(3)")
    with started(command) as outside, pytest.raises(RuntimeError, match="code 3"):
        assert [line for line in outside.told() if line is not None] == [{}]


@pytest.mark.parametrize("name", ["highs", "scip"])
def test_the_solvers_own_process_never_meets_or_tools(name):
    """Both carry the same symbols, and end a process that has them together."""
    code = f"import sys, web.benching.peers.{name}; sys.exit('ortools' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT).returncode == 0
