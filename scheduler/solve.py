"""From a problem to a plan: the door of the engine.

Every plan that leaves here has been checked by code that shares nothing with the search; one that fails is a defect
of this program and raises, it is never handed out.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal

import numpy as np

from .check import check
from .engine.master import Effort
from .engine.search import Limits, Search
from .faults import Fault, FaultsError
from .fleet import Fleet
from .hints import hinted, standing
from .leftovers import left_out
from .message import Message, message
from .options import Options, possible
from .options.published import everything as published_items
from .options.thinning import Thinning
from .pieces import sealed
from .placements import write
from .plan import Plan
from .points import terms
from .polish import longer_stays
from .problem import Problem
from .refusal import conflict
from .roster import Roster
from .rules import compile_model
from .rules.cuts import Missing
from .together import Company

#: For each second, so many options at most, that reading and compiling them takes no more than a fifth of it; those
#: that fit in 10 GB.
_READ, _ROOM = 30_000, 30_000_000
#: Before a further plan is told, how many times as long as the last took to be checked.
_PAUSE = 5
#: Names what made a plan; grows when the same file and seed may give another plan.
ENGINE = {"name": "rideau", "version": "0.1"}


class Unsupported(FaultsError):
    """The problem's numbers are beyond what can be added up exactly."""


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


def verified(options: Options, search: Search, roster: Roster) -> Plan:
    """The incumbent as a plan, with its claims. Raises RuntimeError if it does not keep every rule."""
    state = search.incumbent
    assert state is not None
    plan = write(options, search.model, state.chosen, roster)
    by_term = terms(options.problem, plan)
    claims = replace(
        plan,
        status="optimal" if search.proven and not options.thinned else "feasible",
        points=state.points,
        bound=_bound(options, search),
        terms={name: value for name, value in by_term.items() if value},
        seconds=Decimal(f"{search.elapsed:.3f}"),
        engine=ENGINE | {"seed": search.limits.seed, "workers": search.limits.workers},
    )
    broken = check(options.problem, claims)
    if broken or sum(by_term.values()) != state.points:
        named = "; ".join(f"{v.rule}: {v.message}" for v in broken[:5])
        raise RuntimeError(
            f"defect of the engine, the plan does not hold: {named or by_term}, {state.points}"
        )
    return claims


def _bound(options: Options, search: Search) -> int | None:
    """The search's bound, where it saw all that is possible."""
    return None if options.thinned else search.bound


class Reporter:
    """Tells ``on_progress`` of improvements, at most twice a second, each plan verified."""

    def __init__(
        self, options: Options, roster: Roster, on_progress: Callable[[Progress], None] | None
    ) -> None:
        self._options, self._roster, self._on_progress = options, roster, on_progress
        self._told: tuple[int | None, int | None] = (None, None)
        self._next = self._asked = 0.0

    def __call__(self, search: Search) -> None:
        if self._on_progress is None:
            return
        points = None if search.incumbent is None else search.incumbent.points
        bound = _bound(self._options, search)
        first = self._told[0] is None and points is not None
        if (points, bound) == self._told or not (first or search.elapsed >= self._next):
            return
        plan, self._asked = None, search.elapsed
        if search.incumbent is not None and points != self._told[0]:
            plan = verified(self._options, search, self._roster)
        self._tell(search, plan)

    def last(self, search: Search, plan: Plan) -> None:
        """Tell of the plan that is about to be returned, if it is news."""
        if self._on_progress is not None and (plan.points, plan.bound) != self._told:
            self._tell(search, plan)

    def _tell(self, search: Search, plan: Plan | None) -> None:
        assert self._on_progress is not None
        points = None if search.incumbent is None else search.incumbent.points
        bound = _bound(self._options, search)
        # Checking a plan of a large town takes a while: wait longer before the next, but not after the very first.
        spent = search.elapsed - self._asked
        pause = _PAUSE * spent if self._told[0] is not None else spent
        self._told, self._next = (points, bound), search.elapsed + max(0.5, pause)
        gap = None if bound is None else search.gap
        self._on_progress(Progress(points, bound, gap, search.elapsed, plan))


