"""A real town's premises and squares, completed by chance with what no map can know."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ..geometry import Lonlat, Plane, SegmentIndex, length, metres
from ..imports.osm.places import Square
from ..imports.osm.premises import Front
from ..imports.osm.streets import Street
from ..imports.osm.town import premises_document, shop_document
from .calendar import Year
from .case import Document
from .chance import rounded, source
from .concepts import OWNERS

MOST_OFFERED = 120
FEWEST_OFFERED = 12
APART = 70.0  # metres between two spots
LARGEST = 400  # m²: an outline beyond this is a whole building, not the shop
EQUIPMENT = {"eau": 0.85, "vitrine": 0.9, "sanitaires": 0.7, "réserve": 0.5, "extraction": 0.28}
REAL_FRONT = (
    "Emplacement et vacance d’après OpenStreetMap\u00a0; surface, loyer, équipement et propriétaire fictifs."
)
DECLARED = "Local réel, déclaré vide pour la démonstration\u00a0: la carte ne signale pas qu’il l’est."
TRADING = "Emplacement d’après OpenStreetMap\u00a0; surface fictive."


@dataclass(frozen=True, slots=True)
class Offer:
    """Which fronts the plan may fill: ``vacant`` as the map says, ``declared`` empty for the demonstration."""

    vacant: Sequence[Front]
    declared: Sequence[Front]

    @property
    def fronts(self) -> list[Front]:
        """All fronts, those that were only declared vacant too, by key."""
        return sorted([*self.vacant, *self.declared], key=lambda f: f.key)


def offer(fronts: Sequence[Front], footfalls: Mapping[str, int], seed: int) -> Offer:
    """
    At most ``MOST_OFFERED`` vacant fronts, those of the busiest streets first.

    Where the map marks hardly any, some others are declared empty: unnamed ones first, never a counter that
    people depend on.
    """

    def busiest(front: Front) -> tuple[int, str]:
        return -footfalls.get(front.street, 0), front.key

    vacant = sorted((f for f in fronts if f.vacant), key=busiest)[:MOST_OFFERED]
    wanted = min(FEWEST_OFFERED, max(1, len(fronts) // 4)) - len(vacant)
    candidates = [f for f in fronts if not f.vacant and not f.by_appointment and f.family in _REPLACEABLE]
    drawn = sorted(candidates, key=lambda f: (source(seed, "vacant", f.key).random(), f.key))
    return Offer(vacant, drawn[: max(0, wanted)])


_REPLACEABLE = ("mode", "maison", "culture", "loisirs", "alimentaire", "restauration", "services")


def premises_documents(
    fronts: Sequence[Front], offered: Offer, footfalls: Mapping[str, int], year: Year, seed: int
) -> list[Document]:
    """Every front as premises: those offered with their terms, the others as they stand."""
    keys, declared = {f.key for f in offered.fronts}, {f.key for f in offered.declared}
    return [
        _offered(front, front.key in declared, footfalls, year, seed)
        if front.key in keys
        else _other(front, seed)
        for front in fronts
    ]


def _area(front: Front, seed: int) -> int:
    if 0 < front.area_m2 <= LARGEST:
        return front.area_m2
    middle = 75 if front.family in ("restauration", "maison") else 48
    return max(18, min(180, round(source(seed, "area", front.key).lognormvariate(0, 0.45) * middle)))


def _rent_eur(area: int, footfall: int, level: str, seed: int, key: str) -> int:
    """A month's rent: 70 to 220 € per m² and year by footfall, less for large units and other levels."""
    rate = (70 + 1.6 * footfall) * (60 / max(30, area)) ** 0.2 * (0.8 if level else 1.0)
    return rounded(rate * area / 12 * source(seed, "rent", key).uniform(0.85, 1.15), 10)


def _other(front: Front, seed: int) -> Document:
    known = 0 < front.area_m2 <= LARGEST
    return {
        "id": front.key,
        **premises_document(front),
        "area_m2": _area(front, seed),
        "active": False,
        "fictitious": not known,
        "origin": "osm",
        "notes": "" if known else TRADING,
    }


