"""Rows that every plan keeps though mixtures of plans may not: with them, the relaxation comes nearer to the plans.

They say nothing new about plans, so that only the relaxation and the bound know of them.
"""

from dataclasses import dataclass

import numpy as np

from ..options.exact import Ints, Mask
from .model import Model
from .sparse import Sparse


@dataclass(frozen=True, slots=True)
class Tight:
    """``Σ weight · option + Σ weight · measure ≤ high``: weights of all options and measures, mostly 0."""

    options: Ints
    measures: Ints
    high: int


class Tightened:
    """All such rows: their weights by option or measure (those come last), and their limits."""

    def __init__(self, model: Model) -> None:
        self._model = model
        self._columns = model.options + len(model.measures)
        self._cuts: list[tuple[Ints, Ints]] = []
        self.high = np.empty(0, dtype=np.int64)
        self.by_column = self._grouped()

    def __len__(self) -> int:
        return len(self.high)

    def add(self, cuts: list[Tight]) -> None:
        """Take in further rows."""
        for cut in cuts:
            weights = np.concatenate([cut.options, cut.measures])
            some = np.nonzero(weights)[0]
            self._cuts.append((some, weights[some]))
        self.high = np.concatenate([self.high, np.array([cut.high for cut in cuts], dtype=np.int64)])
        self.by_column = self._grouped()

    def keep(self, kept: Mask) -> None:
        """Let go of all others: their numbers change."""
        self._cuts = [cut for cut, stays in zip(self._cuts, kept.tolist(), strict=True) if stays]
        self.high = self.high[kept]
        self.by_column = self._grouped()

    def _grouped(self) -> Sparse:
        none = [np.empty(0, dtype=np.int64)]
        column = np.concatenate([*none, *(some for some, _ in self._cuts)])
        weight = np.concatenate([*none, *(weights for _, weights in self._cuts)])
        cut = np.repeat(np.arange(len(self._cuts)), [len(some) for some, _ in self._cuts]).astype(np.int64)
        return Sparse.group(column, self._columns, cut, weight)

    def paid(self, prices: Ints) -> tuple[Ints, Ints]:
        """What options and measures pay at these integer prices, one for each row."""
        cut, weight = (values.kept for values in self.by_column.values)
        paid = self.by_column.sums(lambda some: weight[some] * prices.take(cut[some]))
        return paid[: self._model.options], paid[self._model.options :]
