"""The options that a plan's placements are, as far as they are still possible."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from .options import Kind, Options
from .options.exact import Ints
from .options.published import everything
from .plan import Dressing, Plan
from .rules.stability import columns


def hinted(options: Options, plan: Plan) -> Ints:
    """Numbers of the options, sorted; what is no longer possible is left out."""
    found = {c for c in columns(options, everything(plan)) if c is not None}
    found.update(_walked(options, plan))
    found.update(_dressed(options, plan.dressings))
    return np.array(sorted(found), dtype=np.int64)


def standing(options: Options, plan: Plan) -> Ints:
    """The options that are the plan as it stands: of a trail that is a published walk, that walk and no pieces."""
    entries = everything(plan)
    found = columns(options, entries)
    whole = {one.item for one, c in zip(entries, found, strict=True) if c is not None and one.kind == "trail"}
    pieces = replace(plan, trails=tuple(run for run in plan.trails if run.trail not in whole))
    chosen = {c for c in found if c is not None}
    chosen.update(_walked(options, pieces))
    chosen.update(_dressed(options, plan.dressings))
    return np.array(sorted(chosen), dtype=np.int64)


def _walked(options: Options, plan: Plan) -> Iterator[int]:
    """The pieces of each trail."""
    problem, shown = options.problem, options.of_trails.shown
    trails = {t.id: n for n, t in enumerate(problem.trails)}
    spots = [s.id for s in problem.spots]
    installations = [(s.trail, s.installation.id) for s in shown]
    pieces: dict[tuple[object, ...], int] = {}
    for kind in (Kind.TRAIL, Kind.SHOWN, Kind.BARE):
        for j in options.of(kind).tolist():
            position, start = options.position(kind, options.item[j]), int(options.start[j])
            if kind == Kind.TRAIL:
                pieces[position, start] = j
            elif kind == Kind.SHOWN:
                trail, name = installations[position]
                pieces[trail, start, spots[int(options.place[j])], name] = j
            else:
                pieces[position, start, spots[int(options.place[j])], None] = j
    for run in plan.trails:
        key = trails.get(run.trail), run.start.toordinal()
        own = [pieces.get(key), *(pieces.get((*key, s.spot, s.installation)) for s in run.stops)]
        if None not in own:
            yield from (j for j in own if j is not None)


def _dressed(options: Options, dressings: tuple[Dressing, ...]) -> Iterator[int]:
    problem = options.problem
    names = [(problem.kits[f.kit].id, problem.premises[f.premises].id) for f in options.of_dressings.fronts]
    stays: dict[tuple[Kind, str, str, int], list[tuple[int, int]]] = {}
    for kind in (Kind.FRONT, Kind.WEEK) if dressings else ():
        for j in options.of(kind).tolist():
            name = names[options.position(kind, options.item[j])]
            stays.setdefault((kind, *name, int(options.start[j])), []).append((int(options.days[j]), j))
    for one in dressings:
        at, end, kind = one.start.toordinal(), one.end.toordinal(), Kind.FRONT
        while fitting := [s for s in stays.get((kind, one.kit, one.premises, at), ()) if at + s[0] <= end]:
            days, j = max(fitting)
            yield j
            at, kind = at + days, Kind.WEEK
