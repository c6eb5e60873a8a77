"""Each rule as the engine posts it, on the edges drawn for the checker: without it, then with it, one unit off."""

import numpy as np
import pytest

from scheduler.engine.state import State
from scheduler.hints import hinted
from scheduler.options import Kind, Options, possible
from scheduler.plan import Plan
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
    trails,
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
    "trail.stops": {trails.number, trails.walks},
    "trail.length": {trails.walks},
    "trail.leg": {trails.walks},
    "trail.step_free": {trails.walks},
    "pin": {decisions.pins},
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
    "trail.dates",
    "ban",
}


def whole(options: Options, plan: Plan, columns: list[int]) -> bool:
    """Whether the options are all of the plan: its placements and its stops."""
    of = [options.kind(j) for j in columns]
    runs = sum(kind == Kind.TRAIL for kind in of)
    stops = sum(kind in (Kind.SHOWN, Kind.BARE) for kind in of)
    return (of.count(Kind.TENANCY), of.count(Kind.EVENT), runs, stops) == (
        len(plan.tenancies),
        len(plan.occurrences),
        len(plan.trails),
        sum(len(run.stops) for run in plan.trails),
    )


def held(edge: Edge, value: object, without: frozenset = frozenset()) -> bool | None:
    """Whether the model takes the plan of a case; None where one of its placements is no option at all."""
    problem, plan = edge.case(value)
    options = possible(problem)
    columns = [j for j in hinted(options, plan).tolist() if options.kind(j) != Kind.KEPT]
    if not whole(options, plan, columns):
        return None
    rules = [r for r in HARD_RULES if r not in without]
    model = compile_model(options, rules, [d for d in DEMANDS if d not in without])
    state = State(model, columns)
    return state.complete() and not Missing(model, options, Roster(problem))(columns)


def edges(codes: object) -> list[Edge]:
    """Edges of some rules; how fronts are dressed the options say in a way of their own."""
    return [e for e in EDGES if e.rule in codes and not e.case(e.kept)[1].dressings]


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
        without is None
        and edge.rule in ENUMERATED | {"support.capacity", "activity.separation", "trail.stops"}
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
