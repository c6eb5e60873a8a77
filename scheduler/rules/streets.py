"""What a street and the whole town can bear."""

from collections import defaultdict
from datetime import date

import numpy as np

from ..engine.model import Model
from ..engine.sparse import grouped
from ..options import Kind, Options
from .calendar import days_held, first_of, month
from .events import disjoint


def loud(model: Model, options: Options) -> None:
    """street.loud: at most so many days of a month with a loud session on one street."""
    most = options.problem.settings.max_loud_days_per_street_month
    if most is None:
        return
    problem = options.problem
    is_loud = np.array([False] * len(problem.projects) + [e.loud for e in problem.events], dtype=bool)
    shows = options.of(Kind.EVENT)
    shows = shows[is_loud[options.item[shows]]] if len(shows) else shows
    which, day = days_held(options, shows)
    codes = {s.id: k for k, s in enumerate(problem.streets)}
    street_of_spot = np.array([codes[s.street] for s in problem.spots], dtype=np.int64)
    if not len(shows):
        return
    span = int(day.max()) + 1
    loud_days: dict[tuple[int, int], list[int]] = defaultdict(list)
    for key, where in grouped(street_of_spot[options.place[shows[which]]] * span + day):
        columns = shows[which[where]]
        items = np.unique(options.item[columns])
        events = [problem.events[options.event_of(int(i))] for i in items]
        at_once = sum(1 if disjoint(e) else e.occurrences for e in events)
        any_loud = model.measure(columns, high=1)
        model.push_up("street.loud", any_loud)
        if at_once > 1 and len(items) > 1:
            for item, event in zip(items, events, strict=True):
                if disjoint(event):
                    own = [int(c) for c in columns[options.item[columns] == item]]
                    model.row("street.loud", [any_loud.column, *own], [1] + [-1] * len(own), low=0, link=True)
        loud_days[key // span, month(key % span)].append(any_loud.column)
    for (street, when), measures in sorted(loud_days.items()):
        model.row(
            "street.loud",
            measures,
            high=most,
            label={"street": problem.streets[street].id, "month": first_of(when)},
        )


def sessions_day(model: Model, options: Options) -> None:
    """sessions.day: at most so many sessions on one date."""
    most = options.problem.settings.max_sessions_per_day
    if most is None:
        return
    on_day: dict[int, list[int]] = defaultdict(list)
    for b in options.bundles_of(Kind.EVENT):
        start = int(options.bundle_start[b])
        for day in range(start, start + int(options.bundle_days[b])):
            on_day[day].append(int(model.of_bundle(b)))
    for day, columns in sorted(on_day.items()):
        model.row("sessions.day", columns, high=most, label={"day": date.fromordinal(day)})
