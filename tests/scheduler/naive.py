"""A second look at every plan of the tiniest problems, with no argument about what is enough: to judge the first.

Every combination of placements that are possible alone is written down in full, sorted by its points, and the first
that some shifts and some charges let pass all the rules of the checker is the best.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations, permutations, product

from scheduler.case import join
from scheduler.check import check
from scheduler.costs import items
from scheduler.plan import Charge, Dressing, Occurrence, Plan, Shift, Stop, Tenancy, TrailRun
from scheduler.points import terms
from scheduler.problem import Event, Problem, Project, Trail

SERVED = ("staff.need", "funding.covered")
#: Rules of one item, which stay broken whatever else is placed.
ALONE = ("tenancy.window", "tenancy.available", "event.dates", "spot.closed", "trail.", "dressing.")


def naive(problem: Problem) -> int | None:
    """The points of the best plan; None if there is none."""
    every = [*(_lets(problem, p) for p in problem.projects), *(_held(problem, e) for e in problem.events)]
    every += [_walks(problem, t) for t in problem.trails]
    every.append(_dressings(problem))
    possible = [[own for own in ways if _possible(problem, own)] for ways in every]
    plans = [_plan(sum(ways, ())) for ways in product(*possible)]
    plans = [plan for plan in plans if all(v.rule in SERVED for v in check(problem, plan))]
    for points, _, plan in sorted((-sum(terms(problem, p).values()), n, p) for n, p in enumerate(plans)):
        for shifts in _shifts(problem, plan):
            staffed = replace(plan, shifts=shifts)
            if all(v.rule == "funding.covered" for v in check(problem, staffed)):
                if any(not check(problem, replace(staffed, charges=c)) for c in _charges(problem, plan)):
                    return -points
                break
    return None


def _possible(problem: Problem, entries: tuple) -> bool:
    return not any(v.rule.startswith(ALONE) for v in check(problem, _plan(entries)))


def _plan(entries: tuple) -> Plan:
    of = lambda kind: tuple(e for e in entries if isinstance(e, kind))  # noqa: E731
    return Plan(
        tenancies=of(Tenancy), occurrences=of(Occurrence), trails=of(TrailRun), dressings=of(Dressing)
    )


def _days(problem: Problem) -> list[date]:
    return [problem.town.start + timedelta(n) for n in range((problem.town.end - problem.town.start).days)]


def _lets(problem: Problem, project: Project) -> Iterator[tuple]:
    yield ()
    for place, start, weeks in product(problem.premises, _days(problem), project.terms_weeks):
        end = start + timedelta(7 * weeks)
        yield (Tenancy(project=project.id, premises=place.id, start=start, end=end),)


def _held(problem: Problem, event: Event) -> Iterator[tuple]:
    single = [
        Occurrence(id=f"{event.id} {spot.id} {start}", event=event.id, spot=spot.id, start=start)
        for spot, start in product(problem.spots, _days(problem))
    ]
    for number in range(event.occurrences + 1):
        yield from combinations(single, number)


def _walks(problem: Problem, trail: Trail) -> Iterator[tuple]:
    yield ()
    shown = [None, *(work.id for work in trail.installations)]
    for start, number in product(_days(problem), range(len(problem.spots) + 1)):
        for order in permutations([spot.id for spot in problem.spots], number):
            for works in product(shown, repeat=number):
                stops = tuple(Stop(spot=s, installation=w) for s, w in zip(order, works, strict=True))
                yield (TrailRun(trail=trail.id, start=start, stops=stops),)


def _dressings(problem: Problem) -> Iterator[tuple]:
    """Up to as many as fit one after the other on every front."""
    ends = [*_days(problem), problem.town.end]
    single = [
        Dressing(id=f"{kit.id} {place.id} {start} {end}", kit=kit.id, premises=place.id, start=start, end=end)
        for kit, place in product(problem.kits, problem.premises)
        for start, end in combinations(ends, 2)
        if (end - start).days >= kit.min_days
    ]
    shortest = min((max(1, kit.min_days) for kit in problem.kits), default=len(ends))
    for number in range(len(problem.premises) * ((len(ends) - 1) // shortest) + 1):
        yield from combinations(single, number)


def _shifts(problem: Problem, plan: Plan) -> Iterator[tuple[Shift, ...]]:
    case = join(problem, plan)
    slots = [
        (session.owner, date.fromordinal(session.day), role)
        for group in (case.sessions, case.nights)
        for session in group
        for role, count in session.need.items()
        for _ in range(count)
    ]
    for members in product([member.id for member in problem.staff], repeat=len(slots)):
        counts = Counter((*slot, member) for slot, member in zip(slots, members, strict=True))
        yield tuple(
            Shift(owner=owner, date=day, role=role, staff=member, count=count)
            for (owner, day, role, member), count in counts.items()
        )


def _charges(problem: Problem, plan: Plan) -> Iterator[tuple[Charge, ...]]:
    """Every amount of every line for every item that costs something."""
    lines = problem.funding or ()
    paid = [
        [
            tuple(
                Charge(kind=item.kind, item=item.id, line=line.id, amount_cents=cents)
                for line, cents in zip(lines, amounts, strict=True)
                if cents
            )
            for amounts in product(*(range(min(item.cents, line.amount_cents) + 1) for line in lines))
            if sum(amounts) == item.cents
        ]
        for item in items(join(problem, plan))
    ]
    if problem.funding is None:
        yield ()
        return
    for chosen in product(*paid):
        yield sum(chosen, ())
