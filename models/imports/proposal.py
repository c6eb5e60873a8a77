"""What an import would do, before it is done: kept as text between the preview and the confirmation."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NamedTuple

from scheduler.files import Fault, FaultsError
from scheduler.message import Message, message

FORMAT = "rideau-import/1"


class ImportRefused(FaultsError):
    """A file that cannot be used, or an import that must not be applied. ``refused`` says why, all at once."""

    def __init__(self, refused: "tuple[Refused, ...]") -> None:
        super().__init__(tuple(Fault(one.place, one.message) for one in refused))
        self.refused = refused


class StaleProposal(ImportRefused):
    """The town has changed since the dry run: it must be made again."""


@dataclass(frozen=True, slots=True)
class Refused:
    """
    A value, a row or a file that cannot be used.

    ``file`` is the file or sheet as people know it, ``row`` counts as a spreadsheet does (the header is row 1),
    ``column`` is the header as written; ``message`` says what is wrong and what to do.
    """

    file: str
    row: int | None
    column: str
    value: str
    message: Message

    @property
    def place(self) -> str:
        """``premises.csv, 3, area_m2, “62 m”``: the file, the row, the column and the value, as far as known."""
        value = f"“{self.value}”" if self.value else ""
        row = "" if self.row is None else str(self.row)
        return ", ".join(part for part in (self.file, row, self.column, value) if part)

    def __str__(self) -> str:
        return f"{self.place}: {self.message}"


@dataclass(frozen=True, slots=True)
class Incoming:
    """
    A record as a file gives it.

    ``document`` has the keys that the file knows: a key with None goes back to its default, a key that is not
    there keeps what the town has. ``when_new`` fills further keys in a record that is added, never in one that
    is there. ``file`` and ``row`` say where it stands, ``columns`` which header a key was read from.
    """

    key: str
    document: Mapping[str, Any]
    when_new: Mapping[str, Any] = field(default_factory=dict)
    file: str = ""
    row: int | None = None
    columns: Mapping[str, str] = field(default_factory=dict)


class FieldChange(NamedTuple):
    """A key of a document whose value changes."""

    name: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class Added:
    """A record that was not there."""

    kind: str
    key: str
    document: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Changed:
    """``before`` and ``after`` are the whole documents of the record."""

    kind: str
    key: str
    before: Mapping[str, Any]
    after: Mapping[str, Any]

    @property
    def fields(self) -> tuple[FieldChange, ...]:
        """The keys that differ, in the order of the documents."""
        names = dict.fromkeys([*self.before, *self.after])
        return tuple(
            FieldChange(name, self.before.get(name), self.after.get(name))
            for name in names
            if self.before.get(name) != self.after.get(name)
        )


@dataclass(frozen=True, slots=True)
class Unchanged:
    """How many records are in the file as they stand here."""

    count: int


@dataclass(frozen=True, slots=True)
class Proposal:
    """The dry run of an import: apply it as it is, or not at all."""

    kind_of_import: str
    filename: str
    added: tuple[Added, ...]
    changed: tuple[Changed, ...]
    unchanged: Unchanged
    refused: tuple[Refused, ...]
    notes: tuple[Message, ...]

    @property
    def changes_nothing(self) -> bool:
        """Whether applying it would leave everything as it is."""
        return not self.added and not self.changed

    def counts(self) -> dict[str, Any]:
        """``{"added": {kind: n}, "changed": {kind: n}, "unchanged": n, "refused": n}``."""
        return {
            "added": _tally(one.kind for one in self.added),
            "changed": _tally(one.kind for one in self.changed),
            "unchanged": self.unchanged.count,
            "refused": len(self.refused),
        }

    @property
    def digest(self) -> str:
        """Names this very proposal: what is confirmed is what was shown."""
        return hashlib.sha256(_canonical(_body(self)).encode()).hexdigest()


def _tally(kinds: Iterator[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for kind in kinds:
        found[kind] = found.get(kind, 0) + 1
    return found


def write_proposal(proposal: Proposal) -> str:
    """JSON text with its digest; ``read_proposal(write_proposal(p)) == p``."""
    return _canonical({"format": FORMAT, "digest": proposal.digest, "proposal": _body(proposal)})


def read_proposal(text: str) -> Proposal:
    """The proposal in a text. Raises ``ImportRefused`` where the text was cut or altered."""
    try:
        outer = json.loads(text, object_hook=_revive)
        found = _proposal(outer["proposal"])
        if outer["format"] != FORMAT or outer["digest"] != found.digest:
            raise ValueError
    except (ValueError, KeyError, TypeError, ArithmeticError):
        reason = message("this preview can no longer be read: import the file again")
        raise ImportRefused((Refused("", None, "", "", reason),)) from None
    return found


def _canonical(value: Any) -> str:
    return json.dumps(value, ensure_ascii=True, sort_keys=False, separators=(",", ":"), default=_tagged)


def _tagged(value: Any) -> Any:
    match value:
        case Decimal():
            return {"$decimal": str(value)}
        case datetime():
            return value.isoformat()
        case date():
            return {"$date": value.isoformat()}
        case Mapping():
            return dict(value)
    raise TypeError(f"{type(value).__name__} cannot be kept in a proposal")


def _revive(value: dict[str, Any]) -> Any:
    if value.keys() == {"$decimal"}:
        return Decimal(value["$decimal"])
    if value.keys() == {"$date"}:
        return date.fromisoformat(value["$date"])
    return value


def _body(proposal: Proposal) -> dict[str, Any]:
    return {
        "kind": proposal.kind_of_import,
        "filename": proposal.filename,
        "added": [[one.kind, one.key, one.document] for one in proposal.added],
        "changed": [[one.kind, one.key, one.before, one.after] for one in proposal.changed],
        "unchanged": proposal.unchanged.count,
        "refused": [
            [one.file, one.row, one.column, one.value, _message_body(one.message)] for one in proposal.refused
        ],
        "notes": [_message_body(one) for one in proposal.notes],
    }


def _message_body(one: Message) -> list[Any]:
    return [one.text, one.values]


def _proposal(body: Mapping[str, Any]) -> Proposal:
    return Proposal(
        kind_of_import=body["kind"],
        filename=body["filename"],
        added=tuple(Added(*one) for one in body["added"]),
        changed=tuple(Changed(*one) for one in body["changed"]),
        unchanged=Unchanged(body["unchanged"]),
        refused=tuple(
            Refused(file, row, column, value, Message(*text))
            for file, row, column, value, text in body["refused"]
        ),
        notes=tuple(Message(*one) for one in body["notes"]),
    )
