"""The linear relaxation over some of the columns, by HiGHS's interior point, which OR-Tools carries.

Profiles enter as running levels: one variable a moment, to which a use is added where it begins and taken off where
it ends, so that a column has two entries a profile however long it is.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import numpy as np
from ortools.math_opt import model_pb2
from ortools.math_opt.python import mathopt

from ..options.exact import Floats, Ints
from .bound import Prices
from .model import FREE, Model
from .profiles import Checks, checks
from .tightened import Tightened

#: A share that is more than rounding.
_SOME = 1e-6


@dataclass(frozen=True, slots=True)
class Relaxed:
    """
    An optimum over some columns: its value and the prices that prove it.

    ``shares`` of all options and the values of all measures in it; ``held`` are the options that it holds in part.
    """

    value: float
    prices: Prices
    held: Ints
    shares: Floats
    measured: Floats


@dataclass(frozen=True, slots=True)
class Entries:
    """Part of a sparse matrix: rows, columns and values."""

    row: Ints
    column: Ints
    value: Floats

    @classmethod
    def of(cls, row: Ints, column: Ints, value: Ints | float) -> "Entries":
        """Entries of one row and column each; a single ``value`` is that of all of them."""
        return cls(row, column, np.broadcast_to(np.asarray(value, dtype=np.float64), row.shape))


def relaxation(
    model: Model, options: Ints, seconds: float, tightened: Tightened
) -> Callable[[], Relaxed | None]:
    """
    What solves over these options (sorted), beside whatever else happens to the model.

    It returns None if the time was not enough or no choice is possible.
    """
    program = Program(model, options, tightened)
    whole = mathopt.Model.from_model_proto(program.proto())
    parameters = mathopt.SolveParameters(
        time_limit=timedelta(seconds=max(0.01, min(seconds, 1e6))), lp_algorithm=mathopt.LPAlgorithm.BARRIER
    )

    def solve() -> Relaxed | None:
        result = mathopt.solve(whole, mathopt.SolverType.HIGHS, params=parameters)
        if result.termination.reason != mathopt.TerminationReason.OPTIMAL or not result.solutions:
            return None
        primal, dual = result.solutions[0].primal_solution, result.solutions[0].dual_solution
        if primal is None or dual is None:
            return None
        found = np.array(list(primal.variable_values.values()))
        shares, others = np.zeros(model.options), len(options) + len(program.bundles)
        shares[options] = found[: len(options)]
        value = result.termination.objective_bounds.primal_bound
        prices = program.prices(np.array(list(dual.dual_values.values())))
        return Relaxed(
            value,
            prices,
            np.nonzero(shares > _SOME)[0],
            shares,
            found[others : others + len(model.measures)],
        )

    return solve


class Program:
    """Where options, bundles, measures and levels stand in the linear program, and rows after them."""

    def __init__(self, model: Model, options: Ints, tightened: Tightened) -> None:
        self.model, self.options, self.tightened = model, options, tightened
        own = model.options + np.unique(model.bundle[options])
        counted = (np.diff(model.by_column.start)[own] > 0) | (np.diff(model.uses.start)[own] > 0)
        #: Bundles on which something is counted.
        self.bundles = own[counted] - model.options
        measures = np.arange(len(model.measures)) + model.options + model.bundles
        self.columns = np.concatenate([options, model.options + self.bundles, measures])
        where, self.user = model.uses.entries(self.columns)
        first, last, self.amount = (v[where] for v in model.uses.values)
        self.found: Checks = checks(model.check_profile[first], first, last)
        self.levels = len(self.found.moment)
        entries, self.owner = model.by_column.entries(self.columns)
        self.entry_row, self.entry_weight = (v[entries] for v in model.by_column.values)
        self.rows = np.unique(self.entry_row)

    def _matrix(self) -> Entries:
        model, options, bundles = self.model, len(self.options), len(self.bundles)
        base = len(self.rows)
        at_level, row_of_level = len(self.columns) + np.arange(self.levels), base + bundles
        own = np.concatenate([self.options, model.options + np.arange(len(model.measures))])
        at = np.concatenate([np.arange(options), options + bundles + np.arange(len(model.measures))])
        where, which = self.tightened.by_column.entries(own)
        cut, tight = (v[where] for v in self.tightened.by_column.values)
        bundle = model.bundle[self.options]
        inside = np.isin(bundle, self.bundles)
        profile = self.found.profile
        follows = 1 + np.nonzero(profile[1:] == profile[:-1])[0]
        ends = np.nonzero(self.found.last < self.levels)[0]
        ends = ends[profile[self.found.last[ends]] == profile[self.found.first[ends]]]
        parts = [
            Entries.of(np.searchsorted(self.rows, self.entry_row), self.owner, self.entry_weight),
            Entries.of(base + np.searchsorted(self.bundles, bundle[inside]), np.nonzero(inside)[0], 1.0),
            Entries.of(base + np.arange(bundles), options + np.arange(bundles), -1.0),
            Entries.of(row_of_level + np.arange(self.levels), at_level, 1.0),
            Entries.of(row_of_level + follows, at_level[follows - 1], -1.0),
            Entries.of(row_of_level + self.found.first, self.user, -self.amount),
            Entries.of(row_of_level + self.found.last[ends], self.user[ends], self.amount[ends]),
            Entries.of(row_of_level + self.levels + cut, at[which], tight),
        ]
        return summed(
            np.concatenate([p.row for p in parts]),
            np.concatenate([p.column for p in parts]),
            np.concatenate([p.value for p in parts]),
        )

    def proto(self) -> model_pb2.ModelProto:
        """The program as MathOpt reads it. An option has no upper limit of its own: its item's row has one."""
        model, others = self.model, len(self.options) + len(self.bundles)
        none, free = np.zeros(self.levels), np.full(others, np.inf)
        points = np.concatenate(
            [model.points[self.options], np.zeros(len(self.bundles)), model.measure_points, none]
        )
        defined = np.zeros(len(self.bundles) + self.levels)
        tight = self.tightened.high
        low = np.concatenate([model.row_low[self.rows], defined, np.full(len(tight), -FREE)]).astype(float)
        high = np.concatenate([model.row_high[self.rows], defined, tight]).astype(float)
        proto = model_pb2.ModelProto()
        proto.objective.maximize = True
        paid = np.nonzero(points)[0]
        proto.objective.linear_coefficients.ids.extend(paid.tolist())
        proto.objective.linear_coefficients.values.extend(points[paid].astype(float).tolist())
        variables, rows = proto.variables, proto.linear_constraints
        variables.ids.extend(range(len(points)))
        variables.integers.extend([False] * len(points))
        variables.lower_bounds.extend(
            np.concatenate([np.zeros(others), model.measure_low, none]).astype(float).tolist()
        )
        variables.upper_bounds.extend(
            np.concatenate([free, model.measure_high, model.capacity[self.found.moment]])
            .astype(float)
            .tolist()
        )
        rows.ids.extend(range(len(low)))
        rows.lower_bounds.extend(np.where(low <= -FREE, -np.inf, low).tolist())
        rows.upper_bounds.extend(np.where(high >= FREE, np.inf, high).tolist())
        matrix, target = self._matrix(), proto.linear_constraint_matrix
        target.row_ids.extend(matrix.row.tolist())
        target.column_ids.extend(matrix.column.tolist())
        target.coefficients.extend(matrix.value.tolist())
        return proto

    def prices(self, duals: Floats) -> Prices:
        """Row duals as they are; a level's price is what the running sum's dual gains there."""
        rows, gain = np.zeros(len(self.model.row_low)), np.zeros(len(self.model.capacity))
        rows[self.rows] = duals[: len(self.rows)]
        running = duals[len(self.rows) + len(self.bundles) :][: self.levels]
        cuts = duals[len(duals) - len(self.tightened) :]
        profile = self.found.profile
        following = np.zeros(self.levels)
        following[:-1] = running[1:] * (profile[1:] == profile[:-1])
        gain[self.found.moment] = np.maximum(0.0, following - running)
        return Prices(rows, gain, np.maximum(0.0, cuts))


def summed(row: Ints, column: Ints, value: Floats) -> Entries:
    """Entries by row, then column, those of one place added up."""
    order = np.lexsort((column, row))
    row, column, value = row[order], column[order], value[order]
    if not len(row):
        return Entries(row, column, value)
    new = np.concatenate([[True], (row[1:] != row[:-1]) | (column[1:] != column[:-1])])
    return Entries(row[new], column[new], np.add.reduceat(value, np.nonzero(new)[0]))
