"""
The distances of a light trail: measured on the town's ways, or estimated when asked, without losing what people know.

A *measure* is the document that a trail keeps beside its distances: how it was made (``by`` ``walk`` or ``line``, with
its ``factor``), where each spot stood (``spots`` {id: [lon, lat]}), and ``pairs`` [{``from``, ``to``, ``metres``,
``step_free``}], with ``why`` in the place of ``metres`` where there is no way. A distance that says something else
than the measure was decided by a person, and a new measure leaves it alone.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from .geometry import Lonlat, metres
from .places import Spot, Town, WalkNetwork
from .walking import Walks, ways

Document = dict[str, Any]
Pair = tuple[str, str]
Points = Mapping[str, Lonlat | None]

FACTOR = 1.2
"""
How much longer a walk is than the straight line, on average: Newell, Traffic Flow on Transportation Networks (1980),
for places drawn at random in a town.
"""
FACTORS = (1.0, 3.0)
WHY = ("unplaced", "off", "steps", "apart")


def points_of(session: Session, town: Town, spots: Iterable[str]) -> dict[str, Lonlat | None]:
    """Where these spots of the town stand; None for one without a position. Unknown ones are left out."""
    query = select(Spot.key, Spot.lon, Spot.lat).where(Spot.town_id == town.id, Spot.key.in_(list(spots)))
    return {
        key: None if lon is None or lat is None else (lon, lat) for key, lon, lat in session.execute(query)
    }


def walks_of(session: Session, town: Town) -> Walks | None:
    """The town's walking network; None where no map was ever imported."""
    row = session.scalar(select(WalkNetwork).where(WalkNetwork.town_id == town.id))
    return Walks(row.nodes, row.edges) if row is not None and row.edges else None


def has_walks(session: Session, town: Town) -> bool:
    """Whether there is a network to measure on, without reading it."""
    return session.scalar(select(WalkNetwork.id).where(WalkNetwork.town_id == town.id)) is not None


def measured(walks: Walks, points: Points, *, step_free: bool = False) -> Document:
    """The measure of every pair on the ways of the map; metres on foot, whole."""
    pairs = [
        _pair(way.a, way.b, way.metres, way.step_free, way.why)
        for way in ways(walks, points, step_free=step_free)
    ]
    return {"by": "walk", "spots": _places(points), "pairs": pairs}


def estimated(points: Points, factor: float = FACTOR) -> Document:
    """
    Straight lines times ``factor``, for a town without a map.

    A line says nothing of steps: no pair is step-free until a person says so.
    """
    pairs = []
    for a, b in combinations(sorted(points), 2):
        start, end = points[a], points[b]
        if start is None or end is None:
            pairs.append(_pair(a, b, None, False, "unplaced"))
        else:
            pairs.append(_pair(a, b, round(metres(start, end) * factor), False, ""))
    return {"by": "line", "factor": factor, "spots": _places(points), "pairs": pairs}


def _pair(a: str, b: str, long: int | None, free: bool, why: str) -> Document:
    if long is None:
        return {"from": a, "to": b, "why": why}
    return {"from": a, "to": b, "metres": long, "step_free": free}


def _places(points: Points) -> dict[str, list[float]]:
    return {key: list(point) for key, point in sorted(points.items()) if point is not None}


def pair_of(leg: Mapping[str, Any]) -> Pair:
    """The two ends in the order of the alphabet: a walk is the same both ways."""
    a, b = sorted((str(leg["from"]), str(leg["to"])))
    return a, b


def by_pair(legs: Iterable[Mapping[str, Any]]) -> dict[Pair, Mapping[str, Any]]:
    """Distances, or the pairs of a measure, by their two ends."""
    return {pair_of(leg): leg for leg in legs}


def by_hand(leg: Mapping[str, Any] | None, of_measure: Mapping[str, Any] | None) -> bool:
    """Whether a person decided this distance: it says something else than the measure, or there is none."""
    if of_measure is None:
        return leg is not None
    said = None if leg is None else (leg["metres"], leg.get("step_free", True))
    found = (of_measure["metres"], of_measure["step_free"]) if "metres" in of_measure else None
    return said != found


def merged(
    distances: Sequence[Mapping[str, Any]],
    before: Mapping[str, Any] | None,
    after: Mapping[str, Any],
    *,
    replace: bool = False,
) -> tuple[list[Document], int]:
    """
    The distances after a new measure, and how many of its pairs were left as people had them.

    ``replace`` takes the measure everywhere. Distances of spots that were not measured stay only if typed by hand.
    """
    told, old, new = by_pair(distances), by_pair((before or {}).get("pairs", ())), by_pair(after["pairs"])
    kept = {
        pair for pair in told.keys() | old.keys() if not replace and by_hand(told.get(pair), old.get(pair))
    }
    found = []
    for pair in sorted(new.keys() | kept):
        leg = told.get(pair) if pair in kept else new[pair]
        if leg is not None and "metres" in leg:
            found.append(
                {
                    "from": pair[0],
                    "to": pair[1],
                    "metres": leg["metres"],
                    "step_free": leg.get("step_free", True),
                }
            )
    return found, len(kept & new.keys())


def moved(measure: Mapping[str, Any] | None, points: Points) -> list[str]:
    """Spots that stand elsewhere than when the trail was measured, or were not in it."""
    if not measure:
        return []
    known = measure["spots"]
    named = {end for pair in by_pair(measure["pairs"]) for end in pair}
    return sorted(
        key
        for key, point in points.items()
        if key not in named or (None if point is None else list(point)) != known.get(key)
    )


def is_measure(value: Any) -> bool:
    """Whether a value has the shape of a measure."""
    if not isinstance(value, dict) or not value.keys() <= {"by", "factor", "spots", "pairs"}:
        return False
    spots, pairs = value.get("spots"), value.get("pairs")
    return (
        value.get("by") in ("walk", "line")
        and _is_number(value.get("factor", 1.0))
        and isinstance(spots, dict)
        and all(_is_point(point) for point in spots.values())
        and isinstance(pairs, list)
        and all(map(_is_pair, pairs))
    )


def _is_point(value: Any) -> bool:
    return isinstance(value, list) and len(value) == 2 and all(map(_is_number, value))


def _is_number(value: Any) -> bool:
    """Python reads NaN and Infinity out of a JSON text, which other readers of JSON and PostgreSQL refuse."""
    if isinstance(value, float):
        return math.isfinite(value)
    return isinstance(value, int) and not isinstance(value, bool)


def _is_pair(value: Any) -> bool:
    if not isinstance(value, dict) or not all(isinstance(value.get(end), str) for end in ("from", "to")):
        return False
    if "metres" in value:
        long = value["metres"]
        sound = isinstance(long, int) and not isinstance(long, bool) and long >= 0
        return sound and isinstance(value.get("step_free"), bool) and len(value) == 4
    return value.get("why") in WHY and len(value) == 3
