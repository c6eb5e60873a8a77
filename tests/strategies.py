"""Small random problems and plans, for properties and for agreement with the oracle.

``problems()`` and ``plans(problem)`` are likely to break rules; ``kept_plans(problem)`` break none (they are grown
entry by entry, each kept only if the checker finds nothing); ``spoilt(plan)`` are plans with a few values changed.
Pass ``trails=False, kits=False, published=False`` for problems without them.
"""

import os
from dataclasses import MISSING, replace
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from scheduler.case import Case, join
from scheduler.check import check
from scheduler.costs import items
from scheduler.fields import Hour, Point, Span
from scheduler.plan import TERMS, Charge, Dressing, Occurrence, Plan, Shift, Stop, Tenancy, TrailRun
from scheduler.points import terms
from scheduler.problem import (
    CoverageTarget,
    Decision,
    Distance,
    Event,
    FundingLine,
    Inauguration,
    Installation,
    Kit,
    Partner,
    Premises,
    Problem,
    Project,
    Settings,
    Shop,
    Spot,
    Staff,
    Street,
    Support,
    Town,
    Trail,
    Weights,
)

MONDAY = date(2027, 3, 1)
TAGS = ("water", "craft")
ROLES = ("host", "guard")

slow = (HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much)
settings.register_profile("quick", max_examples=40, deadline=None, suppress_health_check=slow)
settings.register_profile("thorough", max_examples=10_000, deadline=None, suppress_health_check=slow)
PROFILE = os.environ.get("HYPOTHESIS_PROFILE", "quick")
quick = settings.get_profile(PROFILE if PROFILE in ("quick", "thorough") else "quick")


def maybe(strategy: st.SearchStrategy[Any], otherwise: Any = None) -> st.SearchStrategy[Any]:
    """Often the value that switches a rule off."""
    return st.one_of(st.just(otherwise), st.just(otherwise), strategy)


def whole(low: int, high: int) -> st.SearchStrategy[int]:
    return st.integers(low, high)


def amounts(low: int, high: int) -> st.SearchStrategy[Decimal]:
    """Numbers with up to one decimal."""
    return st.integers(10 * low, 10 * high).map(lambda n: Decimal(n) / 10)


def days(low: int = -3, high: int = 40) -> st.SearchStrategy[date]:
    return st.integers(low, high).map(lambda n: MONDAY + timedelta(n))


@st.composite
def spans(draw: st.DrawFn) -> Span:
    first = draw(days())
    return Span(first, first + timedelta(draw(whole(1, 40))))


def some(strategy: st.SearchStrategy[Any], most: int = 2) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(strategy, max_size=most).map(tuple)


def subset(values: Any) -> st.SearchStrategy[tuple[Any, ...]]:
    return (
        st.lists(st.sampled_from(list(values)), unique=True, max_size=len(values)).map(tuple)
        if values
        else st.just(())
    )


def mapping(keys: Any, values: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[Any, Any]]:
    return st.dictionaries(st.sampled_from(list(keys)), values, max_size=2) if keys else st.just({})


tags = subset(TAGS)
windows = maybe(some(spans(), 2))
weekdays = maybe(subset(range(1, 8)))
roles = st.dictionaries(st.sampled_from(ROLES), whole(0, 2), max_size=2)
hours = st.one_of(
    whole(0, 23).map(lambda n: Hour(60 * n)),
    whole(6, 23).map(lambda n: Hour(60 * n + 30)),
    whole(-1, 2).map(lambda n: Hour(30 * n, sunset=True)),
)
points = maybe(
    st.tuples(whole(0, 9), whole(0, 9)).map(lambda p: Point(4.97 + p[0] / 4000, 47.41 + p[1] / 4000))
)


def ids(letter: str, number: int) -> list[str]:
    return [f"{letter}{n}" for n in range(number)]


@st.composite
def town_settings(draw: st.DrawFn) -> Settings:
    return Settings(
        start_weekday=draw(st.sampled_from((1, None, None, 3))),
        separation_metres=draw(maybe(whole(0, 200))),
        max_openings_per_week=draw(maybe(whole(0, 2))),
        max_rent_support_percent=draw(amounts(0, 60)),
        max_loud_days_per_street_month=draw(maybe(whole(0, 2))),
        max_sessions_per_day=draw(maybe(whole(0, 2))),
        today=draw(maybe(days(-14, 14))),
        freeze_days=draw(maybe(whole(0, 30))),
        max_changes=draw(maybe(whole(0, 2))),
        role_rates=draw(st.dictionaries(st.sampled_from(ROLES), whole(0, 99), max_size=2)),
        points=Weights(**{n: draw(whole(-3, 9)) for n in Weights.__dataclass_fields__}),
    )


