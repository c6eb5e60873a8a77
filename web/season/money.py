"""What each budget line pays of a plan."""

from collections import Counter
from dataclasses import dataclass

from scheduler.case import Case


@dataclass(frozen=True, slots=True)
class LineUse:
    """A budget line, in cents."""

    id: str
    name: str
    amount: int
    used: int

    @property
    def left(self) -> int:
        return self.amount - self.used


def lines(case: Case) -> list[LineUse]:
    """Every line with what the plan charges to it; none where money is not a limit."""
    used: Counter[str] = Counter()
    for charge in case.plan.charges:
        used[charge.line] += charge.amount_cents
    return [
        LineUse(line.id, line.name or line.id, line.amount_cents, used[line.id])
        for line in case.problem.funding or ()
    ]
