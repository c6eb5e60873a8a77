"""A list as somebody asked for it: searched, filtered, sorted, one page of it, and its title in a sentence."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from ..i18n import gettext
from .choices import Choices
from .filters import Filter, folded
from .kind import Column, Kind
from .store import Kept

PAGE = 50


@dataclass
class Listing:
    """
    Parameters
    ----------
    asked
        The address's arguments: ``q``, ``sort`` (a column, ``-`` before it for downwards), ``page``, filters.
    """

    kind: Kind
    everything: list[Kept]
    choices: Choices
    asked: Mapping[str, str]
    size: int = PAGE
    found: list[Kept] = field(init=False)
    filters: dict[str, Any] = field(init=False)

    def __post_init__(self) -> None:
        self.query = self.asked.get("q", "").strip()[:200]
        self.filters = {}
        for one in self.kind.filters:
            value = one.value(self.asked.get(one.name, ""), self.choices)
            if value is not None:
                self.filters[one.name] = value
        self.sort, self.downwards = self._order()
        self.found = sorted(
            (one for one in self.everything if self._keeps(one)),
            key=lambda one: self._rank(one),
            reverse=self.downwards,
        )
        self.found.sort(key=lambda one: blank(self.column.value(one.document, self.choices)))

    @property
    def column(self) -> Column:
        return next((c for c in self.kind.columns if c.name == self.sort), self.kind.columns[0])

    def _order(self) -> tuple[str, bool]:
        text = self.asked.get("sort", "")
        name = text.removeprefix("-")
        if any(column.name == name for column in self.kind.columns):
            return name, text.startswith("-")
        return self.kind.columns[0].name, False

    def _rank(self, one: Kept) -> tuple[Any, ...]:
        if self.column.rank:
            return (1, natural(self.column.rank(one.document, self.choices)))
        value = self.column.value(one.document, self.choices)
        if self.column.kind == "badge":
            value = self.badge(self.column, value)[0] if value else ""
        return (0, value) if isinstance(value, int | float | Decimal) else (1, natural(str(value or "")))

    def _keeps(self, one: Kept) -> bool:
        if self.query and not self._matches(one.document):
            return False
        return all(
            f.keeps(one.document, self.filters[f.name]) for f in self.kind.filters if f.name in self.filters
        )

    def _matches(self, document: Mapping[str, Any]) -> bool:
        texts = [self.kind.title_of(document, self.choices)]
        for name in self.kind.search:
            value = document.get(name)
            texts += [str(v) for v in value] if isinstance(value, list) else [str(value or "")]
        if street := document.get("street"):
            texts.append(self.choices.name(("streets",), str(street)))
        heap = folded(" ".join(texts))
        return all(word in heap for word in folded(self.query).split())

    @property
    def mixed(self) -> bool:
        """Whether invented records stand beside real ones, so that each must say which it is."""
        return len({one.fictitious for one in self.everything}) > 1

    @property
    def pages(self) -> int:
        return max(1, -(-len(self.found) // self.size))

    @property
    def page(self) -> int:
        text = self.asked.get("page", "1")
        return min(self.pages, max(1, int(text))) if text.isdecimal() and len(text) < 9 else 1

    @property
    def rows(self) -> list[Kept]:
        return self.found[(self.page - 1) * self.size : self.page * self.size]

    @property
    def first(self) -> int:
        return (self.page - 1) * self.size + 1 if self.found else 0

    @property
    def narrowed(self) -> bool:
        return bool(self.query or self.filters)

    def title(self) -> str:
        """The answer in a sentence: “7 locaux vacants sur 60 : libres en mars, rue des Halles”."""
        if not self.narrowed:
            text = self.kind.counted(len(self.everything))
            more = (
                self.kind.highlight([one.document for one in self.everything]) if self.kind.highlight else ""
            )
            return gettext("%(all)s, %(part)s", all=text, part=more) if more else text
        words: dict[bool, list[str]] = {True: [], False: []}
        for one in self.kind.filters:
            if one.name in self.filters:
                words[one.adjective].append(one.words(self.filters[one.name], len(self.found), self.choices))
        if self.query:
            words[False].append(gettext("with “%(query)s”", query=self.query))
        text = " ".join(
            self.kind.of_some(len(self.found), which=" ".join(words[True]), total=len(self.everything)).split(
                " "
            )
        ).replace("  ", " ")
        return gettext("%(all)s: %(part)s", all=text, part=", ".join(words[False])) if words[False] else text

    def address(self, **changes: Any) -> str:
        """The query of this list with changes; None takes an argument away."""
        kept = {
            name: value
            for name, value in self.asked.items()
            if value and (name in ("q", "sort") or any(f.name == name for f in self.kind.filters))
        }
        kept.update({name: str(value) for name, value in changes.items() if value is not None})
        for name in [name for name, value in changes.items() if value is None]:
            kept.pop(name, None)
        return "?" + urlencode(kept) if kept else "?"

    def sort_address(self, column: Column) -> str:
        downwards = self.sort == column.name and not self.downwards
        return self.address(sort=f"{'-' if downwards else ''}{column.name}")

    def badge(self, column: Column, value: Any) -> tuple[str, str]:
        """Words and look of a badge."""
        words, look = column.badges.get(str(value), (value, "off"))
        return str(words), look

    def chosen(self, one: Filter) -> str:
        return self.asked.get(one.name, "") if one.name in self.filters else ""


def blank(value: Any) -> bool:
    return value is None or value == ""


def natural(text: str) -> list[tuple[int, int, str]]:
    """For sorting as people do: “2 rue” before “12 rue”, accents and case aside."""
    parts: list[tuple[int, int, str]] = []
    digits = ""
    for c in folded(text) + "\0":
        if c.isdigit() and c.isascii():
            digits += c
            continue
        if digits:
            parts.append((0, int(digits[:18]), ""))
            digits = ""
        if parts and parts[-1][0] == 1:
            parts[-1] = (1, 0, parts[-1][2] + c)
        else:
            parts.append((1, 0, c))
    return parts


def exported(listing: Listing, kept: list[Kept]) -> tuple[list[str], list[list[Any]]]:
    """Headers and rows of the list for a spreadsheet: words for people, numbers as numbers, euros as decimals."""
    headers = [str(column.label) for column in listing.kind.columns]
    rows = [[_cell(listing, column, one) for column in listing.kind.columns] for one in kept]
    return headers, rows


def _cell(listing: Listing, column: Column, one: Kept) -> Any:
    value = column.value(one.document, listing.choices)
    if blank(value):
        return ""
    if column.kind == "badge":
        return listing.badge(column, value)[0]
    if column.kind == "euros":
        return Decimal(int(value)) / 100
    if column.kind == "day":
        return date.fromisoformat(str(value))
    return value if isinstance(value, int | float | Decimal) else str(value)
