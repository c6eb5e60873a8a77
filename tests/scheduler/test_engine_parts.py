"""Parts of the engine by themselves: prices, the relaxation, integer programming, threads, thinning."""

import json
import random
import subprocess
import sys
import threading
import time
from collections import Counter
from dataclasses import asdict

import numpy as np
import pytest

from scheduler.check import check
from scheduler.engine.bound import Prices, price
from scheduler.engine.construct import greedy
from scheduler.engine.crew import Crew, first_done
from scheduler.engine.descent import Descent
from scheduler.engine.everything import Everything
from scheduler.engine.guide import Guide
from scheduler.engine.improve import Improver
from scheduler.engine.integer import decisions, whole
from scheduler.engine.master import Effort, Restriction
from scheduler.engine.model import Model
from scheduler.engine.neighbourhoods import Scene, of_least_gain
from scheduler.engine.search import Limits, Search
from scheduler.engine.state import State
from scheduler.files import read_problem, write_plan
from scheduler.options import possible
from scheduler.options.thinning import Thinning
from scheduler.rules import compile_model
from scheduler.solve import solve
from tests import factories as f
from tests.oracle import verdict_on
from tests.scheduler.tiny import tiny_problem
from tests.shared import SHARED


def instance(name: str):
    return read_problem((SHARED / "data" / "instances" / f"{name}.json").read_bytes())


def small(seed: int) -> Model:
    return compile_model(possible(tiny_problem(seed)))


def best(model: Model) -> int | None:
    """The best points of a model by CP-SAT, which shares no arithmetic with prices."""
    options = np.nonzero(model.alone)[0]
    choice = Restriction(model, State(model), options).solve(Effort(10, None))
    assert choice.proven
    return None if choice.options is None else State(model, choice.options).points


@pytest.mark.parametrize("seed", range(12))
def test_whatever_the_prices_they_never_prove_too_low_a_bound(seed: int) -> None:
    model = small(seed)
    optimum = best(model)
    if optimum is None:
        return
    dice = random.Random(seed)
    descent = Descent(model)
    for _ in range(40):
        found = descent.round(optimum - 1)
        if found is None:
            break
        assert found[1].bound >= optimum
        strange = Prices(found[0].rows * dice.choice((-3, 0, 7)), found[0].checks * dice.choice((0, 0.3, 50)))
        assert price(model, strange).bound >= optimum
        assert price(model, found[0].between(strange, dice.random())).bound >= optimum


def test_a_descent_comes_near_the_relaxation() -> None:
    model = compile_model(possible(instance("core-S-1")))
    guide = Guide(model)
    guide.descend(240, 30_000, lambda: False)
    rough = guide.bound
    while guide.improve(60.0, np.empty(0, dtype=np.int64)):
        pass
    assert guide.converged
    assert guide.bound is not None
    assert rough is not None
    assert guide.bound <= rough <= guide.bound * 1.01
    assert len(guide.held) > 0


@pytest.mark.parametrize(("name", "exactly"), [("core-S-1", True), ("full-S-1", False)])
def test_the_relaxation_is_solved_where_that_is_a_matter_of_seconds(name: str, exactly: bool) -> None:
    model = compile_model(possible(instance(name), thinning=Thinning(20_000)))
    assert Search(model, lambda chosen: [], Limits(1, time.monotonic), lambda s: None).exactly == exactly


def test_prices_found_elsewhere_are_taken_though_rows_have_come_since() -> None:
    model = small(3)
    guide = Guide(model)
    guide.descend(20, -100_000, lambda: False)
    assert guide.prices is not None
    shorter = Prices(guide.prices.rows[:-1], guide.prices.checks)
    other = Guide(model)
    other.take(shorter)
    assert other.bound is not None
    assert other.prices is not None
    assert len(other.prices.rows) == len(model.row_low)


@pytest.mark.parametrize("solver", ["HIGHS", "GSCIP"])
@pytest.mark.parametrize("seed", range(8))
def test_integer_programming_and_cp_sat_find_the_same(seed: int, solver) -> None:
    model = small(seed)
    restriction = Restriction(model, State(model), np.nonzero(model.alone)[0])
    choice = whole(restriction, solver, 20.0, None)
    optimum = best(model)
    if optimum is None:
        assert choice.impossible
        return
    assert choice.proven
    assert choice.options is not None
    assert State(model, choice.options).points == choice.bound == optimum


