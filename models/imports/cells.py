"""
One value in one cell, both ways: readable for people, exact for programs.

Notation: lists ``a | b``, spans ``2027-03-01..2027-05-03`` (the second day is the day after the last), tables
``po-14: 150 | rue-tanneurs: 60``, lines ``4.97 47.41, 4.98 47.42``. An empty cell is a key that is absent;
``∅`` (or ``-``, or ``[]``) is one that is there and empty. Characters that a spreadsheet would
take for a formula are led by an apostrophe; those that a cell cannot hold or that the notation uses are written
like ``\\u007c``.
"""

import json
import re
from collections.abc import Callable, Mapping
from copy import copy
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any

from scheduler.message import Message, message

from .notation import EMPTIES, EMPTY, escape, unescape, unguard

MOST_CELL = 100_000


class CellError(ValueError):
    """A cell that cannot be read; ``message`` says what was expected."""

    def __init__(self, reason: Message) -> None:
        super().__init__(str(reason))
        self.message = reason


# --- simple values


def read_text(cell: str) -> str:
    """Text as it was before it was made safe for a spreadsheet."""
    return "" if cell in EMPTIES else unescape(cell)


def read_number(cell: str) -> int | float | Decimal:
    """A number: spaces between thousands, a decimal comma or point, perhaps a unit behind."""
    bare = re.sub(r"\s*(m²|m2|m|h|kW|W|%|€|EUR|pts?|points?)$", "", cell, flags=re.IGNORECASE)
    bare = re.sub(r"(?<=\d)[\s'’](?=\d{3}(?!\d))", "", bare).replace("−", "-")
    if "," in bare and "." in bare:
        bare = bare.replace("," if bare.rindex(".") > bare.rindex(",") else ".", "")
    bare = bare.replace(",", ".")
    if len(bare) > 60 or not re.fullmatch(r"[+-]?\d+(\.\d+)?([eE][+-]?\d{1,2})?", bare, re.ASCII):
        raise CellError(message("is not a number: write it with digits, like 62 or 62,5"))
    return plain_number(Decimal(bare))


def plain_number(value: Decimal) -> int | float | Decimal:
    """The JSON number: whole where it is whole, a float where that keeps it, else the decimal itself."""
    if value == value.to_integral_value() and abs(value) < 10**40:
        return int(value)
    return float(value) if Decimal(repr(float(value))) == value else value


def read_whole(cell: str) -> int:
    """A whole number; ``CellError`` for decimals."""
    value = read_number(cell)
    if not isinstance(value, int):
        raise CellError(message("must be a whole number, without decimals"))
    return value


def read_euros(cell: str) -> int:
    """Euros to cents, exactly."""
    value = read_number(cell)
    cents = (value if isinstance(value, Decimal) else Decimal(repr(value))) * 100
    if cents != cents.to_integral_value():
        raise CellError(message("has more than two decimals: write euros and cents, like 1 250,50"))
    return int(cents)


def write_euros(cents: int) -> Decimal:
    """Cents as euros, with two decimals where there are cents."""
    return (Decimal(cents) / 100).quantize(Decimal("0.01")) if cents % 100 else Decimal(cents // 100)


YES = frozenset({"oui", "yes", "vrai", "true", "o", "y", "1", "x"})
NO = frozenset({"non", "no", "faux", "false", "n", "0"})


def read_flag(cell: str) -> bool:
    """Yes or no, in English or French; ``CellError`` for anything else."""
    word = cell.casefold()
    if word in YES or word in NO:
        return word in YES
    raise CellError(message("must be yes or no"))


def read_date(cell: str) -> str:
    """A day, written 2027-03-12 or 12/03/2027."""
    if found := re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})([ T]00:00(:00)?)?", cell, re.ASCII):
        year, month, day = found[1], found[2], found[3]
    elif found := re.fullmatch(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})", cell, re.ASCII):
        day, month, year = found[1], found[2], found[3]
    else:
        raise CellError(message("is not a date: write it like 2027-03-12 or 12/03/2027"))
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        raise CellError(message("is not a date that exists: check the day and the month")) from None


def read_time(cell: str) -> str:
    """A time, written 18:30, 18h30 or 18 h 30; up to 29:59 where a night runs on."""
    found = re.fullmatch(r"(\d{1,2})\s*(?:[:hH]\s*(\d{2})?(?::00)?)?", cell, re.ASCII)
    if not found or int(found[1]) > 29 or int(found[2] or 0) > 59:
        raise CellError(message("is not a time: write it like 18:30 or 18 h 30"))
    return f"{int(found[1]):02}:{int(found[2] or 0):02}"


