"""Cuts from what is used up: too many dear choices cannot all be made, though halves of them can.

Of items that have one placement each, so many whose weight is some figure or more break a limit together. Not all of
these can be (a cover of choices of one; Wolsey 1990), nor may what is as heavy as the heaviest few of them come on top
(Balas 1975).
"""

from collections.abc import Iterator

import numpy as np

from ..options.exact import Floats, Ints
from .bound import combined
from .model import FREE, Model
from .sparse import grouped
from .tightened import Tight

#: A share that is more than rounding; how full a limit must be; by how much a cut must be broken.
_SOME, _FULL, _BROKEN = 1e-6, 0.9, 0.03
#: Parts in which a limit is measured, and the most cuts of a call.
_PARTS, _MOST = 400, 60


def covers(model: Model, shares: Floats) -> list[Tight]:
    """Cuts that these shares of all options break."""
    cuts = []
    for rows, levels in _full(model, shares):
        weights, measures, high = combined(model, rows, levels)
        if measures.any() or (weights < 0).any() or weights.max(initial=0) <= 1:
            continue
        weights = np.where(model.alone, weights, 0)
        chosen = _cover(model, weights, high, shares)
        if chosen is not None:
            cut = _lifted(model, weights, chosen)
            if float(cut.options @ shares) > cut.high + _BROKEN:
                cuts.append(cut)
    cuts.sort(key=lambda cut: float(cut.high - cut.options @ shares))
    return cuts[:_MOST]


def _full(model: Model, shares: Floats) -> Iterator[tuple[Ints, Ints]]:
    """Rows and moments that are nearly used up, one after the other, each as a multiplier of 1."""
    used, load = _use(model, shares)
    no_row, no_check = np.zeros(len(model.row_high), dtype=np.int64), np.zeros(len(load), dtype=np.int64)
    limited = (model.row_high < FREE) & (model.row_high > 1) & ~model.row_link
    for k in np.nonzero(limited & (used >= _FULL * model.row_high))[0].tolist():
        yield _only(no_row, k), no_check
    begins = np.diff(load, prepend=0.0) > _SOME  # between two of these, less and less is live
    for k in np.nonzero(begins & (model.capacity > 1) & (load >= _FULL * model.capacity))[0].tolist():
        yield no_row, _only(no_check, k)


def _only(none: Ints, k: int) -> Ints:
    one = none.copy()
    one[k] = 1
    return one


def _use(model: Model, shares: Floats) -> tuple[Floats, Floats]:
    """What options use of each row and of each check."""
    live = np.nonzero(shares > _SOME)[0]
    used, steps = np.zeros(len(model.row_low)), np.zeros(len(model.capacity) + 1)
    for columns in (live, model.options + model.bundle[live]):
        entries, which = model.by_column.entries(columns)
        row, weight = (v[entries] for v in model.by_column.values)
        np.add.at(used, row, weight * shares[live[which]])
        entries, which = model.uses.entries(columns)
        first, last, amount = (v[entries] for v in model.uses.values)
        np.add.at(steps, first, amount * shares[live[which]])
        np.add.at(steps, last, -amount * shares[live[which]])
    return used, np.cumsum(steps)[:-1]


def _cover(model: Model, weights: Ints, high: int, shares: Floats) -> dict[int, int] | None:
    """
    By item, from which weight on its options count, so that one of each is too much: those of which most is chosen.

    By dynamic programming over parts of the limit, weights rounded down. None if no cover is broken.
    """
    live = np.nonzero((shares > _SOME) & (weights > 0) & (model.most[model.item] == 1))[0]
    spare = np.full(
        _PARTS + 1, np.inf
    )  # what is not chosen of the items of a cover that has so many parts at least
    spare[0] = 0.0
    steps = []
    for item, where in grouped(model.item[live]):
        own = live[where]
        picked, before = np.zeros(_PARTS + 1, dtype=np.int64), np.arange(_PARTS + 1)
        best = spare.copy()
        for figure in np.unique(weights[own]).tolist():
            left = max(0.0, 1.0 - float(shares[own][weights[own] >= figure].sum()))
            came = np.maximum(np.arange(_PARTS + 1) - figure * _PARTS // (high + 1), 0)
            better = spare[came] + left < best - _SOME
            best[better] = (spare[came] + left)[better]
            picked[better], before[better] = figure, came[better]
        steps.append((item, picked, before))
        spare = best
    if spare[_PARTS] >= 1 - _BROKEN:
        return None
    cover, reached = {}, _PARTS
    for item, picked, before in reversed(steps):
        if picked[reached]:
            cover[item] = int(picked[reached])
            reached = int(before[reached])
    return cover


def _lifted(model: Model, weights: Ints, cover: dict[int, int]) -> Tight:
    """One less than the cover's items; what is as heavy as the heaviest of them counts as so many."""
    heaviest = np.cumsum(sorted(cover.values(), reverse=True))
    beyond = weights.copy()
    counted = np.zeros(len(weights), dtype=np.int64)
    for item, figure in cover.items():
        own = model.item == item
        counts = own & (weights >= figure)
        counted[counts] = 1
        beyond[own] = np.where(weights[own] >= figure, weights[own] - figure, 0)
    counted += np.searchsorted(heaviest, beyond, side="right")
    return Tight(counted, np.zeros(len(model.measures), dtype=np.int64), len(cover) - 1)
