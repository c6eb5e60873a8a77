"""
Between a file and the tables: every import is tried on the town first, shown, then applied all or nothing.

The dry run writes for real inside a savepoint and takes it back, so what it shows is what will be kept: same checks,
same defaults, same spelling of values. The proposal it gives can be kept as text (``write_proposal``,
``read_proposal``) until a person confirms it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from sqlalchemy.orm import Session

from scheduler.files import Fault
from scheduler.message import Message, message

from ..accounts import Account
from ..journal import ImportBatch
from ..journal_log import Actor
from ..places import Town
from ..records import KINDS, ManyRecordFaults, apply_all
from ..shelf import Shelf
from ..soundness import faults
from . import specials
from .proposal import (
    Added,
    Changed,
    FieldChange,
    ImportRefused,
    Incoming,
    Proposal,
    Refused,
    StaleProposal,
    Unchanged,
    read_proposal,
    write_proposal,
)
from .references import renamed
from .specials import SPECIAL
from .standing import Standing

__all__ = [
    "Added",
    "Changed",
    "FieldChange",
    "ImportRefused",
    "Incoming",
    "Proposal",
    "Refused",
    "StaleProposal",
    "Unchanged",
    "apply",
    "compare",
    "read_proposal",
    "write_proposal",
]

Documents = Mapping[str, Sequence[Incoming]]
MOST_REFUSED = 1000


@dataclass(slots=True)
class _Candidate:
    """A record of the file matched with the town's: ``whole`` is what would be stored."""

    kind: str
    key: str
    incoming: Incoming
    before: dict[str, Any] | None
    whole: dict[str, Any] = field(default_factory=dict)


def compare(
    session: Session,
    town: Town,
    documents_by_kind: Documents,
    *,
    kind_of_import: str,
    filename: str = "",
    refused: Iterable[Refused] = (),
    notes: Iterable[Message] = (),
) -> Proposal:
    """
    The dry run of an import: what would be added, changed and refused. Changes nothing.

    Kinds are those of ``models.kinds.KINDS``, and ``town``, ``network`` and ``decisions``. A record is found by its
    ``source_ref``, else by its key. ``kind_of_import`` becomes the ``origin`` of new records. ``refused`` and
    ``notes`` are what reading the file gave already.
    """
    candidates, bad = _matched(Standing(session, town), documents_by_kind)
    candidates, unsound = _sound(session, town, candidates)
    added, changed, unchanged = _tried(session, town, candidates, kind_of_import)
    everything = [*refused, *bad, *unsound]
    return Proposal(
        kind_of_import=kind_of_import,
        filename=filename,
        added=tuple(added),
        changed=tuple(changed),
        unchanged=Unchanged(unchanged),
        refused=tuple(everything[:MOST_REFUSED]),
        notes=(*notes, *_too_many(len(everything))),
    )


def _too_many(count: int) -> Iterator[Message]:
    if count > MOST_REFUSED:
        yield message(
            "{count} values are refused, the first {most} are shown", count=count, most=MOST_REFUSED
        )


def _matched(standing: Standing, documents: Documents) -> tuple[list[_Candidate], list[Refused]]:
    """Each record of the file beside the one of the town; a record that comes twice is refused."""
    found: list[_Candidate] = []
    bad: list[Refused] = []
    names: dict[tuple[str, str], str] = {}
    seen: set[tuple[str, str]] = set()
    for kind, incomings in documents.items():
        for incoming in incomings:
            key, before = standing.match(kind, incoming)
            if key != incoming.key and kind not in SPECIAL:
                names[kind, incoming.key] = key
            if (kind, key) in seen:
                reason = message("“{key}” comes twice in the file: keep one of the two", key=key)
                column = incoming.columns.get("id", "id")
                bad.append(Refused(incoming.file or kind, incoming.row, column, incoming.key, reason))
                continue
            seen.add((kind, key))
            found.append(_Candidate(kind, key, incoming, before))
    for one in found:
        one.whole = _whole(one, names)
    return found, bad


def _whole(one: _Candidate, names: Mapping[tuple[str, str], str]) -> dict[str, Any]:
    """What the record will be: what it is, with what the file says, without what the file empties."""
    base: Mapping[str, Any] = one.incoming.when_new if one.before is None else one.before
    told = {**base, **one.incoming.document}
    if one.kind in SPECIAL:
        if "role_rates" in told:  # a table of rates without the other settings
            told["settings"] = {**told.get("settings", {}), "role_rates": told.pop("role_rates")}
        return {key: value for key, value in told.items() if value is not None}
    own = {key.name for key in KINDS[one.kind].own_keys}
    told = {key: value for key, value in told.items() if value is not None or key in own}
    return {"id": one.key} | renamed(one.kind, told, names) | {"id": one.key}


def _sound(
    session: Session, town: Town, candidates: list[_Candidate]
) -> tuple[list[_Candidate], list[Refused]]:
    """The records that may be stored together; what names a refused record is refused as well."""
    bad: list[Refused] = []
    while True:
        coming = _by_kind(candidates)
        shelf = Shelf(session, town, coming)
        ids = {kind: {str(one["id"]) for one in rows} for kind, rows in coming.items()}
        left = []
        for one in candidates:
            if one.kind in SPECIAL:
                found = tuple(specials.faults(session, town, one.kind, one.whole, ids))
            else:
                found = faults(KINDS[one.kind], one.whole, shelf.known)
            bad += _refusals(one.incoming, one.kind, found)
            if not found:
                left.append(one)
        if len(left) == len(candidates):
            return left, bad
        candidates = left


