"""The streets of Corvenay-sur-Armelle, drawn by hand: lines in metres east and north of the market square."""

import math
from itertools import pairwise

from ..geometry import Lonlat, Plane
from .case import Document

CENTRE: Lonlat = (3.9382, 47.1624)
TURN = math.radians(
    -9
)  # the plan is drawn with its main street level; on the ground it climbs to the north-east

Metres = tuple[float, float]

STREETS: tuple[tuple[str, str, str, int, bool, tuple[Metres, ...]], ...] = (
    ("place-du-marche", "Place du Marché", "Cœur marchand", 78, True,
     ((-42, 26), (5, 28), (48, 30), (45, 100), (0, 97), (-45, 95), (-42, 26))),
    ("grande-rue", "Grande Rue", "Cœur marchand", 72, True,
     ((-420, 8), (-330, 18), (-240, 30), (-150, 34), (-95, 30), (-42, 26))),
    ("rue-des-halles", "Rue des Halles", "Cœur marchand", 58, True,
     ((48, 30), (130, 38), (215, 52), (300, 60))),
    ("rue-du-pont", "Rue du Pont", "Cœur marchand", 52, False,
     ((5, 28), (14, -22), (18, -72), (22, -118), (28, -165), (30, -232))),
    ("passage-des-drapiers", "Passage des Drapiers", "Cœur marchand", 40, True,
     ((-95, 30), (-93, -20), (-91, -66))),
    ("rue-de-l-horloge", "Rue de l’Horloge", "Saint-Loup", 46, True, ((0, 97), (-6, 160), (-10, 231))),
    ("place-saint-loup", "Place Saint-Loup", "Saint-Loup", 38, True,
     ((-42, 230), (-10, 231), (28, 232), (30, 300), (-46, 298), (-42, 230))),
    ("rue-saint-loup", "Rue Saint-Loup", "Saint-Loup", 24, False,
     ((-42, 230), (-120, 190), (-200, 120), (-240, 30))),
    ("rue-des-carmes", "Rue des Carmes", "Saint-Loup", 26, False,
     ((28, 232), (100, 200), (170, 150), (198, 102), (215, 52))),
    ("rue-du-theatre", "Rue du Théâtre", "Saint-Loup", 32, False, ((45, 100), (110, 112), (170, 150))),
    ("rue-des-tanneurs", "Rue des Tanneurs", "Bords d’Armelle", 18, False,
     ((-150, 34), (-158, -30), (-162, -66), (-165, -110), (-160, -184))),
    ("rue-des-cordiers", "Rue des Cordiers", "Bords d’Armelle", 15, False,
     ((-162, -66), (-91, -66), (18, -72))),
    ("rue-du-moulin", "Rue du Moulin", "Bords d’Armelle", 16, False,
     ((18, -72), (95, -74), (165, -84), (220, -148))),
    ("quai-des-megissiers", "Quai des Mégissiers", "Bords d’Armelle", 34, True,
     ((28, -165), (-60, -172), (-160, -184), (-270, -190), (-360, -182))),
    ("quai-de-la-batellerie", "Quai de la Batellerie", "Bords d’Armelle", 28, True,
     ((28, -165), (120, -160), (220, -148), (330, -150))),
    ("avenue-de-la-gare", "Avenue de la Gare", "Gare", 35, False,
     ((300, 60), (380, 95), (470, 140), (545, 172))),
)  # fmt: skip
STAIRS: tuple[tuple[Metres, ...], ...] = (
    ((-91, -66), (-94, -120), (-100, -176)),  # down from the rue des Cordiers to the quay, 31 steps
    ((110, 112), (126, 76), (130, 38)),  # the degrees of the theatre, beside the market hall
)
LAMP_EVERY = 28.0  # metres, the usual spacing of lanterns on façades
DOOR = 7.0  # metres from the middle of a street to a front

LINES = {key: line for key, _, _, _, _, line in STREETS}


def _plane() -> Plane:
    return Plane(CENTRE)


def lonlat(point: Metres) -> list[float]:
    """Degrees of a place of the plan, to the seventh decimal (a centimetre)."""
    x = point[0] * math.cos(TURN) + point[1] * math.sin(TURN)
    y = point[1] * math.cos(TURN) - point[0] * math.sin(TURN)
    lon, lat = _plane().lonlat(x, y)
    return [round(lon, 7), round(lat, 7)]


def door(street: str, number: int, last: int) -> list[float]:
    """
    Where a house number stands: odd ones on the left, numbers growing along the line.

    ``last`` is the street's highest number.
    """
    line = LINES[street]
    whole = sum(math.dist(a, b) for a, b in pairwise(line))
    wanted = whole * min(0.97, max(0.03, (number - 0.5) / last))
    for a, b in pairwise(line):
        piece = math.dist(a, b)
        if wanted <= piece:
            break
        wanted -= piece
    east, north = (b[0] - a[0]) / piece, (b[1] - a[1]) / piece
    side = DOOR if number % 2 else -DOOR
    return lonlat((a[0] + east * wanted - north * side, a[1] + north * wanted + east * side))


def street_documents() -> list[Document]:
    """The streets, drawn, with their districts and footfall."""
    return [
        {
            "id": key,
            "name": name,
            "district": district,
            "footfall": footfall,
            "pedestrian": pedestrian,
            "geometry": [[lonlat(point) for point in line]],
        }
        for key, name, district, footfall, pedestrian, line in STREETS
    ]


def network_document() -> Document:
    """Streets and stairs as a walking network: they meet where they share a corner."""
    numbers: dict[Metres, int] = {}
    edges: list[list[float | bool]] = []
    for line, free in [(line, True) for line in LINES.values()] + [(line, False) for line in STAIRS]:
        for a, b in pairwise(line):
            ends = [numbers.setdefault(p, len(numbers)) for p in (a, b)]
            edges.append([*ends, round(math.dist(a, b), 1), free])
    return {
        "nodes": [lonlat(point) for point in numbers],
        "edges": edges,
        "lamps": [lonlat(point) for line in LINES.values() for point in _lamps(line)],
        "source": "",
    }


def _lamps(line: tuple[Metres, ...]) -> list[Metres]:
    found, left = [], LAMP_EVERY / 2
    for a, b in pairwise(line):
        piece = math.dist(a, b)
        while left <= piece:
            share = left / piece
            found.append((a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share))
            left += LAMP_EVERY
        left -= piece
    return found
