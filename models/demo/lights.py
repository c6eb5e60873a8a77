"""The light trail of Corvenay in December, and what its empty windows can be dressed with."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from ..geometry import Lonlat
from ..measuring import measured, merged
from ..walking import Walks
from .calendar import Year
from .case import Document
from .people import GUIDE, PLAY, SAFETY, TECH
from .spots import COVERED, WATER

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


class Work(NamedTuple):
    """A work of light: points, cost in euros, watts, and people each night; ``spots`` None: it may stand anywhere."""

    name: str
    value: int
    euros: int
    watts: int
    features: tuple[str, ...] = ()
    spots: tuple[str, ...] | None = None
    staff: Mapping[str, int] | None = None

    def document(self) -> Document:
        """As an installation of a trail."""
        found: Document = {"id": self.name, "value": self.value, "cost_cents": self.euros * 100}
        if self.watts:
            found["power_w"] = self.watts
        if self.features:
            found["features"] = list(self.features)
        if self.spots is not None:
            found["spots"] = list(self.spots)
        return found | ({"staff": dict(self.staff)} if self.staff else {})


WORKS = (
    Work("Le grand kaléidoscope", 190, 3900, 9000, spots=("marche-parvis",)),
    Work("Les lucioles des tanneurs", 140, 1600, 1200, (COVERED,), ("lavoir", "passage-drapiers")),
    Work("Le clocher des étoiles", 170, 2800, 3500, spots=("parvis-saint-loup", "tour-horloge")),
    Work("Pluie d’or", 150, 2100, 3000, (WATER,)),
    Work("La fanfare des lampions", 130, 1200, 2500, (), ("kiosque", "cour-carmes", "parvis-theatre"), {PLAY: 1}),
    Work(
        "Les fenêtres racontent", 120, 1500, 1500, (),
        ("grande-rue-haute", "mail-des-halles", "cour-carmes"), {GUIDE: 1},
    ),
    Work("Mille bocaux des écoles", 90, 300, 0),
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
            **evenings(year),
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
            "installations": [one.document() for one in WORKS],
            "staff": {TECH: 1, SAFETY: 2},
            "tags": ["noël", "culture"],
            **walked(network, places, step_free=True),
        }
    ]


def evenings(year: Year) -> Document:
    """Three evenings in a row of Advent, from Thursday on, from nightfall to eleven."""
    windows = year.season((12, 3), (12, 21))
    return {"windows": windows, "weekdays": [4], "nights": 3, "opens": "sunset+15", "closes": "23:00"}


def kit_documents(**more: Any) -> list[Document]:
    """Two models: one that tells of the old shops, one drawn in the schools; ``more`` fields are the same of both."""
    return [
        {"id": "anciennes-enseignes", "name": "Anciennes enseignes, photographies grand format", "stock": 4,
         "cost_cents": 24_000, "min_days": 28, "value_week": 1, "tags": ["patrimoine"], **more},
        {"id": "vitrines-des-ecoles", "name": "Vitrines peintes par les écoles", "stock": 6,
         "cost_cents": 9_000, "min_days": 21, "value_week": 1, "tags": ["jeunes"], **more},
    ]  # fmt: skip


def walked(network: Mapping[str, Any], places: Mapping[str, Lonlat], *, step_free: bool = False) -> Document:
    """``distances`` and ``measured`` of a trail, on the ways of the town."""
    found = measured(Walks(network["nodes"], network["edges"]), places, step_free=step_free)
    return {"distances": merged((), None, found)[0], "measured": found}


def _place(spot: Mapping[str, Any]) -> Lonlat:
    lon, lat = spot["point"]
    return lon, lat
