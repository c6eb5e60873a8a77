"""Mixed-integer programmes solved by HiGHS or SCIP in a process that can be ended at any moment. OR-Tools carries both.

They look up from their work too rarely to be asked to stop, and a thread cannot be left behind. The process
ends with its parent: it holds on to a pipe that closes then.
"""

import base64
import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import IO, Any, Literal

from ortools.math_opt import model_pb2
from ortools.math_opt.python import mathopt

from .watch import Watch

#: Bytes of the number that says how long a message is.
_LENGTH = 8
#: Keeps columns that are sums of others: they are there to be branched on.
_KEEP = {"presolving/donotmultaggr": True}


@dataclass(frozen=True, slots=True)
class Task:
    """
    What to solve.

    Parameters
    ----------
    solver
        HiGHS heeds neither hint nor priorities.
    programme
        A MathOpt model, serialised, in base64; its columns are numbered from 0.
    hint
        Values of all its columns in a solution already known; None: none is known.
    priority
        By column: those with more are branched on first.
    seconds, nodes
        Wall clock and nodes of the search tree after which the best so far is the answer (None: any number).
    """

    solver: Literal["HIGHS", "GSCIP"]
    programme: str
    hint: tuple[float, ...] | None
    priority: tuple[int, ...]
    seconds: float
    nodes: int | None
    seed: int


@dataclass(frozen=True, slots=True)
class Answer:
    """``values`` of all columns in the best solution (None: none found); ``bound`` on the points of any."""

    values: tuple[float, ...] | None
    bound: float
    optimal: bool
    impossible: bool


def solve_apart(task: Task, should_stop: Callable[[], bool] | None = None) -> Answer | None:
    """What the solver finds; None if somebody wanted to stop, or if the process was lost."""
    child = subprocess.Popen(
        [sys.executable, "-c", f"from {__name__} import answer; answer()"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    assert child.stdin is not None
    assert child.stdout is not None
    with child, Watch(should_stop, child.kill):
        try:
            _send(child.stdin, asdict(task))
            told = _receive(child.stdout)
        except OSError:  # killed while it was written to
            told = None
        child.kill()
    return None if told is None else Answer(**told)


def answer() -> None:
    """Solve the task on standard input and write what was found on standard output."""
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # whatever a library writes there is no answer
    asked = _receive(sys.stdin.buffer)
    if asked is None:
        return
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _send(out, asdict(solved(Task(**asked))))


def _end_with_parent() -> None:
    sys.stdin.buffer.read()
    os._exit(1)


def solved(task: Task) -> Answer:
    """What the solver finds, here and now."""
    proto = model_pb2.ModelProto.FromString(base64.b64decode(task.programme))
    model = mathopt.Model.from_model_proto(proto)
    columns = list(model.variables())
    beside = mathopt.ModelSolveParameters()
    parameters = mathopt.SolveParameters(
        time_limit=timedelta(seconds=max(0.01, min(task.seconds, 1e6))),
        node_limit=task.nodes,
        random_seed=task.seed,
    )
    if task.solver == "GSCIP":
        parameters.gscip.bool_params.update(_KEEP)
        beside.branching_priorities.update(zip(columns, task.priority, strict=True))
        if task.hint is not None:
            known = dict(zip(columns, task.hint, strict=True))
            beside.solution_hints.append(mathopt.SolutionHint(variable_values=known))
    result = mathopt.solve(model, mathopt.SolverType[task.solver], params=parameters, model_params=beside)
    reason = result.termination.reason
    found = result.solutions[0].primal_solution if result.solutions else None
    return Answer(
        None if found is None else tuple(found.variable_values[column] for column in columns),
        result.termination.objective_bounds.dual_bound,
        reason == mathopt.TerminationReason.OPTIMAL,
        reason == mathopt.TerminationReason.INFEASIBLE,
    )


def _send(pipe: IO[bytes], told: dict[str, Any]) -> None:
    message = json.dumps(told).encode()
    pipe.write(len(message).to_bytes(_LENGTH, "big") + message)
    pipe.flush()


def _receive(pipe: IO[bytes]) -> dict[str, Any] | None:
    """The next message; None where the pipe ends before it."""
    head = pipe.read(_LENGTH)
    message = pipe.read(int.from_bytes(head, "big"))
    return json.loads(message) if len(head) == _LENGTH and message.endswith(b"}") else None
