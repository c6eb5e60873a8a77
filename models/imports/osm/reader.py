"""One pass over an extract: the ways to walk, what may be premises, squares, lamps, kerbs and place names."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import osmium

from ...geometry import Lonlat, area, centroid
from .source import Box, broken, file_format
from .tags import PREMISES_KEYS, is_premises

Lookup = Callable[[int], Lonlat | None]
KEYS = (*PREMISES_KEYS, "highway", "place", "barrier", "kerb")
SETTLEMENTS = ("city", "town", "village", "municipality", "hamlet")
DISTRICTS = ("suburb", "quarter", "neighbourhood", "borough", "city_block")


@dataclass(slots=True)
class Way:
    """A highway or a named square; ``line`` and ``nodes`` hold only the points that the file has."""

    id: int
    tags: dict[str, str]
    nodes: list[int]
    line: list[Lonlat]

    def place(self) -> "Place":
        """The way as one place: its middle and the area that it encloses."""
        return Place(f"way/{self.id}", self.tags, centroid(self.line), area(self.line))


@dataclass(frozen=True, slots=True)
class Place:
    """Something with tags at a point; ``ref`` is ``node/1``, ``way/1`` …, ``area`` square metres or 0."""

    ref: str
    tags: dict[str, str]
    point: Lonlat
    area: float = 0.0


@dataclass(slots=True)
class Extract:
    """What a file holds of a town, within the box that was asked for."""

    ways: list[Way] = field(default_factory=list)
    premises: list[Place] = field(default_factory=list)
    squares: list[Place] = field(default_factory=list)
    settlements: list[Place] = field(default_factory=list)
    lamps: list[Lonlat] = field(default_factory=list)
    raised_kerbs: set[int] = field(default_factory=set)
    objects: int = 0
    outside: int = 0


def read_extract(path: Path, box: Box | None = None) -> Extract:
    """
    Everything of the file that matters, in its order.

    A clipped file whose ways name points that it does not hold is read as far as it goes; nodes may come
    before or after the ways that use them.
    """
    kind = file_format(path)
    try:
        relations = _relations(path, kind)
        extract, ways, lookup = _pass(path, kind, box)
        _resolve(extract, ways, lookup, box)
        if relations:
            _add_relations(extract, relations, _outlines(path, kind, relations), box)
    except (RuntimeError, ValueError, OSError) as error:
        raise broken(path, _reason(error)) from None
    return extract


def _reason(error: Exception) -> str:
    return str(error).splitlines()[0][:120] if str(error) else type(error).__name__


def _relations(path: Path, kind: str) -> dict[int, tuple[dict[str, str], list[int]]]:
    """Premises drawn as multipolygons: id → tags and ids of the outer ways."""
    found = {}
    reader = osmium.FileProcessor(osmium.io.File(str(path), kind), osmium.osm.RELATION)
    for relation in reader.with_filter(osmium.filter.KeyFilter(*PREMISES_KEYS)):
        if not isinstance(relation, osmium.osm.Relation):
            continue
        tags = _tags(relation)
        outer = [m.ref for m in relation.members if m.type == "w" and m.role != "inner"]
        if is_premises(tags) and outer:
            found[relation.id] = (tags, outer)
    return found


def _pass(path: Path, kind: str, box: Box | None) -> tuple[Extract, list[Way], Lookup]:
    """The extract without its ways, the ways without their points, and where points are."""
    extract, ways = Extract(), []
    entities = osmium.osm.NODE | osmium.osm.WAY
    reader = osmium.FileProcessor(osmium.io.File(str(path), kind), entities).with_locations()
    for entity in reader.with_filter(osmium.filter.KeyFilter(*KEYS)):
        extract.objects += 1
        tags = _tags(entity)
        if isinstance(entity, osmium.osm.Way):
            ways.append(Way(entity.id, tags, [n.ref for n in entity.nodes], []))
        elif isinstance(entity, osmium.osm.Node) and entity.location.valid():
            _add_node(extract, entity.id, tags, (entity.lon, entity.lat), box)
    return extract, ways, _lookup(path, kind, ways, reader.node_location_storage)


def _tags(entity: Any) -> dict[str, str]:
    return {tag.k: tag.v for tag in entity.tags}


def _add_node(extract: Extract, id: int, tags: dict[str, str], point: Lonlat, box: Box | None) -> None:
    if tags.get("kerb") == "raised" or (tags.get("barrier") == "kerb" and "kerb" not in tags):
        extract.raised_kerbs.add(id)
    if tags.get("place") in (*SETTLEMENTS, *DISTRICTS) and "name" in tags:
        extract.settlements.append(Place(f"node/{id}", tags, point))
    if box and not box.holds(*point):
        extract.outside += 1
        return
    if tags.get("highway") == "street_lamp":
        extract.lamps.append(point)
    elif tags.get("place") == "square" and "name" in tags:
        extract.squares.append(Place(f"node/{id}", tags, point))
    if is_premises(tags):
        extract.premises.append(Place(f"node/{id}", tags, point))


def _resolve(extract: Extract, ways: Iterable[Way], lookup: Lookup, box: Box | None) -> None:
    """Gives ways their points, now that every node of the file is known, and sorts them by what they are."""
    for way in ways:
        _locate(way, lookup)
        if not way.line:
            continue
        if box and not any(box.holds(*p) for p in way.line):
            extract.outside += 1
            continue
        if "highway" in way.tags:
            extract.ways.append(way)
        elif way.tags.get("place") == "square" and "name" in way.tags:
            extract.squares.append(way.place())
            extract.ways.append(way)
        if is_premises(way.tags) and (box is None or box.holds(*way.place().point)):
            extract.premises.append(way.place())


def _locate(way: Way, lookup: Lookup) -> None:
    known = [(node, point) for node in way.nodes if (point := lookup(node))]
    way.nodes = [node for node, _ in known]
    way.line = [point for _, point in known]


def _lookup(path: Path, kind: str, ways: Iterable[Way], store: Any) -> Lookup:
    """Where a node is. The store of osmium holds no negative numbers, which editors give to what is new."""
    new = _new_nodes(path, kind) if any(node < 0 for way in ways for node in way.nodes) else {}

    def find(node: int) -> Lonlat | None:
        if node < 0:
            return new.get(node)
        try:
            location = store.get(node)
        except KeyError:
            return None
        return (location.lon, location.lat) if location.valid() else None

    return find


def _new_nodes(path: Path, kind: str) -> dict[int, Lonlat]:
    nodes = osmium.FileProcessor(osmium.io.File(str(path), kind), osmium.osm.NODE)
    return {
        node.id: (node.lon, node.lat)
        for node in nodes
        if isinstance(node, osmium.osm.Node) and node.id < 0 and node.location.valid()
    }


def _outlines(path: Path, kind: str, relations: dict[int, Any]) -> dict[int, list[Lonlat]]:
    """The lines of the outer ways of premises drawn as multipolygons, by way."""
    wanted = {way for _, outer in relations.values() for way in outer}
    entities = osmium.osm.NODE | osmium.osm.WAY
    reader = osmium.FileProcessor(osmium.io.File(str(path), kind), entities).with_locations()
    ways = [
        Way(entity.id, {}, [n.ref for n in entity.nodes], [])
        for entity in reader.with_filter(osmium.filter.EntityFilter(osmium.osm.WAY))
        if isinstance(entity, osmium.osm.Way) and entity.id in wanted
    ]
    lookup = _lookup(path, kind, ways, reader.node_location_storage)
    for way in ways:
        _locate(way, lookup)
    return {way.id: way.line for way in ways}


def _add_relations(
    extract: Extract, relations: dict[int, Any], outlines: dict[int, list[Lonlat]], box: Box | None
) -> None:
    for id, (tags, outer) in relations.items():
        points = [p for way in outer for p in outlines.get(way, ())]
        if not points:
            continue
        ring = points if len(outer) == 1 else []
        middle = centroid(ring or points)
        if box is None or box.holds(*middle):
            extract.premises.append(Place(f"relation/{id}", tags, middle, area(ring) if ring else 0.0))
