"""What changed between two plans, item by item, as people tell it.

Entries that are the same in both plans are unchanged, whatever their ids. What is left of one item is then
matched in date order: a pair is a move, the rest was added or removed.
"""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import zip_longest

from .message import Message, message
from .plan import Dressing, Occurrence, Plan, Stop, Tenancy, TrailRun

Entry = Tenancy | Occurrence | TrailRun | Dressing


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
    if before is None:
        assert after is not None
        told = _added(after)
    elif after is None:
        told = _removed(before)
    else:
        told = _moved(before, after)
    return Change(kind, item, before, after, told)


def _last(end: date) -> date:
    """The last day of a span that ends before ``end``: what people call its end."""
    return end - timedelta(days=1)


def _added(entry: Entry) -> Message:
    match entry:
        case Tenancy(project=project, premises=premises, start=start, end=end):
            return message(
                "{project} opens at {premises}, from {start} to {last}",
                project=project,
                premises=premises,
                start=start,
                last=_last(end),
            )
        case Occurrence(event=event, spot=spot, start=start):
            return message("{event} is held at {spot} on {start}", event=event, spot=spot, start=start)
        case TrailRun(trail=trail, start=start, stops=stops):
            return message(
                "{trail} is held from {start}, by way of {spot}",
                trail=trail,
                start=start,
                spot=tuple(stop.spot for stop in stops),
            )
        case Dressing(kit=kit, premises=premises, start=start, end=end):
            return message(
                "{kit} dresses {premises} from {start} to {last}",
                kit=kit,
                premises=premises,
                start=start,
                last=_last(end),
            )


def _removed(entry: Entry) -> Message:
    match entry:
        case Tenancy(project=project, premises=premises, start=start):
            return message(
                "{project} no longer opens at {premises} on {start}",
                project=project,
                premises=premises,
                start=start,
            )
        case Occurrence(event=event, spot=spot, start=start):
            return message(
                "{event} is no longer held at {spot} on {start}", event=event, spot=spot, start=start
            )
        case TrailRun(trail=trail, start=start):
            return message("{trail} is no longer held from {start}", trail=trail, start=start)
        case Dressing(kit=kit, premises=premises, start=start):
            return message(
                "{kit} no longer dresses {premises} from {start}", kit=kit, premises=premises, start=start
            )


def _moved(before: Entry, after: Entry) -> Message:
    if isinstance(before, Tenancy) and isinstance(after, Tenancy):
        return _tenancy_moved(before, after)
    if isinstance(before, Occurrence) and isinstance(after, Occurrence):
        return _occurrence_moved(before, after)
    if isinstance(before, TrailRun) and isinstance(after, TrailRun):
        return _trail_moved(before, after)
    assert isinstance(before, Dressing) and isinstance(after, Dressing)
    return message(
        "{kit} dresses {premises} from {start_2} to {last_2} instead of {start} to {last}",
        kit=after.kit,
        premises=after.premises,
        start=before.start,
        last=_last(before.end),
        start_2=after.start,
        last_2=_last(after.end),
    )


def _tenancy_moved(before: Tenancy, after: Tenancy) -> Message:
    values = {
        "project": after.project,
        "premises": before.premises,
        "premises_2": after.premises,
        "start": before.start,
        "start_2": after.start,
        "shift": shift(before.start, after.start),
        "term": _term((before.end - before.start).days, (after.end - after.start).days),
    }
    place, start = before.premises != after.premises, before.start != after.start
    match place, start, before.end - before.start != after.end - after.start:
        case True, False, False:
            return message("{project} moves from {premises} to {premises_2}", **values)
        case True, True, False:
            return message("{project} moves from {premises} to {premises_2}, {shift}", **values)
        case True, False, True:
            return message("{project} moves from {premises} to {premises_2} and stays {term}", **values)
        case True, True, True:
            return message(
                "{project} moves from {premises} to {premises_2}, {shift}, and stays {term}", **values
            )
        case False, True, False:
            return message("{project} opens at {premises} {shift}, on {start_2}", **values)
        case False, True, True:
            return message("{project} opens at {premises} {shift}, on {start_2}, and stays {term}", **values)
    return message("{project} stays at {premises} {term}", **values)


def _occurrence_moved(before: Occurrence, after: Occurrence) -> Message:
    values = {
        "event": after.event,
        "spot": before.spot,
        "spot_2": after.spot,
        "start": before.start,
        "start_2": after.start,
        "shift": shift(before.start, after.start),
    }
    if before.start == after.start:
        return message("{event} moves from {spot} to {spot_2} on {start}", **values)
    if before.spot == after.spot:
        return message("{event} is held at {spot} {shift}, on {start_2}", **values)
    return message("{event} moves from {spot} to {spot_2}, {shift}, on {start_2}", **values)


def _trail_moved(before: TrailRun, after: TrailRun) -> Message:
    values = {
        "trail": after.trail,
        "start": before.start,
        "start_2": after.start,
        "shift": shift(before.start, after.start),
        "way": _way(before, after),
    }
    if before.start == after.start:
        return message("{trail}, from {start}: {way}", **values)
    if before.stops == after.stops:
        return message("{trail} is held {shift}, from {start_2}", **values)
    return message("{trail} is held {shift}, from {start_2}: {way}", **values)


def _way(before: TrailRun, after: TrailRun) -> tuple[Message, ...]:
    """What is new on the way, as parts of a sentence: stops that come, go or change places, then the works shown."""
    old, new = [stop.spot for stop in before.stops], [stop.spot for stop in after.stops]
    come, gone = tuple(s for s in new if s not in old), tuple(s for s in old if s not in new)
    parts = []
    if come and gone:
        parts.append(message("stops at {spot_2} instead of {spot}", spot_2=come, spot=gone))
    elif come:
        parts.append(message("also stops at {spot}", spot=come))
    elif gone:
        parts.append(message("no longer stops at {spot}", spot=gone))
    if [s for s in old if s not in gone] != [s for s in new if s not in come]:
        parts.append(message("takes its stops in this order: {spot}", spot=tuple(new)))
    shown = {stop.spot: stop.installation for stop in before.stops}
    for stop in after.stops:
        if stop.installation != shown.get(stop.spot):
            parts.append(_shown(stop))
    return tuple(parts)


def _shown(stop: Stop) -> Message:
    if stop.installation is None:
        return message("shows nothing at {spot} any more", spot=stop.spot)
    return message("shows {installation} at {spot}", installation=stop.installation, spot=stop.spot)


def shift(before: date, after: date) -> Message:
    """How much later or earlier, in weeks where they are whole; a part of a sentence."""
    days = (after - before).days
    number, weeks = abs(days), days % 7 == 0
    match number // 7 if weeks else number, weeks, days > 0:
        case 1, True, True:
            return message("one week later")
        case 1, True, False:
            return message("one week earlier")
        case 2, True, True:
            return message("two weeks later")
        case 2, True, False:
            return message("two weeks earlier")
        case count, True, True:
            return message("{number} weeks later", number=count)
        case count, True, False:
            return message("{number} weeks earlier", number=count)
        case 1, False, True:
            return message("one day later")
        case 1, False, False:
            return message("one day earlier")
        case count, False, True:
            return message("{number} days later", number=count)
    return message("{number} days earlier", number=number)


def _term(before: int, after: int) -> Message:
    if before % 7 == 0 and after % 7 == 0:
        return message("{number} weeks instead of {number_2}", number=after // 7, number_2=before // 7)
    return message("{number} days instead of {number_2}", number=after, number_2=before)
