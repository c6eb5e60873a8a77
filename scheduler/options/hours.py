"""When a session is at work: minutes counted from the midnight that begins day 0 of the calendar."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from ..fields import Hour
from ..problem import Event, Town, Trail

DAY = 24 * 60


class Session(NamedTuple):
    """
    One day of an occurrence, or night of a trail.

    ``[begin, end)`` goes from set-up to tear-down; ``closes`` counts from the midnight before its own day.
    """

    day: int
    begin: int
    end: int
    closes: int


class Hours:
    """The first days and sessions of events and trails, sunsets looked up."""

    def __init__(self, town: Town) -> None:
        self._horizon = town.start.toordinal(), town.end.toordinal()
        self._sunsets = {day.toordinal(): minutes for day, minutes in town.sunsets.items()}

    def minutes(self, hour: Hour, day: int) -> int | None:
        """Minutes after the midnight that begins ``day``, or None where its sunset is not known."""
        if not hour.sunset:
            return hour.minutes
        sunset = self._sunsets.get(day)
        return None if sunset is None else sunset + hour.minutes

    def session(self, item: Event | Trail, day: int) -> Session | None:
        """The session that opens on ``day``; closing at or before opening means the next day."""
        opens, closes = self.minutes(item.opens, day), self.minutes(item.closes, day)
        if opens is None or closes is None:
            return None
        if closes <= opens:
            closes += ((opens - closes) // DAY + 1) * DAY
        begin = day * DAY + opens - item.setup_minutes
        return Session(day, begin, day * DAY + closes + item.teardown_minutes, closes)

    def sessions(self, item: Event | Trail, start: int) -> list[Session] | None:
        """All sessions of an occurrence or trail that starts on ``start``, or None if a sunset is missing."""
        found = [self.session(item, day) for day in range(start, start + length(item))]
        return None if None in found else [s for s in found if s]

    def first_days(self, item: Event | Trail) -> set[int]:
        """Days from which all of the item is inside the horizon and one of its windows, sunsets known."""
        first, end = self._horizon
        spans = [self._horizon]
        if item.windows is not None:
            spans = [(w.start.toordinal(), w.end.toordinal()) for w in item.windows]
        return {
            day
            for low, high in spans
            for day in range(max(low, first), min(high, end) - length(item) + 1)
            if item.weekdays is None or (day - 1) % 7 + 1 in item.weekdays
            if self.sessions(item, day) is not None
        }


def length(item: Event | Trail) -> int:
    """Days of an occurrence, or nights of a trail."""
    return item.days if isinstance(item, Event) else item.nights


def wages(rates: Mapping[str, int], need: Mapping[str, int], sessions: Iterable[Session]) -> int:
    """Cents for the people of some sessions: hours begun, at the hourly rate of each role needed."""
    hourly = sum(count * rates.get(role, 0) for role, count in need.items())
    return sum(-((s.begin - s.end) // 60) * hourly for s in sessions)


def occupied(event: Event, sessions: list[Session]) -> list[tuple[int, int]]:
    """The spans for which a spot is taken, sorted and disjoint: sessions of one occurrence may touch."""
    if event.holds_overnight:
        return [(min(s.begin for s in sessions), max(s.end for s in sessions))]
    spans: list[tuple[int, int]] = []
    for s in sorted(sessions, key=lambda s: s.begin):
        if spans and s.begin <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(spans[-1][1], s.end))
        else:
            spans.append((s.begin, s.end))
    return spans
