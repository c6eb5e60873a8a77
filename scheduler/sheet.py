"""A sheet of who is posted where in one part, filled post by post as by hand: quick, and nearly always enough."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence

from .shifts import Crew, Work, conflict, week
from .staffing import Filling


class Sheet:
    """The posts of the works of one part; ``loads`` are the minutes of each row over all sheets that share them."""

    def __init__(self, crew: Crew, works: Sequence[Work], loads: list[int]) -> None:
        self.works = works
        self.minutes = [w.session.end - w.session.begin for w in works]
        self.filling: Filling = {}
        self.loads = loads
        self._crew = crew
        self._able = {
            (k, role): crew.able(role, w.session.day) for k, w in enumerate(works) for role, _ in w.need
        }
        self._held: dict[int, Counter[int]] = defaultdict(Counter)
        self._day: Counter[tuple[int, int]] = Counter()
        self._week: Counter[tuple[int, int]] = Counter()
        self._apart: dict[int, list[frozenset[int]]] = {}

    def able(self, k: int, role: str) -> tuple[int, ...]:
        """The rows that may be posted in this role of a work, were they free."""
        return self._able[k, role]

    def post(self, k: int, role: str, row: int, heads: int = 1) -> None:
        """Post so many more heads; fewer if negative."""
        key = k, role, row
        self.filling[key] = self.filling.get(key, 0) + heads
        if not self.filling[key]:
            del self.filling[key]
        session, more = self.works[k].session, self.minutes[k] * heads
        self.loads[row] += more
        self._day[row, session.day] += more
        self._week[row, week(session)] += more
        self._held[row][k] += heads
        if not self._held[row][k]:
            del self._held[row][k]

    def fits(self, k: int, row: int) -> bool:
        """Whether one more head of the row can be at this work, by all that it has on the sheet."""
        session, limits, held = self.works[k].session, self._crew.limits[row], self._held[row]
        if self._week[row, week(session)] + self.minutes[k] > limits.week:
            return False
        if limits.heads > 1:
            return self._peak(k, row) < limits.heads
        if k in held or self._day[row, session.day] + self.minutes[k] > limits.day:
            return False
        return self._conflicts(limits.rest)[k].isdisjoint(held)

    def _peak(self, k: int, row: int) -> int:
        """The most heads of an agency at work at once during a work."""
        session = self.works[k].session
        there = [(self.works[j].session, n) for j, n in self._held[row].items()]
        there = [(s, n) for s, n in there if s.begin < session.end and session.begin < s.end]
        if sum(n for _, n in there) < self._crew.limits[row].heads:
            return 0
        moments = {session.begin, *(s.begin for s, _ in there if s.begin > session.begin)}
        return max(sum(n for s, n in there if s.begin <= moment < s.end) for moment in moments)

    def _conflicts(self, rest: int) -> list[frozenset[int]]:
        """For each work, the others that a person with this rest cannot have beside it."""
        found = self._apart.get(rest)
        if found is None:
            sessions = [w.session for w in self.works]
            found = [
                frozenset(j for j, b in enumerate(sessions) if j != k and conflict(rest, a, b))
                for k, a in enumerate(sessions)
            ]
            self._apart[rest] = found
        return found

    def fill(self, price: Callable[[int, int], int]) -> bool:
        """Give every post to the row with the lowest ``price(row, minutes)``, those with the least choice first.

        Tells whether it came out; the sheet is empty if not.
        """
        for k, role in self._order():
            fitting = [row for row in self.able(k, role) if self.fits(k, row)]
            if not fitting:
                self.clear()
                return False
            self.post(k, role, min(fitting, key=lambda row: (price(row, self.minutes[k]), row)))
        return True

    def put(self, filling: Filling) -> None:
        """Post all of a filling that is known to keep the limits."""
        for (k, role, row), heads in filling.items():
            self.post(k, role, row, heads)

    def clear(self) -> None:
        """Take every post off the sheet."""
        for (k, role, row), heads in list(self.filling.items()):
            self.post(k, role, row, -heads)

    def _order(self) -> Iterator[tuple[int, str]]:
        """Each head to post: those with the least choice first, then the longest, then by time."""

        def choice(k: int, role: str, count: int) -> int:
            return sum(min(count, self._crew.limits[row].heads) for row in self.able(k, role)) - count

        slots = [
            (choice(k, role, n), -self.minutes[k], k, role, n)
            for k, w in enumerate(self.works)
            for role, n in w.need
        ]
        for _, _, k, role, count in sorted(slots):
            for _ in range(count):
                yield k, role
