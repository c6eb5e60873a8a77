"""Premises and the shops in them: on which street, at which address, empty or let, as far as the map tells."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches

from ...geometry import Lonlat, Plane, SegmentIndex
from . import tags
from .reader import Place
from .slugs import same_name, slug, spelled_out
from .streets import Street
from .words import trade_name

NAMED_WITHIN = 400.0  # metres: farther from the street that its address names, a front takes the nearest one
NEAREST_WITHIN = 250.0  # metres to a street when the address says nothing
NAMES = ("name", "alt_name", "old_name", "name:fr", "name:en")
ALIKE = 0.93  # share of letters in common: forgives one wrong letter in a name of ten
AREAS = range(8, 1501)  # square metres of a drawn outline that can be one shop rather than a whole building
NUMBER_FIRST = frozenset(
    (
        "FR", "BE", "LU", "MC", "GB", "IE", "US", "CA", "AU", "NZ", "ZA", "IN", "JP", "KR", "DZ",
        "MA", "TN", "SN", "CI", "TH", "PH", "SG",
    )
)  # fmt: skip
NUMBER_LAST_NAMES = re.compile(
    r"(stra(ss|ß)e|str\.|gasse|platz|weg|allee|straat|gade|gatan|vej|katu|utca)$", re.I
)


@dataclass(frozen=True, slots=True)
class Front:
    """One unit of premises as the map knows it. ``area_m2`` is 0 where no outline is drawn."""

    key: str
    ref: str
    street: str
    address: str
    number: str
    point: Lonlat
    vacant: bool
    trade: tuple[str, str]
    name: str
    level: str
    step_free: bool | None
    checked_on: date | None
    area_m2: int

    @property
    def family(self) -> str:
        """The activity that the trade on the map stands for."""
        return tags.family(self.trade)

    @property
    def by_appointment(self) -> bool:
        """Whether people come by appointment rather than off the street."""
        return tags.by_appointment(self.trade)

    @property
    def known_as(self) -> str:
        """The address; without a house number, the street and what trades or traded there, if the map says."""
        said = self.name or (trade_name(self.trade) if self.trade[1] else "")
        if self.number or not said:
            return self.address
        street = self.address.rsplit(", local ", 1)[0]
        return f"{street}, anciennement {said}" if self.vacant else f"{street}, {said}"

    @property
    def last_use(self) -> str:
        """What was there, for a front that stands empty: its old name and its family of activity."""
        return ", ".join(filter(None, (self.name, self.family if self.trade[1] else "")))


def place_on_streets(
    places: Iterable[Place], streets: Sequence[Street], centre: Lonlat
) -> tuple[list[Front], dict[str, str]]:
    """
    Every place with its street, ordered by key, and the streets (key → name) that only addresses know.

    A front stands on the street its address names if that is near; else on the nearest named street; else,
    outside the clip, on a street known by its name only.
    """
    finder = _StreetFinder(streets, centre)
    number_first = _number_first(places := list(places), streets)
    fronts = [_front(place, finder, number_first) for place in places]
    return sorted(fronts, key=lambda f: f.key), finder.unmapped


class _StreetFinder:
    def __init__(self, streets: Sequence[Street], centre: Lonlat) -> None:
        self.names = {street.key: street.name for street in streets}
        self.by_name: dict[str, list[str]] = {}
        self.guesses: dict[str, list[str]] = {}
        self.index = SegmentIndex(Plane(centre))
        self.unmapped: dict[str, str] = {}
        for street in streets:
            for way in street.ways:
                for name in filter(None, {way.tags.get(k) for k in NAMES}):
                    keys = self.by_name.setdefault(spelled_out(name), [])
                    if street.key not in keys:
                        keys.append(street.key)
                self.index.add(street.key, way.line)

    def street(self, name: str, point: Lonlat) -> str:
        """The key of the street of an address or, without one, of the nearest street."""
        if name and (known := self._known(name)):
            near = self.index.nearest(point, NAMED_WITHIN, frozenset(known))
            if near:
                return near[0]
        elif name:
            return self._add(name)
        near = self.index.nearest(point, NEAREST_WITHIN)
        return near[0] if near else self._add(name or "Hors des rues nommées")

    def _known(self, name: str) -> list[str]:
        """The streets that an address may mean: of that name, else of the only name spelled almost so."""
        if exact := self.by_name.get(spelled_out(name)):
            return exact
        if spelled_out(name) not in self.guesses:
            close = get_close_matches(spelled_out(name), self.by_name, n=1, cutoff=ALIKE)
            self.guesses[spelled_out(name)] = self.by_name[close[0]] if close else []
        return self.guesses[spelled_out(name)]

    def _add(self, name: str) -> str:
        key = slug(name) or f"street-{sum(map(ord, name))}"
        while key in self.names and same_name(self.names[key]) != same_name(name):
            key += "-a"
        self.names.setdefault(key, name)
        self.unmapped.setdefault(key, name)
        return key


def _front(place: Place, finder: _StreetFinder, number_first: bool) -> Front:
    known = place.tags
    street = finder.street(_first(known, "addr:street", "contact:street", "addr:place"), place.point)
    number = _first(known, "addr:housenumber", "contact:housenumber")
    vacant = tags.is_vacant(known)
    found = (tags.last_trade(known) if vacant else tags.trade(known)) or ("shop", "")
    level = known.get("level", "")
    return Front(
        key=place.ref[0] + place.ref.split("/")[1],
        ref=place.ref,
        street=street,
        address=_address(finder.names[street], number, place.ref, number_first),
        number=number,
        point=(round(place.point[0], 7), round(place.point[1], 7)),
        vacant=vacant,
        trade=found,
        name=_name(known, vacant) or ("" if vacant else trade_name(found)),
        level=level if tags.ground_floor(level) is False else "",
        step_free={"yes": True, "no": False}.get(known.get("wheelchair", "")),
        checked_on=tags.day(_first(known, "check_date", "survey:date", "check_date:shop")),
        area_m2=round(place.area) if round(place.area) in AREAS else 0,
    )


def _first(known: Mapping[str, str], *keys: str) -> str:
    return next((known[k].strip() for k in keys if known.get(k, "").strip()), "")


def _name(known: Mapping[str, str], vacant: bool) -> str:
    if vacant:
        return _first(known, "old_name", "disused:name", "abandoned:name", "disused:brand", "name")
    return _first(known, "name", "brand", "operator")


def _address(street: str, number: str, ref: str, number_first: bool) -> str:
    """``12 Rue Grimaldi`` or ``Zeil 12``; without a number, the last digits of the map's own number tell it apart."""
    if not number:
        return f"{street}, local {ref.split('/')[1].lstrip('-')[-4:]}"
    return f"{number} {street}" if number_first else f"{street} {number}"


def _number_first(places: Sequence[Place], streets: Sequence[Street]) -> bool:
    """Whether house numbers stand before the street's name here: by the country of addresses, else by the names."""
    countries = Counter(c.upper() for p in places if (c := p.tags.get("addr:country")))
    if countries:
        return countries.most_common(1)[0][0] in NUMBER_FIRST
    return sum(bool(NUMBER_LAST_NAMES.search(s.name)) for s in streets) * 4 < len(streets)
