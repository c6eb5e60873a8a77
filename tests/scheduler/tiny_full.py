"""Random tiny problems with all of the problem page: trails, dressings, what was published, decisions of people."""

from dataclasses import replace
from datetime import timedelta
from random import Random

from scheduler.problem import Kit, Problem
from tests import factories as f
from tests.scheduler import tiny, tiny_published, tiny_trail
from tests.scheduler.tiny import often

KINDS = ("tenancy", "event", "trail", "dressing")


def tiny_full_problem(seed: int) -> Problem:
    """Up to two projects and two events, often a trail, kits or a published plan, in two to four weeks."""
    r = Random(f"full {seed}")
    days = 7 * r.choice((2, 2, 3, 3, 4)) + r.choice((0, 0, 0, 3))
    streets = [
        f.street(s, footfall=r.randint(1, 4), district=often(r, 0.5, s.upper()))
        for s in "uv"[: r.randint(1, 2)]
    ]
    names = [s.id for s in streets]
    applied = r.choice((0, 1, 1, 2))
    places = tiny.some_places(r, names, applied)
    projects = [_cut(r, p) for p in tiny.some_projects(r, names, applied, supported=False)]
    lit = r.random() < 0.6
    spots = tiny_trail.spots(r, names, r.randint(2, 4) if lit else r.randint(0, 2))
    staff = tiny.some_staff(r) if r.random() < 0.65 else []
    events = tiny.some_events(r, applied, bool(staff))[: r.randint(0, 2)] if spots else []
    trails = [tiny_trail.trail(r, [s.id for s in spots], names, bool(staff))] if lit else []
    kits = _kits(r, [a.id for a in places]) if places and r.random() < 0.7 else []
    problem = f.problem(
        *(*streets, *places, *projects, *spots, *staff, *events, *trails, *kits, *_coverage(r, names, days)),
        funding=_funding(r) if r.random() < 0.5 else None,
        town={"end": f.MONDAY + timedelta(days), "sunsets": {f.day(n): 18 * 60 for n in range(14)}},
        **tiny.some_limits(r),
        **tiny.some_decisions(r, projects, events, places, spots),
    )
    if trails and r.random() < 0.25:
        problem = tiny_trail.decided(r, problem)
    return tiny_published.published(r, problem) if r.random() < 0.5 else problem


def _cut(r: Random, project):
    """A project that may begin on few days, so that little has to be looked at."""
    return replace(project, latest_start=f.day(r.choice((0, 7))), earliest_start=f.day(0))


def _kits(r: Random, places: list[str]) -> list[Kit]:
    return [
        f.kit(
            f"kit {n}",
            r.choice((1, 1, 2, 0)),
            cost_cents=r.choice((0, 1, 3, 7)),
            min_days=r.choice((3, 7, 8, 10)),
            premises=often(r, 0.3, tuple(r.sample(places, r.randint(1, len(places))))),
            tags=often(r, 0.6, ("art",), ()),
            value_week=r.choice((1, 2, 3, 5, 0, -1)),
        )
        for n in range(r.choice((1, 1, 2)))
    ]


def _funding(r: Random) -> tuple:
    return tuple(
        f.line(
            id,
            r.randint(3, 24),
            kinds=often(r, 0.4, tuple(r.sample(KINDS, r.randint(1, 3)))),
            tags=often(r, 0.25, ("art",)),
            max_percent=r.choice((100, 100, 50, "33.5", "66.7")),
            available=often(r, 0.3, f.span(*r.choice(((0, 7), (3, 30), (-7, 8))))),
        )
        for id in ("town", "region", "state")[: r.choice((0, 1, 2, 2, 2, 3, 3))]
    )


def _coverage(r: Random, streets: list[str], days: int) -> list:
    found = []
    for target in tiny.some_coverage(r, streets):
        first = r.randint(-2, days - 1)
        cut = {"start": f.day(first), "end": f.day(first + r.randint(1, 12))} if r.random() < 0.3 else {}
        found.append(replace(target, audience=often(r, 0.2, "young"), **cut))
    return found
