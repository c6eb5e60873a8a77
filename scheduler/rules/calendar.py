"""Weeks, months and the expansion of occurrences to their session days."""

from collections.abc import Iterator
from datetime import date, timedelta

import numpy as np

from ..options import Options
from ..options.exact import Ints
from ..options.hours import Session


def week(day: Ints | int) -> Ints:
    """Number of the ISO week of an ordinal day (Monday to Sunday)."""
    return (np.asarray(day, dtype=np.int64) - 1) // 7


def month(day: int) -> int:
    """Months since year 0, of an ordinal day."""
    d = date.fromordinal(day)
    return d.year * 12 + d.month - 1


def monday(number: int) -> date:
    """The first day of a week of :func:`week`."""
    return date.fromordinal(number * 7 + 1)


def first_of(number: int) -> date:
    """The first day of a month of :func:`month`."""
    return date(number // 12, number % 12 + 1, 1)


def periods(first: date, end: date, every: str) -> Iterator[tuple[int, int]]:
    """The weeks or months, perhaps cut short, or the whole, of ``[first, end)``, as ordinals."""
    start = first
    while start < end:
        following = end
        if every == "week":
            following = start + timedelta(days=8 - start.isoweekday())
        if every == "month":
            following = date(start.year + start.month // 12, start.month % 12 + 1, 1)
        yield start.toordinal(), min(following, end).toordinal()
        start = following


def sessions_of(options: Options, bundle: int) -> list[Session]:
    """The sessions of a bundle of occurrences."""
    event = options.problem.events[options.event_of(int(options.bundle_item[bundle]))]
    return options.of_events.sessions(event, int(options.bundle_start[bundle]))


def days_held(options: Options, columns: Ints) -> tuple[Ints, Ints]:
    """Each of these options once for each of its days: (its position in ``columns``, the day)."""
    days = options.days[columns]
    which = np.repeat(np.arange(len(columns)), days)
    offset = np.arange(len(which)) - np.repeat(np.cumsum(days) - days, days)
    return which, options.start[columns][which] + offset
