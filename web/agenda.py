"""The programme as people read it: by day, by month, shops with their stay. Pure: days and zone are given."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, datetime, time, timedelta
from itertools import groupby
from zoneinfo import ZoneInfo

from models.plans import Slot

WEEKS_AHEAD = 5


@dataclass(frozen=True, slots=True)
class Happening:
    """A session of the programme on its local day; ``starts`` and ``ends`` are local."""

    slot: Slot
    day: date
    starts: datetime
    ends: datetime

    @property
    def cancelled(self) -> bool:
        return self.slot.status == "cancelled"

    @property
    def ends_next_day(self) -> bool:
        return self.ends.date() > self.day


@dataclass(frozen=True, slots=True)
class Stay:
    """A shop, or a dressed window, on the local days ``[first, end)``; ``last`` is its last day."""

    slot: Slot
    first: date
    end: date

    @property
    def last(self) -> date:
        return self.end - timedelta(days=1)

    @property
    def cancelled(self) -> bool:
        return self.slot.status == "cancelled"


@dataclass(frozen=True, slots=True)
class Window:
    """The days ``[first, end)`` that a page shows, and why: ``upcoming``, ``month``, ``day`` or ``all``."""

    first: date
    end: date
    kind: str


def moments(window: Window, timezone: str) -> tuple[datetime, datetime]:
    """The window as moments, from midnight to midnight of the town."""
    zone = ZoneInfo(timezone)
    return datetime.combine(window.first, time(), zone), datetime.combine(window.end, time(), zone)


def choose_window(month: str | None, day: str | None, today: date, start: date, end: date) -> Window:
    """What to show: the day or month that was asked for, else what comes next in the season ``[start, end)``."""
    if day and (asked := calendar_day(day)):
        return Window(asked, asked + timedelta(days=1), "day")
    if month and (asked := calendar_day(f"{month}-01")):
        return Window(asked, next_month(asked), "month")
    first = min(max(today, start), end)
    return Window(first, first + timedelta(weeks=WEEKS_AHEAD), "upcoming")


def happenings(slots: Iterable[Slot], timezone: str) -> list[Happening]:
    zone = ZoneInfo(timezone)
    found = []
    for slot in slots:
        if not slot.all_day:
            starts = slot.starts.astimezone(zone)
            found.append(Happening(slot, starts.date(), starts, slot.ends.astimezone(zone)))
    return sorted(found, key=lambda h: (h.starts, h.slot.title))


def stays(slots: Iterable[Slot], timezone: str) -> list[Stay]:
    """The shops among the entries, by day of opening."""
    return _lasting((slot for slot in slots if slot.kind != "dressing"), timezone)


def windows(slots: Iterable[Slot], timezone: str) -> list[Stay]:
    """The dressed windows among the entries, by first day."""
    return _lasting((slot for slot in slots if slot.kind == "dressing"), timezone)


def _lasting(slots: Iterable[Slot], timezone: str) -> list[Stay]:
    zone = ZoneInfo(timezone)
    found = []
    for slot in slots:
        if slot.all_day:
            first = slot.starts.astimezone(zone).date()
            found.append(Stay(slot, first, max(slot.ends.astimezone(zone).date(), first + timedelta(days=1))))
    return sorted(found, key=lambda s: (s.first, s.slot.title))


def by_day(sessions: Sequence[Happening]) -> list[tuple[date, list[Happening]]]:
    return [(day, list(group)) for day, group in groupby(sessions, key=lambda h: h.day)]


def by_week(
    days: Sequence[tuple[date, list[Happening]]],
) -> list[tuple[date, list[tuple[date, list[Happening]]]]]:
    """Days in their weeks, each named by its Monday."""
    return [
        (monday, list(group))
        for monday, group in groupby(days, key=lambda d: d[0] - timedelta(d[0].weekday()))
    ]


def months(start: date, end: date) -> list[date]:
    """The first days of the months that ``[start, end)`` touches."""
    found, month = [], start.replace(day=1)
    while month < end:
        found.append(month)
        month = next_month(month)
    return found


def next_month(day: date) -> date:
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1)


def calendar_day(text: str) -> date | None:
    """The day, or None where there is none: those at the ends of the calendar have no neighbours in every zone."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if MINYEAR < day.year < MAXYEAR else None