def test_integer_programming_begins_with_the_plan_at_hand_and_proves_it() -> None:
    model = compile_model(possible(instance("core-T-1")))
    options = np.nonzero(model.alone)[0]
    restriction = Restriction(model, State(model), options)
    found = restriction.solve(Effort(60, None))
    assert found.proven
    assert found.options is not None
    known = State(model, found.options)
    beginning = whole(restriction, "GSCIP", 60.0, 1, known)
    assert beginning.options is not None
    assert State(model, beginning.options).points == known.points
    ended = whole(restriction, "GSCIP", 60.0, None, known)
    assert (ended.proven, ended.bound) == (True, known.points)


def test_integer_programming_counts_where_each_item_is_placed() -> None:
    model = compile_model(possible(instance("core-T-1")))
    restriction = Restriction(model, State(model), np.nonzero(model.alone)[0])
    counts, free = decisions(restriction), restriction.free
    for item in np.unique(model.item[free]).tolist():
        own = free[model.item[free] == item]
        wanted = {frozenset(own.tolist())} if len(own) > 1 else set()
        if len(np.unique(model.place[own])) > 1:
            wanted |= {frozenset(own[model.place[own] == place].tolist()) for place in model.place[own]}
        index = {restriction.variable[j].index: j for j in own.tolist()}
        counted = [{index[k] for k in each.tolist()} for each in counts.columns if each[0] in index]
        assert {frozenset(each) for each in counted} == wanted


@pytest.mark.parametrize("solver", ["HIGHS", "GSCIP"])
def test_integer_programming_ends_when_somebody_wants_to_stop(solver) -> None:
    model = compile_model(possible(instance("core-S-2")))
    restriction = Restriction(model, State(model), np.nonzero(model.alone)[0])
    choice = whole(restriction, solver, 600.0, None, should_stop=lambda: True)
    assert (choice.options, choice.bound, choice.proven) == (None, None, False)


def test_a_solver_that_is_lost_leaves_the_plan_as_it_is(monkeypatch) -> None:
    model = compile_model(possible(instance("core-T-1")))
    restriction = Restriction(model, State(model), np.nonzero(model.alone)[0])
    monkeypatch.setattr("sys.executable", "/bin/false")
    choice = whole(restriction, "GSCIP", 600.0, None)
    assert (choice.options, choice.bound, choice.proven) == (None, None, False)


def test_a_single_hand_works_at_once_and_two_side_by_side() -> None:
    with Crew(1) as alone:
        assert alone.submit(threading.get_ident).result() == threading.get_ident()
    meeting = threading.Barrier(2, timeout=30)
    with Crew(2) as both:
        met = [both.submit(meeting.wait) for _ in range(2)]
        while met:
            for future in first_done(met):
                assert future.result() in (0, 1)
                met.remove(future)


def test_what_was_given_to_more_hands_than_there_are_is_done_before_they_leave() -> None:
    with Crew(2) as crew:
        given = [crew.submit(time.sleep, 0.02) for _ in range(20)]
    assert [one.result() for one in given] == [None] * 20


def test_what_waits_for_a_hand_is_dropped_where_something_fails() -> None:
    given = []
    with pytest.raises(ZeroDivisionError), Crew(2) as crew:
        given += [crew.submit(time.sleep, 0.2) for _ in range(8)]
        raise ZeroDivisionError
    assert any(one.cancelled() for one in given)


def test_many_more_hands_than_work_plan_a_town() -> None:
    plan = solve(instance("core-T-1"), seconds=60, workers=24).plan
    assert (plan.status, plan.points) == ("optimal", -408)


def test_the_same_seed_and_steps_give_the_same_plan_whatever_the_time() -> None:
    problem = instance("core-S-1")
    plans = [solve(problem, seconds=seconds, steps=6, seed=5).plan for seconds in (400, 500)]
    first, second = ([p.tenancies, p.occurrences, p.shifts, p.charges, p.points] for p in plans)
    assert first == second


def test_two_hands_keep_every_rule_too() -> None:
    problem = instance("core-S-1")
    result = solve(problem, seconds=6, workers=2)
    assert (verdict_on(problem, result.plan).rules, check(problem, result.plan)) == (frozenset(), [])
    assert result.plan.points is not None
    assert result.plan.bound is not None
    assert result.plan.points <= result.plan.bound


