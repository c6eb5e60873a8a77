"""The light trails of the map: a line past numbered stops, in the week of their nights."""

from datetime import date, timedelta
from typing import Any

from models.places import Spot
from models.routes import way
from scheduler import case

from ..formats import clock, day_month
from ..i18n import gettext as _
from ..season import month as calendar
from ..townmap import Mark, Walk, past_stops
from ..trails import stops_counted, walk_words
from .ground import DECIMALS, placed, record, rows
from .shown import Shown


def trails_of_week(data: dict[str, Any], on: date) -> list[dict[str, Any]]:
    """The trails of ``features`` with a night in the seven days from ``on``."""
    first, end = on.isoformat(), (on + timedelta(days=7)).isoformat()
    return [
        trail for trail in data["trails"] if any(first <= night["day"] < end for night in trail["nights"])
    ]


def trails(board: Shown) -> list[dict[str, Any]]:
    """Every trail of the plan: its stops in order, its nights, and both in words."""
    assert board.case
    places = {row.key: row for row in rows(board, Spot)}
    return [_trail(board, walk, places) for walk in board.case.walks]


def drawn(trail: dict[str, Any]) -> tuple[list[Mark], Walk]:
    """The stops of a trail of ``features`` that have a place on the ground, and the line past them."""
    stops = ((s["lon"], s["lat"], s["words"], s["url"]) for s in trail["stops"])
    return past_stops(trail["title"], stops, loop=trail["loop"])


def _trail(board: Shown, walk: case.Walk, places: dict[str, Spot]) -> dict[str, Any]:
    found = way(walk)
    stops = []
    for spot, installation in walk.stops:
        row, name = places.get(spot.id), board.names("spot", spot.id)
        point = (row.lon, row.lat) if row is not None and placed(row) else spot.point or (None, None)
        work = installation.id if installation else ""
        stops.append(
            {
                "spot": spot.id,
                "lon": None if point[0] is None else round(float(point[0]), DECIMALS),
                "lat": None if point[1] is None else round(float(point[1]), DECIMALS),
                "words": _("%(place)s: %(work)s", place=name, work=work) if work else name,
                "url": record(board, "spots", spot.id),
            }
        )
    facts = {"stops": stops, "metres": found.metres, "step_free": found.step_free}
    return {
        "title": board.names("trail", walk.trail.id),
        "url": record(board, "trails", walk.trail.id),
        "loop": walk.trail.loop and len(stops) > 1,
        "stops": stops,
        "words": f"{stops_counted(facts)}, {walk_words(facts)}",
        "nights": [
            {"day": date.fromordinal(night.day).isoformat(), "words": _night_words(night)}
            for night in walk.sessions
        ],
    }


def _night_words(night: Any) -> str:
    day, opens = day_month(date.fromordinal(night.day)), calendar.opening(night)
    if opens is None or night.closes is None:
        return day
    return _("%(day)s, %(opens)s to %(closes)s", day=day, opens=clock(opens), closes=clock(night.closes))
