"""
A CP-SAT model as a mixed-integer programme: arrays that any solver of such can be given.

What is live at each moment is a packing row, the form in which HiGHS and SCIP find their clique and cover cuts. A
circuit becomes a flow (Gavish & Graves 1978).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

# Not those of the options: a solver's own process reads programmes with NumPy alone.
Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

#: Limits beyond this are none: no sum of the model comes near it.
_BEYOND = 1 << 59


@dataclass(frozen=True, slots=True)
class Programme:
    """
    Maximise ``constant + cost · x`` under ``row_low ≤ A x ≤ row_high`` and ``low ≤ x ≤ high``; infinite: no limit.

    Parameters
    ----------
    whole
        By column: 1 where it must be a whole number.
    begin, column, weight
        ``A`` by rows: those of row ``r`` stand from ``begin[r]`` to ``begin[r + 1]``, by rising column, each once and
        none with weight 0.
    """

    constant: float
    cost: Floats
    low: Floats
    high: Floats
    whole: Ints
    row_low: Floats
    row_high: Floats
    begin: Ints
    column: Ints
    weight: Floats


def programme(proto: Any) -> Programme:
    """
    The model ``proto`` of CP-SAT: its variables are the first columns, those that a flow asks for come after.

    Raises ``ValueError`` for a constraint of a kind that has no rows here.
    """
    ends = np.array([_ends(one.domain) for one in proto.variables], dtype=float).reshape(-1, 2)
    posting = Posting(ends[:, 0].tolist(), ends[:, 1].tolist())
    for constraint in proto.constraints:
        _post(posting, constraint)
    objective, cost = proto.objective, np.zeros(len(posting.low))
    scale = objective.scaling_factor or 1.0  # CP-SAT keeps what it maximises with its sign turned
    np.add.at(cost, np.array(objective.vars, dtype=np.int64), np.array(objective.coeffs) * scale)
    return posting.programme(objective.offset * scale, cost)


class Posting:
    """Rows and further columns while they are posted. A literal below 0 is 1 less the column ``-literal - 1``."""

    def __init__(self, low: Sequence[float], high: Sequence[float]) -> None:
        self.low, self.high = list(low), list(high)
        self._whole = [1] * len(self.low)
        self._literal: list[int] = []
        self._weight: list[float] = []
        self._size: list[int] = []
        self._row_low: list[float] = []
        self._row_high: list[float] = []

    def add_column(self, high: float, whole: bool = False) -> int:
        """A further column, any number from 0 to ``high``, or a whole one."""
        self.low.append(0.0)
        self.high.append(high)
        self._whole.append(int(whole))
        return len(self.low) - 1

    def add(self, literals: Sequence[int], weights: Sequence[float], low: float, high: float) -> None:
        """Post ``low ≤ Σ weight · literal ≤ high``."""
        self._literal += literals
        self._weight += weights
        self._size.append(len(literals))
        self._row_low.append(low)
        self._row_high.append(high)

    def add_if(
        self,
        enforced: Sequence[int],
        literals: Sequence[int],
        weights: Sequence[float],
        low: float = -np.inf,
        high: float = np.inf,
    ) -> None:
        """Post a row that holds where all of ``enforced`` are true: where one is not, it is loose enough."""
        ends = [sorted(w * end for end in self._reach(x)) for x, w in zip(literals, weights, strict=True)]
        over = max(0.0, sum(most for _, most in ends) - high)
        under = min(0.0, sum(least for least, _ in ends) - low)
        met = len(enforced)
        if high < np.inf:
            self.add([*literals, *enforced], [*weights, *[over] * met], -np.inf, high + over * met)
        if low > -np.inf:
            self.add([*literals, *enforced], [*weights, *[under] * met], low + under * met, np.inf)

    def _reach(self, literal: int) -> tuple[float, float]:
        if literal >= 0:
            return self.low[literal], self.high[literal]
        return 1 - self.high[-literal - 1], 1 - self.low[-literal - 1]

    def programme(self, constant: float, cost: Floats) -> Programme:
        """All that was posted; ``cost`` is by column."""
        count, columns = len(self._size), len(self.low)
        literal, weight = np.array(self._literal, dtype=np.int64), np.array(self._weight, dtype=np.float64)
        row, turned = np.repeat(np.arange(count), self._size), literal < 0
        moved = np.bincount(row[turned], weight[turned], minlength=count)
        place = row * columns + np.where(turned, -literal - 1, literal)
        places, which = np.unique(place, return_inverse=True)
        sums = np.bincount(which, np.where(turned, -weight, weight), minlength=len(places))
        places, sums = places[sums != 0], sums[sums != 0]
        return Programme(
            constant=constant,
            cost=cost,
            low=np.array(self.low),
            high=np.array(self.high),
            whole=np.array(self._whole, dtype=np.int64),
            row_low=np.array(self._row_low) - moved,
            row_high=np.array(self._row_high) - moved,
            begin=np.searchsorted(places, np.arange(count + 1) * columns).astype(np.int64),
            column=places % columns,
            weight=sums,
        )


def _ends(domain: Sequence[int]) -> tuple[float, float]:
    """The least and the most of a domain, which has no holes in this model."""
    low, high = domain
    return (-np.inf if low < -_BEYOND else float(low)), (np.inf if high > _BEYOND else float(high))


def _post(posting: Posting, one: Any) -> None:
    enforced = list(one.enforcement_literal)
    for literals, weights, low, high in _rows(one):
        if enforced:
            posting.add_if(enforced, literals, weights, low, high)
        else:
            posting.add(literals, weights, low, high)
    if one.has_circuit():
        if enforced:
            raise ValueError(f"a circuit under a condition has no rows: {one}")
        circuit(posting, list(zip(one.circuit.tails, one.circuit.heads, one.circuit.literals, strict=True)))


def _rows(one: Any) -> Iterator[tuple[list[int], list[float], float, float]]:
    """Literals, weights and limits of each row that a constraint is, a circuit left aside."""
    if one.has_linear():
        low, high = _ends(one.linear.domain)
        yield list(one.linear.vars), list(map(float, one.linear.coeffs)), low, high
    elif one.has_at_most_one():
        yield *_ones(one.at_most_one.literals), -np.inf, 1.0
    elif one.has_exactly_one():
        yield *_ones(one.exactly_one.literals), 1.0, 1.0
    elif one.has_bool_or():
        yield *_ones(one.bool_or.literals), 1.0, np.inf
    elif one.has_bool_and():
        for each in one.bool_and.literals:
            yield *_ones([each]), 1.0, np.inf
    elif not one.has_circuit():
        raise ValueError(f"a constraint without rows: {one}")


def _ones(literals: Sequence[int]) -> tuple[list[int], list[float]]:
    return list(literals), [1.0] * len(literals)


def circuit(posting: Posting, arcs: Sequence[tuple[int, int, int]]) -> None:
    """
    Each node is left once and reached once; the arcs that leave no node alone make one ring.

    ``arcs`` are tail, head and literal. A flow starts where the ring does, and every node that is visited keeps one
    unit of it. Where no node is sure to be visited, each may be the first, once.
    """
    nodes = sorted({node for tail, head, _ in arcs for node in (tail, head)})
    leaving: dict[int, list[int]] = {node: [] for node in nodes}
    reaching: dict[int, list[int]] = {node: [] for node in nodes}
    idle = {tail: literal for tail, head, literal in arcs if tail == head}
    for tail, head, literal in arcs:
        leaving[tail].append(literal)
        reaching[head].append(literal)
    for literals in (*leaving.values(), *reaching.values()):
        posting.add(*_ones(literals), 1.0, 1.0)
    units = float(len(nodes))
    first = {node: posting.add_column(1.0, whole=True) for node in nodes}
    posting.add(*_ones(list(first.values())), -np.inf, 1.0)
    balance: dict[int, list[tuple[int, float]]] = {node: [] for node in nodes}
    for tail, head, literal in arcs:
        if tail != head:
            flow = posting.add_column(units)
            posting.add([flow, literal], [1.0, -units], -np.inf, 0.0)
            balance[head].append((flow, 1.0))
            balance[tail].append((flow, -1.0))
    for node in nodes:
        # What is not idle keeps a unit; where the ring starts, up to all the units come in.
        visited = [(idle[node], 1.0)] if node in idle else []
        terms = [*balance[node], *visited, (first[node], units)]
        posting.add([x for x, _ in terms], [w for _, w in terms], 1.0, np.inf)
