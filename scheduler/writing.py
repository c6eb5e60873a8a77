"""Records to documents and documents to text: only what differs from the defaults, keys in the order of the page.

Numbers are written so that reading gives the same number back: decimals that a float would not keep are
written digit by digit.
"""

import json
from collections.abc import Mapping
from dataclasses import MISSING, fields
from datetime import date
from decimal import Decimal
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from .fields import Clock, Hour, Null, Point, Record, Rest, Span, file_key, kinds
from .plan import Plan
from .problem import Problem
from .reading import FORMATS

WIDTH = 110  # a list or an object that fits in one line of this width is written in one line


def problem_document(problem: Problem) -> dict[str, Any]:
    """A problem as plain JSON values (numbers that no float keeps exactly stay ``Decimal``)."""
    return _document(problem)


def plan_document(plan: Plan) -> dict[str, Any]:
    """A plan as plain JSON values, like ``problem_document``."""
    return _document(plan)


def write_problem(problem: Problem) -> str:
    """The text of a problem file: ``read_problem`` gives back an equal problem."""
    return text_of(_document(problem))


def write_plan(plan: Plan) -> str:
    """The text of a plan file: ``read_plan`` gives back an equal plan."""
    return text_of(_document(plan))


def _document(record: Record) -> dict[str, Any]:
    cls: Any = type(record)
    found: dict[str, Any] = {"format": FORMATS[cls]} if cls in FORMATS else {}
    for name, key, default, kind, marks in _fields_of(cls):
        value = getattr(record, name)
        if any(isinstance(m, Rest) for m in marks):
            found |= value
        elif value != default and (value is not None or any(isinstance(m, Null) for m in marks)):
            found[key] = plain(kind, value)
    return found


@cache
def _fields_of(cls: type) -> tuple[tuple[str, str, Any, Any, tuple[Any, ...]], ...]:
    """Field, key in files, default, declared type and its marks, in the order of the class, ids first."""
    rows = []
    for f in fields(cls):
        default = f.default if f.default_factory is MISSING else f.default_factory()
        kind = kinds(cls)[f.name]
        rows.append((f.name, file_key(cls, f.name), default, kind, getattr(kind, "__metadata__", ())))
    return tuple(rows)


def plain(kind: Any, value: Any) -> Any:
    """A value of a declared type as a JSON value."""
    if get_origin(kind) is Annotated:
        base, *marks = get_args(kind)
        clock = any(isinstance(m, Clock) for m in marks)
        return _time(value) if clock and value is not None else plain(base, value)
    if get_origin(kind) in (Union, UnionType):
        inner = next(k for k in get_args(kind) if k is not NoneType)
        return None if value is None else plain(inner, value)
    match value:
        case Record():
            return _document(value)
        case Hour(minutes, sunset):
            return ("sunset" + (f"{minutes:+}" if minutes else "")) if sunset else _time(minutes)
        case Span(start, end):
            return [start.isoformat(), end.isoformat()]
        case Point():
            return list(value)
        case date():
            return value.isoformat()
        case Decimal():
            return _number(value)
        case tuple():
            return [plain(get_args(kind)[0], one) for one in value]
        case Mapping() if kind is not Any:
            inner_key, inner = get_args(kind)
            return {plain(inner_key, key): plain(inner, one) for key, one in value.items()}
    return value


def _time(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"


def _number(value: Decimal) -> int | float | Decimal:
    if value == value.to_integral_value():
        return int(value)
    return float(value) if Decimal(repr(float(value))) == value else value


def text_of(document: Any) -> str:
    """JSON text, UTF-8 safe, that reads well: what fits in a line stays in one."""
    return "".join(_lines(document, 0)) + "\n"


def _lines(value: Any, depth: int) -> list[str]:
    if depth > 8 or not isinstance(value, dict | list) or not value:
        return [_flat(value)]
    if _least_width(value) <= WIDTH and len(flat := _flat(value)) + depth <= WIDTH:
        return [flat]
    inner: list[str] = []
    for key, one in value.items() if isinstance(value, dict) else ((None, one) for one in value):
        head = "" if key is None else f"{_string(key)}: "
        inner += [",\n" if inner else "\n", " " * (depth + 1), head, *_lines(one, depth + 1)]
    opening, closing = "{}" if isinstance(value, dict) else "[]"
    return [opening, *inner, "\n", " " * depth, closing]


def _least_width(value: Any) -> int:
    """A lower bound of the width in one line, so that long lists are not written twice."""
    inner = value.values() if isinstance(value, dict) else value
    return sum(max(3, 4 * len(one)) if isinstance(one, dict | list) else 3 for one in inner)


def _flat(value: Any) -> str:
    """One line of JSON. Iterative: what an ``engine`` entry holds may be nested deeply."""
    parts: list[str] = []
    pending: list[Any] = [_Open(value)]
    while pending:
        one = pending.pop()
        if isinstance(one, str):
            parts.append(one)
            continue
        inside = one.value
        if isinstance(inside, dict):
            pending.append("}")
            for i, (key, inner) in reversed(list(enumerate(inside.items()))):
                pending += [_Open(inner), f"{', ' if i else ''}{_string(str(key))}: "]
            pending.append("{")
        elif isinstance(inside, list | tuple):
            pending.append("]")
            for i, inner in reversed(list(enumerate(inside))):
                pending += [_Open(inner), ", "] if i else [_Open(inner)]
            pending.append("[")
        else:
            parts.append(_scalar(inside))
    return "".join(parts)


class _Open:
    """A value still to be written, told apart from text that is."""

    __slots__ = ("value",)

    def __init__(self, value: Any) -> None:
        self.value = value


def _scalar(value: Any) -> str:
    if isinstance(value, str):
        return _string(value)
    return str(value) if isinstance(value, Decimal) else json.dumps(value, allow_nan=False)


def _string(value: str) -> str:
    """Readable, unless a lone surrogate would make the file unreadable."""
    return json.dumps(value, ensure_ascii=any("\ud800" <= c <= "\udfff" for c in value))
