"""Which options are worth a look: prices of the relaxation, found with a few of the columns at a time."""

from collections.abc import Callable
from copy import copy
from dataclasses import dataclass, replace

import numpy as np

from ..options.exact import Floats, Ints
from .bound import Priced, Prices, price
from .covers import covers
from .descent import Descent
from .halves import halves
from .model import Model
from .pooled import MANY, Pooled
from .ranking import best_of_each
from .relaxation import Relaxed, relaxation
from .tightened import Tight, Tightened

#: Options of an item that enter the first relaxation, and that may join it in each round.
A_FEW = 6
#: Columns that stand in rows at a place, and may join in each round.
STANDING = 1000
#: Share that an option must have in the average of a descent to be worth a look.
_WANTED = 0.05
#: How far from the best prices so far towards those of a round: all the way they swing, in between they prove more
#: (Wentges, 1997).
_TOWARDS = 1.0, 0.7, 0.4, 0.2
#: Rounds in which a cut may cost nothing before it is let go; rounds over which cuts must lower the relaxation, and by
#: which share of it.
_IDLE, _ROUNDS, _GAIN = 2, 4, 0.0001
#: Below this many points above its price an option is not worth a round (the bound is a whole number anyway).
_NOISE = 1e-4


@dataclass(frozen=True, slots=True)
class Found:
    """The relaxation over the columns of a round, and cuts that it breaks."""

    relaxed: Relaxed
    cuts: list[Tight]


def _broken(model: Model, relaxed: Relaxed, seed: int) -> list[Tight]:
    return [*covers(model, relaxed.shares), *halves(model, relaxed.shares, relaxed.measured, seed)]


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
        self._values: list[float] = []
        self._rows = np.empty(0, dtype=np.int64)
        self._descent = Pooled(model) if model.options > MANY else Descent(model)
        self.tightened = Tightened(model)
        self._idle = np.empty(0, dtype=np.int64)

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
        """Rough prices for little work, going on from those of the last call; every round's prove a bound."""
        for _ in range(max(1, rounds // self._descent.each)):
            if over() or (found := self._descent.round(known)) is None:
                break
            prices, priced = found
            self._rows = np.union1d(self._rows, priced.rows)
            self._take(prices, priced)
        if self._value is None:
            self.held = np.nonzero(self._descent.shares >= _WANTED)[0]

    def improve(self, seconds: float, also: Ints) -> bool:
        """One round of the relaxation as it is. False when there is no more to gain."""
        solve = self.round(seconds, also)
        return solve is not None and self.learn(solve())

    def round(self, seconds: float, also: Ints, tighter: bool = False) -> Callable[[], Found | None] | None:
        """
        What solves the relaxation over the columns of the next round; None when there is no more to gain.

        ``tighter``: and looks for cuts.
        """
        if self.converged and not (tighter and self._promising):
            return None
        if self._value is None:
            single = self.possible[self.model.home[self.model.item[self.possible]] < 0]
            joining = best_of_each(self.best_left, single, self.model.item, A_FEW)
            joining = np.union1d(joining, np.nonzero(self._descent.shares)[0])
            self._columns = np.union1d(np.union1d(joining, self._rows), also)
        solve = relaxation(self.model, self._columns, seconds, self.tightened)
        model, seed = copy(self.model), len(self._values)  # rows may be found missing in the meantime

        def found() -> Found | None:
            relaxed = solve()
            if relaxed is None:
                return None
            return Found(relaxed, _broken(model, relaxed, seed) if tighter else [])

        return found

    @property
    def _promising(self) -> bool:
        """Whether cuts still lower the relaxation."""
        values = self._values[-_ROUNDS - 1 :]
        return len(values) <= _ROUNDS or values[0] - values[-1] > _GAIN * abs(values[-1])

    def learn(self, found: Found | None) -> bool:
        """Price all columns, and take in the best that are too cheap for the next round; False if none was solved."""
        if found is None:
            return False
        relaxed = found.relaxed
        self.held, self._value = relaxed.held, relaxed.value
        self._values.append(relaxed.value)
        joining = []
        for share in _TOWARDS:
            prices = relaxed.prices if self.prices is None else relaxed.prices.between(self.prices, share)
            priced = price(self.model, prices, self.tightened)
            if self._take(prices, priced) or share == 1:
                joining.append(self._cheap(priced))
        new = np.setdiff1d(np.concatenate(joining), self._columns)
        assert self.bound is not None
        self.converged = self.bound <= np.floor(relaxed.value + _NOISE) or not len(new)
        self._columns = np.union1d(self._columns, new)
        if found.cuts:
            self._tighten(relaxed.prices, found.cuts)
        return True

    def _tighten(self, latest: Prices, cuts: list[Tight]) -> None:
        """Take in cuts, and let go of those that have cost nothing for some rounds."""
        self._idle = np.where(latest.cuts > 0, 0, self._idle + 1)
        kept = self._idle <= _IDLE
        if self.prices is not None and len(self.prices.cuts):
            known = len(self.prices.cuts)
            kept[:known] |= self.prices.cuts > 0
            self.prices = replace(self.prices, cuts=self.prices.cuts[kept[:known]])
        self.tightened.keep(kept)
        self.tightened.add(cuts)
        self._idle = np.concatenate([self._idle[kept], np.zeros(len(cuts), dtype=np.int64)])

    def _cheap(self, priced: Priced) -> Ints:
        """The best few columns of each item that are above their price, and those of the best rows."""
        item, possible, left = self.model.item, self.possible, priced.left
        few = best_of_each(left, possible[left[possible] > _NOISE], item, A_FEW)
        standing = possible[self.model.home[item[possible]] >= 0]
        near = standing[np.argsort(-left[standing], kind="stable")[:STANDING]]
        return np.union1d(few, np.union1d(priced.rows, near))

    @property
    def promise(self) -> Floats:
        """
        How early a greedy choice should look at each option: by what it brings above its price.

        In large towns, where prices stay rough, its points are added as far as the average of the descent holds it.
        """
        if isinstance(self._descent, Pooled):
            return self.best_left + self._descent.shares * self.model.points
        return self.best_left

    def worth(self, points: int, columns: Ints) -> Ints:
        """
        Of these columns, those that a plan with more than ``points`` could hold (reduced-cost fixing).

        Choosing an option that is ``r`` below its price costs at least ``r`` of the bound.
        """
        if self.bound is None:
            return columns
        return columns[self.bound + self.best_left[columns] > points - 1]
