"""Edges of the rules of funding."""

from tests.factories import (
    charge,
    dressing,
    event,
    installation,
    kit,
    line,
    occurrence,
    plan,
    premises,
    problem,
    project,
    run,
    shift,
    span,
    spot,
    staff,
    tenancy,
    trail,
)

from .edge import Edge, edge


def grant(*lines, cents=1000, **values):
    """A project with a grant, and who pays."""
    return problem(premises(), project(grant_cents=cents, **values), *lines)


def paid(cents=1000, *others):
    return plan(tenancy(), charge("tenancy", "p", cents), *others)


EDGES: list[Edge] = [
    edge("funding.covered", "a grant", lambda c: (grant(line()), paid(c)), kept=1000, broken=999),
    edge(
        "funding.covered",
        "not more than the cost",
        lambda c: (
            grant(line(), line("state", max_percent=100)),
            paid(600, charge("tenancy", "p", c, "state")),
        ),
        kept=400,
        broken=401,
    ),
    edge(
        "funding.covered",
        "rent support by months begun, of thirty days",
        lambda c: (
            problem(
                premises(rent_cents_month=1000),
                project(max_rent_cents_month=700, grant_cents=50, weeks=(5,)),
                line(),
                max_rent_support_percent=30,
            ),
            plan(tenancy(days=35), charge("tenancy", "p", c)),
        ),
        kept=650,
        broken=649,
    ),
    edge(
        "funding.covered",
        "cost, fee of each day, staff by hours begun",
        lambda c: (
            problem(
                spot(fee_cents=10),
                event(days=2, cost_cents=100, setup_minutes=1, staff={"host": 2}),
                staff(headcount=2),
                line(),
                role_rates={"host": 7},
            ),
            plan(occurrence(), shift(count=2), shift(date=1, count=2), charge("event", "fair 0", c)),
        ),
        kept=100 + 2 * 10 + 2 * 3 * 2 * 7,
        broken=100 + 2 * 10 + 2 * 3 * 2 * 7 - 1,
    ),
    edge(
        "funding.covered",
        "a trail: fees of its stops each night, installations, staff",
        lambda c: (
            problem(
                spot(fee_cents=10),
                trail(
                    spots=("square",),
                    nights=2,
                    min_stops=1,
                    installations=(installation(cost_cents=500),),
                    staff={"host": 1},
                ),
                staff(),
                line(),
                role_rates={"host": 7},
            ),
            plan(run(("square", "moon")), shift("lights"), shift("lights", 1), charge("trail", "lights", c)),
        ),
        kept=2 * 10 + 500 + 2 * 2 * 7,
        broken=2 * 10 + 500 + 2 * 2 * 7 - 1,
    ),
    edge(
        "funding.covered",
        "a kit",
        lambda c: (
            problem(premises(), kit(cost_cents=70), line()),
            plan(dressing(id="d"), charge("dressing", "d", c)),
        ),
        kept=70,
        broken=69,
    ),
    edge(
        "funding.covered",
        "no limit without a list, nothing with an empty one",
        lambda funding: (problem(premises(), project(grant_cents=1000), funding=funding), plan(tenancy())),
        kept=None,
        broken=(),
    ),
    edge(
        "funding.amount", "a line's amount", lambda c: (grant(line(cents=c)), paid()), kept=1000, broken=999
    ),
    edge(
        "funding.eligible",
        "the kind",
        lambda kinds: (grant(line(kinds=kinds)), paid()),
        kept=("tenancy",),
        broken=("event",),
    ),
    edge(
        "funding.eligible",
        "one common tag",
        lambda tags: (grant(line(tags=tags), tags=("food", "craft")), paid()),
        kept=("craft", "culture"),
        broken=("culture",),
    ),
    edge(
        "funding.eligible",
        "on the day the item starts",
        lambda end: (grant(line(available=span(-5, end))), paid()),
        kept=1,
        broken=0,
    ),
    edge(
        "funding.share",
        "a share of the cost of one item",
        lambda c: (
            grant(line("half", max_percent="40.5"), line()),
            paid(1000 - c, charge("tenancy", "p", c, "half")),
        ),
        kept=405,
        broken=406,
    ),
    edge(
        "funding.share",
        "charges of one line are added up",
        lambda c: (
            grant(line("half", max_percent=50), line()),
            paid(700 - c, charge("tenancy", "p", 300, "half"), charge("tenancy", "p", c, "half")),
        ),
        kept=200,
        broken=201,
    ),
    edge(
        "funding.amount",
        "all that it pays together",
        lambda held: (
            problem(premises(), project(grant_cents=7), kit(cost_cents=5), line(cents=held)),
            plan(
                tenancy(),
                dressing(first=28, end=56, id="d"),
                charge("tenancy", "p", 7),
                charge("dressing", "d", 5),
            ),
        ),
        kept=12,
        broken=11,
    ),
    edge(
        "funding.eligible",
        "the kind: a trail",
        lambda kind: (
            problem(spot(fee_cents=5), trail(spots=("square",), min_stops=1), line(kinds=(kind,))),
            plan(run("square"), charge("trail", "lights", 5)),
        ),
        kept="trail",
        broken="event",
    ),
    edge(
        "funding.eligible",
        "the kind: a dressing",
        lambda kind: (
            problem(premises(), kit(cost_cents=5), line(kinds=(kind,))),
            plan(dressing(id="d"), charge("dressing", "d", 5)),
        ),
        kept="dressing",
        broken="tenancy",
    ),
    edge(
        "funding.eligible",
        "not before the line opens",
        lambda first: (
            problem(premises(), kit(cost_cents=5), line(available=span(3, 5))),
            plan(dressing(first=first, end=first + 28, id="d"), charge("dressing", "d", 5)),
        ),
        kept=3,
        broken=2,
    ),
]
