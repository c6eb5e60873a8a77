"""
One field of a form: from a value of a record's document to what inputs hold, and back.

What inputs hold (``raw``) is plain data: text, yes or no, lists and tables of these. It is kept exactly as it
was typed until it can be read, so that an error loses nothing.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any, ClassVar

from werkzeug.datastructures import MultiDict

from models.columns import exact_number

from ..formats import euros
from ..i18n import gettext
from ..typed import FIRST_YEAR, LAST_YEAR, typed_day
from .show import day, number, plain

if TYPE_CHECKING:
    from .choices import Choices

Raw = Any
Form = MultiDict[str, str]
SPACES = re.compile(r"[\s   ]+")


class Wrong(Exception):
    """What was typed cannot be read. ``faults``: pairs of the input's name below the field's, and a sentence."""

    def __init__(self, text: str = "", faults: tuple[tuple[str, str], ...] = ()) -> None:
        super().__init__(text)
        self.faults = faults or (("", text),)


@dataclass(frozen=True, kw_only=True)
class Field:
    """
    Parameters
    ----------
    name
        Key in the record's document.
    label, help
        What it is, and an example or the effect on the plan.
    unit
        Shown inside the input.
    default
        Value on the page of a new record.
    """

    name: str = ""
    label: Any = ""
    help: Any = ""
    unit: Any = ""
    required: bool = False
    default: Any = None

    widget: ClassVar[str] = "text"
    group: ClassVar[bool] = False

    def show(self, value: Any, choices: "Choices") -> Raw:
        """What the inputs hold for a value of the document."""
        return "" if value is None else str(value)

    def take(self, form: Form, name: str) -> Raw:
        """What the inputs called ``name`` hold in a form that was sent."""
        return form.get(name, "").replace("\r\n", "\n").strip()

    def read(self, raw: Raw, choices: "Choices") -> Any:
        """The document's value, or ``Wrong``."""
        if self.empty(raw):
            if self.required:
                raise Wrong(gettext("This is needed."))
            return self.nothing()
        return self.parse(raw, choices)

    def parse(self, raw: Raw, choices: "Choices") -> Any:
        return raw

    def nothing(self) -> Any:
        """The document's value of an empty field."""
        return None

    def empty(self, raw: Raw) -> bool:
        return raw in ("", None, False, [], {})

    def same(self, a: Any, b: Any, choices: "Choices") -> bool:
        """Whether two values of the document mean the same here: what is not touched keeps its spelling."""
        return bool(self.show(a, choices) == self.show(b, choices))

    def words(self, value: Any, choices: "Choices") -> str:
        """The value in words, for readers and for comparing two versions."""
        shown = self.show(value, choices)
        return f"{shown} {self.unit}" if shown and self.unit else str(shown)

    def told(self, raw: Raw, choices: "Choices") -> str:
        """What the inputs hold in words, as typed where it cannot be read."""
        try:
            return self.words(self.read(raw, choices), choices)
        except Wrong:
            return f"{raw} {self.unit}"

    def locate(self, tokens: list[str]) -> str:
        """The input below this field that a path of the document means, as a suffix of its name."""
        return ""


@dataclass(frozen=True, kw_only=True)
class Text(Field):
    """A line of text, or several with ``lines`` above 1. ``kind`` is the input's type."""

    lines: int = 1
    kind: str = "text"
    most: int = 200
    suggest: str = ""
    optional: bool = False

    def parse(self, raw: str, choices: "Choices") -> str:
        most = self.most if self.lines == 1 else 20_000
        if len(raw) > most:
            raise Wrong(
                gettext("This has %(length)s characters; at most %(most)s fit.", length=len(raw), most=most)
            )
        if any(ord(c) < 32 and not (c in "\n\t" and self.lines > 1) for c in raw):
            raise Wrong(gettext("This holds a character that cannot be shown. Type the text again."))
        if self.kind == "email" and not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", raw):
            raise Wrong(
                gettext("“%(typed)s” is not an e-mail address. Example: name@example.org.", typed=raw)
            )
        if self.kind == "url" and not re.match(r"https?://[^\s/]+", raw):
            raise Wrong(
                gettext("“%(typed)s” is not a web address. It begins with https:// or http://.", typed=raw)
            )
        return raw

    def nothing(self) -> str | None:
        return None if self.optional else ""


@dataclass(frozen=True, kw_only=True)
class Whole(Field):
    """A whole number from ``low`` to ``high``."""

    low: int | None = 0
    high: int | None = 2_000_000_000
    example: int = 12

    widget: ClassVar[str] = "number"

    def show(self, value: Any, choices: "Choices") -> str:
        return "" if value is None else str(value)

    def parse(self, raw: str, choices: "Choices") -> int:
        digits = SPACES.sub("", raw).replace("−", "-")
        if not re.fullmatch(r"[+-]?\d{1,24}", digits):
            raise Wrong(
                gettext(
                    "“%(typed)s” is not a whole number. Write it in digits, for example %(example)s.",
                    typed=raw,
                    example=self.example,
                )
            )
        return int(within(int(digits), self.low, self.high))

    def words(self, value: Any, choices: "Choices") -> str:
        return "" if value is None else f"{number(value)} {self.unit}".strip()


