"""Rules of window dressings: only on empty fronts, no more than there are in stock."""

import numpy as np

from ..engine.chains import Chains
from ..engine.model import Model
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
    model.chains = Chains(
        columns,
        front(options, columns),
        options.place[columns],
        np.isin(columns, options.of(Kind.FRONT)),
        options.start[columns],
        options.start[columns] + options.days[columns],
    )
    columns = columns[options.days[columns] % 7 == 0]
    span = int(options.start.max(initial=0)) + int(options.days.max(initial=0)) + 1
    ending = front(options, columns) * span + options.start[columns] + options.days[columns]
    order = np.argsort(ending, kind="stable")
    columns, ending = columns[order], ending[order]
    weeks = options.of(Kind.WEEK)
    key = front(options, weeks) * span + options.start[weeks]
    first, last = np.searchsorted(ending, key, "left"), np.searchsorted(ending, key, "right")
    of = np.repeat(np.arange(len(weeks)), last - first)
    before = columns[
        np.repeat(first, last - first)
        + np.arange(len(of))
        - np.repeat(np.cumsum(last - first) - (last - first), last - first)
    ]
    model.row_each(
        "dressing.length",
        np.concatenate([np.arange(len(weeks)), of]),
        np.concatenate([weeks, before]),
        np.concatenate([np.ones(len(weeks), dtype=np.int64), np.full(len(of), -1)]),
        0,
    )
