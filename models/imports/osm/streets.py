"""Streets out of ways: pieces of one name that touch or lie near each other are one street."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, product

from ...geometry import Lonlat, Plane, length
from .reader import Way
from .slugs import same_name, slug

NEAR = 120.0  # metres between pieces of one street: across a square or a junction
ON_FOOT = frozenset(("pedestrian", "footway", "path", "steps", "living_street", "corridor"))
NO_STREET = frozenset(
    ("motorway", "motorway_link", "bus_stop", "platform", "construction", "proposed", "raceway")
)


@dataclass(slots=True)
class Street:
    """A street of the map, of one or several ways; ``square`` where one of them is an open place."""

    key: str
    name: str
    ways: list[Way]
    pedestrian: bool
    square: bool

    @property
    def pieces(self) -> list[list[Lonlat]]:
        """The lines of the street, each of two points or more."""
        return [way.line for way in self.ways if len(way.line) > 1]


def named_streets(ways: Iterable[Way]) -> list[Street]:
    """Every named street and square, ordered by key."""
    by_name: dict[str, list[Way]] = defaultdict(list)
    for way in ways:
        if _is_street(way):
            by_name[same_name(_name(way)) or _name(way)].append(way)
    streets = []
    for _, named in sorted(by_name.items()):
        groups = _connected(sorted(named, key=lambda w: w.id))
        streets += [_street(group, alone=len(groups) == 1) for group in groups]
    return _distinct(streets)


def _is_street(way: Way) -> bool:
    kind = way.tags.get("highway", "")
    if len(way.line) < 2 or not _name(way) or kind in NO_STREET:
        return False
    return bool(kind) or way.tags.get("place") == "square"


def _name(way: Way) -> str:
    return way.tags.get("name", "").strip()


def _connected(ways: Sequence[Way]) -> list[list[Way]]:
    """Groups of ways with a gap of at most ``NEAR`` metres, each in the order of ids."""
    if len(ways) == 1:
        return [list(ways)]
    plane = Plane(ways[0].line[0])
    parent = list(range(len(ways)))
    cells: dict[tuple[int, int], list[tuple[float, float, int]]] = defaultdict(list)
    for i, way in enumerate(ways):
        for x, y in _samples([plane.xy(p) for p in way.line]):
            column, row = math.floor(x / NEAR), math.floor(y / NEAR)
            for cell in product((column - 1, column, column + 1), (row - 1, row, row + 1)):
                for other_x, other_y, j in cells[cell]:
                    if _root(parent, i) != _root(parent, j) and math.hypot(x - other_x, y - other_y) <= NEAR:
                        parent[_root(parent, i)] = _root(parent, j)
            cells[column, row].append((x, y, i))
    groups: dict[int, list[Way]] = defaultdict(list)
    for i, way in enumerate(ways):
        groups[_root(parent, i)].append(way)
    return sorted(groups.values(), key=lambda group: group[0].id)


def _root(parent: list[int], i: int) -> int:
    while parent[i] != i:
        parent[i] = parent[parent[i]]
        i = parent[i]
    return i


def _samples(line: Sequence[tuple[float, float]]) -> Iterator[tuple[float, float]]:
    """Points of a flat line at most half of ``NEAR`` apart, so that nearness to a long piece is seen."""
    yield line[0]
    for (ax, ay), (bx, by) in pairwise(line):
        steps = max(1, math.ceil(math.hypot(bx - ax, by - ay) / (NEAR / 2)))
        for i in range(1, steps + 1):
            yield ax + (bx - ax) * i / steps, ay + (by - ay) * i / steps


def _street(ways: list[Way], alone: bool) -> Street:
    name = Counter(_name(way) for way in ways).most_common(1)[0][0]
    metres = {True: 0.0, False: 0.0}
    for way in ways:
        metres[way.tags.get("highway") in ON_FOOT or "highway" not in way.tags] += length(way.line)
    return Street(
        key=_key(ways, name) + ("" if alone else f"-w{ways[0].id}"),
        name=name,
        ways=ways,
        pedestrian=metres[True] > metres[False],
        square=any(way.tags.get("place") == "square" or _is_area(way) for way in ways),
    )


def _is_area(way: Way) -> bool:
    closed = len(way.nodes) > 3 and way.nodes[0] == way.nodes[-1]
    return closed and (way.tags.get("area") == "yes" or way.tags.get("highway") == "pedestrian")


def _key(ways: list[Way], name: str) -> str:
    """From the name, else from a romanised or English one, else from the first way's number."""
    names = [name, *(way.tags.get(k, "") for k in ("name:latin", "int_name", "name:en") for way in ways)]
    return next((s for s in map(slug, names) if s), f"street-w{ways[0].id}")


def _distinct(streets: list[Street]) -> list[Street]:
    """Ordered by key; where two names give one key, the later one bears its first way's number."""
    taken: set[str] = set()
    for street in sorted(streets, key=lambda s: (s.key, s.ways[0].id)):
        if street.key in taken:
            street.key = f"{street.key}-w{street.ways[0].id}"
        taken.add(street.key)
    return sorted(streets, key=lambda s: s.key)
