"""A CP-SAT model as rows: every constraint that the engine posts holds for the same values."""

from itertools import permutations, product

import numpy as np
import pytest
from ortools.sat.python import cp_model

from scheduler.engine.master import Restriction
from scheduler.engine.rows import Posting, Programme, circuit, programme
from scheduler.engine.state import State
from scheduler.options import possible
from scheduler.rules import compile_model
from tests.scheduler.tiny import tiny_problem


def kept(rows: Programme, values: tuple[float, ...]) -> bool:
    return ((rows.row_low <= (sums := sums_of(rows, values))) & (sums <= rows.row_high)).all()


def sums_of(rows: Programme, values: tuple[float, ...]):
    row = np.repeat(np.arange(len(rows.row_low)), np.diff(rows.begin))
    return np.bincount(row, rows.weight * np.array(values)[rows.column], minlength=len(rows.row_low))


def every(count: int):
    return product((0, 1), repeat=count)


def test_each_constraint_holds_for_the_same_values() -> None:
    cp = cp_model.CpModel()
    x, y, z = (cp.new_bool_var(name) for name in "xyz")
    cp.add(2 * x - y + z <= 1)
    cp.add_at_most_one(x, y.negated())
    cp.add_exactly_one(y, z, x.negated())
    cp.add_bool_or(x.negated(), z)
    rows = programme(cp.proto)
    for a, b, c in every(3):
        meant = 2 * a - b + c <= 1 and a + 1 - b <= 1 and b + c + 1 - a == 1 and (not a or c)
        assert kept(rows, (a, b, c)) == bool(meant), (a, b, c)


def test_a_row_under_a_condition_binds_there_alone() -> None:
    """``x + y ≤ 1`` if ``c``, and ``x`` unless ``c``."""
    cp = cp_model.CpModel()
    x, y, c = (cp.new_bool_var(name) for name in "xyc")
    cp.add(x + y <= 1).only_enforce_if(c)
    cp.add_implication(c.negated(), x)
    rows = programme(cp.proto)
    for a, b, condition in every(3):
        assert kept(rows, (a, b, condition)) == (a + b <= 1 if condition else a == 1)


def test_both_limits_of_a_row_under_two_conditions_are_loose_where_one_is_not_met() -> None:
    posting = Posting([-3.0, 0.0, 0.0], [5.0, 1.0, 1.0])
    posting.add_if([1, -3], [0], [2.0], low=4.0, high=4.0)
    rows = posting.programme(0.0, np.zeros(3))
    for value, first, second in product(range(-3, 6), (0, 1), (0, 1)):
        assert kept(rows, (value, first, second)) == (value == 2 or not first or bool(second))


def test_a_column_named_twice_is_added_up_and_one_that_cancels_is_left_out() -> None:
    posting = Posting([0.0] * 3, [1.0] * 3)
    posting.add([2, 0, 2, 1, -2], [1.0, 4.0, 1.0, 3.0, 3.0], 0.0, 7.0)
    rows = posting.programme(0.0, np.zeros(3))
    assert (rows.begin.tolist(), rows.column.tolist(), rows.weight.tolist()) == ([0, 2], [0, 2], [4.0, 2.0])
    assert (rows.row_low.tolist(), rows.row_high.tolist()) == ([-3.0], [4.0])


def test_points_and_domains_are_those_of_the_model() -> None:
    cp = cp_model.CpModel()
    x, y = cp.new_int_var(-2, 5, "x"), cp.new_int_var(0, 1 << 60, "y")
    cp.maximize(3 * x - y + 7)
    rows = programme(cp.proto)
    assert (rows.constant, rows.cost.tolist(), rows.whole.tolist()) == (7.0, [3.0, -1.0], [1, 1])
    assert (rows.low.tolist(), rows.high.tolist()) == ([-2.0, 0.0], [5.0, np.inf])


def test_a_constraint_that_has_no_rows_is_refused() -> None:
    cp = cp_model.CpModel()
    x = cp.new_int_var(0, 3, "x")
    cp.add_all_different([x, x + 1])
    with pytest.raises(ValueError, match="without rows"):
        programme(cp.proto)


def rings(nodes: int) -> list[set[tuple[int, int]]]:
    """Every ring through any two or more of the nodes, as arcs; and none at all."""
    found = [set[tuple[int, int]]()]
    for size in range(2, nodes + 1):
        for order in permutations(range(nodes), size):
            ring = {(a, b) for a, b in zip(order, (*order[1:], order[0]), strict=True)}
            found += [] if ring in found else [ring]
    return found


def test_a_circuit_allows_every_ring_and_no_two_of_them() -> None:
    """Four nodes, each of which may be left out: by the rows and a search for flows, over all choices of arcs."""
    nodes = 4
    arcs = [(a, b) for a in range(nodes) for b in range(nodes)]
    posting = Posting([0.0] * len(arcs), [1.0] * len(arcs))
    circuit(posting, [(a, b, k) for k, (a, b) in enumerate(arcs)])
    rows = posting.programme(0.0, np.zeros(len(posting.low)))
    two = {(0, 1), (1, 0), (2, 3), (3, 2)}
    for ring in [*rings(nodes), two]:
        visited = {a for a, _ in ring}
        held = [int(a not in visited if a == b else (a, b) in ring) for a, b in arcs]
        assert flows(rows, held) == (ring != two), ring


def flows(rows: Programme, held: list[int]) -> bool:
    """Whether the further columns can take values beside these."""
    cp = cp_model.CpModel()
    columns = [cp.new_int_var(int(a), int(b), "") for a, b in zip(rows.low, rows.high, strict=True)]
    for column, value in zip(columns, held, strict=False):
        cp.add(column == value)
    for row, (low, high) in enumerate(zip(rows.row_low, rows.row_high, strict=True)):
        part = slice(rows.begin[row], rows.begin[row + 1])
        weights = rows.weight[part].astype(int).tolist()
        total = cp_model.LinearExpr.weighted_sum([columns[k] for k in rows.column[part].tolist()], weights)
        if np.isfinite(low):
            cp.add(total >= int(low))
        if np.isfinite(high):
            cp.add(total <= int(high))
    return cp_model.CpSolver().solve(cp) in (cp_model.OPTIMAL, cp_model.FEASIBLE)


@pytest.mark.parametrize("seed", range(6))
def test_what_cp_sat_chooses_keeps_the_rows_of_tiny_towns_and_is_worth_the_same(seed: int) -> None:
    model = compile_model(possible(tiny_problem(seed)))
    whole = Restriction(model, State(model), np.nonzero(model.alone)[0])
    if whole.impossible or whole.walked:
        return
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    if solver.solve(whole.cp) != cp_model.OPTIMAL:
        return
    rows = programme(whole.cp.proto)
    values = tuple(solver.response_proto.solution)
    assert kept(rows, values)
    assert rows.constant + rows.cost @ np.array(values) == solver.objective_value
