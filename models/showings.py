"""
What the public sees of a plan: one showing per session, stay, trail night and dressed window. Pure: a plan and
names in, no rows.

Local wall-clock hours become UTC here, so that what is stored is unambiguous whatever the clocks do.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from scheduler.case import Case, Dressed, Held, Let, Session, Walk, join

from .mapping import Problem, Programme
from .routes import LIGHT_TRAIL, route

MINUTES_A_DAY = 24 * 60
EMAIL = re.compile(r"[\w.%+-]+@[\w-]+(?:\.[\w-]+)+")
PHONE = re.compile(r"(?<![\w/.-])(?:\+\d{1,3}[ .\u00a0\u202f-]?|0)\d(?:[ .\u00a0\u202f-]?\d{2}){4}(?![\w-])")


@dataclass(frozen=True, slots=True)
class Words:
    """What people call a record: its name, a text about it, and where it is (lon, lat)."""

    name: str = ""
    description: str = ""
    point: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Names:
    """Words of records by list (as in problem files) and id; ``town`` closes every address."""

    town: str = ""
    records: Mapping[str, Mapping[str, Words]] = field(default_factory=dict)

    def of(self, list_: str, key: str) -> Words:
        """The words of a record; its id where nothing is known of it."""
        return self.records.get(list_, {}).get(key) or Words(key)

    def name(self, list_: str, key: str) -> str:
        """The name of a record, or its id."""
        return self.of(list_, key).name or key


@dataclass(frozen=True, slots=True)
class Showing:
    """
    An entry of the programme before it has an identity. ``starts`` and ``ends`` are moments in UTC; of an
    ``all_day`` one the midnights of the town. ``ordinal`` counts occurrences, ``day`` the days of one, from 0.
    ``route`` is a trail's, see ``routes.route``.
    """

    kind: str
    item: str
    ordinal: int
    day: int
    starts: datetime
    ends: datetime
    all_day: bool
    place: str
    street: str
    title: str
    description: str
    location: str
    category: str
    audiences: tuple[str, ...]
    lon: float | None
    lat: float | None
    route: Mapping[str, Any] | None = None

    @property
    def when_and_where(self) -> tuple[datetime, datetime, str]:
        """What makes two showings of one item the same."""
        return self.starts, self.ends, self.place


def showings(problem: Problem, programme: Programme, names: Names, zone: ZoneInfo) -> list[Showing]:
    """All that the plan shows, in order of time. References must resolve and hours be known: check first."""
    case = join(problem, programme)
    found = [
        *(_stay(let, names, zone) for let in case.lets),
        *_sessions(case, names, zone),
        *(night for walk in case.walks for night in _nights(walk, names, zone)),
        *_windows(case, names, zone),
    ]
    return sorted(found, key=lambda one: (one.starts, one.kind, one.item, one.ordinal, one.day))


def moment(day: int, minutes: int, zone: ZoneInfo) -> datetime:
    """
    The UTC moment of a wall-clock time: ``minutes`` after the midnight of a day number.

    A time that the clocks skip is read as if they had not been put forward; one that comes twice is the first.
    """
    local = datetime.combine(date.fromordinal(day), datetime.min.time()) + timedelta(minutes=minutes)
    return local.replace(tzinfo=zone).astimezone(UTC)


def _stay(let: Let, names: Names, zone: ZoneInfo) -> Showing:
    words, place = names.of("projects", let.project.id), names.of("premises", let.premises.id)
    point = place.point or let.premises.point
    return Showing(
        kind="tenancy",
        item=let.project.id,
        ordinal=0,
        day=0,
        starts=moment(let.start, 0, zone),
        ends=moment(let.end, 0, zone),
        all_day=True,
        place=let.premises.id,
        street=let.premises.street,
        title=words.name or let.project.id,
        description=public(words.description),
        location=_location(place.name, let.premises.street, names),
        category=let.project.activity,
        audiences=(),
        lon=point[0] if point else None,
        lat=point[1] if point else None,
    )


def _sessions(case: Case, names: Names, zone: ZoneInfo) -> Iterator[Showing]:
    by_event: dict[str, list[Held]] = defaultdict(list)
    for held in sorted(case.held, key=lambda held: (held.start, held.spot.id)):
        by_event[held.event.id].append(held)
    for occurrences in by_event.values():
        for ordinal, held in enumerate(occurrences):
            words, place = names.of("events", held.event.id), names.of("spots", held.spot.id)
            point = place.point or held.spot.point
            for day, session in enumerate(held.sessions):
                starts, ends = _hours(session, zone)
                yield Showing(
                    kind="event",
                    item=held.event.id,
                    ordinal=ordinal,
                    day=day,
                    starts=starts,
                    ends=ends,
                    all_day=False,
                    place=held.spot.id,
                    street=held.spot.street,
                    title=words.name or held.event.id,
                    description=public(words.description),
                    location=_location(place.name, held.spot.street, names),
                    category=held.event.kind,
                    audiences=held.event.audiences,
                    lon=point[0] if point else None,
                    lat=point[1] if point else None,
                )


def _nights(walk: Walk, names: Names, zone: ZoneInfo) -> Iterator[Showing]:
    words = names.of("trails", walk.trail.id)
    first = walk.stops[0][0]
    place = names.of("spots", first.id)
    point = place.point or first.point
    way = route(walk, names.name, {spot.id: names.of("spots", spot.id).point for spot, _ in walk.stops})
    for day, session in enumerate(walk.sessions):
        starts, ends = _hours(session, zone)
        yield Showing(
            kind="trail",
            item=walk.trail.id,
            ordinal=0,
            day=day,
            starts=starts,
            ends=ends,
            all_day=False,
            place=first.id,
            street=first.street,
            title=words.name or walk.trail.id,
            description=public(words.description),
            location=_location(place.name, first.street, names),
            category=LIGHT_TRAIL,
            audiences=(),
            lon=point[0] if point else None,
            lat=point[1] if point else None,
            route=way,
        )


def _windows(case: Case, names: Names, zone: ZoneInfo) -> Iterator[Showing]:
    """The dressed windows, those of one kit counted in order of time."""
    counted: Counter[str] = Counter()
    for dressed in sorted(case.dressed, key=lambda one: (one.start, one.premises.id)):
        yield _window(dressed, counted[dressed.kit.id], names, zone)
        counted[dressed.kit.id] += 1


def _window(dressed: Dressed, ordinal: int, names: Names, zone: ZoneInfo) -> Showing:
    place = names.of("premises", dressed.premises.id)
    point = place.point or dressed.premises.point
    return Showing(
        kind="dressing",
        item=dressed.kit.id,
        ordinal=ordinal,
        day=0,
        starts=moment(dressed.start, 0, zone),
        ends=moment(dressed.end, 0, zone),
        all_day=True,
        place=dressed.premises.id,
        street=dressed.premises.street,
        title=names.name("kits", dressed.kit.id),
        description="",
        location=_location(place.name, dressed.premises.street, names),
        category="",
        audiences=(),
        lon=point[0] if point else None,
        lat=point[1] if point else None,
    )


def _hours(session: Session, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """When the doors open and close: the work span without set-up and tear-down."""
    assert session.begin is not None and session.end is not None
    item: Any = session.item
    midnight = session.day * MINUTES_A_DAY
    opens = session.begin + item.setup_minutes - midnight
    closes = session.end - item.teardown_minutes - midnight
    starts, ends = moment(session.day, opens, zone), moment(session.day, closes, zone)
    # Both in the hour that the clocks skip or repeat: the length that people were told decides.
    return starts, ends if ends > starts else starts + timedelta(minutes=closes - opens)


def _location(place: str, street: str, names: Names) -> str:
    """ "12 Grande Rue, Brévigny-sur-Aure": the place, its street where the place does not say it, the town."""
    parts = [place] if place else []
    street_name = names.name("streets", street)
    if street_name.casefold() not in place.casefold():
        parts.append(street_name)
    if names.town and names.town.casefold() not in " ".join(parts).casefold():
        parts.append(names.town)
    return ", ".join(parts)


def public(text: str) -> str:
    """A text without addresses of e-mail and telephone numbers (GDPR art. 5(1)(c): no more than needed)."""
    return EMAIL.sub("…", PHONE.sub("…", text)).strip()
