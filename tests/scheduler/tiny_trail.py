"""The trail of a random tiny problem: two to four spots, up to three works of light, and what people decide of it."""

from dataclasses import replace
from itertools import combinations
from random import Random

from scheduler.problem import Decision, Installation, Problem, Spot, Trail
from tests import factories as f
from tests.scheduler.tiny import often


def spots(r: Random, streets: list[str], number: int) -> list[Spot]:
    return [
        f.spot(
            id,
            street=r.choice(streets),
            fee_cents=r.choice((0, 0, 1, 3)),
            power_w=r.choice((500, 500, 400, 0)),
            features=often(r, 0.7, ("wall",), ()),
            latest_end=often(r, 0.2, 23 * 60),
            closures=often(r, 0.15, f.spans((2, 4)), ()),
        )
        for id in ("here", "there", "quay", "gate")[:number]
    ]


def trail(r: Random, names: list[str], streets: list[str], staffed: bool) -> Trail:
    stops = r.sample(names, r.randint(2, len(names)))
    first, nights = r.randint(0, 9), r.choice((1, 1, 2))
    least = r.choice((2, 2, 2, 1, 1, 3, 0))
    return f.trail(
        "lights",
        stops,
        f.sunset(r.choice((0, 30))) if r.random() < 0.15 else r.choice((17, 20)),
        r.choice((22, 23, 1)),
        value=r.randint(-2, 25),
        windows=often(r, 0.9, f.spans((first, first + nights + r.choice((0, 0, 1, 2))))),
        weekdays=often(r, 0.15, (1, 3, 5, 6, 7)),
        nights=nights,
        min_stops=least,
        max_stops=often(r, 0.3, least + r.randint(0, 1)),
        max_length_m=r.choice((130, 250, 400, 1000)),
        max_leg_m=often(r, 0.25, r.choice((80, 120))),
        first_spot=often(r, 0.2, r.choice(names)),
        last_spot=often(r, 0.2, r.choice(names)),
        loop=r.random() < 0.3,
        step_free=r.random() < 0.2,
        installations=tuple(_work(r, n, stops, streets, staffed) for n in range(r.randint(0, 3))),
        staff=_staff(r, 0.6) if staffed else {},
        setup_minutes=r.choice((0, 60)),
        teardown_minutes=r.choice((0, 60)),
        distances=tuple(
            f.leg(a, b, r.choice((50, 80, 81, 120, 200)), step_free=r.random() < 0.8)
            for a, b in combinations(names, 2)
            if r.random() < 0.9
        ),
        tags=often(r, 0.4, ("art",), ()),
    )


def _staff(r: Random, share: float) -> dict[str, int]:
    return often(r, share, {r.choice(("host", "guard")): r.choice((1, 1, 2))}, {})


def _work(r: Random, n: int, stops: list[str], streets: list[str], staffed: bool) -> Installation:
    return f.installation(
        f"work {n}",
        value=r.randint(-1, 12),
        cost_cents=r.choice((0, 1, 3, 5)),
        power_w=r.choice((0, 0, 400, 401)),
        features=often(r, 0.2, ("wall",), ()),
        spots=often(r, 0.3, tuple(r.sample(stops, r.randint(1, len(stops))))),
        staff=_staff(r, 0.35) if staffed else {},
        spot_points=often(r, 0.4, {r.choice((*stops, *streets)): r.randint(-3, 6)}, {}),
    )


def decided(r: Random, problem: Problem) -> Problem:
    """A pin or a ban of the trail: of its nights, of a stop, of both, or whatever it is."""
    own = problem.trails[0]
    start = own.windows[0].start if own.windows else f.day(r.randint(0, 9))
    one = Decision(
        kind="trail",
        item=own.id,
        start=often(r, 0.5, start),
        spot=often(r, 0.5, r.choice(own.spots)),
    )
    if r.random() < 0.6:
        return replace(problem, pins=(*problem.pins, one))
    return replace(problem, bans=(*problem.bans, one))