def read_hour(cell: str) -> str:
    """A time of the day, or minutes from the sunset: ``sunset+30``, ``coucher-15``."""
    if found := re.fullmatch(
        r"(?:sunset|coucher(?: du soleil)?)\s*(?:([+-])\s*(\d{1,4}))?(?:\s*min\w*)?", cell, re.I | re.ASCII
    ):
        return f"sunset{found[1]}{found[2]}" if found[1] else "sunset"
    return read_time(cell)


WEEKDAYS = tuple(
    tuple(names.split())
    for names in (
        "lundi monday lun mon",
        "mardi tuesday mar tue",
        "mercredi wednesday mer wed",
        "jeudi thursday jeu thu",
        "vendredi friday ven fri",
        "samedi saturday sam sat",
        "dimanche sunday dim sun",
    )
)


def read_weekday(cell: str) -> int:
    """1 is Monday … 7 Sunday; names in French or English will do."""
    word = cell.casefold().rstrip(".")
    for number, names in enumerate(WEEKDAYS, start=1):
        if word in names or word == str(number):
            return number
    raise CellError(message("is not a day of the week: write 1 for Monday to 7 for Sunday, or its name"))


def read_span(cell: str) -> list[str]:
    """First day and the day after the last one, ``2027-03-01..2027-03-08``; ``CellError`` otherwise."""
    ends = re.split(r"\s*(?:\.\.\.?|…|→)\s*", cell)
    if len(ends) != 2:
        raise CellError(
            message("is not a span of days: write the first day, two dots, and the day after the last one")
        )
    return [read_date(end) for end in ends]


def read_json(cell: str) -> Any:
    """A value as it was exported; ``CellError`` for what is not JSON."""
    try:
        return json.loads(unescape(cell), parse_float=lambda text: plain_number(Decimal(text)))
    except (ValueError, RecursionError, InvalidOperation):
        raise CellError(message("is not JSON: copy it as it was exported")) from None


def write_json(value: Any) -> str:
    """Any plain value in one cell, readable by ``read_json``."""
    return escape(json.dumps(value, ensure_ascii=False, default=_decimal))


def _decimal(value: Any) -> Any:
    if isinstance(value, Decimal):
        return float(value)
    raise TypeError(type(value).__name__)


# --- kinds of cell


@dataclass(frozen=True, slots=True, eq=False)
class Cell:
    """How one kind of value is read from a cell's text and written to it; ``name`` is for the help sheet."""

    name: str
    read: Callable[[str], Any]
    write: Callable[[Any], Any]
    empty: Any = None  # what ∅ stands for; None where a cell of this kind cannot be empty but there


def _items(cell: str) -> list[str]:
    return [item for part in cell.split("|") if (item := part.strip())]


def _item(text: str) -> str:
    return escape(text, "|")


def sequence(name: str, inner: Cell) -> Cell:
    """A list of ``inner``, separated by ``|``."""

    def read(cell: str) -> list[Any]:
        if cell.startswith("["):
            found = read_json(cell)
            if isinstance(found, list):
                return found
        return [inner.read(item) for item in _items(cell)]

    def write(value: list[Any]) -> str:
        write_item = _item if inner is WORD else inner.write
        return " | ".join(str(write_item(one)) for one in value)

    return Cell(name, read, write, empty=[])


def table(name: str, inner: Cell, key: Callable[[str], str] = unescape) -> Cell:
    """A table ``key: value | key: value``; the value is what follows the last colon."""

    def read(cell: str) -> dict[str, Any]:
        if cell.startswith("{"):
            found = read_json(cell)
            if isinstance(found, dict):
                return found
        rows: dict[str, Any] = {}
        for item in _items(cell):
            left, colon, right = item.rpartition(":")
            if not colon:
                raise CellError(message("is not a list of “name: number” separated by |"))
            name = key(left.strip())
            if name in rows:
                raise CellError(message("names “{name}” twice: keep one of the two", name=name))
            rows[name] = inner.read(right.strip())
        return rows

    def write(value: Mapping[str, Any]) -> str:
        return " | ".join(f"{escape(one, '|:')}: {inner.write(number)}" for one, number in value.items())

    return Cell(name, read, write, empty={})


def _read_line(cell: str) -> list[list[int | float | Decimal]]:
    points = [point.split() for point in cell.split(",")]
    if any(len(point) != 2 for point in points):
        raise CellError(message("is not a line: write “longitude latitude, longitude latitude”"))
    return [[read_number(lon), read_number(lat)] for lon, lat in points]


def _write_line(value: list[list[float]]) -> str:
    return ", ".join(f"{lon!r} {lat!r}" for lon, lat in value)


