"""
A vacancy register: one row per shop front, in whatever columns its city chose, mapped to ours.

``guess`` proposes the mapping from the headers and a person may change it; ``read_register`` makes streets, premises
and shops of it. Keys come from street and number, so the same file gives the same records again.
"""

import re
from collections import Counter, abc, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from scheduler.message import Message, message

from .cells import CellError, read_number
from .proposal import ImportRefused, Incoming, Refused
from .register_mapping import FIELDS, Mapping, Reading, guess, read_sheet, sheet_in, values_of
from .sheets import Sheet
from .texts import one_line
from .words import plain, record_key

__all__ = [
    "FIELDS",
    "Mapping",
    "Reading",
    "Register",
    "guess",
    "read_register",
    "read_sheet",
    "sheet_in",
    "split_address",
    "values_of",
]


@dataclass(frozen=True, slots=True)
class Register:
    """What a register says, ready for the dry run."""

    documents: abc.Mapping[str, Sequence[Incoming]]
    refused: tuple[Refused, ...] = ()
    notes: tuple[Message, ...] = ()


@dataclass(frozen=True, slots=True)
class _Front:
    """A row of the register that can be used."""

    row: int
    street: str
    number: str
    unit: str
    status: str
    activity: str
    name: str
    district: str
    point: tuple[float, float] | None
    area: Any
    ref: str

    @property
    def order(self) -> tuple[Any, ...]:
        """Tells rows of one address apart, whatever the order of the file; the vacancy may change, so it comes last."""
        return (self.ref, self.point or (0.0, 0.0), self.name, self.activity, self.status, str(self.area))


def read_register(sheet: Sheet, reading: Reading, streets: abc.Mapping[str, str] | None = None) -> Register:
    """
    Streets, premises and shops of a register; every faulty row is refused with its reason.

    ``streets`` {name: key} are those that the town has: a street of the same name is that one. Raises
    ``ImportRefused`` where the mapping cannot be used at all.
    """
    _check(sheet, reading.mapping)
    refused: list[Refused] = []
    fronts = [front for number, row in sheet.rows for front in _front(sheet, number, row, reading, refused)]
    fronts.sort(key=lambda one: (record_key(one.street), *_by_number(one.number), one.unit, one.order))
    fronts, twins = _without_twins(fronts)
    keys = _street_keys(fronts, streets or {})
    documents = {
        "streets": _streets(fronts, keys, sheet),
        "premises": list(_premises(fronts, keys, sheet, reading)),
        "shops": list(_shops(fronts, keys, sheet)),
    }
    return Register(documents, tuple(refused), tuple(_notes(fronts, twins, reading)))


def _check(sheet: Sheet, mapping: Mapping) -> None:
    """The headers named are there, and they are enough."""
    faults = [
        Refused(
            sheet.file, 1, getattr(mapping, name), "", message("is not a column of the file: choose another")
        )
        for name in FIELDS
        if getattr(mapping, name) and getattr(mapping, name) not in sheet.header
    ]
    if not mapping.street and not mapping.address:
        faults.append(
            Refused(
                sheet.file,
                1,
                "",
                "",
                message("choose the column with the street, or the one with the address"),
            )
        )
    if not mapping.vacant:
        faults.append(
            Refused(sheet.file, 1, "", "", message("choose the column that tells which premises are vacant"))
        )
    if faults:
        raise ImportRefused(tuple(faults))


def _front(
    sheet: Sheet, number: int, row: Sequence[str], reading: Reading, refused: list[Refused]
) -> Iterator[_Front]:
    places = {name: i for i, name in enumerate(sheet.header)}
    mapping = reading.mapping

    def cell(name: str) -> str:
        header = getattr(mapping, name)
        return one_line(row[places[header]]) if header else ""

    def fault(name: str, reason: Message) -> None:
        refused.append(Refused(sheet.file, number, getattr(mapping, name), cell(name), reason))

    house, street = cell("number"), cell("street")
    if not street and cell("address"):
        house, street = split_address(cell("address"))
    if not record_key(street):
        fault("street" if mapping.street else "address", message("names no street: fill it in"))
        return
    status = _status(cell("vacant"), reading)
    if status is None:
        fault("vacant", message("means neither vacant nor occupied: add it to one of the two lists"))
        return
    point = _point(cell, fault)
    area = _area(cell, fault)
    if point is FAULTY or area is FAULTY:
        return
    activity = cell("activity")
    if plain(activity) in {plain(word) for word in reading.nothing}:
        activity = ""
    yield _Front(
        number, _spelled(street), house, cell("unit"), status, activity, cell("name"), cell("district"), point,
        area, cell("id"),
    )  # fmt: skip


FAULTY: Any = object()


def _point(cell: Any, fault: Any) -> Any:
    """Degrees, none where the row has none, FAULTY where they cannot be on Earth."""
    texts = cell("lon"), cell("lat")
    if not any(texts):
        return None
    try:
        lon, lat = (float(read_number(text)) for text in texts)
    except CellError:
        fault("lat", message("is not a number of degrees: correct latitude and longitude, or empty both"))
        return FAULTY
    if not (-180 <= lon <= 180 and -90 <= lat <= 90):
        fault(
            "lat",
            message("is not a place on Earth in degrees: are latitude and longitude the right columns?"),
        )
        return FAULTY
    return None if lon == lat == 0 else (lon, lat)


def _area(cell: Any, fault: Any) -> Any:
    if not cell("area_m2"):
        return None
    try:
        value = read_number(cell("area_m2"))
    except CellError as error:
        fault("area_m2", error.message)
        return FAULTY
    if value < 0:
        fault("area_m2", message("must be at least {minimum}", minimum=0))
        return FAULTY
    return value or None


