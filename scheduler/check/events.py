"""Rules of events on spots, of loud days and of full days."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import pairwise

from ..case import Case, Held, Let, Session, Walk, inside, on, weekday
from ..fields import Span
from ..message import Message, message
from .sweep import overlapping
from .violation import day, of_held, time


def count(case: Case) -> Iterator[Message]:
    """An event is held at most as often as it asks; a committed event at least once."""
    number = dict.fromkeys(case.events, 0)
    for o in case.held:
        number[o.event.id] += 1
    for event in case.events.values():
        if number[event.id] > event.occurrences:
            yield message(
                "{event} is held {number} times, at most {maximum}",
                event=event.id,
                number=number[event.id],
                maximum=event.occurrences,
            )
        if event.committed and not number[event.id]:
            yield message("{event} is committed and is not held", event=event.id)


def dates(case: Case) -> Iterator[Message]:
    """Every day of an occurrence is allowed, and occurrences keep their gap."""
    for o in case.held:
        if not inside(o.start, o.last + 1, [Span(case.problem.town.start, case.problem.town.end)]):
            yield message("{event} at {spot} on {start}: not inside the season", **of_held(o))
        if o.event.windows is not None and not inside(o.start, o.last + 1, o.event.windows):
            yield message(
                "{event} at {spot} on {start}: its days are not inside one of its windows", **of_held(o)
            )
        if o.event.weekdays is not None and weekday(o.start) not in o.event.weekdays:
            yield message(
                "{event} at {spot} on {start}: starts on weekday {found} (1 is Monday), allowed: {weekdays}",
                **of_held(o),
                found=weekday(o.start),
                weekdays=", ".join(map(str, o.event.weekdays)) or "–",
            )
        for excluded in sorted({d.toordinal() for d in o.event.not_dates}):
            if o.start <= excluded <= o.last:
                yield message("{event} at {spot} on {start}: not on {day}", **of_held(o), day=on(excluded))
        for session in o.sessions:
            if session.work is None:
                yield message(
                    "{event} at {spot} on {day}: its hours follow the sunset, and none is given for that date",
                    event=o.event.id,
                    spot=o.spot.id,
                    day=on(session.day),
                )
    yield from _gaps(case)


def _gaps(case: Case) -> Iterator[Message]:
    by_event: dict[str, list[Held]] = defaultdict(list)
    for o in case.held:
        by_event[o.event.id].append(o)
    for own in by_event.values():
        gap = own[0].event.min_gap_days
        own.sort(key=lambda o: o.start)
        for a, b in pairwise(own):
            if gap is not None and b.start - a.last < gap:
                yield message(
                    "{event} at {spot} on {start}: {days} days after the last time, on {last}, at least {minimum}",
                    **of_held(b),
                    days=b.start - a.last,
                    last=on(a.last),
                    minimum=gap,
                )


def fit(case: Case) -> Iterator[Message]:
    """The spot has room, power and what the event needs, is one of its spots, and may be loud that late."""
    for o in case.held:
        event, spot = o.event, o.spot
        if spot.capacity is not None and event.attendance > spot.capacity:
            yield message(
                "{event} at {spot} on {start}: {attendance} people are expected, the spot holds {capacity}",
                **of_held(o),
                attendance=event.attendance,
                capacity=spot.capacity,
            )
        if event.power_w > spot.power_w:
            yield message(
                "{event} at {spot} on {start}: {power} W are needed, the spot has {available} W",
                **of_held(o),
                power=event.power_w,
                available=spot.power_w,
            )
        missing = [tag for tag in event.features if tag not in spot.features]
        if missing:
            yield message(
                "{event} at {spot} on {start}: the spot lacks {missing}",
                **of_held(o),
                missing=", ".join(missing),
            )
        if event.spots is not None and spot.id not in event.spots:
            yield message("{event} at {spot} on {start}: not one of the event's spots", **of_held(o))
        yield from _too_late(o)


def _too_late(o: Held) -> Iterator[Message]:
    latest = o.spot.latest_end
    for session in o.sessions:
        if latest is not None and session.closes is not None and session.closes > latest:
            yield message(
                "{event} at {spot} on {day}: closes at {closes}, the spot must be quiet from {latest}",
                event=o.event.id,
                spot=o.spot.id,
                day=on(session.day),
                closes=f"{session.closes // 60:02}:{session.closes % 60:02}",
                latest=f"{latest // 60:02}:{latest % 60:02}",
            )


def closed(case: Case) -> Iterator[Message]:
    """No session and no trail night falls on a closure of its spot."""
    for o in case.held:
        for session in o.sessions:
            if inside(session.day, session.day + 1, o.spot.closures):
                yield message(
                    "{event} at {spot} on {day}: the spot is closed that day",
                    event=o.event.id,
                    spot=o.spot.id,
                    day=on(session.day),
                )
    for walk in case.walks:
        for spot, _ in walk.stops:
            for session in walk.sessions:
                if inside(session.day, session.day + 1, spot.closures):
                    yield message(
                        "{trail} stops at {spot} on {day}: the spot is closed that day",
                        trail=walk.trail.id,
                        spot=spot.id,
                        day=on(session.day),
                    )


def overlap(case: Case) -> Iterator[Message]:
    """One spot is taken by one occurrence or trail at a time, from set-up to tear-down."""
    taken: dict[str, list[tuple[int, int, Held | Walk]]] = defaultdict(list)
    for o in case.held:
        for begin, end in occupied(o.sessions, o.event.holds_overnight):
            taken[o.spot.id].append((begin, end, o))
    for walk in case.walks:
        for spot_id in {spot.id for spot, _ in walk.stops}:
            for begin, end in occupied(walk.sessions, True):
                taken[spot_id].append((begin, end, walk))
    for spot_id, spans in sorted(taken.items()):
        told = set()
        for moment, a, b in overlapping(spans):
            if a is not b and (moment, b) not in told:
                told.add((moment, b))
                yield message(
                    "{spot} on {day} at {time}: {item} and {item_2} take it at once, set-up and tear-down included",
                    spot=spot_id,
                    day=day(moment),
                    time=time(moment),
                    item=_item(a),
                    item_2=_item(b),
                )


def _item(taker: Held | Walk) -> str:
    return taker.event.id if isinstance(taker, Held) else taker.trail.id


def occupied(sessions: Iterable[Session], overnight: bool) -> list[tuple[int, int]]:
    """Spans in minutes for which the sessions of one occurrence or trail take a spot."""
    spans = [s.work for s in sessions if s.work]
    if overnight and spans:
        return [(min(begin for begin, _ in spans), max(end for _, end in spans))]
    return spans


def after(case: Case) -> Iterator[Message]:
    """An event starts after the last day of every occurrence of those it follows, and only if each is held."""
    lasts: dict[str, int] = {}
    for o in case.held:
        lasts[o.event.id] = max(o.last, lasts.get(o.event.id, o.last))
    for o in case.held:
        for earlier in o.event.after:
            if earlier not in lasts:
                yield message(
                    "{event} at {spot} on {start}: must follow {event_2}, which is not held",
                    **of_held(o),
                    event_2=earlier,
                )
            elif o.start <= lasts[earlier]:
                yield message(
                    "{event} at {spot} on {start}: must follow {event_2}, whose last day is {last}",
                    **of_held(o),
                    event_2=earlier,
                    last=on(lasts[earlier]),
                )


def apart(case: Case) -> Iterator[Message]:
    """Events that must not share a day do not."""
    on_day: dict[tuple[str, int], list[Held]] = defaultdict(list)
    for o in case.held:
        for session in o.sessions:
            on_day[o.event.id, session.day].append(o)
    for o in case.held:
        for session in o.sessions:
            for other_event in set(o.event.not_same_day):
                for other in on_day.get((other_event, session.day), ()):
                    if other is not o:
                        yield message(
                            "{event} at {spot} on {day}: must not share a day with {event_2} at {spot_2}",
                            event=o.event.id,
                            spot=o.spot.id,
                            day=on(session.day),
                            event_2=other.event.id,
                            spot_2=other.spot.id,
                        )


def inauguration(case: Case) -> Iterator[Message]:
    """An opening party is on the street of its project's tenancy, soon after it starts."""
    lets: dict[str, list[Let]] = defaultdict(list)
    for let in case.lets:
        lets[let.project.id].append(let)
    for o in case.held:
        opening = o.event.inaugurates
        if opening is None:
            continue
        own = lets[opening.project]
        if not own:
            yield message(
                "{event} at {spot} on {start}: opens {project}, which has no tenancy",
                **of_held(o),
                project=opening.project,
            )
        elif not any(
            let.premises.street == o.spot.street and let.start <= o.start <= let.start + opening.within_days
            for let in own
        ):
            yield message(
                "{event} at {spot} on {start}: must be on {street} from {first} to {last}, to open {project}",
                **of_held(o),
                street=own[0].premises.street,
                first=on(own[0].start),
                last=on(own[0].start + opening.within_days),
                project=opening.project,
            )


