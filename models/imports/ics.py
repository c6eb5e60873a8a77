"""
Events from ``.ics`` calendars, also hostile ones: the file is read in a child process that is killed when it takes too
long or too much memory, so that nobody else notices.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from scheduler.message import Message, message

from .ics_child import MEMORY, MOST_EVENTS, MOST_SLOTS, SECONDS
from .proposal import Refused
from .setting import Setting
from .sheets import read_bytes, refuse
from .texts import one_line
from .timeslots import Agenda, Outside, Slot, Worth, agenda

MOST_BYTES = 10_000_000
ROOT = Path(__file__).resolve().parents[2]

FAULTS: Mapping[str, Message] = {
    "unreadable": message("is not a calendar that can be read: export it again as .ics"),
    "memory": message("takes more than {most} MB of memory to read: split it", most=MEMORY // 1_000_000),
    "many": message("has more than {most} events: split it", most=MOST_EVENTS),
    "slow": message(
        "takes more than {most} seconds to read: split it, or leave out what repeats endlessly", most=SECONDS
    ),
}
REASONS: Mapping[str, Message] = {
    "unreadable": message("cannot be read: correct its dates and its rule of repetition"),
    "undated": message("has no date that can be read: give it one"),
    "often": message(
        "repeats too often, at most {most} times in the horizon: enter it by hand", most=MOST_SLOTS
    ),
    "interval": message("has a repetition every 0 days: correct INTERVAL"),
    "backwards": message("ends before it begins: correct its end"),
}


def read_ics(path: Path, setting: Setting, worth: Worth | None = None) -> Agenda:
    """Raises ``ImportRefused`` where the file as a whole cannot be used."""
    return ics_in(read_bytes(path), path.name, setting, worth)


def ics_in(data: bytes, filename: str, setting: Setting, worth: Worth | None = None) -> Agenda:
    """The events of an uploaded calendar."""
    if len(data) > MOST_BYTES:
        reason = message("takes more than {most} MB: split it", most=MOST_BYTES // 1_000_000)
        raise refuse(filename, reason)
    answer = _asked(data, setting)
    if "fault" in answer:
        raise refuse(filename, FAULTS.get(answer["fault"], FAULTS["unreadable"]))
    if not answer["events"] and not answer["refused"] and not answer["cancelled"]:
        raise refuse(filename, message("holds no event: choose a calendar that has some"))
    found = agenda(filename, _outside(answer["events"], setting), setting, worth)
    found.refused[:0] = [
        Refused(filename, None, "", one_line(title, 80) or uid[:80], REASONS.get(code, REASONS["unreadable"]))
        for uid, title, code in answer["refused"]
    ]
    found.notes += _notes(answer, setting)
    return found


def _notes(answer: Mapping[str, Any], setting: Setting) -> Iterator[Message]:
    if answer["cancelled"]:
        yield message("cancelled events, left out: {count}", count=answer["cancelled"])
    if whole := sum(any(slot[2] for slot in one["slots"]) for one in answer["events"]):
        yield message(
            "{count} events without hours are taken from {opens} to {closes}",
            count=whole,
            opens=setting.all_day[0],
            closes=setting.all_day[1],
        )


def _asked(data: bytes, setting: Setting) -> dict[str, Any]:
    """The child's answer, or the fault that its end stands for."""
    order = {"start": setting.start.isoformat(), "end": setting.end.isoformat(), "zone": setting.zone.key}
    child = subprocess.Popen(
        [sys.executable, "-m", "models.imports.ics_child"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=ROOT,
        env={**os.environ, "PYTHONSAFEPATH": "", "OMP_NUM_THREADS": "1"},
    )
    try:
        written, _ = child.communicate(json.dumps(order).encode() + b"\n" + data, timeout=SECONDS)
    except subprocess.TimeoutExpired:
        return {"fault": "slow"}
    finally:
        child.kill()
        child.wait()
    try:
        found = json.loads(written)
    except ValueError:
        return {"fault": "slow" if child.returncode in (-9, -24) else "unreadable"}
    return found if isinstance(found, dict) else {"fault": "unreadable"}


def _outside(events: list[dict[str, Any]], setting: Setting) -> Iterator[Outside]:
    for number, one in enumerate(events, start=1):
        yield Outside(
            ref=f"ics {one['uid']}"[:160],
            title=one_line(one["title"]),
            slots=[_slot(start, end, whole, setting) for start, end, whole in one["slots"]],
            description=one["description"],
            organiser=one["organiser"],
            url=one["url"],
            tags=one["tags"],
            place=one_line(one["place"]),
            address=one_line(one["place"]),
            point=None if one["point"] is None else (one["point"][0], one["point"][1]),
            number=number,
        )


def _slot(start: str, end: str, whole_days: bool, setting: Setting) -> Slot:
    """Whole days take the hours given to events without hours; a moment lasts an hour."""
    if whole_days:
        opens, closes = (time.fromisoformat(one) for one in setting.all_day)
        first, last = date.fromisoformat(start), date.fromisoformat(end)
        return Slot(datetime.combine(first, opens), datetime.combine(last, closes))
    from .openagenda import slot

    return slot(datetime.fromisoformat(start), datetime.fromisoformat(end), setting)
