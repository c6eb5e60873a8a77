"""Each rule as the engine posts it, on the edges drawn for the checker: without it, then with it, one unit off."""

import numpy as np
import pytest

from scheduler.engine.state import State
from scheduler.options import possible
from scheduler.placements import hinted
from scheduler.problem import Problem
from scheduler.roster import Roster
from scheduler.rules import (
    DEMANDS,
    HARD_RULES,
    activity,
    compile_model,
    decisions,
    events,
    money,
    streets,
    support,
    tenancies,
)
from scheduler.rules.cuts import Missing
from tests.scheduler.edges import EDGES
from tests.scheduler.edges.edge import Edge

#: Rules that rows and profiles say, by code.
POSTED = {
    "tenancy.once": {tenancies.once, decisions.committed},
    "premises.overlap": {tenancies.overlap},
    "premises.lease_cap": {tenancies.lease_cap},
    "activity.separation": {activity.separation},
    "support.capacity": {support.capacity},
    "openings.week": {tenancies.openings},
    "event.count": {events.count, decisions.committed},
    "event.dates": {events.gap},
    "spot.overlap": {events.spot_overlap},
    "event.after": {events.after},
    "event.apart": {events.apart},
    "event.inauguration": {events.inauguration},
    "street.loud": {streets.loud},
    "sessions.day": {streets.sessions_day},
    "funding.amount": {money.covered},
    "funding.eligible": {money.covered},
}
#: Rules that leave no option.
ENUMERATED = {
    "tenancy.window",
    "tenancy.available",
    "tenancy.fit",
    "tenancy.rent",
    "event.dates",
    "spot.fit",
    "spot.closed",
    "ban",
}


def plannable(problem: Problem) -> bool:
    """Whether the engine plans problems with this in them."""
    return not (problem.trails or problem.kits or problem.published)


def held(edge: Edge, value: object, without: frozenset = frozenset()) -> bool | None:
    """Whether the model takes the plan of a case; None where one of its placements is no option at all."""
    problem, plan = edge.case(value)
    options = possible(problem)
    columns = hinted(options, plan).tolist()
    if len(columns) < len(plan.tenancies) + len(plan.occurrences):
        return None
    rules = [r for r in HARD_RULES if r not in without]
    model = compile_model(options, rules, [d for d in DEMANDS if d not in without])
    state = State(model, columns)
    return state.complete() and not Missing(model, options, Roster(problem))(columns)


def edges(codes: object) -> list[Edge]:
    return [
        e
        for e in EDGES
        if e.rule in codes and plannable(e.case(e.kept)[0]) and plannable(e.case(e.broken)[0])
    ]


@pytest.mark.parametrize("edge", edges(POSTED.keys() | ENUMERATED), ids=str)
def test_a_rule_lets_its_edge_pass(edge: Edge) -> None:
    assert held(edge, edge.kept)


@pytest.mark.parametrize("edge", edges(POSTED.keys() | ENUMERATED), ids=str)
def test_a_rule_stops_what_is_one_unit_off(edge: Edge) -> None:
    assert not held(edge, edge.broken)


@pytest.mark.parametrize("edge", [e for e in edges(POSTED) if not e.others], ids=str)
def test_without_the_rule_what_is_one_unit_off_would_pass(edge: Edge) -> None:
    without = held(edge, edge.broken, frozenset(POSTED[edge.rule]))
    assert without or (
        without is None and edge.rule in ENUMERATED | {"support.capacity", "activity.separation"}
    )


def test_each_posted_rule_is_seen_on_an_edge() -> None:
    assert {e.rule for e in edges(POSTED)} == set(POSTED)


def test_a_fitting_option_is_found_to_fit_and_one_in_the_way_is_named() -> None:
    from tests import factories as f

    problem = f.problem(f.premises(), f.project("p", latest=0), f.project("q", latest=0))
    options = possible(problem)
    model = compile_model(options)
    state = State(model)
    assert state.fitting(np.arange(2)).all()
    state.add(0)
    assert not state.fits(1)
    kind, number = state.obstacle(1) or ("", 0)
    assert (kind, model.profile_label[number]) == ("profile", {"premises": "a"})
    assert not state.fitting(np.arange(2))[1]
