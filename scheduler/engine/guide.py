"""Which options are worth a look: prices of the relaxation, found with a few of the columns at a time."""

from collections.abc import Callable

import numpy as np

from ..options.exact import Floats, Ints
from .bound import Priced, Prices, price
from .model import FREE, Model
from .relaxation import Relaxed, relaxation

#: Options of an item that enter the first relaxation, and that may join it in each round.
A_FEW = 10
#: Columns that stand in rows at a place, and may join in each round.
STANDING = 1000
#: Share of Polyak's length that a descent starts with, and rounds without a better bound before it is halved.
PACE, PATIENCE = 0.5, 5
#: Below this many points above its price an option is not worth a round (the bound is a whole number anyway).
_NOISE = 1e-4


def best_of_each(score: Floats, columns: Ints, item: Ints, count: int) -> Ints:
    """Of these columns, the ``count`` with the highest score of each item, sorted."""
    order = np.lexsort((columns, -score[columns], item[columns]))
    ranked = columns[order]
    owner = item[ranked]
    first = np.concatenate([[True], owner[1:] != owner[:-1]]) if len(ranked) else np.zeros(0, dtype=bool)
    position = np.arange(len(ranked))
    rank = position - np.maximum.accumulate(np.where(first, position, 0)) if len(ranked) else position
    return np.sort(ranked[rank < count])


