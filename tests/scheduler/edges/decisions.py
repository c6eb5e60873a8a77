"""Edges of the rules that people lay down, and of what a plan claims."""

from tests.factories import (
    day,
    decision,
    event,
    installation,
    leg,
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


def walked_again(stops, **settings):
    """A trail that was published from the square to the quay."""
    return (
        problem(
            *(SQUARE, QUAY),
            trail(
                spots=("square", "quay"), distances=(leg("square", "quay"),), installations=(installation(),)
            ),
            published=plan(run("square", "quay")),
            **settings,
        ),
        plan(run(*stops)),
    )


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
    edge("pin", "nights of a trail", lambda v: pinned("trail", "lights", start=day(v)), kept=1, broken=2),
    edge(
        "pin",
        "all that it gives, of one placement",
        lambda v: pinned("trail", "lights", start=day(1), spot=v),
        kept="square",
        broken="quay",
    ),
    edge(
        "pin",
        "one of several placements",
        lambda start: (
            problem(
                SQUARE, event(occurrences=2), pins=(decision("event", "fair", spot="square", start=day(2)),)
            ),
            plan(occurrence(), occurrence(start=start)),
        ),
        kept=2,
        broken=3,
    ),
    edge("ban", "spot", lambda v: banned("event", "fair", spot=v), kept="quay", broken="square"),
    edge("ban", "nights of a trail", lambda v: banned("trail", "lights", start=day(v)), kept=2, broken=1),
    edge(
        "ban",
        "only what agrees with all that it gives",
        lambda v: banned("trail", "lights", start=day(v), spot="square"),
        kept=2,
        broken=1,
    ),
    edge(
        "ban",
        "whatever it is",
        lambda entries: (problem(*WORLD, bans=(decision("trail", "lights"),)), plan(*entries)),
        kept=[],
        broken=[run("square")],
    ),
    edge(
        "freeze",
        "what has begun",
        lambda today: after_publication(plan(), today=day(today), freeze_days=0),
        kept=0,
        broken=1,
    ),
    edge(
        "freeze",
        "both today and the days are given",
        lambda days: after_publication(plan(), today=day(0), freeze_days=days),
        kept=None,
        broken=1,
    ),
    edge(
        "freeze",
        "the order of stops",
        lambda stops: walked_again(stops, today=day(0), freeze_days=1),
        kept=("square", "quay"),
        broken=("quay", "square"),
    ),
    edge(
        "changes.allowance",
        "a stop shows the same work",
        lambda stops: walked_again(stops, max_changes=0),
        kept=("square", "quay"),
        broken=("square", ("quay", "moon")),
    ),
    edge(
        "changes.allowance",
        "what names something gone has changed",
        lambda n: (
            problem(*WORLD, published=plan(tenancy("gone"), occurrence(spot="gone")), max_changes=n),
            plan(occurrence()),
        ),
        kept=2,
        broken=1,
    ),
]
