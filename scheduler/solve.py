"""From a problem to a plan: the door of the engine.

Every plan that leaves here has been checked by code that shares nothing with the search; one that fails is a defect
of this program and raises, it is never handed out.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal

from .check import check
from .engine.search import Limits, Search
from .faults import Fault, FaultsError
from .message import Message, message
from .options import Options, possible
from .placements import write
from .plan import Plan
from .points import terms
from .problem import Problem
from .roster import Roster
from .rules import compile_model
from .rules.cuts import Missing

#: Names what made a plan; grows when the same file and seed may give another plan.
ENGINE = {"name": "rideau", "version": "0.1"}


class Unsupported(FaultsError):
    """The problem uses what this version does not plan yet. The faults say what to remove."""


@dataclass(frozen=True, slots=True)
class Progress:
    """What is known so far; ``gap`` is (bound − points) / |points|, ``plan`` comes with each improvement."""

    points: int | None
    bound: int | None
    gap: float | None
    seconds: float
    plan: Plan | None


@dataclass(frozen=True, slots=True)
class Result:
    """The plan; where none exists, ``conflict`` names decisions that cannot all be kept."""

    plan: Plan
    conflict: tuple[Message, ...] = ()


def refuse_unsupported(problem: Problem) -> None:
    """Raise ``Unsupported`` with every part of the problem that the engine does not plan yet."""
    settings, faults = problem.settings, []
    if problem.trails:
        faults.append(
            Fault(
                "trails",
                message("trails are not planned yet; remove the {count} trails", count=len(problem.trails)),
            )
        )
    if problem.kits:
        faults.append(
            Fault(
                "kits",
                message(
                    "window dressings are not planned yet; remove the {count} kits", count=len(problem.kits)
                ),
            )
        )
    if problem.published is not None:
        faults.append(
            Fault("published", message("planning around a published plan is not possible yet; remove it"))
        )
    for name in ("freeze_days", "max_changes"):
        if getattr(settings, name) is not None:
            faults.append(
                Fault(
                    f"settings.{name}",
                    message("planning around a published plan is not possible yet; remove it"),
                )
            )
    for name in ("pins", "bans"):
        for n, decision in enumerate(getattr(problem, name)):
            if decision.kind == "trail":
                faults.append(
                    Fault(
                        f"{name}[{n}]",
                        message(
                            "trails are not planned yet; remove the decision on {trail}", trail=decision.item
                        ),
                    )
                )
    if faults:
        raise Unsupported(tuple(faults))


def verified(options: Options, search: Search, roster: Roster) -> Plan:
    """The incumbent as a plan, with its claims. Raises RuntimeError if it does not keep every rule."""
    state, problem = search.incumbent, options.problem
    assert state is not None
    plan = write(options, state.chosen, roster)
    by_term = terms(problem, plan)
    claims = replace(
        plan,
        status="optimal" if search.proven else "feasible",
        points=state.points,
        bound=search.bound,
        terms={name: value for name, value in by_term.items() if value},
        seconds=Decimal(f"{search.elapsed:.3f}"),
        engine=ENGINE | {"seed": search.limits.seed, "workers": search.limits.workers},
    )
    broken = check(problem, claims)
    if broken or sum(by_term.values()) != state.points:
        named = "; ".join(f"{v.rule}: {v.message}" for v in broken[:5])
        raise RuntimeError(
            f"defect of the engine, the plan does not hold: {named or by_term}, {state.points}"
        )
    return claims


def solve(
    problem: Problem,
    *,
    seconds: float = 60.0,
    workers: int = 1,
    seed: int = 0,
    gap: float = 0.0,
    hint: Plan | None = None,
    on_progress: Callable[[Progress], None] | None = None,
    should_stop: Callable[[], bool] | None = None,
    clock: Callable[[], float] = time.monotonic,
) -> Result:
    """
    The best plan found.

    Parameters
    ----------
    seconds
        Wall clock of ``clock``; the search also ends when the plan is proven best or within ``gap`` of the bound.
    workers
        Threads of the solver. With one, the same problem, seed and enough time give the same plan.
    hint
        A plan to start from; what of it no longer holds is left out.
    on_progress, should_stop
        Called with each improvement; asked several times a second.

    Raises
    ------
    Unsupported
        The problem has trails, kits or a published plan.
    """
    refuse_unsupported(problem)
    limits = Limits(seconds, clock, workers, seed, gap, should_stop)
    options = possible(problem)
    model = compile_model(options)
    roster = Roster(problem)

    def tell(search: Search) -> None:
        if on_progress is not None:
            plan = None if search.incumbent is None else verified(options, search, roster)
            points = None if search.incumbent is None else search.incumbent.points
            on_progress(Progress(points, search.bound, search.gap, search.elapsed, plan))

    search = Search(model, Missing(model, options, roster), limits, tell)
    search.run()
    if search.incumbent is not None:
        return Result(verified(options, search, roster))
    status = "infeasible" if search.impossible else "unknown"
    return Result(Plan(status=status, bound=None if search.impossible else search.bound))
