"""Which premises are too near each other, or too near a shop, for one activity."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from math import asin, cos, degrees, radians, sin, sqrt

from ..fields import Point
from ..problem import Premises, Problem, Shop

EARTH_RADIUS_M = 6_371_008.8


def metres(a: Point, b: Point) -> float:
    """Great-circle distance (haversine, WGS 84 degrees on a sphere)."""
    lon_a, lat_a, lon_b, lat_b = (radians(v) for v in (*a, *b))
    h = sin((lat_b - lat_a) / 2) ** 2 + cos(lat_a) * cos(lat_b) * sin((lon_b - lon_a) / 2) ** 2
    return EARTH_RADIUS_M * 2 * asin(min(1.0, sqrt(h)))


class Nearby:
    """Premises sorted by latitude: only a thin band of them can be near a point, whatever the town's size."""

    def __init__(self, places: Sequence[Premises | Shop], limit: int) -> None:
        self._limit = limit
        self._band = degrees(limit / EARTH_RADIUS_M) * (1 + 1e-6) + 1e-9  # wider than any rounding error
        self._sorted = sorted(
            (place.point.lat, n, place.point) for n, place in enumerate(places) if place.point is not None
        )
        self._latitudes = [lat for lat, _, _ in self._sorted]

    def near(self, point: Point | None) -> Iterable[int]:
        """Numbers of the places strictly nearer than the limit."""
        if point is None:
            return
        first = bisect_left(self._latitudes, point.lat - self._band)
        last = bisect_right(self._latitudes, point.lat + self._band)
        for _, n, other in self._sorted[first:last]:
            if metres(point, other) < self._limit:
                yield n


def too_near(problem: Problem) -> list[set[int]]:
    """For each premises, the numbers of the others of another street that are nearer than the separation."""
    limit = problem.settings.separation_metres
    found: list[set[int]] = [set() for _ in problem.premises]
    if limit:
        nearby = Nearby(problem.premises, limit)
        for n, place in enumerate(problem.premises):
            found[n] = {m for m in nearby.near(place.point) if problem.premises[m].street != place.street}
    return found


def shop_in_the_way(problem: Problem) -> dict[str, dict[int, Shop]]:
    """{activity: {premises number: a shop that does not consent and is on its street or too near}}."""
    limit = problem.settings.separation_metres
    blocked: dict[str, dict[int, Shop]] = defaultdict(dict)
    if limit is None:
        return blocked
    nearby = Nearby(problem.premises, limit)
    on_street: dict[str, list[int]] = defaultdict(list)
    for n, place in enumerate(problem.premises):
        on_street[place.street].append(n)
    for shop in problem.shops:
        if not shop.consents:
            for n in (*on_street[shop.street], *nearby.near(shop.point)):
                blocked[shop.activity].setdefault(n, shop)
    return blocked