class World:
    """The ids of one problem, and the strategies of its records."""

    def __init__(self, draw: st.DrawFn, trails: bool, kits: bool) -> None:
        size = lambda low, high: draw(whole(low, high))  # noqa: E731
        self.streets = ids("s", size(1, 3))
        self.premises, self.projects = ids("u", size(0, 3)), ids("p", size(0, 3))
        self.partners, self.spots = ids("r", size(0, 1)), ids("o", size(0, 3))
        self.events, self.staff = ids("e", size(0, 3)), ids("m", size(0, 3))
        self.trails = ids("t", size(0, 1)) if trails else []
        self.kits = ids("k", size(0, 1)) if kits else []
        self.street = st.sampled_from(self.streets)

    def premises_of(self, draw: st.DrawFn, id: str) -> Premises:
        return Premises(
            id=id,
            street=draw(self.street),
            area_m2=draw(amounts(20, 80)),
            point=draw(points),
            rent_cents_month=draw(whole(0, 300)),
            equipment=draw(tags),
            allowed_activities=draw(maybe(subset(("x", "y")))),
            forbidden_activities=draw(maybe(subset(("x", "y")), ())),
            available=draw(windows),
            turnaround_days=draw(whole(0, 8)),
            min_term_weeks=draw(maybe(whole(0, 3))),
            max_term_weeks=draw(maybe(whole(1, 4))),
            capacity=draw(st.sampled_from((1, 1, 2))),
            max_total_days=draw(maybe(whole(0, 40))),
            footfall=draw(maybe(whole(0, 9))),
            owner_points=draw(mapping(self.projects, whole(-9, 9))),
            owner_veto=draw(maybe(subset(self.projects), ())),
        )

    def project_of(self, draw: st.DrawFn, id: str) -> Project:
        places = self.premises + self.streets
        support = None
        if self.partners and draw(st.booleans()):
            weeks = draw(maybe(whole(0, 3)))
            support = Support(partner=self.partners[0], hours_per_week=draw(amounts(0, 6)), weeks=weeks)
        return Project(
            id=id,
            activity=draw(st.sampled_from(("x", "y"))),
            value=draw(whole(-5, 99)),
            area_min_m2=draw(maybe(amounts(10, 50), Decimal(0))),
            area_max_m2=draw(maybe(amounts(20, 90))),
            equipment=draw(maybe(tags, ())),
            max_rent_cents_month=draw(maybe(whole(0, 300))),
            terms_weeks=draw(st.lists(whole(1, 3), min_size=1, max_size=2).map(tuple)),
            earliest_start=draw(days(-2, 10)),
            latest_start=draw(days(7, 30)),
            grant_cents=draw(whole(0, 200)),
            tags=draw(tags),
            preferences=draw(mapping(places, whole(-9, 9))),
            veto=draw(maybe(subset(places), ())),
            support=support,
            committed=draw(maybe(st.booleans(), False)),
        )

    def spot_of(self, draw: st.DrawFn, id: str) -> Spot:
        return Spot(
            id=id,
            street=draw(self.street),
            capacity=draw(maybe(whole(0, 60))),
            power_w=draw(whole(0, 60)),
            features=draw(tags),
            fee_cents=draw(whole(0, 9)),
            latest_end=draw(maybe(whole(20, 29).map(lambda n: 60 * n))),
            closures=draw(maybe(some(spans(), 1), ())),
        )

    def event_of(self, draw: st.DrawFn, id: str) -> Event:
        opening = None
        if self.projects and draw(whole(0, 3)) == 0:
            opening = Inauguration(
                project=draw(st.sampled_from(self.projects)), within_days=draw(whole(0, 20))
            )
        return Event(
            id=id,
            audiences=draw(subset(("young", "all"))),
            tags=draw(tags),
            value=draw(whole(-5, 99)),
            repeat_value=draw(maybe(whole(0, 50))),
            occurrences=draw(whole(0, 3)),
            days=draw(whole(1, 3)),
            opens=draw(hours),
            closes=draw(hours),
            setup_minutes=draw(whole(0, 99)),
            teardown_minutes=draw(whole(0, 99)),
            holds_overnight=draw(st.booleans()),
            windows=draw(windows),
            weekdays=draw(weekdays),
            not_dates=draw(maybe(some(days(), 2), ())),
            min_gap_days=draw(maybe(whole(0, 9))),
            cost_cents=draw(whole(0, 99)),
            attendance=draw(whole(0, 60)),
            power_w=draw(maybe(whole(0, 60), 0)),
            features=draw(maybe(tags, ())),
            spots=draw(maybe(subset(self.spots))),
            spot_points=draw(mapping(self.spots + self.streets, whole(-9, 9))),
            staff=draw(maybe(roles, {})),
            loud=draw(st.booleans()),
            after=draw(maybe(subset(self.events), ())),
            not_same_day=draw(maybe(subset(self.events), ())),
            inaugurates=opening,
            committed=draw(maybe(st.booleans(), False)),
        )

    def staff_of(self, draw: st.DrawFn, id: str) -> Staff:
        return Staff(
            id=id,
            roles=draw(subset(ROLES)),
            headcount=draw(st.sampled_from((1, 1, 2, 3))),
            available=draw(windows),
            weekdays=draw(weekdays),
            absences=draw(maybe(some(spans(), 1), ())),
            max_hours_day=draw(amounts(2, 12)),
            max_hours_week=draw(amounts(2, 48)),
            rest_hours=draw(amounts(0, 20)),
        )

    def trail_of(self, draw: st.DrawFn, id: str) -> Trail:
        pairs = [(a, b) for i, a in enumerate(self.spots) for b in self.spots[i + 1 :]]
        installations = [
            Installation(
                id=name,
                value=draw(whole(0, 9)),
                cost_cents=draw(whole(0, 99)),
                power_w=draw(maybe(whole(0, 60), 0)),
                features=draw(maybe(tags, ())),
                spots=draw(maybe(subset(self.spots))),
                staff=draw(maybe(roles, {})),
                spot_points=draw(mapping(self.spots + self.streets, whole(-9, 9))),
            )
            for name in ids("i", draw(whole(0, 2)))
        ]
        return Trail(
            id=id,
            value=draw(whole(0, 99)),
            windows=draw(windows),
            weekdays=draw(weekdays),
            nights=draw(whole(1, 3)),
            opens=draw(hours),
            closes=draw(hours),
            min_stops=draw(whole(0, 2)),
            max_stops=draw(maybe(whole(1, 3))),
            max_length_m=draw(whole(0, 99)),
            max_leg_m=draw(maybe(whole(0, 60))),
            first_spot=draw(maybe(st.sampled_from(self.spots))) if self.spots else None,
            last_spot=draw(maybe(st.sampled_from(self.spots))) if self.spots else None,
            loop=draw(st.booleans()),
            step_free=draw(st.booleans()),
            spots=draw(subset(self.spots)),
            installations=tuple(installations),
            staff=draw(maybe(roles, {})),
            setup_minutes=draw(whole(0, 99)),
            teardown_minutes=draw(whole(0, 99)),
            distances=tuple(
                Distance(a=a, b=b, metres=draw(whole(0, 60)), step_free=draw(st.booleans()))
                for a, b in (draw(subset(pairs)) if pairs else ())
            ),
            tags=draw(tags),
        )

    def line_of(self, draw: st.DrawFn, id: str) -> FundingLine:
        kinds = ("tenancy", "event", "trail", "dressing")
        return FundingLine(
            id=id,
            amount_cents=draw(whole(0, 900)),
            available=draw(maybe(spans())),
            kinds=draw(maybe(subset(kinds))),
            tags=draw(maybe(tags)),
            max_percent=draw(st.sampled_from((Decimal(100), Decimal(100), Decimal("62.5"), Decimal(0)))),
        )

    def target_of(self, draw: st.DrawFn, id: str) -> CoverageTarget:
        span = draw(spans())
        return CoverageTarget(
            id=id,
            streets=draw(maybe(subset(self.streets))),
            start=draw(maybe(st.just(span.start))),
            end=draw(maybe(st.just(span.end))),
            every=draw(st.sampled_from(("week", "month", "span"))),
            kinds=draw(maybe(subset(("event", "tenancy")))),
            audience=draw(maybe(st.sampled_from(("young", "old")))),
            minimum=draw(whole(0, 4)),
            penalty=draw(whole(-2, 9)),
        )

    def decision_of(self, draw: st.DrawFn) -> Decision:
        named = {"tenancy": self.projects, "event": self.events, "trail": self.trails}
        kind = draw(st.sampled_from([kind for kind, names in named.items() if names]))
        place, names = ("premises", self.premises) if kind == "tenancy" else ("spot", self.spots)
        return Decision(
            kind=kind,
            item=draw(st.sampled_from(named[kind])),
            start=draw(maybe(days(0, 20))),
            term_weeks=draw(maybe(whole(1, 3))) if kind == "tenancy" else None,
            **{place: draw(maybe(st.sampled_from(names))) if names else None},
        )


