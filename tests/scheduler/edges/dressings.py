"""Edges of the rules of window dressings."""

from tests.factories import dressing, kit, plan, premises, problem, project, tenancy

from .edge import Edge, edge

A, B = premises("a", turnaround_days=7), premises("b")


def fronts(**values):
    return problem(A, B, project(), kit(**{"stock": 2} | values))


EDGES: list[Edge] = [
    edge(
        "dressing.empty",
        "no tenancy, turnaround included",
        lambda first: (fronts(), plan(tenancy(), dressing(first=first, end=first + 28))),
        kept=35,
        broken=34,
    ),
    edge(
        "dressing.empty",
        "one dressing at a time",
        lambda first: (fronts(), plan(dressing(), dressing(first=first, end=first + 28))),
        kept=28,
        broken=27,
    ),
    edge(
        "dressing.stock",
        "kits in use at once",
        lambda first: (fronts(stock=1), plan(dressing(), dressing("b", first, first + 28))),
        kept=28,
        broken=27,
    ),
    edge(
        "dressing.length",
        "long enough",
        lambda end: (fronts(), plan(dressing(end=end))),
        kept=28,
        broken=27,
    ),
    edge(
        "dressing.length",
        "at least one day",
        lambda end: (fronts(min_days=0), plan(dressing(end=end))),
        kept=1,
        broken=0,
    ),
    edge(
        "dressing.length",
        "inside the season",
        lambda first: (fronts(), plan(dressing(first=first, end=first + 28))),
        kept=56,
        broken=57,
    ),
    edge(
        "dressing.premises",
        "where the kit fits",
        lambda names: (fronts(premises=names), plan(dressing())),
        kept=("a",),
        broken=("b",),
    ),
    edge(
        "dressing.empty",
        "until the tenancy begins",
        lambda end: (fronts(), plan(tenancy(start=28), dressing(end=end))),
        kept=28,
        broken=29,
    ),
    edge(
        "dressing.empty",
        "no tenancy of a shared shop",
        lambda first: (
            problem(premises(capacity=2), project(), project("q"), kit()),
            plan(tenancy(), tenancy("q", start=7), dressing(first=first, end=first + 28)),
        ),
        kept=35,
        broken=34,
    ),
    edge(
        "dressing.stock",
        "as many as there are",
        lambda stock: (fronts(stock=stock), plan(dressing(), dressing("b"))),
        kept=2,
        broken=1,
    ),
    edge(
        "dressing.stock",
        "of each kit its own",
        lambda name: (
            problem(A, B, kit(), kit("film")),
            plan(dressing(), dressing("b", kit=name)),
        ),
        kept="film",
        broken="photo",
    ),
    edge(
        "dressing.length",
        "not before the season",
        lambda first: (fronts(), plan(dressing(first=first))),
        kept=0,
        broken=-1,
    ),
]
