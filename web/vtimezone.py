"""The VTIMEZONE of a town's zone (RFC 5545 3.6.5), computed from the IANA database. Pure: no clock.

Real clients misread long RDATE lists (an hour late in Thunderbird, Outlook), so a zone is written in one of three
forms that all of them read right: two yearly rules, a single STANDARD, or one observance for each change.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from itertools import pairwise
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard, vRecur, vText

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
EPOCH_YEAR = 1970
# Weekdays and leap years repeat every 28 years: a rule that holds so long holds until the calendar is reformed.
CYCLE_YEARS = 28
LAST_YEAR = 2037 + 2 * CYCLE_YEARS


@dataclass(frozen=True, slots=True)
class Change:
    """A change of the clocks; ``local`` is what they show just before it, ``name`` the abbreviation after it."""

    local: datetime
    offset_from: timedelta
    offset_to: timedelta
    name: str


@dataclass(frozen=True, slots=True)
class YearlyRule:
    """The first change of a series that repeats every year on the weekday that falls on one of ``month_days``."""

    first: Change
    month_days: range

    def recurrence(self) -> vRecur:
        parts: dict[str, object] = {"FREQ": "YEARLY", "BYMONTH": self.first.local.month}
        weekday = WEEKDAYS[self.first.local.weekday()]
        if self.month_days[-1] == _month_length(self.first.local.month):
            parts["BYDAY"] = f"-1{weekday}"
        elif self.month_days[0] in (1, 8, 15, 22):
            parts["BYDAY"] = f"{self.month_days[0] // 7 + 1}{weekday}"
        else:
            parts["BYDAY"] = weekday
            parts["BYMONTHDAY"] = list(self.month_days)
        return vRecur(parts)


def vtimezone(name: str, first_year: int, last_year: int) -> Timezone:
    """The zone ``name``, right for every moment of the years ``first_year`` to ``last_year``, both included."""
    zone = Timezone()
    zone.add("TZID", vText(name))
    rules = yearly_rules(name)
    if rules and max(rule.first.local.year for rule in rules) < first_year:
        for rule in rules:
            zone.add_component(_observance(rule.first, rule.recurrence()))
        return zone
    zone.add_component(_observance(_state_before(name, first_year)))
    for change in _changes(name):
        if first_year <= change.local.year <= last_year:
            zone.add_component(_observance(change))
    return zone


@lru_cache(maxsize=64)
def yearly_rules(name: str) -> tuple[YearlyRule, ...]:
    """The two rules that the zone follows every year from some year on, or nothing when there are none."""
    by_year: dict[int, list[Change]] = {}
    for change in _changes(name):
        by_year.setdefault(change.local.year, []).append(change)
    series = [_series(latest, by_year) for latest in by_year.get(LAST_YEAR, ())]
    if len(series) != 2 or not all(series):
        return ()
    since = max(min(changes) for changes in series)
    rules = []
    for changes in series:
        days = [change.local.day for change in changes.values()]
        rules.append(YearlyRule(changes[since], range(min(days), max(days) + 1)))
    return tuple(sorted(rules, key=lambda rule: rule.first.local))


def _series(latest: Change, by_year: dict[int, list[Change]]) -> dict[int, Change]:
    """The changes that follow one rule up to ``latest``, by year; empty when there is no such rule."""
    series: dict[int, Change] = {}
    for year in range(LAST_YEAR, EPOCH_YEAR - 1, -1):
        alike = [change for change in by_year.get(year, ()) if _pattern(change) == _pattern(latest)]
        if len(alike) != 1 or len(by_year[year]) != 2:
            break
        days = [change.local.day for change in (*series.values(), *alike)]
        if max(days) - min(days) > 6:
            break
        series[year] = alike[0]
    return series if len(series) >= CYCLE_YEARS else {}


def _pattern(change: Change) -> tuple[object, ...]:
    local = change.local
    return local.month, local.weekday(), local.time(), change.offset_from, change.offset_to, change.name


def _month_length(month: int) -> int:
    return 29 if month == 2 else 30 if month in (4, 6, 9, 11) else 31


@lru_cache(maxsize=64)
def _changes(name: str) -> tuple[Change, ...]:
    """Every change of the offset from 1970 to ``LAST_YEAR``, in order."""
    zone = ZoneInfo(name)
    weeks = (LAST_YEAR + 1 - EPOCH_YEAR) * 53
    moments = [datetime(EPOCH_YEAR, 1, 1, tzinfo=UTC) + timedelta(days=7 * week) for week in range(weeks)]
    offsets = [(moment, moment.astimezone(zone).utcoffset()) for moment in moments]
    found = []
    for (before, old), (after, new) in pairwise(offsets):
        if old != new:
            found.append(_change_between(zone, before, after))
    return tuple(change for change in found if change.local.year <= LAST_YEAR)


def _change_between(zone: ZoneInfo, before: datetime, after: datetime) -> Change:
    old = before.astimezone(zone).utcoffset() or timedelta(0)
    while after - before > timedelta(seconds=1):
        middle = before + (after - before) // 2
        middle = middle.replace(microsecond=0)
        if middle.astimezone(zone).utcoffset() == old:
            before = middle
        else:
            after = middle
    onset = after.astimezone(zone)
    local = (after + old).replace(tzinfo=None)
    return Change(local, old, onset.utcoffset() or timedelta(0), onset.tzname() or "")


def _state_before(name: str, year: int) -> Change:
    """The offset in force when ``year`` begins, as an observance that starts in 1970 and changes nothing."""
    moment = datetime(year, 1, 1, tzinfo=ZoneInfo(name))
    offset = moment.utcoffset() or timedelta(0)
    return Change(datetime(EPOCH_YEAR, 1, 1), offset, offset, moment.tzname() or "")


def _observance(change: Change, rule: vRecur | None = None) -> TimezoneDaylight | TimezoneStandard:
    """DAYLIGHT when the clocks go forward, STANDARD otherwise (some zones call their winter time the saving)."""
    observance = TimezoneDaylight() if change.offset_to > change.offset_from else TimezoneStandard()
    observance.add("DTSTART", change.local)
    if rule is not None:
        observance.add("RRULE", rule)
    observance.add("TZOFFSETFROM", change.offset_from)
    observance.add("TZOFFSETTO", change.offset_to)
    observance.add("TZNAME", vText(change.name))
    return observance
