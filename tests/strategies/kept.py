"""Random plans that the checker finds nothing in."""

from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import Any

from hypothesis import strategies as st

from scheduler.case import join
from scheduler.check import violations
from scheduler.costs import items
from scheduler.plan import Charge, Dressing, Occurrence, Plan, Shift, Stop, Tenancy, TrailRun
from scheduler.problem import Problem

from .values import whole


@st.composite
def kept_plans(draw: st.DrawFn, problem: Problem) -> Plan:
    """A plan that breaks nothing beyond what an empty plan breaks (committed items, pins, frozen days)."""
    return grown(problem, Random(draw(whole(0, 2**32))))


def grown(problem: Problem, random: Random, each: int = 6) -> Plan:
    """
    Up to ``each`` candidates an item are added one by one in a random order, and each is kept only if it breaks
    nothing that the empty plan does not.
    """
    kept = Plan()
    allowed = _broken(problem, kept)
    for name, entry in _candidates(problem, random, each):
        longer = _served(problem, replace(kept, **{name: (*getattr(kept, name), entry)}), random)
        if _broken(problem, longer) <= allowed:
            kept = longer
    return kept


def _broken(problem: Problem, plan: Plan) -> set[str]:
    """Without looking up the references, which resolve: of a check they would take most of the time."""
    return {violation.rule for violation in violations(join(problem, plan))}


def _candidates(problem: Problem, random: Random, each: int) -> list[tuple[str, Any]]:
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
