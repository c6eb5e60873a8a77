"""The ways that a person can walk, as a graph: which of them have steps, kerbs or slopes in the way."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from ...geometry import Lonlat, metres
from .reader import Way

WALKED = frozenset(
    (
        "footway", "path", "pedestrian", "steps", "living_street", "residential", "service",
        "unclassified", "tertiary", "tertiary_link", "secondary", "secondary_link", "primary",
        "primary_link", "track", "corridor", "elevator", "road", "crossing",
    )
)  # fmt: skip
ON_REQUEST = frozenset(("cycleway", "bridleway", "trunk", "trunk_link"))
ALLOWED = frozenset(("yes", "designated", "permissive", "destination", "customers"))
REFUSED = frozenset(("no", "private", "use_sidepath"))
STEEPEST = 10.0  # per cent: longest slope that French access rules tolerate over half a metre (arrêté 15 January 2007)
LONGEST = (
    30.0  # metres between two nodes that are kept along a way, so that a door snaps close to where it is
)


@dataclass(frozen=True, slots=True)
class Network:
    """As the table of walking networks keeps it: ``nodes`` [lon, lat], ``edges`` [node, node, metres, step_free]."""

    nodes: list[list[float]]
    edges: list[list[float | int | bool]]
    step_ways: int
    lit_metres: int


def walk_network(ways: Iterable[Way], raised_kerbs: set[int]) -> Network:
    """The graph of all walkable ways, long straight stretches drawn with few nodes."""
    walked = sorted((w for w in ways if walkable(w.tags) and len(w.line) > 1), key=lambda w: w.id)
    uses = Counter(node for way in walked for node in way.nodes)
    numbers: dict[int, int] = {}
    nodes: list[list[float]] = []
    edges: list[list[float | int | bool]] = []
    lit = 0.0
    for way in walked:
        free = step_free(way.tags)
        for line, ids in _stretches(way, uses, raised_kerbs):
            ends = []
            for id, point in ((ids[0], line[0]), (ids[-1], line[-1])):
                if id not in numbers:
                    numbers[id] = len(nodes)
                    nodes.append([round(point[0], 7), round(point[1], 7)])
                ends.append(numbers[id])
            walked_metres = sum(metres(a, b) for a, b in pairwise(line))
            lit += walked_metres if way.tags.get("lit") == "yes" else 0
            edges.append([*ends, round(walked_metres, 1), free and not raised_kerbs.intersection(ids)])
    return Network(nodes, edges, sum(w.tags.get("highway") == "steps" for w in walked), round(lit))


def _stretches(
    way: Way, uses: Mapping[int, int], raised_kerbs: set[int]
) -> Iterator[tuple[list[Lonlat], list[int]]]:
    """The way cut at junctions, at raised kerbs and after ``LONGEST`` metres."""
    line, ids, run = [way.line[0]], [way.nodes[0]], 0.0
    last = len(way.nodes) - 1
    for i in range(1, last + 1):
        run += metres(way.line[i - 1], way.line[i])
        line.append(way.line[i])
        ids.append(way.nodes[i])
        if i == last or uses[ids[-1]] > 1 or run >= LONGEST or ids[-1] in raised_kerbs:
            yield line, ids
            line, ids, run = [way.line[i]], [way.nodes[i]], 0.0


def walkable(tags: Mapping[str, str]) -> bool:
    """Whether the public may walk there."""
    kind, foot, access = tags.get("highway", ""), tags.get("foot", ""), tags.get("access", "")
    if foot in REFUSED or (access in REFUSED and foot not in ALLOWED):
        return False
    return kind in WALKED or (kind in ON_REQUEST and foot in ALLOWED)


def step_free(tags: Mapping[str, str]) -> bool:
    """Whether a wheelchair or a pushchair gets through, as far as the map tells."""
    if tags.get("wheelchair") == "no" or tags.get("kerb") == "raised":
        return False
    if tags.get("highway") == "steps":
        return "yes" in (tags.get("ramp:wheelchair"), tags.get("wheelchair"))
    if tags.get("conveying", "no") != "no":
        return tags.get("wheelchair") == "yes"
    slope = _slope(tags.get("incline", ""))
    return slope is None or slope <= STEEPEST


def _slope(text: str) -> float | None:
    """Per cent, without sign; None where the tag gives no number (``up``, ``down``)."""
    found = re.fullmatch(r"\s*[+-]?(\d+(?:[.,]\d+)?)\s*(%|°)?\s*", text)
    if not found:
        return None
    value = float(found[1].replace(",", "."))
    return value * 1.75 if found[2] == "°" else value


def within(network: Network, centre: Lonlat, radius: float) -> Network:
    """The part of a network whose edges lie at most ``radius`` metres from a centre."""
    near = [metres((lon, lat), centre) <= radius for lon, lat in network.nodes]
    kept = [edge for edge in network.edges if near[int(edge[0])] and near[int(edge[1])]]
    numbers: dict[int, int] = {}
    for edge in kept:
        for end in edge[:2]:
            numbers.setdefault(int(end), len(numbers))
    return Network(
        [network.nodes[node] for node in numbers],
        [[numbers[int(a)], numbers[int(b)], long, free] for a, b, long, free in kept],
        network.step_ways,
        network.lit_metres,
    )
