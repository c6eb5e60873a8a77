"""The light trail of Corvenay in December, and what its empty windows can be dressed with."""

from collections.abc import Mapping, Sequence
from typing import Any

from ..geometry import Lonlat
from ..measuring import measured, merged
from ..walking import Walks
from .calendar import Year
from .case import Document
from .people import GUIDE, PLAY, SAFETY, TECH
from .spots import COVERED, WATER

ADVENT = ((12, 3), (12, 21))
STOPS = (
    "marche-parvis",
    "grande-rue-haute",
    "mail-des-halles",
    "tour-horloge",
    "parvis-saint-loup",
    "kiosque",
    "cour-carmes",
    "parvis-theatre",
    "passage-drapiers",
    "lavoir",
)

# Name, value, cost in euros, watts, features, spots where it may stand or None, people each night.
WORKS: tuple[tuple[str, int, int, int, tuple[str, ...], tuple[str, ...] | None, Mapping[str, int]], ...] = (
    ("Le grand kaléidoscope", 190, 3900, 9000, (), ("marche-parvis",), {}),
    ("Les lucioles des tanneurs", 140, 1600, 1200, (COVERED,), ("lavoir", "passage-drapiers"), {}),
    ("Le clocher des étoiles", 170, 2800, 3500, (), ("parvis-saint-loup", "tour-horloge"), {}),
    ("Pluie d’or", 150, 2100, 3000, (WATER,), None, {}),
    ("La fanfare des lampions", 130, 1200, 2500, (), ("kiosque", "cour-carmes", "parvis-theatre"), {PLAY: 1}),
    ("Les fenêtres racontent", 120, 1500, 1500, (), ("grande-rue-haute", "mail-des-halles", "cour-carmes"),
     {GUIDE: 1}),
    ("Mille bocaux des écoles", 90, 300, 0, (), None, {}),
)  # fmt: skip


def trail_documents(
    year: Year, spots: Sequence[Mapping[str, Any]], network: Mapping[str, Any]
) -> list[Document]:
    """One trail: three evenings in a row of Advent, a loop from the market square that a wheelchair can go."""
    places = {spot["id"]: _place(spot) for spot in spots if spot["id"] in STOPS}
    return [
        {
            "id": "nuits-armelle",
            "title": "Les Nuits de l’Armelle",
            "value": 500,
            "windows": year.season(*ADVENT),
            "weekdays": [4],
            "nights": 3,
            "opens": "sunset+15",
            "closes": "23:00",
            "setup_minutes": 75,
            "teardown_minutes": 30,
            "min_stops": 5,
            "max_stops": 8,
            "max_length_m": 1500,
            "max_leg_m": 420,
            "first_spot": "marche-parvis",
            "loop": True,
            "step_free": True,
            "spots": list(STOPS),
            "installations": [_work(*one) for one in WORKS],
            "staff": {TECH: 1, SAFETY: 2},
            "tags": ["noël", "culture"],
            **walked(network, places, step_free=True),
        }
    ]


def kit_documents() -> list[Document]:
    """Two models: one that tells of the old shops, one drawn in the schools."""
    return [
        {"id": "anciennes-enseignes", "name": "Anciennes enseignes, photographies grand format", "stock": 4,
         "cost_cents": 24_000, "min_days": 28, "value_week": 1, "tags": ["patrimoine"]},
        {"id": "vitrines-des-ecoles", "name": "Vitrines peintes par les écoles", "stock": 6,
         "cost_cents": 9_000, "min_days": 21, "value_week": 1, "tags": ["jeunes"]},
    ]  # fmt: skip


def walked(network: Mapping[str, Any], places: Mapping[str, Lonlat], *, step_free: bool = False) -> Document:
    """``distances`` and ``measured`` of a trail, on the ways of the town."""
    found = measured(Walks(network["nodes"], network["edges"]), places, step_free=step_free)
    return {"distances": merged((), None, found)[0], "measured": found}


def _place(spot: Mapping[str, Any]) -> Lonlat:
    lon, lat = spot["point"]
    return lon, lat


def _work(
    name: str,
    value: int,
    euros: int,
    watts: int,
    features: tuple[str, ...],
    spots: tuple[str, ...] | None,
    staff: Mapping[str, int],
) -> Document:
    found: Document = {"id": name, "value": value, "cost_cents": euros * 100}
    if watts:
        found["power_w"] = watts
    if features:
        found["features"] = list(features)
    if spots is not None:
        found["spots"] = list(spots)
    return found | ({"staff": dict(staff)} if staff else {})
