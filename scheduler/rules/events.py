"""Rules of events: how many, how far apart, on whose spot, after, away from and in honour of whom."""

from collections import defaultdict

import numpy as np

from ..engine.model import Model
from ..engine.sparse import Sparse, grouped
from ..options import Kind, Options
from ..options.exact import Ints
from ..options.hours import occupied
from ..problem import Event
from .calendar import sessions_of
from .trails import stood_on


def disjoint(event: Event) -> bool:
    """Whether occurrences of the event never share a day, whatever else happens."""
    gap = -1 if event.min_gap_days is None else event.min_gap_days
    return (
        event.occurrences <= 1 or gap >= 1 or (gap == 0 and event.days > 1) or event.id in event.not_same_day
    )


def bundles_by_event(options: Options) -> dict[int, Ints]:
    """{event number: its bundles, by first day}."""
    bundles = options.bundles_of(Kind.EVENT)
    return {options.event_of(item): bundles[where] for item, where in grouped(options.bundle_item[bundles])}


def count(model: Model, options: Options) -> None:
    """event.count: an event has at most ``occurrences``."""
    events = options.problem.events
    bundles = options.bundles_of(Kind.EVENT)
    model.at_most(
        "event.count",
        options.bundle_item[bundles],
        model.of_bundle(bundles),
        1,
        lambda item: events[options.event_of(item)].occurrences,
        lambda item: {"event": events[options.event_of(item)].id},
    )


def gap(model: Model, options: Options) -> None:
    """event.dates: from the last day of one occurrence to the first of the next, at least ``min_gap_days``."""
    events = options.problem.events
    bundles = np.array(
        [
            b
            for n, own in bundles_by_event(options).items()
            if events[n].occurrences > 1 and events[n].min_gap_days is not None
            for b in own
        ],
        dtype=np.int64,
    )
    item = options.bundle_item[bundles]
    reach = np.array([(events[options.event_of(i)].min_gap_days or 0) - 1 for i in item], dtype=np.int64)
    start = options.bundle_start[bundles]
    model.profile(
        "event.dates",
        item,
        model.of_bundle(bundles),
        start,
        start + options.bundle_days[bundles] + reach,
        1,
        lambda item: 1,
        lambda item: {"event": events[options.event_of(item)].id},
    )


def spot_overlap(model: Model, options: Options) -> None:
    """spot.overlap: occupied spans of one spot, to the minute, do not overlap, trail stops included."""
    problem = options.problem
    owner, begin, end = [], [], []
    for b in options.bundles_of(Kind.EVENT).tolist():
        event = problem.events[options.event_of(int(options.bundle_item[b]))]
        for low, high in occupied(event, sessions_of(options, b)):
            owner.append(b)
            begin.append(low)
            end.append(high)
    spans = Sparse.group(
        np.array(owner, dtype=np.int64),
        len(options.bundle_item),
        np.array(begin, dtype=np.int64),
        np.array(end, dtype=np.int64),
    )
    shows = options.of(Kind.EVENT)
    positions, which = spans.entries(options.bundle[shows])
    columns, stops = shows[which], stood_on(options)
    model.profile(
        "spot.overlap",
        np.concatenate([options.place[columns], stops.spot]),
        np.concatenate([columns, stops.column]),
        np.concatenate([spans.values[0][positions], stops.begin]),
        np.concatenate([spans.values[1][positions], stops.end]),
        1,
        lambda n: 1,
        lambda n: {"spot": problem.spots[n].id},
    )


def after(model: Model, options: Options) -> None:
    """event.after: every occurrence starts after the last day of all those of the named events, which exist."""
    problem = options.problem
    number = {e.id: n for n, e in enumerate(problem.events)}
    own = bundles_by_event(options)
    for n, event in enumerate(problem.events):
        mine = own.get(n, np.empty(0, dtype=np.int64))
        for earlier in sorted(set(event.after)):
            if len(mine) and earlier != event.id:
                theirs = own.get(number[earlier], np.empty(0, dtype=np.int64))
                follow(model, options, event, mine, problem.events[number[earlier]], theirs)


