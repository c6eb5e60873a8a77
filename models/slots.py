"""
Entries of the programme keep their identity from one version to the next (RFC 5545 3.8.4.7 and 3.8.7.4).

What stays is untouched; what moves keeps its uid and its sequence grows; what goes is cancelled and kept; what comes
back is the same entry again. A calendar that an entry leaves keeps it as it was, cancelled.
What lies in the past, or before the horizon, is history: no version rewrites it.
"""

import uuid
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import datetime

from .plans import Departure, PublishedVersion, Slot
from .routes import streets
from .showings import Showing

TEXTS = ("title", "description", "category", "audiences", "lon", "lat", "street")
PLACES = ("starts", "ends", "place", "all_day", "location", "route")
AS_IT_WAS = ("starts", "ends", "all_day", "title", "description", "location", "lon", "lat")


@dataclass(frozen=True, slots=True)
class Edition:
    """What a version brings with it: the namespace of uids, the moment, and where history ends."""

    version: PublishedVersion
    namespace: uuid.UUID
    now: datetime
    horizon: datetime


def revise(
    existing: Iterable[Slot], new: Iterable[Showing], edition: Edition
) -> tuple[list[Slot], list[Slot]]:
    """
    Make the slots show what the version shows: those added (to be stored), and all that changed, added included.

    Matching within one item: the very same first, then in order of date among what may still change, then
    cancelled entries that are still to come.
    """
    slots: dict[tuple[str, str], list[Slot]] = defaultdict(list)
    for slot in sorted(existing, key=lambda slot: (slot.starts, slot.uid)):
        slots[slot.kind, slot.item].append(slot)
    shown: dict[tuple[str, str], list[Showing]] = defaultdict(list)
    for showing in new:
        shown[showing.kind, showing.item].append(showing)
    added: list[Slot] = []
    changed: list[Slot] = []
    for kind, item in sorted({*slots, *shown}):
        fresh, touched = _revise_item(slots[kind, item], shown[kind, item], edition)
        added += fresh
        changed += touched
    return added, changed


def _revise_item(slots: list[Slot], shown: list[Showing], edition: Edition) -> tuple[list[Slot], list[Slot]]:
    pairs, slots_left, shown_left = _same(slots, shown)
    over = [showing for showing in shown_left if showing.ends <= edition.now]
    coming = [showing for showing in shown_left if showing.ends > edition.now]
    # What is over and was told otherwise at the time is not told again: the entries of then stand for it.
    history = [s for s in slots_left if s.ends <= edition.now and s.status == "confirmed"]
    open_ = [s for s in slots_left if s.ends > edition.now and s.starts >= edition.horizon]
    running = [s for s in open_ if s.status == "confirmed"]
    waiting = [*running, *(s for s in open_ if s.status == "cancelled" and s.starts > edition.now)]
    pairs += zip(waiting, coming, strict=False)
    gone = running[len(coming) :]
    changed = [slot for slot, showing in pairs if _put(slot, showing, edition)]
    for slot in gone:
        _cancel(slot, edition)
    new = [*over[len(history) :], *coming[len(waiting) :]]
    added = [_add(showing, len(slots) + n, edition) for n, showing in enumerate(new)]
    return added, [*changed, *gone, *added]


def _same(
    slots: list[Slot], shown: list[Showing]
) -> tuple[list[tuple[Slot, Showing]], list[Slot], list[Showing]]:
    """Pairs of the same time and place, confirmed entries first; what is left of both."""
    pairs, shown_left = [], []
    free = sorted(slots, key=lambda slot: (slot.status == "cancelled", slot.starts, slot.uid))
    for showing in shown:
        match = next((s for s in free if (s.starts, s.ends, s.place) == showing.when_and_where), None)
        if match is None:
            shown_left.append(showing)
        else:
            free.remove(match)
            pairs.append((match, showing))
    return pairs, sorted(free, key=lambda slot: (slot.starts, slot.uid)), shown_left


def _put(slot: Slot, showing: Showing, edition: Edition) -> bool:
    """Let a slot show this; whether anything that people see has changed."""
    before, after = calendars(slot), calendars(showing)
    moved = (
        slot.status != "confirmed"
        or before != after
        or any(getattr(slot, n) != getattr(showing, n) for n in PLACES)
    )
    reworded = any(_value(showing, n) != getattr(slot, n) for n in TEXTS)
    for name in ("ordinal", "day"):  # order among the item's entries: not shown to anybody
        if getattr(slot, name) != getattr(showing, name):
            setattr(slot, name, getattr(showing, name))
    if not moved and not reworded:
        return False
    slot.sequence += moved
    _leave(slot, before - after, edition)
    slot.left = [one for one in slot.left if (one.scope, one.key) not in after]
    for name in (*PLACES, *TEXTS):
        setattr(slot, name, _value(showing, name))
    slot.status = "confirmed"
    _stamp(slot, edition)
    return True


def calendars(entry: Slot | Showing) -> set[tuple[str, str]]:
    """The calendars, beside the town's, that show an entry: scope and key. A dressed window is in none."""
    if entry.kind == "dressing":
        return set()
    found = {("category", entry.category), *(("street", street) for street in streets(entry))}
    found |= {("audience", str(audience)) for audience in entry.audiences}
    return {(scope, key) for scope, key in found if key}


def _leave(slot: Slot, scopes: set[tuple[str, str]], edition: Edition) -> None:
    """Note what a slot was for the calendars that it leaves; what is over took place and is not called off."""
    if slot.ends <= edition.now:
        return
    told = {name: getattr(slot, name) for name in AS_IT_WAS}
    for scope, key in sorted(scopes):
        slot.left.append(
            Departure(scope=scope, key=key, sequence=slot.sequence, changed_at=edition.now, **told)
        )


def _cancel(slot: Slot, edition: Edition) -> None:
    slot.status = "cancelled"
    slot.sequence += 1
    _stamp(slot, edition)


def _stamp(slot: Slot, edition: Edition) -> None:
    slot.changed_at = edition.now
    slot.version_id = edition.version.id


def _add(showing: Showing, number: int, edition: Edition) -> Slot:
    town = edition.version.town_id
    name = f"{town}/{showing.kind}/{showing.item}/{number}/{edition.now.isoformat()}"
    values = {field.name: _value(showing, field.name) for field in fields(showing)}
    return Slot(
        town_id=town,
        uid=str(uuid.uuid5(edition.namespace, name)),
        status="confirmed",
        sequence=0,
        changed_at=edition.now,
        version_id=edition.version.id,
        **values,
    )


def _value(showing: Showing, name: str) -> object:
    value = getattr(showing, name)
    return list(value) if isinstance(value, tuple) else value


def tally(changed: Iterable[Slot]) -> dict[str, int]:
    """How many entries a version confirmed or cancelled."""
    return dict(Counter(slot.status for slot in changed))
