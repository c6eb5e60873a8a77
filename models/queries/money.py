"""What the plan costs, and what each budget line pays of it."""

from collections import Counter, defaultdict
from dataclasses import dataclass

from scheduler.case import join
from scheduler.costs import items

from ..mapping import Problem, Programme


@dataclass(frozen=True, slots=True)
class LineUse:
    """Cents of a funding line: its ``amount``, what the plan uses, what is left; ``by_kind`` (kind, cents)."""

    line: str
    amount: int
    used: int
    left: int
    by_kind: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Budget:
    """``cost`` is all that the plan costs, ``paid`` what lines pay of it; ``by_kind`` splits the cost. Cents."""

    lines: tuple[LineUse, ...]
    cost: int
    paid: int
    by_kind: tuple[tuple[str, int], ...]


def budget(problem: Problem, programme: Programme) -> Budget:
    """Every line in the order of the problem; without a funding list no lines, but the cost all the same."""
    used: dict[str, Counter[str]] = defaultdict(Counter)
    for charge in programme.charges:
        used[charge.line][charge.kind] += charge.amount_cents
    lines = tuple(
        LineUse(
            line.id,
            line.amount_cents,
            spent := used[line.id].total(),
            line.amount_cents - spent,
            tuple(sorted(used[line.id].items())),
        )
        for line in problem.funding or ()
    )
    cost: Counter[str] = Counter()
    for item in items(join(problem, programme)):
        cost[item.kind] += item.cents
    return Budget(lines, cost.total(), sum(line.used for line in lines), tuple(sorted(cost.items())))