def follow(model: Model, options: Options, event: Event, mine: Ints, earlier: Event, theirs: Ints) -> None:
    """``earlier`` has an occurrence before each of ``event``'s, and none ends on or after its first day."""
    label = {"event": event.id, "event_2": earlier.id}
    starts = options.bundle_start[mine]
    ends = options.bundle_start[theirs] + options.bundle_days[theirs] - 1
    for b, start in zip(mine, starts, strict=True):
        before = theirs[ends < start]
        columns = [int(model.of_bundle(b)), *(int(c) for c in model.of_bundle(before))]
        weights = [1, *[-int(model.bundle_most[b])] * len(before)]
        model.row("event.after", columns, weights, high=0, label=label)
    for day in sorted({int(s) for s in starts if len(theirs) and s <= ends.max()}):
        early, late = model.of_bundle(mine[starts <= day]), model.of_bundle(theirs[ends >= day])
        a, weights_a = model.indicator("event.after", early, event.occurrences)
        b, weights_b = model.indicator("event.after", late, earlier.occurrences)
        model.row("event.after", [*a, *b], [*weights_a, *weights_b], high=1, label=label)


def apart(model: Model, options: Options) -> None:
    """event.apart: no common session day with the named events."""
    events = options.problem.events
    number = {e.id: n for n, e in enumerate(events)}
    pairs = sorted(
        {tuple(sorted((n, number[other]))) for n, e in enumerate(events) for other in e.not_same_day}
    )
    own = bundles_by_event(options)
    on_day: dict[int, dict[int, list[int]]] = {}
    for n in {n for pair in pairs for n in pair}:
        days: dict[int, list[int]] = defaultdict(list)
        for b in own.get(n, ()):
            for day in range(events[n].days):
                days[int(options.bundle_start[b]) + day].append(int(model.of_bundle(b)))
        on_day[n] = days
    for a, b in pairs:
        label = {"event": events[a].id, "event_2": events[b].id}
        for day in sorted(on_day[a].keys() & on_day[b].keys()):
            if a == b:
                model.row("event.apart", on_day[a][day], high=1, label=label)
                continue
            columns, weights = [], []
            for n in (a, b):
                most = 1 if disjoint(events[n]) else events[n].occurrences
                c, w = model.indicator("event.apart", np.array(on_day[n][day], dtype=np.int64), most)
                columns += c
                weights += w
            model.row("event.apart", columns, weights, high=1, label=label)


def inauguration(model: Model, options: Options) -> None:
    """event.inauguration: only on the street of the project's tenancy, at most so many days after it starts."""
    problem = options.problem
    number = {p.id: n for n, p in enumerate(problem.projects)}
    lets = dict(grouped(options.item[options.of(Kind.TENANCY)]))
    shows = dict(grouped(options.item[options.of(Kind.EVENT)]))
    premises_street = np.array([p.street for p in problem.premises], dtype=object)
    spot_street = np.array([s.street for s in problem.spots], dtype=object)
    for n, event in enumerate(problem.events):
        own = shows.get(n + len(problem.projects))
        if event.inaugurates is None or own is None:
            continue
        columns = options.of(Kind.EVENT)[own]
        tenancies = lets.get(number[event.inaugurates.project], np.empty(0, dtype=np.int64))
        on = premises_street[options.place[tenancies]] if len(tenancies) else np.empty(0, dtype=object)
        streets = spot_street[options.place[columns]]
        for street in sorted(set(streets)):
            there = tenancies[on == street]
            for start, where in grouped(options.start[columns][streets == street]):
                shown = columns[streets == street][where]
                opened = options.start[there]
                fitting = there[(opened <= start) & (start <= opened + event.inaugurates.within_days)]
                most = min(event.occurrences, len(shown), 1 if disjoint(event) else len(shown))
                model.row(
                    "event.inauguration",
                    [*(int(c) for c in shown), *(int(c) for c in fitting)],
                    [1] * len(shown) + [-most] * len(fitting),
                    high=0,
                    label={"event": event.id, "project": event.inaugurates.project},
                )
