"""Which options are worth a look: prices of the relaxation, found with a few of the columns at a time."""

from collections.abc import Callable

import numpy as np

from ..options.exact import Ints
from .bound import Floats, Relaxation, price
from .model import Model

#: Options of an item that enter the first relaxation, and that may join it in each round.
A_FEW = 10
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


class Guide:
    """
    ``left`` is what each option brings above the price of what it uses: 0 for those that an optimal relaxation
    holds, negative elsewhere. ``bound`` is the best proven so far.
    """

    def __init__(self, model: Model) -> None:
        self.model = model
        self.possible = np.nonzero(model.alone)[0]
        self.left: Floats = model.points.astype(np.float64)
        self.bound: int | None = None
        self.best_left: Floats = self.left
        self.converged = False
        self._columns = np.empty(0, dtype=np.int64)
        self._value: float | None = None

    def improve(self, seconds: Callable[[], float], also: Ints) -> bool:
        """One round: price all columns, take in the best that are too cheap. False when there is no more to gain."""
        if self.converged:
            return False
        if self._value is None:
            joining = best_of_each(self.left, self.possible, self.model.item, A_FEW)
            self._columns = np.union1d(joining, also)
        found = Relaxation(self.model).solve(self._columns, seconds())
        if found is None:
            return False
        self._value = found.value
        bound, self.left = price(self.model, found.prices)
        if self.bound is None or bound < self.bound:
            self.bound, self.best_left = bound, self.left
        cheap = self.possible[self.left[self.possible] > _NOISE]
        joining = np.setdiff1d(best_of_each(self.left, cheap, self.model.item, A_FEW), self._columns)
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
