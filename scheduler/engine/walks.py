"""Walks over a ground: an order of given stops (here) and one that collects many prizes (``prospect``)."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

import numpy as np
from ortools.sat.python import cp_model

from .filling import Filling
from .ground import Ground
from .held_karp import MOST, Table
from .prospect import best_walk
from .ring import Ring
from .walk_model import Walked

__all__ = ["best_walk", "orders"]

#: Attempts by exchanges before the exact search.
_KICKS = 60


def orders(
    ground: Ground, nodes: Collection[int], *, but: Sequence[int] | None = None
) -> tuple[int, ...] | None:
    """
    An order of exactly these nodes that can be walked, other than the list ``but``; None only if there is none.

    Of few stops it is a shortest one, by dynamic programming; of many, the first that exchanges find short enough, else
    one by CP-SAT. The same input gives the same order.
    """
    stops = sorted(set(nodes))
    if but is not None and (sorted(but) != stops or not ground.walkable(but)):
        but = None
    if len(stops) < 2:
        return tuple(stops) if but is None and ground.walkable(stops) else None
    if not max(ground.least, 1) <= len(stops) <= ground.most_stops or ground.first == ground.last is not None:
        return None
    if not {ground.first, ground.last} <= {None, *stops}:
        return None
    if len(stops) <= MOST:
        return _shortest(ground, stops, None if but is None else list(but))
    for order in _exchanged(ground, stops):
        for other in (order, order[::-1], order[1:] + order[:1]):
            if ground.walkable(other) and (but is None or other != tuple(but)):
                return other
    return _exact(ground, stops, but)


def _shortest(ground: Ground, stops: list[int], but: list[int] | None) -> tuple[int, ...] | None:
    """A shortest order of few stops."""
    g = ground
    if g.loop and g.first is None and g.last is not None:
        # Walked the other way round, it begins where it must end.
        turned = replace(g, first=g.last, last=None)
        order = _shortest(turned, stops, None if but is None else but[::-1])
        return None if order is None else order[::-1]
    metres = g.matrix()[np.ix_(stops, stops)]
    starts, tail = list(range(len(stops))), np.zeros(len(stops), dtype=np.int64)
    if g.first is not None:
        starts = [stops.index(g.first)]
    if g.last is not None:
        tail += np.where(np.array(stops) == g.last, 0, g.far)
    known = None if but is None else [stops.index(node) for node in but]
    if g.loop:
        if g.first is None:
            # A loop without ends may begin anywhere: at another stop, it is another list.
            starts, known = ([0] if known is None else [known[1]]), None
        tail += metres[:, starts[0]]
    found = Table(metres, tail).shortest(starts, known)
    return tuple(stops[k] for k in found[1]) if found and found[0] <= g.most_metres else None


def _exchanged(ground: Ground, stops: Sequence[int]) -> Iterator[tuple[int, ...]]:
    """Orders that can be walked, by cheapest insertion, exchanges, and double bridges (Martin, Otto & Felten 1991)."""
    ring, random = Ring(ground), np.random.default_rng(len(stops))
    begin = np.array(ring.anchors or stops[:1], dtype=np.int64)
    filling = Filling(ring, begin, np.setdiff1d(np.array(stops), begin))
    left = np.zeros(len(filling.candidates), dtype=np.int64)
    for _ in range(len(left)):
        k = int((filling.added() + left).argmin())
        filling.put(k)
        left[k] = 1 << 60
    cycle = ring.shorten(filling.cycle())
    for _ in range(_KICKS):
        if ring.length(cycle) <= ring.limit:
            yield ring.order(cycle)
        a, b, c = np.sort(random.choice(np.arange(1, len(cycle)), 3, replace=False))
        kicked = ring.shorten(np.concatenate([cycle[:a], cycle[b:c], cycle[a:b], cycle[c:]]))
        if ring.length(kicked) <= ring.length(cycle):
            cycle = kicked


def _exact(ground: Ground, stops: Sequence[int], but: Sequence[int] | None) -> tuple[int, ...] | None:
    cp = cp_model.CpModel()
    walked = Walked(cp, ground, {node: cp.new_constant(1) for node in stops})
    if but is not None:
        walked.forbid(but)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.linearization_level = 2
    if solver.solve(cp) not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return None
    return walked.order(solver.boolean_value)
