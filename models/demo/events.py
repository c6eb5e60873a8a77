"""Corvenay's sixty events: how one is written down. The events themselves stand by season in the next modules."""

from collections.abc import Mapping, Sequence
from typing import Any

from .calendar import Spans, Year
from .case import Document

SATURDAY, SUNDAY, WEDNESDAY, FRIDAY = (6,), (7,), (3,), (5,)
WEEKEND = (6, 7)


def event(
    year: Year,
    key: str,
    title: str,
    kind: str,
    value: int,
    hours: str,
    windows: Spans,
    text: str,
    *,
    weekdays: Sequence[int] | None = None,
    for_whom: Sequence[str] = ("habitants",),
    tags: Sequence[str] = (),
    times: int = 1,
    again: int | None = None,
    gap: int | None = None,
    days: int = 1,
    overnight: bool = False,
    work: tuple[int, int] = (60, 45),
    cost: int = 0,
    people: int = 100,
    power: int = 0,
    needs: Sequence[str] = (),
    spots: Sequence[str] | None = None,
    likes: Mapping[str, int] | None = None,
    staff: Mapping[str, int] | None = None,
    loud: bool = False,
    after: Sequence[str] = (),
    apart: Sequence[str] = (),
    opens_shop: tuple[str, int] | None = None,
    committed: bool = False,
    holidays: str = "",
    by: str = "Ville de Corvenay",
) -> Document:
    """
    ``hours`` is ``opens-closes``; ``work`` minutes of set-up and take-down; ``cost`` euros.

    ``windows`` that the horizon misses leave the event without a date. ``holidays`` ``no`` keeps clear of public
    holidays, ``school`` of school terms: the event is for days without school.
    """
    opens, closes = hours.split("-", 1) if "sunset" not in hours else hours.split("/")
    found: dict[str, Any] = {
        "id": key,
        "title": title,
        "kind": kind,
        "description": text,
        "organiser": by,
        "value": value,
        "opens": opens,
        "closes": closes,
        "windows": _inside(windows, year.school_holidays()) if holidays == "school" else windows,
        "weekdays": list(weekdays) if weekdays else None,
        "audiences": list(for_whom),
        "tags": list(tags),
        "occurrences": times,
        "repeat_value": again,
        "min_gap_days": gap,
        "days": days,
        "holds_overnight": overnight,
        "setup_minutes": work[0],
        "teardown_minutes": work[1],
        "cost_cents": cost * 100,
        "attendance": people,
        "power_w": power,
        "features": list(needs),
        "spots": list(spots) if spots is not None else None,
        "spot_points": dict(likes or {}),
        "staff": dict(staff or {}),
        "loud": loud,
        "after": list(after),
        "not_same_day": list(apart),
        "committed": committed,
        "not_dates": year.public_holidays() if holidays == "no" else [],
    }
    if opens_shop:
        found["inaugurates"] = {"project": opens_shop[0], "within_days": opens_shop[1]}
    return {name: one for name, one in found.items() if one is not None}


def _inside(windows: Spans, within: Spans) -> Spans:
    """The days that both lists of spans have."""
    return [[max(a, c), min(b, d)] for a, b in windows for c, d in within if max(a, c) < min(b, d)]


def whole_year(year: Year) -> Spans:
    return [[year.start.isoformat(), year.end.isoformat()]]
