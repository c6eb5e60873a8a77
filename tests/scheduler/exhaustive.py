"""The best plan of a tiny problem by looking at every one: no solver, no code of the engine.

Placements are everything a date, a place and a length can make; the checker judges each combination. Only shifts and
charges are found here, by trying them all.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import combinations, product
from math import prod

from scheduler.case import Session, join
from scheduler.check import RULES, check
from scheduler.costs import items
from scheduler.plan import Charge, Occurrence, Plan, Shift, Tenancy
from scheduler.points import terms
from scheduler.problem import Problem

#: Rules that more placements can mend; every other one, once broken, stays broken.
MENDABLE = {"tenancy.once", "event.count", "event.after", "event.inauguration", "pin"}
SERVED = ("staff.", "funding.", "points.")
WORKING = [code for code in RULES if code.startswith("staff.") and code != "staff.need"]


def best(problem: Problem) -> tuple[int, Plan] | None:
    """The points of the best plan and one such plan; None if there is no plan."""
    found = None
    for entries in _combined(problem, _each(problem), ()):
        plan = _plan(entries)
        if _broken(problem, plan):
            continue
        points = sum(terms(problem, plan).values())
        if (found is None or points > found[0]) and (served := _served(problem, plan)) is not None:
            found = points, served
    return found


def ways(problem: Problem) -> int:
    """How many combinations there are to look at, before any is ruled out."""
    return prod(len(own) for own in _each(problem))


def _each(problem: Problem) -> list:
    """By item, all that can be done with it."""
    found = [list(_tenancies(problem, p)) for p in problem.projects]
    return found + [list(_occurrences(problem, e)) for e in problem.events]


def _combined(problem: Problem, ways: list, entries: tuple) -> Iterator[tuple]:
    if not ways:
        yield entries
        return
    for own in ways[0]:
        grown = (*entries, *own)
        if not own or not _broken(problem, _plan(grown)) - MENDABLE:
            yield from _combined(problem, ways[1:], grown)


def _plan(entries: Sequence) -> Plan:
    return Plan(
        tenancies=tuple(e for e in entries if isinstance(e, Tenancy)),
        occurrences=tuple(e for e in entries if isinstance(e, Occurrence)),
    )


def _broken(problem: Problem, plan: Plan) -> set[str]:
    case = join(problem, plan)
    return {code for code, rule in RULES.items() if not code.startswith(SERVED) and any(rule.breaches(case))}


def _days(problem: Problem) -> list:
    town = problem.town
    return [town.start + timedelta(n) for n in range((town.end - town.start).days)]


def _tenancies(problem: Problem, project) -> Iterator[tuple]:
    yield ()
    for place, start, weeks in product(problem.premises, _days(problem), set(project.terms_weeks)):
        one = Tenancy(project=project.id, premises=place.id, start=start, end=start + timedelta(7 * weeks))
        if not _broken(problem, _plan([one])) - MENDABLE:
            yield (one,)


def _occurrences(problem: Problem, event) -> Iterator[tuple]:
    single = []
    for spot, start in product(problem.spots, _days(problem)):
        one = Occurrence(id=f"{event.id}{spot.id}{start}", event=event.id, spot=spot.id, start=start)
        if not _broken(problem, _plan([one])) - MENDABLE:
            single.append(one)
    for number in range(event.occurrences + 1):
        yield from combinations(single, number)


def _served(problem: Problem, plan: Plan) -> Plan | None:
    """The plan with shifts and charges, if it can be staffed and paid."""
    charges = _charges(problem, plan)
    shifts = None if charges is None else _shifts(problem, plan)
    if charges is None or shifts is None:
        return None
    served = Plan(
        tenancies=plan.tenancies, occurrences=plan.occurrences, shifts=tuple(shifts), charges=tuple(charges)
    )
    assert not check(problem, served), check(problem, served)
    return served


def _shifts(problem: Problem, plan: Plan) -> list[Shift] | None:
    """Try everybody in every role of every session."""
    slots = [
        (session, role)
        for session in join(problem, plan).sessions
        for role, count in sorted(session.need.items())
        for _ in range(count)
    ]

    def extend(done: list[Shift], rest: list[tuple[Session, str]]) -> list[Shift] | None:
        if not rest:
            return done
        session, role = rest[0]
        for member in problem.staff:
            if role not in member.roles:
                continue
            trial = _joined(
                [
                    *done,
                    Shift(
                        owner=session.owner, date=date.fromordinal(session.day), role=role, staff=member.id
                    ),
                ]
            )
            case = join(problem, _with(plan, trial))
            # Until the last slot is filled staff.need is short; one role a session is told apart by counting.
            if any(any(RULES[code].breaches(case)) for code in WORKING) or _two_roles(problem, trial):
                continue
            if (all_filled := extend(trial, rest[1:])) is not None:
                return all_filled
        return None

    return extend([], slots)


def _with(plan: Plan, shifts: list[Shift]) -> Plan:
    return Plan(tenancies=plan.tenancies, occurrences=plan.occurrences, shifts=tuple(shifts))


def _joined(shifts: list[Shift]) -> list[Shift]:
    """Shifts of one member in one role of one session added up."""
    counts: dict = {}
    for s in shifts:
        key = s.owner, s.date, s.role, s.staff
        counts[key] = counts.get(key, 0) + s.count
    return [Shift(owner=o, date=d, role=r, staff=w, count=n) for (o, d, r, w), n in counts.items()]


def _two_roles(problem: Problem, shifts: list[Shift]) -> bool:
    single = {m.id for m in problem.staff if m.headcount == 1}
    sessions = [(s.owner, s.date, s.staff) for s in shifts if s.staff in single]
    return len(sessions) != len(set(sessions))


def _charges(problem: Problem, plan: Plan) -> list[Charge] | None:
    """Try every split to the cent, remembering which remainders have been tried."""
    if problem.funding is None:
        return []
    todo = list(items(join(problem, plan)))
    dead: set = set()

    def pay(n: int, left: tuple[int, ...]) -> list[Charge] | None:
        if n == len(todo):
            return []
        if (n, left) in dead:
            return None
        for amounts in _splits(problem, todo[n], left):
            rest = pay(n + 1, tuple(a - b for a, b in zip(left, amounts, strict=True)))
            if rest is not None:
                own = [
                    Charge(kind=todo[n].kind, item=todo[n].id, line=line.id, amount_cents=cents)
                    for line, cents in zip(problem.funding or (), amounts, strict=True)
                    if cents
                ]
                return own + rest
        dead.add((n, left))
        return None

    return pay(0, tuple(line.amount_cents for line in problem.funding))


def _splits(problem: Problem, item, left: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
    most = []
    for line, held in zip(problem.funding or (), left, strict=True):
        span = line.available or (problem.town.start, problem.town.end)
        eligible = (
            (line.kinds is None or item.kind in line.kinds)
            and (line.tags is None or set(line.tags) & set(item.tags))
            and span[0].toordinal() <= item.start < span[1].toordinal()
        )
        most.append(min(held, int(line.max_percent * item.cents / 100)) if eligible else 0)
    for amounts in product(*(range(m + 1) for m in most)):
        if sum(amounts) == item.cents:
            yield amounts