LIMITS = {
    Premises: (
        "allowed_activities",
        "forbidden_activities",
        "available",
        "min_term_weeks",
        "max_term_weeks",
        "max_total_days",
        "owner_veto",
    ),
    Project: (
        "area_min_m2",
        "area_max_m2",
        "equipment",
        "max_rent_cents_month",
        "veto",
        "support",
        "committed",
    ),
    Spot: ("capacity", "latest_end", "closures"),
    Event: (
        "windows",
        "weekdays",
        "not_dates",
        "min_gap_days",
        "attendance",
        "power_w",
        "features",
        "spots",
        "staff",
        "after",
        "not_same_day",
        "inaugurates",
        "committed",
    ),
    Staff: ("available", "weekdays", "absences", "max_hours_day", "max_hours_week", "rest_hours"),
    FundingLine: ("available", "kinds", "tags", "max_percent"),
    Installation: ("power_w", "features", "spots", "staff"),
    Trail: ("windows", "weekdays", "max_stops", "max_leg_m", "first_spot", "last_spot", "step_free", "staff"),
    Kit: ("premises", "min_days"),
}


def eased(problem: Problem, random: Random) -> Problem:
    """The problem with most of the limits of its records taken away, so that more plans keep them all."""

    def ease(record: Any) -> Any:
        defaults = type(record).__dataclass_fields__
        if isinstance(record, Trail):
            record = replace(record, installations=tuple(map(ease, record.installations)), max_length_m=9999)
        off = {
            name: defaults[name].default if defaults[name].default is not MISSING else {}
            for name in LIMITS.get(type(record), ())
            if random.random() < 0.8
        }
        return replace(record, **off)

    lists = {
        name: tuple(map(ease, rows))
        for name in ("premises", "projects", "spots", "events", "staff", "funding", "trails", "kits")
        if (rows := getattr(problem, name))
    }
    found = replace(problem, **lists)
    if found.funding:
        found = replace(found, funding=tuple(replace(line, amount_cents=99_999) for line in found.funding))
    return found


