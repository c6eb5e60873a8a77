"""Random problems of eight days with two or three things to place: nothing need be left out of the looking."""

from random import Random

from scheduler.plan import Plan
from scheduler.problem import Problem
from tests import factories as f
from tests.scheduler.tiny import often


def tiniest_problem(seed: int) -> Problem:
    """A front with a project and a kit, or an event beside a trail of two spots."""
    r = Random(f"tiniest {seed}")
    fronts = seed % 2
    records = _fronts(r) if fronts else _square(r)
    changing = {
        "max_changes": often(r, 0.4, r.choice((0, 1))),
        "today": f.day(-1),
        "freeze_days": often(r, 0.3, r.choice((1, 2))),
        "published": _published(r, bool(fronts)),
    }
    return f.problem(
        *(f.street("u", footfall=r.randint(1, 3)), f.street("v", footfall=1)),
        *records,
        funding=_funding(r) if r.random() < 0.7 else None,
        town={"end": f.day(8)},
        start_weekday=None,
        role_rates={"host": r.choice((0, 1))},
        euro=r.choice((0, 0, 100, -100)),
        change=r.choice((0, 4, -3)),
        **(changing if r.random() < 0.5 else {}),
        **_decisions(r, bool(fronts)),
    )


def _fronts(r: Random) -> list:
    places = [f.premises("a", street="u", turnaround_days=r.choice((0, 2)), capacity=r.choice((1, 1, 2)))]
    if r.random() < 0.4:
        places.append(f.premises("b", street="v"))
    kit = f.kit(
        stock=r.choice((1, 1, 2)),
        min_days=r.choice((3, 4, 4, 7)) if len(places) == 1 else r.choice((6, 7, 7, 8)),
        cost_cents=r.choice((0, 1, 3, 50)),
        value_week=r.choice((2, 3, -1, 0)),
        tags=often(r, 0.5, ("art",), ()),
    )
    earliest = r.randint(0, 1)
    project = f.project(
        value=r.randint(-1, 9),
        weeks=(1,),
        earliest=earliest,
        latest=earliest + 1,
        grant_cents=r.choice((0, 2, 3, 51)),
    )
    return [*places, kit, project]


def _square(r: Random) -> list:
    trail = f.trail(
        "lights",
        ("here", "there"),
        20,
        23,
        value=r.randint(-1, 9),
        windows=f.spans((2, 4)),
        nights=r.choice((1, 1, 2)),
        min_stops=r.choice((0, 1, 2)),
        max_stops=often(r, 0.3, 2),
        max_length_m=r.choice((100, 200)),
        first_spot=often(r, 0.3, "there"),
        loop=r.random() < 0.4,
        installations=(
            f.installation(
                value=r.randint(0, 6),
                cost_cents=r.choice((1, 3)),
                staff=often(r, 0.4, {"host": 1}, {}),
                spot_points=often(r, 0.5, {r.choice(("here", "v")): r.randint(-2, 4)}, {}),
            ),
        ),
        staff=often(r, 0.5, {"host": 1}, {}),
        distances=(f.leg("there", "here", 100),) if r.random() < 0.9 else (),
        tags=often(r, 0.5, ("art",), ()),
    )
    event = f.event(
        "fair",
        10,
        r.choice((12, 21)),
        value=r.randint(-1, 9),
        windows=f.spans((2, 5)),
        cost_cents=r.choice((0, 1)),
        staff=often(r, 0.6, {"host": 1}, {}),
        spot_points=often(r, 0.4, {"here": 3}, {}),
    )
    target = f.target(minimum=r.randint(1, 3), penalty=r.choice((2, 5)), every="span")
    members = [f.staff("anna", max_hours_week=r.choice((5, 48))), f.staff("bo", "host", "guard")]
    spots = [f.spot("here", "u", fee_cents=r.choice((0, 1))), f.spot("there", "v")]
    return [*spots, trail, event, *members[: r.randint(0, 2)], *([target] if r.random() < 0.4 else [])]


def _funding(r: Random) -> tuple:
    return tuple(
        f.line(
            id,
            r.choice((0, 2, 4, 6)),
            kinds=often(r, 0.3, (r.choice(("tenancy", "dressing", "trail")), "event")),
            tags=often(r, 0.3, ("art",)),
            max_percent=r.choice((100, 100, 50, "33.5")),
            available=often(r, 0.3, f.span(1, 4)),
        )
        for id in ("town", "region")[: r.choice((1, 1, 2))]
    )


def _published(r: Random, fronts: bool) -> Plan:
    if fronts:
        return f.plan(f.tenancy(start=r.randint(0, 1), days=7))
    stops = r.choice((("here", "there"), ("there", "here"), (("here", "moon"), "there"), ("there",)))
    return f.plan(f.run(*stops, start=r.choice((2, 3))), f.occurrence("fair", "here", r.choice((2, 3))))


def _decisions(r: Random, fronts: bool) -> dict:
    if fronts or r.random() < 0.6:
        return {}
    one = f.decision(
        "trail",
        "lights",
        start=often(r, 0.5, f.day(r.choice((2, 3)))),
        spot=often(r, 0.5, r.choice(("here", "there"))),
    )
    return {r.choice(("pins", "bans")): (one,)}
