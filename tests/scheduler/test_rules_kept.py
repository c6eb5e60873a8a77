"""The engine on the edges drawn for the checker: what was published on an edge can be kept, one unit off it cannot."""

from dataclasses import replace

import pytest

from scheduler.plan import Plan
from scheduler.problem import Problem
from scheduler.solve import Result, solve
from scheduler.stability import changed
from tests.scheduler.edges import EDGES
from tests.scheduler.edges.edge import Edge

#: Of these the engine chooses the shifts, charges or dressings itself; the last two are of what was published already.
CHOSEN = {"staff.need", "funding.covered", "funding.share", "points.claim", "freeze", "changes.allowance"}
#: Edges off which only something more is missing, which the engine may add.
MENDED = {
    "tenancy.once: a committed project has one",
    "event.count: a committed event is held",
    "event.after: only if the other is held",
    "event.inauguration: the project has a tenancy",
    "pin: placed at all",
}


def kept_of(edge: Edge, value: object) -> tuple[Problem, Plan, Result]:
    """The plan of a case as published, none of which may change."""
    problem, plan = edge.case(value)
    settings = replace(problem.settings, max_changes=0)
    settled = replace(problem, published=plan, settings=settings)
    return settled, plan, solve(settled, seconds=20)


def edges() -> list[Edge]:
    placed = [e for e in EDGES if e.rule not in CHOSEN and not e.rule.startswith("dressing.")]
    return [e for e in placed if not e.case(e.kept)[1].dressings]


@pytest.mark.parametrize("edge", edges(), ids=str)
def test_what_is_published_on_the_edge_is_kept(edge: Edge) -> None:
    problem, _, result = kept_of(edge, edge.kept)
    assert result.plan.status == "optimal"
    assert changed(problem, result.plan) == []


@pytest.mark.parametrize("edge", [e for e in edges() if str(e) not in MENDED], ids=str)
def test_what_is_published_one_unit_off_cannot_be_kept(edge: Edge) -> None:
    _, _, result = kept_of(edge, edge.broken)
    assert result.plan.status == "infeasible"
    assert result.conflict


@pytest.mark.parametrize("edge", [e for e in edges() if str(e) in MENDED], ids=str)
def test_what_is_missing_is_added(edge: Edge) -> None:
    _, plan, result = kept_of(edge, edge.broken)
    count = len(result.plan.tenancies) + len(result.plan.occurrences)
    assert result.plan.status == "optimal"
    assert count > len(plan.tenancies) + len(plan.occurrences)
