"""Filters of a list, told as parts of a sentence and kept in the address."""

import re
import unicodedata
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, ClassVar

from ..formats import month as month_words
from ..formats import number
from .counted import Counted

if TYPE_CHECKING:
    from .choices import Choices

Document = Mapping[str, Any]


def folded(text: str) -> str:
    """Without accents and case, for search: ``Évry`` is found by ``evry``; ``œ`` by ``oe``."""
    plain = unicodedata.normalize("NFKD", text.casefold().replace("œ", "oe").replace("æ", "ae"))
    return re.sub(r"[\s'’-]+", " ", "".join(c for c in plain if not unicodedata.combining(c))).strip()


@dataclass(frozen=True, kw_only=True)
class Filter(ABC):
    """
    One question put to every record of a list, and its words in the sentence above the list.

    Parameters
    ----------
    name
        In the address.
    label
        Of the input, for those who hear it.
    any
        What the sentence says when the filter is off: “any state”.
    adjective
        The words follow the noun in the title: “25 premises **vacant**”.
    """

    name: str
    label: Any
    any: Any = ""
    adjective: bool = False

    widget: ClassVar[str] = "choice"

    def value(self, text: str, choices: "Choices") -> Any:
        """What the address says, or None where it says nothing that can be understood."""
        return text if text in dict(self.options(choices)) else None

    def options(self, choices: "Choices") -> list[tuple[str, str]]:
        return []

    @abstractmethod
    def keeps(self, document: Document, value: Any) -> bool:
        """Whether the record stays in the list when the filter says ``value``."""

    def words(self, value: Any, num: int, choices: "Choices") -> str:
        """The filter in the title's sentence, agreeing with the number of records found."""
        return dict(self.options(choices)).get(str(value), "")


@dataclass(frozen=True, kw_only=True)
class StateFilter(Filter):
    """One of a few states; ``states``: value → its words, which agree with a number."""

    states: Mapping[str, Counted]
    of: Callable[[Document], Any]

    def options(self, choices: "Choices") -> list[tuple[str, str]]:
        return [(key, words(2)) for key, words in self.states.items()]

    def keeps(self, document: Document, value: Any) -> bool:
        return bool(self.of(document) == value)

    def words(self, value: Any, num: int, choices: "Choices") -> str:
        return self.states[value](num)


@dataclass(frozen=True, kw_only=True)
class ValueFilter(Filter):
    """One of the values that the records themselves have; ``of`` gives one value or several."""

    of: Callable[[Document], Any]
    lists: tuple[str, ...] = ()

    def options(self, choices: "Choices") -> list[tuple[str, str]]:
        found: set[str] = set()
        for document in choices.listed:
            found.update(several(self.of(document)))
        named = [(key, choices.name(self.lists, key) if self.lists else key) for key in found]
        return sorted(named, key=lambda pair: folded(pair[1]))

    def keeps(self, document: Document, value: Any) -> bool:
        return value in several(self.of(document))


@dataclass(frozen=True, kw_only=True)
class NumberFilter(Filter):
    """At least so much. ``sentence`` has ``%(number)s``."""

    of: Callable[[Document], Any]
    sentence: Counted
    unit: Any = ""

    widget: ClassVar[str] = "number"

    def value(self, text: str, choices: "Choices") -> Any:
        typed = re.sub(r"[\s  ]", "", text).replace(",", ".")
        return Decimal(typed) if re.fullmatch(r"\d{1,9}(\.\d{1,4})?", typed) else None

    def keeps(self, document: Document, value: Any) -> bool:
        found = self.of(document)
        return found is not None and Decimal(str(found)) >= value

    def words(self, value: Any, num: int, choices: "Choices") -> str:
        return self.sentence(num, number=number(value))


@dataclass(frozen=True, kw_only=True)
class MonthFilter(Filter):
    """A month of the horizon in which ``free`` holds for a span of days. ``sentence`` has ``%(month)s``."""

    free: Callable[[Document, date, date], bool]
    sentence: Counted

    def options(self, choices: "Choices") -> list[tuple[str, str]]:
        return [
            (start.isoformat()[:7], self.sentence(2, month=month_words(start))) for start in choices.months()
        ]

    def keeps(self, document: Document, value: str) -> bool:
        start = date.fromisoformat(f"{value}-01")
        end = date(start.year + start.month // 12, start.month % 12 + 1, 1)
        return self.free(document, start, end)

    def words(self, value: Any, num: int, choices: "Choices") -> str:
        return self.sentence(num, month=month_words(f"{value}-01"))


def several(value: Any) -> list[str]:
    if value is None or value == "":
        return []
    return [str(one) for one in value] if isinstance(value, list | tuple) else [str(value)]


def overlaps(spans: Any, start: date, end: date) -> bool:
    """Whether the spans (None: always) share a day with ``[start, end)``."""
    if spans is None:
        return True
    return any(str(a) < end.isoformat() and str(b) > start.isoformat() for a, b in spans)
