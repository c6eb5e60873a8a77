"""A walk inside a CP-SAT model: the stops that other rules choose can be walked."""

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise

import numpy as np
from ortools.sat.python import cp_model

from ..options.exact import Ints, Mask
from .ground import Ground

Arc = tuple[int, int]


class Walked:
    """
    Posts that the stops make a walk: an arc for each leg that may be walked, and one circuit through the stops.

    A walk that is no loop begins and ends at a *depot*, numbered ``ground.nodes``. A loop goes round its stops: with no
    first and no last stop it has no beginning, and :meth:`order` begins at its lowest node. The rows are those of the
    orienteering problem (Golden, Levy & Vohra 1987); CP-SAT finds the cuts against sub-tours by itself if its
    ``linearization_level`` is 2, and is many times slower if not.

    Parameters
    ----------
    cp
        The model to post to.
    here
        By node: the variable of ``cp`` that says whether it is a stop. A node left out is none.
    """

    def __init__(self, cp: cp_model.CpModel, ground: Ground, here: Mapping[int, cp_model.IntVar]) -> None:
        self.cp, self.ground, self.here = cp, ground, dict(sorted(here.items()))
        #: Whether the walk is held: it has a stop.
        self.held = cp.new_bool_var("")
        self.arcs: dict[Arc, cp_model.IntVar] = {}
        #: By node: whether it is the only stop of a loop, which then has no arcs.
        self.alone: dict[int, cp_model.IntVar] = {}
        self._metres: dict[Arc, int] = {}
        self._forbidden: set[tuple[int, ...]] = set()
        self._stops()
        self._legs()
        if ground.loop:
            self._loop()
        else:
            self._depot()
            self._no_return()

    def _stops(self) -> None:
        """How many stops, and the ends among them."""
        g, total = self.ground, cp_model.LinearExpr.sum(list(self.here.values()))
        for stop in self.here.values():
            self.cp.add_implication(stop, self.held)
        self.cp.add(total >= max(1, g.least) * self.held)
        self.cp.add(total <= g.most_stops * self.held)
        for end in (g.first, g.last):
            if end is not None:
                self.cp.add(self.here.get(end, 0) == self.held)

    def _legs(self) -> None:
        """An arc for each direction of each leg that some walk may have, and the length of them all."""
        g, metres = self.ground, self.ground.matrix()
        for a, b in usable(g, list(self.here)):
            self.arcs[a, b] = self.cp.new_bool_var("")
            self._metres[a, b] = int(metres[a, b])
        length = cp_model.LinearExpr.weighted_sum(list(self.arcs.values()), list(self._metres.values()))
        self.cp.add(length <= g.most_metres)

    def _depot(self) -> None:
        """Stops in a line, from the depot to the depot."""
        g = self.ground
        for node in self.here:
            if g.first in (None, node):
                self.arcs[g.nodes, node] = self.cp.new_bool_var("")
            if g.last in (None, node):
                self.arcs[node, g.nodes] = self.cp.new_bool_var("")
        idle = [(n, n, stop.negated()) for n, stop in self.here.items()]
        idle.append((g.nodes, g.nodes, self.held.negated()))
        self.cp.add_circuit([*((a, b, arc) for (a, b), arc in self.arcs.items()), *idle])

    def _loop(self) -> None:
        """Stops in a ring, or a single one."""
        g, idle = self.ground, []
        for node, stop in self.here.items():
            if g.least > 1 or {g.first, g.last} - {None, node}:
                idle.append((node, node, stop.negated()))
                continue
            self.alone[node] = alone = self.cp.new_bool_var("")
            self.cp.add_implication(alone, stop)
            others = [other for n, other in self.here.items() if n != node]
            self.cp.add(cp_model.LinearExpr.sum(others) == 0).only_enforce_if(alone)
            out = self.cp.new_bool_var("")
            self.cp.add(out == 1 - stop + alone)
            idle.append((node, node, out))
        if idle:
            self.cp.add_circuit([*((a, b, arc) for (a, b), arc in self.arcs.items()), *idle])

    def _no_return(self) -> None:
        """On a line, nobody walks a leg forth and back: that tightens the relaxation."""
        for (a, b), forth in self.arcs.items():
            back = self.arcs.get((b, a))
            if back is not None and a < b < self.ground.nodes:
                self.cp.add_at_most_one(forth, back, self.here[a].negated())
                self.cp.add_at_most_one(forth, back, self.here[b].negated())

    def order(self, value: Callable[[cp_model.IntVar], bool]) -> tuple[int, ...]:
        """The walk in a solution, by the values of its variables: never a forbidden list."""
        stops = [node for node, stop in self.here.items() if value(stop)]
        if len(stops) < 2:
            return tuple(stops)
        after = {a: b for (a, b), arc in self.arcs.items() if value(arc)}
        g = self.ground
        if not g.loop:
            first = after[g.nodes]
        elif g.first is not None:
            first = g.first
        else:
            first = after[g.last] if g.last is not None else stops[0]
        order = [first]
        while len(order) < len(stops):
            order.append(after[order[-1]])
        return next(turn for turn in self._turns(order) if turn not in self._forbidden)

    def _turns(self, order: Sequence[int]) -> list[tuple[int, ...]]:
        """The lists that have the same arcs: where a loop has no ends, it may begin at each of its stops."""
        g = self.ground
        turns = len(order) if g.loop and g.first is None and g.last is None else 1
        return [(*order[k:], *order[:k]) for k in range(turns)]

    def _steps(self, order: Sequence[int]) -> list[Arc]:
        """The arcs of a list of stops."""
        if not self.ground.loop:
            return list(pairwise([self.ground.nodes, *order, self.ground.nodes])) if order else []
        return list(pairwise([*order, order[0]])) if len(order) > 1 else []

    def hint(self, order: Sequence[int]) -> None:
        """Hint at this walk, in every variable made here."""
        steps = set(self._steps(order))
        self.cp.add_hint(self.held, bool(order))
        for step, arc in self.arcs.items():
            self.cp.add_hint(arc, step in steps)
        for node, alone in self.alone.items():
            self.cp.add_hint(alone, list(order) == [node])

    def forbid(self, order: Sequence[int]) -> None:
        """Post that the walk is not this list. Turned or reversed, a loop without ends is another list."""
        if not self.ground.walkable(order) or not self.here.keys() >= set(order):
            return
        self._forbidden.add(tuple(order))
        if not self._forbidden.issuperset(self._turns(order)):
            return
        if not order:
            self.cp.add(self.held == 1)
        elif len(order) == 1:
            others = [stop for node, stop in self.here.items() if node != order[0]]
            self.cp.add_bool_or([*others, self.here[order[0]].negated()])
        else:
            self.cp.add_bool_or([self.arcs[step].negated() for step in self._steps(order)])


