"""The descent where to price all options takes long: rounds over the best of each item, all priced now and then.

A round over the pool costs little and tells prices apart; what they prove is known when all options are priced. What
brings more than they ask joins the pool then.
"""

import numpy as np

from ..options.exact import Floats, Ints
from .bound import Priced, Prices, price
from .descent import Centre, Descent
from .model import Model
from .part import part
from .ranking import best_of_each

#: Above so many options, a descent goes over a pool.
MANY = 250_000
#: Options of each item in the pool; rounds over it before all are priced, at first and (twice as many each time) at
#: most.
_OF_EACH, _FEW, _ROUNDS = 60, 10, 40


class Pooled:
    """Prices, every one after some rounds over a pool; see :class:`Descent`."""

    #: Rounds of a descent that one of these counts for.
    each = _ROUNDS // 2

    def __init__(self, model: Model) -> None:
        self.model = model
        self._pool = np.empty(0, dtype=np.int64)
        self._descent: Descent | None = None
        self._centre: Centre | None = None
        self._bound: int | None = None
        self._rounds = _FEW

    @property
    def shares(self) -> Floats:
        """How much of each option the average of what was wanted holds."""
        found = np.zeros(self.model.options)
        if self._descent is not None:
            found[self._pool] = self._descent.shares
        return found

    def round(self, known: int) -> tuple[Prices, Priced] | None:
        """Prices after some rounds over the pool, and what they prove; None where there is no more to gain."""
        if self._descent is None:
            prices = Prices(np.zeros(len(self.model.row_low)), np.zeros(len(self.model.capacity)))
            priced = price(self.model, prices)
            self._pool = self._best(priced)
            self._descent = Descent(part(self.model, self._pool))
            return prices, priced
        descent = self._descent
        if len(descent.model.row_low) < len(self.model.row_low):
            self._learn(descent)
        for _ in range(self._rounds):
            if descent.round(known) is None:
                break
        self._rounds = min(_ROUNDS, 2 * self._rounds)
        if descent.centre is self._centre:
            return None
        prices = descent.prices(descent.centre)
        priced = price(self.model, prices)
        if self._bound is None or priced.bound < self._bound:
            self._centre, self._bound = descent.centre, priced.bound
            wider = np.union1d(self._best(priced), self._pool[descent.shares > 0])
        else:
            wider = np.union1d(self._best(priced), self._pool)
        shares = np.zeros(len(wider))
        kept, at = np.isin(self._pool, wider), np.searchsorted(wider, self._pool)
        shares[at[kept]] = descent.shares[kept]
        self._pool = wider
        assert self._centre is not None
        descent.go_on(part(self.model, wider), shares, self._centre, self._bound)
        return prices, priced

    def _learn(self, descent: Descent) -> None:
        """Take in rows that were found missing."""
        descent.go_on(part(self.model, self._pool), descent.shares, descent.centre, descent.bound)
        descent.grow()
        if self._centre is not None:
            self._centre = descent.centre

    def _best(self, priced: Priced) -> Ints:
        """The best of each item, and all that stand in chains."""
        model = self.model
        few = best_of_each(priced.left, np.nonzero(model.alone)[0], model.item, _OF_EACH)
        return few if model.chains is None else np.union1d(few, model.chains.columns)
