"""
Events from OpenAgenda, in its two forms: the open-data export (``records``/``fields``/``timetable``) and the agenda
export (``events``/``timings``). Both are JSON.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from scheduler.message import Message, message

from .proposal import Refused
from .setting import Setting
from .sheets import read_bytes, refuse
from .texts import one_line
from .timeslots import Agenda, Outside, Slot, Worth, agenda

CANCELLED = 6  # OpenAgenda's code of status; 1 is "scheduled"
MOST_EVENTS = 20_000


def read_openagenda(path: Path, setting: Setting, worth: Worth | None = None) -> Agenda:
    """Raises ``ImportRefused`` where the file as a whole cannot be used."""
    return openagenda_in(read_bytes(path), path.name, setting, worth)


def openagenda_in(data: bytes, filename: str, setting: Setting, worth: Worth | None = None) -> Agenda:
    """The events of an uploaded file."""
    rows, read = _rows(data, filename)
    if len(rows) > MOST_EVENTS:
        raise refuse(filename, message("has more than {most} events: split it", most=MOST_EVENTS))
    outside: list[Outside] = []
    refused: list[Refused] = []
    cancelled = 0
    for number, row in enumerate(rows, start=1):
        try:
            if _is_cancelled(row):
                cancelled += 1
                continue
            outside.append(read(row, number, setting))
        except _Unreadable as reason:
            refused.append(Refused(filename, number, reason.column, _name(row), reason.message))
        except (AttributeError, KeyError, TypeError, ValueError, OverflowError):
            reason_ = message("is not written as OpenAgenda writes events: export it again")
            refused.append(Refused(filename, number, "", _name(row), reason_))
    found = agenda(filename, outside, setting, worth)
    found.refused[:0] = refused
    if cancelled:
        found.notes.append(message("cancelled events, left out: {count}", count=cancelled))
    return found


class _Unreadable(Exception):
    def __init__(self, column: str, reason: Message) -> None:
        super().__init__(str(reason))
        self.column = column
        self.message = reason


def _rows(data: bytes, filename: str) -> tuple[Sequence[Any], Any]:
    """The list of events and the reader of its form."""
    try:
        document = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise refuse(filename, message("is not JSON: download the agenda again in that format")) from None
    match document:
        case {"records": list() as rows}:
            return rows, _record
        case {"events": list() as rows}:
            return rows, _event
        case {"results": list() as rows}:
            return rows, _flat
        case list() as rows:
            return rows, _event
    raise refuse(filename, message("is not an OpenAgenda export: it holds neither “records” nor “events”"))


def _name(row: Any) -> str:
    fields = row.get("fields", row) if isinstance(row, Mapping) else {}
    return one_line(_said(fields.get("title")) if isinstance(fields, Mapping) else "", 80)


def _is_cancelled(row: Any) -> bool:
    status = row.get("status")
    return status == CANCELLED or (isinstance(status, Mapping) and status.get("id") == CANCELLED)


def _said(value: Any) -> str:
    """A text, or the French, English or first one of several languages."""
    if isinstance(value, Mapping):
        return next((str(value[one]) for one in ("fr", "en", *value) if value.get(one)), "")
    return value if isinstance(value, str) else ""


# --- the open-data export


def _record(row: Mapping[str, Any], number: int, setting: Setting) -> Outside:
    """Hours in ``timetable`` are the town's wall clock: ``2018-01-07T12:30:00 2018-01-07T19:00:00;…``."""
    return _flat(row["fields"], number, setting)


def _flat(fields: Mapping[str, Any], number: int, setting: Setting) -> Outside:
    where = fields.get("latlon")
    point = (float(where[1]), float(where[0])) if isinstance(where, list) and len(where) == 2 else None
    return Outside(
        ref=f"openagenda {fields['uid']}",
        title=one_line(_said(fields.get("title"))),
        slots=list(_timetable(str(fields.get("timetable") or ""), setting)),
        description=_described(fields.get("description"), fields.get("free_text")),
        url=_said(fields.get("link")),
        tags=_words(fields.get("tags")),
        place=_said(fields.get("placename")),
        address=_said(fields.get("address")),
        point=point,
        number=number,
    )


def _timetable(text: str, setting: Setting) -> Iterator[Slot]:
    for part in filter(str.strip, text.split(";")):
        ends = part.split()
        if len(ends) != 2:
            raise _Unreadable(
                "timetable", message("has a time slot without a beginning or an end: correct it")
            )
        yield slot(_moment(ends[0], "timetable"), _moment(ends[1], "timetable"), setting)


def _moment(text: Any, column: str) -> datetime:
    try:
        return datetime.fromisoformat(text)
    except (TypeError, ValueError):
        raise _Unreadable(
            column, message("has a time that cannot be read ({value}): correct it", value=str(text)[:40])
        ) from None


def slot(start: datetime, end: datetime, setting: Setting) -> Slot:
    """
    A slot in local time. An end at or before the start, as agendas write what lasts past midnight, is the next day's;
    a slot that has no length lasts an hour.
    """
    start, end = setting.local(start), setting.local(end)
    if end == start:
        return Slot(start, start + timedelta(hours=1))
    if end < start:
        end = datetime.combine(start.date(), end.time())
        if end <= start:
            end += timedelta(days=1)
    return Slot(start, end)


# --- the agenda export


def _event(row: Mapping[str, Any], number: int, setting: Setting) -> Outside:
    """Hours in ``timings`` bear their offset; texts may be in several languages."""
    location = row.get("location") or {}
    lat, lon = location.get("latitude"), location.get("longitude")
    return Outside(
        ref=f"openagenda {row['uid']}",
        title=one_line(_said(row.get("title"))),
        slots=[
            slot(
                _moment(one.get("begin") or one.get("start"), "timings"),
                _moment(one.get("end"), "timings"),
                setting,
            )
            for one in row.get("timings") or ()
        ],
        description=_described(row.get("description"), row.get("longDescription")),
        organiser=_said((row.get("originAgenda") or {}).get("title")),
        url=_said(row.get("canonicalUrl")),
        tags=_words(row.get("keywords")),
        place=_said(location.get("name")),
        address=_said(location.get("address")),
        point=None if lat is None or lon is None else (float(lon), float(lat)),
        number=number,
    )


def _described(short: Any, long: Any) -> str:
    return "\n\n".join(text for text in (_said(short), _said(long)) if text)


def _words(value: Any) -> list[str]:
    if isinstance(value, Mapping):
        value = next((value[one] for one in ("fr", "en", *value) if value.get(one)), [])
    if isinstance(value, str):
        value = value.replace(";", ",").split(",")
    return [one for one in value if isinstance(one, str) and one.strip()] if isinstance(value, list) else []
