"""
From a CP-SAT model to a mixed-integer programme, row by row.

The engine's model says what is live at each moment as a packing row; that is the form in which HiGHS and SCIP find
their clique and cover cuts. A circuit becomes a flow (Gavish & Graves 1978).
"""

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from .mixed import Mixed

#: Limits beyond this are none: no sum of the model comes near it.
BEYOND = 1 << 59


class Rows:
    """Rows and further columns while they are posted. A literal below 0 is the negation of column ``-n - 1``."""

    def __init__(self, low: list[float], high: list[float], whole: list[int]) -> None:
        self.low, self.high, self.whole = low, high, whole
        self.row_low: list[float] = []
        self.row_high: list[float] = []
        self.begin = [0]
        self.column: list[int] = []
        self.weight: list[float] = []

    def add_column(self, high: float) -> int:
        """A further column, any number from 0 to ``high``."""
        self.low.append(0.0)
        self.high.append(high)
        self.whole.append(0)
        return len(self.low) - 1

    def add(self, terms: Iterable[tuple[int, float]], low: float, high: float) -> None:
        """Post ``low ≤ Σ weight · literal ≤ high``."""
        sums: dict[int, float] = {}
        moved = 0.0
        for literal, given in terms:
            column, weight = literal, given
            if literal < 0:
                column, weight, moved = -literal - 1, -given, moved + given
            sums[column] = sums.get(column, 0.0) + weight
        self.column += sums.keys()
        self.weight += sums.values()
        self.begin.append(len(self.column))
        self.row_low.append(low - moved)
        self.row_high.append(high - moved)

    def add_if(
        self, enforced: Sequence[int], terms: list[tuple[int, float]], low: float, high: float
    ) -> None:
        """Post a row that holds where all of ``enforced`` are true, by the most that the sum can be off."""
        most = sum(max(w * self.low_of(c), w * self.high_of(c)) for c, w in terms)
        least = sum(min(w * self.low_of(c), w * self.high_of(c)) for c, w in terms)
        if high < np.inf:
            slack = max(0.0, most - high)
            self.add([*terms, *((e, slack) for e in enforced)], -np.inf, high + slack * len(enforced))
        if low > -np.inf:
            slack = max(0.0, low - least)
            self.add([*terms, *((e, -slack) for e in enforced)], low - slack * len(enforced), np.inf)

    def low_of(self, literal: int) -> float:
        return self.low[literal] if literal >= 0 else 1 - self.high[-literal - 1]

    def high_of(self, literal: int) -> float:
        return self.high[literal] if literal >= 0 else 1 - self.low[-literal - 1]


def mixed(proto: Any, choices: int, start: dict[int, int]) -> Mixed:
    """
    The model ``proto`` of CP-SAT, whose first ``choices`` variables are the options.

    ``start`` gives the value of each variable that is known in a solution at hand. Raises ``ValueError`` for a kind of
    constraint that has no rows here.
    """
    rows = Rows(
        [_ends(one.domain)[0] for one in proto.variables],
        [_ends(one.domain)[1] for one in proto.variables],
        [1] * len(proto.variables),
    )
    for constraint in proto.constraints:
        _post(rows, constraint)
    cost = np.zeros(len(rows.low))
    scale = proto.objective.scaling_factor or 1.0
    np.add.at(cost, np.array(proto.objective.vars, dtype=np.int64), np.array(proto.objective.coeffs) * scale)
    return Mixed(
        constant=proto.objective.offset * scale,
        cost=cost,
        low=np.array(rows.low),
        high=np.array(rows.high),
        whole=np.array(rows.whole, dtype=np.int64),
        row_low=np.array(rows.row_low),
        row_high=np.array(rows.row_high),
        begin=np.array(rows.begin, dtype=np.int64),
        column=np.array(rows.column, dtype=np.int64),
        weight=np.array(rows.weight, dtype=np.float64),
        choices=choices,
        start_column=np.array(list(start), dtype=np.int64),
        start_value=np.array(list(start.values()), dtype=np.float64),
    )


def _post(rows: Rows, one: Any) -> None:
    enforced = list(one.enforcement_literal)
    if one.has_linear():
        terms = list(zip(one.linear.vars, map(float, one.linear.coeffs), strict=True))
        low, high = _ends(one.linear.domain)
        rows.add_if(enforced, terms, low, high) if enforced else rows.add(terms, low, high)
    elif one.has_at_most_one():
        rows.add(((each, 1.0) for each in one.at_most_one.literals), -np.inf, 1.0)
    elif one.has_exactly_one():
        rows.add(((each, 1.0) for each in one.exactly_one.literals), 1.0, 1.0)
    elif one.has_bool_or():
        rows.add_if(enforced, [(each, 1.0) for each in one.bool_or.literals], 1.0, np.inf)
    elif one.has_bool_and():
        for each in one.bool_and.literals:
            rows.add_if(enforced, [(each, 1.0)], 1.0, np.inf)
    elif one.has_circuit():
        circuit(rows, list(zip(one.circuit.tails, one.circuit.heads, one.circuit.literals, strict=True)))
    else:
        raise ValueError(f"a constraint without rows: {one}")


def _ends(domain: Sequence[int]) -> tuple[float, float]:
    """The least and the most of a domain, which has no holes in this model."""
    low, high = domain
    return (-np.inf if low < -BEYOND else float(low)), (np.inf if high > BEYOND else float(high))


def circuit(rows: Rows, arcs: Sequence[tuple[int, int, int]]) -> None:
    """
    Each node is left once and reached once; the arcs that leave no node alone make one ring.

    A flow starts where the ring does, and every node that is visited keeps one unit of it. Where no node is sure to be
    visited, each may be the first, once.
    """
    nodes = sorted({node for tail, head, _ in arcs for node in (tail, head)})
    leaving: dict[int, list[int]] = {node: [] for node in nodes}
    reaching: dict[int, list[int]] = {node: [] for node in nodes}
    idle = {tail: literal for tail, head, literal in arcs if tail == head}
    for tail, head, literal in arcs:
        leaving[tail].append(literal)
        reaching[head].append(literal)
    for literals in (*leaving.values(), *reaching.values()):
        rows.add([(each, 1.0) for each in literals], 1.0, 1.0)
    units = float(len(nodes))
    first = {node: rows.add_column(1.0) for node in nodes}
    for column in first.values():
        rows.whole[column] = 1
    rows.add([(column, 1.0) for column in first.values()], -np.inf, 1.0)
    balance: dict[int, list[tuple[int, float]]] = {node: [] for node in nodes}
    for tail, head, literal in arcs:
        if tail != head:
            flow = rows.add_column(units)
            rows.add([(flow, 1.0), (literal, -units)], -np.inf, 0.0)
            balance[head].append((flow, 1.0))
            balance[tail].append((flow, -1.0))
    for node in nodes:
        # What is not idle keeps a unit; where the ring starts, up to all the units come in.
        visited = [(idle[node], 1.0)] if node in idle else []
        rows.add([*balance[node], *visited, (first[node], units)], 1.0, np.inf)