@dataclass(frozen=True, kw_only=True)
class Exact(Field):
    """A number with decimals, kept exactly as written."""

    low: int | None = 0
    high: int | None = 1_000_000_000

    widget: ClassVar[str] = "number"

    def show(self, value: Any, choices: "Choices") -> str:
        return "" if value is None else plain(value)

    def parse(self, raw: str, choices: "Choices") -> Any:
        return exact_number(within(decimal(raw), self.low, self.high))

    def words(self, value: Any, choices: "Choices") -> str:
        return "" if value is None else f"{plain(value)} {self.unit}".strip()


@dataclass(frozen=True, kw_only=True)
class Euros(Field):
    """An amount typed in euros, kept in cents."""

    unit: Any = "€"

    widget: ClassVar[str] = "number"

    def show(self, value: Any, choices: "Choices") -> str:
        if value is None:
            return ""
        euros, cents = divmod(int(value), 100)
        return f"{euros},{cents:02d}" if cents else str(euros)

    def parse(self, raw: str, choices: "Choices") -> int:
        cents = within(decimal(raw.replace("€", "")), 0, 20_000_000) * 100
        if cents != cents.to_integral_value():
            raise Wrong(gettext("“%(typed)s” is finer than a cent. Example: 1250.50.", typed=raw))
        return int(cents)

    def words(self, value: Any, choices: "Choices") -> str:
        return "" if value is None else euros(value)


@dataclass(frozen=True, kw_only=True)
class YesNo(Field):
    """A box to tick."""

    default: Any = False

    widget: ClassVar[str] = "yes_no"

    def show(self, value: Any, choices: "Choices") -> bool:
        return bool(value)

    def take(self, form: Form, name: str) -> bool:
        return form.get(name, "") != ""

    def read(self, raw: bool, choices: "Choices") -> bool:
        return raw

    def words(self, value: Any, choices: "Choices") -> str:
        return gettext("yes") if value else gettext("no")


@dataclass(frozen=True, kw_only=True)
class Choice(Field):
    """One of a few words. ``options``: pairs of the document's value (as text) and its label."""

    options: tuple[tuple[str, Any], ...] = ()
    blank: Any = None

    widget: ClassVar[str] = "choice"

    def parse(self, raw: str, choices: "Choices") -> Any:
        if raw not in dict(self.options):
            raise Wrong(
                gettext("“%(typed)s” is not one of the choices. Choose one from the list.", typed=raw)
            )
        return raw

    def words(self, value: Any, choices: "Choices") -> str:
        shown = self.show(value, choices)
        return str(dict(self.options).get(shown, shown))


@dataclass(frozen=True, kw_only=True)
class Maybe(Choice):
    """Yes, no, or not known."""

    def show(self, value: Any, choices: "Choices") -> str:
        return "" if value is None else "yes" if value else "no"

    def parse(self, raw: str, choices: "Choices") -> bool:
        return bool(Choice.parse(self, raw, choices) == "yes")


@dataclass(frozen=True, kw_only=True)
class Day(Field):
    """A civil date, typed as 2027-06-12 or 12/06/2027, kept as ``YYYY-MM-DD``."""

    widget: ClassVar[str] = "day"

    def show(self, value: Any, choices: "Choices") -> str:
        return "" if value is None else str(value)

    def parse(self, raw: str, choices: "Choices") -> str:
        return read_day(raw).isoformat()

    def words(self, value: Any, choices: "Choices") -> str:
        return day_words(value)


@dataclass(frozen=True, kw_only=True)
class LastDay(Day):
    """The last day of a span: people read and type the day itself, the document keeps the day after it."""

    def show(self, value: Any, choices: "Choices") -> str:
        return (date.fromisoformat(str(value)) - timedelta(days=1)).isoformat() if value else ""

    def parse(self, raw: str, choices: "Choices") -> str:
        return (read_day(raw) + timedelta(days=1)).isoformat()

    def words(self, value: Any, choices: "Choices") -> str:
        return day_words(self.show(value, choices))


def read_day(raw: str) -> date:
    """The day that was typed; raises ``Wrong`` where it is none, or out of reach."""
    found = typed_day(raw)
    if found is None:
        raise Wrong(gettext("“%(typed)s” is not a date. Example: 12/06/2027.", typed=raw))
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise Wrong(
            gettext(
                "“%(typed)s” is too far from today: years go from %(first)s to %(last)s.",
                typed=raw,
                first=str(FIRST_YEAR),
                last=str(LAST_YEAR),
            )
        )
    return found


def day_words(value: Any) -> str:
    return day(date.fromisoformat(str(value))) if value else ""


def decimal(raw: str) -> Decimal:
    typed = SPACES.sub("", raw).replace("−", "-").replace(",", ".")
    if not re.fullmatch(r"[+-]?\d{1,15}(\.\d{1,20})?", typed):
        raise Wrong(gettext("“%(typed)s” is not a number. Example: 38.5.", typed=raw))
    try:
        return Decimal(typed)
    except InvalidOperation:
        raise Wrong(gettext("“%(typed)s” is not a number. Example: 38.5.", typed=raw)) from None


def within(value: Any, low: int | None, high: int | None) -> Any:
    """``value``, or ``Wrong`` when it lies outside ``low`` to ``high``."""
    if low is not None and value < low:
        raise Wrong(
            gettext("%(value)s is too small: at least %(low)s.", value=number(value), low=number(low))
        )
    if high is not None and value > high:
        raise Wrong(
            gettext("%(value)s is too large: at most %(high)s.", value=number(value), high=number(high))
        )
    return value
