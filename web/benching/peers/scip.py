"""SCIP through PySCIPOpt, in a process of its own: ``python -m web.benching.peers.scip FILE …``. It has one thread."""

from typing import Any

import numpy as np
from pyscipopt import SCIP_EVENTTYPE, Eventhdlr, Model, quicksum

from .inside import Spend, Voice, run
from .mixed import Mixed

HEARD = SCIP_EVENTTYPE.BESTSOLFOUND | SCIP_EVENTTYPE.DUALBOUNDIMPROVED


def solve(model: Mixed, spend: Spend, voice: Voice) -> None:
    """Maximise, with SCIP's own settings."""
    solver = Model()
    solver.hideOutput()
    columns = programme(solver, model)
    solver.setParam("limits/time", spend.seconds)
    solver.setParam("randomization/randomseedshift", spend.seed)
    solver.setParam("parallel/maxnthreads", spend.workers)
    if len(model.start_column):
        start = solver.createPartialSol()
        for column, value in zip(model.start_column.tolist(), model.start_value.tolist(), strict=True):
            solver.setSolVal(start, columns[column], value)
        solver.addSol(start)
    solver.includeEventhdlr(Ear(columns[: model.choices], voice), "ear", "tells of what is found")
    solver.optimize()
    if solver.getStatus() == "infeasible":
        voice.impossible()
        return
    voice.bound(solver.getDualbound())


def programme(solver: Model, model: Mixed) -> list[Any]:
    """The arrays as SCIP's own; its variables by column."""
    kinds = ("C", "I")
    solver.setMaximize()
    columns = [
        solver.addVar(
            vtype="B" if whole and (low, high) == (0, 1) else kinds[whole], lb=low, ub=high, obj=cost
        )
        for whole, low, high, cost in zip(
            model.whole.tolist(), model.low.tolist(), model.high.tolist(), model.cost.tolist(), strict=True
        )
    ]
    solver.addObjoffset(model.constant)
    column, weight = model.column.tolist(), model.weight.tolist()
    for row, (low, high) in enumerate(zip(model.row_low.tolist(), model.row_high.tolist(), strict=True)):
        first, last = int(model.begin[row]), int(model.begin[row + 1])
        terms = quicksum(weight[k] * columns[column[k]] for k in range(first, last))
        if low == high:
            solver.addCons(terms == low)
        elif np.isinf(low):
            solver.addCons(terms <= high)
        elif np.isinf(high):
            solver.addCons(terms >= low)
        else:
            solver.addCons((terms <= high) >= low)
    return columns


class Ear(Eventhdlr):
    """Tells of each best solution, and of each lower bound."""

    def __init__(self, choices: list[Any], voice: Voice) -> None:
        self.choices, self.voice, self.lowest = choices, voice, np.inf

    def eventinit(self) -> None:
        self.model.catchEvent(HEARD, self)

    def eventexit(self) -> None:
        self.model.dropEvent(HEARD, self)

    def eventexec(self, event: Any) -> None:
        if event.getType() == SCIP_EVENTTYPE.BESTSOLFOUND:
            best = self.model.getBestSol()
            self.voice.chosen([k for k, one in enumerate(self.choices) if best[one] > 0.5])
        bound = self.model.getDualbound()
        if bound < self.lowest:
            self.lowest = bound
            self.voice.bound(bound)


if __name__ == "__main__":
    run(solve)
