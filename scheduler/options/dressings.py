"""Window dressings as columns: a shortest stay on a front, and further weeks that prolong one.

What is left out loses nothing. *Length:* a dressing longer than its kit's shortest stay and not of whole weeks can
end earlier, keeping its whole weeks and so its points. *First day:* move every dressing one day earlier for as long as
all rules allow it; in the end each begins on the first day of the season, on the first day of a funding line, on the
day a tenancy there is cleared, or on the day another dressing ends (of the front, or of the kit, whose stock it
frees). So days that no sum of allowed lengths reaches from these begin no dressing.
"""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from ..problem import Kit, Problem
from .columns import Columns, Kind, joined
from .exact import Ints, array


class Front(NamedTuple):
    """A kit in the window of premises, both by number."""

    kit: int
    premises: int


class DressingOptions:
    """Fronts that can be dressed, and from which days."""

    def __init__(self, problem: Problem, lets: Columns) -> None:
        self.problem = problem
        self._first, self._end = problem.town.start.toordinal(), problem.town.end.toordinal()
        number = {p.id: n for n, p in enumerate(problem.premises)}
        every = range(len(number))
        self.fronts = [
            Front(k, n)
            for k, kit in enumerate(problem.kits)
            if kit.stock
            for n in (every if kit.premises is None else sorted({number[p] for p in kit.premises}))
        ]
        footfall = {s.id: s.footfall for s in problem.streets}
        self._footfall = [footfall[p.street] if p.footfall is None else p.footfall for p in problem.premises]
        self._starts = self._first_days(lets)

    def most(self) -> Mapping[Kind, list[int]]:
        """By front: how many dressings, and how many further weeks."""
        days = self._end - self._first
        shortest = [max(1, self.problem.kits[f.kit].min_days) for f in self.fronts]
        return {
            Kind.FRONT: [max(1, days // least) for least in shortest],
            Kind.WEEK: [max(1, days // 7)] * len(self.fronts),
        }

    def _first_days(self, lets: Columns) -> Ints:
        """Days on which a dressing may begin, of any kit."""
        turnaround = np.array([p.turnaround_days for p in self.problem.premises], dtype=np.int64)
        cleared = lets.start + lets.days + turnaround[lets.place] if len(lets.start) else lets.start
        lines = [line.available.start.toordinal() for line in self.problem.funding or () if line.available]
        anchors = np.unique(np.concatenate([[self._first], cleared, np.array(lines, dtype=np.int64)]))
        days = np.arange(self._first, self._end)
        if any(kit.min_days % 7 for kit in self.problem.kits):
            return days
        earliest = np.full(7, self._end)
        anchors = anchors[anchors >= self._first]
        np.minimum.at(earliest, anchors % 7, anchors)
        return days[days >= earliest[days % 7]]

    def columns(self) -> Mapping[Kind, Columns]:
        """Shortest stays, and weeks that prolong those of whole weeks."""
        stays, weeks = [], []
        for n, front in enumerate(self.fronts):
            kit = self.problem.kits[front.kit]
            value = kit.value_week * self._footfall[front.premises]
            for days in lengths(kit):
                start = self._starts[self._starts + days <= self._end]
                stays.append(self._rows(n, start, days, value * (days // 7), kit.cost_cents))
            whole = lengths(kit)[-1]
            start = self._starts[self._starts + whole + 7 <= self._end] + whole
            weeks.append(self._rows(n, start, 7, value, 0))
        return {Kind.FRONT: joined(stays), Kind.WEEK: joined(weeks)}

    def _rows(self, front: int, start: Ints, days: int, points: int, cost: int) -> Columns:
        def same(value: int) -> Ints:
            return np.repeat(array([value]), len(start))

        place = self.fronts[front].premises
        return Columns(same(front), same(place), start, same(days), same(points), same(cost))


def lengths(kit: Kit) -> list[int]:
    """The shortest stay, and, if that is not of whole weeks, the shortest one that is."""
    least = max(1, kit.min_days)
    return sorted({least, 7 * -(-least // 7)})
