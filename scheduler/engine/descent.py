"""Rough prices at little cost: the volume algorithm (Barahona & Anbil, 2000).

Every item takes what is best for it at the prices of the day. What all this uses is averaged over the rounds; prices
move against the excess of that average, from the best prices so far. So the average comes to look like an optimum of
the relaxation: its options are worth a look.
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from ..options.exact import Floats, Ints
from .bound import Priced, Prices, price
from .model import FREE, Model

#: Share of Polyak's length (1969) at first and at most, and how it follows rounds that prove a better bound, and so
#: many that do not.
_PACE, _FASTEST, _FASTER, _SLOWER, _PATIENCE = 0.5, 2.0, 1.1, 0.7, 3
#: Weight of the latest round in the average, once there are enough.
_LATEST = 0.1
#: An excess so small is rounding.
_NOTHING = 1e-9


@dataclass(frozen=True, slots=True)
class Wanted:
    """Columns that bring most at some prices and how many of each; sums of rows and of checks that follow."""

    columns: Ints
    times: Ints
    used: Floats
    load: Floats


class Centre(NamedTuple):
    """Prices from which the next ones move: of upper and lower limits, times the weight of the row, and of checks."""

    upper: Floats
    lower: Floats
    checks: Floats


class Descent:
    """Prices, round by round; ``shares`` is how much of each option the average of what was wanted holds."""

    each = 1

    def __init__(self, model: Model) -> None:
        self.model = model
        self.shares = np.zeros(model.options)
        #: The best prices so far, and what they prove.
        self.centre = Centre(np.zeros(0), np.zeros(0), np.zeros(len(model.capacity)))
        self.bound: int | None = None
        self._pace, self._worse = _PACE, 0
        self.grow()

    def grow(self) -> None:
        """Take in rows that were found missing: they cost nothing at first, and the average begins anew."""
        model, (upper, lower, checks) = self.model, self.centre
        new = np.zeros(len(self.model.row_low) - len(upper))
        least, most = model.by_row.by_owner(np.minimum, 1), model.by_row.by_owner(np.maximum, 1)
        self._weight = weight = np.maximum(1, np.maximum(most, -least)).astype(float)
        self.centre = Centre(np.concatenate([upper, new]), np.concatenate([lower, new]), checks)
        self._limited = model.row_high < FREE
        self._limited[model.in_chains.start : model.in_chains.stop] = False
        self._demanding = model.row_low > -FREE
        self._high = np.where(self._limited, model.row_high, 0).astype(float)
        self._low = np.where(self._demanding, model.row_low, 0).astype(float)
        self._used, self._load, self._rounds = np.zeros(len(weight)), np.zeros(len(model.capacity)), 0

    def round(self, known: int) -> tuple[Prices, Priced] | None:
        """
        The next prices and what they prove; None where the average exceeds nothing.

        ``known`` is what a plan is known to bring.
        """
        if len(self.centre.upper) < len(self.model.row_low):
            self.grow()
        moved = self._moved(known) if self._rounds else self.centre
        if moved is None:
            return None
        prices = self.prices(moved)
        priced = price(self.model, prices)
        self._average(self._wanted(prices, priced))
        if self.bound is None or priced.bound < self.bound:
            self.bound, self._worse = priced.bound, 0
            self.centre = moved
            self._pace = min(_FASTEST, self._pace * _FASTER)
        else:
            self._worse += 1
            if self._worse == _PATIENCE:
                self._worse, self._pace = 0, self._pace * _SLOWER
        return prices, priced

    def prices(self, centre: Centre) -> Prices:
        """What is asked for a unit of each row and check."""
        return Prices((centre.upper - centre.lower) / self._weight, centre.checks)

    def go_on(self, model: Model, shares: Floats, centre: Centre, bound: int | None) -> None:
        """Take other options of the same town, with their shares, and prices from which to go on."""
        self.model, self.shares, self.centre, self.bound = model, shares, centre, bound

    def _moved(self, known: int) -> Centre | None:
        """Prices from the best ones against the average excess; what is free and left over stays free."""
        over = np.where(self._limited, (self._used - self._high) / self._weight, 0)
        short = np.where(self._demanding, (self._low - self._used) / self._weight, 0)
        busy = self._load - self.model.capacity
        upper, lower, checks = self.centre
        over[(over < 0) & (upper == 0)] = 0
        short[(short < 0) & (lower == 0)] = 0
        busy[(busy < 0) & (checks == 0)] = 0
        size = float((over**2).sum() + (short**2).sum() + (busy**2).sum())
        assert self.bound is not None
        if size < _NOTHING or self.bound <= known:
            return None
        length = self._pace * (self.bound - known) / size
        return Centre(
            np.maximum(0, upper + length * over),
            np.maximum(0, lower + length * short),
            np.maximum(0, checks + length * busy),
        )

    def _average(self, wanted: Wanted) -> None:
        self._rounds += 1
        latest = max(_LATEST, 1 / self._rounds)
        self._used += latest * (wanted.used - self._used)
        self._load += latest * (wanted.load - self._load)
        self.shares *= 1 - latest
        self.shares[wanted.columns] += latest * wanted.times

    def _wanted(self, prices: Prices, priced: Priced) -> Wanted:
        """What every item and place would take if it took what is best for it, and measures what pays."""
        model, left = self.model, priced.left
        best = np.zeros(len(model.most))
        np.maximum.at(best, model.item, left)
        first = np.nonzero((left > 0) & (left == best[model.item]))[0]
        items, where = np.unique(model.item[first], return_index=True)
        chosen = np.concatenate([first[where], priced.rows])
        columns = np.concatenate([chosen, model.options + model.bundle[chosen]])
        each = np.concatenate([model.most[items], np.ones(len(priced.rows), dtype=np.int64)])
        times = np.tile(each, 2).astype(float)
        used = np.zeros(len(model.row_low))
        entries, which = model.by_column.entries(columns)
        np.add.at(used, model.by_column.values[0][entries], model.by_column.values[1][entries] * times[which])
        measures = np.arange(model.options + model.bundles, model.columns)
        entries, which = model.by_column.entries(measures)
        row, weight = (v[entries] for v in model.by_column.values)
        pays = model.measure_points - np.bincount(which, weight * prices.rows[row], len(measures)) > 0
        np.add.at(used, row, weight * np.where(pays, model.measure_high, model.measure_low)[which])
        entries, which = model.uses.entries(columns)
        first_check, last_check, amount = (v[entries] for v in model.uses.values)
        steps = np.zeros(len(model.capacity) + 1)
        np.add.at(steps, first_check, amount * times[which])
        np.add.at(steps, last_check, -amount * times[which])
        return Wanted(chosen, each, used, np.cumsum(steps)[:-1])
