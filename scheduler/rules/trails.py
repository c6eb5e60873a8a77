"""Rules of trails: one run each, how many stops, which ends, and that there is a way on foot."""

from typing import NamedTuple

import numpy as np

from ..engine.ground import Ground
from ..engine.model import Model
from ..engine.sparse import grouped
from ..engine.walk import Walk
from ..options import Kind, Options
from ..options.exact import Ints
from ..problem import Trail


class Stood(NamedTuple):
    """Stops on spots, with the minutes for which they are taken."""

    column: Ints
    spot: Ints
    begin: Ints
    end: Ints


def stood_on(options: Options) -> Stood:
    """Every stop that a column stands for, published walks with all of theirs."""
    found = [(int(j), int(options.place[j]), number, start) for j, number, start in stops(options)]
    for j in options.of(Kind.KEPT).tolist():
        kept = options.of_trails.kept[int(options.place[j])]
        found += [(j, spot, kept.trail, kept.start) for spot, _ in kept.stops]
    spans = [options.of_trails.span(number, start) for _, _, number, start in found]
    return Stood(
        np.array([j for j, *_ in found], dtype=np.int64),
        np.array([spot for _, spot, _, _ in found], dtype=np.int64),
        np.array([begin for begin, _ in spans], dtype=np.int64),
        np.array([end for _, end in spans], dtype=np.int64),
    )


def stops(options: Options) -> list[tuple[int, int, int]]:
    """(column, number of its trail, first night) of every single stop, with installation or without."""
    shown = options.of_trails.shown
    return [
        (j, shown[options.position(Kind.SHOWN, options.item[j])].trail, int(options.start[j]))
        for j in options.of(Kind.SHOWN).tolist()
    ] + [
        (j, options.position(Kind.BARE, options.item[j]), int(options.start[j]))
        for j in options.of(Kind.BARE).tolist()
    ]


def once(model: Model, options: Options) -> None:
    """trail.once: a trail is held at most once, as it was published or put together anew."""
    columns = np.concatenate([options.of(Kind.TRAIL), options.of(Kind.KEPT)])
    trails, first = options.problem.trails, options.first_item(Kind.TRAIL)
    model.at_most(
        "trail.once",
        options.item[columns],
        columns,
        1,
        lambda item: 1,
        lambda item: {"trail": trails[item - first].id},
    )


def number(model: Model, options: Options) -> None:
    """trail.stops: only on its dates, enough stops and not too many, each spot and each installation once."""
    begun = {
        (options.position(Kind.TRAIL, options.item[j]), int(options.start[j])): j
        for j in options.of(Kind.TRAIL).tolist()
    }
    by_run: dict[tuple[int, int], list[int]] = {key: [] for key in begun}
    for j, at, start in stops(options):
        by_run[at, start].append(j)
    for (n, start), own in by_run.items():
        trail, run = options.problem.trails[n], begun[n, start]
        label = {"trail": trail.id}
        if trail.max_stops is not None:
            model.row("trail.stops", [*own, run], [1] * len(own) + [-trail.max_stops], high=0, label=label)
        if trail.min_stops:
            model.row("trail.stops", [run, *own], [trail.min_stops] + [-1] * len(own), high=0, label=label)
        columns = np.array(own, dtype=np.int64)
        shown = columns[columns < options.of(Kind.BARE)[0]] if len(options.of(Kind.BARE)) else columns
        for part, key in ((columns, options.place[columns]), (shown, options.item[shown])):
            for _, where in grouped(key):
                same = part[where]
                model.row("trail.stops", [*same, run], [1] * len(same) + [-1], high=0, label=label)
        for end in {trail.first_spot, trail.last_spot} - {None}:
            there = columns[options.place[columns] == spot_number(options, end)]
            model.row("trail.ends", [run, *there], [1] + [-1] * len(there), high=0, label=label)


def spot_number(options: Options, spot: str | None) -> int:
    """Number of a spot of the problem."""
    return next(n for n, s in enumerate(options.problem.spots) if s.id == spot)


def walks(model: Model, options: Options) -> None:
    """trail.length (with leg, step_free, ends): there is an order of the stops whose way on foot is allowed."""
    by_trail: dict[int, list[int]] = {}
    for j, at, _ in stops(options):
        by_trail.setdefault(at, []).append(j)
    installed = [shown.trail for shown in options.of_trails.shown]
    for n, trail in enumerate(options.problem.trails):
        node = {spot: k for k, spot in enumerate(options.of_trails.spots(trail))}
        items = [options.first_item(Kind.TRAIL) + n, options.first_item(Kind.BARE) + n]
        items += [options.first_item(Kind.SHOWN) + k for k, of in enumerate(installed) if of == n]
        columns = {j: node[int(options.place[j])] for j in by_trail.get(n, ())}
        if not {trail.first_spot, trail.last_spot} - {None} <= set(trail.spots):
            continue  # nothing can be held: see trail.ends
        begun = options.of(Kind.TRAIL)
        begun = begun[options.item[begun] == items[0]]
        begin = {int(options.start[j]): int(j) for j in begun}
        on = ground(options, trail, node)
        model.walks.append(Walk("trail.length", {"trail": trail.id}, on, columns, begin, tuple(items)))


def ground(options: Options, trail: Trail, node: dict[int, int]) -> Ground:
    """Where the trail can be walked: its spots as nodes in the order of ``node``."""
    number = {options.problem.spots[spot].id: k for spot, k in node.items()}
    legs = {}
    for d in trail.distances:
        usable = (trail.max_leg_m is None or d.metres <= trail.max_leg_m) and (
            d.step_free or not trail.step_free
        )
        if usable and d.a in number and d.b in number:
            a, b = sorted((number[d.a], number[d.b]))
            legs[a, b] = d.metres
    return Ground(
        nodes=len(node),
        legs=legs,
        most_metres=trail.max_length_m,
        first=None if trail.first_spot is None else number[trail.first_spot],
        last=None if trail.last_spot is None else number[trail.last_spot],
        loop=trail.loop,
        least=trail.min_stops,
        most=trail.max_stops,
    )
