"""Published walks by numbers, and whether they can still be walked as they were."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from ..plan import TrailRun
from ..problem import Problem, Trail
from .published import Published, everything


class Kept(NamedTuple):
    """A published walk: its trail, its first night, its spots with what each shows, or None."""

    trail: int
    start: int
    stops: tuple[tuple[int, int | None], ...]

    @property
    def pieces(self) -> list[tuple[int, int, int | None, int | None]]:
        """What it is put together from: the trail itself, then each stop."""
        return [
            (self.trail, self.start, None, None),
            *((self.trail, self.start, *stop) for stop in self.stops),
        ]


def possible_walks(problem: Problem) -> Iterator[Kept]:
    """Published walks, each once, whose stops are still there and can be walked in that order."""
    seen = set()
    for one in everything(problem.published):
        found = numbered(problem, one)
        if found is None or found in seen or not isinstance(one.entry, TrailRun):
            continue
        seen.add(found)
        shown = [n for _, n in found.stops if n is not None]
        spots = [s.spot for s in one.entry.stops]
        if len(shown) == len(set(shown)) and walkable(problem.trails[found.trail], spots):
            yield found


def numbered(problem: Problem, one: Published) -> Kept | None:
    """A published walk by numbers, or None if it is none, or names what is no longer there."""
    trail = next((n for n, t in enumerate(problem.trails) if t.id == one.item), None)
    if trail is None or not isinstance(one.entry, TrailRun):
        return None
    spots = {s.id: n for n, s in enumerate(problem.spots)}
    every = [(n, i.id) for n, t in enumerate(problem.trails) for i in t.installations]
    names: dict[str | None, int | None] = {None: None}
    names |= {name: k for k, (n, name) in enumerate(every) if n == trail}
    stops = one.entry.stops
    if any(s.spot not in spots or s.installation not in names for s in stops):
        return None
    where = tuple((spots[s.spot], names[s.installation]) for s in stops)
    return Kept(trail, one.start.toordinal(), where)


def walkable(trail: Trail, spots: Sequence[str]) -> bool:
    """Whether these stops, in this order, keep the number, the ends, the legs and the length of the trail."""
    most = len(spots) if trail.max_stops is None else trail.max_stops
    if len(set(spots)) < len(spots) or not trail.min_stops <= len(spots) <= most:
        return False
    ends = (spots[0], spots[-1]) if spots else (None, None)
    if trail.first_spot not in (None, ends[0]) or trail.last_spot not in (None, ends[1]):
        return False
    known = {frozenset((d.a, d.b)): d for d in trail.distances}
    closing = [(spots[-1], spots[0])] if trail.loop and len(spots) > 1 else []
    metres = 0
    for a, b in [*pairwise(spots), *closing]:
        leg = known.get(frozenset((a, b)))
        if leg is None or (trail.max_leg_m is not None and leg.metres > trail.max_leg_m):
            return False
        if trail.step_free and not leg.step_free:
            return False
        metres += leg.metres
    return metres <= trail.max_length_m