def _offered(front: Front, declared: bool, footfalls: Mapping[str, int], year: Year, seed: int) -> Document:
    chance = source(seed, "premises", front.key)
    area = _area(front, seed)
    return {
        "id": front.key,
        **premises_document(front),
        **({"address": front.address} if declared else {}),
        "area_m2": area,
        "frontage_m": round(max(2.5, min(12.0, area**0.5 * chance.uniform(0.55, 0.8))), 1),
        "rent_cents_month": _rent_eur(area, footfalls.get(front.street, 0), front.level, seed, front.key)
        * 100,
        "equipment": [name for name, share in EQUIPMENT.items() if chance.random() < share],
        "turnaround_days": 14 if area > 70 else 7,
        "min_term_weeks": 4,
        "capacity": 2 if area > 110 and chance.random() < 0.5 else 1,
        "status": "vacant",
        "vacant_since": year.back(chance.randint(3, 40)),
        "owner": f"proprietaire-{chance.randrange(len(OWNERS)) + 1}",
        "consent": "given",
        "consent_on": year.back(chance.randint(1, 3)),
        "active": True,
        "fictitious": True,
        "origin": "osm",
        "notes": DECLARED if declared else REAL_FRONT,
    }


def shop_documents(fronts: Sequence[Front], offered: Offer) -> list[Document]:
    """Shops that trade; their consent is taken for granted, since no map knows it."""
    declared = {f.key for f in offered.declared}
    return [
        {"id": f.key, **shop_document(f), "consents": True, "origin": "osm", "fictitious": False}
        for f in fronts
        if not f.vacant and f.key not in declared
    ]


def owner_documents() -> list[Document]:
    """Invented owners."""
    return [{"id": f"proprietaire-{n}", "name": name} for n, name in enumerate(OWNERS, 1)]


def spot_documents(
    streets: Sequence[Street],
    squares: Sequence[Square],
    footfalls: Mapping[str, int],
    centre: Lonlat,
    wanted: int,
    seed: int,
) -> list[Document]:
    """Squares, then the busiest streets for people on foot, then other busy streets; never two side by side."""
    index = SegmentIndex(Plane(centre))
    for street in streets:
        for piece in street.pieces:
            index.add(street.key, piece)
    names = {street.key: street.name for street in streets}
    found: list[Document] = []
    for name, point, area, on_foot in _candidates(streets, squares, footfalls):
        near = index.nearest(point, 300.0)
        if near and all(metres(point, tuple(s["point"])) >= APART for s in found):
            found.append(_spot(name or names[near[0]], near[0], point, area, on_foot, seed, found))
        if len(found) == wanted:
            break
    return found


def _candidates(
    streets: Sequence[Street], squares: Sequence[Square], footfalls: Mapping[str, int]
) -> list[tuple[str, Lonlat, int, bool]]:
    open_places = sorted(squares, key=lambda s: (-s.area_m2, s.ref))
    busy = sorted(
        (s for s in streets if s.pieces), key=lambda s: (not s.pedestrian, -footfalls.get(s.key, 0), s.key)
    )
    return [(s.name, s.point, s.area_m2, True) for s in open_places] + [
        (s.name, longest[len(longest) // 2], 0, s.pedestrian)
        for s in busy
        if footfalls.get(s.key, 0) > 0 and (longest := max(s.pieces, key=length))
    ]


def _spot(
    name: str, street: str, point: Lonlat, area: int, on_foot: bool, seed: int, others: Sequence[Document]
) -> Document:
    chance = source(seed, "spot", street, name)
    people = min(2500, max(150, area * 6 // 10)) if area else (500 if on_foot else 250)
    key = f"emplacement-{len(others) + 1}"
    return {
        "id": key,
        "name": name,
        "street": street,
        "point": [round(point[0], 7), round(point[1], 7)],
        "capacity": rounded(people * chance.uniform(0.8, 1.2), 50),
        "power_w": chance.choice((3500, 6000, 9000)) if on_foot else 3500,
        "features": ["eau"] * (chance.random() < 0.6) + ([] if area else ["rue fermée"]),
        "latest_end": chance.choice(("22:30", "23:00", "23:45")),
        "fictitious": True,
        "notes": "Place ou rue réelle\u00a0; électricité, jauge et horaire fictifs.",
    }
