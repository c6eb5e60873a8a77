"""A demonstration on anybody's real town: what the map knows is real, the rest is drawn from a seed and marked."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from scheduler.message import Message, message

from ..geometry import metres
from ..imports.osm import ATTRIBUTION, OsmTown
from ..imports.osm.network import within
from ..imports.osm.premises import Front
from ..imports.osm.streets import Street
from ..imports.osm.town import street_document
from ..slugs import slug
from . import real_lights, real_places, real_wishes
from .calendar import Year, year_after
from .case import DemoTown, Document
from .lights import kit_documents
from .real_places import Offer, offer

MOST_FRONTS = 800
MOST_STREETS = 400
FARTHEST_NORTH = 60.0  # degrees
MARGIN = 300.0  # metres around the premises in which walking ways are kept


@dataclass(frozen=True, slots=True)
class _Draft:
    """What the parts of a town are made from."""

    osm: OsmTown
    name: str
    year: Year
    seed: int
    offered: Offer
    footfalls: Mapping[str, int]
    busiest: Sequence[str]
    spots: Sequence[Document]


def real_town(osm: OsmTown, today: date, *, seed: int = 0, name: str = "") -> DemoTown:
    """The town of an extract, ready to plan; the same extract, day and seed give the same town."""
    everything, osm = osm, _middle_of(osm)
    draft = _draft(osm, name or osm.name, year_after(today), seed)
    records = _records(draft)
    return DemoTown(
        slug=slug(name or osm.name),
        start=draft.year.start,
        end=draft.year.end,
        town=_town(draft, name or osm.name),
        records=records,
        network=osm.network_document(),
        decisions=_decisions(draft, records),
        notes=(*osm.notes, *_notes(draft, everything)),
    )


def _draft(osm: OsmTown, name: str, year: Year, seed: int) -> _Draft:
    footfalls = osm.footfalls()
    fronts = Counter(f.street for f in osm.fronts)
    busiest = sorted(fronts, key=lambda key: (-footfalls.get(key, 0), key))[:12]
    spots = real_places.spot_documents(
        osm.streets, osm.squares, footfalls, osm.centre, max(8, min(24, 8 + len(osm.fronts) // 30)), seed
    )
    return _Draft(osm, name, year, seed, offer(osm.fronts, footfalls, seed), footfalls, busiest, spots)


def _middle_of(osm: OsmTown) -> OsmTown:
    """The town's middle, where the extract is larger than a demonstration can show."""
    if len(osm.fronts) <= MOST_FRONTS and len(osm.streets) <= MOST_STREETS:
        return osm
    near = sorted(osm.fronts, key=lambda f: (metres(f.point, osm.centre), f.key))[:MOST_FRONTS]
    used = {f.street for f in near}
    radius = metres(near[-1].point, osm.centre)

    def rank(street: Street) -> tuple[bool, float, str]:
        return street.key not in used, metres(street.ways[0].line[0], osm.centre), street.key

    streets = sorted((s for s in osm.streets if s.key in used or rank(s)[1] <= radius), key=rank)
    kept = streets[: max(MOST_STREETS, len(used))]
    return replace(
        osm,
        fronts=sorted(near, key=lambda f: f.key),
        streets=sorted(kept, key=lambda s: s.key),
        unmapped={key: name for key, name in osm.unmapped.items() if key in used},
        squares=[s for s in osm.squares if metres(s.point, osm.centre) <= radius],
        network=within(osm.network, osm.centre, radius + MARGIN),
        lamps=[lamp for lamp in osm.lamps if metres(lamp, osm.centre) <= radius + MARGIN],
    )


