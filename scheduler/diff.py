"""What changed between two plans, item by item, as people tell it.

Entries that are the same in both plans are unchanged, whatever their ids. What is left of one item is then
matched in date order: a pair is a move, the rest was added or removed.
"""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest

from .diff_words import Entry, told
from .message import Message
from .plan import Dressing, Occurrence, Plan, Tenancy, TrailRun


@dataclass(frozen=True, slots=True)
class Change:
    """
    One item that differs.

    ``kind`` is tenancy, event, trail or dressing, ``item`` the id of the project, event, trail or kit. ``before``
    is None for what was added, ``after`` for what was removed. The message's values name every place and date.
    """

    kind: str
    item: str
    before: Entry | None
    after: Entry | None
    message: Message


@dataclass(frozen=True, slots=True)
class Diff:
    """Everything that differs, tenancies first, then events, trails and dressings; and how much does not."""

    added: tuple[Change, ...] = ()
    moved: tuple[Change, ...] = ()
    removed: tuple[Change, ...] = ()
    unchanged: int = 0

    def __bool__(self) -> bool:
        return bool(self.added or self.moved or self.removed)


def diff(a: Plan, b: Plan) -> Diff:
    """What happens to plan ``a`` when plan ``b`` takes its place."""
    changes: list[Change] = []
    unchanged = 0
    for before, after in (
        (a.tenancies, b.tenancies),
        (a.occurrences, b.occurrences),
        (a.trails, b.trails),
        (a.dressings, b.dressings),
    ):
        pairs, same = _matched(before, after)
        unchanged += same
        changes += [_change(*pair) for pair in pairs]
    return Diff(
        added=tuple(c for c in changes if c.before is None),
        moved=tuple(c for c in changes if c.before is not None and c.after is not None),
        removed=tuple(c for c in changes if c.after is None),
        unchanged=unchanged,
    )


def _matched(
    before: Iterable[Entry], after: Iterable[Entry]
) -> tuple[list[tuple[Entry | None, Entry | None]], int]:
    """Pairs of entries that differ, in the order of the items, and the number of those that are the same."""
    old, new = list(before), list(after)
    same = Counter(map(_fields, old)) & Counter(map(_fields, new))
    groups: dict[Hashable, tuple[list[Entry], list[Entry]]] = defaultdict(lambda: ([], []))
    for side, rows in enumerate((old, new)):
        for row in _without(rows, same):
            groups[_item(row)][side].append(row)
    pairs = [
        pair
        for ours, theirs in groups.values()
        for pair in zip_longest(sorted(ours, key=_order), sorted(theirs, key=_order))
    ]
    return pairs, same.total()


def _without(rows: Iterable[Entry], same: Counter[Hashable]) -> Iterator[Entry]:
    left = same.copy()
    for row in rows:
        if left[_fields(row)]:
            left[_fields(row)] -= 1
        else:
            yield row


def _fields(entry: Entry) -> Hashable:
    """All that makes an entry what it is; its id is only a label."""
    match entry:
        case Tenancy():
            return entry.project, entry.premises, entry.start, entry.end
        case Occurrence():
            return entry.event, entry.spot, entry.start
        case TrailRun():
            return entry.trail, entry.start, tuple((s.spot, s.installation) for s in entry.stops)
        case Dressing():
            return entry.kit, entry.premises, entry.start, entry.end


def _item(entry: Entry) -> Hashable:
    """What entries of the two plans are matched by; a window is dressed anew rather than moved."""
    match entry:
        case Tenancy():
            return entry.project
        case Occurrence():
            return entry.event
        case TrailRun():
            return entry.trail
        case Dressing():
            return entry.kit, entry.premises


def _order(entry: Entry) -> tuple[date, str]:
    return entry.start, str(_fields(entry))


def _change(before: Entry | None, after: Entry | None) -> Change:
    match before or after:
        case Tenancy(project=item):
            kind = "tenancy"
        case Occurrence(event=item):
            kind = "event"
        case TrailRun(trail=item):
            kind = "trail"
        case Dressing(kit=item):
            kind = "dressing"
    return Change(kind, item, before, after, told(before, after))
