"""Everything at once by mixed-integer programming, whose cuts bound packings and knapsacks far better than CP-SAT's.

HiGHS is quick to find good plans. SCIP is given, beside the options, what people would decide first: whether an item
is placed, then where. It branches on these before it looks at days, of which there are many that bring nearly the
same, so that it proves what HiGHS does not.
"""

import base64
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np
from ortools.math_opt import model_pb2

from ..options.exact import Floats, Ints
from .apart import Answer, Task, solve_apart
from .master import Choice, Restriction
from .rows import Programme, programme
from .sparse import grouped
from .state import State

#: What is added to a bound before it is rounded down, far above the error of floating point.
_SAFE = 0.1
#: Which decisions are branched on first.
_PLACED, _WHERE = 2, 1


@dataclass(frozen=True, slots=True)
class Counts:
    """Columns after those of a programme, each the sum of some of them: how many, and how early to branch on it."""

    columns: tuple[Ints, ...]
    priority: tuple[int, ...]


def whole(
    restriction: Restriction,
    solver: Literal["HIGHS", "GSCIP"],
    seconds: float,
    nodes: int | None,
    known: State | None = None,
    should_stop: Callable[[], bool] | None = None,
    seed: int = 0,
) -> Choice:
    """
    The best choice of the free options, none of which may belong to a walk.

    Parameters
    ----------
    seconds, nodes
        Wall clock, and nodes of the search tree, after which the best so far is returned (None: any number).
    known
        A choice at hand, of free options beside the base, for SCIP to begin with.
    """
    if restriction.impossible:
        return Choice(None, None, proven=True, impossible=True)
    if restriction.walked:
        raise ValueError("a walk is no row of an integer programme")
    counts = decisions(restriction) if solver == "GSCIP" else Counts((), ())
    program = programme(restriction.cp.proto)
    columns = len(program.cost)
    task = Task(
        solver,
        base64.b64encode(_proto(program, counts).SerializeToString()).decode(),
        None if known is None else _values(restriction, counts, columns, known),
        (*[0] * columns, *counts.priority),
        seconds,
        nodes,
        seed,
    )
    answer = solve_apart(task, should_stop)
    return Choice(None, None, proven=False) if answer is None else _read(restriction, answer)


def _values(restriction: Restriction, counts: Counts, columns: int, known: State) -> tuple[float, ...]:
    """What each column is in a choice at hand."""
    model, chosen = restriction.model, known.chosen
    values = np.zeros(columns)
    bundles = Counter(model.of_bundle(int(model.bundle[j])) for j in chosen)
    for column, variable in restriction.variable.items():
        if column >= model.options + model.bundles:
            values[variable.index] = known.measured[column - model.options - model.bundles]
        else:
            values[variable.index] = int(column in chosen) if column < model.options else bundles[column]
    return (*values.tolist(), *(float(values[each].sum()) for each in counts.columns))


def decisions(restriction: Restriction) -> Counts:
    """Whether each item is placed and, where it has a choice of places, how often at each."""
    model, free = restriction.model, restriction.free
    columns, priority = [], []
    for _, where in grouped(model.item[free]):
        if len(where) == 1:
            continue
        own = free[where]
        columns.append(_of(restriction, own))
        priority.append(_PLACED)
        places = [own[there] for _, there in grouped(model.place[own])]
        for there in places if len(places) > 1 else []:
            columns.append(_of(restriction, there))
            priority.append(_WHERE)
    return Counts(tuple(columns), tuple(priority))


def _of(restriction: Restriction, options: Ints) -> Ints:
    return np.array([restriction.variable[j].index for j in options.tolist()], dtype=np.int64)


def _read(restriction: Restriction, answer: Answer) -> Choice:
    if answer.impossible:
        return Choice(None, None, proven=True, impossible=True)
    bound = int(np.floor(answer.bound + _SAFE)) if np.isfinite(answer.bound) else None
    if answer.values is None:
        return Choice(None, bound, proven=False)
    index = restriction.variable
    chosen = tuple(j for j in restriction.free.tolist() if answer.values[index[j].index] > 0.5)
    return Choice(chosen, bound, proven=answer.optimal)


def _proto(program: Programme, counts: Counts) -> model_pb2.ModelProto:
    """The programme as MathOpt reads it, with a column and a row for each count."""
    made, more, rows = model_pb2.ModelProto(), len(counts.columns), len(program.row_low)
    size, columns = np.array([len(each) for each in counts.columns], dtype=np.int64), len(program.cost)
    none = np.zeros(more)
    made.variables.ids.extend(range(columns + more))
    made.variables.integers.extend([*map(bool, program.whole.tolist()), *[True] * more])
    made.variables.lower_bounds.extend(np.concatenate([program.low, none]).tolist())
    made.variables.upper_bounds.extend(np.concatenate([program.high, size]).tolist())
    made.linear_constraints.ids.extend(range(rows + more))
    made.linear_constraints.lower_bounds.extend(np.concatenate([program.row_low, none]).tolist())
    made.linear_constraints.upper_bounds.extend(np.concatenate([program.row_high, none]).tolist())
    matrix = made.linear_constraint_matrix
    matrix.row_ids.extend(np.repeat(np.arange(rows), np.diff(program.begin)).tolist())
    matrix.column_ids.extend(program.column.tolist())
    matrix.coefficients.extend(program.weight.tolist())
    for k, each in enumerate(counts.columns):
        matrix.row_ids.extend([rows + k] * (len(each) + 1))
        matrix.column_ids.extend([*np.sort(each).tolist(), columns + k])
        matrix.coefficients.extend([*[1.0] * len(each), -1.0])
    _pay(made, program.cost, program.constant)
    return made


def _pay(made: model_pb2.ModelProto, cost: Floats, constant: float) -> None:
    paid = np.nonzero(cost)[0]
    made.objective.maximize = True
    made.objective.offset = constant
    made.objective.linear_coefficients.ids.extend(paid.tolist())
    made.objective.linear_coefficients.values.extend(cost[paid].tolist())
