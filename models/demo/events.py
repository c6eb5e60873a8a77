"""Corvenay's sixty events: how one is written down. The events themselves stand by season in the next modules."""

from collections.abc import Mapping, Sequence
from typing import Any, TypedDict, Unpack

from .calendar import Spans, Year
from .case import Document

SATURDAY, SUNDAY, WEDNESDAY, FRIDAY = (6,), (7,), (3,), (5,)
WEEKEND = (6, 7)


class Particulars(TypedDict, total=False):
    """
    What an event may say for itself where it is not as usual.

    ``work`` is minutes of set-up and take-down, ``cost`` euros, ``power`` watts, ``gap`` days. ``holidays`` ``no``
    keeps clear of public holidays, ``school`` of school terms: the event is for days without school.
    """

    weekdays: Sequence[int] | None
    for_whom: Sequence[str]
    tags: Sequence[str]
    times: int
    again: int | None
    gap: int | None
    days: int
    overnight: bool
    work: tuple[int, int]
    cost: int
    people: int
    power: int
    needs: Sequence[str]
    spots: Sequence[str] | None
    likes: Mapping[str, int]
    staff: Mapping[str, int]
    loud: bool
    after: Sequence[str]
    apart: Sequence[str]
    opens_shop: tuple[str, int] | None
    committed: bool
    holidays: str
    by: str


USUAL: Particulars = {
    "weekdays": None,
    "for_whom": ("habitants",),
    "tags": (),
    "times": 1,
    "again": None,
    "gap": None,
    "days": 1,
    "overnight": False,
    "work": (60, 45),
    "cost": 0,
    "people": 100,
    "power": 0,
    "needs": (),
    "spots": None,
    "likes": {},
    "staff": {},
    "loud": False,
    "after": (),
    "apart": (),
    "opens_shop": None,
    "committed": False,
    "holidays": "",
    "by": "Ville de Corvenay",
}


def event(
    year: Year,
    key: str,
    title: str,
    kind: str,
    value: int,
    hours: str,
    windows: Spans,
    text: str,
    **particulars: Unpack[Particulars],
) -> Document:
    """``hours`` is ``opens-closes``; ``windows`` that the horizon misses leave the event without a date."""
    own: Particulars = {**USUAL, **particulars}
    opens, closes = hours.split("-", 1) if "sunset" not in hours else hours.split("/")
    found: dict[str, Any] = {
        "id": key,
        "title": title,
        "kind": kind,
        "description": text,
        "organiser": own["by"],
        "value": value,
        "opens": opens,
        "closes": closes,
        "windows": _inside(windows, year.school_holidays()) if own["holidays"] == "school" else windows,
        **_asked(own),
        "not_dates": year.public_holidays() if own["holidays"] == "no" else [],
    }
    if inaugurated := own["opens_shop"]:
        found["inaugurates"] = {"project": inaugurated[0], "within_days": inaugurated[1]}
    return {name: one for name, one in found.items() if one is not None}


def _asked(own: Particulars) -> Document:
    """What the event asks of days, places and people, by the keys of a problem file."""
    return {
        "weekdays": list(own["weekdays"]) if own["weekdays"] else None,
        "audiences": list(own["for_whom"]),
        "tags": list(own["tags"]),
        "occurrences": own["times"],
        "repeat_value": own["again"],
        "min_gap_days": own["gap"],
        "days": own["days"],
        "holds_overnight": own["overnight"],
        "setup_minutes": own["work"][0],
        "teardown_minutes": own["work"][1],
        "cost_cents": own["cost"] * 100,
        "attendance": own["people"],
        "power_w": own["power"],
        "features": list(own["needs"]),
        "spots": list(own["spots"]) if own["spots"] is not None else None,
        "spot_points": dict(own["likes"]),
        "staff": dict(own["staff"]),
        "loud": own["loud"],
        "after": list(own["after"]),
        "not_same_day": list(own["apart"]),
        "committed": own["committed"],
    }


def _inside(windows: Spans, within: Spans) -> Spans:
    """The days that both lists of spans have."""
    return [[max(a, c), min(b, d)] for a, b in windows for c, d in within if max(a, c) < min(b, d)]


def whole_year(year: Year) -> Spans:
    """The horizon as the one span of an event that may take place on any of its days."""
    return [[year.start.isoformat(), year.end.isoformat()]]