@st.composite
def problems(
    draw: st.DrawFn,
    trails: bool = True,
    kits: bool = True,
    published: bool = True,
    money: bool = True,
    easy: bool = False,
) -> Problem:
    """Problems with a handful of records of each kind, whose references resolve; ``easy`` ones have few limits."""
    w = World(draw, trails, kits)
    placeable = bool(w.projects or w.events or w.trails)
    decisions = some(st.composite(w.decision_of)(), 2) if placeable else st.just(())
    sunsets = {MONDAY + timedelta(n): 18 * 60 + n for n in range(45) if n % 5}
    limits = draw(town_settings())
    if not published:
        limits = replace(limits, freeze_days=None, max_changes=None, today=None)
    found = Problem(
        town=Town(start=MONDAY, end=draw(days(20, 40)), sunsets=sunsets),
        settings=limits,
        streets=tuple(
            Street(id=s, district=draw(maybe(st.sampled_from(("N", "S")))), footfall=draw(whole(0, 9)))
            for s in w.streets
        ),
        premises=tuple(w.premises_of(draw, id) for id in w.premises),
        shops=tuple(
            Shop(
                id=id,
                street=draw(w.street),
                point=draw(points),
                activity=draw(st.sampled_from(("x", "y", "z"))),
                consents=draw(st.booleans()),
            )
            for id in ids("h", draw(whole(0, 1)))
        ),
        projects=tuple(w.project_of(draw, id) for id in w.projects),
        partners=tuple(
            Partner(id=id, hours_per_week=draw(amounts(0, 9)), absences=draw(maybe(some(spans(), 1), ())))
            for id in w.partners
        ),
        spots=tuple(w.spot_of(draw, id) for id in w.spots),
        events=tuple(w.event_of(draw, id) for id in w.events),
        staff=tuple(w.staff_of(draw, id) for id in w.staff),
        funding=tuple(w.line_of(draw, id) for id in ids("f", draw(whole(0, 2))))
        if money and draw(st.booleans())
        else None,
        coverage=tuple(w.target_of(draw, id) for id in ids("c", draw(whole(0, 2)))),
        trails=tuple(w.trail_of(draw, id) for id in w.trails),
        kits=tuple(
            Kit(
                id=id,
                stock=draw(whole(0, 2)),
                cost_cents=draw(whole(0, 99)),
                min_days=draw(whole(0, 14)),
                premises=draw(maybe(subset(w.premises))),
                tags=draw(tags),
                value_week=draw(whole(0, 3)),
            )
            for id in w.kits
        ),
        pins=draw(maybe(decisions, ())),
        bans=draw(maybe(decisions, ())),
    )
    if easy:
        found = eased(found, Random(draw(whole(0, 2**32))))
    return replace(found, published=draw(maybe(placements(found)))) if published else found


