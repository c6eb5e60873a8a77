"""The kinds of value that problems and plans are made of, each declared once.

A field's type says all: ``Annotated[int, Range(0)]`` is what the constructor of a record enforces and what
the reader of files reports. Shapes follow the problem page: days are civil dates, spans are half-open,
times are minutes.
"""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, NamedTuple, Union, get_args, get_origin, get_type_hints

MOST_DECIMALS = 30


class ProblemError(ValueError):
    """The input cannot be scheduled as written. The message names the record to mend."""


class Span(NamedTuple):
    """Days from ``start`` (included) to ``end`` (excluded)."""

    start: date
    end: date


class Point(NamedTuple):
    """Degrees in WGS 84."""

    lon: float
    lat: float


class Hour(NamedTuple):
    """Minutes after midnight, or, with ``sunset``, minutes after (negative: before) the day's sunset."""

    minutes: int
    sunset: bool = False


@dataclass(frozen=True, slots=True)
class Range:
    """A number from ``low`` to ``high``, both included."""

    low: int | None = None
    high: int | None = None


@dataclass(frozen=True, slots=True)
class NonEmpty:
    """A string of at least one character."""


@dataclass(frozen=True, slots=True)
class OneOf:
    """One of these words."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ref:
    """The id of a record of one of these lists (names as in the files: ``streets``, ``premises`` …)."""

    lists: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RefByKind:
    """The id of a record of the list that the record's own ``kind`` decides: pairs (kind, list)."""

    lists: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Null:
    """In files, ``null`` is a value of this field; elsewhere None is written by leaving the key out."""


@dataclass(frozen=True, slots=True)
class Rest:
    """The field gathers all keys of the file's object that the record does not name."""


@dataclass(frozen=True, slots=True)
class Key:
    """The name in files, where Python reserves it (``from``) or reads better with another."""

    name: str


@dataclass(frozen=True, slots=True)
class Clock:
    """Minutes after midnight, written HH:MM; ``hours`` 24, or 30 for hours that run past midnight."""

    hours: int = 24


def ref(*lists: str) -> Ref:
    """A field that holds an id of one of these lists."""
    return Ref(lists)


Id = Annotated[str, NonEmpty()]
Tag = Annotated[str, NonEmpty()]
Points = int
Count = Annotated[int, Range(0)]
Positive = Annotated[int, Range(1)]
Cents = Annotated[int, Range(0)]
Footfall = Annotated[int, Range(0, 100)]
Weekday = Annotated[int, Range(1, 7)]
Days = Annotated[int, Range(1, 3660)]
Amount = Annotated[Decimal, Range(0, 10**9)]
Percent = Annotated[Decimal, Range(0, 100)]
Time = Annotated[int, Clock()]
LateTime = Annotated[int, Clock(30)]
Roles = Mapping[Tag, Count]


def kinds(cls: Any) -> Mapping[str, Any]:
    """Field name to declared type, with its annotations, of a record class."""
    return _kinds(cls)


@cache
def _kinds(cls: Hashable) -> Mapping[str, Any]:
    return get_type_hints(cls, include_extras=True)


def file_key(cls: type, name: str) -> str:
    """The key of a field in files."""
    marks = getattr(kinds(cls)[name], "__metadata__", ())
    return next((m.name for m in marks if isinstance(m, Key)), name)


def wrong(kind: Any, value: Any) -> str | None:
    """What ``value`` should have been, or None where it fits ``kind``. References are not resolved here."""
    if get_origin(kind) is Annotated:
        base, *marks = get_args(kind)
        return wrong(base, value) or next((w for m in marks if (w := _breaks(m, value))), None)
    if get_origin(kind) in (Union, UnionType):
        options = [k for k in get_args(kind) if k is not NoneType]
        return None if value is None else wrong(options[0], value)
    if get_origin(kind) is tuple:
        inner = get_args(kind)[0]
        if not isinstance(value, tuple):
            return "a tuple"
        return next((w for one in value if (w := wrong(inner, one))), None)
    if isinstance(get_origin(kind), type) and issubclass(get_origin(kind), Mapping):
        key, inner = get_args(kind)
        if not isinstance(value, Mapping):
            return "a mapping"
        return next((w for k, v in value.items() if (w := wrong(key, k) or wrong(inner, v))), None)
    if kind is Span:
        return (
            None
            if isinstance(value, Span) and value.start < value.end
            else "a span that ends after it begins"
        )
    if kind in (int, Decimal, float) and isinstance(value, bool):
        return "a number"
    if kind is Any:
        return None
    return _malformed(value) if isinstance(value, kind) else kind.__name__


def _malformed(value: Any) -> str | None:
    """What a value of the right class should have been, where the class alone allows too much."""
    match value:
        case Decimal() if not value.is_finite() or int(value.as_tuple().exponent) < -MOST_DECIMALS:
            return f"a number with at most {MOST_DECIMALS} decimals"
        case Point(lon, lat) if not (-180 <= lon <= 180 and -90 <= lat <= 90):
            return "degrees of longitude and latitude"
        case Hour(minutes, sunset) if not (-9999 <= minutes <= 9999 if sunset else 0 <= minutes < 1440):
            return "a time of the day, or at most 9999 minutes from the sunset"
    return None


def _breaks(mark: Any, value: Any) -> str | None:
    if value is None:
        return None
    match mark:
        case Range(low, high) if (low is not None and value < low) or (high is not None and value > high):
            return f"{'' if low is None else low} to {'any' if high is None else high}"
        case NonEmpty() if value == "":
            return "at least one character"
        case OneOf(words) if value not in words:
            return " or ".join(words)
        case Clock(hours) if not 0 <= value < 60 * hours:
            return f"minutes below {hours} hours"
    return None


class Record:
    """Base of every record: a value that does not fit its declared kind cannot be constructed."""

    __slots__ = ()

    def __post_init__(self) -> None:
        declared = kinds(type(self))
        for f in fields(self):  # type: ignore[arg-type]
            value = getattr(self, f.name)
            if expected := wrong(declared[f.name], value):
                name = getattr(self, "id", "") or ""
                raise ProblemError(
                    f"{type(self).__name__.lower()} {name}: {f.name} is {value!r}, expected {expected}"
                )
