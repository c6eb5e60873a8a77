"""What each budget line pays of a plan."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from scheduler.case import Case


@dataclass(frozen=True, slots=True)
class LineUse:
    """A budget line, in cents; ``kinds`` says how much of what is used goes to stays, events, trails, dressings."""

    id: str
    name: str
    amount: int
    used: int
    kinds: Mapping[str, int]

    @property
    def left(self) -> int:
        return self.amount - self.used


def lines(case: Case) -> list[LineUse]:
    """Every line with what the plan charges to it; none where money is not a limit."""
    used: dict[str, Counter[str]] = defaultdict(Counter)
    for charge in case.plan.charges:
        used[charge.line][charge.kind] += charge.amount_cents
    return [
        LineUse(line.id, line.name or line.id, line.amount_cents, used[line.id].total(), used[line.id])
        for line in case.problem.funding or ()
    ]