def _read_point(cell: str) -> list[int | float | Decimal]:
    if cell.startswith("["):
        return list(read_json(cell))
    parts = re.split(r"\s*[;,]\s+|\s*;\s*|\s+|,", cell)
    if len(parts) != 2:
        raise CellError(message("is not a point: write longitude and latitude, like 4.9702, 47.4103"))
    return [read_number(part) for part in parts]


def _same(value: Any) -> Any:
    return value


def _read_stops(cell: str) -> list[Any]:
    if cell.startswith("["):
        return list(read_json(cell))
    stops = [item.rpartition(":") for item in _items(cell)]
    return [
        {"spot": unescape(left.strip()), "installation": unescape(right.strip())}
        if colon
        else {"spot": unescape(right)}
        for left, colon, right in stops
    ]


def _write_stops(value: list[Mapping[str, str]]) -> str:
    """``place | quai: lune``: a spot, and the installation on it if there is one."""
    names = [(stop["spot"], stop.get("installation")) for stop in value]
    return " | ".join(": ".join(escape(one, "|:") for one in pair if one is not None) for pair in names)


TEXT = Cell("text", read_text, escape, empty="")
WORD = Cell("text", unescape, escape)
WHOLE = Cell("whole number", read_whole, _same)
NUMBER = Cell("number", read_number, _same)
EUROS = Cell("euros", read_euros, write_euros)
FLAG = Cell("yes or no", read_flag, _same)
DATE = Cell("date", read_date, str)
TIME = Cell("time", read_time, str)
HOUR = Cell("time, or sunset+30", read_hour, str)
WEEKDAY = Cell("day of the week", read_weekday, _same, empty=None)
SPAN = Cell("span of days", read_span, lambda value: f"{value[0]}..{value[1]}", empty=[])
LINE = Cell("line", _read_line, _write_line)
POINT = Cell("point", _read_point, lambda value: f"{value[0]!r}, {value[1]!r}")
JSON = Cell("JSON", read_json, write_json)
ROWS = Cell("rows of another table", read_json, write_json, empty=[])
STOPS = Cell("list of stops", _read_stops, _write_stops, empty=[])
WORDS = sequence("list of names", WORD)
WHOLES = sequence("list of whole numbers", WHOLE)
WEEKDAYS_CELL = sequence("days of the week", WEEKDAY)
DATES = sequence("list of dates", DATE)
SPANS = sequence("list of spans of days", SPAN)
LINES = sequence("list of lines", LINE)
POINTS_BY_NAME = table("points by name", WHOLE)
COUNTS_BY_NAME = table("number by name", WHOLE)
EUROS_BY_NAME = table("euros by name", EUROS)
TIMES_BY_DATE = Cell(
    "time by date",
    lambda cell: {
        read_date(left.strip()): read_time(right.strip())
        for left, _, right in (item.partition(":") for item in _items(cell))
    },
    lambda value: " | ".join(f"{day}: {hour}" for day, hour in value.items()),
    empty={},
)


def from_spreadsheet(value: Any) -> str:
    """The text of a cell that a spreadsheet program keeps as a number, a date, a time or a truth."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case datetime(year=1899 | 1900):
            return _hours(
                timedelta(days=(value - datetime(1899, 12, 30)).days, hours=value.hour, minutes=value.minute)
            )
        case datetime():
            return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "minutes")
        case date():
            return value.isoformat()
        case time():
            return value.strftime("%H:%M")
        case timedelta():
            return _hours(value)
        case float():
            return (
                str(plain_number(Decimal(repr(value))))
                if value == value and abs(value) != float("inf")
                else str(value)
            )
    return str(value)


def _hours(span: timedelta) -> str:
    minutes = int(span.total_seconds()) // 60
    return f"{minutes // 60:02}:{minutes % 60:02}"


def read(cell: Cell, text: str) -> Any:
    """
    The value of a cell that is not blank. Raises ``CellError``.

    ``∅`` gives what the kind calls empty: a list without items, a table without rows, nothing.
    """
    if len(text) > MOST_CELL:
        raise CellError(message("holds more than {most} characters: shorten it", most=MOST_CELL))
    bare = unguard(text)
    return copy(cell.empty) if bare in EMPTIES else cell.read(bare)


def write(cell: Cell, value: Any) -> Any:
    """
    What stands in the cell for a value that is there: a text, a number or a truth.

    The text is not yet protected against being taken for a formula: see ``guard``.
    """
    if value is None or (cell.empty is not None and value == cell.empty):
        return EMPTY
    return cell.write(value)