@st.composite
def placements(draw: st.DrawFn, problem: Problem, most: int = 3) -> Plan:
    """Tenancies, occurrences, trails and dressings that fit more often than chance would have it."""
    lets, held, runs, dressed = [], [], [], []
    for project in problem.projects if problem.premises else ():
        for _ in range(draw(st.sampled_from((0, 1, 1, 1, 2)))):
            start = draw(days(0, 20)) if draw(whole(0, 2)) == 0 else _monday_from(project.earliest_start)
            weeks = draw(st.sampled_from(project.terms_weeks))
            end = start + timedelta(7 * weeks + draw(st.sampled_from((0, 0, 0, 0, 1, -7, -30))))
            unit = draw(st.sampled_from(problem.premises)).id
            lets.append(Tenancy(project=project.id, premises=unit, start=start, end=end))
    for event in problem.events if problem.spots else ():
        for _ in range(draw(whole(0, most))):
            start = draw(days(0, 26))
            spot = draw(st.sampled_from(problem.spots)).id
            held.append(Occurrence(id=f"x{len(held)}", event=event.id, spot=spot, start=start))
    for trail in problem.trails:
        for _ in range(draw(st.sampled_from((0, 1, 1, 2)))):
            runs.append(draw(_runs(problem, trail)))
    for kit in problem.kits if problem.premises else ():
        for _ in range(draw(whole(0, 2))):
            first = draw(days(0, 20))
            dressed.append(
                Dressing(
                    id=f"d{len(dressed)}",
                    kit=kit.id,
                    premises=draw(st.sampled_from(problem.premises)).id,
                    start=first,
                    end=first + timedelta(draw(whole(-1, 20))),
                )
            )
    return Plan(tenancies=tuple(lets), occurrences=tuple(held), trails=tuple(runs), dressings=tuple(dressed))


def _monday_from(day: date) -> date:
    return day + timedelta(-day.weekday() % 7)


@st.composite
def _runs(draw: st.DrawFn, problem: Problem, trail: Trail) -> TrailRun:
    names = [s.id for s in problem.spots]
    spots = draw(st.lists(st.sampled_from(names), max_size=3, unique=draw(whole(0, 3)) > 0)) if names else []
    placed = st.sampled_from([None, *(i.id for i in trail.installations)])
    stops = tuple(Stop(spot=spot, installation=draw(placed)) for spot in spots)
    return TrailRun(trail=trail.id, start=draw(days(0, 26)), stops=stops)


@st.composite
def plans(draw: st.DrawFn, problem: Problem) -> Plan:
    """Placements with shifts, charges and claims, mostly right and now and then not."""
    plan = draw(placements(problem))
    plan = replace(plan, shifts=draw(shifts(problem, join(problem, plan))))
    plan = replace(plan, charges=draw(charges(problem, join(problem, plan))))
    return draw(claims(problem, plan))


