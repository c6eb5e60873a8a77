"""Rules of window dressings: only on empty fronts, no more than there are in stock."""

import numpy as np

from ..engine.model import Model
from ..engine.sparse import grouped
from ..options import Kind, Options
from ..options.exact import Ints


def dressed(options: Options) -> Ints:
    """The columns of dressings: shortest stays and further weeks."""
    return np.concatenate([options.of(Kind.FRONT), options.of(Kind.WEEK)])


def empty(model: Model, options: Options) -> None:
    """dressing.empty: a dressed front has no tenancy, turnaround included, and no other dressing."""
    columns, places = dressed(options), options.problem.premises
    lets = options.of(Kind.TENANCY)
    lets = lets[np.isin(options.place[lets], options.place[columns])]
    both = np.concatenate([lets, columns])
    turnaround = np.array([p.turnaround_days for p in places], dtype=np.int64)
    capacity = np.array([p.capacity for p in places], dtype=np.int64)
    cleared = np.concatenate(
        [
            turnaround[options.place[lets]] if len(lets) else np.zeros(0, dtype=np.int64),
            np.zeros(len(columns), dtype=np.int64),
        ]
    )
    amount = np.ones(len(both), dtype=np.int64)
    if len(columns):
        amount[len(lets) :] = capacity[options.place[columns]]
    model.profile(
        "dressing.empty",
        options.place[both],
        both,
        options.start[both],
        options.start[both] + options.days[both] + cleared,
        amount,
        lambda n: places[n].capacity,
        lambda n: {"premises": places[n].id},
    )


def stock(model: Model, options: Options) -> None:
    """dressing.stock: on every day, at most as many of a kit as there are."""
    columns = dressed(options)
    fronts, kits = options.of_dressings.fronts, options.problem.kits
    kit = np.array([f.kit for f in fronts], dtype=np.int64)[front(options, columns)] if fronts else columns
    model.profile(
        "dressing.stock",
        kit,
        columns,
        options.start[columns],
        options.start[columns] + options.days[columns],
        1,
        lambda n: kits[n].stock,
        lambda n: {"kit": kits[n].id},
    )


def front(options: Options, columns: Ints) -> Ints:
    """Numbers of the fronts (kit and premises) of columns of dressings."""
    weeks = options.of(Kind.WEEK)
    prolongs = columns >= weeks[0] if len(weeks) else np.zeros(len(columns), dtype=bool)
    first = np.where(prolongs, options.first_item(Kind.WEEK), options.first_item(Kind.FRONT))
    fronts: Ints = options.item[columns] - first
    return fronts


def length(model: Model, options: Options) -> None:
    """dressing.length: a further week prolongs the same dressing."""
    columns = dressed(options)
    columns = columns[options.days[columns] % 7 == 0]
    span = int(options.start.max(initial=0)) + int(options.days.max(initial=0)) + 1
    ending = front(options, columns) * span + options.start[columns] + options.days[columns]
    ends = {key: columns[where].tolist() for key, where in grouped(ending)}
    weeks = options.of(Kind.WEEK)
    for j, key in zip(
        weeks.tolist(), (front(options, weeks) * span + options.start[weeks]).tolist(), strict=True
    ):
        before = ends.get(key, [])
        model.row("dressing.length", [j, *before], [1] + [-1] * len(before), high=0)
