"""HiGHS through highspy, in a process of its own: ``python -m web.benching.peers.highs FILE …``."""

import time
from dataclasses import replace
from typing import Any

import highspy
import numpy as np

from .inside import Spend, Voice, run
from .mixed import Mixed

#: Points are whole numbers: less than one apart is nothing.
APART = 0.999


def solve(model: Mixed, spend: Spend, voice: Voice) -> None:
    """Maximise, with interior point for the first relaxation."""
    began = time.monotonic()
    start = completed(model, spend)
    solver = prepared(model, spend, spend.seconds - (time.monotonic() - began))
    if start is not None:
        solver.setSolution(start)
    told = [np.inf]

    def improved(event: Any) -> None:
        voice.chosen(ones(event.data_out.mip_solution, model))
        bounded(event)

    def bounded(event: Any) -> None:
        bound = event.data_out.mip_dual_bound
        if bound < told[0]:
            told[0] = bound
            voice.bound(bound)

    solver.cbMipImprovingSolution += improved
    solver.cbMipLogging += bounded
    solver.cbMipInterrupt += bounded
    solver.run()
    if solver.getModelStatus() == highspy.HighsModelStatus.kInfeasible:
        voice.impossible()
        return
    found = solver.getSolution()
    if found.value_valid:
        voice.chosen(ones(found.col_value, model))
    voice.bound(solver.getInfo().mip_dual_bound)


def ones(values: Any, model: Mixed) -> list[int]:
    chosen: list[int] = np.nonzero(np.asarray(values)[: model.choices] > 0.5)[0].tolist()
    return chosen


def prepared(model: Mixed, spend: Spend, seconds: float) -> highspy.Highs:
    solver = highspy.Highs()
    settings: dict[str, bool | int | float | str] = {
        "output_flag": False,
        "time_limit": max(0.01, seconds),
        "threads": spend.workers,
        "random_seed": spend.seed,
        "mip_rel_gap": 0.0,
        "mip_abs_gap": APART,
        "mip_lp_solver": "ipx",
    }
    for name, value in settings.items():
        solver.setOptionValue(name, value)
    solver.passModel(programme(model))
    return solver


def completed(model: Mixed, spend: Spend) -> highspy.HighsSolution | None:
    """
    The start with a value in every column; None where there is no start.

    HiGHS would do this by itself, but tell the bound of that small search as if it were the programme's.
    """
    if not len(model.start_column):
        return None
    low, high = model.low.copy(), model.high.copy()
    low[model.start_column] = high[model.start_column] = model.start_value
    solver = prepared(replace(model, low=low, high=high), spend, spend.seconds)
    solver.run()
    found = solver.getSolution()
    return found if found.value_valid else None


def programme(model: Mixed) -> highspy.HighsLp:
    """The arrays as HiGHS's own."""
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = len(model.cost), len(model.row_low)
    lp.sense_, lp.offset_ = highspy.ObjSense.kMaximize, model.constant
    lp.col_cost_, lp.col_lower_, lp.col_upper_ = model.cost, model.low, model.high
    lp.row_lower_, lp.row_upper_ = model.row_low, model.row_high
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.num_col_, lp.a_matrix_.num_row_ = lp.num_col_, lp.num_row_
    lp.a_matrix_.start_, lp.a_matrix_.index_ = model.begin, model.column
    lp.a_matrix_.value_ = model.weight
    kinds = (highspy.HighsVarType.kContinuous, highspy.HighsVarType.kInteger)
    lp.integrality_ = [kinds[one] for one in model.whole.tolist()]
    return lp


if __name__ == "__main__":
    run(solve)
