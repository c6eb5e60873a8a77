"""Who works when: shifts for what a plan holds, or a small set of duties that nobody can staff together.

A roster is asked for duties: the sessions of an occurrence, the nights of a trail, those of an installation on it.
Duties are cut into parts that bear on nothing else (a group of roles, the weeks that a rest joins), and what is known
of a part is remembered.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from .fairness import share
from .options.hours import Session
from .problem import Problem
from .sheet import Sheet
from .shifts import Crew, Owner, Post, Work, available, minutes, overworked, parts
from .staffing import Filling, fill

__all__ = ["Duty", "Post", "Roster", "available", "duty", "minutes", "pools", "role_groups"]

Key = tuple[int, int]


class Duty(NamedTuple):
    """Something to staff: the sessions of an occurrence, the nights of a trail, or those of one installation on it.

    ``key`` is the item's number and first day (an ordinal); duties with one key are copies of one another.
    ``need`` are pairs of role and count, sorted by role, counts above 0. Duties of one trail have the same sessions.
    """

    key: Key
    need: tuple[tuple[str, int], ...]
    sessions: tuple[Session, ...]


def duty(key: Key, need: Mapping[str, int], sessions: Iterable[Session]) -> Duty:
    """A duty from a need as records give it."""
    return Duty(key, tuple(sorted((role, n) for role, n in need.items() if n)), tuple(sessions))


class Roster:
    """Rosters of one problem, with memory: there, a key says all about its duty."""

    def __init__(self, problem: Problem) -> None:
        self._crew = Crew(problem.staff)
        groups = role_groups(problem)
        self._pools = pools(problem, groups)
        self._group = {role: g for g, roles in enumerate(groups) for role in roles}
        self._fillings: dict[tuple[tuple[Owner, int, int], ...], Filling | None] = {}
        self._last: tuple[list[Owner], list[Post]] = [], []
        self._cores: dict[tuple[Key, ...], list[Key]] = {}

    def simple(self, need: Mapping[str, int]) -> bool:
        """Whether rows say all there is about a need: each of its roles has one agency that has no other."""
        return all(role in self._pools for role, count in need.items() if count)

    def posts(self, duties: Iterable[Duty]) -> list[Post]:
        """Staff these duties, fairly (see :mod:`fairness`); raises ValueError if that cannot be."""
        owned = list(_owners(duties))
        owners = [owner for owner, _ in owned]
        if owners != self._last[0]:
            self._last = owners, self._posts(owned)
        return list(self._last[1])

    def _posts(self, owned: Sequence[tuple[Owner, Duty]]) -> list[Post]:
        posts = self._pooled(owned)
        plan = list(self._parts(owned))
        for part, filling in zip(plan, share(self._crew, plan, self._filled), strict=True):
            posts += [
                Post(part[k].owner, part[k].session.day, role, row, heads)
                for (k, role, row), heads in sorted(filling.items())
            ]
        return posts

    def _pooled(self, owned: Sequence[tuple[Owner, Duty]]) -> list[Post]:
        """The posts of the pools: nobody else can have them."""
        posts: list[Post] = []
        for role, row in sorted(self._pools.items()):
            works = [
                (owner, session, n)
                for owner, (_, need, sessions) in owned
                for own, n in need
                if own == role
                for session in sessions
            ]
            away = {owner for owner, s, _ in works if row not in self._crew.able(role, s.day)}
            if away or overworked(self._crew.limits[row], [(s, n) for _, s, n in works]):
                raise ValueError(f"nobody can staff {sorted(away or {owner for owner, _, _ in works})}")
            posts += [Post(owner, session.day, role, row, n) for owner, session, n in works]
        return posts

    def refusals(self, duties: Iterable[Duty]) -> list[list[Key]]:
        """Minimal lists of keys that cannot be staffed together, one or fewer for each part that cannot.

        A key stands as often as it has copies in the set; without any one of its duties a set could be staffed.
        """
        owned = dict(_owners(duties))
        cores: list[list[Key]] = []
        for part in self._parts(owned.items()):
            if self._filled(part) is None:
                core = self._core([owned[owner] for owner in sorted({w.owner for w in part})])
                if core not in cores:
                    cores.append(core)
        return cores

    def _parts(self, owned: Iterable[tuple[Owner, Duty]]) -> Iterator[list[Work]]:
        """What is left to roster once the pools have done their part, group by group of roles."""
        works: dict[int, list[Work]] = defaultdict(list)
        for owner, (_, need, sessions) in owned:
            needs: dict[int, list[tuple[str, int]]] = defaultdict(list)
            for role, count in need:
                if role not in self._pools:
                    needs[self._group[role]].append((role, count))
            for group, own in needs.items():
                works[group] += [Work(owner, session, tuple(own)) for session in sessions]
        for _, some in sorted(works.items()):
            yield from parts(some, self._crew.longest_rest)

    def _filled(self, part: list[Work]) -> Filling | None:
        """Any filling of the part, remembered by what is in it; None where there is none."""
        key = tuple((w.owner, w.session.day, self._group[w.need[0][0]]) for w in part)
        if key not in self._fillings:
            sheet = Sheet(self._crew, part, [0] * len(self._crew.limits))
            light = sheet.fill(lambda row, more: sheet.loads[row] + more)
            self._fillings[key] = sheet.filling if light else fill(self._crew, part)
        return self._fillings[key]

    def _hold(self, duties: Iterable[Duty]) -> bool:
        return None not in map(self._filled, self._parts(_owners(duties)))

    def _core(self, duties: list[Duty]) -> list[Key]:
        """A minimal set of these duties that cannot be staffed."""
        known = tuple(d.key for d in duties)
        if known not in self._cores:
            self._cores[known] = sorted(d.key for d in self._explain([], False, duties))
        return self._cores[known]

    def _explain(self, kept: list[Duty], grown: bool, rest: list[Duty]) -> list[Duty]:
        """What of ``rest`` is needed beside ``kept`` for a conflict, halving (Junker, QUICKXPLAIN, AAAI 2004)."""
        if grown and not self._hold(kept):
            return []
        if len(rest) == 1:
            return rest
        first, second = rest[: len(rest) // 2], rest[len(rest) // 2 :]
        needed = self._explain([*kept, *first], True, second)
        return [*self._explain([*kept, *needed], bool(needed), first), *needed]


def _owners(duties: Iterable[Duty]) -> Iterator[tuple[Owner, Duty]]:
    """Number the copies of each key."""
    copies: Counter[Key] = Counter()
    for one in sorted(duties):
        yield (*one.key, copies[one.key]), one
        copies[one.key] += 1


def role_groups(problem: Problem) -> list[frozenset[str]]:
    """Roles needed anywhere that members share, directly or through other roles, in the order of their names."""
    needs = [
        *(e.staff for e in problem.events),
        *(t.staff for t in problem.trails),
        *(i.staff for t in problem.trails for i in t.installations),
    ]
    roles = {role for need in needs for role, n in need.items() if n}
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
