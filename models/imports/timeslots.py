"""
Time slots of an outside event as events that can be planned.

Slots with the same hours become one event: its windows and weekdays allow exactly their days, ``occurrences`` is how
many there are. So every slot is kept, and nothing else is allowed.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any, NamedTuple

from scheduler.message import Message, message

from .proposal import Incoming, Refused
from .setting import Setting
from .texts import MOST_TEXT, one_line, plain_text, web_address
from .words import record_key

DAY = timedelta(days=1)
MOST_DAYS = 3660


class Slot(NamedTuple):
    """Local wall-clock times, without a zone; ``end`` is later than ``start``."""

    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class Outside:
    """An event as a calendar or an agenda tells it, its slots in the town's local time."""

    ref: str
    title: str
    slots: Sequence[Slot]
    description: str = ""
    organiser: str = ""
    url: str = ""
    kind: str = ""
    tags: Sequence[str] = ()
    place: str = ""
    address: str = ""
    point: tuple[float, float] | None = None
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Worth:
    """What outside events are worth to the plan: no file knows it, people change it afterwards."""

    value: int = 300
    committed: bool = False


@dataclass(slots=True)
class Agenda:
    """What an event file says, ready for the dry run."""

    documents: dict[str, list[Incoming]] = field(default_factory=dict)
    refused: list[Refused] = field(default_factory=list)
    notes: list[Message] = field(default_factory=list)


def agenda(file: str, events: Iterable[Outside], setting: Setting, worth: Worth | None = None) -> Agenda:
    """
    Events inside the town and its horizon as records; the others refused, each with its reason.

    Slots outside the horizon are left out and counted in a note.
    """
    found = Agenda({"events": []})
    outside = 0
    taken: set[str] = set()
    for event in events:
        inside = sorted({slot for slot in event.slots if setting.holds(slot.start.date())})
        outside += len(set(event.slots)) - len(inside)
        place = setting.place(event.place, event.address, event.point)
        if reason := _unusable(event, inside, setting, place.metres_away):
            found.refused.append(Refused(file, event.number, "", event.title or event.ref, reason))
            continue
        found.notes += place.notes
        found.documents["events"] += _records(file, event, inside, place.spot, worth or Worth(), taken)
    if outside:
        found.notes.append(message("time slots outside the horizon, left out: {count}", count=outside))
    return found


def _unusable(
    event: Outside, inside: Sequence[Slot], setting: Setting, metres_away: float | None
) -> Message | None:
    if not event.title:
        return message("has no title: give it one")
    if not event.slots:
        return message("has no date that can be read: give it one")
    if not inside:
        days = [slot.start.date() for slot in event.slots]
        return message(
            "takes place on {days}, outside the horizon {horizon}: change the horizon first",
            days=f"{min(days)}..{max(days)}",
            horizon=f"{setting.start}..{setting.end}",
        )
    if metres_away is not None:
        return message(
            "takes place {km} km away from the town: add its place as a spot first",
            km=round(metres_away / 1000, 1),
        )
    return None


def _records(
    file: str, event: Outside, slots: Sequence[Slot], spot: str | None, worth: Worth, taken: set[str]
) -> Iterator[Incoming]:
    """One record for each pair of hours."""
    groups: dict[tuple[str, str, int], set[date]] = {}
    for slot in slots:
        groups.setdefault(hours(slot), set()).add(slot.start.date())
    for (opens, closes, days), dates in sorted(groups.items()):
        suffix = (
            ""
            if len(groups) == 1
            else f"{opens}-{closes}".replace(":", "h") + (f"-{days}" if days > 1 else "")
        )
        ref = f"{event.ref}#{suffix}" if suffix else event.ref
        key = _free(record_key(event.title, suffix) or record_key(event.ref, suffix) or "event", taken)
        document = {
            "title": one_line(event.title),
            "opens": opens,
            "closes": closes,
            **when(sorted(dates), days),
            "description": plain_text(event.description, MOST_TEXT),
            "organiser": one_line(event.organiser),
            "url": web_address(event.url),
            "source_ref": ref[:200],
        }
        if days > 1:
            document["days"] = days
        if event.kind:
            document["kind"] = one_line(event.kind, 80)
        if event.tags:
            document["tags"] = list(dict.fromkeys(tag for one in event.tags if (tag := one_line(one, 80))))[
                :20
            ]
        if spot is not None:
            document["spots"] = [spot]
        new = {"value": worth.value, "committed": worth.committed}
        yield Incoming(
            key, {name: one for name, one in document.items() if one != ""}, new, file, event.number
        )


def _free(key: str, taken: set[str]) -> str:
    found, count = key, 2
    while found in taken:
        found, count = f"{key}--{count}", count + 1
    taken.add(found)
    return found


def hours(slot: Slot) -> tuple[str, str, int]:
    """
    Opening, closing and consecutive days of a slot.

    Up to 24 hours it is one session, past midnight if it must be; longer it is open on every day it touches.
    """
    opens, closes = slot.start.strftime("%H:%M"), slot.end.strftime("%H:%M")
    if slot.end - slot.start <= DAY:
        return opens, closes, 1
    last = slot.end - timedelta(minutes=1)
    return opens, closes, min(MOST_DAYS, (last.date() - slot.start.date()).days + 1)


def when(dates: Sequence[date], days: int) -> dict[str, Any]:
    """
    Occurrences, windows and weekdays that allow exactly these first days, each at most once.

    One span with weekdays where that says it; else a span for each run of days. ``dates`` are sorted and differ.
    """
    found: dict[str, Any] = {}
    if len(dates) > 1:
        found |= {"occurrences": len(dates), "min_gap_days": 1 if days == 1 else None}
    weekdays = sorted({one.isoweekday() for one in dates})
    span = [dates[0] + DAY * i for i in range((dates[-1] - dates[0]).days + 1)]
    regular = days == 1 and [one for one in span if one.isoweekday() in weekdays] == list(dates)
    if regular and len(dates) > 1:
        found["windows"] = [_span(dates[0], dates[-1])]
        if len(weekdays) < 7 and len(span) > len(dates):
            found["weekdays"] = weekdays
        return found
    if days > 1:
        found["windows"] = [_span(first, first + DAY * (days - 1)) for first in dates]
        return found
    found["windows"] = [_span(first, last) for first, last in runs(dates)]
    return found


def runs(dates: Sequence[date]) -> Iterator[tuple[date, date]]:
    """Runs of days that follow one another, first and last day of each."""
    first = dates[0]
    for one, following in pairwise([*dates, date.max]):
        if following - one != DAY:
            yield first, one
            first = following


def _span(first: date, last: date) -> list[str]:
    return [first.isoformat(), (last + DAY).isoformat()]
