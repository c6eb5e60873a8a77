"""Edges of the rules of people at work."""

from tests.factories import (
    at,
    event,
    installation,
    occurrence,
    plan,
    problem,
    run,
    shift,
    spans,
    spot,
    staff,
    trail,
)

from .edge import Edge, edge

SQUARE, QUAY = spot("square"), spot("quay")
ONE = {"host": 1}


def fair(*members, **values):
    """An event that needs one host, and who is there to help."""
    return problem(SQUARE, event(**{"staff": ONE} | values), *members)


def two_days(member, *, first=(10, 18), second=(10, 18)):
    """Two events on days 0 and 1, one host each."""
    return problem(SQUARE, event("fair", *first, staff=ONE), event("play", *second, staff=ONE), member), plan(
        occurrence("fair"), occurrence("play", start=1), shift("fair 0"), shift("play 1", 1)
    )


EDGES: list[Edge] = [
    edge(
        "staff.need",
        "exactly as many as are needed",
        lambda count: (fair(staff(headcount=3)), plan(occurrence(), shift(count=count))),
        kept=1,
        broken=2,
    ),
    edge(
        "staff.need",
        "every session",
        lambda shifts: (fair(staff(), days=2), plan(occurrence(), *shifts)),
        kept=[shift(), shift(date=1)],
        broken=[shift()],
    ),
    edge(
        "staff.need",
        "members with the role only",
        lambda role: (fair(staff("anna", role)), plan(occurrence(), shift())),
        kept="host",
        broken="guard",
    ),
    edge(
        "staff.need",
        "a person holds one role in a session",
        lambda other: (
            fair(staff("anna", "host", "guard"), staff("ben", "guard"), staff={"host": 1, "guard": 1}),
            plan(occurrence(), shift(), shift(role="guard", staff=other)),
        ),
        kept="ben",
        broken="anna",
        others="staff.overlap",
    ),
    edge(
        "staff.need",
        "no shift without a session",
        lambda date: (fair(staff()), plan(occurrence(start=3), shift("fair 3", 3), *date)),
        kept=[],
        broken=[shift("fair 3", 4)],
    ),
    edge(
        "staff.need",
        "a trail night needs the staff of its installations",
        lambda stop: (
            problem(
                SQUARE,
                trail(spots=("square",), min_stops=1, installations=(installation(staff=ONE),)),
                staff(),
            ),
            plan(run(stop), shift("lights")),
        ),
        kept=("square", "moon"),
        broken="square",
    ),
    edge(
        "staff.available",
        "inside a span",
        lambda end: (fair(staff(available=spans((0, end)))), plan(occurrence(start=3), shift("fair 3", 3))),
        kept=4,
        broken=3,
    ),
    edge(
        "staff.available",
        "weekday of the session",
        lambda weekdays: (fair(staff(weekdays=weekdays)), plan(occurrence(), shift())),
        kept=(1,),
        broken=(2,),
    ),
    edge(
        "staff.available",
        "no absence",
        lambda first: (fair(staff(absences=spans((first, 9)))), plan(occurrence(), shift())),
        kept=1,
        broken=0,
    ),
    edge(
        "staff.overlap",
        "one place at a time, set-up included",
        lambda minutes: (
            problem(
                SQUARE,
                QUAY,
                event("fair", 10, 12, staff=ONE),
                event("play", 13, 15, staff=ONE, setup_minutes=minutes),
                staff(),
            ),
            plan(occurrence("fair"), occurrence("play", "quay"), shift("fair 0"), shift("play 0")),
        ),
        kept=60,
        broken=61,
    ),
    edge(
        "staff.overlap",
        "an agency up to its number",
        lambda count: (fair(staff(headcount=count), staff={"host": 2}), plan(occurrence(), shift(count=2))),
        kept=2,
        broken=1,
    ),
    edge(
        "staff.day",
        "hours of one date, to the minute",
        lambda hours: (
            fair(staff(max_hours_day=hours), opens=10, closes=19, setup_minutes=30),
            plan(occurrence(), shift()),
        ),
        kept="9.5",
        broken="9.49",
    ),
    edge(
        "staff.week",
        "hours of one ISO week",
        lambda start: (
            problem(
                SQUARE,
                event(opens=10, closes=18, occurrences=2, staff=ONE),
                staff(max_hours_week=15),
            ),
            plan(
                occurrence(start=5),
                occurrence(start=start),
                shift("fair 5", 5),
                shift(f"fair {start}", start),
            ),
        ),
        kept=7,
        broken=6,
    ),
    edge(
        "staff.week",
        "an agency's number times its hours",
        lambda hours: (
            fair(staff(headcount=2, max_hours_week=hours), opens=10, closes=18, staff={"host": 2}),
            plan(occurrence(), shift(count=2)),
        ),
        kept=8,
        broken="7.99",
    ),
    edge(
        "staff.rest",
        "from the end of one date to the start of the next",
        lambda hours: two_days(staff(rest_hours=hours), first=(14, 23)),
        kept=11,
        broken="11.01",
    ),
    edge(
        "staff.rest",
        "not of an agency",
        lambda headcount: two_days(staff(headcount=headcount, rest_hours=12), first=(14, 23)),
        kept=2,
        broken=1,
    ),
    edge(
        "staff.overlap",
        "an event and a trail night",
        lambda minutes: (
            problem(
                SQUARE,
                QUAY,
                event("fair", 10, 19, staff=ONE),
                trail(spots=("quay",), min_stops=1, staff=ONE, setup_minutes=minutes),
                staff(max_hours_day=24),
            ),
            plan(occurrence(), run("quay"), shift(), shift("lights")),
        ),
        kept=60,
        broken=61,
    ),
    edge(
        "staff.day",
        "an event and a trail night together",
        lambda hours: (
            problem(
                SQUARE,
                QUAY,
                event("fair", 10, 19, staff=ONE),
                trail(spots=("quay",), min_stops=1, staff=ONE),
                staff(max_hours_day=hours),
            ),
            plan(occurrence(), run("quay"), shift(), shift("lights")),
        ),
        kept=11,
        broken="10.99",
    ),
    edge(
        "staff.rest",
        "across midnight",
        lambda closes: two_days(staff(), first=(20, at(*closes)), second=(12, 18)),
        kept=(1, 0),
        broken=(1, 1),
    ),
]
