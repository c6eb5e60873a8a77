"""Hours a week that partners give to tenancies."""

from fractions import Fraction
from math import floor

import numpy as np

from ..engine.model import Model
from ..options import Kind, Options
from ..options.exact import denominator, times


def capacity(model: Model, options: Options) -> None:
    """support.capacity: on every day, hours of tenancies in their supported weeks are at most the partner's."""
    problem = options.problem
    number = {p.id: n for n, p in enumerate(problem.partners)}
    supports = [p.support for p in problem.projects]
    # Hours as multiples of what divides every demand: what a partner has beyond such a multiple never helps.
    scale = denominator([s.hours_per_week for s in supports if s])
    bundles = np.array(
        [b for b in options.bundles_of(Kind.TENANCY) if supports[options.bundle_item[b]] is not None],
        dtype=np.int64,
    )
    of = [s for b in bundles if (s := supports[options.bundle_item[b]]) is not None]
    days = options.bundle_days[bundles]
    supported = np.array(
        [int(d) if s.weeks is None else min(int(d), 7 * s.weeks) for s, d in zip(of, days, strict=True)],
        dtype=np.int64,
    )
    start = options.bundle_start[bundles]
    model.profile(
        "support.capacity",
        np.array([number[s.partner] for s in of], dtype=np.int64),
        model.of_bundle(bundles),
        start,
        start + supported,
        np.array([times(s.hours_per_week, scale) for s in of], dtype=np.int64),
        lambda n: floor(Fraction(problem.partners[n].hours_per_week) * scale),
        lambda n: {"partner": problem.partners[n].id},
    )
