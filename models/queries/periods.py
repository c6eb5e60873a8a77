"""Weeks and months of a span, cut at its ends."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple


class Period(NamedTuple):
    """The days ``[start, end)``."""

    start: date
    end: date


def weeks(start: date, end: date) -> list[Period]:
    """ISO weeks, Monday to Sunday."""
    return _cut(start, end, lambda day: day + timedelta(7 - day.weekday()))


def months(start: date, end: date) -> list[Period]:
    """Calendar months."""
    return _cut(start, end, lambda day: (day.replace(day=28) + timedelta(4)).replace(day=1))


def _cut(start: date, end: date, following: Callable[[date], date]) -> list[Period]:
    found = []
    while start < end:
        last = min(end, following(start))
        found.append(Period(start, last))
        start = last
    return found
