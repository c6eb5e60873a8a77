"""The best plan of a tiny problem by looking at every one: no solver, no code of the engine.

Placements are everything a date, a place, a way and a length can make; the checker judges each combination. What may
be left out of the looking is argued where it is left out. Shifts, charges and dressings are found by trying them all.
"""

from collections.abc import Container, Iterator, Sequence
from datetime import timedelta
from functools import cached_property
from itertools import combinations, islice, product
from math import prod
from typing import NamedTuple

from scheduler.case import Case, join
from scheduler.check import RULES, check
from scheduler.costs import items
from scheduler.plan import Charge, Dressing, Occurrence, Plan, Shift, Tenancy, TrailRun
from scheduler.points import terms, terms_of
from scheduler.problem import Event, Problem, Project
from tests.scheduler.dressed import Dressed, Fronts, dressed, let
from tests.scheduler.served import Purse, Rota
from tests.scheduler.walked import days, walks

#: Rules that more placements can mend; every other one, once broken, stays broken.
MENDABLE = {
    "tenancy.once",
    "event.count",
    "event.after",
    "event.inauguration",
    "pin",
    "freeze",
    "changes.allowance",
}
#: Rules of what is placed; the others are kept by whoever finds shifts, charges and dressings.
PLACING = {
    code: rule.breaches
    for code, rule in RULES.items()
    if not code.startswith(("staff.", "funding.", "points.", "dressing."))
}


class Draft(NamedTuple):
    """A plan still to be staffed and paid, for the checker's functions; not read again for faults at every step."""

    tenancies: tuple[Tenancy, ...] = ()
    occurrences: tuple[Occurrence, ...] = ()
    trails: tuple[TrailRun, ...] = ()
    dressings: tuple[Dressing, ...] = ()
    shifts: tuple[Shift, ...] = ()
    charges: tuple[Charge, ...] = ()


class Looked(NamedTuple):
    """A draft with one way to dress the fronts beside it, and the points of both."""

    points: int
    draft: Draft
    dressed: Dressed


class Search:
    """All plans of a problem."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.purse, self.rota = Purse(problem), Rota(problem)

    @cached_property
    def choices(self) -> list[list[tuple]]:
        """By item, all that can be done with it alone."""
        found = [list(self._tenancies(p)) for p in self.problem.projects]
        found += [list(self._occurrences(e)) for e in self.problem.events]
        return found + [[w for w in walks(self.problem, t) if self._stands(w)] for t in self.problem.trails]

    def ways(self, enough: int) -> int:
        """How many combinations there are to look at, before any is ruled out; counted until there are enough."""
        fronts = sum(1 for _ in islice(Fronts(self.problem, ()).ways(), enough))
        return prod(len(own) for own in self.choices) + fronts

    def best(self) -> tuple[int, Plan] | None:
        """The points of the best plan and one such plan; None if there is no plan."""
        for one in sorted(self._looked(), key=lambda one: -one.points):
            if (shifts := self.rota.shifts(one.draft)) is None:
                continue
            draft = one.draft._replace(shifts=tuple(shifts), dressings=one.dressed.dressings(self.problem))
            charges = self.purse.charges(list(items(join(self.problem, draft))))
            if charges is not None:
                served = Plan(**draft._replace(charges=tuple(charges))._asdict())
                assert not check(self.problem, served), check(self.problem, served)
                assert sum(terms(self.problem, served).values()) == one.points
                return one.points, served
        return None

    def _looked(self) -> Iterator[Looked]:
        """Every draft that keeps the rules of what is placed, with each way to dress the fronts beside it."""
        euro, known = self.problem.settings.points.euro, {}
        for entries in self._combined(self.choices, ()):
            draft = drafted(entries)
            case = join(self.problem, draft)
            if _broken(case):
                continue
            if (key := let(draft.tenancies)) not in known:
                known[key] = dressed(self.problem, draft.tenancies, self.purse)
            cents = sum(item.cents for item in items(case))
            points = sum(terms_of(case).values()) + euro * (cents // 100)
            for one in known[key]:
                yield Looked(points + one.value - euro * ((cents + one.cents) // 100), draft, one)

    def _combined(self, choices: list[list[tuple]], entries: tuple) -> Iterator[tuple]:
        if not choices:
            yield entries
            return
        for own in choices[0]:
            grown = (*entries, *own)
            if not own or len(grown) == 1 or self._stands(grown):
                yield from self._combined(choices[1:], grown)

    def _stands(self, entries: Sequence) -> bool:
        """Whether nothing is broken that more placements could not mend."""
        return not _broken(join(self.problem, drafted(entries)), but=MENDABLE)

    def _tenancies(self, project: Project) -> Iterator[tuple]:
        yield ()
        terms_weeks = set(project.terms_weeks)
        for place, start, weeks in product(self.problem.premises, days(self.problem), terms_weeks):
            end = start + timedelta(7 * weeks)
            one = Tenancy(project=project.id, premises=place.id, start=start, end=end)
            if self._stands([one]):
                yield (one,)

    def _occurrences(self, event: Event) -> Iterator[tuple]:
        single = []
        for spot, start in product(self.problem.spots, days(self.problem)):
            one = Occurrence(id=f"{event.id}{spot.id}{start}", event=event.id, spot=spot.id, start=start)
            if self._stands([one]):
                single.append(one)
        for number in range(event.occurrences + 1):
            yield from combinations(single, number)


def drafted(entries: Sequence) -> Draft:
    return Draft(
        tenancies=tuple(e for e in entries if isinstance(e, Tenancy)),
        occurrences=tuple(e for e in entries if isinstance(e, Occurrence)),
        trails=tuple(e for e in entries if isinstance(e, TrailRun)),
    )


def _broken(case: Case, but: Container[str] = ()) -> bool:
    """Whether one of the rules of what is placed is broken."""
    return any(any(breaches(case)) for code, breaches in PLACING.items() if code not in but)