def loud(case: Case) -> Iterator[Message]:
    """A street has at most so many loud days in a calendar month."""
    most = case.problem.settings.max_loud_days_per_street_month
    days: dict[tuple[str, tuple[int, int]], set[int]] = defaultdict(set)
    for o in case.held if most is not None else ():
        if o.event.loud:
            for session in o.sessions:
                days[o.spot.street, _month(session.day)].add(session.day)
    for (street, (year, month)), found in sorted(days.items()):
        if most is not None and len(found) > most:
            yield message(
                "{street} in {month}: {number} loud days, at most {maximum}",
                street=street,
                month=f"{month:02}/{year}",
                number=len(found),
                maximum=most,
            )


def _month(number: int) -> tuple[int, int]:
    """Year and month of a day; all days past the last year that dates know are one month."""
    if number > date.max.toordinal():
        return 10000, 1
    known = date.fromordinal(number)
    return known.year, known.month


def full(case: Case) -> Iterator[Message]:
    """At most so many sessions take place in town on one date."""
    most = case.problem.settings.max_sessions_per_day
    on_day: dict[int, list[str]] = defaultdict(list)
    for o in case.held:
        for session in o.sessions:
            on_day[session.day].append(o.event.id)
    for number, names in sorted(on_day.items()):
        if most is not None and len(names) > most:
            yield message(
                "{day}: {number} sessions ({event}), at most {maximum}",
                day=on(number),
                number=len(names),
                event=tuple(names),
                maximum=most,
            )
