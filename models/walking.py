"""How far it is on foot between two places of a town, with and without steps, on its walking network."""

from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import Any, NamedTuple

import networkx

from .geometry import Lonlat, Plane, metres

FARTHEST = 150.0  # metres from a place to the network beyond which it is not on it
DETOUR = 40.0  # metres that a place goes further to be on the main piece of the network, not on a stray path


class Snap(NamedTuple):
    """The node of the network next to a place, and the metres between the two."""

    node: int
    metres: float


class Walks:
    """The walking network of a town, made once and asked often. ``edges`` are [node, node, metres, step_free]."""

    def __init__(self, nodes: Sequence[Sequence[float]], edges: Sequence[Sequence[Any]]) -> None:
        self.nodes: list[Lonlat] = [(n[0], n[1]) for n in nodes]
        self.everyone = networkx.Graph()
        self.step_free = networkx.Graph()
        for a, b, long, free in edges:
            for graph in (self.everyone, self.step_free) if free else (self.everyone,):
                known = graph.get_edge_data(a, b)
                if known is None or long < known["metres"]:
                    graph.add_edge(a, b, metres=long)
        self._main = {id(graph): _largest(graph) for graph in (self.everyone, self.step_free)}
        self._plane = Plane(self.nodes[0]) if self.nodes else None
        self._cells: dict[tuple[int, int], list[int]] = {}
        for i, point in enumerate(self.nodes):
            self._cells.setdefault(self._cell(point), []).append(i)

    def _cell(self, point: Lonlat) -> tuple[int, int]:
        assert self._plane is not None
        x, y = self._plane.xy(point)
        return int(x // FARTHEST), int(y // FARTHEST)

    def snap(self, point: Lonlat, *, step_free: bool = False) -> Snap | None:
        """The nearest node that leads somewhere; None where the network is more than ``FARTHEST`` away."""
        if self._plane is None:
            return None
        graph = self.step_free if step_free else self.everyone
        column, row = self._cell(point)
        found = [
            Snap(node, metres(point, self.nodes[node]))
            for c in (column - 1, column, column + 1)
            for r in (row - 1, row, row + 1)
            for node in self._cells.get((c, r), ())
            if node in graph
        ]
        main = self._main[id(graph)]
        best = min(found, key=lambda s: (s.metres + (0 if s.node in main else DETOUR), s.node), default=None)
        return best if best and best.metres <= FARTHEST else None

    def distances(
        self, places: Mapping[str, Lonlat], *, step_free: bool = False
    ) -> dict[tuple[str, str], int]:
        """
        Whole metres on foot for each pair of places, the way to and from the network included.

        Pairs are in the order of the keys; one that cannot be walked (another component, too far from any way,
        only by steps where ``step_free``) is not there.
        """
        graph = self.step_free if step_free else self.everyone
        snaps = {key: s for key, p in places.items() if (s := self.snap(p, step_free=step_free))}
        from_node = {
            node: networkx.single_source_dijkstra_path_length(graph, node, weight="metres")
            for node in sorted({s.node for s in snaps.values()})
        }
        found = {}
        for a, b in combinations(sorted(snaps), 2):
            between = from_node[snaps[a].node].get(snaps[b].node)
            if between is not None:
                found[a, b] = round(between + snaps[a].metres + snaps[b].metres)
        return found


def _largest(graph: networkx.Graph) -> set[int]:
    return max(networkx.connected_components(graph), key=lambda c: (len(c), -min(c)), default=set())


class Way(NamedTuple):
    """
    What the map says of the walk between two places. ``metres`` None: there is none, for the reason ``why``.

    ``why`` is ``unplaced`` (one of the two has no position), ``off`` (one is more than ``FARTHEST`` from every
    way), ``steps`` (only by steps, where these do not count), ``apart`` (no way joins the two), else empty.
    """

    a: str
    b: str
    metres: int | None
    step_free: bool = False
    why: str = ""


def ways(walks: Walks, places: Mapping[str, Lonlat | None], *, step_free: bool = False) -> list[Way]:
    """
    The walk between each two places, a pair once, in the order of the keys.

    The shortest way, marked as step-free only where a way without steps is as short; with ``step_free``, the
    shortest way without steps.
    """
    placed = {key: point for key, point in places.items() if point is not None}
    shortest = walks.distances(placed, step_free=step_free)
    other = walks.distances(placed, step_free=not step_free)
    snapped = {key for key, point in placed.items() if walks.snap(point) is not None}
    found = []
    for a, b in combinations(sorted(places), 2):
        if (a, b) in shortest:
            found.append(Way(a, b, shortest[a, b], step_free or other.get((a, b)) == shortest[a, b]))
        elif not {a, b} <= placed.keys():
            found.append(Way(a, b, None, why="unplaced"))
        elif not {a, b} <= snapped:
            found.append(Way(a, b, None, why="off"))
        else:
            found.append(Way(a, b, None, why="steps" if (a, b) in other else "apart"))
    return found
