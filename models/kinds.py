"""
Every kind of record that a town keeps, declared once: its list in problem files, its table, its keys.

A *key* is a name in documents (problem files, forms, tables of imports). Keys of the problem file come first in
each declaration, in the order of the problem page; the town's *own* keys follow and never enter a problem.
Values in documents are plain JSON: dates ``YYYY-MM-DD``, spans ``[from, to]``, points ``[lon, lat]``, money in
cents, references as the other record's id.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from .base import TownRecord
from .events import Event, Kit, Trail
from .keys import Key, RecordKind
from .money import CoverageTarget, FundingLine
from .people import StaffMember
from .places import CONSENT, VACANCY, Owner, Premises, Shop, Spot, Street
from .projects import STAGES, Partner, Project


def _key(name: str, type_: str, default: Any = None, *lists: str) -> Key:
    return Key(name, type_, default, lists=lists)


def _needed(name: str, type_: str, *lists: str) -> Key:
    return Key(name, type_, required=True, lists=lists)


def _choice(name: str, words: tuple[str, ...], default: Any, type_: str = "choice") -> Key:
    return Key(name, type_, default, choices=words)


def _own(*keys: Key) -> Iterator[Key]:
    for key in (*keys, *COMMON):
        yield Key(key.name, key.type, key.default, key.required, key.lists, key.choices, own=True)


COMMON = (
    _key("active", "flag", True),
    _key("fictitious", "flag", False),
    _key("origin", "text", "manual"),
    _key("source_ref", "text"),
    _key("notes", "text", ""),
)
WHEN = (_key("windows", "spans"), _key("weekdays", "weekdays"))
WORK = (_key("setup_minutes", "whole", 0), _key("teardown_minutes", "whole", 0))
CONTACT = (_key("email", "text", ""), _key("phone", "text", ""))
COST_KINDS = ("tenancy", "event", "trail", "dressing")

STREETS = RecordKind(
    "streets",
    "streets",
    "street",
    Street,
    (
        _key("name", "text", ""),
        _key("district", "text"),
        _key("footfall", "whole", 0),
        *_own(_key("geometry", "lines"), _key("pedestrian", "flag", False)),
    ),
)
PREMISES = RecordKind(
    "premises",
    "premises",
    "premises",
    Premises,
    (
        _needed("street", "reference", "streets"),
        _key("address", "text", ""),
        _key("point", "point"),
        _needed("area_m2", "decimal"),
        _key("frontage_m", "decimal"),
        _key("rent_cents_month", "whole", 0),
        _key("equipment", "tags", []),
        _key("allowed_activities", "tags"),
        _key("forbidden_activities", "tags", []),
        _key("available", "spans"),
        _key("turnaround_days", "whole", 0),
        _key("min_term_weeks", "whole"),
        _key("max_term_weeks", "whole"),
        _key("capacity", "whole", 1),
        _key("max_total_days", "whole"),
        _key("footfall", "whole"),
        _key("owner_points", "points", {}, "projects"),
        _key("owner_veto", "references", [], "projects"),
        *_own(
            _choice("status", VACANCY, "vacant"),
            _key("vacant_since", "date"),
            _key("owner", "reference", None, "owners"),
            _choice("consent", CONSENT, "none"),
            _key("consent_on", "date"),
            _key("last_use", "text", ""),
            _key("level", "text", ""),
            _key("step_free", "flag"),
            _key("checked_on", "date"),
            _key("leases", "leases", []),
        ),
    ),
)
OWNERS = RecordKind("owners", None, "owner", Owner, tuple(_own(Key("name", "text", required=True), *CONTACT)))
SHOPS = RecordKind(
    "shops",
    "shops",
    "shop",
    Shop,
    (
        _needed("street", "reference", "streets"),
        _key("point", "point"),
        _needed("activity", "text"),
        _key("consents", "flag", False),
        *_own(
            _key("name", "text", ""),
            _key("address", "text", ""),
            _key("premises", "reference", None, "premises"),
        ),
    ),
)
PROJECTS = RecordKind(
    "projects",
    "projects",
    "project",
    Project,
    (
        _key("name", "text", ""),
        _needed("activity", "text"),
        _needed("value", "whole"),
        _key("area_min_m2", "decimal", 0),
        _key("area_max_m2", "decimal"),
        _key("equipment", "tags", []),
        _key("max_rent_cents_month", "whole"),
        _needed("terms_weeks", "wholes"),
        _needed("earliest_start", "date"),
        _needed("latest_start", "date"),
        _key("grant_cents", "whole", 0),
        _key("tags", "tags", []),
        _key("preferences", "points", {}, "premises", "streets"),
        _key("veto", "references", [], "premises", "streets"),
        _key("support", "support", None, "partners"),
        _key("committed", "flag", False),
        *_own(
            _key("holder", "text", ""),
            *CONTACT,
            _key("description", "text", ""),
            _choice("stage", STAGES, "candidate"),
            _key("jury", "jury", {}),
        ),
    ),
)
PARTNERS = RecordKind(
    "partners",
    "partners",
    "partner",
    Partner,
    (
        _needed("hours_per_week", "decimal"),
        _key("absences", "spans", []),
        *_own(_key("name", "text", "")),
    ),
)
SPOTS = RecordKind(
    "spots",
    "spots",
    "spot",
    Spot,
    (
        _needed("street", "reference", "streets"),
        _key("point", "point"),
        _key("capacity", "whole"),
        _key("power_w", "whole", 0),
        _key("features", "tags", []),
        _key("fee_cents", "whole", 0),
        _key("latest_end", "clock"),
        _key("closures", "spans", []),
        *_own(_key("name", "text", "")),
    ),
)
EVENTS = RecordKind(
    "events",
    "events",
    "event",
    Event,
    (
        _key("title", "text", ""),
        _key("kind", "text", ""),
        _key("audiences", "tags", []),
        _key("tags", "tags", []),
        _needed("value", "whole"),
        _key("repeat_value", "whole"),
        _key("occurrences", "whole", 1),
        _key("days", "whole", 1),
        _needed("opens", "hour"),
        _needed("closes", "hour"),
        *WORK,
        _key("holds_overnight", "flag", False),
        *WHEN,
        _key("not_dates", "dates", []),
        _key("min_gap_days", "whole"),
        _key("cost_cents", "whole", 0),
        _key("attendance", "whole", 0),
        _key("power_w", "whole", 0),
        _key("features", "tags", []),
        _key("spots", "references", None, "spots"),
        _key("spot_points", "points", {}, "spots", "streets"),
        _key("staff", "roles", {}),
        _key("loud", "flag", False),
        _key("after", "references", [], "events"),
        _key("not_same_day", "references", [], "events"),
        _key("inaugurates", "inauguration", None, "projects"),
        _key("committed", "flag", False),
        *_own(
            _key("description", "text", ""),
            _key("organiser", "text", ""),
            _key("url", "text", ""),
        ),
    ),
)
TRAILS = RecordKind(
    "trails",
    "trails",
    "trail",
    Trail,
    (
        _key("title", "text", ""),
        _key("value", "whole", 0),
        *WHEN,
        _key("nights", "whole", 1),
        _needed("opens", "hour"),
        _needed("closes", "hour"),
        _key("min_stops", "whole", 2),
        _key("max_stops", "whole"),
        _needed("max_length_m", "whole"),
        _key("max_leg_m", "whole"),
        _key("first_spot", "reference", None, "spots"),
        _key("last_spot", "reference", None, "spots"),
        _key("loop", "flag", False),
        _key("step_free", "flag", False),
        _needed("spots", "references", "spots"),
        _key("installations", "installations", [], "spots", "streets"),
        _key("staff", "roles", {}),
        *WORK,
        _key("distances", "distances", [], "spots"),
        _key("tags", "tags", []),
        *_own(_key("measured", "measure")),
    ),
)
KITS = RecordKind(
    "kits",
    "kits",
    "kit",
    Kit,
    (
        _needed("stock", "whole"),
        _key("cost_cents", "whole", 0),
        _key("min_days", "whole", 28),
        _key("premises", "references", None, "premises"),
        _key("tags", "tags", []),
        _key("value_week", "whole", 0),
        *_own(_key("name", "text", "")),
    ),
)
PEOPLE = RecordKind(
    "people",
    "staff",
    "staff",
    StaffMember,
    (
        _key("name", "text", ""),
        _needed("roles", "tags"),
        _key("headcount", "whole", 1),
        _key("available", "spans"),
        _key("weekdays", "weekdays"),
        _key("absences", "spans", []),
        _key("max_hours_day", "decimal", 10),
        _key("max_hours_week", "decimal", 48),
        _key("rest_hours", "decimal", 11),
        *_own(*CONTACT, _key("volunteer", "flag", False)),
    ),
)
FUNDING = RecordKind(
    "funding",
    "funding",
    "line",
    FundingLine,
    (
        _key("name", "text", ""),
        _needed("amount_cents", "whole"),
        _key("available", "span"),
        _choice("kinds", COST_KINDS, None, "choices"),
        _key("tags", "tags"),
        _key("max_percent", "decimal", 100),
        *_own(),
    ),
)
COVERAGE = RecordKind(
    "coverage",
    "coverage",
    "target",
    CoverageTarget,
    (
        _key("streets", "references", None, "streets"),
        _key("districts", "references", None, "districts"),
        _key("from", "date"),
        _key("to", "date"),
        _choice("every", ("week", "month", "span"), "span"),
        _choice("kinds", ("event", "tenancy"), None, "choices"),
        _key("audience", "text"),
        _needed("minimum", "whole"),
        _needed("penalty", "whole"),
        *_own(_key("name", "text", "")),
    ),
)

KINDS: Mapping[str, RecordKind] = {
    kind.name: kind
    for kind in (
        STREETS, PREMISES, OWNERS, SHOPS, PROJECTS, PARTNERS, SPOTS, EVENTS, TRAILS, KITS, PEOPLE, FUNDING,
        COVERAGE,
    )
}  # fmt: skip
FILE_KINDS: Mapping[str, RecordKind] = {kind.list: kind for kind in KINDS.values() if kind.list}
_BY_TABLE = {kind.table: kind for kind in KINDS.values()}


def kind_of(row: TownRecord) -> RecordKind:
    """The kind of a row, by its table."""
    return _BY_TABLE[type(row)]
