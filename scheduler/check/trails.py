"""Rules of light trails: nights, stops, and the walk between them."""

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from ..case import Case, Walk, inside, on, weekday
from ..fields import Span
from ..message import Message, message
from ..problem import Distance, Installation, Spot
from .violation import of_walk


def once(case: Case) -> Iterator[Message]:
    """A trail is held at most once."""
    for trail, number in Counter(walk.trail.id for walk in case.walks).items():
        if number > 1:
            yield message("{trail} is held {number} times, once is allowed", trail=trail, number=number)


def dates(case: Case) -> Iterator[Message]:
    """Every night of a trail is allowed."""
    for walk in case.walks:
        trail, end = walk.trail, walk.last + 1
        if not inside(walk.start, end, [Span(case.problem.town.start, case.problem.town.end)]):
            yield message("{trail} from {start}: not inside the season", **of_walk(walk))
        if trail.windows is not None and not inside(walk.start, end, trail.windows):
            yield message(
                "{trail} from {start}: its nights are not inside one of its windows", **of_walk(walk)
            )
        if trail.weekdays is not None and weekday(walk.start) not in trail.weekdays:
            yield message(
                "{trail} from {start}: starts on weekday {found} (1 is Monday), allowed: {weekdays}",
                **of_walk(walk),
                found=weekday(walk.start),
                weekdays=", ".join(map(str, trail.weekdays)) or "–",
            )
        for session in walk.sessions:
            if session.work is None:
                yield message(
                    "{trail} on {day}: its hours follow the sunset, and none is given for that date",
                    trail=trail.id,
                    day=on(session.day),
                )


def stops(case: Case) -> Iterator[Message]:
    """A trail has enough stops and not too many, each spot and installation once, each where it can stand."""
    for walk in case.walks:
        trail, number = walk.trail, len(walk.stops)
        if number < trail.min_stops:
            yield message(
                "{trail} from {start}: {number} stops, at least {minimum}",
                **of_walk(walk),
                number=number,
                minimum=trail.min_stops,
            )
        if trail.max_stops is not None and number > trail.max_stops:
            yield message(
                "{trail} from {start}: {number} stops, at most {maximum}",
                **of_walk(walk),
                number=number,
                maximum=trail.max_stops,
            )
        yield from _repeated(walk)
        for spot, installation in walk.stops:
            if spot.id not in trail.spots:
                yield message(
                    "{trail} from {start}: {spot} is not one of its spots", **of_walk(walk), spot=spot.id
                )
            if installation:
                yield from _stands(walk, spot, installation)


def _repeated(walk: Walk) -> Iterator[Message]:
    for spot, number in Counter(spot.id for spot, _ in walk.stops).items():
        if number > 1:
            yield message(
                "{trail} from {start}: stops {number} times at {spot}",
                **of_walk(walk),
                number=number,
                spot=spot,
            )
    for name, number in Counter(installation.id for _, installation in walk.stops if installation).items():
        if number > 1:
            yield message(
                "{trail} from {start}: shows {installation} {number} times",
                **of_walk(walk),
                number=number,
                installation=name,
            )


def _stands(walk: Walk, spot: Spot, installation: Installation) -> Iterator[Message]:
    if installation.spots is not None and spot.id not in installation.spots:
        yield message(
            "{trail} from {start}: {installation} cannot stand at {spot}",
            **of_walk(walk),
            installation=installation.id,
            spot=spot.id,
        )
    if installation.power_w > spot.power_w:
        yield message(
            "{trail} from {start}: {installation} needs {power} W, {spot} has {available} W",
            **of_walk(walk),
            installation=installation.id,
            power=installation.power_w,
            spot=spot.id,
            available=spot.power_w,
        )
    missing = [tag for tag in installation.features if tag not in spot.features]
    if missing:
        yield message(
            "{trail} from {start}: {spot} lacks {missing} for {installation}",
            **of_walk(walk),
            spot=spot.id,
            missing=", ".join(missing),
            installation=installation.id,
        )


def ends(case: Case) -> Iterator[Message]:
    """A trail begins and ends at the spots it must."""
    for walk in case.walks:
        first = walk.stops[0][0].id if walk.stops else None
        last = walk.stops[-1][0].id if walk.stops else None
        if walk.trail.first_spot is not None and first != walk.trail.first_spot:
            yield message(
                "{trail} from {start}: must begin at {spot}", **of_walk(walk), spot=walk.trail.first_spot
            )
        if walk.trail.last_spot is not None and last != walk.trail.last_spot:
            yield message(
                "{trail} from {start}: must end at {spot}", **of_walk(walk), spot=walk.trail.last_spot
            )


class Leg(NamedTuple):
    """A stretch between two spots; ``path`` is None where it cannot be walked."""

    a: str
    b: str
    path: Distance | None


def legs(walk: Walk) -> list[Leg]:
    """The stretches of a trail in order, with the way back of a loop."""
    listed = {frozenset((d.a, d.b)): d for d in walk.trail.distances}
    spots = [spot.id for spot, _ in walk.stops]
    if walk.trail.loop:
        spots += spots[:1]
    return [Leg(a, b, listed.get(frozenset((a, b)))) for a, b in pairwise(spots) if a != b]


def length(case: Case) -> Iterator[Message]:
    """The walk, with the way back of a loop, is not too long."""
    for walk in case.walks:
        total = sum(leg.path.metres for leg in legs(walk) if leg.path)
        if total > walk.trail.max_length_m:
            yield message(
                "{trail} from {start}: {metres} m to walk, at most {maximum} m",
                **of_walk(walk),
                metres=total,
                maximum=walk.trail.max_length_m,
            )


def leg(case: Case) -> Iterator[Message]:
    """Every stretch between two stops can be walked and is short enough."""
    for walk in case.walks:
        most = walk.trail.max_leg_m
        for a, b, path in legs(walk):
            if path is None:
                yield message(
                    "{trail} from {start}: no way on foot is listed from {spot} to {spot_2}",
                    **of_walk(walk),
                    spot=a,
                    spot_2=b,
                )
            elif most is not None and path.metres > most:
                yield message(
                    "{trail} from {start}: {metres} m from {spot} to {spot_2}, at most {maximum} m",
                    **of_walk(walk),
                    metres=path.metres,
                    spot=a,
                    spot_2=b,
                    maximum=most,
                )


def step_free(case: Case) -> Iterator[Message]:
    """A step-free trail has no steps between any two stops."""
    for walk in case.walks:
        for a, b, path in legs(walk) if walk.trail.step_free else ():
            if path and not path.step_free:
                yield message(
                    "{trail} from {start}: there are steps from {spot} to {spot_2}",
                    **of_walk(walk),
                    spot=a,
                    spot_2=b,
                )
