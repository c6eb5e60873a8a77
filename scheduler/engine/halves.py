"""Cuts from halves of rows: where rows are added up and halved, whole choices keep what is left after rounding down.

Which rows: those that add up to even weights for what is chosen and to an odd limit. They are found by elimination
modulo 2 over the rows with little to spare (Koster, Zymolka & Kutschka 2009). Cliques that an item closes over
moments of a place (Sousa & Wolsey 1992) are among them, odd cycles too.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

import numpy as np

from ..options.exact import Floats
from .bound import combined
from .model import FREE, Model
from .tightened import Tight

#: A share that is more than rounding; by how much a cut must be broken, in halves.
_SOME, _BROKEN = 1e-6, 0.06
#: Orders in which columns are eliminated, how much they differ, and the most cuts of a call.
_ORDERS, _SHUFFLE, _MOST = 4, 0.3, 60


#: By column, its weight; a column, and from where to where it uses how much.
Weights = dict[int, int]
Use = tuple[int, int, int, int]


@dataclass(slots=True)
class Row:
    """Columns with an odd weight (a bit each), whether the limit is odd, what is to spare, and of which rows."""

    odd: int
    limit: bool
    spare: float
    made_of: int


@dataclass(frozen=True, slots=True)
class Source:
    """A row of the model at one of its limits (``sign``), or a check."""

    row: int
    check: int
    sign: int


def halves(model: Model, shares: Floats, measured: Floats, seed: int) -> list[Tight]:
    """Cuts that these shares of all options and values of all measures break."""
    scene = Scene(model, shares, measured)
    rows, sources = scene.rows()
    found: dict[int, float] = {}
    random = Random(seed)
    for turn in range(_ORDERS):
        ranked = [value + (random.uniform(0, _SHUFFLE) if turn else 0.0) for value in scene.value]
        order = sorted(range(len(ranked)), key=ranked.__getitem__, reverse=True)
        found.update(_eliminated(rows, order, scene.value))
    cuts = []
    for made_of in sorted(found, key=lambda one: (-found[one], one))[:_MOST]:
        cut = _cut(model, [source for k, source in enumerate(sources) if made_of >> k & 1])
        if cut is not None and float(cut.options @ shares + cut.measures @ measured) > cut.high + _SOME:
            cuts.append(cut)
    return cuts


class Scene:
    """What is chosen in part: options, then measures, numbered from 0; ``value`` is how much of each."""

    def __init__(self, model: Model, shares: Floats, measured: Floats) -> None:
        self.model = model
        self._live, self._moving = np.nonzero(shares > _SOME)[0], np.nonzero(measured > _SOME)[0]
        self.value: list[float] = [*shares[self._live].tolist(), *measured[self._moving].tolist()]

    def rows(self) -> tuple[list[Row], list[Source]]:
        """Rows and checks with less than 1 to spare, and where each is from."""
        found: list[tuple[Weights, int, float, Source]] = []
        weights, uses = self._weights()
        for row, own in sorted(weights.items()):
            used = self._sum(own)
            low, high = int(self.model.row_low[row]), int(self.model.row_high[row])
            if high < FREE and high - used < 1 - _BROKEN:
                found.append((own, high, high - used, Source(row, -1, 1)))
            elif low > -FREE and used - low < 1 - _BROKEN:
                found.append((own, low, used - low, Source(row, -1, -1)))
        for check, own in _moments(self.model, uses):
            capacity = int(self.model.capacity[check])
            spare = capacity - self._sum(own)
            if spare < 1 - _BROKEN:
                found.append((own, capacity, spare, Source(-1, check, 1)))
        rows = [
            Row(
                sum(1 << k for k, weight in own.items() if weight & 1),
                limit % 2 == 1,
                max(0.0, spare),
                1 << n,
            )
            for n, (own, limit, spare, _) in enumerate(found)
        ]
        return rows, [source for *_, source in found]

    def _sum(self, own: Weights) -> float:
        return sum(weight * self.value[k] for k, weight in own.items())

    def _weights(self) -> tuple[dict[int, Weights], list[Use]]:
        """By row, the weight of each column in it; and what they use when."""
        model = self.model
        columns = [(k, int(j)) for k, j in enumerate(self._live)]
        columns += [(k, model.options + int(model.bundle[j])) for k, j in columns]
        measures = model.options + model.bundles + self._moving
        columns += [(k, int(j)) for k, j in enumerate(measures, len(self._live))]
        weights: dict[int, Weights] = {}
        uses: list[Use] = []
        for k, column in columns:
            for row, weight in zip(*(v.tolist() for v in model.by_column.of(column)), strict=True):
                own = weights.setdefault(row, {})
                own[k] = own.get(k, 0) + weight
            uses += [(k, *use) for use in zip(*(v.tolist() for v in model.uses.of(column)), strict=True)]
        return weights, uses


def _moments(model: Model, load: list[Use]) -> Iterator[tuple[int, Weights]]:
    """The checks at which something begins, with the weights of what is live there."""
    by_profile: dict[int, list[Use]] = {}
    for use in load:
        by_profile.setdefault(int(model.check_profile[use[1]]), []).append(use)
    for _, uses in sorted(by_profile.items()):
        begins = sorted({first for _, first, _, _ in uses})
        seen: dict[frozenset[int], int] = {}
        for check in begins:
            own: Weights = {}
            for k, first, last, amount in uses:
                if first <= check < last:
                    own[k] = own.get(k, 0) + amount
            if frozenset(own) not in seen:
                seen[frozenset(own)] = check
                yield check, own


def _eliminated(rows: list[Row], order: list[int], value: list[float]) -> Iterator[tuple[int, float]]:
    """Sums of rows with an odd limit whose odd columns and spare add up to less than 1, and how far below."""
    left = {k: Row(r.odd, r.limit, r.spare, r.made_of) for k, r in enumerate(rows)}
    for column in order:
        bit = 1 << column
        having = [k for k, row in left.items() if row.odd & bit]
        if not having:
            continue
        pivot = left.pop(min(having, key=lambda k: (left[k].spare, k)))
        for k in having:
            if k not in left:
                continue
            row = left[k]
            row.odd, row.limit, row.spare = (
                row.odd ^ pivot.odd,
                row.limit != pivot.limit,
                row.spare + pivot.spare,
            )
            row.made_of ^= pivot.made_of
            if row.spare >= 1 - _BROKEN:
                del left[k]
            elif row.limit and (broken := 1 - row.spare - _sum(row.odd, value)) > _BROKEN:
                yield row.made_of, broken


def _sum(odd: int, value: list[float]) -> float:
    """The values of these columns, or 1 if they are more."""
    total = 0.0
    while odd and total < 1:
        low = odd & -odd
        total += value[low.bit_length() - 1]
        odd ^= low
    return total


def _cut(model: Model, sources: list[Source]) -> Tight | None:
    """Half the sum, rounded down; None where a measure could be less than 0."""
    rows = np.zeros(len(model.row_low), dtype=np.int64)
    levels = np.zeros(len(model.capacity), dtype=np.int64)
    for source in sources:
        if source.row >= 0:
            rows[source.row] += source.sign
        else:
            levels[source.check] += 1
    options, measures, high = combined(model, rows, levels)
    if (model.measure_low[(measures & 1) == 1] < 0).any():
        return None
    options = np.where(model.alone, options // 2, 0)
    return Tight(options, measures // 2, high // 2)
