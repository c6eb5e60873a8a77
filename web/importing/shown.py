"""A proposal in words: what would be added, what would change and how, what is refused and why."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from models.imports.proposal import Changed, Proposal, Refused

from ..i18n import gettext
from ..i18n import lazy_gettext as _
from ..names import Names
from ..records.choices import Choices
from ..records.fields import Wrong
from ..records.kind import Kind
from ..records.kinds import KINDS
from ..telling import translate

MOST_ROWS = 100
OTHER_KINDS = {"town": _("The town"), "network": _("Walking network")}
OTHER_FIELDS = {
    "geometry": _("Line on the map"),
    "fictitious": _("Fictitious data"),
    "origin": _("Origin"),
    "source_ref": _("Source"),
    "start": _("First day"),
    "end": _("End"),
    "timezone": _("Time zone"),
    "name": _("Name"),
    "latitude": _("Latitude"),
    "longitude": _("Longitude"),
    "sunsets": _("Sunsets"),
    "settings": _("Settings"),
    "attribution": _("Source of the map"),
    "money_limited": _("Money is a limit"),
    "nodes": _("Points of the network"),
    "edges": _("Ways of the network"),
    "lamps": _("Street lamps"),
    "source": _("Source"),
}
IMPLIED = (
    "id",
    "name",
    "title",
    "address",
    "origin",
    "source_ref",
    "active",
    "fictitious",
    "notes",
    "geometry",
)


@dataclass(frozen=True, slots=True)
class Line:
    """One record: its name, where it is or will be, and what is said of it."""

    kind: str
    key: str
    name: str
    facts: list[tuple[str, str]]
    changes: list[tuple[str, str, str]]


@dataclass(frozen=True, slots=True)
class Part:
    """Records of one kind: how many, and the first of them."""

    kind: str
    label: str
    count: int
    lines: list[Line]


@dataclass(frozen=True, slots=True)
class RefusedRow:
    file: str
    row: int | None
    column: str
    value: str
    remedy: str


def kind_label(kind: str) -> str:
    return str(KINDS[kind].plural if kind in KINDS else OTHER_KINDS.get(kind, kind))


def added(proposal: Proposal, choices: Choices) -> list[Part]:
    """What is new, by kind."""
    lines: dict[str, list[Line]] = {}
    counts: dict[str, int] = {}
    for one in proposal.added:
        counts[one.kind] = counts.get(one.kind, 0) + 1
        if counts[one.kind] <= MOST_ROWS:
            facts = _facts(one.kind, one.document, choices)
            name = _name(one.kind, one.key, one.document, choices)
            lines.setdefault(one.kind, []).append(Line(one.kind, one.key, name, facts, []))
    return [Part(kind, kind_label(kind), counts[kind], rows) for kind, rows in lines.items()]


def changed(proposal: Proposal, choices: Choices) -> list[Part]:
    """What would be otherwise, by kind: field, before, after."""
    lines: dict[str, list[Line]] = {}
    counts: dict[str, int] = {}
    for one in proposal.changed:
        counts[one.kind] = counts.get(one.kind, 0) + 1
        if counts[one.kind] <= MOST_ROWS:
            name = _name(one.kind, one.key, one.before, choices)
            line = Line(one.kind, one.key, name, [], list(_changes(one, choices)))
            lines.setdefault(one.kind, []).append(line)
    return [Part(kind, kind_label(kind), counts[kind], rows) for kind, rows in lines.items()]


def refused(proposal: Proposal, names: Names) -> list[RefusedRow]:
    return [refused_row(one, names) for one in proposal.refused]


def refused_row(one: Refused, names: Names) -> RefusedRow:
    sentence = translate(one.message, names)
    return RefusedRow(one.file, one.row, one.column, one.value, sentence[:1].upper() + sentence[1:])


def _name(kind: str, key: str, document: Mapping[str, Any], choices: Choices) -> str:
    if kind in KINDS:
        return KINDS[kind].title_of({"id": key, **document}, choices)
    return kind_label(kind)


def _facts(kind: str, document: Mapping[str, Any], choices: Choices) -> list[tuple[str, str]]:
    """What the file says of a new record, in the order of its form."""
    if kind not in KINDS:
        return [
            (str(OTHER_FIELDS.get(name, name)), told(None, name, value, choices))
            for name, value in document.items()
        ]
    found = []
    for f in KINDS[kind].fields:
        value = document.get(f.name)
        if value in (None, "", [], {}) or f.name in IMPLIED or value == f.default:
            continue
        found.append((str(f.label), told(KINDS[kind], f.name, value, choices)))
    return found[:8]


def _changes(one: Changed, choices: Choices) -> Iterator[tuple[str, str, str]]:
    kind = KINDS.get(one.kind)
    for change in one.fields:
        label = _label(kind, change.name)
        before = told(kind, change.name, change.before, choices)
        after = told(kind, change.name, change.after, choices)
        if before == after:
            before, after = "", gettext("changed")
        yield label, before, after


def _label(kind: Kind | None, name: str) -> str:
    for f in kind.fields if kind else ():
        if f.name == name:
            return str(f.label)
    return str(OTHER_FIELDS.get(name, name))


def told(kind: Kind | None, name: str, value: Any, choices: Choices) -> str:
    """A value in words; what has no words of its own is counted or written plainly."""
    for f in kind.fields if kind else ():
        if f.name == name:
            try:
                shown = f.words(f.default if value is None else value, choices)
            except (Wrong, ValueError, TypeError, KeyError, AttributeError):
                shown = str(value)
            return shown or gettext("empty")
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    if isinstance(value, list | dict):
        return str(len(value))
    return "" if value is None else str(value)[:200]
