"""Everything at once by mixed-integer programming: HiGHS, which OR-Tools carries.

Its cuts bound packings and knapsacks far better than those of CP-SAT; it knows no walks. It takes no hint and cannot be
stopped from outside, so that it works in a thread of its own, which is left alone when somebody wants to stop.
"""

import os
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import numpy as np
from ortools.math_opt import model_pb2
from ortools.math_opt.python import mathopt
from ortools.math_opt.solvers import highs_pb2

from .master import Choice, Restriction

#: Limits beyond this are none: no sum of the model comes near it.
_BEYOND = 1 << 59
#: Points are whole numbers: two bounds so near are the same. What is added to a bound before it is rounded down, far
#: above the error of HiGHS's arithmetic.
_SAME, _SAFE = 0.5, 0.1
#: Seconds between two looks at whether to stop, and those that a solve may take beyond its own.
_BEAT, _GRACE = 0.05, 1.0


def whole(
    restriction: Restriction,
    seconds: float,
    nodes: int,
    should_stop: Callable[[], bool] | None = None,
) -> Choice:
    """
    The best choice of the free options, none of which may belong to a walk.

    Parameters
    ----------
    seconds, nodes
        Wall clock, and nodes of the search tree, after which the best so far is returned.
    """
    if restriction.impossible:
        return Choice(None, None, proven=True, impossible=True)
    if restriction.walked:
        raise ValueError("a walk is no row of an integer programme")
    model = mathopt.Model.from_model_proto(programme(restriction.cp.proto))
    own = highs_pb2.HighsOptionsProto(double_options={"mip_abs_gap": _SAME, "mip_rel_gap": 0.0})
    parameters = mathopt.SolveParameters(
        time_limit=timedelta(seconds=max(0.01, min(seconds, 1e6))), node_limit=nodes, highs=own
    )
    result = _aside(
        lambda: mathopt.solve(model, mathopt.SolverType.HIGHS, params=parameters),
        seconds + _GRACE,
        should_stop,
    )
    return Choice(None, None, proven=False) if result is None else _read(restriction, result)


def _read(restriction: Restriction, result: mathopt.SolveResult) -> Choice:
    reason, ends = result.termination.reason, result.termination.objective_bounds
    if reason == mathopt.TerminationReason.INFEASIBLE:
        return Choice(None, None, proven=True, impossible=True)
    bound = int(np.floor(ends.dual_bound + _SAFE)) if np.isfinite(ends.dual_bound) else None
    found = result.solutions[0].primal_solution if result.solutions else None
    if found is None:
        return Choice(None, bound, proven=False)
    values = list(found.variable_values.values())
    chosen = tuple(j for j in restriction.free.tolist() if values[restriction.variable[j].index] > 0.5)
    return Choice(chosen, bound, proven=reason == mathopt.TerminationReason.OPTIMAL)


def programme(proto: Any) -> model_pb2.ModelProto:
    """A CP-SAT model of linear rows and choices of one, as MathOpt reads it: every variable a whole number."""
    made = model_pb2.ModelProto()
    count = len(proto.variables)
    ends = np.array([tuple(one.domain) for one in proto.variables], dtype=float).reshape(count, 2)
    made.variables.ids.extend(range(count))
    made.variables.integers.extend([True] * count)
    made.variables.lower_bounds.extend(ends[:, 0].tolist())
    made.variables.upper_bounds.extend(ends[:, 1].tolist())
    rows = [_row(one) for one in proto.constraints]
    made.linear_constraints.ids.extend(range(len(rows)))
    made.linear_constraints.lower_bounds.extend(low for _, low, _ in rows)
    made.linear_constraints.upper_bounds.extend(high for _, _, high in rows)
    matrix = made.linear_constraint_matrix
    for number, (terms, _, _) in enumerate(rows):
        columns = sorted(column for column, weight in terms.items() if weight)
        matrix.row_ids.extend([number] * len(columns))
        matrix.column_ids.extend(columns)
        matrix.coefficients.extend(terms[column] for column in columns)
    _pay(made, proto.objective)
    return made


def _pay(made: model_pb2.ModelProto, objective: Any) -> None:
    """Points, which CP-SAT keeps with their sign turned."""
    scale = objective.scaling_factor or 1.0
    points: dict[int, float] = {}
    for column, weight in zip(objective.vars, objective.coeffs, strict=True):
        points[column] = points.get(column, 0.0) + weight * scale
    made.objective.maximize = True
    made.objective.offset = objective.offset * scale
    made.objective.linear_coefficients.ids.extend(sorted(points))
    made.objective.linear_coefficients.values.extend(points[column] for column in sorted(points))


def _row(one: Any) -> tuple[dict[int, float], float, float]:
    """Weights by variable, and limits; a literal below 0 is 1 less its variable."""
    if one.has_linear():
        low, high = one.linear.domain
        literals: Iterator[tuple[int, int]] = zip(one.linear.vars, one.linear.coeffs, strict=True)
        low, high = (-np.inf if low < -_BEYOND else low), (np.inf if high > _BEYOND else high)
    elif one.has_exactly_one() or one.has_at_most_one():
        exactly = one.has_exactly_one()
        literals = ((each, 1) for each in (one.exactly_one if exactly else one.at_most_one).literals)
        low, high = (1 if exactly else -np.inf), 1
    else:
        raise ValueError(f"a constraint without a row: {one}")
    terms: dict[int, float] = {}
    moved = 0
    for literal, weight in literals:
        column, sign = (literal, 1) if literal >= 0 else (-literal - 1, -1)
        terms[column] = terms.get(column, 0.0) + sign * weight
        moved += weight if sign < 0 else 0
    return terms, float(low - moved), float(high - moved)


def _aside(
    solve: Callable[[], mathopt.SolveResult], seconds: float, should_stop: Callable[[], bool] | None
) -> mathopt.SolveResult | None:
    """What ``solve`` returns, or None if it takes longer, or somebody wanted to stop before it ended."""
    found: list[mathopt.SolveResult] = []
    failed: list[BaseException] = []

    def run() -> None:
        try:
            found.append(solve())
        except BaseException as error:  # told to who waits
            failed.append(error)

    thread = threading.Thread(target=run, daemon=True)
    with _silent():
        thread.start()
        waited = 0.0
        while thread.is_alive() and waited < seconds and not (should_stop is not None and should_stop()):
            thread.join(_BEAT)
            waited += _BEAT
    if failed:
        raise failed[0]
    return found[0] if found else None


@contextmanager
def _silent() -> Iterator[None]:
    """HiGHS writes a line on standard output where it mends a solution, whatever its log is told."""
    try:
        sys.stdout.flush()
        kept, nowhere = os.dup(1), os.open(os.devnull, os.O_WRONLY)
    except (OSError, ValueError):  # there is none
        yield
        return
    os.dup2(nowhere, 1)
    try:
        yield
    finally:
        os.dup2(kept, 1)
        os.close(kept)
        os.close(nowhere)
