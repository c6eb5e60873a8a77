"""Edges of the rules of light trails."""

from tests.factories import day, installation, leg, plan, problem, run, spans, spot, sunset, trail

from .edge import Edge, edge

NAMES = ("a", "b", "c")
WAYS = (leg("a", "b", 100), leg("b", "c", 200), leg("c", "a", 400))
SPOTS = [spot(name, power_w=500, features=("wall",)) for name in NAMES]


def walk(**values):
    """A trail past up to three spots."""
    return problem(*SPOTS, trail(**{"spots": NAMES, "distances": WAYS, "min_stops": 1} | values))


def shown(**values):
    return walk(installations=(installation(**values), installation("star")))


EDGES: list[Edge] = [
    edge(
        "trail.once",
        "held once",
        lambda starts: (walk(), plan(*(run("a", start=s) for s in starts))),
        kept=[0],
        broken=[0, 7],
    ),
    edge("trail.dates", "season", lambda s: (walk(nights=2), plan(run("a", start=s))), kept=82, broken=83),
    edge(
        "trail.dates",
        "all nights in one window",
        lambda s: (walk(nights=2, windows=spans((0, 4), (4, 9))), plan(run("a", start=s))),
        kept=2,
        broken=3,
    ),
    edge(
        "trail.dates",
        "weekday of the first night",
        lambda s: (walk(nights=2, weekdays=(5,)), plan(run("a", start=s))),
        kept=4,
        broken=5,
    ),
    edge(
        "trail.dates",
        "a sunset for every night",
        lambda days: (
            problem(
                *SPOTS,
                trail(spots=NAMES, opens=sunset(30), closes=23, nights=2, min_stops=1),
                town={"sunsets": {day(d): 18 * 60 for d in days}},
            ),
            plan(run("a")),
        ),
        kept=(0, 1),
        broken=(0,),
    ),
    edge("trail.stops", "enough", lambda n: (walk(min_stops=2), plan(run(*NAMES[:n]))), kept=2, broken=1),
    edge(
        "trail.stops", "not too many", lambda n: (walk(max_stops=2), plan(run(*NAMES[:n]))), kept=2, broken=3
    ),
    edge(
        "trail.stops",
        "each spot once",
        lambda last: (walk(), plan(run("a", "b", last))),
        kept="c",
        broken="a",
    ),
    edge(
        "trail.stops",
        "each installation once",
        lambda name: (shown(), plan(run(("a", "moon"), ("b", name)))),
        kept="star",
        broken="moon",
    ),
    edge(
        "trail.stops",
        "one of its spots",
        lambda names: (walk(spots=names), plan(run("a"))),
        kept=("a",),
        broken=("b",),
    ),
    edge(
        "trail.stops",
        "one of the installation's spots",
        lambda names: (shown(spots=names), plan(run(("a", "moon")))),
        kept=("a",),
        broken=("b", "c"),
    ),
    edge(
        "trail.stops", "power", lambda w: (shown(power_w=w), plan(run(("a", "moon")))), kept=500, broken=501
    ),
    edge(
        "trail.stops",
        "features",
        lambda tags: (shown(features=tags), plan(run(("a", "moon")))),
        kept=("wall",),
        broken=("wall", "water"),
    ),
    edge(
        "trail.ends",
        "first",
        lambda name: (walk(first_spot=name), plan(run("a", "b"))),
        kept="a",
        broken="b",
    ),
    edge(
        "trail.ends",
        "last",
        lambda name: (walk(last_spot=name), plan(run("a", "b"))),
        kept="b",
        broken="a",
    ),
    edge(
        "trail.length",
        "sum of legs",
        lambda metres: (walk(max_length_m=metres), plan(run(*NAMES))),
        kept=300,
        broken=299,
    ),
    edge(
        "trail.length",
        "the way back of a loop",
        lambda metres: (walk(max_length_m=metres, loop=True), plan(run(*NAMES))),
        kept=700,
        broken=699,
    ),
    edge(
        "trail.length",
        "a loop of two stops has two legs",
        lambda metres: (walk(max_length_m=metres, loop=True), plan(run("a", "b"))),
        kept=200,
        broken=199,
    ),
    edge("trail.leg", "longest", lambda m: (walk(max_leg_m=m), plan(run(*NAMES))), kept=200, broken=199),
    edge(
        "trail.leg",
        "a pair not listed cannot be walked",
        lambda ways: (walk(distances=ways), plan(run("b", "a"))),
        kept=WAYS[:1],
        broken=WAYS[1:],
    ),
    edge(
        "trail.step_free",
        "every leg",
        lambda free: (
            walk(step_free=True, distances=(leg("a", "b", step_free=free),)),
            plan(run("a", "b")),
        ),
        kept=True,
        broken=False,
    ),
    edge(
        "trail.length",
        "a loop of one stop has no leg",
        lambda names: (walk(max_length_m=0, loop=True), plan(run(*names))),
        kept=("a",),
        broken=("a", "b"),
    ),
    edge(
        "trail.leg",
        "the way back of a loop",
        lambda m: (walk(max_leg_m=m, loop=True), plan(run(*NAMES))),
        kept=400,
        broken=399,
    ),
    edge(
        "trail.leg",
        "the way back of a loop must be listed",
        lambda loop: (walk(distances=WAYS[:2], loop=loop), plan(run(*NAMES))),
        kept=False,
        broken=True,
    ),
    edge(
        "trail.step_free",
        "the way back of a loop",
        lambda free: (
            walk(step_free=True, loop=True, distances=(*WAYS[:2], leg("a", "c", step_free=free))),
            plan(run(*NAMES)),
        ),
        kept=True,
        broken=False,
    ),
    edge(
        "trail.ends",
        "first and last of a trail of one stop",
        lambda name: (walk(first_spot="a", last_spot=name), plan(run("a"))),
        kept="a",
        broken="b",
    ),
    edge(
        "trail.dates",
        "not before the season",
        lambda start: (walk(), plan(run("a", start=start))),
        kept=0,
        broken=-1,
    ),
]
