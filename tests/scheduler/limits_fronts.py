"""Limits of dressings, of the money that trails and dressings share, and of what people decide."""

from tests import factories as f
from tests.scheduler.limits import ALL, LIT, NOTHING, WAYS, Limit, fronts, walk, works

ONE_WEEK = {"value": 100, "weeks": (1,), "earliest": 0, "latest": 0}
DRESSED = (12, "photo a 0-14")

DRESSINGS: list[Limit] = [
    Limit(
        "dressing.empty",
        "the turnaround of a tenancy",
        lambda days: fronts(f.premises("a", turnaround_days=days), f.project(**ONE_WEEK)),
        loose=0,
        tight=1,
        before=(106, "p a 0-7; photo a 7-14"),
        after=(100, "p a 0-7"),
    ),
    Limit(
        "dressing.empty",
        "a tenancy for less than the dressing brings stays out",
        lambda value: fronts(f.project(value=value, weeks=(2,), latest=0)),
        loose=13,
        tight=11,
        before=(13, "p a 0-14"),
        after=DRESSED,
    ),
    Limit(
        "dressing.stock",
        "on every day",
        lambda number: fronts(f.premises("b", street="t"), stock=number),
        loose=2,
        tight=1,
        before=(18, "photo a 0-14; photo b 0-14"),
        after=DRESSED,
    ),
    Limit(
        "dressing.length",
        "long enough",
        lambda days: fronts(min_days=days),
        loose=14,
        tight=15,
        before=DRESSED,
        after=NOTHING,
    ),
    Limit(
        "dressing.length",
        "inside the season",
        lambda days: fronts(town=days, min_days=14),
        loose=14,
        tight=13,
        before=DRESSED,
        after=NOTHING,
    ),
    Limit(
        "dressing.premises",
        "where the kit fits",
        lambda names: fronts(f.premises("b", street="t"), premises=names),
        loose=("a",),
        tight=("b",),
        before=DRESSED,
        after=(6, "photo b 0-14"),
    ),
]


def paid(*lines):
    """A front to dress for 5 cents; what pays is said."""
    return fronts(cost_cents=5, tags=("art",), settings={"funding": lines})


MONEY: list[Limit] = [
    Limit(
        "funding.amount",
        "a dressing",
        lambda c: paid(f.line(cents=c)),
        loose=5,
        tight=4,
        before=DRESSED,
        after=NOTHING,
    ),
    Limit(
        "funding.share",
        "percent of odd cents",
        lambda percent: paid(f.line(max_percent=60), f.line("state", max_percent=percent)),
        loose=40,
        tight="39.9",
        before=DRESSED,
        after=NOTHING,
    ),
    Limit(
        "funding.eligible",
        "the kind",
        lambda kind: paid(f.line(kinds=(kind,))),
        loose="dressing",
        tight="trail",
        before=DRESSED,
        after=NOTHING,
    ),
    Limit(
        "funding.eligible",
        "the day on which it starts",
        lambda first: paid(f.line(available=f.span(first, 60))),
        loose=0,
        tight=1,
        before=DRESSED,
        after=(6, "photo a 1-8"),
    ),
    Limit(
        "funding.covered",
        "a trail shows what can be paid",
        lambda c: walk(
            installations=works(moon={"cost_cents": 5}, star={"cost_cents": 4}),
            max_length_m=200,
            settings={"funding": (f.line(cents=c),)},
        ),
        loose=9,
        tight=8,
        before=(17, "lights 0 a+moon,b+star"),
        after=(12, "lights 0 b+star,c+sun"),
    ),
]

#: Holding the trail on the first night brings nine points more.
FIRST_NIGHT = f.target(minimum=3, penalty=3, start=f.day(0), end=f.day(1))
SECOND = "lights 1 a+moon,b+star,c+sun"


def decided(decisions, *, kind="pins", **values):
    """A trail that begins on one of two nights, on its street three units of what is wanted on the first."""
    return f.problem(
        *(f.spot(name, street=name) for name in "abc"),
        f.trail(
            **{
                "spots": ("a", "b", "c"),
                "distances": WAYS,
                "installations": works(),
                "windows": f.spans((0, 2)),
                "min_stops": 1,
            }
            | values
        ),
        FIRST_NIGHT,
        town={"end": f.day(7)},
        **{kind: decisions},
    )


def own(**values):
    return (f.decision("trail", "lights", **values),)


DECISIONS: list[Limit] = [
    Limit(
        "pin",
        "nights",
        decided,
        loose=(),
        tight=own(start=f.day(1)),
        before=LIT,
        after=(13, SECOND),
    ),
    Limit(
        "pin",
        "a stop",
        lambda pins: decided(pins, max_stops=2),
        loose=(),
        tight=own(spot="c"),
        before=(14, "lights 0 a+moon,b+star"),
        after=(12, "lights 0 a+moon,c+sun"),
    ),
    Limit(
        "pin",
        "held at all",
        lambda pins: decided(pins, value=-40),
        loose=(),
        tight=own(),
        before=(-9, ""),
        after=(-18, ALL),
    ),
    Limit(
        "ban",
        "nights",
        lambda bans: decided(bans, kind="bans"),
        loose=(),
        tight=own(start=f.day(0)),
        before=LIT,
        after=(13, SECOND),
    ),
    Limit(
        "ban",
        "a stop",
        lambda bans: decided(bans, kind="bans"),
        loose=(),
        tight=own(spot="c"),
        before=LIT,
        after=(14, "lights 0 a+moon,b+star"),
    ),
    Limit(
        "ban",
        "a stop on one of the nights",
        lambda bans: decided(bans, kind="bans"),
        loose=(),
        tight=own(spot="b", start=f.day(0)),
        before=LIT,
        after=(13, SECOND),
    ),
    Limit(
        "ban",
        "altogether",
        lambda bans: decided(bans, kind="bans"),
        loose=(),
        tight=own(),
        before=LIT,
        after=(-9, ""),
    ),
]
LIMITS = [*DRESSINGS, *MONEY, *DECISIONS]