@st.composite
def shifts(draw: st.DrawFn, problem: Problem, case: Case) -> tuple[Shift, ...]:
    """Somebody for most roles of most sessions, and now and then for one that nobody asked for."""
    found = []
    for session in (*case.sessions, *case.nights) if problem.staff else ():
        for role, number in session.need.items():
            able = [m.id for m in problem.staff if role in m.roles] or [m.id for m in problem.staff]
            if number and draw(whole(0, 5)):
                found.append(
                    Shift(
                        owner=session.owner,
                        date=date.fromordinal(session.day + draw(st.sampled_from((0, 0, 0, 0, 0, 0, 1)))),
                        role=role if draw(whole(0, 9)) else draw(st.sampled_from(ROLES)),
                        staff=draw(st.sampled_from(able)),
                        count=number if draw(whole(0, 6)) else draw(whole(1, 3)),
                    )
                )
    return tuple(found)


@st.composite
def charges(draw: st.DrawFn, problem: Problem, case: Case) -> tuple[Charge, ...]:
    """The cost of each item, in one or two parts, and now and then a cent off."""
    found = []
    for item in items(case) if problem.funding else ():
        cents = max(0, item.cents + draw(st.sampled_from((0,) * 9 + (1, -1))))
        part = draw(whole(0, cents)) if draw(st.booleans()) else cents
        for amount in (part, cents - part):
            if amount or not draw(whole(0, 9)):
                line = draw(st.sampled_from(problem.funding or ())).id
                found.append(Charge(kind=item.kind, item=item.id, line=line, amount_cents=amount))
    return tuple(found)


@st.composite
def claims(draw: st.DrawFn, problem: Problem, plan: Plan) -> Plan:
    found = terms(problem, plan)
    off = st.sampled_from((0, 0, 0, 0, 1, -1))
    total = sum(found.values())
    return replace(
        plan,
        points=draw(maybe(off.map(lambda n: total + n))),
        bound=draw(maybe(off.map(lambda n: total + n))),
        status=draw(maybe(st.sampled_from(("optimal", "feasible")))),
        terms={name: found[name] + draw(off) for name in draw(subset(TERMS))} if draw(st.booleans()) else {},
    )


@st.composite
def kept_plans(draw: st.DrawFn, problem: Problem) -> Plan:
    """
    A plan that breaks nothing beyond what an empty plan breaks (committed items, pins, frozen days): candidates
    are added one by one in a random order, and each is kept only if it breaks nothing new.
    """
    random = Random(draw(whole(0, 2**32)))
    kept = Plan()
    allowed = {v.rule for v in check(problem, kept)}
    for name, entry in _candidates(problem, random):
        grown = _served(problem, replace(kept, **{name: (*getattr(kept, name), entry)}), random)
        if {v.rule for v in check(problem, grown)} <= allowed:
            kept = grown
    return kept


def _candidates(problem: Problem, random: Random, each: int = 6) -> list[tuple[str, Any]]:
    """Up to ``each`` placements an item that its own dates allow, shuffled."""
    season = [problem.town.start + timedelta(n) for n in range((problem.town.end - problem.town.start).days)]
    found: list[tuple[str, Any]] = []
    for project in problem.projects if problem.premises else ():
        weekday = problem.settings.start_weekday
        starts = [d for d in season if project.earliest_start <= d <= project.latest_start]
        starts = [d for d in starts if weekday in (None, d.isoweekday())]
        for _ in range(each if starts else 0):
            start, unit = random.choice(starts), random.choice(problem.premises)
            end = start + timedelta(7 * random.choice(project.terms_weeks))
            found.append(("tenancies", Tenancy(project=project.id, premises=unit.id, start=start, end=end)))
    for number, event in enumerate(problem.events if problem.spots else ()):
        starts = [d for d in season if event.weekdays is None or d.isoweekday() in event.weekdays]
        for n in range(each if starts else 0):
            spot, start = random.choice(problem.spots), random.choice(starts)
            name = f"x{number}-{n}"
            found.append(("occurrences", Occurrence(id=name, event=event.id, spot=spot.id, start=start)))
    for trail in problem.trails if problem.spots else ():
        for _ in range(each):
            names = [s.id for s in problem.spots]
            spots = random.sample(names, random.randint(1, len(names)))
            shown = [None, *(i.id for i in trail.installations)]
            stops = tuple(Stop(spot=spot, installation=random.choice(shown)) for spot in spots)
            found.append(("trails", TrailRun(trail=trail.id, start=random.choice(season), stops=stops)))
    for kit in problem.kits if problem.premises else ():
        for n in range(each):
            start, unit = random.choice(season), random.choice(problem.premises)
            end = start + timedelta(max(1, kit.min_days) + random.randint(0, 3))
            name = f"{kit.id}-{n}"
            found.append(("dressings", Dressing(id=name, kit=kit.id, premises=unit.id, start=start, end=end)))
    random.shuffle(found)
    return found


