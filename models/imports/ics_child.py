"""
Reads one calendar file in a process of its own, which may be killed: files from strangers can ask for endless work.

Standard input: a line of JSON (``start``, ``end``, ``zone``), then the bytes of the file. Standard output: JSON with
``events`` and ``refused``, or ``fault``. Imports only what it needs; knows no database.
"""

import json
import re
import sys
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

MEMORY = 256_000_000  # bytes of address space
SECONDS = 5
MOST_EVENTS = 5_000
MOST_SLOTS = 2_000
MOST_RDATES = 5_000


def limit() -> None:
    """No more memory and processor time than allowed, where the system knows such limits."""
    with suppress(ImportError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))


def main() -> None:
    """Answer the one order on standard input, within the limits."""
    import icalendar  # noqa: F401  before the limit, which is for the file and not for the libraries
    import recurring_ical_events  # noqa: F401

    limit()
    header, _, data = sys.stdin.buffer.read().partition(b"\n")
    sys.stdout.write(json.dumps(answer(json.loads(header), data)))


def answer(order: dict[str, str], data: bytes) -> dict[str, Any]:
    """What the file says, or the fault that keeps it from being read. No file raises."""
    import icalendar
    import recurring_ical_events

    try:
        return _File(order, icalendar, recurring_ical_events).read(data)
    except MemoryError:
        return {"fault": "memory"}
    except Exception:  # whatever a broken file makes of the library, the parent gets an answer
        return {"fault": "unreadable"}


class Refusal(Exception):
    """Why an event cannot be used: a code that the parent has a sentence for."""


class _File:
    def __init__(self, order: dict[str, str], icalendar: Any, recurring: Any) -> None:
        self.icalendar = icalendar
        self.recurring = recurring
        self.zone = ZoneInfo(order["zone"])
        self.start = date.fromisoformat(order["start"])
        self.end = date.fromisoformat(order["end"])
        self.cancelled = 0
        self.refused: list[list[Any]] = []

    def read(self, data: bytes) -> dict[str, Any]:
        calendars = self._calendars(data)
        series: dict[str, list[Any]] = {}
        zones = [part for one in calendars for part in one.walk("VTIMEZONE")]
        for one in calendars:
            withdrawn = str(one.get("METHOD", "")).upper() == "CANCEL"
            for number, event in enumerate(one.walk("VEVENT")):
                if withdrawn:
                    self.cancelled += 1
                    continue
                uid = str(event.get("UID") or f"event {number} {event.get('SUMMARY', '')}")
                series.setdefault(uid, []).append(event)
        if len(series) > MOST_EVENTS:
            return {"fault": "many"}
        events = [found for uid, parts in series.items() for found in self._series(uid, parts, zones)]
        return {"events": events, "refused": self.refused, "cancelled": self.cancelled}

    def _calendars(self, data: bytes) -> list[Any]:
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = data.decode("cp1252", errors="replace")
        return [one for one in self.icalendar.Calendar.from_ical(text, multiple=True) if hasattr(one, "walk")]

    def _series(self, uid: str, parts: list[Any], zones: list[Any]) -> Iterator[dict[str, Any]]:
        """An event with its repetitions and the changes made to single ones; nothing where it is refused."""
        head = next((one for one in parts if "RECURRENCE-ID" not in one), parts[0])
        title = _text(head, "SUMMARY")
        try:
            for one in parts:
                _refuse_endless(one)
                self._slot(one)
            slots = self._slots(parts, zones)
        except Refusal as reason:
            self.refused.append([uid, title, str(reason)])
            return
        except MemoryError:
            raise
        except Exception:  # the library's many ways to stumble over one event
            self.refused.append([uid, title, "unreadable"])
            return
        if slots or not self._all_cancelled(parts):
            yield {"uid": uid, "title": title, "slots": slots, **_details(head)}

    def _all_cancelled(self, parts: list[Any]) -> bool:
        return all(_is_cancelled(one) for one in parts)

    def _slots(self, parts: list[Any], zones: list[Any]) -> list[list[Any]]:
        """[start, end, whole days] in local time, of the sessions inside the horizon; all of them where none is."""
        calendar = self.icalendar.Calendar()
        for part in (*zones, *parts):
            calendar.add_component(part)
        query = self.recurring.of(calendar, components=["VEVENT"])
        found: list[list[Any]] = []
        for event in query.between(self.start, self.end + timedelta(days=1)):
            if _is_cancelled(event):
                self.cancelled += 1
            elif len(found) >= MOST_SLOTS:
                raise Refusal("often")
            else:
                found.append(self._slot(event))
        return found or [self._slot(one) for one in parts if not _is_cancelled(one)][:1]

    def _slot(self, event: Any) -> list[Any]:
        start = event["DTSTART"].dt
        end = event["DTEND"].dt if "DTEND" in event else None
        if end is None and "DURATION" in event:
            end = start + event["DURATION"].dt
        if not isinstance(start, datetime):
            end = end or start + timedelta(days=1)
            if isinstance(end, datetime) or end < start:
                raise Refusal("backwards")
            last = max(start, end - timedelta(days=1))
            return [start.isoformat(), last.isoformat(), True]
        first, last = self._local(start), self._local(start if end is None else end)
        if last < first:
            raise Refusal("backwards")
        return [first.isoformat(), last.isoformat(), False]

    def _local(self, moment: Any) -> datetime:
        if not isinstance(moment, datetime):
            moment = datetime(moment.year, moment.month, moment.day)
        if moment.tzinfo is not None:
            moment = moment.astimezone(self.zone)
        local: datetime = moment.replace(tzinfo=None, second=0, microsecond=0)
        return local


