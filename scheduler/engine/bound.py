"""A bound that holds to the last unit, from any prices of what is scarce.

Whatever prices are asked of rows and checks, a plan is worth at most what is left of each item's best option after
paying them, plus the prices of everything there is (Lagrangian relaxation; Geoffrion 1974). That sum is computed in
integers over *all* options: prices from floating point make it weaker or stronger, never wrong.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np

from ..options.exact import Floats, Ints
from .model import FREE, Model


@dataclass(frozen=True, slots=True)
class Prices:
    """Points for a unit of each row (positive at its upper limit, negative at its lower) and of each check."""

    rows: Floats
    checks: Floats

    def between(self, other: "Prices", share: float) -> "Prices":
        """So much of these and the rest of ``other``, which may not know of the last rows."""
        rows = np.zeros(len(self.rows))
        rows[: len(other.rows)] = other.rows[: len(rows)]
        return Prices(
            share * self.rows + (1 - share) * rows, share * self.checks + (1 - share) * other.checks
        )


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


def _scale(model: Model, prices: Prices) -> int:
    """As fine a unit as 62 bits allow, with room for the sum of every price that is paid."""
    limits = np.where(np.abs(model.row_high) < FREE, np.abs(model.row_high), 1)
    size = max(
        1.0,
        float((np.abs(prices.rows) * limits).sum()),
        float((prices.checks * model.capacity).sum()),
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


def price(model: Model, prices: Prices) -> Priced:
    """The bound that these prices prove, and what is left to each option in points."""
    scale = _scale(model, prices)
    rows = np.rint(prices.rows * scale).astype(np.int64)
    rows[(rows > 0) & (model.row_high >= FREE)] = 0
    rows[(rows < 0) & (model.row_low <= -FREE)] = 0
    rows[model.in_chains.start : model.in_chains.stop] = 0
    levels = np.rint(np.maximum(0, prices.checks) * scale).astype(np.int64)
    left, measures = after_paying(model, rows, levels, scale)
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
        + _exactly(best, model.most)
        + _exactly(measures, held)
        + rows_worth
    )
    return Priced(total // scale, points, chosen)


def _exactly(a: Any, b: Any) -> int:
    """Σ a·b, where it might be too large for 62 bits in Python's integers, which do not overflow."""
    if np.dot(np.abs(a).astype(float), np.abs(b).astype(float)) < 1 << 61:
        return int(np.dot(a, b))
    some = np.nonzero(a)[0]
    return sum(x * y for x, y in zip(a[some].tolist(), b[some].tolist(), strict=True))
