"""An extract as records that a town can keep: what the map knows, and nothing that it does not."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scheduler.message import Message, message

from ...geometry import Lonlat, length
from ..proposal import Incoming
from .network import Network, walk_network
from .places import Square, districts, footfall, middle, squares, time_zone, town_name
from .premises import Front, place_on_streets
from .reader import Extract, read_extract
from .source import ATTRIBUTION, Box, OsmError
from .streets import Street, named_streets


@dataclass(frozen=True, slots=True)
class OsmTown:
    """
    A town as an extract shows it.

    ``counts`` has ``premises``, ``vacant``, ``by_appointment`` (of the premises: workshops, offices, small
    counters),
    ``with_address``, ``other_levels``, ``streets``, ``squares``, ``step_ways``, ``walk_metres``,
    ``lit_metres`` and ``lamps``. ``notes`` are what the reader of the file should know.
    """

    name: str
    centre: Lonlat
    timezone: str
    streets: Sequence[Street]
    unmapped: Mapping[str, str]
    districts: Mapping[str, str]
    fronts: Sequence[Front]
    squares: Sequence[Square]
    network: Network
    lamps: Sequence[Lonlat]
    counts: Mapping[str, int]
    notes: Sequence[Message]
    source: str

    def footfalls(self) -> dict[str, int]:
        """Estimated footfall of every street, from the shops along it."""
        shops = Counter(f.street for f in self.fronts if not f.vacant)
        return {
            s.key: footfall(shops[s.key], sum(map(length, s.pieces)), s.pedestrian) for s in self.streets
        } | {key: footfall(shops[key], 0, False) for key in self.unmapped}

    def documents(self) -> dict[str, list[Incoming]]:
        """For the dry run of an import, by kind. Premises come in inactive: nobody knows their area and rent yet."""
        return {
            "town": [Incoming("town", {"attribution": ATTRIBUTION}, file=self.source)],
            "streets": [self._street(*one) for one in self._all_streets()],
            "premises": [self._premises(front) for front in self.fronts],
            "shops": [self._shop(front) for front in self.fronts if not front.vacant],
            "network": [Incoming("network", self.network_document(), file=self.source)],
        }

    def network_document(self) -> dict[str, Any]:
        """The ways on foot and the lamps, as the town keeps them."""
        return {
            "nodes": self.network.nodes,
            "edges": self.network.edges,
            "lamps": [list(p) for p in self.lamps],
            "source": ATTRIBUTION,
        }

    def _all_streets(self) -> list[tuple[str, str, Street | None]]:
        mapped: list[tuple[str, str, Street | None]] = [(s.key, s.name, s) for s in self.streets]
        return mapped + [(key, name, None) for key, name in self.unmapped.items()]

    def _street(self, key: str, name: str, street: Street | None) -> Incoming:
        known = street_document(name, street, self.districts.get(key))
        guess = self.footfalls()[key]
        return Incoming(key, known, {"footfall": guess, "fictitious": guess > 0}, file=self.source)

    def _premises(self, front: Front) -> Incoming:
        return Incoming(
            front.key,
            premises_document(front),
            {"area_m2": front.area_m2, "active": False},
            file=self.source,
        )

    def _shop(self, front: Front) -> Incoming:
        return Incoming(front.key, shop_document(front), file=self.source)


def street_document(name: str, street: Street | None, district: str | None) -> dict[str, Any]:
    """What the map knows of a street; the district where one is known."""
    known: dict[str, Any] = {"name": name}
    if street:
        pieces = sorted([[round(x, 7), round(y, 7)] for x, y in piece] for piece in street.pieces)
        known |= {
            "geometry": pieces,
            "pedestrian": street.pedestrian,
            "source_ref": f"way/{street.ways[0].id}",
        }
    return known | ({"district": district} if district else {})


def premises_document(front: Front) -> dict[str, Any]:
    """What the map knows of premises."""
    known: dict[str, Any] = {
        "street": front.street,
        "address": front.known_as,
        "point": list(front.point),
        "status": "vacant" if front.vacant else "occupied",
        "level": front.level,
        "source_ref": front.ref,
    }
    if front.step_free is not None:
        known["step_free"] = front.step_free
    if front.checked_on:
        known["checked_on"] = front.checked_on.isoformat()
    if front.vacant and front.last_use:
        known["last_use"] = front.last_use
    return known


def shop_document(front: Front) -> dict[str, Any]:
    """What the map knows of a shop that trades."""
    return {
        "street": front.street,
        "premises": front.key,
        "name": front.name,
        "address": front.address,
        "point": list(front.point),
        "activity": front.family,
        "source_ref": front.ref,
    }


def read_town(path: Path, *, box: Box | None = None, name: str = "") -> OsmTown:
    """
    The town that an extract shows, within ``box`` if there is one.

    Raises
    ------
    OsmError
        Where the file is missing, damaged or something else, or shows no shop at all.
    """
    extract = read_extract(path, box)
    if not extract.premises:
        raise _nothing(extract, path, box)
    centre = middle([p.point for p in extract.premises])
    streets = named_streets(extract.ways)
    fronts, unmapped = place_on_streets(extract.premises, streets, centre)
    network = walk_network(extract.ways, extract.raised_kerbs)
    zone, certain = time_zone(extract, centre)
    return OsmTown(
        name=name or town_name(extract, path, centre),
        centre=(round(centre[0], 6), round(centre[1], 6)),
        timezone=zone,
        streets=streets,
        unmapped=unmapped,
        districts=districts(extract, streets),
        fronts=fronts,
        squares=(open_places := squares(extract, streets)),
        network=network,
        lamps=extract.lamps,
        counts=_counts(extract, fronts, streets, network) | {"squares": len(open_places)},
        notes=tuple(_notes(fronts, streets, zone, certain)),
        source=path.name,
    )


def _nothing(extract: Extract, path: Path, box: Box | None) -> OsmError:
    if box and extract.outside:
        return OsmError(
            message(
                "No shop of {file} lies in the box {box}: check it (west,south,east,north) or leave it out.",
                file=path.name,
                box=f"{box.west},{box.south},{box.east},{box.north}",
            )
        )
    if extract.objects == 0:
        return OsmError(
            message("{file} holds no streets and no shops: fetch an extract of a town.", file=path.name)
        )
    return OsmError(
        message(
            "{file} shows streets but no shop, restaurant or other premises: fetch an extract with all tags.",
            file=path.name,
        )
    )


def _counts(
    extract: Extract, fronts: Sequence[Front], streets: Sequence[Street], network: Network
) -> dict[str, int]:
    return {
        "premises": len(fronts),
        "vacant": sum(f.vacant for f in fronts),
        "by_appointment": sum(f.by_appointment for f in fronts),
        "with_address": sum("addr:street" in p.tags or "contact:street" in p.tags for p in extract.premises),
        "other_levels": sum(bool(f.level) for f in fronts),
        "streets": len(streets),
        "step_ways": network.step_ways,
        "walk_metres": round(sum(edge[2] for edge in network.edges)),
        "lit_metres": network.lit_metres,
        "lamps": len(extract.lamps),
    }


def _notes(fronts: Sequence[Front], streets: Sequence[Street], zone: str, certain: bool) -> list[Message]:
    notes = []
    if not any(f.vacant for f in fronts):
        notes.append(message("The map marks no premises as vacant."))
    if not streets:
        notes.append(message("The map names no street: premises stand outside the named streets."))
    if not certain:
        notes.append(message("The time zone {zone} is guessed from the position.", zone=zone))
    notes.append(
        message("Footfall is estimated from the number of shops; areas and rents are unknown to the map.")
    )
    return notes
