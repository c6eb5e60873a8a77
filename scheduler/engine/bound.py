"""A bound that holds to the last unit, from any prices of what is scarce.

Whatever prices are asked of rows and checks, a plan is worth at most what is left of each item's best option after
paying them, plus the prices of everything there is (Lagrangian relaxation; Geoffrion 1974). That sum is computed in
integers over *all* options: prices from floating point make it weaker or stronger, never wrong.
"""

from dataclasses import dataclass, field
from typing import Any

import numpy as np

from ..options.exact import Floats, Ints
from .model import FREE, Model
from .tightened import Tightened


@dataclass(frozen=True, slots=True)
class Prices:
    """
    Points for a unit of each row (positive at its upper limit, negative at its lower) and of each check.

    ``cuts``: of each row of the tightened relaxation, nothing for those beyond.
    """

    rows: Floats
    checks: Floats
    cuts: Floats = field(default_factory=lambda: np.empty(0))

    def between(self, other: "Prices", share: float) -> "Prices":
        """So much of these and the rest of ``other``, which may not know of the last rows."""
        return Prices(
            share * self.rows + (1 - share) * _as_long(other.rows, self.rows),
            share * self.checks + (1 - share) * other.checks,
            share * self.cuts + (1 - share) * _as_long(other.cuts, self.cuts),
        )


def _as_long(prices: Floats, others: Floats | Ints) -> Floats:
    """As many prices as others: nothing for those that are missing."""
    found = np.zeros(len(others))
    found[: len(prices)] = prices[: len(others)]
    return found


def after_paying(model: Model, rows: Ints, levels: Ints, scale: int) -> tuple[Ints, Ints]:
    """Points × ``scale`` left to each option and measure after paying these integer prices."""
    row, weight = (values.kept for values in model.by_column.values)
    paid = model.by_column.sums(lambda some: weight[some] * rows.take(row[some]))
    running = np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(levels)])
    first, last, amount = (values.kept for values in model.uses.values)
    paid += model.uses.sums(
        lambda some: amount[some] * (running.take(last[some]) - running.take(first[some]))
    )
    options = model.points * scale - paid[: model.options] - paid[model.options + model.bundle]
    return options, model.measure_points * scale - paid[model.options + model.bundles :]


def combined(model: Model, rows: Ints, levels: Ints) -> tuple[Ints, Ints, int]:
    """
    Weights of all options and of all measures, and the limit, where so many times each row and check is added up.

    A row that is taken less than 0 times is taken at its lower limit.
    """
    options, measures = after_paying(model, rows, levels, 0)
    limit = np.where(rows > 0, model.row_high, np.where(rows < 0, model.row_low, 0))
    some = np.nonzero(rows)[0]
    high = sum(a * b for a, b in zip(rows[some].tolist(), limit[some].tolist(), strict=True))
    return -options, -measures, high + int((levels * model.capacity).sum())


def _scale(model: Model, prices: Prices, highs: Ints) -> int:
    """As fine a unit as 62 bits allow, with room for the sum of every price that is paid."""
    limits = np.where(np.abs(model.row_high) < FREE, np.abs(model.row_high), 1)
    size = max(
        1.0,
        float((np.abs(prices.rows) * limits).sum()),
        float((prices.checks * model.capacity).sum()),
        float((_as_long(prices.cuts, highs) * np.abs(highs)).sum()),
        float(np.abs(model.points).max(initial=1)) * 64,
    )
    return 1 << int(max(0, min(36, 58 - np.ceil(np.log2(size)))))


@dataclass(frozen=True, slots=True)
class Priced:
    """
    Parameters
    ----------
    bound
        What these prices prove: no plan has more points.
    left
        Points left to each option after paying. Where columns stand in rows at a place, how much less the best row
        with the column is worth than the best without.
    rows
        The columns of the best rows.
    """

    bound: int
    left: Floats
    rows: Ints


#: What is added to sums of floating point, as a share of them: far above their error, far below a point.
_SAFE = 1e-9


def price(model: Model, prices: Prices, tightened: Tightened | None = None) -> Priced:
    """The bound that these prices prove, and what is left to each option in points."""
    highs = np.empty(0, dtype=np.int64) if tightened is None else tightened.high
    scale = _scale(model, prices, highs)
    rows = np.rint(prices.rows * scale).astype(np.int64)
    rows[(rows > 0) & (model.row_high >= FREE)] = 0
    rows[(rows < 0) & (model.row_low <= -FREE)] = 0
    rows[model.in_chains.start : model.in_chains.stop] = 0
    levels = np.rint(np.maximum(0, prices.checks) * scale).astype(np.int64)
    left, measures = after_paying(model, rows, levels, scale)
    cuts = np.rint(np.maximum(0, _as_long(prices.cuts, highs)) * scale).astype(np.int64)
    if tightened is not None and cuts.any():
        by_options, by_measures = tightened.paid(cuts)
        left, measures = left - by_options, measures - by_measures
    left = np.where(model.alone, left, -(1 << 62))
    best = np.zeros(len(model.most), dtype=np.int64)
    np.maximum.at(best, model.item, left)
    points, rows_worth, chosen = left / scale, 0, np.empty(0, dtype=np.int64)
    if model.chains is not None and len(model.chains.columns):
        best[model.home >= 0] = 0
        own = model.chains.columns
        found = model.chains.best(np.where(model.alone[own], points[own], -np.inf))
        rows_worth = int(np.ceil((found.value.sum() * (1 + _SAFE) + _SAFE) * scale))
        points[own], chosen = found.slack, found.chosen
    limit = np.where(rows > 0, model.row_high, np.where(rows < 0, model.row_low, 0))
    held = np.where(measures > 0, model.measure_high, model.measure_low)
    total = (
        _exactly(rows, limit)
        + _exactly(levels, model.capacity)
        + _exactly(cuts, highs)
        + _exactly(best, model.most)
        + _exactly(measures, held)
        + rows_worth
    )
    return Priced(total // scale, points, chosen)


def _exactly(a: Any, b: Any) -> int:
    """Σ a·b, where it might be too large for 62 bits in Python's integers, which do not overflow."""
    some = np.nonzero(a)[0]
    a, b = a[some], b[some]
    if np.dot(np.abs(a.astype(float)), np.abs(b.astype(float))) < 1 << 61:
        return int(np.dot(a, b))
    return sum(x * y for x, y in zip(a.tolist(), b.tolist(), strict=True))
