"""The form of a record: what its inputs hold, what is wrong with them, and the document they make."""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from scheduler.files import Fault

from ..i18n import gettext
from ..i18n import lazy_gettext as _
from ..names import Names
from ..telling import translate
from .choices import Choices
from .composite import gather
from .fields import Field, Raw, YesNo
from .fields import Form as Sent
from .kind import Kind, Section
from .kinds.common import KEY

FICTITIOUS = YesNo(
    name="fictitious",
    label=_("Fictitious data"),
    help=_("Filled in for the demonstration. Untick once the values are those of the real place."),
)
TOKENS = re.compile(r"[^.\[\]]+")


@dataclass
class RecordForm:
    """
    Parameters
    ----------
    raws
        What the inputs of each field hold.
    errors
        Name of an input → what is wrong with it.
    base
        The document that the person began from; empty for a new record.
    more
        Names of lists that were asked for one more empty row.
    told
        What was just put into the inputs, and is not stored yet.
    """

    kind: Kind
    choices: Choices
    raws: dict[str, Raw]
    base: Mapping[str, Any] = field(default_factory=dict)
    version: int = 0
    errors: dict[str, str] = field(default_factory=dict)
    more: dict[str, int] = field(default_factory=dict)
    told: str = ""

    @property
    def sections(self) -> list[Section]:
        return sections_of(self.kind, self.base)

    @property
    def labels(self) -> dict[str, str]:
        """For the summary: the label of the field that each error belongs to."""
        return {
            name: str(f.label)
            for name in self.errors
            for f in fields_of(self.kind, self.base)
            if name == f.name or name.startswith(f"{f.name}-")
        }

    def document(self) -> dict[str, Any] | None:
        """The record that the inputs make; None, with ``errors``, where they cannot be read."""
        found: dict[str, Any] = dict(self.base)
        faults: list[tuple[str, str]] = []
        for f in fields_of(self.kind, self.base):
            gather(faults, f.name, lambda f=f: found.update(self._read(f)))
        for name, sentence in faults:
            self.errors.setdefault(name, sentence)
        if faults:
            return None
        if not found.get("id"):
            found.pop("id", None)
        return found

    def peek(self) -> dict[str, Any] | None:
        """The same without noting what is wrong, for what is only told beside the form."""
        before = dict(self.errors)
        found = self.document()
        self.errors = before
        return found

    def _read(self, f: Field) -> dict[str, Any]:
        """The field's value; the stored one where the inputs say the same."""
        value = f.read(self.raws[f.name], self.choices)
        stored = self.base.get(f.name)
        kept = f.name in self.base and f.same(stored, value, self.choices)
        return {f.name: stored if kept else value}

    def refuse(self, faults: Iterable[Fault], names: Names) -> None:
        """Put what the models refuse beside the inputs that hold it."""
        for fault in faults:
            sentence = translate(fault.message, names)
            self.errors.setdefault(self._input(fault.path), sentence[:1].upper() + sentence[1:])

    def _input(self, path: str) -> str:
        tokens = TOKENS.findall(path)
        for f in fields_of(self.kind, self.base):
            if tokens and f.name == tokens[0]:
                return f.name + f.locate(tokens[1:])
        return fields_of(self.kind, self.base)[0].name

    def base_text(self) -> str:
        """The base as text, for a hidden input."""
        return json.dumps(self.base, ensure_ascii=False, default=str)


def sections_of(kind: Kind, document: Mapping[str, Any]) -> list[Section]:
    """The sections of the form: an identifier for a new record, the mark of what is fictitious where there is one."""
    last = kind.sections[-1]
    added: tuple[Field, ...] = ()
    if document.get("fictitious"):
        added = (FICTITIOUS,)
    elif not document and kind.keyed:
        added = (KEY,)
    if not added:
        return list(kind.sections)
    return [*kind.sections[:-1], Section(title=last.title, help=last.help, fields=(*last.fields, *added))]


def fields_of(kind: Kind, document: Mapping[str, Any]) -> list[Field]:
    return [f for section in sections_of(kind, document) for f in section.fields]


def form_of(kind: Kind, choices: Choices, document: Mapping[str, Any], version: int = 0) -> RecordForm:
    """The form as it opens: the record's values, or the defaults of a new one."""
    raws = {f.name: f.show(document.get(f.name, f.default), choices) for f in fields_of(kind, document)}
    return RecordForm(kind, choices, raws, document, version)


def copy_of(kind: Kind, choices: Choices, document: Mapping[str, Any]) -> RecordForm:
    """The form of a new record that begins as another one."""
    own = {
        name: value
        for name, value in document.items()
        if name not in ("id", "source_ref", "fictitious", "origin")
    }
    for name in ("name", "title"):
        if own.get(name):
            own[name] = gettext("%(name)s (copy)", name=own[name])
    form = form_of(kind, choices, {})
    form.raws = {f.name: f.show(own.get(f.name, f.default), choices) for f in fields_of(kind, {})}
    return form


def sent_form(
    kind: Kind, choices: Choices, sent: Sent, base: Mapping[str, Any], version: int = 0
) -> RecordForm:
    """The form as it was sent."""
    raws = {f.name: f.take(sent, f.name) for f in fields_of(kind, base)}
    return RecordForm(kind, choices, raws, base, version)


def seen_base(sent: Sent) -> Mapping[str, Any] | None:
    """The document that the form was opened on, as it came back; None where it was lost or altered."""
    try:
        found = json.loads(sent.get("_base", ""))
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


@dataclass(frozen=True)
class Clash:
    """One field that two people left with different values. ``chosen`` is whose to keep, where that is clear."""

    field: Field
    theirs: str
    mine: str
    chosen: str


def clashes(
    form: RecordForm, mine: Mapping[str, Any], theirs: Mapping[str, Any], base: Mapping[str, Any] | None
) -> list[Clash]:
    """Field by field, what somebody saved meanwhile and what this person wanted, where they differ."""
    found = []
    for f in fields_of(form.kind, form.base):
        a, b = _raw(form, f, theirs), _raw(form, f, mine)
        if a == b:
            continue
        begun = _raw(form, f, base) if base is not None else None
        chosen = "" if base is None else "mine" if begun == a else "theirs" if begun == b else ""
        found.append(Clash(f, _words(form, f, theirs), _words(form, f, mine), chosen))
    return found


def settle(form: RecordForm, sent: Sent, theirs: Mapping[str, Any]) -> None:
    """Take from the stored record the fields for which the person chose it."""
    for f in fields_of(form.kind, form.base):
        if sent.get(f"_keep-{f.name}") == "theirs":
            form.raws[f.name] = _raw(form, f, theirs)


def _raw(form: RecordForm, f: Field, document: Mapping[str, Any]) -> Raw:
    return f.show(document.get(f.name, f.default), form.choices)


def _words(form: RecordForm, f: Field, document: Mapping[str, Any]) -> str:
    return f.words(document.get(f.name, f.default), form.choices) or gettext("empty")
