"""Columns that stand one after another at a place: the best row of them by dynamic programming over the days.

At a place at most one column stands at a time. Each belongs to a lane; some open, the others only prolong what ends
in their lane on the day they begin. Whatever is asked for the resources that they share with others, the best that a
place can hold is found exactly (Bellman 1957), which is stronger than asking each column for itself.
"""

from dataclasses import dataclass

import numpy as np

from ..options.exact import Floats, Ints, Mask

_NEVER = -np.inf


@dataclass(frozen=True, slots=True)
class Best:
    """
    Parameters
    ----------
    value
        By place, what its best row is worth (0 for none).
    slack
        By column, how much less the best row with it is worth than the best row of its place: 0 or below.
    chosen
        The columns of one best row of each place.
    """

    value: Floats
    slack: Floats
    chosen: Ints


class Chains:
    """The columns of every place, as tables of lane × day."""

    def __init__(self, columns: Ints, lane: Ints, place: Ints, opens: Mask, begin: Ints, end: Ints) -> None:
        """``columns`` with the numbers of their lane and place, whether they open, and their days ``[begin, end)``."""
        self.columns = columns
        self.places, self._place = np.unique(place, return_inverse=True)
        self._lanes = int(lane.max(initial=-1)) + 1
        self._place_of_lane = np.zeros(self._lanes, dtype=np.int64)
        self._place_of_lane[lane] = self._place.reshape(-1)
        first = int(begin.min(initial=1 << 40))
        self._days = int(end.max(initial=first)) - first
        self._lane, self._begin, self._end = lane, begin - first, end - first
        length = end - begin
        #: One table for each length that a lane opens with, the last for what prolongs.
        self._slots: list[tuple[Ints, Ints]] = []
        self._slot = np.zeros(len(columns), dtype=np.int64)
        for slot, some in enumerate(self._parts(opens, length)):
            self._slot[some] = slot
            lengths = np.ones(self._lanes, dtype=np.int64)
            lengths[lane[some]] = length[some]
            self._slots.append((some, lengths))

    def _parts(self, opens: Mask, length: Ints) -> list[Ints]:
        """Positions of the columns that open, by the rank of their length in their lane; then of those that prolong."""
        rank = np.zeros(len(opens), dtype=np.int64)
        longest = np.full(self._lanes, -1)
        np.maximum.at(longest, self._lane[opens], length[opens])
        rank[opens & (length < longest[self._lane])] = 1
        return [np.nonzero(opens & (rank == k))[0] for k in (0, 1)] + [np.nonzero(~opens)[0]]

    def best(self, left: Floats) -> Best:
        """The best rows, by what is ``left`` to each of :attr:`columns` after paying (−inf: may not be chosen)."""
        tables = []
        for some, _ in self._slots:
            table = np.full((self._days + 1, self._lanes), _NEVER)
            table[self._begin[some], self._lane[some]] = left[some]
            tables.append(table)
        idle, held = self._backward(tables)
        before, ended = self._forward(tables)
        value = idle[0]
        start = np.where(
            self._slot == 2, ended[self._begin, self._lane], before[self._begin, self._place.reshape(-1)]
        )
        with np.errstate(invalid="ignore"):
            whole = start + left + held[self._end, self._lane]
        slack = np.minimum(0.0, np.where(np.isnan(whole), _NEVER, whole) - value[self._place.reshape(-1)])
        return Best(value, slack, self._trace(tables, idle, held))

    def _backward(self, tables: list[Floats]) -> tuple[Floats, Floats]:
        """By day and place, the most from that day on; by day and lane, the same for what has just ended there."""
        days, lanes, of = self._days, np.arange(self._lanes), self._place_of_lane
        idle = np.zeros((days + 2, len(self.places)))
        held = np.zeros((days + 1, self._lanes))
        for day in range(days, -1, -1):
            idle[day] = idle[day + 1]
            for table, (_, lengths) in zip(tables[:2], self._slots[:2], strict=True):
                after = np.minimum(day + lengths, days)
                np.maximum.at(idle[day], of, table[day] + held[after, lanes])
            after = np.minimum(day + self._slots[2][1], days)
            held[day] = np.maximum(idle[day, of], tables[2][day] + held[after, lanes])
        return idle, held

    def _forward(self, tables: list[Floats]) -> tuple[Floats, Floats]:
        """By day and place, the most before that day; by day and lane, the same with something that ends on it."""
        days, lanes, of = self._days, np.arange(self._lanes), self._place_of_lane
        before = np.zeros((days + 1, len(self.places)))
        ended = np.full((days + 1, self._lanes), _NEVER)
        for day in range(days + 1):
            if day:
                before[day] = before[day - 1]
            np.maximum.at(before[day], of, ended[day])
            for slot, (table, (_, lengths)) in enumerate(zip(tables, self._slots, strict=True)):
                come = ended[day] if slot == 2 else before[day, of]
                after = day + lengths
                fits = (after <= days) & (table[day] > _NEVER)
                after, some = after[fits], lanes[fits]
                ended[after, some] = np.maximum(ended[after, some], come[fits] + table[day, fits])
        return before, ended

    def _trace(self, tables: list[Floats], idle: Floats, held: Floats) -> Ints:
        """The columns of one best row of each place, from the first day on."""
        number = [np.full((self._days + 1, self._lanes), -1) for _ in tables]
        for slot, (some, _) in enumerate(self._slots):
            number[slot][self._begin[some], self._lane[some]] = self.columns[some]
        found = []
        for place in range(len(self.places)):
            lanes = np.nonzero(self._place_of_lane == place)[0]
            day, lane = 0, -1
            while day <= self._days:
                if lane >= 0 and held[day, lane] > idle[day, place]:
                    slot = 2
                elif idle[day, place] == idle[day + 1, place]:
                    day, lane = day + 1, -1
                    continue
                else:
                    slot, lane = self._opened(tables, held, idle[day, place], lanes, day)
                found.append(int(number[slot][day, lane]))
                day += int(self._slots[slot][1][lane])
        return np.array(sorted(found), dtype=np.int64)

    def _opened(
        self, tables: list[Floats], held: Floats, worth: float, lanes: Ints, day: int
    ) -> tuple[int, int]:
        """The slot and lane with which a best row opens on this day."""
        for slot in (0, 1):
            for lane in lanes.tolist():
                after = min(day + int(self._slots[slot][1][lane]), self._days)
                if tables[slot][day, lane] + held[after, lane] == worth:
                    return slot, lane
        raise AssertionError("the worth of a day is that of a column")
