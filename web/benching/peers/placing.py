"""The compiled model as slots that take options: how a solver of planning variables sees it."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from scheduler.engine.model import Model
from scheduler.engine.sparse import Sparse

from .town import Town

Ints = NDArray[np.int64]


def save(town: Town, options: Ints, path: Path) -> None:
    """As 64-bit whole numbers, the highest byte first: of each array its length, then its values."""
    with path.open("wb") as file:
        for array in arrays(town, options):
            file.write(np.concatenate([[len(array)], array]).astype(">i8").tobytes())


def arrays(town: Town, options: Ints) -> Iterator[Ints]:
    """In the order in which ``java/Town.java`` reads them; options and slots are numbered from 0."""
    model = town.model
    open_to = np.unique(model.item[options])
    room = np.minimum(model.most[open_to], np.bincount(model.item[options])[open_to])
    slots = np.repeat(np.arange(len(open_to)), room)
    yield slots
    yield _start(town, options, open_to, slots)
    yield np.searchsorted(open_to, model.item[options])
    yield model.points[options]
    columns = (options, model.options + model.bundle[options])
    real = np.where(model.row_link, -1, np.cumsum(~model.row_link) - 1)
    yield from _joined(model.by_column, columns, real)
    yield from _joined(model.uses, columns)
    yield from _joined(model.defines, columns)
    kept = ~model.row_link
    yield model.row_low[kept]
    yield model.row_high[kept]
    weight = np.ones(len(kept), dtype=np.int64)
    np.maximum.at(weight, model.by_column.values[0], np.abs(model.by_column.values[1]))
    yield weight[kept]
    yield model.capacity
    yield from _measures(model, real)


def _start(town: Town, options: Ints, open_to: Ints, slots: Ints) -> Ints:
    """By slot: its option in the best plan so far, -1 where it has none."""
    start = np.full(len(slots), -1)
    for option in town.best.chosen if town.best is not None else ():
        own = np.nonzero(slots == np.searchsorted(open_to, town.model.item[option]))[0]
        start[own[start[own] < 0][0]] = np.searchsorted(options, option)
    return start


def _joined(matrix: Sparse, columns: tuple[Ints, ...], renamed: Ints | None = None) -> Iterator[Ints]:
    """What several columns of each option use together: where each option begins, then the values."""
    found = [matrix.entries(some) for some in columns]
    where = np.concatenate([entries for entries, _ in found])
    owner = np.concatenate([which for _, which in found])
    values = [one[where] for one in matrix.values]
    if renamed is not None:
        kept = renamed[values[0]] >= 0
        owner, values = owner[kept], [one[kept] for one in values]
        values[0] = renamed[values[0]]
    order = np.argsort(owner, kind="stable")
    yield np.searchsorted(owner[order], np.arange(len(columns[0]) + 1))
    for one in values:
        yield one[order]


def _measures(model: Model, real: Ints) -> Iterator[Ints]:
    """Each measure's formula and points, the rows that it moves, the measures that follow from it."""
    for name in ("constant", "divisor", "low", "high", "points"):
        yield np.array([getattr(measure, name) for measure in model.measures], dtype=np.int64)
    columns = np.array([measure.column for measure in model.measures], dtype=np.int64)
    yield from _joined(model.by_column, (columns,), real)
    yield from _joined(model.defines, (columns,))
