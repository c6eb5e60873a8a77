"""Points that do not belong to one placement: first occurrences, coverage, clashes, euros."""

from collections import defaultdict

import numpy as np

from ..engine.model import Measure, Model
from ..options import Options, first_bonus
from ..options.exact import Ints
from ..problem import CoverageTarget
from .calendar import days_held, periods
from .decisions import of_item


def tie(model: Model, name: str, measure: Measure) -> None:
    """Keep a measure honest on the side to which its points would pull it."""
    if measure.points > 0:
        model.hold_down(name, measure)
    elif measure.points < 0:
        model.push_up(name, measure)


def first_occurrence(model: Model, options: Options) -> None:
    """events: the first occurrence brings ``value``, each further one ``repeat_value``."""
    for n, event in enumerate(options.problem.events, len(options.problem.projects)):
        if bonus := first_bonus(event):
            columns = of_item(model, options, n)
            if columns:
                tie(model, "events", model.measure(columns, high=1, points=bonus))


def coverage(model: Model, options: Options) -> None:
    """coverage: each unit that a target misses in a period costs its penalty."""
    town = options.problem.town
    for target in options.problem.coverage:
        if not target.penalty:
            continue
        first = max(town.start, target.start or town.start)
        end = min(town.end, target.end or town.end)
        columns, begin, stop = units(options, target)
        for low, high in periods(first, end, target.every):
            there = np.bincount(columns[(begin < high) & (low < stop)], minlength=options.count)
            found = np.nonzero(there)[0]
            missing = model.measure(
                found, -there[found], constant=target.minimum, high=target.minimum, points=-target.penalty
            )
            tie(model, "coverage", missing)


def units(options: Options, target: CoverageTarget) -> tuple[Ints, Ints, Ints]:
    """What counts for a target, one entry a unit: column, and the span of days of which one must be in the period."""
    problem = options.problem
    streets = {
        s.id
        for s in problem.streets
        if (target.streets is None and target.districts is None)
        or s.id in (target.streets or ())
        or s.district in (target.districts or ())
    }
    lets, shows = np.arange(options.tenancies), np.arange(options.tenancies, options.count)
    premises = np.array([p.street in streets for p in problem.premises], dtype=bool)
    spots = np.array([s.street in streets for s in problem.spots], dtype=bool)
    lets = lets[premises[options.place[lets]]] if len(lets) else lets
    shows = shows[spots[options.place[shows]]] if len(shows) else shows
    if target.audience is not None:
        heard = np.array(
            [False] * len(problem.projects) + [target.audience in e.audiences for e in problem.events],
            dtype=bool,
        )
        shows = shows[heard[options.item[shows]]] if len(shows) else shows
    if target.kinds is not None:
        lets = lets if "tenancy" in target.kinds else lets[:0]
        shows = shows if "event" in target.kinds else shows[:0]
    which, day = days_held(options, shows)
    return (
        np.concatenate([lets, shows[which]]),
        np.concatenate([options.start[lets], day]),
        np.concatenate([options.start[lets] + options.days[lets], day + 1]),
    )


def clash(model: Model, options: Options) -> None:
    """clash: for each date and audience, every session beyond the first."""
    weight = options.problem.settings.points.clash
    if not weight:
        return
    together: dict[tuple[int, str], list[int]] = defaultdict(list)
    for b in range(options.tenancy_bundles, len(options.bundle_item)):
        event = options.problem.events[options.event_of(int(options.bundle_item[b]))]
        start = int(options.bundle_start[b])
        for audience in sorted(set(event.audiences)):
            for day in range(start, start + event.days):
                together[day, audience].append(int(model.of_bundle(b)))
    for _, columns in sorted(together.items()):
        if len(columns) > 1 or model.bounds(np.array(columns))[0] > 1:
            tie(model, "clash", model.measure(columns, constant=-1, points=-weight))


def euros(model: Model, options: Options) -> None:
    """money: every whole euro that the plan costs."""
    weight = options.problem.settings.points.euro
    columns = np.nonzero(options.cost > 0)[0]
    if weight and len(columns):
        tie(
            model,
            "money",
            model.measure(columns, options.cost[columns].astype(np.int64), divisor=100, points=-weight),
        )
