"""Rules of tenancies: one each, premises shared over time, lease cap, openings of a week."""

from itertools import pairwise

import numpy as np

from ..engine.model import Model
from ..engine.sparse import grouped
from ..options import Kind, Options
from .calendar import monday, week


def once(model: Model, options: Options) -> None:
    """tenancy.once: a project has at most one tenancy."""
    bundles = options.bundles_of(Kind.TENANCY)
    projects = options.problem.projects
    model.at_most(
        "tenancy.once",
        options.bundle_item[bundles],
        model.of_bundle(bundles),
        1,
        lambda item: 1,
        lambda item: {"project": projects[item].id},
    )


def overlap(model: Model, options: Options) -> None:
    """premises.overlap: live tenancies, each prolonged by the turnaround, number at most the capacity."""
    lets = options.of(Kind.TENANCY)
    places = options.problem.premises
    turnaround = np.array([p.turnaround_days for p in places], dtype=np.int64)
    where = options.place[lets]
    model.profile(
        "premises.overlap",
        where,
        lets,
        options.start[lets],
        options.start[lets] + options.days[lets] + (turnaround[where] if len(lets) else 0),
        1,
        lambda n: places[n].capacity,
        lambda n: {"premises": places[n].id},
    )


def lease_cap(model: Model, options: Options) -> None:
    """premises.lease_cap: the days let, each counted once, are at most ``max_total_days``."""
    lets = options.of(Kind.TENANCY)
    capped = np.array([p.max_total_days is not None for p in options.problem.premises], dtype=bool)
    lets = lets[capped[options.place[lets]]] if len(lets) else lets
    for n, where in grouped(options.place[lets]):
        place, own = options.problem.premises[n], lets[where]
        assert place.max_total_days is not None
        label = {"premises": place.id}
        if place.capacity == 1:
            model.row("premises.lease_cap", own, options.days[own], high=place.max_total_days, label=label)
            continue
        start, end = options.start[own], options.start[own] + options.days[own]
        cuts = np.unique(np.concatenate([start, end]))
        columns, lengths = [], []
        for first, last in pairwise(cuts):
            live = own[(start <= first) & (last <= end)]
            if len(live):
                some, _ = model.indicator("premises.lease_cap", live, place.capacity)
                columns.append(some[0])
                lengths.append(int(last - first))
        model.row("premises.lease_cap", columns, lengths, high=place.max_total_days, label=label)


def openings(model: Model, options: Options) -> None:
    """openings.week: at most so many tenancies start in one ISO week."""
    most = options.problem.settings.max_openings_per_week
    if most is None:
        return
    bundles = options.bundles_of(Kind.TENANCY)
    model.at_most(
        "openings.week",
        week(options.bundle_start[bundles]),
        model.of_bundle(bundles),
        1,
        lambda number: most,
        lambda number: {"week": monday(number)},
    )
