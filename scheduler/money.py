"""Splitting costs over funding lines: a flow from items to lines, or the lines that run short if there is none.

An item of cost c may take at most ``share[line]`` from each line it is eligible for; a line pays at most its amount.
By max-flow min-cut (Ford & Fulkerson 1956) every item can be paid exactly when, for every set of lines, what the
items cannot take from other lines is within what the set holds. Everything is integer, so the split is to the cent.
"""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from .options.exact import Exact, Ints, Mask, denominator, times
from .problem import FundingLine


@dataclass(frozen=True, slots=True)
class Ledger:
    """
    Parameters
    ----------
    cost
        Cents, by option.
    share
        Lines × options: the most that the line pays of the option (0 where it is not eligible); rounded up for
        parts of a bill, of which only the whole is rounded down.
    amount
        Cents, by line.
    bill
        By option, the number of the bill that it shares with others, -1 where it is a bill by itself.
    percent
        By line, its share as a numerator and a denominator.
    """

    cost: Exact
    share: tuple[Ints, ...]
    amount: tuple[int, ...]
    bill: Ints
    percent: tuple[tuple[int, int], ...]

    @classmethod
    def of(cls, cost: Exact, payable: Sequence[tuple[Mask, FundingLine]], bill: Ints) -> "Ledger":
        """``cost`` in cents by option; for each line the options that it may pay, as a mask."""
        shares, percents = [], []
        for eligible, line in payable:
            scale = denominator([line.max_percent])
            percent = times(line.max_percent, scale)
            shares.append(np.where(eligible, _shares(cost, percent, 100 * scale, bill), 0))
            percents.append((percent, 100 * scale))
        return cls(
            cost, tuple(shares), tuple(line.amount_cents for _, line in payable), bill, tuple(percents)
        )

    @property
    def exact(self) -> bool:
        """Whether the shares of the parts of a bill add up to those of the whole, whatever the parts."""
        parts = np.nonzero(self.bill >= 0)[0]
        return not any(
            bool((share[parts] * low != (share[parts] > 0) * high * self.cost[parts]).any())
            for share, (high, low) in zip(self.share, self.percent, strict=True)
        )

    def held(self, lines: Sequence[int]) -> int:
        """Cents that these lines hold together."""
        return sum(self.amount[k] for k in lines)

    def unpayable(self, lines: Sequence[int]) -> Ints:
        """By option, the cents that no line outside ``lines`` can pay."""
        left = self.cost.copy()
        for k, share in enumerate(self.share):
            if k not in lines:
                left -= share
        return np.maximum(0, left)

    def groups(self) -> list[list[int]]:
        """Lines that pay for common options, directly or through others."""
        group = list(range(len(self.share)))
        for a in range(len(self.share)):
            for b in range(a):
                if group[a] != group[b] and bool(((self.share[a] > 0) & (self.share[b] > 0)).any()):
                    old, new = group[a], group[b]
                    group = [new if g == old else g for g in group]
        return [[k for k, g in enumerate(group) if g == name] for name in sorted(set(group))]

    def split(self, chosen: Sequence[int]) -> list[dict[int, int]] | tuple[int, ...]:
        """For each of the :meth:`accounts` {line: cents}; or, where there is none, the lines that run short."""
        costs, shares = [], []
        for own in self.accounts(chosen):
            costs.append(sum(int(self.cost[j]) for j in own))
            shares.append(
                {k: most for k in range(len(self.share)) if (most := self._most(k, own, costs[-1]))}
            )
        return split(costs, shares, self.amount)

    def accounts(self, chosen: Sequence[int]) -> list[list[int]]:
        """The chosen options by what is paid as one, in the order of the first of each."""
        found: dict[tuple[int, int], list[int]] = {}
        for j in chosen:
            bill = int(self.bill[j])
            found.setdefault((bill, j if bill < 0 else -1), []).append(j)
        return list(found.values())

    def _most(self, line: int, own: Sequence[int], cost: int) -> int:
        """What a line may pay of one bill: eligibility goes by kind, tags and date, the same for all its parts."""
        if not any(self.share[line][j] > 0 for j in own):
            return 0
        high, low = self.percent[line]
        return high * cost // low


def _shares(cost: Exact, percent: int, whole: int, bill: Ints) -> Exact:
    """So many of ``whole`` parts of each cost, rounded down; rounded up for parts of a common bill."""
    if percent == whole:
        return cost
    share = percent * cost // whole
    parts = np.nonzero(bill >= 0)[0]
    share[parts] = -(-percent * cost[parts] // whole)
    return share


def split(
    costs: Sequence[int], shares: Sequence[dict[int, int]], amounts: Sequence[int]
) -> list[dict[int, int]] | tuple[int, ...]:
    """Pay items in turn, moving earlier charges between lines along shortest augmenting paths (Edmonds & Karp)."""
    paid: list[dict[int, int]] = [{} for _ in costs]
    left = list(amounts)
    charged: dict[int, dict[int, int]] = {k: {} for k in range(len(amounts))}
    for item, cost in enumerate(costs):
        missing = cost
        while missing:
            reached = _augment(item, missing, paid, left, charged, shares)
            if isinstance(reached, int):
                missing -= reached
            else:
                return tuple(sorted(reached))
    return paid


def _augment(
    item: int,
    missing: int,
    paid: list[dict[int, int]],
    left: list[int],
    charged: dict[int, dict[int, int]],
    shares: Sequence[dict[int, int]],
) -> int | set[int]:
    """Pay some of ``item``; or return every line that could be reached, all of them spent."""
    from_line: dict[int, int] = {}  # line: the item that would charge it
    from_item: dict[int, int] = {item: -1}  # item: the line that would be relieved of it
    queue, end = deque([item]), -1
    while queue and end < 0:
        i = queue.popleft()
        for line, most in shares[i].items():
            if line in from_line or paid[i].get(line, 0) >= most:
                continue
            from_line[line] = i
            if left[line] > 0:
                end = line
                break
            for other in charged[line]:
                if other not in from_item:
                    from_item[other] = line
                    queue.append(other)
    if end < 0:
        return set(from_line)
    path, amount, line = [], min(missing, left[end]), end
    while True:
        i = from_line[line]
        amount = min(amount, shares[i][line] - paid[i].get(line, 0))
        relieved = from_item[i]
        path.append((i, line, relieved))
        if relieved < 0:
            break
        amount = min(amount, paid[i][relieved])
        line = relieved
    left[end] -= amount
    for i, charged_line, relieved in path:
        _move(paid, charged, i, charged_line, amount)
        if relieved >= 0:
            _move(paid, charged, i, relieved, -amount)
    return amount


def _move(
    paid: list[dict[int, int]], charged: dict[int, dict[int, int]], item: int, line: int, amount: int
) -> None:
    paid[item][line] = charged[line][item] = paid[item].get(line, 0) + amount
    if not paid[item][line]:
        del paid[item][line], charged[line][item]
