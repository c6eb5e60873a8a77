"""Distances and nearness on the ground. Points are (lon, lat) in degrees; lengths are metres."""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

Lonlat = tuple[float, float]
EARTH = 6_371_008.8
CELL = 40.0  # metres: about the length of a town block's side, so few cells are looked at


def metres(a: Lonlat, b: Lonlat) -> float:
    """Great-circle length by haversine, as the problem's page defines distance."""
    lon_a, lat_a, lon_b, lat_b = map(math.radians, (*a, *b))
    half = math.sin((lat_b - lat_a) / 2) ** 2
    half += math.cos(lat_a) * math.cos(lat_b) * math.sin((lon_b - lon_a) / 2) ** 2
    return 2 * EARTH * math.asin(min(1.0, math.sqrt(half)))


def length(line: Sequence[Lonlat]) -> float:
    """Metres along a line."""
    return sum(metres(a, b) for a, b in pairwise(line))


class Plane:
    """A flat map around a centre: right within a town to less than a metre in a thousand."""

    def __init__(self, centre: Lonlat) -> None:
        self.centre = centre
        self.x_scale = EARTH * math.radians(1) * max(0.01, math.cos(math.radians(centre[1])))
        self.y_scale = EARTH * math.radians(1)

    def xy(self, point: Lonlat) -> tuple[float, float]:
        """Metres east and north of the centre."""
        return (point[0] - self.centre[0]) * self.x_scale, (point[1] - self.centre[1]) * self.y_scale

    def lonlat(self, x: float, y: float) -> Lonlat:
        """Longitude and latitude, in degrees, of a point in metres from the centre."""
        return self.centre[0] + x / self.x_scale, self.centre[1] + y / self.y_scale


def centroid(ring: Sequence[Lonlat]) -> Lonlat:
    """Of the area inside a closed ring; of the points where it has no area."""
    middle = (sum(p[0] for p in ring) / len(ring), sum(p[1] for p in ring) / len(ring))
    if len(ring) < 4 or ring[0] != ring[-1]:
        return middle
    twice = x = y = 0.0
    for (ax, ay), (bx, by) in pairwise(ring):
        ax, bx, ay, by = ax - middle[0], bx - middle[0], ay - middle[1], by - middle[1]
        cross = ax * by - bx * ay
        twice += cross
        x += (ax + bx) * cross
        y += (ay + by) * cross
    if abs(twice) < 1e-18:
        return middle
    return middle[0] + x / (3 * twice), middle[1] + y / (3 * twice)


def area(ring: Sequence[Lonlat]) -> float:
    """Square metres inside a closed ring; 0 for an open line."""
    if len(ring) < 4 or ring[0] != ring[-1]:
        return 0.0
    plane = Plane(ring[0])
    flat = [plane.xy(p) for p in ring]
    return abs(sum(ax * by - bx * ay for (ax, ay), (bx, by) in pairwise(flat))) / 2


class SegmentIndex:
    """Finds the nearest of many labelled lines without looking at all of them."""

    def __init__(self, plane: Plane) -> None:
        self.plane = plane
        self.cells: dict[tuple[int, int], list[tuple[float, float, float, float, str]]] = defaultdict(list)

    def add(self, label: str, line: Sequence[Lonlat]) -> None:
        """Enter a line under a label, in pieces no longer than a cell."""
        flat = [self.plane.xy(p) for p in line]
        for (ax, ay), (bx, by) in pairwise(flat):
            pieces = max(1, math.ceil(math.hypot(bx - ax, by - ay) / CELL))
            for i in range(pieces):
                s, t = i / pieces, (i + 1) / pieces
                piece = (ax + (bx - ax) * s, ay + (by - ay) * s, ax + (bx - ax) * t, ay + (by - ay) * t)
                for cell in _cells(piece):
                    self.cells[cell].append((*piece, label))

    def nearest(
        self, point: Lonlat, within: float, labels: frozenset[str] | None = None
    ) -> tuple[str, float] | None:
        """The label of the nearest line at most ``within`` metres away, and the metres; ties by label."""
        x, y = self.plane.xy(point)
        column, row = math.floor(x / CELL), math.floor(y / CELL)
        best: tuple[float, str] | None = None
        for ring in range(math.ceil(within / CELL) + 1):
            if best and best[0] <= (ring - 1) * CELL:
                break
            for cell in _ring(column, row, ring):
                for *piece, label in self.cells.get(cell, ()):
                    if labels is not None and label not in labels:
                        continue
                    found = (_to_segment(x, y, *piece), label)
                    if found[0] <= within and (best is None or found < best):
                        best = found
        return (best[1], best[0]) if best else None


def _cells(piece: tuple[float, float, float, float]) -> Iterator[tuple[int, int]]:
    ax, ay, bx, by = piece
    for column in range(math.floor(min(ax, bx) / CELL), math.floor(max(ax, bx) / CELL) + 1):
        for row in range(math.floor(min(ay, by) / CELL), math.floor(max(ay, by) / CELL) + 1):
            yield column, row


def _ring(column: int, row: int, radius: int) -> Iterable[tuple[int, int]]:
    if radius == 0:
        return [(column, row)]
    edge = range(-radius, radius + 1)
    inner = range(-radius + 1, radius)
    return [(column + d, row + e) for d in edge for e in (-radius, radius)] + [
        (column + e, row + d) for d in inner for e in (-radius, radius)
    ]


def _to_segment(x: float, y: float, ax: float, ay: float, bx: float, by: float) -> float:
    dx, dy = bx - ax, by - ay
    square = dx * dx + dy * dy
    t = 0.0 if square == 0 else max(0.0, min(1.0, ((x - ax) * dx + (y - ay) * dy) / square))
    return math.hypot(x - ax - t * dx, y - ay - t * dy)
