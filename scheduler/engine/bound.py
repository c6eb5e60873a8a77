"""The linear relaxation: prices of what is scarce, a guide for the choice, and a bound that holds to the last unit.

HiGHS's interior point, which OR-Tools carries, solves the relaxation over some of the columns, in floating point. Whatever prices it returns, the bound is
then computed anew from them in integers over *all* columns (Lagrangian relaxation; Geoffrion 1974): it is valid even
where the prices are not optimal, and no rounding error can make it too low.

Profiles enter as running levels: one variable a moment, to which a use is added where it begins and taken off where
it ends, so that a column has two entries a profile however long it is.
"""

from dataclasses import dataclass
from datetime import timedelta

import numpy as np
from numpy.typing import NDArray
from ortools.math_opt import model_pb2
from ortools.math_opt.python import mathopt

from ..options.exact import Ints
from .model import FREE, Model
from .profiles import checks

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Prices:
    """Points for a unit of each row (positive at its upper limit, negative at its lower) and of each check."""

    rows: Floats
    checks: Floats


@dataclass(frozen=True, slots=True)
class Relaxed:
    """An optimum of the relaxation over some columns: its value, the options' shares, and the prices."""

    value: float
    columns: Ints
    share: Floats
    prices: Prices


class Relaxation:
    """The relaxation over a growing set of options."""

    def __init__(self, model: Model) -> None:
        self.model = model

    def solve(self, options: Ints, seconds: float) -> Relaxed | None:
        """Solve over these options (sorted). None if the time was not enough or no choice is possible."""
        shape = _Shape(self.model, options)
        parameters = mathopt.SolveParameters(
            time_limit=timedelta(seconds=max(0.01, seconds)), lp_algorithm=mathopt.LPAlgorithm.BARRIER
        )
        program = mathopt.Model.from_model_proto(shape.proto)
        result = mathopt.solve(program, mathopt.SolverType.HIGHS, params=parameters)
        if result.termination.reason != mathopt.TerminationReason.OPTIMAL or not result.solutions:
            return None
        solution = result.solutions[0]
        assert solution.primal_solution is not None and solution.dual_solution is not None
        values = np.array(list(solution.primal_solution.variable_values.values()))
        duals = np.array(list(solution.dual_solution.dual_values.values()))
        return Relaxed(
            value=result.termination.objective_bounds.primal_bound,
            columns=options,
            share=values[: len(options)],
            prices=shape.prices(duals),
        )


class _Shape:
    """Where each column and row of the model stands in the linear program."""

    def __init__(self, model: Model, options: Ints) -> None:
        self.model = model
        bundles = np.unique(model.bundle[options])
        measures = np.arange(len(model.measures)) + model.options + model.bundles
        self.columns = np.concatenate([options, model.options + bundles, measures])
        position = np.full(model.columns, -1)
        position[self.columns] = np.arange(len(self.columns))
        where, which = model.uses.entries(self.columns)
        first, last, amount = (v[where] for v in model.uses.values)
        found = checks(model.check_profile[first], first, last)
        self.moment, levels = found.moment, len(found.moment)
        live = np.unique(
            np.concatenate([model.by_column.values[0][model.by_column.entries(self.columns)[0]]])
        )
        self.rows = live
        row_at = np.full(len(model.row_low), -1)
        row_at[live] = np.arange(len(live))
        entries, owner = model.by_column.entries(self.columns)
        rows, weights = (v[entries] for v in model.by_column.values)
        base = len(live)
        level_column = len(self.columns) + np.arange(levels)
        level_row = base + len(bundles) + np.arange(levels)
        same = (
            np.concatenate([found.profile[1:] == found.profile[:-1], [False]])
            if levels
            else np.zeros(0, bool)
        )
        opens = found.first < levels
        closes = found.last < levels
        closes[closes] &= found.profile[found.last[closes]] == found.profile[found.first[closes]]
        triplet_rows = [
            row_at[rows],
            base + np.searchsorted(bundles, model.bundle[options]),
            base + np.arange(len(bundles)),
            level_row,
            level_row[1:][same[:-1]] if levels else level_row,
            level_row[found.first[opens]],
            level_row[found.last[closes]],
        ]
        triplet_columns = [
            owner,
            np.arange(len(options)),
            len(options) + np.arange(len(bundles)),
            level_column,
            level_column[:-1][same[:-1]] if levels else level_column,
            which[opens],
            which[closes],
        ]
        triplet_values = [
            weights.astype(float),
            np.ones(len(options)),
            -np.ones(len(bundles)),
            np.ones(levels),
            -np.ones(int(same[:-1].sum()) if levels else 0),
            -amount[opens].astype(float),
            amount[closes].astype(float),
        ]
        r, c, v = (np.concatenate(parts) for parts in (triplet_rows, triplet_columns, triplet_values))
        order = np.lexsort((c, r))
        r, c, v = r[order], c[order], v[order]
        new = np.concatenate([[True], (r[1:] != r[:-1]) | (c[1:] != c[:-1])]) if len(r) else np.zeros(0, bool)
        v = np.add.reduceat(v, np.nonzero(new)[0]) if len(r) else v
        r, c = r[new], c[new]
        low = np.concatenate([model.row_low[live], np.zeros(len(bundles) + levels)]).astype(float)
        high = np.concatenate([model.row_high[live], np.zeros(len(bundles) + levels)]).astype(float)
        low[low <= -FREE], high[high >= FREE] = -np.inf, np.inf
        points = np.concatenate(
            [model.points[options], np.zeros(len(bundles)), model.measure_points, np.zeros(levels)]
        ).astype(float)
        bottom = np.concatenate([np.zeros(len(options) + len(bundles)), model.measure_low, np.zeros(levels)])
        top = np.concatenate(
            [
                np.full(len(options), np.inf),  # the item's own row says at most one: one bound fewer
                np.full(len(bundles), np.inf),
                model.measure_high,
                model.capacity[found.moment] if levels else np.zeros(0),
            ]
        )
        self.proto = _proto(points, bottom, top, low, high, r, c, v)
        self._levels, self._profile = levels, found.profile
        self._level_row, self._same = level_row, same

    def prices(self, duals: Floats) -> Prices:
        """Row duals as they are; a level's price is what the running sum's dual gains there."""
        model = self.model
        rows = np.zeros(len(model.row_low))
        rows[self.rows] = duals[: len(self.rows)]
        gain = np.zeros(len(model.capacity))
        if self._levels:
            running = duals[self._level_row]
            following = np.append(running[1:], 0.0) * self._same
            gain[self.moment] = np.maximum(0.0, following - running)
        return Prices(rows, gain)