def _served(problem: Problem, plan: Plan, random: Random) -> Plan:
    """The plan with staff that have the roles, and every item charged to lines that may pay it."""
    case = join(problem, replace(plan, shifts=(), charges=()))
    shifts = []
    for session in (*case.sessions, *case.nights):
        busy: set[str] = set()
        day = date.fromordinal(session.day)
        for role, number in session.need.items():
            able = [
                m for m in problem.staff if role in m.roles and m.headcount >= number and m.id not in busy
            ]
            if number and able:
                member = random.choice(able).id
                busy.add(member)
                shifts.append(Shift(owner=session.owner, date=day, role=role, staff=member, count=number))
    left = {line.id: line.amount_cents for line in problem.funding or ()}
    paid = []
    for item in items(case):
        rest = item.cents
        for line in problem.funding or ():
            most = (
                int(item.cents * line.max_percent / 100)
                if line.kinds is None or item.kind in line.kinds
                else 0
            )
            cents = min(rest, left[line.id], most if line.tags is None or {*line.tags} & {*item.tags} else 0)
            if cents > 0:
                rest, left[line.id] = rest - cents, left[line.id] - cents
                paid.append(Charge(kind=item.kind, item=item.id, line=line.id, amount_cents=cents))
    return replace(plan, shifts=tuple(shifts), charges=tuple(paid))


@st.composite
def spoilt(draw: st.DrawFn, problem: Problem, plan: Plan) -> Plan:
    """The plan with one or two entries taken out, given twice, moved by days or to another place."""
    for _ in range(draw(whole(1, 2))):
        filled = [
            n
            for n in ("tenancies", "occurrences", "trails", "dressings", "shifts", "charges")
            if getattr(plan, n)
        ]
        if not filled:
            return plan
        name = draw(st.sampled_from(filled))
        rows = list(getattr(plan, name))
        i = draw(whole(0, len(rows) - 1))
        how = draw(st.sampled_from(("out", "twice", "moved", "moved", "moved")))
        if how == "out":
            del rows[i]
        elif how == "twice" and not hasattr(rows[i], "id"):
            rows.insert(i, rows[i])
        else:
            rows[i] = draw(_moved(problem, rows[i]))
        plan = replace(plan, **{name: tuple(rows)})
    return plan


@st.composite
def _moved(draw: st.DrawFn, problem: Problem, entry: Any) -> Any:
    shifted = timedelta(draw(st.sampled_from((1, -1, 7, -7, 14))))
    match entry:
        case Tenancy() | Dressing():
            place = draw(st.sampled_from(problem.premises)).id
            return draw(
                st.sampled_from(
                    (
                        replace(entry, start=entry.start + shifted, end=entry.end + shifted),
                        replace(entry, end=entry.end + shifted),
                        replace(entry, premises=place),
                    )
                )
            )
        case Occurrence():
            place = draw(st.sampled_from(problem.spots)).id
            return draw(
                st.sampled_from((replace(entry, start=entry.start + shifted), replace(entry, spot=place)))
            )
        case TrailRun():
            turned = replace(entry, stops=tuple(reversed(entry.stops)))
            return draw(
                st.sampled_from(
                    (
                        replace(entry, start=entry.start + shifted),
                        turned,
                        replace(entry, stops=entry.stops[1:]),
                    )
                )
            )
        case Shift():
            member = draw(st.sampled_from(problem.staff)).id
            return draw(
                st.sampled_from(
                    (
                        replace(entry, date=entry.date + shifted),
                        replace(entry, staff=member),
                        replace(entry, count=entry.count + 1),
                    )
                )
            )
    return replace(entry, amount_cents=max(0, entry.amount_cents + draw(st.sampled_from((1, -1)))))
