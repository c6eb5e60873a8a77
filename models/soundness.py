"""Whether a record may be stored: the faults that a file with it would have, and those of the town's own keys."""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from sqlalchemy import String

from scheduler.files import Fault, FaultsError, faults_of
from scheduler.message import Message, message

from .columns import FOREIGN, column_name
from .keys import Key, RecordKind, mentions
from .measuring import is_measure

Known = Callable[[str, set[str]], set[str]]
"""Which of these ids the town has in a list of this name (``districts`` and ``owners`` too)."""

DAY = "2000-01-01"
STUBS: Mapping[str, Mapping[str, Any]] = {
    "streets": {},
    "premises": {"street": "s", "area_m2": 1},
    "partners": {"hours_per_week": 1},
    "spots": {"street": "s"},
    "projects": {
        "activity": "a",
        "value": 0,
        "terms_weeks": [1],
        "earliest_start": DAY,
        "latest_start": DAY,
    },
    "events": {"value": 0, "opens": "10:00", "closes": "11:00"},
}
"""The least that makes a record of each list that others name: what stands around the record under test."""

WIDEST = 2**63


class RecordFaults(FaultsError):
    """A record that cannot be stored: of this ``kind`` and ``key``, with all its faults at once."""

    def __init__(self, kind: str, key: str, faults: tuple[Fault, ...]) -> None:
        super().__init__(faults)
        self.kind = kind
        self.key = key


class ManyRecordFaults(FaultsError):
    """Records that cannot be stored, each with all its faults; paths begin with the kind and the key."""

    def __init__(self, records: tuple[RecordFaults, ...]) -> None:
        super().__init__(
            tuple(
                Fault(f"{record.kind}[{record.key}].{fault.path}", fault.message)
                for record in records
                for fault in record.faults
            )
        )
        self.records = records


def faults(
    kind: RecordKind, document: Mapping[str, Any], known: Known, *, in_file: bool = False
) -> tuple[Fault, ...]:
    """
    All that is wrong with a record; each path begins with the key at fault, empty for the whole record.

    ``in_file``: the record stands in a problem that was read without a fault, only the rest is looked at.
    """
    own = {key.name: key for key in kind.own_keys}
    told = {name: value for name, value in document.items() if name not in own}
    found = [*unstorable(document), *_too_long(kind, document)]
    if not in_file:
        found += _file_faults(kind, told, known) if kind.list else _id_faults(kind, told)
    for name, key in own.items():
        if (value := document.get(name)) is not None:
            if expected := _wrong(key, value):
                found.append(Fault(name, expected))
        elif key.required:
            found.append(Fault(name, message("is required and is missing")))
    found += _unknown_owners(kind, own, document, known)
    return tuple(found)


def _file_faults(kind: RecordKind, told: Mapping[str, Any], known: Known) -> Iterator[Fault]:
    """What the reader of problem files says of a tiny problem: this record and the records it names."""
    record = {name: value for name, value in told.items() if value is not None}
    wanted: dict[str, set[str]] = {}
    for key, name, lists in mentions(kind, record):
        if not key.own and not (kind.list in lists and name == record.get("id")):
            for list_ in lists:
                wanted.setdefault(list_, set()).add(name)
    problem: dict[str, Any] = {
        "format": "rideau-problem/1",
        "town": {"start": DAY, "end": "2000-01-02"},
        "streets": [{"id": "s"}],
    }
    for list_, names in wanted.items():
        there = sorted(known(list_, names) - {"s"} if list_ == "streets" else known(list_, names))
        if list_ == "districts":
            problem["streets"] += [{"id": f"street of {name}", "district": name} for name in there]
        else:
            problem[list_] = [
                *problem.get(list_, ()),
                *({"id": name, **STUBS[list_]} for name in there),
            ]
    if kind.list == "streets":
        problem["streets"] = []
    rows = problem.setdefault(str(kind.list), [])
    prefix = f"{kind.list}[{len(rows)}]"
    rows.append(record)
    for fault in faults_of(problem, None)[0]:
        if fault.path.startswith(prefix):
            yield Fault(fault.path.removeprefix(prefix).removeprefix("."), fault.message)


