"""Which town it is: its name, its middle, its time zone, its districts and its squares."""

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from ...geometry import Lonlat, metres
from .reader import DISTRICTS, SETTLEMENTS, Extract, Place
from .streets import Street

DISTRICT_WITHIN = 1500.0  # metres from the middle of a district to its streets
SMALLEST_SQUARE = 150  # square metres on which a stall and its public can stand
ZONES = {
    "FR": "Europe/Paris", "MC": "Europe/Monaco", "BE": "Europe/Brussels", "LU": "Europe/Luxembourg",
    "DE": "Europe/Berlin", "AT": "Europe/Vienna", "CH": "Europe/Zurich", "LI": "Europe/Vaduz",
    "IT": "Europe/Rome", "ES": "Europe/Madrid", "PT": "Europe/Lisbon", "NL": "Europe/Amsterdam",
    "GB": "Europe/London", "IE": "Europe/Dublin", "DK": "Europe/Copenhagen", "NO": "Europe/Oslo",
    "SE": "Europe/Stockholm", "FI": "Europe/Helsinki", "EE": "Europe/Tallinn", "LV": "Europe/Riga",
    "LT": "Europe/Vilnius", "PL": "Europe/Warsaw", "CZ": "Europe/Prague", "SK": "Europe/Bratislava",
    "HU": "Europe/Budapest", "SI": "Europe/Ljubljana", "HR": "Europe/Zagreb", "RS": "Europe/Belgrade",
    "RO": "Europe/Bucharest", "BG": "Europe/Sofia", "GR": "Europe/Athens", "TR": "Europe/Istanbul",
    "UA": "Europe/Kyiv", "AD": "Europe/Andorra", "SM": "Europe/San_Marino", "MT": "Europe/Malta",
    "CY": "Asia/Nicosia", "IS": "Atlantic/Reykjavik", "MA": "Africa/Casablanca", "DZ": "Africa/Algiers",
    "TN": "Africa/Tunis", "SN": "Africa/Dakar", "CI": "Africa/Abidjan", "JP": "Asia/Tokyo", "KR": "Asia/Seoul",
    "TW": "Asia/Taipei", "IN": "Asia/Kolkata", "NZ": "Pacific/Auckland",
}  # fmt: skip
# West, south, east, north, zone: tried in order where addresses name no country.
BOXES = (
    (-10.7, 51.3, -5.4, 55.5, "Europe/Dublin"),
    (-8.7, 49.8, 1.9, 61.0, "Europe/London"),
    (-9.6, 36.9, -6.9, 42.2, "Europe/Lisbon"),
    (-9.4, 35.9, 20.0, 71.2, "Europe/Paris"),
    (20.0, 34.7, 30.0, 70.1, "Europe/Athens"),
)


@dataclass(frozen=True, slots=True)
class Square:
    """An open place of the town; ``area_m2`` 0 where only a point is drawn."""

    name: str
    point: Lonlat
    area_m2: int
    ref: str


def town_name(extract: Extract, path: Path, centre: Lonlat) -> str:
    """The name of the largest settlement of the extract that is not far off, else of the file."""
    near = [
        p for p in extract.settlements if p.tags["place"] in SETTLEMENTS and metres(p.point, centre) < 8000
    ]
    if near:
        return min(near, key=lambda p: (_rank(p), metres(p.point, centre), p.ref)).tags["name"]
    cities = Counter(c for p in extract.premises if (c := p.tags.get("addr:city")))
    if cities:
        return cities.most_common(1)[0][0]
    stem = re.sub(r"(\.osm)?\.(pbf|osm|xml|gz|bz2)$", "", path.name, flags=re.I)
    words = re.sub(r"[_\-.]+|\d{4,}", " ", stem).split()
    return " ".join(words).title() or "Ville sans nom"


def _rank(place: Place) -> int:
    return SETTLEMENTS.index(place.tags["place"])


def time_zone(extract: Extract, centre: Lonlat) -> tuple[str, bool]:
    """The zone, and whether it is certain (by the country of addresses) rather than guessed from the position."""
    countries = Counter(c.upper() for p in extract.premises if (c := p.tags.get("addr:country")))
    if countries and (zone := ZONES.get(countries.most_common(1)[0][0])):
        return zone, True
    for west, south, east, north, zone in BOXES:
        if west <= centre[0] < east and south <= centre[1] <= north:
            return zone, False
    hours = round(centre[0] / 15)
    return ("UTC" if hours == 0 else f"Etc/GMT{-hours:+d}"), False


def districts(extract: Extract, streets: Iterable[Street]) -> dict[str, str]:
    """Street key → name of the nearest district; empty where the map draws fewer than two."""
    known = [p for p in extract.settlements if p.tags["place"] in DISTRICTS]
    if len(known) < 2:
        return {}
    found = {}
    for street in streets:
        middle = street.ways[0].line[len(street.ways[0].line) // 2]
        nearest = min(known, key=lambda p: (metres(p.point, middle), p.ref))
        if metres(nearest.point, middle) <= DISTRICT_WITHIN:
            found[street.key] = nearest.tags["name"]
    return found


def squares(extract: Extract, streets: Sequence[Street]) -> list[Square]:
    """Named squares and pedestrian places, each name once with its largest outline, ordered by reference."""
    found: dict[str, Square] = {}
    for place in extract.squares:
        _keep(found, Square(place.tags["name"], place.point, round(place.area), place.ref))
    for street in streets:
        for way in street.ways:
            if way.tags.get("highway") == "pedestrian" and way.nodes[0] == way.nodes[-1]:
                place = way.place()
                _keep(found, Square(street.name, place.point, round(place.area), place.ref))
    return sorted(
        (s for s in found.values() if s.area_m2 == 0 or s.area_m2 >= SMALLEST_SQUARE), key=lambda s: s.ref
    )


def _keep(found: dict[str, Square], square: Square) -> None:
    known = found.get(square.name)
    if known is None or known.area_m2 < square.area_m2:
        found[square.name] = square


def middle(points: Sequence[Lonlat]) -> Lonlat:
    """Of a crowd of points: the median of each axis, which a stray far point does not move."""
    lons, lats = sorted(p[0] for p in points), sorted(p[1] for p in points)
    return lons[len(lons) // 2], lats[len(lats) // 2]


def footfall(shops: int, length_m: float, pedestrian: bool) -> int:
    """
    A guess of 0–100 from shops per 100 m: nothing on a map says how many people pass.

    Grows with the logarithm of density, a quarter more where people walk, 5 at least where there is a shop.
    """
    if shops == 0:
        return 0
    density = shops / max(1.0, length_m / 100)
    guess = 18 * math.log2(1 + density) + 6 * math.log2(1 + shops)
    return max(5, min(95, round(guess * (1.25 if pedestrian else 1.0))))
