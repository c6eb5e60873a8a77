"""Who works and who pays in a plan, by trying everybody and every split, for the search that looks at all plans."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from scheduler.case import Session, join
from scheduler.check import RULES
from scheduler.costs import Item
from scheduler.plan import Charge, Shift
from scheduler.problem import Problem

WORKING = [code for code in RULES if code.startswith("staff.") and code != "staff.need"]
#: A session and a role in it to fill.
Slot = tuple[Session, str]


class Rota:
    """Finds shifts; remembers sessions that nobody can staff, for then no plan with these and more can be."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.dead: list[frozenset] = []

    def shifts(self, draft: Any) -> list[Shift] | None:
        """Shifts that keep every rule of work; None if there are none."""
        case = join(self.problem, draft)
        sessions = [s for group in (case.sessions, case.nights) for s in group if any(s.need.values())]
        alike = Counter((s.kind, s.item.id, s.day, frozenset(s.need.items())) for s in sessions)
        asked = frozenset((key, n) for key, count in alike.items() for n in range(count))
        if any(dead <= asked for dead in self.dead):
            return None
        slots = [(s, role) for s in sessions for role, count in sorted(s.need.items()) for _ in range(count)]
        found = self._extend(draft, [], slots)
        if found is None:
            self.dead.append(asked)
        return found

    def _extend(self, draft: Any, done: list[Shift], rest: Sequence[Slot]) -> list[Shift] | None:
        """Try everybody in the next slot; staff.need is short until the last one is filled."""
        if not rest:
            return done
        session, role = rest[0]
        for member in self.problem.staff:
            if role not in member.roles:
                continue
            one = Shift(owner=session.owner, date=date.fromordinal(session.day), role=role, staff=member.id)
            trial = _joined([*done, one])
            case = join(self.problem, draft._replace(tenancies=(), shifts=trial))
            if any(any(RULES[code].breaches(case)) for code in WORKING) or self._two_roles(trial):
                continue
            if (filled := self._extend(draft, list(trial), rest[1:])) is not None:
                return filled
        return None

    def _two_roles(self, shifts: Sequence[Shift]) -> bool:
        single = {m.id for m in self.problem.staff if m.headcount == 1}
        sessions = [(s.owner, s.date, s.staff) for s in shifts if s.staff in single]
        return len(sessions) != len(set(sessions))


def _joined(shifts: Sequence[Shift]) -> tuple[Shift, ...]:
    """Shifts of one member in one role of one session added up."""
    counts: dict = {}
    for s in shifts:
        key = s.owner, s.date, s.role, s.staff
        counts[key] = counts.get(key, 0) + s.count
    return tuple(Shift(owner=o, date=d, role=r, staff=w, count=n) for (o, d, r, w), n in counts.items())


class Purse:
    """Splits costs over the lines to the cent, remembering which remainders cannot pay what is left to pay."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.lines = problem.funding or ()
        self.dead: set[tuple] = set()

    def asked(self, items: Sequence[Item]) -> tuple:
        """What these items ask of the lines: each cost, with the most that each line may pay of it."""
        if self.problem.funding is None:
            return (sum(item.cents for item in items),)
        return tuple(sorted((item.cents, self._most(item)) for item in items if item.cents))

    def charges(self, items: Sequence[Item]) -> list[Charge] | None:
        """Charges that pay each item exactly; None if there are none."""
        if self.problem.funding is None:
            return []
        todo = sorted((item for item in items if item.cents), key=lambda item: (item.cents, self._most(item)))
        paid = self._pay(self.asked(todo), tuple(line.amount_cents for line in self.lines))
        return None if paid is None else list(self._written(todo, paid))

    def _most(self, item: Item) -> tuple[int, ...]:
        """By line, the most it may pay of the item, whatever it holds."""
        most = []
        for line in self.lines:
            span = line.available or self.problem.town
            eligible = (
                (line.kinds is None or item.kind in line.kinds)
                and (line.tags is None or bool(set(line.tags) & set(item.tags)))
                and span.start.toordinal() <= item.start < span.end.toordinal()
            )
            most.append(int(line.max_percent * item.cents / 100) if eligible else 0)
        return tuple(most)

    def _pay(self, asked: tuple, left: tuple[int, ...]) -> list[tuple[int, ...]] | None:
        if not asked:
            return []
        if (asked, left) in self.dead:
            return None
        cents, most = asked[0]
        for amounts in _splits(cents, tuple(map(min, most, left))):
            rest = self._pay(asked[1:], tuple(a - b for a, b in zip(left, amounts, strict=True)))
            if rest is not None:
                return [amounts, *rest]
        self.dead.add((asked, left))
        return None

    def _written(self, items: Sequence[Item], paid: Sequence[tuple[int, ...]]) -> Iterator[Charge]:
        for item, amounts in zip(items, paid, strict=True):
            for line, cents in zip(self.lines, amounts, strict=True):
                if cents:
                    yield Charge(kind=item.kind, item=item.id, line=line.id, amount_cents=cents)


def _splits(cents: int, most: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
    """Every way to make up a sum from parts that are at most so large."""
    if not most:
        if not cents:
            yield ()
        return
    for part in range(max(0, cents - sum(most[1:])), min(cents, most[0]) + 1):
        yield from ((part, *rest) for rest in _splits(cents - part, most[1:]))