def _id_faults(kind: RecordKind, told: Mapping[str, Any]) -> Iterator[Fault]:
    """For a kind unknown to problem files: its id, and keys that it does not have."""
    if not isinstance(told.get("id"), str) or not told["id"]:
        yield Fault("id", message("is required and is missing"))
    keys = ", ".join(key.name for key in kind.keys)
    for name in told.keys() - {"id"}:
        yield Fault(name, message("unknown key: remove it, or correct it to one of {keys}", keys=keys))


def _unknown_owners(
    kind: RecordKind, own: Mapping[str, Key], document: Mapping[str, Any], known: Known
) -> Iterator[Fault]:
    for key, name, lists in mentions(kind, document):
        if key.name in own and not any(known(list_, {name}) for list_ in lists):
            yield Fault(
                key.name,
                message(
                    "“{id}” is not in the list {lists}: add it there or correct the name",
                    id=name,
                    lists=" / ".join(lists),
                ),
            )


def unstorable(document: Mapping[str, Any]) -> Iterator[Fault]:
    """What JSON can say and a database cannot keep."""
    for name, value in document.items():
        for one in _leaves(value):
            if isinstance(one, str) and re.search("[\x00\ud800-\udfff]", one):
                yield Fault(name, message("holds a character that cannot be stored: type the text again"))
            elif isinstance(one, int) and not -WIDEST <= one < WIDEST:
                yield Fault(name, message("is too large a number: write a smaller one"))


def _leaves(value: Any) -> Iterator[Any]:
    match value:
        case dict():
            for key, one in value.items():
                yield key
                yield from _leaves(one)
        case list():
            for one in value:
                yield from _leaves(one)
        case _:
            yield value


def _too_long(kind: RecordKind, document: Mapping[str, Any]) -> Iterator[Fault]:
    table = kind.table.__table__
    for name in ("id", *(key.name for key in kind.keys)):
        column = table.c.get("key" if name == "id" else column_name(str(table.name), name))
        size = column.type.length if column is not None and isinstance(column.type, String) else None
        value = document.get(name)
        if size and isinstance(value, str) and len(value) > size and name not in FOREIGN:
            yield Fault(name, message("has more than {maximum} characters: shorten it", maximum=size))


def _wrong(key: Key, value: Any) -> Message | None:
    """What is wrong with a value of one of the town's own keys."""
    match key.type:
        case "text" | "reference" if not isinstance(value, str):
            return message("must be a text between quotation marks")
        case "choice" if value not in key.choices:
            return message("must be one of: {words}", words=", ".join(key.choices))
        case "flag" if not isinstance(value, bool):
            return message("must be true or false")
        case "date" if not _is_date(value):
            return message("must be a date that exists, written YYYY-MM-DD")
        case "leases" if not isinstance(value, list) or not all(map(_is_lease, value)):
            return message("must be a list of leases, each with a start and a later end, written YYYY-MM-DD")
        case "lines" if not _are_lines(value):
            return message("must be a list of lines, each a list of points [longitude, latitude]")
        case "measure" if not is_measure(value):
            return message(
                "is not a measure of walks as Rideau writes it: leave the cell empty and measure again"
            )
        case "jury" if not isinstance(value, dict):
            return message("must be an object, written between braces")
    return None


def _is_date(value: Any) -> bool:
    try:
        return bool(re.fullmatch(r"\d{4}-\d{2}-\d{2}", value)) and bool(date.fromisoformat(value))
    except (TypeError, ValueError):
        return False


def _is_lease(value: Any) -> bool:
    return (
        isinstance(value, dict)
        and value.keys() <= {"holder", "start", "end", "short"}
        and _is_date(value.get("start"))
        and _is_date(value.get("end"))
        and bool(value["start"] < value["end"])
        and isinstance(value.get("holder", ""), str)
        and isinstance(value.get("short", True), bool)
    )


def _are_lines(value: Any) -> bool:
    return isinstance(value, list) and all(
        isinstance(line, list) and all(_is_place(point) for point in line) for line in value
    )


def _is_place(value: Any) -> bool:
    return (
        isinstance(value, list)
        and len(value) == 2
        and all(isinstance(one, int | float) and not isinstance(one, bool) for one in value)
        and -180 <= value[0] <= 180
        and -90 <= value[1] <= 90
    )
