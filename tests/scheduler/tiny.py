"""Random problems so small that every plan can be looked at: each seed switches some of the rules on."""

from datetime import timedelta
from random import Random
from typing import Any

from scheduler.fields import Point
from scheduler.problem import Problem
from tests import factories as f

#: Roughly 40 metres of latitude.
STEP = 0.00036


def tiny_problem(seed: int) -> Problem:
    """One to three projects, up to three events, a season of two to five weeks."""
    r = Random(seed)
    weeks = r.choice((2, 3, 4, 5))
    streets = [
        f.street(s, footfall=r.randint(0, 3), district=often(r, 0.5, s.upper()))
        for s in "uv"[: r.randint(1, 2)]
    ]
    names = [s.id for s in streets]
    applied = r.randint(0, 3)
    places = some_places(r, names, applied)
    partners = [
        f.partner("mentor", hours=r.choice((1, 2, 2.5)), absences=often(r, 0.4, f.spans((7, 9)), ()))
        for _ in range(r.randint(0, 1))
    ]
    projects = some_projects(r, names, applied, bool(partners))
    spots = some_spots(r, names)
    staff = some_staff(r) if r.random() < 0.7 else []
    events = some_events(r, len(projects), bool(staff)) if spots else []
    funding = some_funding(r) if r.random() < 0.6 else None
    coverage = some_coverage(r, names)
    return f.problem(
        *streets,
        *places,
        *projects,
        *partners,
        *spots,
        *staff,
        *events,
        *coverage,
        *([f.shop("old", r.choice("xy"), names[0], consents=r.random() < 0.5)] if r.random() < 0.3 else []),
        funding=funding,
        town={"end": f.MONDAY + timedelta(7 * weeks), "sunsets": {f.day(n): 18 * 60 for n in range(14)}},
        **some_limits(r),
        **some_decisions(r, projects, events, places, spots),
    )


def often(r: Random, share: float, value: Any, otherwise: Any = None) -> Any:
    """``value`` in that share of the cases, else what switches the rule off."""
    return value if r.random() < share else otherwise


def some_places(r: Random, streets: list[str], applied: int) -> list:
    return [
        f.premises(
            id,
            area=r.choice((20, 30, 30.5)),
            street=r.choice(streets),
            point=often(r, 0.7, Point(2.0, 48.0 + STEP * r.randint(0, 3))),
            rent_cents_month=r.choice((0, 3, 5)),
            turnaround_days=r.choice((0, 0, 3, 7)),
            capacity=r.choice((1, 1, 1, 2)),
            max_total_days=often(r, 0.3, r.choice((7, 14, 20))),
            available=often(r, 0.3, f.spans((0, 14), (14, 35))),
            min_term_weeks=often(r, 0.1, 2),
            owner_veto=often(r, 0.1, ("p0",), ()) if applied else (),
            owner_points=often(r, 0.3, {"p0": r.randint(-5, 9)}, {}) if applied else {},
        )
        for id in "ab"[: r.randint(0, 2)]
    ]


def some_projects(r: Random, streets: list[str], applied: int, supported: bool) -> list:
    return [
        f.project(
            f"p{n}",
            value=r.randint(-3, 30),
            weeks=r.choice(((1,), (1, 2), (2,), (1, 3))),
            earliest=r.choice((0, 0, 5)),
            latest=r.choice((0, 7, 14)),
            activity=r.choice("xy"),
            area_min_m2=f.decimal(r.choice((0, 10, 15.25, 20))),
            grant_cents=r.choice((0, 2, 5)),
            max_rent_cents_month=often(r, 0.5, r.choice((2, 4))),
            tags=often(r, 0.5, ("art",), ()),
            preferences=often(r, 0.4, {r.choice(streets): r.randint(-4, 9)}, {}),
            support=f.support("mentor", r.choice((0, 1, 1.5)), often(r, 0.5, 1))
            if supported and r.random() < 0.6
            else None,
            committed=r.random() < 0.1,
        )
        for n in range(applied)
    ]


def some_spots(r: Random, streets: list[str]) -> list:
    return [
        f.spot(
            id,
            street=r.choice(streets),
            fee_cents=r.choice((0, 1)),
            latest_end=often(r, 0.3, 23 * 60),
            closures=often(r, 0.2, f.spans((2, 4)), ()),
        )
        for id in ("here", "there")[: r.randint(0, 2)]
    ]


