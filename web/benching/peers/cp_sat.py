"""Plain CP-SAT: the whole model at once, as it is without any search of ours."""

from collections.abc import Callable

from ortools.sat.python import cp_model

from scheduler.engine.master import Restriction
from scheduler.plan import Plan
from scheduler.problem import Problem

from ..competitors import Allowed, Tell
from .start import hint
from .town import Town


def solved(problem: Problem, allowed: Allowed, tell: Tell, should_stop: Callable[[], bool]) -> Plan:
    """The best plan by CP-SAT's own settings, hinted by the greedy plan; again where a choice brought cuts."""
    town = Town(problem, allowed, tell, should_stop)
    town.greedy()
    while not town.over():
        whole = town.whole()
        hint(town, whole)
        if not _round(town, whole):
            break
    return town.plan()


def _round(town: Town, whole: Restriction) -> bool:
    """Solve until the end, or until a choice brings cuts; whether another round could bring more."""
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = max(0.01, town.left)
    solver.parameters.num_workers = town.allowed.workers
    solver.parameters.random_seed = town.allowed.seed
    listener = Listener(town, whole, solver)
    solver.best_bound_callback = listener.bound
    status = solver.solve(whole.cp, listener)
    if status == cp_model.INFEASIBLE and not listener.cut:
        town.impossible = town.best is None
        return False
    if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        town.lower(solver.best_objective_bound)
    return listener.cut


class Listener(cp_model.CpSolverSolutionCallback):
    """Hands each solution on."""

    def __init__(self, town: Town, whole: Restriction, solver: cp_model.CpSolver) -> None:
        super().__init__()
        self.town, self.solver, self.cut = town, solver, False
        self._variables = [(int(j), whole.variable[int(j)]) for j in whole.free]

    def on_solution_callback(self) -> None:
        if self.cut:
            return
        if not self.town.take(j for j, variable in self._variables if self.boolean_value(variable)):
            self.cut = True
        if self.cut or self.town.over():
            self.stop_search()

    def bound(self, bound: float) -> None:
        self.town.lower(bound)
        if self.town.over():
            self.solver.stop_search()
