"""Points that do not belong to one placement: first occurrences, clashes, euros."""

from collections import defaultdict

import numpy as np

from ..engine.model import Measure, Model
from ..options import Kind, Options, first_bonus
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


def clash(model: Model, options: Options) -> None:
    """clash: for each date and audience, every session beyond the first."""
    weight = options.problem.settings.points.clash
    if not weight:
        return
    together: dict[tuple[int, str], list[int]] = defaultdict(list)
    for b in options.bundles_of(Kind.EVENT):
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
