"""One search on several workers: the same plan each time, nothing lost but pieces, and never a worse plan."""

import os
import signal
import time
from concurrent.futures import Executor, Future
from dataclasses import replace
from random import Random

import numpy as np
import pytest

from scheduler.check import check
from scheduler.engine.model import Cut
from scheduler.engine.search import Limits, Search
from scheduler.engine.state import State
from scheduler.fleet import Fleet, FleetError, PieceLost, fleet
from scheduler.options import possible
from scheduler.pieces import Outcome, prepare, sealed, work
from scheduler.problem import Problem
from scheduler.roster import Roster
from scheduler.rules import compile_model
from scheduler.rules.cuts import Missing
from scheduler.solve import solve
from scheduler.together import Company
from tests import factories as f


def crowded(seed: int = 0) -> Problem:
    """More projects than premises, events that share people and money: far from full by the first plan."""
    random = Random(seed)
    return f.problem(
        *(f.premises(f"unit {n}", random.randrange(20, 90)) for n in range(4)),
        *(
            f.project(
                f"project {n}",
                value=random.randrange(50, 400),
                weeks=(3, 5),
                area_min_m2=f.decimal(random.randrange(10, 60)),
                latest=random.randrange(20, 60),
                activity=f"activity {n % 9}",
            )
            for n in range(14)
        ),
        *(f.spot(f"spot {n}") for n in range(2)),
        *(
            f.event(f"event {n}", value=random.randrange(20, 200), staff={"host": 1 + n % 2}, cost_cents=3000)
            for n in range(4)
        ),
        f.staff("anna", max_hours_week=4),
        f.staff("bilal", max_hours_week=6),
        f.line(cents=15_000),
    )


class Near(Executor):
    """Does work at once, in this process, and remembers it; ``losing`` says which pieces are lost, by number."""

    def __init__(self, losing=()):
        self.losing, self.pieces, self.outcomes = losing, [], []

    def submit(self, fn, /, *args, **kwargs):
        if fn is prepare:
            return Future()
        (piece,) = args
        self.pieces.append(piece)
        future = Future()
        if len(self.pieces) in self.losing:
            future.set_exception(PieceLost())
            return future
        try:
            self.outcomes.append(self.outcome(piece, fn))
            future.set_result(self.outcomes[-1])
        except Exception as error:
            future.set_exception(error)
        return future

    def outcome(self, piece, fn):
        return fn(piece)


class Prepared(Near):
    """Knows all outcomes beforehand, as functions of the piece."""

    def __init__(self, *outcomes):
        super().__init__()
        self.prepared = list(outcomes)

    def outcome(self, piece, fn):
        return self.prepared[len(self.pieces) - 1](piece)


def begun(problem: Problem, executor: Executor, seed: int = 0) -> tuple[Search, Company]:
    """A search at its very first plan, next to nothing, with rough prices."""
    options = possible(problem)
    model = compile_model(options)
    company = Company(Fleet(executor, 2), sealed(problem, model))
    limits = Limits(600.0, time.monotonic, 1, seed)
    search = Search(model, Missing(model, options, Roster(problem)), limits, lambda _: None)
    assert search.offer(())
    if len(problem.projects) > 2:  # neighbourhoods are those of something
        assert search.offer((int(np.nonzero(model.alone & (model.points > 0))[0][0]),))
    search.guide.descend(20, 0, lambda: False)
    search.lower(search.guide.bound)
    return search, company


def found(problem: Problem, executor: Executor, pieces: int, seed: int = 0) -> tuple[int, int, list[int]]:
    search, company = begun(problem, executor, seed)
    company.improve(search, pieces)
    return search.incumbent.points, company.steps, sorted(search.incumbent.chosen)


@pytest.fixture(autouse=True)
def short_pieces(monkeypatch):
    monkeypatch.setattr("scheduler.together._STEPS", 3)


@pytest.fixture
def unproven(monkeypatch):
    """Nobody attempts everything: small towns would be solved by it before there is anything to see."""
    monkeypatch.setattr("scheduler.together._HOPE", 0)


@pytest.fixture(scope="module")
def processes():
    with fleet("processes", 2) as made:
        yield made.executor


@pytest.mark.usefixtures("unproven")
def test_the_same_seed_and_workers_give_the_same_plan_wherever_the_work_is_done(processes):
    here = found(crowded(), Near(), 6)
    assert found(crowded(), processes, 6) == here
    assert found(crowded(), processes, 6) == here
    assert here[1] == 6 * 3


@pytest.mark.usefixtures("unproven")
def test_another_seed_searches_elsewhere():
    one, other = Near(), Near()
    found(crowded(), one, 2, seed=0), found(crowded(), other, 2, seed=1)
    assert {piece.seed for piece in one.pieces} & {piece.seed for piece in other.pieces} == set()