class Descent:
    """Prices moving against the excess of what the best option of every item would use together."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self._upper = np.zeros(0)
        self._lower = np.zeros(0)
        self._checks = np.zeros(len(model.capacity))
        self.grow()

    def grow(self) -> None:
        """Take in rows that were found missing: they cost nothing at first."""
        model, new = self.model, np.zeros(len(self.model.row_low) - len(self._upper))
        weight = np.ones(len(model.row_low))
        np.maximum.at(weight, model.by_column.values[0], np.abs(model.by_column.values[1]).astype(float))
        self._weight = weight
        self._upper, self._lower = np.concatenate([self._upper, new]), np.concatenate([self._lower, new])
        self._limited = model.row_high < FREE
        self._limited[model.in_chains.start : model.in_chains.stop] = False
        self._demanding = model.row_low > -FREE

    def prices(self) -> Prices:
        """The prices of rows and of checks as they stand, in points per unit."""
        return Prices((self._upper - self._lower) / self._weight, self._checks)

    def step(self, priced: Priced, excess: float, pace: float) -> bool:
        """Move by the excess; False when nothing exceeds."""
        used, load = self._wanted(priced)
        model = self.model
        over = np.where(self._limited, (used - np.where(self._limited, model.row_high, 0)) / self._weight, 0)
        short = np.where(
            self._demanding, (np.where(self._demanding, model.row_low, 0) - used) / self._weight, 0
        )
        busy = load - model.capacity
        over[(over < 0) & (self._upper == 0)] = 0
        short[(short < 0) & (self._lower == 0)] = 0
        busy = np.where((busy < 0) & (self._checks == 0), 0, busy)
        size = float((over**2).sum() + (short**2).sum() + (busy.astype(float) ** 2).sum())
        if size == 0 or excess <= 0:
            return False
        length = pace * excess / size
        self._upper = np.maximum(0, self._upper + length * over)
        self._lower = np.maximum(0, self._lower + length * short)
        self._checks = np.maximum(0, self._checks + length * busy)
        return True

    def _wanted(self, priced: Priced) -> tuple[Floats, Floats]:
        """Sums of rows and checks if every item and place took what is best for it, and measures what pays."""
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
        prices = self.prices().rows
        low = model.options + model.bundles
        for k, m in enumerate(model.measures):
            rows, weights = model.by_column.of(low + k)
            pays = m.points - float((weights * prices[rows]).sum())
            used[rows] += weights * (m.high if pays > 0 else m.low)
        entries, which = model.uses.entries(columns)
        first_check, last_check, amount = (v[entries] for v in model.uses.values)
        steps = np.zeros(len(model.capacity) + 1)
        np.add.at(steps, first_check, amount * times[which])
        np.add.at(steps, last_check, -amount * times[which])
        return used, np.cumsum(steps)[:-1]


class Guide:
    """
    ``best_left`` is what each option brings above the price of what it uses: 0 for those that an optimal relaxation
    holds, negative elsewhere, as the prices of the best ``bound`` so far have it.
    """

    def __init__(self, model: Model) -> None:
        self.model = model
        self.possible = np.nonzero(model.alone)[0]
        self.bound: int | None = None
        self.best_left: Floats = model.points.astype(np.float64)
        #: What proves the best bound so far.
        self.prices: Prices | None = None
        self.converged = False
        #: Options that the last relaxation held, at least in part.
        self.held = np.empty(0, dtype=np.int64)
        self._columns = np.empty(0, dtype=np.int64)
        self._value: float | None = None
        self._rows = np.empty(0, dtype=np.int64)
        self._descent, self._pace, self._worse = Descent(model), PACE, 0

    def take(self, prices: Prices) -> None:
        """Take prices found elsewhere, maybe before some rows were found missing, which cost nothing then."""
        rows = np.zeros(len(self.model.row_low))
        rows[: len(prices.rows)] = prices.rows
        self._take(wider := Prices(rows, prices.checks), price(self.model, wider))

    def _take(self, prices: Prices, priced: Priced) -> bool:
        """Take prices if they prove a better bound."""
        if self.bound is not None and priced.bound >= self.bound:
            return False
        self.bound, self.best_left, self.prices = priced.bound, priced.left, prices
        return True

    def descend(self, rounds: int, known: int, over: Callable[[], bool]) -> None:
        """
        Rough prices for little work, going on from those of the last call.

        Subgradient steps of Polyak's length (1969) towards ``known`` points, halved when they stop helping; rows are
        scaled by their largest weight. Every round's prices prove a bound.
        """
        self._descent.grow()
        for _ in range(rounds):
            if over():
                return
            prices = self._descent.prices()
            priced = price(self.model, prices)
            self._worse += 1
            self._rows = np.union1d(self._rows, priced.rows)
            if self._take(prices, priced):
                self._worse = 0
            if self._worse == PATIENCE:
                self._worse, self._pace = 0, self._pace / 2
            if not self._descent.step(priced, priced.bound - known, self._pace):
                return

    def improve(self, seconds: float, also: Ints) -> bool:
        """One round of the relaxation. False when there is no more to gain."""
        solve = self.round(seconds, also)
        return solve is not None and self.learn(solve())

    def round(self, seconds: float, also: Ints) -> Callable[[], Relaxed | None] | None:
        """What solves the relaxation over the columns of the next round; None when there is no more to gain."""
        if self.converged:
            return None
        if self._value is None:
            single = self.possible[self.model.home[self.model.item[self.possible]] < 0]
            joining = best_of_each(self.best_left, single, self.model.item, A_FEW)
            self._columns = np.union1d(np.union1d(joining, self._rows), also)
        return relaxation(self.model, self._columns, seconds)

    def learn(self, found: Relaxed | None) -> bool:
        """Price all columns, and take in the best that are too cheap for the next round; False if none was solved."""
        if found is None:
            return False
        self.held = found.held
        self._value = found.value
        priced = price(self.model, found.prices)
        self._take(found.prices, priced)
        cheap = self.possible[priced.left[self.possible] > _NOISE]
        few = best_of_each(priced.left, cheap, self.model.item, A_FEW)
        standing = self.possible[self.model.home[self.model.item[self.possible]] >= 0]
        near = standing[np.argsort(-priced.left[standing], kind="stable")[:STANDING]]
        joining = np.setdiff1d(np.union1d(few, np.union1d(priced.rows, near)), self._columns)
        self.converged = self.bound <= np.floor(found.value + _NOISE) or not len(joining)
        self._columns = np.union1d(self._columns, joining)
        return True

    @property
    def gap(self) -> float:
        """How far the bound is above the relaxation's value, as a share of it."""
        if self.bound is None or self._value is None:
            return float("inf")
        return (self.bound - self._value) / max(1.0, abs(self._value))

    def worth(self, points: int, columns: Ints) -> Ints:
        """
        Of these columns, those that a plan with more than ``points`` could hold (reduced-cost fixing).

        Choosing an option that is ``r`` below its price costs at least ``r`` of the bound.
        """
        if self.bound is None:
            return columns
        return columns[self.bound + self.best_left[columns] > points - 1]
