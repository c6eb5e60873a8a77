"""A light trail for any real town: invented, on spots and ways that the map knows."""

from collections.abc import Mapping, Sequence
from typing import Any

from ..geometry import Lonlat
from ..walking import Walks
from .calendar import Year
from .case import Document
from .lights import Work, evenings, walked
from .people import PLAY, SAFETY, TECH

FEWEST, MOST = 6, 9  # spots that make a trail of an evening
STOPS = 4
SHORTEST = 1200  # metres: less is no evening walk
FURTHEST = 700  # metres on foot between two spots of one trail

WORKS = (
    Work("Le grand kaléidoscope", 180, 2900, 3500),
    Work("Les lucioles", 140, 1600, 1200),
    Work("Pluie d’or", 150, 2100, 3000),
    Work("La fanfare des lampions", 130, 1200, 2500, staff={PLAY: 1}),
    Work("Les fenêtres racontent", 120, 1500, 1500),
    Work("Mille bocaux des écoles", 90, 300, 0),
)


def trail_documents(
    name: str, spots: Sequence[Mapping[str, Any]], network: Mapping[str, Any], year: Year
) -> list[Document]:
    """One trail where enough spots lie close together on foot; nothing in a smaller town."""
    places: dict[str, Lonlat] = {spot["id"]: (spot["point"][0], spot["point"][1]) for spot in spots}
    legs = Walks(network["nodes"], network["edges"]).distances(places)
    together = _together(legs)
    if len(together) < FEWEST:
        return []
    return [
        {
            "id": "parcours-lumiere",
            "title": f"{name} en lumière",
            "value": 500,
            **evenings(year),
            "setup_minutes": 60,
            "teardown_minutes": 30,
            "min_stops": STOPS,
            "max_stops": len(together) - 1,
            "max_length_m": max(SHORTEST, _shortest_walk(legs, together)),
            "spots": together,
            "installations": [one.document() for one in WORKS],
            "staff": {TECH: 1, SAFETY: 1},
            "tags": ["noël", "culture"],
            "notes": "Parcours inventé\u00a0; distances mesurées sur les cheminements d’OpenStreetMap.",
            **walked(network, {key: places[key] for key in together}),
        }
    ]


def _together(legs: Mapping[tuple[str, str], int]) -> list[str]:
    """The spots nearest to one that has as many as possible around it."""
    around: dict[str, list[tuple[int, str]]] = {}
    for (a, b), long in legs.items():
        if long <= FURTHEST:
            around.setdefault(a, []).append((long, b))
            around.setdefault(b, []).append((long, a))
    if not around:
        return []
    middle = min(around, key=lambda key: (-len(around[key]), sum(m for m, _ in around[key]), key))
    near = [key for _, key in sorted(around[middle])[: MOST - 1]]
    return sorted([middle, *near], key=lambda key: (len(key), key))


def _shortest_walk(legs: Mapping[tuple[str, str], int], spots: Sequence[str]) -> int:
    """Metres of going on to the nearest spot until two more than the fewest stops are passed, in whole hundreds."""
    best = None
    for first in spots:
        at, walked_metres, left = first, 0, set(spots) - {first}
        while len(spots) - len(left) < min(STOPS + 2, len(spots)):
            steps = [(legs[pair], key) for key in left if (pair := (min(at, key), max(at, key))) in legs]
            if not steps:
                break
            long, at = min(steps)
            walked_metres += long
            left.remove(at)
        else:
            best = walked_metres if best is None else min(best, walked_metres)
    return -(-(best or 0) // 100) * 100
