"""Who works when: shifts for the sessions of a choice, or a small set of occurrences that nobody can staff.

Working-time rules are those of the problem page: at most ``headcount`` at work at any moment, hours by day and ISO
week, a rest between the end of one date's work and the start of a later date's (Directive 2003/88/EC, articles 3 and
6, where 11 h and 48 h come from), one role per member and session. Agencies know only the moment and the week.
Weeks that no rest or session joins are rostered apart, and every answer is remembered.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from math import floor
from typing import NamedTuple

from ortools.sat.python import cp_model

from .options.hours import Hours, Session
from .problem import Event, Problem, Staff


class Work(NamedTuple):
    """A session to staff: occurrence ``owner`` = (event number, first day, copy) on one of its days."""

    owner: tuple[int, int, int]
    session: Session
    need: tuple[tuple[str, int], ...]


class Post(NamedTuple):
    """``heads`` members of a row of staff in a role of a session."""

    owner: tuple[int, int, int]
    day: int
    role: str
    staff: int
    heads: int


@dataclass(slots=True)
class Roster:
    """Rosters of one problem, with memory."""

    problem: Problem
    _known: dict[tuple[tuple[int, int, int], ...], list[Post] | None] = field(default_factory=dict)
    _hours: Hours = field(init=False)
    _groups: list[frozenset[str]] = field(init=False)
    _pools: dict[str, int] = field(init=False)

    def __post_init__(self) -> None:
        self._hours = Hours(self.problem.town)
        self._groups = role_groups(self.problem)
        self._pools = pools(self.problem, self._groups)

    def simple(self, event: Event) -> bool:
        """Whether rows say all there is about the event's staff: each role has one agency that has no other."""
        return all(role in self._pools for role, count in event.staff.items() if count)

    def posts(self, occurrences: Iterable[tuple[int, int]]) -> list[Post]:
        """Staff these occurrences, given as (event number, first day), one entry each. They must be staffable."""
        posts: list[Post] = []
        works = list(self._works(_owners(occurrences)))
        for work in works:
            easy = [(role, n) for role, n in work.need if role in self._pools]
            posts += [Post(work.owner, work.session.day, r, self._pools[r], n) for r, n in easy]
        for part in self._parts(self._hard(works)):
            found = self._remembered(part)
            if found is None:
                raise ValueError(f"nobody can staff {[w.owner for w in part]}")
            posts += found
        return posts

    def refusals(self, occurrences: Iterable[tuple[int, int]]) -> list[list[tuple[int, int]]]:
        """Minimal lists of these occurrences that cannot be staffed together, one for each part that cannot."""
        works = self._hard(self._works(_owners(occurrences)))
        return [
            [(event, start) for event, start, _ in self._smallest(part)]
            for part in self._parts(works)
            if self._remembered(part) is None
        ]

    def _hard(self, works: Iterable[Work]) -> list[Work]:
        """What is left to roster once the pools have done their part."""
        cut = (w._replace(need=tuple(p for p in w.need if p[0] not in self._pools)) for w in works)
        return [w for w in cut if w.need]

    def _works(self, owners: Sequence[tuple[int, int, int]]) -> Iterator[Work]:
        for owner in owners:
            event = self.problem.events[owner[0]]
            need = tuple(sorted((role, n) for role, n in event.staff.items() if n))
            if need:
                for session in self._hours.sessions(event, owner[1]) or []:
                    yield Work(owner, session, need)

    def _parts(self, works: list[Work]) -> Iterator[list[Work]]:
        """Cut the works where a new week begins after every rest has ended; whole occurrences stay together."""
        longest = max((60 * m.rest_hours for m in self.problem.staff if m.headcount == 1), default=0)
        works = sorted(works, key=lambda w: (w.session.day, w.session.begin, w.owner))
        last = {w.owner: w.session.day for w in works}
        part: list[Work] = []
        free, reach = 0, 0
        for work in works:
            new_week = part and (work.session.day - 1) // 7 != (part[-1].session.day - 1) // 7
            if new_week and work.session.begin >= free + longest and work.session.day > reach:
                earliest = min(w.session.begin for w in works if w.session.day >= work.session.day)
                if earliest >= free + longest:
                    yield part
                    part = []
            part.append(work)
            free = max(free, work.session.end)
            reach = max(reach, last[work.owner])
        if part:
            yield part

    def _remembered(self, works: list[Work]) -> list[Post] | None:
        key = tuple(sorted({w.owner for w in works}))
        if key not in self._known:
            self._known[key] = assign(self.problem.staff, works)
        return self._known[key]

    def _smallest(self, works: list[Work]) -> list[tuple[int, int, int]]:
        """Drop occurrences one by one while the rest cannot be staffed."""
        kept = sorted({w.owner for w in works})
        for owner in list(kept):
            trial = [o for o in kept if o != owner]
            left = self._hard(self._works(trial))
            if any(self._remembered(part) is None for part in self._parts(left)):
                kept = trial
        return kept


