"""Plans of any size made by chance from a seed: some of it right, some of it not. For instances too large to draw."""

from dataclasses import replace
from datetime import date, timedelta
from random import Random

from scheduler.case import join
from scheduler.costs import items
from scheduler.plan import Charge, Dressing, Occurrence, Plan, Shift, Stop, Tenancy, TrailRun
from scheduler.problem import Problem


def chance_plan(problem: Problem, seed: int, share: float = 0.5) -> Plan:
    """About ``share`` of the items of a problem placed anywhere, with shifts and charges that mostly fit."""
    random = Random(seed)
    plan = Plan(
        tenancies=tuple(_tenancies(problem, random, share)),
        occurrences=tuple(_occurrences(problem, random, share)),
        trails=tuple(_runs(problem, random)),
        dressings=tuple(_dressings(problem, random, share)),
    )
    plan = replace(plan, shifts=tuple(_shifts(problem, plan, random)))
    return replace(plan, charges=tuple(_charges(problem, plan, random)))


def _tenancies(problem: Problem, random: Random, share: float):
    for project in problem.projects if problem.premises else ():
        if random.random() < share:
            late = (project.latest_start - project.earliest_start).days // 7
            start = project.earliest_start + timedelta(7 * random.randint(0, max(0, late)))
            weeks = random.choice(project.terms_weeks)
            unit = random.choice(problem.premises).id
            yield Tenancy(project=project.id, premises=unit, start=start, end=start + timedelta(7 * weeks))


def _occurrences(problem: Problem, random: Random, share: float):
    season = (problem.town.end - problem.town.start).days
    number = 0
    for event in problem.events if problem.spots else ():
        for _ in range(event.occurrences):
            if random.random() < share:
                number += 1
                first, days = problem.town.start, season
                if event.windows:
                    window = random.choice(event.windows)
                    first, days = window.start, (window.end - window.start).days
                spots = event.spots or [s.id for s in problem.spots]
                start = first + timedelta(random.randrange(days))
                yield Occurrence(id=f"o{number}", event=event.id, spot=random.choice(spots), start=start)


def _runs(problem: Problem, random: Random):
    for trail in problem.trails:
        spots = random.sample(trail.spots, min(len(trail.spots), random.randint(1, 5)))
        shown = [None, *(i.id for i in trail.installations)]
        start = random.choice(trail.windows).start if trail.windows else problem.town.start
        stops = tuple(Stop(spot=s, installation=random.choice(shown)) for s in spots)
        yield TrailRun(trail=trail.id, start=start, stops=stops)


def _dressings(problem: Problem, random: Random, share: float):
    season = (problem.town.end - problem.town.start).days
    for number, unit in enumerate(problem.premises if problem.kits else ()):
        if random.random() < share / 4:
            kit = random.choice(problem.kits)
            start = problem.town.start + timedelta(random.randrange(season))
            end = start + timedelta(random.randint(kit.min_days - 1, kit.min_days + 30))
            yield Dressing(id=f"d{number}", kit=kit.id, premises=unit.id, start=start, end=end)


def _shifts(problem: Problem, plan: Plan, random: Random):
    case = join(problem, plan)
    able = {role: [m.id for m in problem.staff if role in m.roles] for m in problem.staff for role in m.roles}
    for session in (*case.sessions, *case.nights):
        for role, number in session.need.items():
            if number and able.get(role) and random.random() < 0.95:
                yield Shift(
                    owner=session.owner,
                    date=date.fromordinal(session.day),
                    role=role,
                    staff=random.choice(able[role]),
                    count=number,
                )


def _charges(problem: Problem, plan: Plan, random: Random):
    for item in items(join(problem, plan)) if problem.funding else ():
        line = random.choice(problem.funding)
        part = int(item.cents * line.max_percent / 100)
        for name, cents in ((line.id, part), (random.choice(problem.funding).id, item.cents - part)):
            if cents > 0:
                yield Charge(kind=item.kind, item=item.id, line=name, amount_cents=cents)