def _town(draft: _Draft, name: str) -> Document:
    return {
        "name": name,
        "timezone": draft.osm.timezone,
        "longitude": draft.osm.centre[0],
        "latitude": draft.osm.centre[1],
        "settings": {
            "start_weekday": 1,
            "separation_metres": 0,
            "max_openings_per_week": max(3, len(draft.offered.fronts) // 8),
            "max_rent_support_percent": 35,
            "max_loud_days_per_street_month": 3,
            "max_sessions_per_day": 6,
            "role_rates": real_wishes.role_rates(),
            "points": {"footfall_week": 1, "week_late": 8, "clash": 40, "change": 50, "euro": 0},
        },
        "money_limited": True,
        "attribution": ATTRIBUTION,
        "tagline": f"Démonstration\u00a0: boutiques à l’essai et rendez-vous à {name}.",
        "fictitious": True,
        "fictitious_note": _note(draft, name),
    }


def _note(draft: _Draft, name: str) -> str:
    parts = [
        f"Démonstration sur {name}\u00a0: rues, commerces, locaux vides et cheminements viennent",
        "d’OpenStreetMap\u00a0; surfaces, loyers, propriétaires, projets, événements, équipes et budgets sont "
        "inventés.",
    ]
    if draft.offered.declared:
        parts.append(
            f"La carte signale {len(draft.offered.vacant)} locaux vides\u00a0: "
            f"{len(draft.offered.declared)} autres ont été déclarés vides pour la démonstration, au hasard, "
            "sans rien dire des commerces qui s’y trouvent."
        )
    return " ".join(parts)


def _records(draft: _Draft) -> dict[str, list[Document]]:
    osm, year, seed = draft.osm, draft.year, draft.seed
    offered = len(draft.offered.fronts)
    events = real_wishes.event_documents(draft.spots, max(30, min(80, 20 + len(osm.fronts) // 8)), year)
    projects = real_wishes.project_documents(offered, draft.busiest, year, seed)
    names = _street_names(osm)
    return {
        "streets": _streets(draft, names),
        "owners": real_places.owner_documents(),
        "premises": real_places.premises_documents(osm.fronts, draft.offered, draft.footfalls, year, seed),
        "shops": real_places.shop_documents(osm.fronts, draft.offered),
        "partners": real_wishes.partner_documents(offered),
        "projects": projects,
        "spots": list(draft.spots),
        "events": events,
        "people": real_wishes.people_documents(len(events), year, seed),
        "funding": real_wishes.funding_documents(len(projects), len(events), year),
        "coverage": real_wishes.coverage_documents(
            year, draft.busiest, [names[key] for key in draft.busiest]
        ),
        "trails": real_lights.trail_documents(draft.name, draft.spots, osm.network_document(), year),
        "kits": kit_documents(notes="Habillage inventé pour la démonstration."),
    }


def _decisions(draft: _Draft, records: Mapping[str, Sequence[Document]]) -> list[Document]:
    """The trail is held, so that every demonstration shows one; not where December evenings may have no sunset."""
    if abs(draft.osm.centre[1]) > FARTHEST_NORTH:
        return []
    return [
        {
            "sense": "pin",
            "kind": "trail",
            "item": trail["id"],
            "reason": "Rendez-vous de décembre, retenu d’avance pour la démonstration.",
        }
        for trail in records["trails"]
    ]


def _street_names(osm: OsmTown) -> dict[str, str]:
    return {s.key: s.name for s in osm.streets} | dict(osm.unmapped)


def _streets(draft: _Draft, names: Mapping[str, str]) -> list[Document]:
    mapped = {street.key: street for street in draft.osm.streets}
    return [
        {
            "id": key,
            **street_document(name, mapped.get(key), draft.osm.districts.get(key)),
            "footfall": draft.footfalls.get(key, 0),
            "fictitious": False,
            "origin": "osm",
            "notes": "Fréquentation estimée d’après le nombre de commerces.",
        }
        for key, name in names.items()
    ]


def _notes(draft: _Draft, everything: OsmTown) -> list[Message]:
    notes = []
    if len(everything.fronts) > len(draft.osm.fronts):
        notes.append(
            message(
                "The extract shows {count} premises: the {kept} nearest to its middle are taken. "
                "Choose others with --bbox.",
                count=len(everything.fronts),
                kept=len(draft.osm.fronts),
            )
        )
    declared: Sequence[Front] = draft.offered.declared
    if declared:
        notes.append(
            message(
                "The map marks {vacant} premises as vacant: {count} others are declared vacant for the demonstration.",
                vacant=len(draft.offered.vacant),
                count=len(declared),
            )
        )
    return notes
