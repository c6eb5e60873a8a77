"""A map of a town as a drawing, without tiles: for pages without scripts, for print, for one place of the programme."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Protocol

from .streetnames import Disc, Label, joined, place_names

METRES_PER_DEGREE = 111_320.0
NEAR_METRES = 400
BESIDE_METRES = 70
CASING = {"pedestrian": 11.0, "main": 12.0, "street": 9.0}
LETTERS = 11.0
BESIDE = 14.0
MARKER = 9.0
SMALL = 4.5


class StreetLine(Protocol):
    """What is drawn of a street: its name, its lines of [lon, lat], whether it is for people on foot."""

    name: str
    geometry: list | None
    pedestrian: bool
    footfall: int


@dataclass(frozen=True, slots=True)
class Mark:
    """
    Something that stands on the map. ``style`` names its shape and colour; ``name`` is said aloud, ``text`` (the
    number of a stop) is written into it. It leads to ``url``, or stands for the record with this ``key``.
    """

    lon: float
    lat: float
    style: str
    name: str
    url: str = ""
    text: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class Walk:
    """A walk from place to place, in straight lines; ``name`` is said aloud."""

    name: str
    places: tuple[tuple[float, float], ...]


def past_stops(
    name: str, stops: Iterable[tuple[float | None, float | None, str, str]], *, loop: bool
) -> tuple[list[Mark], Walk]:
    """
    Numbered marks for those stops of a walk that have a place, and the walk past them.

    Each stop is its longitude and latitude, what is said of it, and the address it leads to (or "").
    """
    marks = [
        Mark(lon, lat, "stop", f"{number}. {words}", url, str(number))
        for number, (lon, lat, words, url) in enumerate(stops, 1)
        if lon is not None and lat is not None
    ]
    places = [(mark.lon, mark.lat) for mark in marks]
    return marks, Walk(name, tuple(places + places[:1] if loop else places))


@dataclass(frozen=True, slots=True)
class PlacedMark:
    x: float
    y: float
    mark: Mark


@dataclass(frozen=True, slots=True)
class StreetPath:
    """A street's SVG path; ``kind`` is ``pedestrian``, ``main`` or ``street``."""

    path: str
    kind: str
    width: float


@dataclass(frozen=True, slots=True)
class WalkPath:
    path: str
    name: str


@dataclass(frozen=True, slots=True)
class Drawing:
    width: int
    height: int
    streets: tuple[StreetPath, ...]
    labels: tuple[Label, ...]
    marks: tuple[PlacedMark, ...]
    walks: tuple[WalkPath, ...] = ()


class Frame:
    """Turns degrees into drawing units, north up; true to scale within a town."""

    def __init__(self, west: float, south: float, east: float, north: float, width: int, height: int) -> None:
        self.width, self.height = width, height
        self.squeeze = math.cos(math.radians((south + north) / 2))
        across = max((east - west) * self.squeeze, 1e-5)
        up = max(north - south, 1e-5)
        self.scale = min(width / across, height / up)
        self.lon, self.lat = (west + east) / 2, (south + north) / 2

    def xy(self, lon: float, lat: float) -> tuple[float, float]:
        x = self.width / 2 + (lon - self.lon) * self.squeeze * self.scale
        y = self.height / 2 - (lat - self.lat) * self.scale
        return round(x, 1), round(y, 1)

    def holds(self, one: PlacedMark) -> bool:
        return 0 <= one.x <= self.width and 0 <= one.y <= self.height


def whole_town(
    streets: Sequence[StreetLine],
    marks: Sequence[Mark],
    width: int,
    height: int,
    walks: Sequence[Walk] = (),
) -> Drawing | None:
    """The marks of the centre with the streets around them; None where nothing has a place on the ground."""
    places = [(m.lon, m.lat) for m in marks] or [
        p for s in streets for line in s.geometry or () for p in line
    ]
    if not places:
        return None
    places = _centre(places)
    west, east = min(p[0] for p in places), max(p[0] for p in places)
    south, north = min(p[1] for p in places), max(p[1] for p in places)
    margin_x, margin_y = (east - west) * 0.06 + 3e-4, (north - south) * 0.06 + 2e-4
    frame = Frame(west - margin_x, south - margin_y, east + margin_x, north + margin_y, width, height)
    return _draw(frame, streets, marks, walks)


def along(
    streets: Sequence[StreetLine], walk: Walk, marks: Sequence[Mark], width: int, height: int
) -> Drawing:
    """A walk with its stops and the streets around it."""
    west, east = min(m.lon for m in marks), max(m.lon for m in marks)
    south, north = min(m.lat for m in marks), max(m.lat for m in marks)
    up = BESIDE_METRES / METRES_PER_DEGREE
    across = up / max(0.05, math.cos(math.radians((south + north) / 2)))
    frame = Frame(west - across, south - up, east + across, north + up, width, height)
    return _draw(frame, streets, marks, [walk])


def _centre(places: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """The places around the middle of all: one that lies far off does not decide what the map shows."""
    lon, lat = median(p[0] for p in places), median(p[1] for p in places)
    squeeze = math.cos(math.radians(lat))
    away = [math.hypot((x - lon) * squeeze, y - lat) for x, y in places]
    reach = max(NEAR_METRES / METRES_PER_DEGREE, 3 * median(away)) * (1 + 1e-9)
    return [place for place, distance in zip(places, away, strict=True) if distance <= reach]


def around(streets: Sequence[StreetLine], mark: Mark, metres: float, width: int, height: int) -> Drawing:
    """What lies within ``metres`` of a place, which stands in the middle."""
    up = metres / METRES_PER_DEGREE
    across = up / max(0.05, math.cos(math.radians(mark.lat)))
    frame = Frame(mark.lon - across, mark.lat - up, mark.lon + across, mark.lat + up, width, height)
    return _draw(frame, streets, [mark])


def street_kind(street: StreetLine) -> str:
    if street.pedestrian:
        return "pedestrian"
    return "main" if street.footfall >= 100 else "street"


def _draw(
    frame: Frame, streets: Sequence[StreetLine], marks: Sequence[Mark], walks: Sequence[Walk] = ()
) -> Drawing:
    placed = [one for m in marks if frame.holds(one := PlacedMark(*frame.xy(m.lon, m.lat), m))]
    paths, named = [], []
    for street in sorted(streets, key=lambda s: (s.pedestrian, s.footfall)):
        lines = [[frame.xy(lon, lat) for lon, lat in line] for line in street.geometry or ()]
        lines = [line for line in lines if _visible(line, frame)]
        if lines:
            kind = street_kind(street)
            paths.append(StreetPath(_path(joined(lines)), kind, CASING[kind]))
            if street.name:
                named.append((street.name, lines))
    taken = [Disc(p.x, p.y, SMALL if p.mark.style == "trading" else MARKER) for p in placed]
    labels = place_names(
        reversed(named), taken, size=LETTERS, beside=BESIDE, frame=(frame.width, frame.height)
    )
    walked = [WalkPath(_path([[frame.xy(*place) for place in w.places]]), w.name) for w in walks]
    return Drawing(frame.width, frame.height, tuple(paths), tuple(labels), tuple(placed), tuple(walked))


def _visible(line: Sequence[tuple[float, float]], frame: Frame) -> bool:
    xs, ys = [p[0] for p in line], [p[1] for p in line]
    return max(xs) >= 0 and min(xs) <= frame.width and max(ys) >= 0 and min(ys) <= frame.height


def _path(lines: Iterable[Sequence[tuple[float, float]]]) -> str:
    return "".join("M" + "L".join(f"{x:g} {y:g}" for x, y in line) for line in lines)
