"""Places for the map, with their state, and how many premises stand empty: read from rows, plan beside them."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from ..mapping import Problem, Programme
from ..places import Premises, Shop, Spot, Street, Town


@dataclass(frozen=True, slots=True)
class PlaceStatus:
    """Premises on the books by vacancy status, and how many of them are offered to the plan."""

    by_status: tuple[tuple[str, int], ...]
    offered: int
    total: int


def vacancy_status(session: Session, town: Town) -> PlaceStatus:
    rows = session.execute(select(Premises.status, Premises.active).where(Premises.town_id == town.id)).all()
    counts = Counter(status for status, _ in rows)
    return PlaceStatus(tuple(sorted(counts.items())), sum(active for _, active in rows), len(rows))


def map_features(
    session: Session,
    town: Town,
    problem: Problem | None = None,
    programme: Programme | None = None,
    on: date | None = None,
) -> dict[str, Any]:
    """
    A GeoJSON FeatureCollection of streets, premises, shops and spots that have a place on the map.

    Properties: ``list``, ``id``, ``name``; of premises ``state`` on the day (``let``, ``turnaround``, ``vacant``
    for those offered, else their status), ``project`` and ``until`` where let, and ``stays``; of spots ``events``,
    the number of occurrences there.
    """
    features = [*_streets(session, town), *_premises(session, town, problem, programme, on)]
    features += [_point(row, "shops", row.name or row.activity) for row in _rows(session, town, Shop)]
    held = Counter(o.spot for o in programme.occurrences) if programme else Counter[str]()
    for row in _rows(session, town, Spot):
        features.append(_point(row, "spots", row.name, events=held[row.key]))
    return {"type": "FeatureCollection", "features": [one for one in features if one]}


def _rows(session: Session, town: Town, table: Any) -> list[Any]:
    return list(session.scalars(select(table).where(table.town_id == town.id).order_by(table.key)))


def _streets(session: Session, town: Town) -> list[dict[str, Any]]:
    return [
        {
            "type": "Feature",
            "geometry": {"type": "MultiLineString", "coordinates": row.geometry},
            "properties": {"list": "streets", "id": row.key, "name": row.name, "pedestrian": row.pedestrian},
        }
        for row in _rows(session, town, Street)
        if row.geometry
    ]


def _premises(
    session: Session, town: Town, problem: Problem | None, programme: Programme | None, on: date | None
) -> list[dict[str, Any] | None]:
    offered = {premises.id: premises for premises in problem.premises} if problem else {}
    stays: dict[str, list[Any]] = defaultdict(list)
    for tenancy in sorted(programme.tenancies, key=lambda t: t.start) if programme else ():
        stays[tenancy.premises].append(tenancy)
    found = []
    for row in _rows(session, town, Premises):
        known = offered.get(row.key)
        turnaround = known.turnaround_days if known else 0
        state: dict[str, Any] = {"state": "vacant" if known else row.status}
        for stay in stays[row.key] if on else ():
            if on and stay.start <= on < stay.end:
                state = {"state": "let", "project": stay.project, "until": stay.end.isoformat()}
            elif on and 0 <= (on - stay.end).days < turnaround and state["state"] != "let":
                state = {"state": "turnaround"}
        told = [
            {"project": s.project, "start": s.start.isoformat(), "end": s.end.isoformat()}
            for s in stays[row.key]
        ]
        found.append(_point(row, "premises", row.address, **state, stays=told, fictitious=row.fictitious))
    return found


def _point(row: Any, list_: str, name: str, **properties: Any) -> dict[str, Any] | None:
    if row.lon is None or row.lat is None:
        return None
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [row.lon, row.lat]},
        "properties": {
            "list": list_,
            "id": row.key,
            "name": name or row.key,
            "street": row.street.key,
            **properties,
        },
    }
