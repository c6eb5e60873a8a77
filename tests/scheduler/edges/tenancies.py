"""Edges of the rules of tenancies."""

from scheduler.fields import Point
from tests.factories import (
    partner,
    plan,
    premises,
    problem,
    project,
    shop,
    spans,
    street,
    support,
    tenancy,
)

from .edge import Edge, edge

A, B = premises("a"), premises("b")


def one(a=A, p=None, **settings):
    """A problem of one unit and one project."""
    return problem(a, p or project(), **settings)


def two(a=A, b=B, activity=None, street_b="s", **settings):
    """Two projects, ``p`` and ``q``, and two units."""
    return problem(a, b, project("p", activity=activity), project("q", activity=activity), **settings)


# One thousandth of a degree along a meridian is 111.195 m on the sphere of the problem page.
NORTH = premises("b", street="t", point=Point(0.0, 0.001))
SOUTH = premises("a", point=Point(0.0, 0.0))

EDGES: list[Edge] = [
    edge(
        "tenancy.once",
        "one tenancy a project",
        lambda starts: (problem(A, B, project()), plan(*(tenancy(start=s) for s in starts))),
        kept=[0],
        broken=[0, 28],
    ),
    edge(
        "tenancy.once",
        "a committed project has one",
        lambda starts: (one(p=project(committed=True)), plan(*(tenancy(start=s) for s in starts))),
        kept=[0],
        broken=[],
    ),
    edge(
        "tenancy.window",
        "not before the earliest start",
        lambda start: (one(p=project(earliest=7), start_weekday=None), plan(tenancy(start=start))),
        kept=7,
        broken=6,
    ),
    edge(
        "tenancy.window",
        "not after the latest start",
        lambda start: (one(p=project(latest=7), start_weekday=None), plan(tenancy(start=start))),
        kept=7,
        broken=8,
    ),
    edge(
        "tenancy.window",
        "on the weekday for starts",
        lambda start: (one(start_weekday=2), plan(tenancy(start=start))),
        kept=1,
        broken=0,
    ),
    edge(
        "tenancy.window",
        "for one of the terms",
        lambda days: (one(p=project(weeks=(3, 4))), plan(tenancy(days=days))),
        kept=21,
        broken=22,
    ),
    edge(
        "tenancy.window",
        "inside the season",
        lambda start: (one(p=project(latest=90)), plan(tenancy(start=start))),
        kept=56,
        broken=63,
    ),
    edge(
        "tenancy.available",
        "inside one span",
        lambda end: (one(premises(available=spans((0, end)))), plan(tenancy())),
        kept=28,
        broken=27,
    ),
    edge(
        "tenancy.available",
        "spans that touch are not merged",
        lambda cut: (one(premises(available=spans((0, cut), (cut, 84)))), plan(tenancy())),
        kept=28,
        broken=14,
    ),
    edge(
        "tenancy.available",
        "at least the shortest term",
        lambda weeks: (one(premises(min_term_weeks=weeks)), plan(tenancy())),
        kept=4,
        broken=5,
    ),
    edge(
        "tenancy.available",
        "at most the longest term",
        lambda weeks: (one(premises(max_term_weeks=weeks)), plan(tenancy())),
        kept=4,
        broken=3,
    ),
    edge(
        "tenancy.fit",
        "large enough",
        lambda area: (one(premises(area=area), project(area_min_m2=B.area_m2)), plan(tenancy())),
        kept=50,
        broken="49.999999999999999999999999999",
    ),
    edge(
        "tenancy.fit",
        "not too large",
        lambda area: (one(premises(area=area), project(area_max_m2=B.area_m2)), plan(tenancy())),
        kept=50,
        broken="50.000000000000000000000000001",
    ),
    edge(
        "tenancy.fit",
        "a shared shop is divided and rounded down",
        lambda area: (one(premises(area=area, capacity=2), project(area_min_m2=B.area_m2)), plan(tenancy())),
        kept=100,
        broken="99.9",
    ),
    edge(
        "tenancy.fit",
        "equipment",
        lambda tags: (one(premises(equipment=tags), project(equipment=("water", "wc"))), plan(tenancy())),
        kept=("wc", "water", "heating"),
        broken=("water",),
    ),
    edge(
        "tenancy.fit",
        "activity allowed",
        lambda codes: (one(premises(allowed_activities=codes), project(activity="cafe")), plan(tenancy())),
        kept=("cafe",),
        broken=(),
    ),
    edge(
        "tenancy.fit",
        "activity not forbidden",
        lambda codes: (one(premises(forbidden_activities=codes), project(activity="cafe")), plan(tenancy())),
        kept=("bar",),
        broken=("cafe",),
    ),
    edge(
        "tenancy.fit",
        "the project refuses nothing there",
        lambda veto: (problem(A, B, street("t"), project(veto=veto)), plan(tenancy())),
        kept=("b", "t"),
        broken=("a",),
    ),
    edge(
        "tenancy.fit",
        "the project does not refuse the street",
        lambda veto: (problem(A, street("t"), project(veto=veto)), plan(tenancy())),
        kept=("t",),
        broken=("s",),
    ),
    edge(
        "tenancy.fit",
        "the owner does not refuse the project",
        lambda veto: (problem(premises(owner_veto=veto), project(), project("q")), plan(tenancy())),
        kept=("q",),
        broken=("p",),
    ),
    edge(
        "tenancy.rent",
        "at most the share that the town pays",
        lambda most: (
            one(
                premises(rent_cents_month=100_000),
                project(max_rent_cents_month=most),
                max_rent_support_percent=30,
            ),
            plan(tenancy()),
        ),
        kept=70_000,
        broken=69_999,
    ),
    edge(
        "premises.overlap",
        "turnaround between two tenancies",
        lambda start: (
            two(a=premises(turnaround_days=7), start_weekday=None),
            plan(tenancy(), tenancy("q", start=start)),
        ),
        kept=35,
        broken=34,
    ),
    edge(
        "premises.overlap",
        "a shared shop holds its number",
        lambda capacity: (
            two(a=premises(capacity=capacity)),
            plan(tenancy(), tenancy("q", start=7)),
        ),
        kept=2,
        broken=1,
    ),
    edge(
        "premises.lease_cap",
        "days let, without turnaround",
        lambda most: (
            two(a=premises(turnaround_days=7, max_total_days=most)),
            plan(tenancy(), tenancy("q", start=35)),
        ),
        kept=56,
        broken=55,
    ),
    edge(
        "premises.lease_cap",
        "days let twice count once",
        lambda most: (
            two(a=premises(capacity=2, max_total_days=most)),
            plan(tenancy(), tenancy("q", start=14)),
        ),
        kept=42,
        broken=41,
    ),
    edge(
        "activity.separation",
        "not on one street at once",
        lambda start: (
            two(activity="cafe", separation_metres=0),
            plan(tenancy(), tenancy("q", "b", start)),
        ),
        kept=28,
        broken=21,
    ),
    edge(
        "activity.separation",
        "not nearer than the distance",
        lambda metres: (
            two(SOUTH, NORTH, activity="cafe", separation_metres=metres),
            plan(tenancy(), tenancy("q", "b")),
        ),
        kept=111,
        broken=112,
    ),
    edge(
        "activity.separation",
        "switched off by null",
        lambda metres: (
            two(activity="cafe", separation_metres=metres),
            plan(tenancy(), tenancy("q", "b")),
        ),
        kept=None,
        broken=0,
    ),
    edge(
        "activity.separation",
        "shops that do not consent",
        lambda consents: (
            problem(A, project(activity="cafe"), shop(consents=consents), separation_metres=0),
            plan(tenancy()),
        ),
        kept=True,
        broken=False,
    ),
    edge(
        "activity.separation",
        "two of one activity in one shared shop",
        lambda start: (
            two(a=premises(capacity=2), activity="cafe", separation_metres=0),
            plan(tenancy(), tenancy("q", start=start)),
        ),
        kept=28,
        broken=21,
    ),
    edge(
        "support.capacity",
        "hours a week of the partner",
        lambda hours: (
            problem(
                A,
                B,
                project(support=support(hours=5)),
                project("q", support=support(hours="5.5")),
                partner(hours=hours),
            ),
            plan(tenancy(), tenancy("q", "b")),
        ),
        kept="10.5",
        broken="10.499999999999999999999999999",
    ),
    edge(
        "support.capacity",
        "only the supported weeks count",
        lambda weeks: (
            problem(
                A, B, project(support=support(weeks=weeks)), project("q", support=support()), partner(hours=9)
            ),
            plan(tenancy(), tenancy("q", "b", 14)),
        ),
        kept=2,
        broken=3,
    ),
    edge(
        "support.capacity",
        "not while the partner is away",
        lambda first: (
            problem(A, project(support=support(weeks=2)), partner(absences=spans((first, 60)))),
            plan(tenancy()),
        ),
        kept=14,
        broken=13,
    ),
    edge(
        "openings.week",
        "openings of an ISO week",
        lambda start: (
            two(max_openings_per_week=1, start_weekday=None),
            plan(tenancy(), tenancy("q", "b", start)),
        ),
        kept=7,
        broken=6,
    ),
]
