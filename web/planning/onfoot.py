"""Whether a light trail can be walked within its limits: a search over the walks between its spots."""

from collections.abc import Iterable, Mapping

from scheduler.problem import Distance, Trail

MOST_TRIED = 20_000
"""Steps of the search for a walk; where it ends without an answer, nothing is said."""

Legs = Mapping[str, Mapping[str, int]]


def legs_of(trail: Trail, spots: Iterable[str]) -> dict[str, dict[str, int]]:
    """Spot → its neighbours within the trail's limits, with the metres."""
    found: dict[str, dict[str, int]] = {spot: {} for spot in spots}
    for leg in trail.distances:
        if leg.a in found and leg.b in found and leg.a != leg.b and _usable(trail, leg):
            found[leg.a][leg.b] = found[leg.b][leg.a] = leg.metres
    return found


def _usable(trail: Trail, leg: Distance) -> bool:
    longest = trail.max_length_m if trail.max_leg_m is None else min(trail.max_leg_m, trail.max_length_m)
    return leg.metres <= longest and (leg.step_free or not trail.step_free)


def fits(trail: Trail, legs: Legs) -> bool | None:
    """Whether some walk keeps the trail's limits; None where ``MOST_TRIED`` steps do not tell."""
    tried = 0
    shortest = min((m for near in legs.values() for m in near.values()), default=0)
    starts = [trail.first_spot] if trail.first_spot is not None else sorted(legs)
    stack = [((start,), 0) for start in starts if start in legs]
    while stack:
        tried += 1
        if tried > MOST_TRIED:
            return None
        path, walked = stack.pop()
        if _complete(trail, legs, path, walked):
            return True
        if trail.max_stops is not None and len(path) >= trail.max_stops:
            continue
        missing = max(0, trail.min_stops - len(path) - 1)
        further = sorted(legs[path[-1]].items(), key=lambda leg: (-leg[1], leg[0]))
        stack += [
            ((*path, spot), walked + long)
            for spot, long in further
            if spot not in path and walked + long + missing * shortest <= trail.max_length_m
        ]
    return False


def _complete(trail: Trail, legs: Legs, path: tuple[str, ...], walked: int) -> bool:
    if len(path) < trail.min_stops or (trail.last_spot is not None and path[-1] != trail.last_spot):
        return False
    if not trail.loop or len(path) == 1:
        return True
    back = legs[path[-1]].get(path[0])
    return back is not None and walked + back <= trail.max_length_m
