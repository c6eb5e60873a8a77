"""What a description of one kind of record is made of: columns, filters, sections of the form."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from .counted import Counted
from .fields import Field
from .filters import Filter

if TYPE_CHECKING:
    from .choices import Choices

Document = Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class Column:
    """
    A column of a list.

    Parameters
    ----------
    value
        What is compared and exported, from the record's document.
    show
        What stands in the cell; ``value`` as text where absent.
    kind
        ``text``, ``number``, ``euros``, ``area``, ``day``, ``badge`` or ``yes_no``: how it is aligned and written.
    wide
        Shown on wide screens only.
    rank
        What the list is sorted by, where it is not the value itself.
    """

    name: str
    label: Any
    value: Callable[[Document, "Choices"], Any]
    kind: str = "text"
    wide: bool = False
    unit: Any = ""
    badges: Mapping[str, tuple[Any, str]] = field(default_factory=dict)
    rank: Callable[[Document, "Choices"], str] | None = None


@dataclass(frozen=True, kw_only=True)
class Section:
    """Fields under one heading; ``folded`` ones are rarely needed and open by a click."""

    title: Any
    fields: tuple[Field, ...]
    help: Any = ""
    folded: bool = False


@dataclass(frozen=True, kw_only=True)
class Kind:
    """
    One kind of record.

    Parameters
    ----------
    name
        As in addresses and in the registry of the models.
    plural, counted, counted_of
        “Locaux”; “60 locaux”; “25 locaux vacants sur 60” (with ``num``, ``which`` and ``total``).
    of_some
        The title with filters on: number, adjectives, total.
    role
        Who may edit.
    title_of
        The record's name in a sentence.
    """

    name: str
    plural: Any
    counted: Counted
    of_some: Counted
    new: Any
    create: Any
    what: Any
    role: str
    title_of: Callable[[Document, "Choices"], str]
    columns: tuple[Column, ...]
    sections: tuple[Section, ...]
    filters: tuple[Filter, ...] = ()
    highlight: Callable[[list[Document]], str] | None = None
    sort: str = ""
    search: tuple[str, ...] = ()
    keyed: bool = True
    stem: tuple[str, ...] = ("name",)

    @property
    def fields(self) -> tuple[Field, ...]:
        return tuple(one for section in self.sections for one in section.fields)
