"""
A programme as an iCalendar feed (RFC 5545, RFC 7986). A pure function: same entries, same octets.

The icalendar library does the grammar; where its defaults mislead real clients they are overridden here:
every text is wrapped in ``vText`` (others are written unescaped), the refresh interval gets its ``VALUE``,
the zone is written as rules (see ``vtimezone``), and there is no METHOD, so that DTSTAMP means "last revised".
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, vDuration, vGeo, vText, vUri

from .plain_text import one_line, public_text
from .vtimezone import vtimezone

REFRESH = timedelta(hours=4)
CALENDAR_END = b"END:VCALENDAR\r\n"
# The octets of an entry are kept: serialising costs 20 times joining, and most entries never change.
KEPT_ENTRIES = 20_000


@dataclass(frozen=True, slots=True)
class Entry:
    """
    What happens once, as subscribers see it, on ``[starts, ends)``.

    ``changed_at``, ``starts`` and ``ends`` are aware moments; an ``all_day`` entry covers the local days from
    that of ``starts`` to the one before that of ``ends``. ``sequence`` grows with each change of time, place or
    status. ``url`` is the entry's page, absolute.
    """

    uid: str
    sequence: int
    changed_at: datetime
    starts: datetime
    ends: datetime
    title: str
    url: str
    all_day: bool = False
    cancelled: bool = False
    description: str = ""
    location: str = ""
    categories: tuple[str, ...] = ()
    lon: float | None = None
    lat: float | None = None


@dataclass(frozen=True, slots=True)
class Heading:
    """
    What a feed says of itself. ``first_year`` and ``last_year`` bound the season (entries may widen them);
    ``cancelled`` is put before the title of a cancelled entry ("Annulé : "); ``colour`` is a CSS 3 name.
    """

    name: str
    description: str
    timezone: str
    first_year: int
    last_year: int
    language: str = "fr"
    cancelled: str = "Annulé : "
    colour: str = "teal"
    source: str = ""


def feed(heading: Heading, entries: Iterable[Entry]) -> bytes:
    """The calendar's octets, entries in order of time; without entries it is an empty, legal calendar."""
    ordered = sorted(entries, key=lambda entry: (entry.starts, entry.uid))
    body = [_entry_octets(entry, heading.timezone, heading.cancelled) for entry in ordered]
    return b"".join((_opening(heading, ordered), *body, CALENDAR_END))


def _opening(heading: Heading, entries: Sequence[Entry]) -> bytes:
    calendar = Calendar()
    calendar.add("prodid", vText(f"-//Rideau//Rideau Feeds 1.0//{heading.language.upper()}"))
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    name, description = vText(_title(heading.name)), vText(public_text(heading.description))
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("description", description)
    calendar.add("x-wr-caldesc", description)
    calendar.add("x-wr-timezone", vText(heading.timezone))
    calendar.add("color", vText(heading.colour))
    _add_refresh(calendar)
    if heading.source:
        source = vUri(heading.source)
        source.params["VALUE"] = "URI"
        calendar.add("source", source)
    # Always there: RFC 5545 3.6 asks for one component, so that an empty feed stays legal.
    calendar.add_component(_zone(heading, entries))
    octets: bytes = calendar.to_ical()
    return octets.removesuffix(CALENDAR_END)


def _add_refresh(calendar: Calendar) -> None:
    interval = vDuration(REFRESH)
    interval.params["VALUE"] = "DURATION"
    calendar.add("refresh-interval", interval)
    calendar.add("x-published-ttl", vText(vDuration(REFRESH).to_ical().decode()))


def _zone(heading: Heading, entries: Sequence[Entry]):
    years = [year for entry in entries for year in (entry.starts.year - 1, entry.ends.year + 1)]
    first = min([heading.first_year - 1, *years])
    last = max([heading.last_year + 1, *years])
    return vtimezone(heading.timezone, first, last)


@lru_cache(maxsize=KEPT_ENTRIES)
def _entry_octets(entry: Entry, timezone: str, cancelled: str) -> bytes:
    event = Event()
    event.add("uid", vText(entry.uid))
    changed = entry.changed_at.astimezone(UTC).replace(microsecond=0)
    event.add("dtstamp", changed)
    event.add("last-modified", changed)
    event.add("sequence", entry.sequence)
    event.add("status", "CANCELLED" if entry.cancelled else "CONFIRMED")
    _add_times(event, entry, ZoneInfo(timezone))
    title = _title(entry.title)
    event.add("summary", vText(f"{cancelled}{title}" if entry.cancelled else title))
    event.add("transp", "TRANSPARENT" if entry.cancelled or entry.all_day else "OPAQUE")
    event.add("url", vUri(entry.url))
    if description := public_text(entry.description):
        event.add("description", vText(description))
    _add_place(event, entry)
    for category in entry.categories:
        # A comma inside a name is read as two categories by some clients, escaped or not.
        if label := one_line(public_text(category).replace(",", " ")):
            event.add("categories", [label])
    octets: bytes = event.to_ical()
    return octets


def _title(text: str) -> str:
    return one_line(public_text(text)) or "…"


def _add_times(event: Event, entry: Entry, zone: ZoneInfo) -> None:
    if entry.all_day:
        first = entry.starts.astimezone(zone).date()
        event.add("dtstart", first)
        event.add("dtend", max(entry.ends.astimezone(zone).date(), first + timedelta(days=1)))
        return
    ends = max(entry.ends, entry.starts + timedelta(minutes=1))
    event.add("dtstart", _moment(entry.starts, zone))
    event.add("dtend", _moment(ends, zone))


def _moment(moment: datetime, zone: ZoneInfo) -> datetime:
    """Local time with its zone; in UTC when the clocks show that hour twice, which clients read differently."""
    utc = moment.astimezone(UTC).replace(microsecond=0)
    local = utc.astimezone(zone)
    twice = local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset()
    return utc if twice else local


def _add_place(event: Event, entry: Entry) -> None:
    location = one_line(public_text(entry.location))
    event.add("location", vText(location or "…"))
    if entry.lat is None or entry.lon is None:
        return
    latitude, longitude = f"{entry.lat:.6f}", f"{entry.lon:.6f}"
    event.add("geo", vGeo((float(latitude), float(longitude))))
    event["GEO"].to_ical = lambda: f"{latitude};{longitude}"
    place = vUri(f"geo:{latitude},{longitude}")
    place.params["VALUE"] = "URI"
    place.params["X-APPLE-RADIUS"] = "50"
    # A parameter cannot hold a quotation mark, escaped or not (RFC 5545 3.2).
    place.params["X-TITLE"] = (location or _title(entry.title)).replace('"', "”")
    event.add("x-apple-structured-location", place)