def _proto(points, bottom, top, low, high, r, c, v):  # type: ignore[no-untyped-def]
    proto = model_pb2.ModelProto()
    proto.objective.maximize = True
    ids = np.nonzero(points)[0]
    proto.objective.linear_coefficients.ids.extend(ids.tolist())
    proto.objective.linear_coefficients.values.extend(points[ids].tolist())
    proto.variables.ids.extend(range(len(points)))
    proto.variables.lower_bounds.extend(bottom.tolist())
    proto.variables.upper_bounds.extend(top.tolist())
    proto.variables.integers.extend([False] * len(points))
    proto.linear_constraints.ids.extend(range(len(low)))
    proto.linear_constraints.lower_bounds.extend(low.tolist())
    proto.linear_constraints.upper_bounds.extend(high.tolist())
    proto.linear_constraint_matrix.row_ids.extend(r.tolist())
    proto.linear_constraint_matrix.column_ids.extend(c.tolist())
    proto.linear_constraint_matrix.coefficients.extend(v.tolist())
    return proto


def reduced(
    model: Model, rows: np.ndarray, levels: np.ndarray, points: np.ndarray, measure_points: np.ndarray
):  # type: ignore
    """Points left to each option and measure after paying these prices; exact where everything is integer."""
    row, weight = model.by_column.values
    paid = model.by_column.sums(weight * rows[row])
    running = np.concatenate([np.zeros(1, dtype=levels.dtype), np.cumsum(levels)])
    first, last, amount = model.uses.values
    paid = paid + model.uses.sums(amount * (running[last] - running[first]))
    options = points - paid[: model.options] - paid[model.options + model.bundle]
    return options, measure_points - paid[model.options + model.bundles :]


def price(model: Model, prices: Prices) -> tuple[int, Floats]:
    """The bound that these prices prove, exact, and what is left to each option in points."""
    size = max(
        1.0,
        float(np.abs(prices.rows * np.where(np.abs(model.row_high) < FREE, model.row_high, 1)).sum()),
        float((prices.checks * model.capacity).sum()),
        float(np.abs(model.points).max(initial=1)) * 64,
    )
    shift = int(max(0, min(36, 58 - np.ceil(np.log2(size)))))
    scale = 1 << shift
    rows = np.rint(prices.rows * scale).astype(np.int64)
    rows[(rows > 0) & (model.row_high >= FREE)] = 0
    rows[(rows < 0) & (model.row_low <= -FREE)] = 0
    levels = np.rint(prices.checks * scale).astype(np.int64)
    left, measures = reduced(model, rows, levels, model.points * scale, model.measure_points * scale)
    left = np.where(model.alone, left, -(1 << 62))
    limit = np.where(rows > 0, model.row_high, np.where(rows < 0, model.row_low, 0))
    total = sum(int(y) * int(b) for y, b in zip(rows[rows != 0], limit[rows != 0], strict=True))
    busy = levels > 0
    total += sum(int(y) * int(b) for y, b in zip(levels[busy], model.capacity[busy], strict=True))
    best = np.zeros(len(model.most), dtype=np.int64)
    np.maximum.at(best, model.item, left)
    total += sum(int(n) * int(gain) for n, gain in zip(model.most, best, strict=True) if gain)
    total += sum(
        max(int(rc) * int(low), int(rc) * int(high))
        for rc, low, high in zip(measures, model.measure_low, model.measure_high, strict=True)
    )
    return total // scale, left / scale
