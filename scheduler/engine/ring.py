"""A walk as a ring, whatever its ends: one form for local search.

A walk that is no loop is closed by a *depot* at no distance from anything. An end that is given must stand beside the
depot: that leg is rewarded by as much as no walk is long, and the limit lowered by as much, so that a ring without it
is always too long. A loop with both ends is a line between them, with its closing leg taken off the limit. So all rings
are symmetric, and one comparison tells whether they can be walked.
"""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from ..options.exact import Ints
from .ground import Ground

#: Nodes in the longest run that is moved in one go.
_LONGEST = 3


class Ring:
    """
    The ring of a ground: ``metres`` between its nodes, a ``limit``, and ``anchors`` that are always in it.

    A *cycle* is an array of nodes of the ring, the depot among them if there is one.
    """

    def __init__(self, ground: Ground) -> None:
        self.ground = ground
        ends = [end for end in (ground.first, ground.last) if end is not None]
        self.depot = ground.nodes if not ground.loop or len(set(ends)) == 2 else None
        self.anchors = list(dict.fromkeys([*([] if self.depot is None else [self.depot]), *ends]))
        self.limit = ground.most_metres
        self.metres = ground.matrix()
        if self.depot is not None:
            self.metres = np.pad(self.metres, (0, 1))
            if ground.loop:
                self.limit -= int(self.metres[ends[0], ends[1]])
            for end in ends:
                self.metres[self.depot, end] = self.metres[end, self.depot] = -ground.far
            self.limit -= ground.far * len(ends)

    def length(self, cycle: Ints) -> int:
        """Metres round the ring."""
        return int(self.metres[cycle[:-1], cycle[1:]].sum() + self.metres[cycle[-1], cycle[0]])

    def cycle(self, order: Sequence[int]) -> Ints:
        """The ring of a walk."""
        depot = [] if self.depot is None else [self.depot]
        return np.array([*depot, *order], dtype=np.int64)

    def order(self, cycle: Ints) -> tuple[int, ...]:
        """The walk of a ring. Where two directions are the same to walk, that with the lower number first."""
        g, nodes = self.ground, cycle.tolist()
        if self.depot is not None:
            at = nodes.index(self.depot)
            line = nodes[at + 1 :] + nodes[:at]
            turn = line[-1:] < line[:1]
            if g.first is not None:
                turn = line[:1] != [g.first]
            elif g.last is not None:
                turn = line[-1:] != [g.last]
            return tuple(line[::-1] if turn else line)
        if not nodes:
            return ()
        at = nodes.index(self.anchors[0] if self.anchors else min(nodes))
        begin, *rest = nodes[at:] + nodes[:at]
        if rest[-1:] < rest[:1]:
            rest.reverse()
        return (*rest, begin) if g.last == begin != g.first else (begin, *rest)

    def shorten(self, cycle: Ints) -> Ints:
        """Turn parts round (2-opt, Croes 1958) and move runs of up to three (Or 1976) while that is shorter."""
        while len(cycle) > 3:
            after = np.concatenate([cycle[1:], cycle[:1]])
            here, onward = self.metres[cycle[:, None], cycle], self.metres[cycle[:, None], after]
            leg = onward.diagonal()
            better = _turned(cycle, here + self.metres[after[:, None], after] - leg[:, None] - leg)
            if better is None:
                better = _moved(cycle, here, onward, leg)
            if better is None:
                break
            cycle = better
        return cycle


def _turned(cycle: Ints, change: Ints) -> Ints | None:
    """The best turn of a part of the cycle."""
    np.fill_diagonal(change, 0)
    at = int(change.argmin())
    i, j = sorted(divmod(at, len(cycle)))
    if change[i, j] >= 0:
        return None
    return np.concatenate([cycle[: i + 1], cycle[j:i:-1], cycle[j + 1 :]])


def _moved(cycle: Ints, here: Ints, onward: Ints, leg: Ints) -> Ints | None:
    """The best move of a run of one to three nodes to another place, turned or not."""
    n, best, move = len(cycle), 0, None
    here_twice, onward_twice = np.concatenate([here, here]), np.concatenate([onward, onward])
    legs = np.concatenate([leg, leg])
    for run in range(1, min(_LONGEST, n - 3) + 1):
        straight = here + onward_twice[run - 1 : run - 1 + n]
        turned = onward + here_twice[run - 1 : run - 1 + n]
        closed = here_twice[n - 1 : 2 * n - 1].ravel()[_gaps(n, run)]
        gain = legs[n - 1 : 2 * n - 1] + legs[run - 1 : run - 1 + n] - closed
        change = np.minimum(straight, turned)
        change -= leg
        change -= gain[:, None]
        change.ravel()[_inside(n, run)] = 0
        at = int(change.argmin())
        i, j = divmod(at, n)
        if change[i, j] < best:
            best, move = int(change[i, j]), (i, run, j, bool(straight[i, j] <= turned[i, j]))
    return None if move is None else _move(cycle, *move)


@lru_cache(256)
def _gaps(n: int, run: int) -> Ints:
    """Of an ``n × n`` table, by first node of a run: where the leg is that would close the gap."""
    at = np.arange(n)
    return at * n + (at + run) % n


@lru_cache(256)
def _inside(n: int, run: int) -> Ints:
    """Of an ``n × n`` table, by first node of a run: the places from just before it to its end."""
    at = np.arange(n)[:, None]
    return np.asarray((at * n + (at + np.arange(-1, run)) % n).ravel())


def _move(cycle: Ints, at: int, run: int, after: int, straight: bool) -> Ints:
    """Take the run that begins ``at`` and put it in behind ``after``; ``straight`` keeps its direction."""
    turned = np.concatenate([cycle[at:], cycle[:at]])
    part, rest = turned[:run], turned[run:]
    place = (after - at) % len(cycle) - run + 1
    return np.concatenate([rest[:place], part if straight else part[::-1], rest[place:]])