def test_a_thinned_town_keeps_what_is_demanded_and_some_of_all_else() -> None:
    problem = instance("core-S-1")
    full, thin = possible(problem), possible(problem, thinning=Thinning(600))
    assert thin.thinned
    assert not full.thinned
    committed = [n for n, one in enumerate(problem.projects) if one.committed]
    of_full, of_thin = (np.bincount(o.item, minlength=len(o.most)) for o in (full, thin))
    assert (of_thin[committed] == of_full[committed]).all()
    assert ((of_thin > 0) == (of_full > 0)).all()
    assert thin.count < full.count


def test_a_thinned_plan_claims_no_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("scheduler.solve._READ", 100)
    problem = instance("core-S-1")
    plan = solve(problem, seconds=4).plan
    assert (plan.status, plan.bound) == ("feasible", None)
    assert check(problem, plan) == []


def test_where_thinning_leaves_no_plan_everything_is_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    """The committed event must follow another one, of which few dates are left."""
    monkeypatch.setattr("scheduler.solve._READ", 0)
    problem = f.problem(
        f.spot("square"),
        f.event("opening", windows=f.spans((0, 60))),
        f.event("fair", committed=True, after=("opening",), windows=f.spans((0, 2))),
        town={"end": f.day(60)},
    )
    assert check(problem, plan := solve(problem, seconds=10).plan) == []
    assert {o.event for o in plan.occurrences} == {"opening", "fair"}
    assert write_plan(plan)


def test_a_solver_ends_with_the_process_that_asked_it(monkeypatch) -> None:
    model = compile_model(possible(instance("core-S-2")))
    restriction = Restriction(model, State(model), np.nonzero(model.alone)[0])
    asked = []
    monkeypatch.setattr("scheduler.engine.integer.solve_apart", lambda task, should_stop: asked.append(task))
    whole(restriction, "GSCIP", 600.0, None)
    message = json.dumps(asdict(asked[0])).encode()
    child = subprocess.Popen(
        [sys.executable, "-c", "from scheduler.engine.apart import answer; answer()"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    child.stdin.write(len(message).to_bytes(8, "big") + message)
    child.stdin.close()
    assert child.wait(timeout=60) == 1
    assert child.stdout.read() == b""
    child.stdout.close()


def test_the_placed_items_that_gain_least_leave_first() -> None:
    model = compile_model(possible(instance("core-T-1")))
    guide = Guide(model)
    guide.descend(60, -10_000, lambda: False)
    state = greedy(State(model), guide.possible, lambda chosen: [], lambda: False)
    scene = Scene(model, state, guide.best_left)
    gains = {int(model.item[j]): float(guide.best_left[j]) for j in sorted(state.chosen)}
    picked = [of_least_gain(scene, random.Random(seed), 2) for seed in range(300)]
    times = Counter(int(item) for items in picked for item in items)
    ranked = sorted(gains, key=gains.__getitem__)
    assert all(len(items) == 2 for items in picked)
    assert times[ranked[0]] > times[ranked[len(ranked) // 2]] > times[ranked[-1]]


def test_kinds_of_neighbourhoods_that_find_something_are_tried_more_often() -> None:
    model = compile_model(possible(instance("core-S-1")))
    search = Search(model, lambda chosen: [], Limits(60, time.monotonic), lambda s: None)
    improver = Improver(search)
    for _ in range(9):
        improver.weigh(1, better=True)
    assert improver.weights == [1, 4, 1, 1, 1]
    for _ in range(99):
        improver.weigh(1, better=False)
    assert improver.weights == [1, 1, 1, 1, 1]


def test_an_attempt_begins_anew_once_a_better_plan_leaves_it_much_less_to_look_at() -> None:
    model = compile_model(possible(instance("core-T-1")))
    search = Search(model, lambda chosen: [], Limits(60, time.monotonic, workers=2), lambda s: None)
    search.begin()
    best = Restriction(model, State(model), search.guide.possible).solve(Effort(60, None))
    assert best.options is not None
    search.incumbent, search.bound = State(model), None
    left = len(search.guide.worth(State(model, best.options).points, search.guide.possible))
    patient, hasty = Everything(search).stale(left), Everything(search).stale(2 * left)
    assert not patient()
    assert not hasty()
    search.incumbent = State(model, best.options)
    assert not patient()
    assert hasty()