def _is_cancelled(event: Any) -> bool:
    return str(event.get("STATUS", "")).strip().upper() == "CANCELLED"


def _refuse_endless(event: Any) -> None:
    """What would take for ever is refused by looking at it: it is never tried."""
    if "DTSTART" not in event:
        raise Refusal("undated")
    if not hasattr(event["DTSTART"], "dt"):
        raise Refusal("unreadable")
    rules = event.get("RRULE", [])
    for rule in rules if isinstance(rules, list) else [rules]:
        frequency = str((rule.get("FREQ") or [""])[0]).upper()
        interval = (rule.get("INTERVAL") or [1])[0]
        if frequency in ("SECONDLY", "MINUTELY", "HOURLY") or any(
            rule.get(part) for part in ("BYSECOND", "BYMINUTE", "BYHOUR")
        ):
            raise Refusal("often")
        if not isinstance(interval, int) or interval < 1:
            raise Refusal("interval")
    dates = event.get("RDATE", [])
    lists = dates if isinstance(dates, list) else [dates]
    if sum(len(getattr(one, "dts", ())) for one in lists) > MOST_RDATES:
        raise Refusal("often")


def _text(event: Any, name: str) -> str:
    value = event.get(name, "")
    return str(value[0] if isinstance(value, list) and value else value)[:20_000]


def _details(event: Any) -> dict[str, Any]:
    organiser = event.get("ORGANIZER")
    geo = event.get("GEO")
    categories = event.get("CATEGORIES", [])
    lists = categories if isinstance(categories, list) else [categories]
    with suppress(Exception):  # coordinates are a courtesy: an event stands without them
        geo = [float(geo.longitude), float(geo.latitude)] if geo is not None else None
    return {
        "description": _text(event, "DESCRIPTION"),
        "place": _text(event, "LOCATION"),
        "url": _text(event, "URL"),
        "organiser": str(getattr(organiser, "params", {}).get("CN", ""))[:200],
        "tags": [
            str(tag)[:80]
            for one in lists
            for tag in getattr(one, "cats", [one])
            if re.search(r"\w", str(tag))
        ][:20],
        "point": geo if isinstance(geo, list) else None,
    }


if __name__ == "__main__":
    main()
