"""Distance as the crow flies, by the haversine formula on a sphere of the Earth's mean radius."""

from math import asin, cos, radians, sin, sqrt

from ..problem import Premises, Shop

EARTH_RADIUS_M = 6_371_008.8


def metres(a: Premises | Shop, b: Premises | Shop) -> float | None:
    """Between two points in degrees of WGS 84; None where one of them has no point."""
    if a.point is None or b.point is None:
        return None
    lat_a, lat_b = radians(a.point.lat), radians(b.point.lat)
    half_lat = sin((lat_b - lat_a) / 2) ** 2
    half_lon = sin((radians(b.point.lon) - radians(a.point.lon)) / 2) ** 2
    chord = half_lat + cos(lat_a) * cos(lat_b) * half_lon
    return EARTH_RADIUS_M * 2 * asin(min(1.0, sqrt(chord)))
