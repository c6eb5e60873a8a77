"""What a search needs to know of a town: columns that may be chosen, resources they use up, points they bring.

Three kinds of column share one numbering: *options* (chosen or not), *bundles* (how many of the options that differ
only in place are chosen) and *measures* (whole numbers that follow from the choice: a shortage, a loud day, an
amount in euros). Two kinds of limit: *rows*, ``low ≤ Σ a·x ≤ high``, and *profiles*, the uses of a resource over time.
All data are integers.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from ..options.exact import Ints
from .chains import Chains
from .packed import shrunk
from .posted import FREE, Cut, Label, Measure, Rows, Separator, columns_of, tied, weights_of
from .profiles import checks, least, numbered
from .sparse import Sparse, grouped, joined
from .walk import Walk

__all__ = ["FREE", "Cut", "Label", "Measure", "Model", "Rows", "Separator"]

#: Uses looked at together.
_MANY = 1 << 22


class Model:
    """
    Rules post what they limit; then :meth:`seal` turns it into arrays.

    Parameters
    ----------
    points, item, bundle, place, start
        By option: points, number of its item, of its bundle and of its place; its first day.
    most
        By item: how many of its options may be chosen.
    bundle_item, bundle_most
        By bundle: number of its item; how many of its options may be chosen.
    """

    def __init__(
        self,
        points: Ints,
        item: Ints,
        bundle: Ints,
        place: Ints,
        start: Ints,
        most: Ints,
        bundle_item: Ints,
        bundle_most: Ints,
    ) -> None:
        self.points, self.item, self.bundle, self.most = points, item, bundle, most
        self.place, self.start = place, start
        self.bundle_item, self.bundle_most = bundle_item, bundle_most
        self.options, self.bundles = len(points), len(bundle_most)
        self.measures: list[Measure] = []
        self.rows = Rows()
        self._uses: list[tuple[Ints, Ints, Ints, Ints]] = []
        self._capacity: list[Ints] = []
        self._profile_of_check: list[Ints] = []
        self.profile_rule: list[str] = []
        self.profile_label: list[Label] = []
        self._checks = 0
        #: Stops that must have an order in which they can be walked.
        self.walks: list[Walk] = []
        #: By item, a number that those share which only make sense together (the pieces of a trail, a front's weeks).
        self.group = np.arange(len(most))
        #: Columns that stand one after another at a place.
        self.chains: Chains | None = None
        #: Rows that say no more than how these may stand: nothing need be asked for them.
        self.in_chains = range(0)
        #: By item, the one place that it is about, -1 where it may go anywhere.
        self.home = np.full(len(most), -1)
        #: Items that look for room in every neighbourhood, whether placed or not.
        self.waiting = np.ones(len(most), dtype=bool)
        #: Column that tells whether a bundle has at least so many placements, where cuts may need to say it.
        self.copies: dict[tuple[int, int], int] = {}

    @property
    def columns(self) -> int:
        """Number of columns: options, then bundles, then measures."""
        return self.options + self.bundles + len(self.measures)

    def of_bundle(self, bundle: Any) -> Any:
        """Column number of a bundle (or of an array of bundles)."""
        return bundle + self.options

    def bounds(self, columns: Ints) -> Ints:
        """The largest value of each column."""
        high = np.ones(len(columns), dtype=np.int64)
        bundles = (columns >= self.options) & (columns < self.options + self.bundles)
        high[bundles] = self.bundle_most[columns[bundles] - self.options]
        for k in np.nonzero(columns >= self.options + self.bundles)[0]:
            high[k] = self.measures[columns[k] - self.options - self.bundles].high
        return high

    # --- posting

    def row(
        self,
        rule: str,
        columns: Sequence[int] | Ints,
        coefficients: Sequence[int] | Ints | int = 1,
        *,
        low: int = -FREE,
        high: int = FREE,
        label: Label | None = None,
        link: bool = False,
    ) -> int:
        """Post ``low ≤ Σ coefficient·column ≤ high``; ``link`` marks a row that only defines a measure."""
        column = columns_of(columns)
        n = len(self.rows.low)
        self.rows.size.append(len(column))
        self.rows.column.append(column)
        self.rows.coefficient.append(weights_of(coefficients, len(column)))
        self.rows.low.append(max(low, -FREE))
        self.rows.high.append(min(high, FREE))
        self.rows.rule.append(rule)
        self.rows.label.append(label or {})
        self.rows.link.append(link)
        return n

    def row_each(self, rule: str, row: Ints, columns: Ints, coefficients: Ints, high: int) -> None:
        """Post rows ``Σ coefficient·column ≤ high``, numbered from 0, all at once, that the chains keep anyway."""
        base, count = len(self.rows.low), int(row.max(initial=-1)) + 1
        self.in_chains = range(base, base + count)
        order = np.argsort(row, kind="stable")
        self.rows.size += np.bincount(row, minlength=count).tolist()
        self.rows.column.append(columns[order])
        self.rows.coefficient.append(coefficients[order])
        self.rows.low += [-FREE] * count
        self.rows.high += [high] * count
        self.rows.rule += [rule] * count
        self.rows.label += [{}] * count
        self.rows.link += [False] * count

    def at_most(
        self,
        rule: str,
        keys: Ints,
        columns: Ints,
        coefficients: Ints | int,
        high: Callable[[int], int],
        label: Callable[[int], Label],
    ) -> None:
        """Post one row for each distinct key: the columns that bear it, weighted, are at most ``high(key)``."""
        weights = np.broadcast_to(np.asarray(coefficients, dtype=np.int64), columns.shape)
        for key, where in grouped(keys):
            self.row(rule, columns[where], weights[where], high=high(key), label=label(key))

    def profile(
        self,
        rule: str,
        keys: Ints,
        columns: Ints,
        begin: Ints,
        end: Ints,
        amount: Ints | int,
        capacity: Callable[[int], int],
        label: Callable[[int], Label],
    ) -> None:
        """Post one profile for each distinct key: live uses never add up to more than ``capacity(key)``."""
        amounts = np.broadcast_to(np.asarray(amount, dtype=np.int64), columns.shape)
        used = (amounts > 0) & (begin < end)
        if not used.all():
            keys, columns, begin, end, amounts = (a[used] for a in (keys, columns, begin, end, amounts))
        names, number = numbered(keys)
        found = checks(number, begin, end)
        base = len(self.profile_rule)
        limits = np.array([min(capacity(int(key)), FREE) for key in names], dtype=np.int64)
        first, last = found.first + self._checks, found.last + self._checks
        self._uses.append(tuple(shrunk(values) for values in (columns, first, last, amounts)))
        self._capacity.append(limits[found.profile])
        self._profile_of_check.append(found.profile + base)
        self._checks += len(found.profile)
        self.profile_rule.extend([rule] * len(names))
        self.profile_label.extend(label(int(key)) for key in names)

    def measure(
        self,
        columns: Sequence[int] | Ints,
        coefficients: Sequence[int] | Ints | int = 1,
        *,
        constant: int = 0,
        divisor: int = 1,
        low: int = 0,
        high: int = FREE,
        points: int = 0,
    ) -> Measure:
        """
        A whole number that follows from the choice. Tie it with :meth:`push_up` or :meth:`hold_down`.

        It may follow from earlier measures too, if these are 0 where nothing is chosen and are tied on both sides.
        """
        column = columns_of(columns)
        weight = weights_of(coefficients, len(column))
        tops = self.bounds(column) * weight
        least_total = int(tops[tops < 0].sum()) + constant
        most_total = int(tops[tops > 0].sum()) + constant
        high = max(low, min(high, most_total // divisor))
        one = Measure(
            self.columns, column, weight, constant, divisor, low, high, points, (least_total, most_total)
        )
        self.measures.append(one)
        return one

    def push_up(self, rule: str, measure: Measure) -> None:
        """Let no choice have the measure below its value (where points or limits pull it down)."""
        m, most = measure, measure.range[1]
        if m.high * m.divisor + m.divisor - 1 >= most:
            self.row(rule, *tied(m, m.divisor), low=m.constant - (m.divisor - 1), link=True)
            return
        if (m.divisor, m.low, m.high) != (1, 0, 1):
            raise ValueError("a measure cut at the top can be pushed up only if it is yes or no")
        self.row(rule, *tied(m, most), low=m.constant, link=True)
        if m.constant == 0:
            for column, weight in zip(m.columns.tolist(), m.coefficients.tolist(), strict=True):
                if weight > 0 and most > 1:
                    self.row(
                        rule,
                        [m.column, column],
                        [int(self.bounds(np.array([column]))[0]), -1],
                        low=0,
                        link=True,
                    )

    def hold_down(self, rule: str, measure: Measure) -> None:
        """Let no choice have the measure above its value (where points or limits push it up)."""
        m, least_total = measure, measure.range[0]
        columns, weights = tied(m, m.divisor)
        if least_total >= m.low * m.divisor:
            self.row(rule, columns, weights, high=m.constant, link=True)
            return
        # Cut at the bottom: a yes-or-no tells whether the formula is above the cut.
        above = self.measure(
            m.columns, m.coefficients, constant=m.constant - m.low * m.divisor - m.divisor + 1, high=1
        )
        slack = m.low * m.divisor - least_total
        columns, weights = np.append(columns, above.column), np.append(weights, slack)
        self.row(rule, columns, weights, high=m.constant + slack, link=True)
        self.row(rule, [m.column, above.column], [1, m.low - m.high], high=m.low, link=True)

    def indicator(self, rule: str, columns: Ints, most: int) -> tuple[list[int], list[int]]:
        """Columns and weights of an expression that is 1 where any of ``columns`` is chosen, else 0."""
        if most <= 1 or len(columns) == 0:
            return [int(c) for c in columns], [1] * len(columns)
        any_chosen = self.measure(columns, high=1)
        self.push_up(rule, any_chosen)
        return [any_chosen.column], [1]

    # --- sealed

    def seal(self) -> None:
        """Fix the arrays: every row and use, by column and by row."""
        self._seal_rows()
        self.uses = Sparse.gathered(self._uses, self.columns, 3)
        self.capacity = joined(self._capacity)
        self.check_profile = joined(self._profile_of_check)
        measures = self.options + self.bundles
        #: Measures from which others follow.
        self.chained = {
            int(c) - measures for m in self.measures for c in m.columns[m.columns >= measures].tolist()
        }
        self._seal_measures()
        self.measure_points = np.array([m.points for m in self.measures], dtype=np.int64)
        self.measure_low = np.array([m.low for m in self.measures], dtype=np.int64)
        self.measure_high = np.array([m.high for m in self.measures], dtype=np.int64)
        self._guard()
        self.alone = self._possible_alone()

    def _seal_measures(self) -> None:
        """From which columns measures follow, by column; the measures themselves no longer say so."""
        parts = [(m.columns, np.full(len(m.columns), k), m.coefficients) for k, m in enumerate(self.measures)]
        none = np.empty(0, dtype=np.int64)
        self.measures = [replace(m, columns=none, coefficients=none) for m in self.measures]
        self.defines = Sparse.gathered(parts, self.columns, 2)

    def _guard(self) -> None:
        """Refuse numbers whose sums could leave 60 bits. Raises OverflowError."""
        weight = np.maximum(self.by_row.by_owner(np.maximum, 1), -self.by_row.by_owner(np.minimum, 1))
        highest = max(1, int(self.bundle_most.max(initial=0)), int(self.measure_high.max(initial=0)))
        sums = weight.astype(float) * self.by_row.sizes() * highest  # no less than what they can reach
        for r in np.nonzero(sums >= FREE)[0].tolist():
            columns, weights = self.by_row.of(r)
            sums[r] = (np.abs(weights.astype(float)) * self.bounds(columns)).sum()
        uses = self.uses.values[2].kept.sum(dtype=float)
        points = np.abs(self.points.astype(float)).sum()
        points += np.abs(self.measure_points.astype(float) * self.measure_high).sum()
        if max(sums.max(initial=0), uses, points) >= FREE:
            raise OverflowError("numbers too large to be added up exactly")

    def _seal_rows(self) -> None:
        posted = self.rows
        self.row_low = np.array(posted.low, dtype=np.int64)
        self.row_high = np.array(posted.high, dtype=np.int64)
        self.row_link = np.array(posted.link, dtype=bool)
        self.by_row = Sparse.listed(posted.size, posted.column, posted.coefficient)
        self.by_column = self.by_row.turned(self.columns)
        #: Rows in which one column makes room for another: what does not fit now may fit with company.
        self.leaning = self.by_row.by_owner(np.minimum, 1) < 0

    def add_cuts(self, cuts: Sequence[Cut]) -> None:
        """Post rows found missing. States made before do not know them: make them anew."""
        base = len(self.row_low)
        for cut in cuts:
            self.row(cut.rule, cut.columns, cut.weights, high=cut.high, label=cut.label)
        posted, rows = self.rows, len(self.rows.low)
        columns, weights = joined(posted.column), joined(posted.coefficient)
        row = np.repeat(np.arange(base, rows), posted.size[base:])
        posted.column.clear()
        posted.coefficient.clear()
        self.row_low = np.array(posted.low, dtype=np.int64)
        self.row_high = np.array(posted.high, dtype=np.int64)
        self.row_link = np.array(posted.link, dtype=bool)
        self.by_row = self.by_row.and_more(row, rows, columns, weights)
        self.by_column = self.by_column.and_more(columns, self.columns, row, weights)
        self.leaning = np.append(self.leaning, np.zeros(rows - base, dtype=bool))
        self.leaning[row[weights < 0]] = True

    def _possible_alone(self) -> np.ndarray[Any, np.dtype[np.bool_]]:
        """Options that break no limit when nothing else is chosen."""
        possible = np.ones(self.columns, dtype=bool)
        first, last, amount = self.uses.values
        everywhere = int(self.capacity.min(initial=FREE))
        for _, entries in self.uses.parts(_MANY):
            large = entries.start + np.nonzero(amount.kept[entries] > everywhere)[0]
            tight = large[least(self.capacity, first[large], last[large]) < amount[large]]
            possible[np.searchsorted(self.uses.start, tight, side="right") - 1] = False
        binding = ~(self.leaning | self.row_link) & (self.by_row.by_owner(np.maximum, 1) > self.row_high)
        for r in np.nonzero(binding)[0].tolist():
            columns, weights = self.by_row.of(r)
            possible[columns[weights > self.row_high[r]]] = False
        alone: np.ndarray[Any, np.dtype[np.bool_]] = (
            possible[: self.options] & possible[self.options + self.bundle]
        )
        return alone
