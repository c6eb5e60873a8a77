"""The rules of the problem page, each one function that posts what it limits; the tuples are the table of contents."""

from collections.abc import Callable, Sequence

import numpy as np

from ..engine.model import Model
from ..options import Kind, Options
from ..options.exact import Ints, Mask
from . import (
    activity,
    coverage,
    cuts,
    decisions,
    dressings,
    events,
    money,
    stability,
    staff,
    streets,
    support,
    tenancies,
    terms,
    trails,
)

Rule = Callable[[Model, Options], None]

#: Limits. Rules that a placement breaks alone (window, fit, rent, closures …) leave no option: see ``options``.
HARD_RULES: tuple[Rule, ...] = (
    tenancies.once,
    tenancies.overlap,
    tenancies.lease_cap,
    activity.separation,
    support.capacity,
    tenancies.openings,
    events.count,
    events.gap,
    events.spot_overlap,
    events.after,
    events.apart,
    events.inauguration,
    streets.loud,
    streets.sessions_day,
    trails.once,
    trails.number,
    trails.walks,
    dressings.empty,
    dressings.stock,
    dressings.length,
    staff.at_a_moment,
    staff.hours_of_week,
    staff.hours_of_day,
    cuts.copies,
    money.covered,
)

#: What people have decided and a plan must keep.
DEMANDS: tuple[Rule, ...] = (
    decisions.committed,
    decisions.pins,
    stability.frozen,
    stability.allowance,
)

#: Points beyond those of single placements.
TERMS: tuple[Rule, ...] = (
    terms.first_occurrence,
    coverage.coverage,
    terms.clash,
    stability.changes,
    terms.euros,
)


def bundle_most(options: Options) -> Ints:
    """How many placements of one bundle a plan can have."""
    size = np.bincount(options.bundle, minlength=len(options.bundle_item))
    most = np.minimum(size, options.most[options.bundle_item] if len(size) else size)
    for b in options.bundles_of(Kind.EVENT):
        if most[b] > 1 and events.disjoint(
            options.problem.events[options.event_of(int(options.bundle_item[b]))]
        ):
            most[b] = 1
    return np.maximum(most, 0)


def places(options: Options) -> Ints:
    """Premises, then spots, then trails and published walks, so that a number says which place it is."""
    place, problem = options.place.copy(), options.problem
    spots, trails = len(problem.premises), len(problem.premises) + len(problem.spots)
    for kind in (Kind.EVENT, Kind.SHOWN, Kind.BARE):
        place[options.of(kind)] += spots
    place[options.of(Kind.TRAIL)] += trails
    place[options.of(Kind.KEPT)] += trails + len(problem.trails)
    return place


def groups(options: Options) -> tuple[Ints, Mask]:
    """By item: which only make sense together, and which look for room wherever a neighbourhood opens."""
    group = np.arange(len(options.most))
    first = options.first_item(Kind.TRAIL)
    trails = [*(s.trail for s in options.of_trails.shown), *range(len(options.problem.trails))]
    group[options.first_item(Kind.SHOWN) : options.first_item(Kind.FRONT)] = first + np.array(
        trails, dtype=int
    )
    for n in range(len(options.of_dressings.fronts)):
        group[options.first_item(Kind.WEEK) + n] = options.first_item(Kind.FRONT) + n
    waiting = np.arange(len(group)) < options.first_item(Kind.TRAIL)
    return group, waiting


def compile_model(
    options: Options,
    rules: Sequence[Rule] = HARD_RULES,
    demands: Sequence[Rule] = DEMANDS,
    points: Sequence[Rule] = TERMS,
) -> Model:
    """Everything the search needs to know, sealed."""
    model = Model(
        points=options.points.astype(np.int64),
        item=options.item,
        bundle=options.bundle,
        place=places(options),
        start=options.start,
        most=options.most,
        bundle_item=options.bundle_item,
        bundle_most=bundle_most(options),
    )
    for rule in (*rules, *demands, *points):
        rule(model, options)
    model.group, model.waiting = groups(options)
    fronts = [front.premises for front in options.of_dressings.fronts]
    model.home[options.first_item(Kind.FRONT) :] = fronts * 2
    model.seal()
    return model
