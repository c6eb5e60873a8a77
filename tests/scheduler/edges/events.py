"""Edges of the rules of events, streets and full days."""

from tests.factories import (
    day,
    event,
    inauguration,
    occurrence,
    plan,
    premises,
    problem,
    project,
    run,
    spans,
    spot,
    street,
    sunset,
    tenancy,
    trail,
)

from .edge import Edge, edge

SQUARE, QUAY = spot("square"), spot("quay")


def fair(*, on=SQUARE, **values):
    """A problem of one spot and one event."""
    return problem(on, event(**values))


def opened(first=0):
    return plan(tenancy(start=first), occurrence(start=7))


EDGES: list[Edge] = [
    edge(
        "event.count",
        "at most its occurrences",
        lambda number: (fair(occurrences=2), plan(*(occurrence(start=s) for s in range(number)))),
        kept=2,
        broken=3,
    ),
    edge(
        "event.count",
        "a committed event is held",
        lambda number: (fair(committed=True), plan(*(occurrence(start=s) for s in range(number)))),
        kept=1,
        broken=0,
    ),
    edge(
        "event.dates",
        "inside the season",
        lambda start: (fair(days=2), plan(occurrence(start=start))),
        kept=82,
        broken=83,
    ),
    edge(
        "event.dates",
        "all days inside one window",
        lambda start: (fair(days=2, windows=spans((0, 7), (7, 14))), plan(occurrence(start=start))),
        kept=5,
        broken=6,
    ),
    edge(
        "event.dates",
        "the weekday of the first day",
        lambda start: (fair(days=2, weekdays=(6,)), plan(occurrence(start=start))),
        kept=5,
        broken=6,
    ),
    edge(
        "event.dates",
        "an empty list of weekdays allows nothing",
        lambda weekdays: (fair(weekdays=weekdays), plan(occurrence())),
        kept=None,
        broken=(),
    ),
    edge(
        "event.dates",
        "no day on an excluded date",
        lambda start: (fair(days=2, not_dates=(day(8),)), plan(occurrence(start=start))),
        kept=9,
        broken=7,
    ),
    edge(
        "event.dates",
        "from the last day to the first of the next",
        lambda start: (
            fair(days=2, occurrences=2, min_gap_days=7),
            plan(occurrence(), occurrence(start=start)),
        ),
        kept=8,
        broken=7,
    ),
    edge(
        "event.dates",
        "an hour by the sunset needs that date's sunset",
        lambda start: (
            problem(SQUARE, event(opens=sunset(30), closes=23), town={"sunsets": {day(3): 18 * 60}}),
            plan(occurrence(start=start)),
        ),
        kept=3,
        broken=4,
    ),
    edge(
        "spot.fit",
        "capacity",
        lambda people: (fair(on=spot(capacity=100), attendance=people), plan(occurrence())),
        kept=100,
        broken=101,
    ),
    edge(
        "spot.fit",
        "power",
        lambda watts: (fair(on=spot(power_w=2000), power_w=watts), plan(occurrence())),
        kept=2000,
        broken=2001,
    ),
    edge(
        "spot.fit",
        "features",
        lambda tags: (fair(on=spot(features=("water",)), features=tags), plan(occurrence())),
        kept=("water",),
        broken=("water", "shelter"),
    ),
    edge(
        "spot.fit",
        "one of its spots",
        lambda names: (problem(SQUARE, QUAY, event(spots=names)), plan(occurrence())),
        kept=("square",),
        broken=("quay",),
    ),
    edge(
        "spot.fit",
        "the latest end, past midnight",
        lambda closes: (fair(on=spot(latest_end=25 * 60), opens=22, closes=closes), plan(occurrence())),
        kept=1,
        broken=2,
    ),
    edge(
        "spot.closed",
        "no session day inside a closure",
        lambda start: (fair(on=spot(closures=spans((2, 5))), days=2), plan(occurrence(start=start))),
        kept=0,
        broken=1,
    ),
    edge(
        "spot.closed",
        "no trail night inside a closure",
        lambda start: (
            problem(spot("square", closures=spans((2, 5))), trail(spots=("square",), nights=2, min_stops=1)),
            plan(run("square", start=start)),
        ),
        kept=0,
        broken=1,
    ),
    edge(
        "spot.overlap",
        "set-up and tear-down",
        lambda minutes: (
            problem(
                SQUARE,
                event("fair", 10, 12, teardown_minutes=60),
                event("play", 14, 16, setup_minutes=minutes),
            ),
            plan(occurrence("fair"), occurrence("play")),
        ),
        kept=60,
        broken=61,
    ),
    edge(
        "spot.overlap",
        "holds overnight",
        lambda overnight: (
            problem(SQUARE, event("fair", 10, 12, days=2, holds_overnight=overnight), event("play", 20, 22)),
            plan(occurrence("fair"), occurrence("play")),
        ),
        kept=False,
        broken=True,
    ),
    edge(
        "spot.overlap",
        "trail stops are held overnight",
        lambda start: (
            problem(SQUARE, event("fair", 10, 12), trail(spots=("square",), nights=2, min_stops=1)),
            plan(occurrence("fair", start=start), run("square")),
        ),
        kept=0,
        broken=1,
    ),
    edge(
        "event.after",
        "after the last day of the other",
        lambda start: (
            problem(SQUARE, QUAY, event("fair", days=2), event("ball", after=("fair",))),
            plan(occurrence("fair"), occurrence("ball", "quay", start)),
        ),
        kept=2,
        broken=1,
    ),
    edge(
        "event.after",
        "only if the other is held",
        lambda held: (
            problem(SQUARE, event("fair"), event("ball", after=("fair",))),
            plan(*held, occurrence("ball", start=7)),
        ),
        kept=[occurrence("fair")],
        broken=[],
    ),
    edge(
        "event.apart",
        "no common day",
        lambda start: (
            problem(SQUARE, QUAY, event("fair", days=2), event("ball", not_same_day=("fair",))),
            plan(occurrence("fair", start=3), occurrence("ball", "quay", start)),
        ),
        kept=5,
        broken=4,
    ),
    edge(
        "event.inauguration",
        "the project has a tenancy",
        lambda lets: (
            problem(premises(), project(), SQUARE, event(inaugurates=inauguration(within_days=7))),
            plan(*lets, occurrence()),
        ),
        kept=[tenancy()],
        broken=[],
    ),
    edge(
        "event.inauguration",
        "soon after the tenancy starts, both ends included",
        lambda within: (
            problem(premises(), project(), SQUARE, event(inaugurates=inauguration(within_days=within))),
            opened(),
        ),
        kept=7,
        broken=6,
    ),
    edge(
        "event.inauguration",
        "not before the tenancy starts",
        lambda first: (
            problem(premises(), project(), SQUARE, event(inaugurates=inauguration())),
            opened(first),
        ),
        kept=7,
        broken=14,
    ),
    edge(
        "event.inauguration",
        "on the street of the tenancy",
        lambda where: (
            problem(
                street("s"),
                street("t"),
                premises(),
                project(),
                spot(street=where),
                event(inaugurates=inauguration()),
            ),
            opened(),
        ),
        kept="s",
        broken="t",
    ),
    edge(
        "street.loud",
        "loud days of a calendar month",
        lambda start: (
            problem(SQUARE, QUAY, event(occurrences=2, loud=True), max_loud_days_per_street_month=1),
            plan(occurrence(), occurrence(spot="quay", start=start)),
        ),
        kept=31,
        broken=30,
    ),
    edge(
        "street.loud",
        "two loud sessions of one day are one day",
        lambda start: (
            problem(SQUARE, QUAY, event(occurrences=2, loud=True), max_loud_days_per_street_month=1),
            plan(occurrence(id="x"), occurrence(spot="quay", start=start)),
        ),
        kept=0,
        broken=1,
    ),
    edge(
        "sessions.day",
        "sessions of one date",
        lambda start: (
            problem(SQUARE, QUAY, event("fair", days=2), event("ball"), max_sessions_per_day=1),
            plan(occurrence("fair"), occurrence("ball", "quay", start)),
        ),
        kept=2,
        broken=1,
    ),
]