def test_an_outcome_depends_on_its_piece_alone():
    near = Near()
    found(crowded(), near, 3)
    again = [work(piece) for piece in (near.pieces[2], near.pieces[0], near.pieces[2])]
    assert [one.chosen for one in again] == [near.outcomes[k].chosen for k in (2, 0, 2)]
    assert [one.cuts for one in again] == [near.outcomes[k].cuts for k in (2, 0, 2)]


@pytest.mark.parametrize("seed", range(4))
def test_the_plan_is_never_worse_than_that_of_any_piece(seed):
    near = Near()
    points, _, chosen = found(crowded(seed), near, 5, seed)
    assert points >= max(outcome.points for outcome in near.outcomes) > 0
    search, _ = begun(crowded(seed), near)
    assert State(search.model, chosen).complete() and not search.separate(chosen)


def two_rooms() -> Problem:
    """Two projects that never meet: the best plan has both."""
    return f.problem(
        f.premises("a", 20),
        f.premises("b", 60),
        f.project(
            "small", area_min_m2=f.decimal(10), weeks=(12,), earliest=0, latest=0, area_max_m2=f.decimal(30)
        ),
        f.project("large", area_min_m2=f.decimal(50), weeks=(12,), earliest=0, latest=0),
    )


def holding(model, item, bound=None, cuts=()):
    """An outcome that places one item alone."""
    option = int(np.nonzero((model.item == item) & model.alone)[0][0])
    state = State(model, [option])
    return lambda _: Outcome((option,), (), state.points, np.array([option]), bound, 1, (), cuts)


def test_what_two_workers_placed_apart_is_put_together():
    model = compile_model(possible(two_rooms()))
    search, company = begun(two_rooms(), Prepared(holding(model, 0), holding(model, 1)))
    company.improve(search, 2)
    assert len(search.incumbent.chosen) == 2
    assert search.incumbent.points == State(model, search.incumbent.chosen).points


@pytest.mark.usefixtures("unproven")
def test_cuts_and_bounds_that_a_worker_found_reach_the_later_pieces():
    model = compile_model(possible(two_rooms()))
    cut = Cut("staff.need", (0, 1), (1, 1), 2, {})
    same = holding(model, 0, cuts=(cut,))
    executor = Prepared(holding(model, 0, 10**4, (cut,)), same, same, same, same)
    search, company = begun(two_rooms(), executor)
    search.bound = 10**5
    company.improve(search, 5)
    assert [len(piece.cuts) for piece in executor.pieces] == [0, 0, 0, 1, 1]
    assert search.bound == executor.pieces[-1].bound == 10**4


@pytest.mark.usefixtures("unproven")
def test_a_lost_piece_costs_nothing_else():
    near = Near(losing={2, 3})
    points, steps, _ = found(crowded(), near, 6)
    assert len(near.pieces) == 6 and steps == sum(outcome.steps for outcome in near.outcomes)
    assert points >= max(outcome.points for outcome in near.outcomes)


def test_where_every_worker_is_lost_the_search_goes_on_here():
    town = two_rooms()
    lost = Near(losing=range(1, 100))
    plan = solve(town, seconds=20, fleet=Fleet(lost, 2)).plan
    assert (plan.status, plan.points) == ("optimal", solve(town, seconds=20).plan.points)
    near = Near(losing=range(1, 100))
    search, company = begun(crowded(), near)
    company.improve(search)
    assert 4 <= len(near.pieces) <= 10


def test_a_worker_of_another_version_is_told_with_the_remedy():
    search, company = begun(crowded(), Near())
    company.problem = replace(company.problem, rows=company.problem.rows + 1)
    with pytest.raises(FleetError, match="install this version of Rideau"):
        company.improve(search, 2)


def test_a_plan_from_a_fleet_keeps_every_rule(processes):
    town = crowded(7)
    plan = solve(town, seconds=6, seed=3, fleet=Fleet(processes, 2)).plan
    assert check(town, plan) == [] and plan.points > 0


@pytest.mark.usefixtures("unproven")
def test_a_worker_killed_in_the_middle_of_a_search_costs_nothing(tmp_path):
    with fleet("processes", 2) as made:
        search, company = begun(crowded(), Struck(made.executor))
        company.improve(search, 6)
    assert (search.incumbent.points, company.steps, sorted(search.incumbent.chosen)) == found(
        crowded(), Near(), 6
    )


class Struck(Executor):
    """Kills the workers while they have the third piece."""

    def __init__(self, processes):
        self.processes, self.number = processes, 0

    def submit(self, fn, /, *args, **kwargs):
        self.number += 1
        future = self.processes.submit(fn, *args, **kwargs)
        if self.number == 3:
            for number in self.processes.processes():
                os.kill(number, signal.SIGKILL)
        return future


def test_steps_are_not_counted_on_a_fleet():
    with pytest.raises(ValueError, match="not on a fleet"):
        solve(crowded(), seconds=5, steps=3, fleet=Fleet(Near(), 1))
