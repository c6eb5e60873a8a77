"""What a kind of record is: its keys, the type of each, and the ids of other records that they hold."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

TYPES = (
    "text", "whole", "decimal", "flag", "date", "clock", "hour",
    "tags", "words", "wholes", "weekdays", "dates", "span", "spans", "point", "lines",
    "reference", "references", "points", "roles", "choice", "choices",
    "support", "inauguration", "installations", "distances", "measure", "leases", "jury",
)  # fmt: skip
"""
What a key holds. ``clock`` HH:MM up to 29:59, ``hour`` HH:MM or sunset±minutes, ``points`` {id: points},
``roles`` {role: count}, ``lines`` GeoJSON MultiLineString coordinates, ``jury`` {criterion: mark}, ``measure`` see
``models.measuring``.
"""


@dataclass(frozen=True, slots=True)
class Key:
    """
    Parameters
    ----------
    name
        As in documents; the column bears the same name unless ``models.columns`` says otherwise.
    type
        One of ``TYPES``.
    default
        The value of a record that does not give the key; None where there is none.
    required
        Whether every record must give it.
    lists
        For references: the lists (as in problem files) whose ids it holds.
    choices
        For choices: the words allowed.
    own
        Whether it is the town's own, unknown to problem files.
    """

    name: str
    type: str
    default: Any = None
    required: bool = False
    lists: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    own: bool = False


@dataclass(frozen=True, slots=True)
class RecordKind:
    """
    ``name`` as in addresses of pages, ``list`` as in problem files (None: not in them), ``singular`` as messages
    call an id of this kind, ``table`` its class (a ``TownRecord``), ``keys`` all its keys but ``id``.
    """

    name: str
    list: str | None
    singular: str
    table: type[Any]
    keys: tuple[Key, ...]

    @property
    def file_keys(self) -> tuple[Key, ...]:
        """The keys that problem files have."""
        return tuple(key for key in self.keys if not key.own)

    @property
    def own_keys(self) -> tuple[Key, ...]:
        """The keys that only Rideau's tables have."""
        return tuple(key for key in self.keys if key.own)


def mentions(kind: RecordKind, document: Mapping[str, Any]) -> Iterator[tuple[Key, str, tuple[str, ...]]]:
    """
    Every id that a document names: the key, the id, and the lists it may stand in.

    Values of the wrong shape are passed over: whoever validates names that fault.
    """
    for key in kind.keys:
        if key.lists:
            for name, lists in _ids(key.type, document.get(key.name), key.lists):
                if isinstance(name, str):
                    yield key, name, lists


def _ids(type_: str, value: Any, lists: tuple[str, ...]) -> Iterator[tuple[Any, tuple[str, ...]]]:
    match type_, value:
        case "reference", str():
            yield value, lists
        case ("references", list()) | ("points", dict()):
            for name in value:
                yield name, lists
        case "support", dict():
            yield value.get("partner"), lists
        case "inauguration", dict():
            yield value.get("project"), lists
        case "distances", list():
            for leg in value:
                if isinstance(leg, dict):
                    yield leg.get("from"), lists
                    yield leg.get("to"), lists
        case "installations", list():
            for one in value:
                if isinstance(one, dict):
                    yield from _ids("references", one.get("spots"), ("spots",))
                    yield from _ids("points", one.get("spot_points"), lists)