def some_funding(r: Random) -> tuple:
    return tuple(
        f.line(
            id,
            r.randint(0, 14),
            kinds=often(r, 0.4, (r.choice(("tenancy", "event")),)),
            tags=often(r, 0.3, ("art",)),
            max_percent=r.choice((100, 100, 50, 33.5)),
            available=often(r, 0.3, f.span(0, 7)),
        )
        for id in ("town", "region")[: r.randint(0, 2)]
    )


def some_coverage(r: Random, streets: list[str]) -> list:
    return [
        f.target(
            f"t{n}",
            minimum=r.randint(1, 3),
            penalty=r.choice((4, 9, -3)),
            every=r.choice(("week", "month", "span")),
            kinds=often(r, 0.5, (r.choice(("tenancy", "event")),)),
            audience=often(r, 0.4, "young"),
            streets=often(r, 0.4, (streets[0],)),
        )
        for n in range(r.randint(0, 2))
    ]


def some_limits(r: Random) -> dict:
    return {
        "start_weekday": r.choice((1, 1, 1, 3)),
        "separation_metres": often(r, 0.6, r.choice((0, 50, 100))),
        "max_openings_per_week": often(r, 0.3, r.choice((0, 1, 1))),
        "max_rent_support_percent": r.choice((0, 50, 100)),
        "max_loud_days_per_street_month": often(r, 0.4, r.choice((0, 1))),
        "max_sessions_per_day": often(r, 0.3, 1),
        "role_rates": {"host": r.choice((0, 1))},
        "footfall_week": r.choice((0, 1)),
        "week_late": r.choice((0, 2)),
        "clash": r.choice((0, 0, 3, -2)),
        "euro": r.choice((0, 0, 200, -100)),
    }


def some_events(r: Random, projects: int, staffed: bool) -> list:
    events = []
    for n in range(r.randint(0, 3)):
        first = r.randint(0, 9)
        repeats = r.choice((1, 1, 1, 2))
        values = {
            "value": r.randint(-2, 20),
            "windows": f.spans((first, first + r.choice((1, 2, 3)))),
            "occurrences": repeats,
            "repeat_value": r.choice((None, 5, 30)),
            "min_gap_days": r.choice((None, 0, 1, 2)),
            "days": r.choice((1, 1, 1, 2)),
            "setup_minutes": r.choice((0, 60)),
            "teardown_minutes": r.choice((0, 60)),
            "holds_overnight": r.random() < 0.2,
            "cost_cents": r.choice((0, 3, 6)),
            "loud": r.random() < 0.4,
            "audiences": r.choice(((), ("young",), ("young", "old"))),
            "tags": r.choice(((), ("art",))),
            "spot_points": r.choice(({}, {"here": 3})),
            "committed": r.random() < 0.08,
        }
        if staffed:
            values["staff"] = r.choice(({}, {"host": 1}, {"host": 2}, {"guard": 1}, {"host": 1, "guard": 1}))
        if n and r.random() < 0.2:
            values["after"] = (f"e{r.randrange(n)}",)
        if n and r.random() < 0.2:
            values["not_same_day"] = (f"e{r.randrange(n)}",)
        if projects and r.random() < 0.2:
            values["inaugurates"] = f.inauguration(f"p{r.randrange(projects)}", r.choice((0, 3, 7)))
        opens = f.sunset(-30) if r.random() < 0.1 else r.choice((8, 10, 18))
        events.append(f.event(f"e{n}", opens, r.choice((13, 22, 23, 2)), **values))
    return events


def some_staff(r: Random) -> list:
    rows = [f.staff("anna", *r.choice((("host",), ("host", "guard"))), rest_hours=r.choice((0, 11)))]
    rows += [f.staff("bo", "guard", weekdays=r.choice((None, (1, 2, 3, 5))), max_hours_day=r.choice((6, 10)))]
    if r.random() < 0.5:
        rows += [
            f.staff(
                "agency",
                *r.choice((("host",), ("host", "guard"))),
                headcount=2,
                max_hours_week=r.choice((5, 48)),
            )
        ]
    return r.sample(rows, r.randint(1, len(rows)))


def some_decisions(r: Random, projects: list, events: list, places: list, spots: list) -> dict:
    choices = [("tenancy", p.id, "premises", [a.id for a in places]) for p in projects if places]
    choices += [("event", e.id, "spot", [s.id for s in spots]) for e in events]
    found: dict = {"pins": (), "bans": ()}
    for name in found:
        if choices and r.random() < 0.15:
            kind, item, field, places_of = r.choice(choices)
            extra = {field: r.choice(places_of)} if r.random() < 0.5 else {"start": f.day(r.choice((0, 7)))}
            found[name] = (f.decision(kind, item, **extra),)
    return found
