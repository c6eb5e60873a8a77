"""Our own engine as a competitor."""

from collections.abc import Callable

from scheduler.plan import Plan
from scheduler.problem import Problem
from scheduler.solve import Progress, solve

from .competitors import Allowed, Tell


def solved(problem: Problem, allowed: Allowed, tell: Tell, should_stop: Callable[[], bool]) -> Plan:
    """The plan of ``scheduler.solve``. Raises ``FaultsError`` where the engine does not take the problem."""

    def listen(progress: Progress) -> None:
        tell(progress.points, progress.bound)

    result = solve(
        problem,
        seconds=allowed.seconds,
        workers=allowed.workers,
        seed=allowed.seed,
        on_progress=listen,
        should_stop=should_stop,
    )
    return result.plan
