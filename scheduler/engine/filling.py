"""Putting stops into a ring, each where it adds the fewest metres."""

import numpy as np
from numpy.typing import NDArray

from ..options.exact import Ints
from .ring import Ring

Scores = NDArray[np.float64]


class Filling:
    """
    A ring to which nodes are added one by one.

    ``extra[leg, k]`` are the metres that candidate ``k`` adds on that leg.
    """

    def __init__(self, ring: Ring, cycle: Ints, candidates: Ints) -> None:
        self.ring, self.candidates = ring, candidates
        self.metres, self.length = ring.metres, ring.length(cycle)
        self.near = self.metres[:, candidates]
        nodes = cycle.tolist()
        self.first, self.size = nodes[0], len(nodes)
        self.begin, self.end = nodes, [*nodes[1:], nodes[0]]
        self.extra = np.empty((len(nodes) + len(candidates), len(candidates)), dtype=np.int64)
        legs = self.metres[self.begin, self.end]
        self.extra[: len(nodes)] = self.near[self.begin] + self.near[self.end] - legs[:, None]

    def added(self) -> Ints:
        """By candidate: the fewest metres that it adds."""
        return np.asarray(self.extra[: self.size].min(axis=0))

    def put(self, k: int) -> None:
        """Add candidate ``k`` where it adds the fewest."""
        leg = int(self.extra[: self.size, k].argmin())
        a, b, node = self.begin[leg], self.end[leg], int(self.candidates[k])
        self.length += int(self.extra[leg, k])
        self.extra[leg] = self.near[a] + self.near[node] - self.metres[a, node]
        self.extra[self.size] = self.near[node] + self.near[b] - self.metres[node, b]
        self.end[leg] = node
        self.begin.append(node)
        self.end.append(b)
        self.size += 1

    def fill(self, score: Scores, least: int, most: int) -> None:
        """
        Put in what brings most for its metres while the ring keeps its limit.

        ``score`` by candidate is used up. Below ``least`` nodes even candidates that bring nothing come in; beyond
        ``most`` none does.
        """
        while self.size < most:
            added = self.added()
            rate = score / np.maximum(added, 1)
            if self.size >= least:
                rate[score <= 0] = -np.inf
            room = self.ring.limit - self.length
            rate[added > room if room >= 0 else (added > room) & (added >= 0)] = -np.inf
            k = int(rate.argmax())
            if rate[k] == -np.inf:
                break
            self.put(k)
            score[k] = -np.inf

    def cycle(self) -> Ints:
        """The ring as it is now."""
        after = dict(zip(self.begin, self.end, strict=True))
        nodes = [self.first]
        while len(nodes) < self.size:
            nodes.append(after[nodes[-1]])
        return np.array(nodes, dtype=np.int64)