def solve(
    problem: Problem,
    *,
    seconds: float = 60.0,
    workers: int = 1,
    seed: int = 0,
    gap: float = 0.0,
    steps: int | None = None,
    hint: Plan | None = None,
    on_progress: Callable[[Progress], None] | None = None,
    should_stop: Callable[[], bool] | None = None,
    clock: Callable[[], float] = time.monotonic,
    fleet: Fleet | None = None,
) -> Result:
    """
    The best plan found.

    Parameters
    ----------
    seconds
        Wall clock of ``clock``; the search also ends when the plan is proven best or within ``gap`` of the bound.
        A town too large to look at every placement in that time is planned among the most promising ones of each
        project and event; its plan comes without a bound.
    workers
        Threads of the solver. With one, the same problem, seed and enough time give the same plan.
    steps
        Neighbourhoods after which the search ends. With one worker and seconds to spare, the plan depends on the
        problem, the seed and these alone.
    hint
        A plan to start from; what of it no longer holds is left out.
    on_progress, should_stop
        Called with each improvement; asked several times a second.
    fleet
        Workers that improve the first plan together; None: all is done here.

    Raises
    ------
    Unsupported
        The problem's numbers are too large to be added up exactly.
    FleetError
        The workers cannot do the work.
    ValueError
        ``steps`` on a fleet, whose workers count their own.
    """
    if steps is not None and fleet is not None:
        raise ValueError("steps are counted where the search is: not on a fleet")
    given = tuple(one for one in (hint, problem.published) if one is not None)
    limits = Limits(seconds, clock, workers, seed, gap, should_stop, clock())
    asked = Asked(limits, steps, given, on_progress, fleet)
    placed = frozenset(e.item for one in given for e in published_items(one))
    most = int(min(seconds * _READ, _ROOM))
    found = _solved(problem, asked, Thinning(most, placed)) or _solved(problem, asked, None)
    if found is None:
        raise RuntimeError("defect of the engine: neither a plan nor a conflict")
    return found


@dataclass(frozen=True, slots=True)
class Asked:
    """What a search is asked for; ``given`` are plans to begin with."""

    limits: Limits
    steps: int | None
    given: tuple[Plan, ...]
    on_progress: Callable[[Progress], None] | None
    fleet: Fleet | None


def _solved(problem: Problem, asked: Asked, thinning: Thinning | None) -> Result | None:
    """The best plan found; None where there is none among the options that are left."""
    try:
        options = possible(problem, thinning=thinning)
        model = compile_model(options)
    except OverflowError as error:
        why = message(
            "its points, amounts or hours are too large, or have too many decimals, to be added up exactly"
        )
        raise Unsupported((Fault("", why),)) from error
    roster = Roster(problem)
    limits = replace(asked.limits, gap=0.0) if options.thinned else asked.limits
    reporter = Reporter(options, roster, asked.on_progress)
    wanted = [hinted(options, one) for one in asked.given]
    hint = np.unique(np.concatenate(wanted)) if wanted else None
    whole = [standing(options, one) for one in asked.given]
    search = Search(model, Missing(model, options, roster), limits, reporter, hint, whole)
    company = None if asked.fleet is None else Company(asked.fleet, sealed(problem, model, thinning))
    if company is None:
        search.run(asked.steps)
    else:
        company.lead(search)
    if search.incumbent is not None:
        search.exchange(longer_stays(options, search.incumbent.chosen))
        plan = verified(options, search, roster)
        if company is not None:
            shared = {"fleet": company.fleet.workers, "neighbourhoods": company.steps}
            plan = replace(plan, engine=dict(plan.engine or {}) | shared)
        reporter.last(search, plan)
        return Result(replace(plan, left_out=left_out(options, model, search.incumbent)))
    if not search.impossible:
        return Result(Plan(status="unknown", bound=_bound(options, search)))
    if options.thinned:  # what was left out may be what it takes
        return None
    ask = Effort(max(1.0, search.left), None, limits.workers, limits.seed, limits.should_stop)
    return Result(Plan(status="infeasible"), conflict(problem, ask))
