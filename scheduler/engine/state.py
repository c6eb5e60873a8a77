"""A choice of options, with what it uses of every limit, kept up to date as options come and go."""

from collections.abc import Iterable

import numpy as np

from ..options.exact import Ints, Mask
from .model import Model
from .profiles import least


class State:
    """
    The options chosen so far. ``used`` is the sum of every row, ``load`` of every check, ``totals`` of the formula
    of every measure, ``points`` of everything. A state always keeps every upper limit of the model; rows that demand
    something may be short until it is complete.
    """

    def __init__(self, model: Model, chosen: Iterable[int] = ()) -> None:
        self.model = model
        self.chosen: dict[int, None] = {}
        self.used = np.zeros(len(model.row_low), dtype=np.int64)
        self.load = np.zeros(len(model.capacity), dtype=np.int64)
        self.totals = np.zeros(len(model.measures), dtype=np.int64)
        self.measured = np.array([m.value(0) for m in model.measures], dtype=np.int64)
        self.points = 0
        for m in model.measures:
            self._shift(m.column, int(self.measured[m.column - model.options - model.bundles]))
            self.points += m.points * m.value(0)
        for column in chosen:
            self.add(column)

    def copy(self) -> "State":
        """A state of its own that shares only the model."""
        twin = State.__new__(State)
        twin.model, twin.chosen, twin.points = self.model, dict(self.chosen), self.points
        twin.used, twin.load = self.used.copy(), self.load.copy()
        twin.totals, twin.measured = self.totals.copy(), self.measured.copy()
        return twin

    def add(self, option: int) -> None:
        """Choose an option that is not chosen."""
        self.chosen[option] = None
        self._apply(option, 1)

    def remove(self, option: int) -> None:
        """Take back a chosen option; ``KeyError`` if it is not."""
        del self.chosen[option]
        self._apply(option, -1)

    def _apply(self, option: int, sign: int) -> None:
        m = self.model
        self.points += sign * int(m.points[option])
        touched = []
        for column in (option, m.options + int(m.bundle[option])):
            rows, weights = m.by_column.of(column)
            self.used[rows] += sign * weights
            for first, last, amount in zip(*m.uses.of(column), strict=True):
                self.load[first:last] += sign * amount
            measures, weights = m.defines.of(column)
            for k, weight in zip(measures.tolist(), weights.tolist(), strict=True):
                self.totals[k] += sign * weight
                touched.append(k)
        for k in touched:  # grows while a measure moves others
            measure = m.measures[k]
            step = measure.value(int(self.totals[k])) - int(self.measured[k])
            if step:
                self.measured[k] += step
                self.points += step * measure.points
                self._shift(measure.column, step)
                if k in m.chained:
                    following, weights = m.defines.of(measure.column)
                    self.totals[following] += step * weights
                    touched += following.tolist()

    def _shift(self, column: int, step: int) -> None:
        rows, weights = self.model.by_column.of(column)
        self.used[rows] += step * weights

    def fits(self, option: int) -> bool:
        """Whether the option can be added without breaking an upper limit."""
        return self.obstacle(option) is None

    def obstacle(self, option: int) -> tuple[str, int] | None:
        """The first limit that adding the option would break: ("profile", number), ("row", number), or None."""
        m = self.model
        columns = (option, m.options + int(m.bundle[option]))
        for column in columns:
            for first, last, amount in zip(*m.uses.of(column), strict=True):
                if (self.load[first:last] + amount > m.capacity[first:last]).any():
                    return "profile", int(m.check_profile[first])
        self._apply(option, 1)
        found = self._broken(columns)
        self._apply(option, -1)
        return found

    def obstacles(self, options: Iterable[int]) -> list[tuple[str, int]]:
        """Every limit that adding all of these would break: ("profile", number) and ("row", number)."""
        m, some = self.model, list(options)
        for option in some:
            self.add(option)
        profiles = np.unique(m.check_profile[self.load > m.capacity]).tolist()
        rows = np.nonzero((self.used > m.row_high) & ~m.row_link)[0].tolist()
        for option in some:
            self.remove(option)
        return [*(("profile", n) for n in profiles), *(("row", n) for n in rows)]

    def _broken(self, columns: tuple[int, ...]) -> tuple[str, int] | None:
        """A limit exceeded among those that these columns, or the measures they move, touch."""
        m = self.model
        moved = [m.measures[k].column for c in columns for k in m.defines.of(c)[0].tolist()]
        if m.chained:
            for c in moved:  # grows likewise
                moved += [m.measures[k].column for k in m.defines.of(c)[0].tolist()]
        for column in (*columns, *moved):
            rows, _ = m.by_column.of(column)
            over = rows[(self.used[rows] > m.row_high[rows]) & ~m.row_link[rows]]
            if len(over):
                return "row", int(over[0])
        for column in columns:  # its own uses may add up where they overlap
            for first, last, _ in zip(*m.uses.of(column), strict=True):
                if (self.load[first:last] > m.capacity[first:last]).any():
                    return "profile", int(m.check_profile[first])
        return None

    def take(self, options: Iterable[int]) -> bool:
        """Add all of these, which may only fit together, or none; whether they were added."""
        some = list(options)
        for option in some:
            self.add(option)
        real = ~self.model.row_link
        if (self.used <= self.model.row_high)[real].all() and (self.load <= self.model.capacity).all():
            return True
        for option in some:
            self.remove(option)
        return False

    def drop_leaning(self) -> None:
        """Take back what leaned on options that are gone."""
        m = self.model
        while len(broken := np.nonzero((self.used > m.row_high) & ~m.row_link)[0]):
            columns, weights = m.by_row.of(int(broken[0]))
            bundles = set((columns[weights > 0] - m.options).tolist())
            options = set(columns[weights > 0].tolist())
            leaning = [j for j in self.chosen if j in options or int(m.bundle[j]) in bundles]
            if not leaning:
                return
            self.remove(leaning[-1])

    def gain(self, option: int) -> int:
        """Points that adding the option brings."""
        before = self.points
        self._apply(option, 1)
        after = self.points
        self._apply(option, -1)
        return after - before

    def fitting(self, options: Ints) -> Mask:
        """
        Options that no choice of company could make fit: a profile or row is full.

        True where none is; measures and rows in which others make room are left to :meth:`fits`.
        """
        m = self.model
        free = m.capacity - self.load
        both = np.concatenate([options, m.options + m.bundle[options]])
        fine = np.ones(len(both), dtype=bool)
        where, which = m.uses.entries(both)
        first, last, amount = (v[where] for v in m.uses.values)
        fine[which[least(free, first, last) < amount]] = False
        where, which = m.by_column.entries(both)
        rows, weights = (v[where] for v in m.by_column.values)
        over = (
            (self.used[rows] + weights > m.row_high[rows])
            & (weights > 0)
            & ~m.leaning[rows]
            & ~m.row_link[rows]
        )
        fine[which[over]] = False
        fits: Mask = fine[: len(options)] & fine[len(options) :]
        return fits

    def complete(self) -> bool:
        """Whether every row that demands something has it, and no limit is exceeded."""
        m, real = self.model, ~self.model.row_link
        return bool(
            (self.used[real] >= m.row_low[real]).all()
            and (self.used[real] <= m.row_high[real]).all()
            and (self.load <= m.capacity).all()
        )
