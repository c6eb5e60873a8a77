"""Where the names of streets stand on a map: along their line, readable, clear of markers and of each other.

The same rule as ``static/js/streetnames.js``, for maps drawn on the server: a name is tried at places along its
street from the middle outwards, and only where the street is long and straight enough to carry it.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, product

Point = tuple[float, float]
ASPECT = 0.56  # mean width of a letter, in heights
STRAIGHT = 0.32  # how far a piece of street may stray from its chord to bear a name, in letter heights
TRIES = (0.5, *(0.5 + (-1) ** i * 0.025 * (i + 2) for i in range(18)))


@dataclass(frozen=True, slots=True)
class Label:
    """A name whose middle stands at ``x``, ``y``, turned by ``angle`` degrees; ``off`` beside its street."""

    x: float
    y: float
    angle: float
    text: str
    off: bool = False


@dataclass(frozen=True, slots=True)
class Disc:
    """Room that is taken."""

    x: float
    y: float
    radius: float

    def meets(self, other: "Disc") -> bool:
        return math.hypot(self.x - other.x, self.y - other.y) < self.radius + other.radius


def place_names(
    streets: Iterable[tuple[str, Sequence[Sequence[Point]]]],
    taken: Iterable[Disc],
    *,
    size: float,
    beside: float,
    frame: tuple[float, float],
) -> list[Label]:
    """
    One label for each street that has room, on it or else ``beside`` units away. ``streets`` come with the most
    important first, in drawing units.
    """
    room = list(taken)
    labels = []
    for name, lines in streets:
        found = next(iter(_fits(name, lines, room, size, beside, frame)), None)
        if found:
            label, discs = found
            labels.append(label)
            room.extend(discs)
    return labels


def _fits(
    name: str,
    lines: Sequence[Sequence[Point]],
    room: list[Disc],
    size: float,
    beside: float,
    frame: tuple[float, float],
) -> Iterator[tuple[Label, list[Disc]]]:
    width = len(name) * size * ASPECT
    for line in sorted(joined(lines), key=length, reverse=True):
        whole = length(line)
        if whole < width * 1.08:
            return
        for side, part in product((0.0, beside, -beside), TRIES):
            start = part * whole - width / 2
            if start < 0 or start + width > whole:
                continue
            a, b = point_at(line, start), point_at(line, start + width)
            if not _straight(line, start, width, a, b, size):
                continue
            a, b = _shifted(a, b, side)
            discs = _discs(a, b, size)
            if all(_inside(d, frame) and not any(d.meets(other) for other in room) for d in discs):
                yield _label(name, a, b, side != 0), discs


def _shifted(a: Point, b: Point, side: float) -> tuple[Point, Point]:
    along = math.dist(a, b) or 1.0
    x, y = -(b[1] - a[1]) / along * side, (b[0] - a[0]) / along * side
    return (a[0] + x, a[1] + y), (b[0] + x, b[1] + y)


def joined(lines: Sequence[Sequence[Point]]) -> list[list[Point]]:
    """Lines whose ends touch, made into longer ones."""
    chains = [list(line) for line in lines if len(line) > 1]
    grown = True
    while grown:
        grown = False
        for i, first in enumerate(chains):
            for j, second in enumerate(chains):
                if i != j and (merged := _merge(first, second)):
                    chains[i] = merged
                    del chains[j]
                    grown = True
                    break
            if grown:
                break
    return chains


def _merge(a: list[Point], b: list[Point]) -> list[Point] | None:
    if a[-1] == b[0]:
        return a + b[1:]
    if a[-1] == b[-1]:
        return a + b[-2::-1]
    if a[0] == b[0]:
        return a[::-1] + b[1:]
    return None


def length(line: Sequence[Point]) -> float:
    return sum(math.dist(a, b) for a, b in pairwise(line))


def point_at(line: Sequence[Point], distance: float) -> Point:
    for a, b in pairwise(line):
        step = math.dist(a, b)
        if distance <= step and step > 0:
            t = distance / step
            return a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t
        distance -= step
    return line[-1]


def _straight(line: Sequence[Point], start: float, width: float, a: Point, b: Point, size: float) -> bool:
    chord = math.dist(a, b)
    if chord < width * 0.96:
        return False
    for part in (0.25, 0.5, 0.75):
        x, y = point_at(line, start + width * part)
        away = abs((b[0] - a[0]) * (a[1] - y) - (a[0] - x) * (b[1] - a[1])) / chord
        if away > STRAIGHT * size:
            return False
    return True


def _discs(a: Point, b: Point, size: float) -> list[Disc]:
    count = max(2, math.ceil(math.dist(a, b) / (size * 0.9)) + 1)
    steps = [i / (count - 1) for i in range(count)]
    return [Disc(a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t, size * 0.55) for t in steps]


def _inside(disc: Disc, frame: tuple[float, float]) -> bool:
    return disc.radius <= disc.x <= frame[0] - disc.radius and disc.radius <= disc.y <= frame[1] - disc.radius


def _label(name: str, a: Point, b: Point, off: bool) -> Label:
    angle = math.degrees(math.atan2(b[1] - a[1], b[0] - a[0]))
    if angle > 90 or angle <= -90:
        angle += 180 if angle < 0 else -180
    return Label(round((a[0] + b[0]) / 2, 1), round((a[1] + b[1]) / 2, 1), round(angle, 1), name, off)