def _refusals(incoming: Incoming, kind: str, found: Iterable[Fault]) -> Iterator[Refused]:
    for fault in found:
        name = fault.path.split(".")[0].split("[")[0]
        column = incoming.columns.get(fault.path) or incoming.columns.get(name) or fault.path
        value = incoming.document.get(name)
        shown = "" if value is None else str(value)[:200]
        yield Refused(incoming.file or kind, incoming.row, column, shown or incoming.key, fault.message)


def _by_kind(candidates: Iterable[_Candidate]) -> dict[str, list[Mapping[str, Any]]]:
    found: dict[str, list[Mapping[str, Any]]] = {}
    for one in candidates:
        if one.kind not in SPECIAL:
            found.setdefault(one.kind, []).append(one.whole)
    return found


def _tried(
    session: Session, town: Town, candidates: list[_Candidate], origin: str
) -> tuple[list[Added], list[Changed], int]:
    """Store everything in a savepoint, look at it, take it back."""
    added: list[Added] = []
    changed: list[Changed] = []
    unchanged = 0
    session.flush()
    savepoint = session.begin_nested()
    try:
        documents = [(one.kind, one.key, one.whole) for one in candidates]
        _store(session, town, documents, origin, "import", datetime.now(UTC))
        session.expire_all()
        standing = Standing(session, town)
        for one in candidates:
            after = standing.document(one.kind, one.key)
            assert after is not None
            if one.before is None:
                added.append(Added(one.kind, one.key, after))
            elif after == one.before:
                unchanged += 1
            else:
                changed.append(Changed(one.kind, one.key, one.before, after))
    finally:
        savepoint.rollback()
        session.expire_all()
    return added, changed, unchanged


def _store(
    session: Session,
    town: Town,
    documents: Sequence[tuple[str, str, Mapping[str, Any]]],
    origin: str,
    actor: Actor,
    now: datetime,
) -> None:
    """Records and specials of one import, in an order that lets them name one another."""
    for kind, key, document in documents:
        if kind == "town":
            specials.write(session, town, kind, key, document, actor, now)
    records: dict[str, list[Mapping[str, Any]]] = {}
    for kind, _, document in documents:
        if kind not in SPECIAL:
            records.setdefault(kind, []).append(document)
    apply_all(session, town, records, origin=origin, actor=actor, now=now)
    for kind, key, document in documents:
        if kind in SPECIAL and kind != "town":
            specials.write(session, town, kind, key, document, actor, now)


def apply(
    session: Session,
    town: Town,
    proposal: Proposal,
    account: Account | None,
    now: datetime,
    *,
    skip_refused: bool = False,
) -> ImportBatch:
    """
    Do what the proposal says, whole, inside the caller's transaction (which the caller commits).

    Raises ``ImportRefused`` where rows were refused and the caller did not choose to leave them out (``skip_refused``),
    and ``StaleProposal`` where the town has changed since the dry run. Then nothing is written.
    """
    if proposal.refused and not skip_refused:
        raise ImportRefused(proposal.refused)
    with session.begin_nested():
        session.expire_all()
        if stale := list(_moved_on(Standing(session, town), proposal)):
            raise StaleProposal(tuple(stale))
        documents = [(one.kind, one.key, one.document) for one in proposal.added]
        documents += [(one.kind, one.key, _emptied(one)) for one in proposal.changed]
        try:
            _store(session, town, documents, proposal.kind_of_import, account or "import", now)
        except ManyRecordFaults as error:
            raise StaleProposal(tuple(_late(error))) from None
        batch = ImportBatch(
            town_id=town.id,
            kind=proposal.kind_of_import,
            filename=proposal.filename,
            applied_at=now,
            account_id=None if account is None else account.id,
            counts=proposal.counts(),
        )
        session.add(batch)
        session.flush()
    return batch


def _emptied(one: Changed) -> dict[str, Any]:
    """The new document, with None for what only the old one had: own keys go back to their defaults."""
    gone = {key: None for key in one.before if key not in one.after}
    return {**gone, **one.after} if one.kind in SPECIAL else dict(one.after)


def _moved_on(standing: Standing, proposal: Proposal) -> Iterator[Refused]:
    """Records that are no longer as the dry run saw them."""
    for one in proposal.changed:
        if standing.document(one.kind, one.key) != dict(one.before):
            reason = message("was changed since this preview: import the file again")
            yield Refused(one.kind, None, "", one.key, reason)
    for new in proposal.added:
        if standing.document(new.kind, new.key) is not None or standing.by_source(
            new.kind, new.document.get("source_ref")
        ):
            reason = message("was added since this preview: import the file again")
            yield Refused(new.kind, None, "", new.key, reason)


def _late(error: ManyRecordFaults) -> Iterator[Refused]:
    """What the town lost since the dry run and a record of the import names."""
    for one in error.records:
        for fault in one.faults:
            yield Refused(one.kind, None, fault.path, one.key, fault.message)
