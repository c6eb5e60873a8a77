"""The way of a light trail as people read it: its stops in order, the works on show, the walk between them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from scheduler.case import Walk
from scheduler.check.trails import legs
from scheduler.fields import Hour

LIGHT_TRAIL = "light trail"  # the category of all of them; a run may well be of the kind "trail"


@dataclass(frozen=True, slots=True)
class Way:
    """
    The walk of a trail. ``legs`` are the metres from each stop to the next, and back to the first for a loop;
    None where no way on foot is listed. ``step_free``: no stretch of it has steps.
    """

    legs: tuple[int | None, ...]
    step_free: bool

    @property
    def metres(self) -> int:
        """The length of the whole walk, as far as it is known."""
        return sum(metres or 0 for metres in self.legs)


def way(walk: Walk) -> Way:
    """What the trail's distances say of the walk past its stops."""
    found = legs(walk)
    return Way(
        tuple(leg.path.metres if leg.path else None for leg in found),
        all(leg.path is not None and leg.path.step_free for leg in found),
    )


def route(walk: Walk, name: Callable[[str, str], str], points: Mapping[str, Any]) -> dict[str, Any]:
    """
    The way as plain JSON values, to be frozen into entries: ``metres``, ``step_free``, ``loop``, ``sunset`` and
    ``stops`` in walking order, each with its ``spot``, ``name``, ``street``, ``street_name``, ``work`` (an
    installation, or ""), ``lon``, ``lat`` and ``metres`` on foot to the next stop. ``sunset`` has the minutes
    after sunset (below 0: before) of ``opens`` and ``closes``, where they follow it.

    ``name`` gives the name of a record by list and id, ``points`` the places of spots as (lon, lat) or None.
    """
    found = way(walk)
    stops = []
    for number, (spot, installation) in enumerate(walk.stops):
        point = points.get(spot.id) or spot.point
        stops.append(
            {
                "spot": spot.id,
                "name": name("spots", spot.id),
                "street": spot.street,
                "street_name": name("streets", spot.street),
                "work": installation.id if installation else "",
                "lon": float(point[0]) if point else None,
                "lat": float(point[1]) if point else None,
                "metres": found.legs[number] if number < len(found.legs) else None,
            }
        )
    hours = {"opens": walk.trail.opens, "closes": walk.trail.closes}
    return {
        "metres": found.metres,
        "step_free": found.step_free,
        "loop": walk.trail.loop and len(stops) > 1,
        "sunset": {key: hour.minutes for key, hour in hours.items() if _by_sunset(hour)},
        "stops": stops,
    }


def _by_sunset(hour: Hour) -> bool:
    return bool(hour.sunset)


def streets(entry: Any) -> set[str]:
    """The streets on which an entry of the programme takes place: of a trail those of all its stops."""
    stops = entry.route["stops"] if entry.route else ()
    return {entry.street, *(stop["street"] for stop in stops)}
