"""Random plans, mostly right and now and then not."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import strategies as st

from scheduler.case import Case, join
from scheduler.costs import items
from scheduler.plan import TERMS, Charge, Dressing, Occurrence, Plan, Shift, Stop, Tenancy, TrailRun
from scheduler.points import terms
from scheduler.problem import Problem, Trail

from .values import ROLES, days, maybe, subset, whole


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
