"""Fill every role of some sessions, or prove that it cannot be done: a small CP-SAT model of the staff rules."""

from collections import defaultdict
from collections.abc import Sequence

from ortools.sat.python import cp_model

from .shifts import Crew, Work, conflict, week

#: {(position of the work, role, row of staff): heads}
Filling = dict[tuple[int, str, int], int]


class Staffing:
    """The model of one part: ``posted[work, role, row]`` heads, at ``most`` so many.

    ``hopeless`` if a role of a session has too few to ask.
    """

    def __init__(self, crew: Crew, works: Sequence[Work]) -> None:
        self.model = cp_model.CpModel()
        self.posted: dict[tuple[int, str, int], cp_model.IntVar] = {}
        self.most: dict[tuple[int, str, int], int] = {}
        self.hopeless = False
        self._crew, self._works = crew, works
        self._needs()
        at_work: dict[int, dict[int, list[cp_model.IntVar]]] = defaultdict(lambda: defaultdict(list))
        for (k, _, row), var in self.posted.items():
            at_work[row][k].append(var)
        for row, posts in sorted(at_work.items()):
            self._weeks(row, posts)
            if crew.limits[row].heads > 1:
                self._moments(row, posts)
            else:
                self._days(row, posts)
                self._apart(row, posts)

    def _needs(self) -> None:
        """staff.need: every role of every session is filled."""
        for k, work in enumerate(self._works):
            for role, count in work.need:
                able = []
                for row in self._crew.able(role, work.session.day):
                    most = min(count, self._crew.limits[row].heads)
                    var = self.model.new_int_var(0, most, "")
                    self.posted[k, role, row], self.most[k, role, row] = var, most
                    able.append((var, most))
                if sum(most for _, most in able) < count:
                    self.hopeless = True
                self.model.add(sum(var for var, _ in able) == count)

    def _weeks(self, row: int, posts: dict[int, list[cp_model.IntVar]]) -> None:
        """staff.week: minutes of each ISO week."""
        loads: dict[int, list[cp_model.LinearExprT]] = defaultdict(list)
        for k, variables in posts.items():
            s = self._works[k].session
            loads[week(s)] += [(s.end - s.begin) * v for v in variables]
        for terms in loads.values():
            self.model.add(sum(terms) <= self._crew.limits[row].week)

    def _days(self, row: int, posts: dict[int, list[cp_model.IntVar]]) -> None:
        """staff.day: minutes of each date."""
        loads: dict[int, list[cp_model.LinearExprT]] = defaultdict(list)
        for k, variables in posts.items():
            s = self._works[k].session
            loads[s.day] += [(s.end - s.begin) * v for v in variables]
        for terms in loads.values():
            self.model.add(sum(terms) <= self._crew.limits[row].day)

    def _moments(self, row: int, posts: dict[int, list[cp_model.IntVar]]) -> None:
        """staff.overlap of an agency: its heads, at each moment at which work begins."""
        sessions = {k: self._works[k].session for k in posts}
        for moment in sorted({s.begin for s in sessions.values()}):
            there = [v for k, s in sessions.items() if s.begin <= moment < s.end for v in posts[k]]
            self.model.add(sum(there) <= self._crew.limits[row].heads)

    def _apart(self, row: int, posts: dict[int, list[cp_model.IntVar]]) -> None:
        """staff.overlap and staff.rest of a person: one role at a time, and a rest between dates."""
        order, rest = sorted(posts), self._crew.limits[row].rest
        for one, a in enumerate(order):
            if len(posts[a]) > 1:
                self.model.add_at_most_one(posts[a])
            for b in order[one + 1 :]:
                if conflict(rest, self._works[a].session, self._works[b].session):
                    self.model.add_at_most_one([*posts[a], *posts[b]])


def solver() -> cp_model.CpSolver:
    """One worker and one seed, so that the same question has the same answer."""
    found = cp_model.CpSolver()
    found.parameters.num_workers = 1
    found.parameters.random_seed = 0
    return found


def fill(crew: Crew, works: Sequence[Work]) -> Filling | None:
    """Fill every role of every session, or None where that cannot be. Deterministic."""
    staffing = Staffing(crew, works)
    if staffing.hopeless:
        return None
    found = solver()
    if found.solve(staffing.model) not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return None
    return {key: found.value(var) for key, var in staffing.posted.items() if found.value(var)}
