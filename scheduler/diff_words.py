"""The sentences that tell what became of one item: what was added, removed or moved, and by how much."""

from datetime import date, timedelta

from .message import Message, message
from .plan import Dressing, Occurrence, Stop, Tenancy, TrailRun

Entry = Tenancy | Occurrence | TrailRun | Dressing


def told(before: Entry | None, after: Entry | None) -> Message:
    """What happened to an item, of which at most one entry is None; both are of one kind."""
    if before is None:
        assert after is not None
        return _added(after)
    return _removed(before) if after is None else _moved(before, after)


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
        **_starts(before.start, after.start),
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
        **_starts(before.start, after.start),
    }
    if before.start == after.start:
        return message("{event} moves from {spot} to {spot_2} on {start}", **values)
    if before.spot == after.spot:
        return message("{event} is held at {spot} {shift}, on {start_2}", **values)
    return message("{event} moves from {spot} to {spot_2}, {shift}, on {start_2}", **values)


def _trail_moved(before: TrailRun, after: TrailRun) -> Message:
    values = {
        "trail": after.trail,
        **_starts(before.start, after.start),
        "way": _way(before, after),
    }
    if before.start == after.start:
        return message("{trail}, from {start}: {way}", **values)
    if before.stops == after.stops:
        return message("{trail} is held {shift}, from {start_2}", **values)
    return message("{trail} is held {shift}, from {start_2}: {way}", **values)


def _starts(before: date, after: date) -> dict[str, date | Message]:
    """How sentences about a move call its dates."""
    return {"start": before, "start_2": after, "shift": shift(before, after)}


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
