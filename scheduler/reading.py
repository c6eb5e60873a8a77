"""JSON values to records, led by the declared types alone: one reader per kind of value, made once and kept.

A reader takes the notebook of faults, a path and a JSON value; it gives the value its record wants, or notes
what is wrong and gives FAULTY. Nothing stops at the first fault. References are resolved in ``references``.
"""

import json
import re
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import MISSING, Field, fields
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from .contradictions import contradictions
from .faults import Fault, Path, written
from .fields import (
    MOST_DECIMALS,
    Clock,
    Hour,
    NonEmpty,
    Null,
    OneOf,
    Point,
    Range,
    Record,
    Rest,
    Span,
    file_key,
    kinds,
)
from .message import Message, message
from .plan import Plan
from .problem import Problem

FORMATS: Mapping[type, str] = {Problem: "rideau-problem/1", Plan: "rideau-plan/1"}
FAULTY: Any = object()


class Notebook:
    """The faults found so far."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []

    def note(self, path: Path, text: Message) -> Any:
        """Write a fault down and go on: the answer stands in for the value."""
        self.faults.append(Fault(written(path), text))
        return FAULTY


Reader = Callable[[Notebook, Path, Any], Any]


# --- text to JSON values


class Unreadable(ValueError):
    """The text is not JSON as the formats want it."""

    def __init__(self, reason: Message) -> None:
        super().__init__(str(reason))
        self.reason = reason


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        key = Counter(key for key, _ in pairs).most_common(1)[0][0]
        raise Unreadable(
            message("the key “{key}” is given twice in one object: keep one of the two", key=key)
        )
    return found


def _no_constant(name: str) -> Any:
    raise Unreadable(
        message("{constant} is not a number in JSON: write a number, or leave the key out", constant=name)
    )


def parse(source: bytes | str) -> Any:
    """The JSON value of a text, with decimals exact. Raises ``Unreadable`` with the reason."""
    try:
        text = source.decode("utf-8") if isinstance(source, bytes) else source
        if text.startswith("\ufeff"):
            raise Unreadable(message("the file begins with a byte-order mark: save it as UTF-8 without one"))
        return json.loads(text, parse_float=Decimal, parse_constant=_no_constant, object_pairs_hook=_once)
    except Unreadable:
        raise
    except UnicodeDecodeError as error:
        raise Unreadable(
            message("the file is not UTF-8 (byte {byte}): save it again in that encoding", byte=error.start)
        ) from None
    except json.JSONDecodeError as error:
        raise Unreadable(
            message(
                "the file is not JSON: see line {row}, column {column}, or just before",
                row=error.lineno,
                column=error.colno,
            )
        ) from None
    except RecursionError:
        raise Unreadable(message("lists or objects are nested too deeply: make the file flatter")) from None
    except (ValueError, ArithmeticError):
        raise Unreadable(message("a number of the file has too many digits: write a smaller one")) from None


# --- one reader per kind


@cache
def reader(kind: Hashable) -> Reader:
    """The reader of a declared type."""
    origin = get_origin(kind)
    if origin is Annotated:
        return _marked(*get_args(kind))
    if origin in (Union, UnionType):
        return reader(next(k for k in get_args(kind) if k is not NoneType))
    if origin is tuple:
        return _sequence(get_args(kind)[0])
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return _table(*get_args(kind))
    if isinstance(kind, type) and issubclass(kind, Record):
        return _record(kind)
    return SCALARS[kind]


def _marked(base: Any, *marks: Any) -> Reader:
    clock = next((m for m in marks if isinstance(m, Clock)), None)
    read = _clock(clock.hours) if clock else reader(base)
    nullable = any(isinstance(m, Null) for m in marks)
    tests = [m for m in marks if isinstance(m, Range | NonEmpty | OneOf)]
    if not tests and not nullable:
        return read

    def marked(notes: Notebook, path: Path, value: Any) -> Any:
        if value is None and nullable:
            return None
        found = read(notes, path, value)
        if found is not FAULTY:
            for mark in tests:
                if broken := _broken(mark, found):
                    return notes.note(path, broken)
        return found

    return marked


def _broken(mark: Range | NonEmpty | OneOf, value: Any) -> Message | None:
    match mark:
        case Range(low=int() as low) if value < low:
            return message("must be at least {minimum}", minimum=low)
        case Range(high=int() as high) if value > high:
            return message("must be at most {maximum}", maximum=high)
        case NonEmpty() if value == "":
            return message("must have at least one character")
        case OneOf(words) if value not in words:
            return message("must be one of: {words}", words=", ".join(words))
    return None


def _sequence(inner: Any) -> Reader:
    read = reader(inner)
    identified = isinstance(inner, type) and issubclass(inner, Record) and "id" in kinds(inner)

    def sequence(notes: Notebook, path: Path, value: Any) -> Any:
        if not isinstance(value, list):
            return notes.note(path, message("must be a list, written between square brackets"))
        found = [read(notes, (*path, i), one) for i, one in enumerate(value)]
        if identified:
            note_repeated_ids(notes, path, value)
        return FAULTY if any(one is FAULTY for one in found) else tuple(found)

    return sequence


def note_repeated_ids(notes: Notebook, path: Path, rows: Iterable[Any]) -> None:
    """Every row after the first that bears an id is at fault."""
    seen = set()
    for i, row in enumerate(rows):
        name = row.get("id") if isinstance(row, Mapping) else getattr(row, "id", None)
        if isinstance(name, str) and name:
            if name in seen:
                notes.note(
                    (*path, i, "id"),
                    message("the id “{id}” is already taken in this list: choose another", id=name),
                )
            seen.add(name)


def _table(key_kind: Any, kind: Any) -> Reader:
    read_key, read = reader(key_kind), reader(kind)

    def table(notes: Notebook, path: Path, value: Any) -> Any:
        if not isinstance(value, dict):
            return notes.note(path, message("must be an object, written between braces"))
        found = {
            read_key(notes, (*path, (key,)), key): read(notes, (*path, (key,)), one)
            for key, one in value.items()
        }
        return FAULTY if any(FAULTY in pair for pair in found.items()) else found

    return table


def _record(cls: type[Record]) -> Reader:
    known: dict[str, tuple[Field[Any], Reader]] = {}
    rest: str | None = None
    for f in fields(cls):  # type: ignore[arg-type]
        kind = kinds(cls)[f.name]
        if any(isinstance(m, Rest) for m in getattr(kind, "__metadata__", ())):
            rest = f.name
        else:
            known[file_key(cls, f.name)] = (f, reader(kind))
    expected = FORMATS.get(cls)

    def record(notes: Notebook, path: Path, value: Any) -> Any:
        if not isinstance(value, dict):
            return notes.note(path, message("must be an object, written between braces"))
        before = len(notes.faults)
        others = {key: one for key, one in value.items() if key not in known}
        if expected:
            _note_format(notes, path, others, expected)
        if rest is None:
            for key in others:
                notes.note((*path, key), _unknown(key, known))
        found = {} if rest is None else {rest: others}
        for key, (f, read) in known.items():
            if key in value:
                found[f.name] = read(notes, (*path, key), value[key])
            elif f.default is MISSING and f.default_factory is MISSING:
                found[f.name] = notes.note((*path, key), message("is required and is missing"))
        for keys, reason in contradictions(cls, {k: v for k, v in found.items() if v is not FAULTY}):
            notes.note((*path, *keys), reason)
        sound = not any(one is FAULTY for one in found.values())
        return cls(**found) if sound and len(notes.faults) == before else FAULTY

    return record


def _note_format(notes: Notebook, path: Path, others: dict[str, Any], expected: str) -> None:
    if "format" not in others:
        notes.note((*path, "format"), message("is required and is missing"))
    elif others.pop("format") != expected:
        notes.note((*path, "format"), message("must be “{format}”", format=expected))


def _unknown(key: str, known: Iterable[str]) -> Message:
    near = get_close_matches(key[:100], list(known), 1, 0.75)
    if near:
        return message("unknown key: did you mean “{key}”?", key=near[0])
    return message("unknown key: remove it, or correct it to one of {keys}", keys=", ".join(known))


# --- the simple values


def _text(notes: Notebook, path: Path, value: Any) -> Any:
    return (
        value
        if isinstance(value, str)
        else notes.note(path, message("must be a text between quotation marks"))
    )


def _flag(notes: Notebook, path: Path, value: Any) -> Any:
    return value if isinstance(value, bool) else notes.note(path, message("must be true or false"))


def _whole(notes: Notebook, path: Path, value: Any) -> Any:
    if isinstance(value, bool) or not isinstance(value, int):
        return notes.note(path, message("must be a whole number, without decimals or quotation marks"))
    return value


def _decimal(notes: Notebook, path: Path, value: Any) -> Any:
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        return notes.note(path, message("must be a number, without quotation marks"))
    exact = Decimal(repr(value)) if isinstance(value, float) else value
    if isinstance(exact, Decimal):
        if not exact.is_finite():
            return notes.note(path, message("must be a number, without quotation marks"))
        if int(exact.as_tuple().exponent) < -MOST_DECIMALS:
            return notes.note(
                path, message("has too many decimals, at most {maximum}", maximum=MOST_DECIMALS)
            )
    return Decimal(exact)


def _date(notes: Notebook, path: Path, value: Any) -> Any:
    if isinstance(value, str) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    return notes.note(path, message("must be a date that exists, written YYYY-MM-DD"))


def _clock(hours: int) -> Reader:
    def clock(notes: Notebook, path: Path, value: Any) -> Any:
        if isinstance(value, str) and re.fullmatch(r"[0-9]{2}:[0-5][0-9]", value) and int(value[:2]) < hours:
            return 60 * int(value[:2]) + int(value[3:])
        wanted = message("must be a time from {first} to {last}", first="00:00", last=f"{hours - 1}:59")
        return notes.note(path, wanted)

    return clock


def _hour(notes: Notebook, path: Path, value: Any) -> Any:
    if not isinstance(value, str) or not value.startswith("sunset"):
        minutes = _clock(24)(notes, path, value)
        return FAULTY if minutes is FAULTY else Hour(minutes)
    if not re.fullmatch(r"sunset([+-][0-9]{1,4})?", value):
        return notes.note(path, message("must be like “sunset”, “sunset+30” or “sunset-15”, in minutes"))
    return Hour(int(value[6:] or 0), sunset=True)


def _span(notes: Notebook, path: Path, value: Any) -> Any:
    if not isinstance(value, list) or len(value) != 2:
        return notes.note(
            path, message("must be a list of two dates, the first day and the day after the last")
        )
    start, end = (_date(notes, (*path, i), one) for i, one in enumerate(value))
    if start is FAULTY or end is FAULTY:
        return FAULTY
    if end <= start:
        return notes.note(
            path, message("must end after it begins: the second date is the day after the last")
        )
    return Span(start, end)


def _point(notes: Notebook, path: Path, value: Any) -> Any:
    if not isinstance(value, list) or len(value) != 2:
        return notes.note(path, message("must be a list of two numbers, longitude and latitude"))
    degrees = [
        reader(kind)(notes, (*path, i), one) for i, (kind, one) in enumerate(zip(LON_LAT, value, strict=True))
    ]
    return FAULTY if FAULTY in degrees else Point(*map(float, degrees))


def _anything(notes: Notebook, path: Path, value: Any) -> Any:
    return value


LON_LAT = (Annotated[Decimal, Range(-180, 180)], Annotated[Decimal, Range(-90, 90)])
SCALARS: Mapping[Hashable, Reader] = {
    str: _text,
    bool: _flag,
    int: _whole,
    Decimal: _decimal,
    date: _date,
    Span: _span,
    Point: _point,
    Hour: _hour,
    Any: _anything,
}
