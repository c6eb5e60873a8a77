"""Why a trail is not held: the rules without which alone it could be, or the resources that others have."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from .engine.master import Effort, Restriction
from .engine.model import Label, Model
from .engine.state import State
from .message import message
from .options import Options, possible
from .options.exact import Ints
from .problem import Problem, Trail
from .reasons import LOST, NOWHERE, TRAIL, Why, named, told, worded
from .rules import compile_model

#: CP-SAT's deterministic work for one question, seconds it may never exceed, and how many answers are told.
_WORK, _SECONDS, TOLD = 2.0, 10.0, 3


def why_no_trail(options: Options, model: Model, state: State, item: int) -> Iterator[Why]:
    """The reasons for the trail of this item, in words."""
    walk = next((w for w in model.walks if w.items[0] == item), None)
    trail = options.problem.trails[item - len(options.problem.projects) - len(options.problem.events)]
    if not options.of_trails.dates(trail):
        yield told(NOWHERE, "trail.dates", {})
        return
    own = _own(model, () if walk is None else walk.items)
    best = next((b for some in _by_day(model, own) if (b := _best(model, State(model), some))), None)
    if best is None:
        yield from _impossible(options.problem, trail)
        return
    if any(_best(model, state.copy(), some) is not None for some in _by_day(model, own)):
        yield "points", message("placing it would bring no more points")
        return
    rules: dict[str, Label] = {}
    for obstacle in state.obstacles(best):
        rules.setdefault(*named(model, *obstacle))
    for rule, label in list(rules.items())[:TOLD]:
        yield worded(LOST, rule, label)
    if not rules:
        yield told(LOST, "staff.need", {})


def _own(model: Model, items: Sequence[int]) -> Ints:
    return np.nonzero(np.isin(model.item, items) & model.alone)[0]


def _by_day(model: Model, own: Ints) -> list[Ints]:
    """The pieces of each first night, those of the night with most first."""
    found = [own[model.start[own] == start] for start in np.unique(model.start[own])]
    return sorted(found, key=lambda some: (-len(some), int(model.start[some[0]])))


def _best(model: Model, base: State, own: Ints) -> tuple[int, ...] | None:
    """Good pieces of the trail, of one first night, beside the rest; None if there is no room for it then."""
    begun = np.array([j for j in own.tolist() if not any(j in w.node for w in model.walks)], dtype=np.int64)
    restriction = Restriction(model, base, own)
    runs = [restriction.variable[j] for j in begun.tolist() if j in restriction.variable]
    if not runs:
        return None
    restriction.cp.add_exactly_one(runs)
    return restriction.solve(Effort(_SECONDS, _WORK)).options


def _impossible(problem: Problem, trail: Trail) -> Iterator[Why]:
    """Each rule without which the trail could be held in an empty town; all that apply if no single one."""
    alone = replace(
        problem, projects=(), events=(), kits=(), coverage=(), pins=(), published=None, trails=(trail,)
    )
    alone = replace(
        alone,
        settings=replace(problem.settings, today=None, freeze_days=None, max_changes=None),
        premises=tuple(replace(p, owner_veto=(), owner_points={}) for p in problem.premises),
        bans=tuple(b for b in problem.bans if b.kind == "trail" and b.item == trail.id),
    )
    loosened = _loosened(alone, trail)
    found = [rule for rule, easier in loosened.items() if _can_be_held(easier)]
    for rule in found or loosened:
        maximum = trail.max_leg_m if rule == "trail.leg" else trail.max_length_m
        yield told(TRAIL, rule, {"maximum": maximum})


def _loosened(problem: Problem, trail: Trail) -> dict[str, Problem]:
    """The problem without each rule that may be in the trail's way."""
    paths = {frozenset((d.a, d.b)) for d in trail.distances}
    changes: dict[str, dict[str, object]] = {"trail.length": {"max_length_m": 1 << 40}}
    if trail.min_stops > 1:
        changes["trail.stops"] = {"min_stops": 1}
    if trail.first_spot or trail.last_spot:
        changes["trail.ends"] = {"first_spot": None, "last_spot": None}
    if trail.max_leg_m is not None and paths:
        changes["trail.leg"] = {"max_leg_m": None}
    if trail.step_free:
        changes["trail.step_free"] = {"step_free": False}
    found = {
        rule: replace(problem, trails=(replace(trail, **change),))  # type: ignore[arg-type]
        for rule, change in changes.items()
    }
    if any(s.closures for s in problem.spots if s.id in trail.spots):
        found["spot.closed"] = replace(problem, spots=tuple(replace(s, closures=()) for s in problem.spots))
    if problem.bans:
        found["ban"] = replace(problem, bans=())
    unstaffed = replace(
        trail, staff={}, installations=tuple(replace(i, staff={}) for i in trail.installations)
    )
    if unstaffed != trail:
        found["staff.need"] = replace(problem, trails=(unstaffed,))
    if problem.funding is not None:
        found["funding.amount"] = replace(problem, funding=None)
    return found


def _can_be_held(problem: Problem) -> bool:
    options = possible(problem)
    model = compile_model(options, points=())
    nights = [_by_day(model, _own(model, walk.items))[:1] for walk in model.walks]
    return any(_best(model, State(model), some) is not None for night in nights for some in night)