def _status(text: str, reading: Reading) -> str | None:
    word = plain(text)
    if not word:
        return "unknown"
    if word in {plain(one) for one in reading.vacant}:
        return "vacant"
    return "occupied" if word in {plain(one) for one in reading.occupied} else None


def split_address(address: str) -> tuple[str, str]:
    """House number and street of "12 bis rue des Halles" or "Hauptstraße 12a"; the number is empty if there is none."""
    first = re.sub(r"^(\d+\s?\w{0,6}),\s*", r"\1 ", address).split(",")[0].strip()
    if found := re.fullmatch(
        r"(\d+(?:\s?(?:bis|ter|quater|[a-zA-Z])(?=\W))?(?:\s?[-/]\s?\d+)?)\W+(.+)", first
    ):
        return found[1], found[2]
    if found := re.fullmatch(r"(.+?)\s+(\d+\s?[a-zA-Z]?(?:\s?[-/]\s?\d+)?)", first):
        return found[2], found[1]
    return "", first


def _spelled(street: str) -> str:
    """Names in capitals are put in ordinary letters."""
    return " ".join(word.capitalize() for word in street.split()) if street.isupper() else street


def _by_number(number: str) -> tuple[int, str]:
    digits = re.match(r"\d{1,9}", number)
    return (int(digits[0]) if digits else 0, number)


def _without_twins(fronts: list[_Front]) -> tuple[list[_Front], int]:
    """Rows that say exactly the same are one front."""
    seen: dict[tuple[Any, ...], _Front] = {}
    for one in fronts:
        seen.setdefault((record_key(one.street), one.number, one.unit, *one.order), one)
    return list(seen.values()), len(fronts) - len(seen)


def _street_keys(fronts: Sequence[_Front], known: abc.Mapping[str, str]) -> dict[str, str]:
    """The key of every street named, by the key its name gives."""
    here = {record_key(name): key for name, key in known.items()}
    return {
        record_key(one.street): here.get(record_key(one.street), record_key(one.street)) for one in fronts
    }


def _streets(fronts: Sequence[_Front], keys: abc.Mapping[str, str], sheet: Sheet) -> list[Incoming]:
    """One street per name; its district is the one that most of its fronts have. What the town knows of it stays."""
    names: dict[str, Counter[str]] = defaultdict(Counter)
    quarters: dict[str, Counter[str]] = defaultdict(Counter)
    for one in fronts:
        names[record_key(one.street)][one.street] += 1
        if one.district:
            quarters[record_key(one.street)][one.district] += 1
    return [
        Incoming(
            keys[name],
            {},
            {"name": _most(found)} | ({"district": _most(quarters[name])} if quarters[name] else {}),
            sheet.file,
        )
        for name, found in names.items()
    ]


def _most(found: Counter[str]) -> str:
    return min(found, key=lambda one: (-found[one], one))


def _keyed(fronts: Sequence[_Front], keys: abc.Mapping[str, str]) -> Iterator[tuple[str, _Front]]:
    """Street, number and unit; fronts that share all three are counted on."""
    taken: set[str] = set()
    for one in fronts:
        wish = record_key(keys[record_key(one.street)], one.number, one.unit)
        key, count = wish, 2
        while key in taken:
            key, count = f"{wish}--{count}", count + 1
        taken.add(key)
        yield key, one


def _premises(
    fronts: Sequence[_Front], keys: abc.Mapping[str, str], sheet: Sheet, reading: Reading
) -> Iterator[Incoming]:
    refs = Counter(one.ref for one in fronts)
    columns = {
        "area_m2": reading.mapping.area_m2,
        "status": reading.mapping.vacant,
        "point": reading.mapping.lat,
    }
    for key, one in _keyed(fronts, keys):
        address = " ".join(part for part in (one.number, one.street, one.unit) if part)
        document: dict[str, Any] = {
            "street": keys[record_key(one.street)],
            "address": address,
            "status": one.status,
        }
        if one.point:
            document["point"] = list(one.point)
        if one.ref and refs[one.ref] == 1:
            document["source_ref"] = f"register {one.ref}"[:200]
        if one.status == "vacant" and one.activity:
            document["last_use"] = one.activity
        new: dict[str, Any] = {"active": one.status == "vacant"}
        if one.area is None:
            new |= {"area_m2": _plain(reading.area_m2), "fictitious": True}
        else:
            document["area_m2"] = one.area
        yield Incoming(key, document, new, sheet.file, one.row, columns)


def _plain(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


def _shops(fronts: Sequence[_Front], keys: abc.Mapping[str, str], sheet: Sheet) -> Iterator[Incoming]:
    """What trades in the occupied premises."""
    for key, one in _keyed(fronts, keys):
        activity = record_key(one.activity)[:80]
        if one.status == "occupied" and activity:
            document: dict[str, Any] = {
                "street": keys[record_key(one.street)],
                "activity": activity,
                "premises": key,
                "address": " ".join(part for part in (one.number, one.street, one.unit) if part),
            }
            if one.name:
                document["name"] = one.name
            if one.point:
                document["point"] = list(one.point)
            yield Incoming(key, document, {}, sheet.file, one.row)


def _notes(fronts: Sequence[_Front], twins: int, reading: Reading) -> Iterator[Message]:
    states = Counter(one.status for one in fronts)
    yield message("{count} premises, {vacant} of them vacant", count=len(fronts), vacant=states["vacant"])
    if without := sum(one.area is None for one in fronts):
        yield message(
            "{count} new premises get {area} m², because the register gives no area: they are marked fictitious",
            count=without,
            area=_plain(reading.area_m2),
        )
    if twins:
        yield message("rows that say exactly what another row says, read once: {count}", count=twins)