def usable(ground: Ground, nodes: Sequence[int]) -> list[Arc]:
    """Arcs between ``nodes`` that are in some walk, as far as the shortest ways to and from the ends can tell."""
    g = ground
    metres = g.matrix()[np.ix_(nodes, nodes)]
    ways = _shortest(metres, g.far)
    place = {node: k for k, node in enumerate(nodes)}
    zero = np.zeros(len(nodes), dtype=np.int64)
    before = ways[place[g.first]] if g.first in place else zero
    after = ways[place[g.last]] if g.last in place else zero
    least = before[:, None] + metres + after[None, :]
    if g.loop and g.first in place and g.last in place:
        least = least + metres[place[g.first], place[g.last]]
    elif g.loop:
        either = before + after
        least = metres + np.maximum(ways, either[:, None] + either[None, :])
    fits = least <= g.most_metres
    np.fill_diagonal(fits, False)
    _keep_ends(g, place, fits, metres + ways <= g.most_metres)
    return [(nodes[a], nodes[b]) for a, b in np.argwhere(fits).tolist()]


def _keep_ends(ground: Ground, place: Mapping[int, int], fits: Mask, closes: Mask) -> None:
    """No leg leads to the first stop or on from the last, save the closing leg of a loop."""
    first, last = (None if end is None else place.get(end) for end in (ground.first, ground.last))
    if ground.loop and (first is None or last is None):
        return
    if first is not None:
        fits[:, first] = False
    if last is not None:
        fits[last] = False
    if ground.loop and first != last:
        fits[last, first] = closes[last, first]


def _shortest(metres: Ints, far: int) -> Ints:
    """Shortest ways from all nodes to all (Floyd 1962, Warshall 1962), at most ``far``."""
    ways = metres.copy()
    for via in range(len(ways)):
        np.minimum(ways, np.minimum(ways[:, via : via + 1] + ways[via], far), out=ways)
    return ways
