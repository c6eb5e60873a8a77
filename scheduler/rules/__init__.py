"""The rules of the problem page, each one function that posts what it limits; the tuples are the table of contents."""

from collections.abc import Callable, Sequence

import numpy as np

from ..engine.model import Model
from ..options import Options
from ..options.exact import Ints
from . import activity, cuts, decisions, events, money, staff, streets, support, tenancies, terms

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
    staff.at_a_moment,
    staff.hours_of_week,
    staff.hours_of_day,
    cuts.copies,
    money.covered,
)

#: What people have decided and a plan must keep.
DEMANDS: tuple[Rule, ...] = (decisions.committed, decisions.pins)

#: Points beyond those of single placements.
TERMS: tuple[Rule, ...] = (terms.first_occurrence, terms.coverage, terms.clash, terms.euros)


def bundle_most(options: Options) -> Ints:
    """How many placements of one bundle a plan can have."""
    size = np.bincount(options.bundle, minlength=len(options.bundle_item))
    most = np.minimum(size, options.most[options.bundle_item] if len(size) else size)
    for b in range(options.tenancy_bundles, len(most)):
        if most[b] > 1 and events.disjoint(
            options.problem.events[options.event_of(int(options.bundle_item[b]))]
        ):
            most[b] = 1
    return np.maximum(most, 0)


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
        # Spots after premises, so that a number says which place it is.
        place=options.place + len(options.problem.premises) * (np.arange(options.count) >= options.tenancies),
        start=options.start,
        most=options.most,
        bundle_item=options.bundle_item,
        bundle_most=bundle_most(options),
    )
    for rule in (*rules, *demands, *points):
        rule(model, options)
    model.seal()
    return model