def _owners(occurrences: Iterable[tuple[int, int]]) -> list[tuple[int, int, int]]:
    """Number the copies of an event on one first day."""
    copies: dict[tuple[int, int], int] = defaultdict(int)
    owners = []
    for event, start in sorted(occurrences):
        owners.append((event, start, copies[event, start]))
        copies[event, start] += 1
    return owners


def role_groups(problem: Problem) -> list[frozenset[str]]:
    """Roles that members share, directly or through other roles, in the order of their names."""
    roles = {r for e in problem.events for r, n in e.staff.items() if n}
    group = {r: frozenset({r}) for r in roles}
    for member in problem.staff:
        own = [r for r in dict.fromkeys(member.roles) if r in roles]
        if own:
            union = frozenset().union(*(group[r] for r in own))
            group.update(dict.fromkeys(union, union))
    return sorted(set(group.values()), key=sorted)


def pools(problem: Problem, groups: Sequence[frozenset[str]]) -> dict[str, int]:
    """{role: the one agency that has it}, for roles where that agency is needed for nothing else."""
    found = {}
    for group in groups:
        able = [n for n, m in enumerate(problem.staff) if set(m.roles) & group]
        if len(group) == 1 and len(able) == 1 and problem.staff[able[0]].headcount > 1:
            found[next(iter(group))] = able[0]
    return found


def available(member: Staff, day: int) -> bool:
    """Whether the member may work a session that opens on this day."""

    def covers(spans: Iterable[tuple[object, ...]]) -> bool:
        return any(s[0].toordinal() <= day < s[1].toordinal() for s in spans)  # type: ignore[attr-defined]

    if member.available is not None and not covers(member.available):
        return False
    if member.weekdays is not None and (day - 1) % 7 + 1 not in member.weekdays:
        return False
    return not covers(member.absences)


def minutes(hours: object) -> int:
    """Whole minutes in a number of hours: work is whole minutes, so the part below one never counts."""
    return floor(60 * hours)  # type: ignore[operator]


def assign(staff: Sequence[Staff], works: Sequence[Work]) -> list[Post] | None:
    """Fill every role of every session, or None where that cannot be. Deterministic."""
    model = cp_model.CpModel()
    posted: dict[tuple[int, str, int], cp_model.IntVar] = {}
    for k, work in enumerate(works):
        for role, count in work.need:
            able = []
            for n, member in enumerate(staff):
                if role in member.roles and available(member, work.session.day):
                    most = min(count, member.headcount)
                    posted[k, role, n] = model.new_int_var(0, most, "")
                    able.append(posted[k, role, n])
            if not able:
                return None
            model.add(sum(able) == count)
    for n, member in enumerate(staff):
        at_work: dict[int, list[cp_model.IntVar]] = defaultdict(list)
        for (k, _, who), var in posted.items():
            if who == n:
                at_work[k].append(var)
        if at_work:
            _limits(model, member, {k: (works[k].session, variables) for k, variables in at_work.items()})
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = 0
    if solver.solve(model) not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return None
    return [
        Post(works[k].owner, works[k].session.day, role, n, solver.value(var))
        for (k, role, n), var in posted.items()
        if solver.value(var)
    ]


def _limits(
    model: cp_model.CpModel, member: Staff, at_work: dict[int, tuple[Session, list[cp_model.IntVar]]]
) -> None:
    """The working-time rules of one row of staff over the sessions it could work at."""
    spans = sorted(at_work.items(), key=lambda one: one[1][0].begin)
    for _, (session, _) in spans:
        together = [v for _, (s, vs) in spans if s.begin <= session.begin < s.end for v in vs]
        if len(together) > 1:
            model.add(sum(together) <= member.headcount)
    week: dict[int, list[cp_model.LinearExprT]] = defaultdict(list)
    day: dict[int, list[cp_model.LinearExprT]] = defaultdict(list)
    for _, (s, variables) in spans:
        week[(s.day - 1) // 7] += [(s.end - s.begin) * v for v in variables]
        day[s.day] += [(s.end - s.begin) * v for v in variables]
    for terms in week.values():
        model.add(sum(terms) <= minutes(member.headcount * member.max_hours_week))
    if member.headcount > 1:
        return
    for terms in day.values():
        model.add(sum(terms) <= minutes(member.max_hours_day))
    for _, (_, variables) in spans:
        if len(variables) > 1:
            model.add_at_most_one(variables)
    for _, (a, first) in spans:
        for _, (b, second) in spans:
            if a.day < b.day and b.begin - a.end < 60 * member.rest_hours:
                model.add_at_most_one([*first, *second])
