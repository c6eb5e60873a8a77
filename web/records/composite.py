"""Fields made of several inputs: spans, hours, positions, sets, tags, lists, tables and groups of fields."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any, ClassVar

from ..formats import clock
from ..i18n import gettext
from .fields import Field, Form, Raw, Wrong, day_words, decimal, read_day, within

if TYPE_CHECKING:
    from .choices import Choices

MOST_ROWS = 2000
NO_FIELD = Field()


@dataclass(frozen=True, kw_only=True)
class Group(Field):
    """Several fields that make one object of the document, absent when ``key`` (or all) is empty."""

    fields: tuple[Field, ...] = ()
    key: str = ""

    widget: ClassVar[str] = "group"
    group: ClassVar[bool] = True

    def show(self, value: Any, choices: "Choices") -> Raw:
        value = value or {}
        return {f.name: f.show(value.get(f.name, f.default), choices) for f in self.fields}

    def take(self, form: Form, name: str) -> Raw:
        return {f.name: f.take(form, f"{name}-{f.name}") for f in self.fields}

    def empty(self, raw: Raw) -> bool:
        if self.key:
            return next(f for f in self.fields if f.name == self.key).empty(raw.get(self.key))
        return all(f.empty(raw.get(f.name)) or isinstance(raw.get(f.name), bool) for f in self.fields)

    def parse(self, raw: Raw, choices: "Choices") -> dict[str, Any]:
        found: dict[str, Any] = {}
        faults: list[tuple[str, str]] = []
        for f in self.fields:
            gather(faults, f"-{f.name}", lambda f=f: found.update({f.name: f.read(raw[f.name], choices)}))
        if faults:
            raise Wrong(faults=tuple(faults))
        return {name: value for name, value in found.items() if value is not None}

    def words(self, value: Any, choices: "Choices") -> str:
        if not value:
            return ""
        parts = [
            f"{f.label}{gettext(': ')}{w}"
            for f in self.fields
            if (w := f.words(value.get(f.name), choices)) and f.label
        ]
        return "; ".join(parts)

    def locate(self, tokens: list[str]) -> str:
        inner = next((f for f in self.fields if tokens and f.name == tokens[0]), None)
        return f"-{inner.name}{inner.locate(tokens[1:])}" if inner else ""


@dataclass(frozen=True, kw_only=True)
class ListOf(Field):
    """
    Rows of one field each; empty rows are left out, so that rows and values have the same numbers.

    ``folded`` shows a row that is filled in as one line, until it is opened.
    """

    item: Field = NO_FIELD
    nullable: bool = False
    add: Any = ""
    folded: bool = False

    widget: ClassVar[str] = "rows"
    group: ClassVar[bool] = True

    def show(self, value: Any, choices: "Choices") -> Raw:
        return [self.item.show(one, choices) for one in value or []]

    def take(self, form: Form, name: str) -> Raw:
        pattern = re.compile(re.escape(name) + r"-(\d{1,6})(?:-|$)")
        numbers = sorted({int(m[1]) for key in form if (m := pattern.match(key))})[:MOST_ROWS]
        rows = [self.item.take(form, f"{name}-{n}") for n in numbers]
        return [row for row in rows if not self.item.empty(row)]

    def parse(self, raw: Raw, choices: "Choices") -> list[Any]:
        found: list[Any] = []
        faults: list[tuple[str, str]] = []
        for n, row in enumerate(raw):
            gather(faults, f"-{n}", lambda row=row: found.append(self.item.read(row, choices)))
        if faults:
            raise Wrong(faults=tuple(faults))
        return found

    def nothing(self) -> Any:
        return None if self.nullable else []

    def words(self, value: Any, choices: "Choices") -> str:
        return ", ".join(self.item.words(one, choices) for one in value or [])

    def locate(self, tokens: list[str]) -> str:
        if not tokens or not tokens[0].isdigit():
            return ""
        return f"-{tokens[0]}{self.item.locate(tokens[1:])}"


@dataclass(frozen=True, kw_only=True)
class TableOf(Field):
    """Rows of a key and a value that make one object: role → number, place → points."""

    key: Field = NO_FIELD
    value: Field = NO_FIELD
    add: Any = ""

    widget: ClassVar[str] = "table"
    group: ClassVar[bool] = True

    @property
    def item(self) -> Field:
        return Group(fields=(self.key, self.value), key="")

    def show(self, value: Any, choices: "Choices") -> Raw:
        return [
            {self.key.name: self.key.show(k, choices), self.value.name: self.value.show(v, choices)}
            for k, v in (value or {}).items()
        ]

    def take(self, form: Form, name: str) -> Raw:
        return ListOf(item=self.item).take(form, name)

    def parse(self, raw: Raw, choices: "Choices") -> dict[str, Any]:
        rows = ListOf(item=self.item).parse(raw, choices)
        found: dict[str, Any] = {}
        for n, row in enumerate(rows):
            key, value = row.get(self.key.name), row.get(self.value.name)
            if key in (None, "") or value is None:
                missing = self.key if key in (None, "") else self.value
                raise Wrong(
                    faults=((f"-{n}-{missing.name}", gettext("Fill in both parts of the row, or empty it.")),)
                )
            if key in found:
                raise Wrong(faults=((f"-{n}-{self.key.name}", gettext("This is already in a row above.")),))
            found[key] = value
        return found

    def nothing(self) -> Any:
        return {}

    def words(self, value: Any, choices: "Choices") -> str:
        return ", ".join(
            f"{self.key.words(k, choices)}{gettext(': ')}{self.value.words(v, choices)}"
            for k, v in (value or {}).items()
        )


@dataclass(frozen=True, kw_only=True)
class Limited(Field):
    """
    A filter: everything (absent in the document), or only what is listed, perhaps nothing.

    What is listed counts even where “everything” is still chosen, so that nothing typed is lost.
    """

    inner: Field = NO_FIELD
    everything: Any = ""
    only: Any = ""

    widget: ClassVar[str] = "limited"
    group: ClassVar[bool] = True

    def show(self, value: Any, choices: "Choices") -> Raw:
        return {"mode": "all" if value is None else "only", "inner": self.inner.show(value, choices)}

    def take(self, form: Form, name: str) -> Raw:
        inner = self.inner.take(form, name)
        chosen = form.get(f"{name}-mode", "all") == "only" or not self.inner.empty(inner)
        return {"mode": "only" if chosen else "all", "inner": inner}

    def read(self, raw: Raw, choices: "Choices") -> Any:
        if raw["mode"] == "all":
            return None
        return [] if self.inner.empty(raw["inner"]) else self.inner.parse(raw["inner"], choices)

    def words(self, value: Any, choices: "Choices") -> str:
        if value is None:
            return str(self.everything)
        return self.inner.words(value, choices) if value else gettext("none")

    def same(self, a: Any, b: Any, choices: "Choices") -> bool:
        return (a is None) == (b is None) and self.inner.same(a, b, choices)

    def locate(self, tokens: list[str]) -> str:
        return self.inner.locate(tokens)


@dataclass(frozen=True, kw_only=True)
class Span(Field):
    """Days in a row. People read and type the last day; the document keeps the day after it."""

    widget: ClassVar[str] = "span"

    def show(self, value: Any, choices: "Choices") -> Raw:
        if not value:
            return {"from": "", "to": ""}
        last = date.fromisoformat(str(value[1])) - timedelta(days=1)
        return {"from": str(value[0]), "to": last.isoformat()}

    def take(self, form: Form, name: str) -> Raw:
        return {end: form.get(f"{name}-{end}", "").strip() for end in ("from", "to")}

    def empty(self, raw: Raw) -> bool:
        return not (raw["from"] or raw["to"])

    def parse(self, raw: Raw, choices: "Choices") -> list[str]:
        found: dict[str, date] = {}
        faults: list[tuple[str, str]] = []
        for end in ("from", "to"):
            if not raw[end]:
                faults.append((f"-{end}", gettext("Give both the first and the last day.")))
            else:
                gather(faults, f"-{end}", lambda end=end: found.update({end: read_day(raw[end])}))
        if not faults and found["to"] < found["from"]:
            faults.append(("-to", gettext("The last day is before the first.")))
        if faults:
            raise Wrong(faults=tuple(faults))
        return [found["from"].isoformat(), (found["to"] + timedelta(days=1)).isoformat()]

    def words(self, value: Any, choices: "Choices") -> str:
        if not value:
            return ""
        shown = self.show(value, choices)
        return gettext(
            "from %(first)s to %(last)s", first=day_words(shown["from"]), last=day_words(shown["to"])
        )


@dataclass(frozen=True, kw_only=True)
class Hour(Field):
    """A time of the day, or so many minutes after (or before) the sunset. Kept as in files: ``sunset+30``."""

    widget: ClassVar[str] = "hour"

    def show(self, value: Any, choices: "Choices") -> Raw:
        text = str(value or "")
        if not text.startswith("sunset"):
            return {"by": "clock", "time": text, "minutes": ""}
        minutes = int(text[6:] or 0)
        return {
            "by": "before" if minutes < 0 else "sunset",
            "time": "",
            "minutes": str(abs(minutes)) if minutes else "",
        }

    def take(self, form: Form, name: str) -> Raw:
        raw = {part: form.get(f"{name}-{part}", "").strip() for part in ("by", "time", "minutes")}
        raw["by"] = raw["by"] if raw["by"] in ("clock", "sunset", "before") else "clock"
        return raw

    def empty(self, raw: Raw) -> bool:
        return raw["by"] == "clock" and not raw["time"]

    def parse(self, raw: Raw, choices: "Choices") -> str:
        if raw["by"] == "clock":
            try:
                return read_time(raw["time"])
            except Wrong as wrong:
                raise Wrong(faults=(("-time", str(wrong)),)) from None
        if raw["minutes"] and not re.fullmatch(r"\d{1,4}", raw["minutes"]):
            sentence = gettext("“%(typed)s” is not a number of minutes. Example: 30.", typed=raw["minutes"])
            raise Wrong(faults=(("-minutes", sentence),))
        minutes = int(raw["minutes"] or 0)
        if not minutes:
            return "sunset"
        return f"sunset{'-' if raw['by'] == 'before' else '+'}{minutes}"

    def words(self, value: Any, choices: "Choices") -> str:
        raw = self.show(value, choices)
        if not value:
            return ""
        if raw["by"] == "clock":
            return clock(raw["time"])
        if not raw["minutes"]:
            return gettext("at sunset")
        if raw["by"] == "before":
            return gettext("%(minutes)s min before sunset", minutes=raw["minutes"])
        return gettext("%(minutes)s min after sunset", minutes=raw["minutes"])


@dataclass(frozen=True, kw_only=True)
class LateTime(Field):
    """A time of the day or of the next morning, up to 5:59; kept as ``HH:MM`` up to ``29:59``."""

    widget: ClassVar[str] = "late_time"

    def show(self, value: Any, choices: "Choices") -> Raw:
        if not value:
            return {"time": "", "next": False}
        hour, minute = str(value).split(":")
        return {"time": f"{int(hour) % 24:02d}:{minute}", "next": int(hour) >= 24}

    def take(self, form: Form, name: str) -> Raw:
        return {"time": form.get(f"{name}-time", "").strip(), "next": form.get(f"{name}-next", "") != ""}

    def empty(self, raw: Raw) -> bool:
        return not raw["time"]

    def parse(self, raw: Raw, choices: "Choices") -> str:
        try:
            hour, minute = (int(part) for part in read_time(raw["time"]).split(":"))
        except Wrong as wrong:
            raise Wrong(faults=(("-time", str(wrong)),)) from None
        if raw["next"] and hour >= 6:
            raise Wrong(faults=(("-time", gettext("The next morning ends at 5:59.")),))
        return f"{hour + 24 * raw['next']:02d}:{minute:02d}"

    def words(self, value: Any, choices: "Choices") -> str:
        raw = self.show(value, choices)
        shown = clock(raw["time"]) if raw["time"] else ""
        return gettext("%(time)s the next morning", time=shown) if raw["next"] else shown


@dataclass(frozen=True, kw_only=True)
class Position(Field):
    """Degrees of latitude and longitude, in this order as people copy them; ``[lon, lat]`` in the document."""

    widget: ClassVar[str] = "position"

    def show(self, value: Any, choices: "Choices") -> Raw:
        if not value:
            return {"lat": "", "lon": ""}
        return {"lat": str(value[1]), "lon": str(value[0])}

    def take(self, form: Form, name: str) -> Raw:
        return {part: form.get(f"{name}-{part}", "").strip() for part in ("lat", "lon")}

    def empty(self, raw: Raw) -> bool:
        return not (raw["lat"] or raw["lon"])

    def parse(self, raw: Raw, choices: "Choices") -> list[float]:
        found: dict[str, Decimal] = {}
        faults: list[tuple[str, str]] = []
        for part, most in (("lat", 90), ("lon", 180)):
            if not raw[part]:
                faults.append((f"-{part}", gettext("Give both latitude and longitude, or neither.")))
            else:
                gather(
                    faults,
                    f"-{part}",
                    lambda p=part, m=most: found.update({p: within(decimal(raw[p]), -m, m)}),
                )
        if faults:
            raise Wrong(faults=tuple(faults))
        return [float(found["lon"]), float(found["lat"])]

    def words(self, value: Any, choices: "Choices") -> str:
        return f"{value[1]}, {value[0]}" if value else ""


def read_time(raw: str) -> str:
    """``18:30``, ``18h30``, ``18 h`` as ``HH:MM``."""
    found = re.fullmatch(r"(\d{1,2})\s*[:hH]\s*(\d{2})?(?::\d{2})?", raw.strip())
    if not found or int(found[1]) > 23 or int(found[2] or 0) > 59:
        raise Wrong(gettext("“%(typed)s” is not a time of the day. Example: 18:30.", typed=raw))
    return f"{int(found[1]):02d}:{int(found[2] or 0):02d}"


def gather(faults: list[tuple[str, str]], below: str, step: Callable[[], Any]) -> None:
    """Take a step; what goes wrong in it joins ``faults`` under the input's name."""
    try:
        step()
    except Wrong as wrong:
        faults.extend((below + path, text) for path, text in wrong.faults)
