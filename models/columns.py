"""Columns to document values and back, where the two differ: references, points, support, spans, decimals, dates."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from .keys import Key
from .places import Lease

Resolve = Callable[[tuple[str, ...], str], Any]
"""The row of the record with this key in one of these lists."""

RENAMED = {("coverage_targets", "from"): "start", ("coverage_targets", "to"): "end"}
FOREIGN = {"street": "street_id", "owner": "owner_id", "premises": "premises_id"}
"""Single references that are foreign keys; others hold the key of the record itself."""


def column_name(table: str, key: str) -> str:
    """The column that holds a key of files, where a word of SQL had to be avoided."""
    return RENAMED.get((table, key), key)


def is_foreign(row: Any, key: Key) -> bool:
    """Whether the row holds this key as a foreign key."""
    return key.type == "reference" and hasattr(row, FOREIGN.get(key.name, "?"))


def exact_number(value: Decimal) -> int | float | Decimal:
    """A decimal as a JSON number; it stays ``Decimal`` where no float is exactly it."""
    if value == value.to_integral_value():
        return int(value)
    return float(value) if Decimal(repr(float(value))) == value else value


def exact_decimal(value: int | float | Decimal) -> Decimal:
    """The decimal as written."""
    return Decimal(repr(value)) if isinstance(value, float) else Decimal(value)


def read(row: Any, key: Key) -> Any:
    """The value of a key as in documents; None where the record has none."""
    if is_foreign(row, key):
        other = getattr(row, key.name)
        return None if other is None else other.key
    match key.type:
        case "point":
            lon, lat = getattr(row, "lon", None), getattr(row, "lat", None)
            return None if lon is None or lat is None else [lon, lat]
        case "support":
            return _support(row)
        case "leases":
            return [_lease(lease) for lease in getattr(row, "leases", ())]
    value = getattr(row, column_name(row.__tablename__, key.name))
    match value:
        case Decimal():
            return exact_number(value)
        case date():
            return value.isoformat()
    return value


def _support(row: Any) -> dict[str, Any] | None:
    if row.partner is None:
        return None
    found = {
        "partner": row.partner.key,
        "hours_per_week": exact_number(row.support_hours_per_week),
    }
    return found if row.support_weeks is None else found | {"weeks": row.support_weeks}


def _lease(lease: Lease) -> dict[str, Any]:
    return {
        "holder": lease.holder,
        "start": lease.start.isoformat(),
        "end": lease.end.isoformat(),
        "short": lease.short,
    }


def write(row: Any, key: Key, value: Any, resolve: Resolve) -> None:
    """Put a document value, found sound before, into its columns. Equal values leave the row unchanged."""
    if value is None:
        value = _copy(key.default)
    if is_foreign(row, key):
        _put(row, key.name, None if value is None else resolve(key.lists, value))
        return
    match key.type:
        case "point":
            lon, lat = (None, None) if value is None else map(float, value)
            _put(row, "lon", lon)
            _put(row, "lat", lat)
        case "support":
            _write_support(row, key, value or {}, resolve)
        case "leases":
            _write_leases(row, value)
        case "decimal":
            _put(row, key.name, None if value is None else exact_decimal(value))
        case "date":
            _put(
                row,
                column_name(row.__tablename__, key.name),
                None if value is None else date.fromisoformat(value),
            )
        case _:
            _put(row, key.name, value)


def _put(row: Any, column: str, value: Any) -> None:
    if column not in row.__dict__ or getattr(row, column) != value:
        setattr(row, column, value)


def _copy(default: Any) -> Any:
    return default.copy() if isinstance(default, list | dict) else default


def _write_support(row: Any, key: Key, value: Mapping[str, Any], resolve: Resolve) -> None:
    hours = value.get("hours_per_week")
    _put(row, "partner", resolve(key.lists, value["partner"]) if value else None)
    _put(row, "support_hours_per_week", None if hours is None else exact_decimal(hours))
    _put(row, "support_weeks", value.get("weeks"))


def _write_leases(row: Any, value: list[dict[str, Any]]) -> None:
    if [_lease(lease) for lease in row.leases] == value:
        return
    row.leases = [
        Lease(
            holder=lease.get("holder", ""),
            start=date.fromisoformat(lease["start"]),
            end=date.fromisoformat(lease["end"]),
            short=lease.get("short", True),
        )
        for lease in sorted(value, key=lambda lease: str(lease["start"]))
    ]
