"""Edges of the rules that people lay down, and of what a plan claims."""

from tests.factories import (
    day,
    decision,
    event,
    occurrence,
    plan,
    premises,
    problem,
    project,
    run,
    spot,
    tenancy,
    trail,
)

from .edge import Edge, edge

A, B, SQUARE, QUAY = premises("a"), premises("b"), spot("square"), spot("quay")
PLAN = plan(tenancy(), occurrence(), run("square", start=1))
WORLD = (A, B, SQUARE, QUAY, project(), event(), trail(spots=("square", "quay"), min_stops=1))


def pinned(kind, item, **values):
    return problem(*WORLD, pins=(decision(kind, item, **values),)), PLAN


def banned(kind, item, **values):
    return problem(*WORLD, bans=(decision(kind, item, **values),)), PLAN


def after_publication(new, **settings):
    """What was published is tenancy ``p``, the fair on day 0 and the trail on day 1."""
    return problem(*WORLD, published=PLAN, **settings), new


MOVED = plan(tenancy(premises="b"), occurrence(), run("square", start=1))

EDGES: list[Edge] = [
    edge("pin", "premises", lambda v: pinned("tenancy", "p", premises=v), kept="a", broken="b"),
    edge("pin", "term", lambda v: pinned("tenancy", "p", term_weeks=v), kept=4, broken=5),
    edge("pin", "start", lambda v: pinned("tenancy", "p", start=day(v)), kept=0, broken=1),
    edge("pin", "spot", lambda v: pinned("event", "fair", spot=v), kept="square", broken="quay"),
    edge("pin", "stop of a trail", lambda v: pinned("trail", "lights", spot=v), kept="square", broken="quay"),
    edge(
        "pin",
        "placed at all",
        lambda entries: (problem(*WORLD, pins=(decision("event", "fair"),)), plan(*entries)),
        kept=[occurrence()],
        broken=[],
    ),
    edge("ban", "premises", lambda v: banned("tenancy", "p", premises=v), kept="b", broken="a"),
    edge("ban", "term", lambda v: banned("tenancy", "p", term_weeks=v), kept=5, broken=4),
    edge("ban", "start", lambda v: banned("event", "fair", start=day(v)), kept=1, broken=0),
    edge("ban", "stop of a trail", lambda v: banned("trail", "lights", spot=v), kept="quay", broken="square"),
    edge(
        "freeze",
        "what starts before the end of the frozen days",
        lambda days: after_publication(
            plan(tenancy(), occurrence(), run("square", start=8)), today=day(-9), freeze_days=days
        ),
        kept=10,
        broken=11,
    ),
    edge(
        "freeze",
        "every field is kept",
        lambda new: after_publication(new, today=day(-9), freeze_days=10),
        kept=PLAN,
        broken=MOVED,
    ),
    edge("changes.allowance", "number", lambda n: after_publication(MOVED, max_changes=n), kept=1, broken=0),
    edge(
        "changes.allowance",
        "what is new is no change",
        lambda new: after_publication(new, max_changes=0),
        kept=plan(*PLAN.tenancies, *PLAN.occurrences, *PLAN.trails),
        broken=plan(*PLAN.occurrences, *PLAN.trails),
    ),
    edge(
        "points.claim",
        "points",
        lambda n: (problem(A, project(value=100)), plan(tenancy(), points=n)),
        kept=100,
        broken=101,
    ),
    edge(
        "points.claim",
        "terms",
        lambda n: (problem(A, project(value=100)), plan(tenancy(), terms={"tenancies": n})),
        kept=100,
        broken=99,
    ),
    edge(
        "points.claim",
        "bound",
        lambda n: (problem(A, project(value=100)), plan(tenancy(), bound=n)),
        kept=100,
        broken=99,
    ),
    edge(
        "points.claim",
        "optimal",
        lambda n: (problem(A, project(value=100)), plan(tenancy(), status="optimal", bound=n)),
        kept=100,
        broken=101,
    ),
]
