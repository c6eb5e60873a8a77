"""Entries of the journal in words."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from models.journal import JournalEntry
from models.kinds import KINDS

from .formats import day_year, euros, iso_day, number
from .i18n import gettext
from .i18n import lazy_gettext as _
from .names import NAMED_BY, SINGULAR, Names
from .records.choices import Choices
from .records.fields import Field
from .records.kinds import KINDS as RECORDS
from .roles import ROLE_NAMES

LONGEST = 160
ACTIONS: Mapping[str, Any] = {
    "add": _("has added"),
    "change": _("has changed"),
    "remove": _("has removed"),
    "plan": _("has asked for a plan"),
    "cancel": _("has stopped a run"),
    "publish": _("has published"),
    "withdraw": _("has withdrawn the programme"),
    "role": _("has given a role"),
    "password": _("has changed a password"),
    "import": _("has imported"),
    "apply": _("has imported"),
}
TABLES: Mapping[str, Any] = {
    "streets": _("street"),
    "premises": _("premises"),
    "owners": _("owner"),
    "shops": _("shop"),
    "projects": _("project"),
    "partners": _("partner"),
    "spots": _("spot"),
    "events": _("event"),
    "trails": _("trail"),
    "kits": _("window dressing"),
    "people": _("person or team"),
    "funding": _("funding line"),
    "coverage": _("coverage target"),
    "decisions": _("decision"),
    "towns": _("town"),
    "runs": _("run"),
    "plans": _("plan"),
    "published_versions": _("version"),
    "memberships": _("role"),
    "accounts": _("account"),
    "imports": _("import"),
    "import_batches": _("import"),
}


ACTORS: Mapping[str, Any] = {
    "engine": _("the search"),
    "demo": _("the demonstration"),
    "import": _("an import"),
    "rideau": _("the command line"),
}
LABELS: Mapping[str, Any] = {
    "name": _("Name"),
    "role": _("Role"),
    "points": _("Points"),
    "seconds": _("Length in seconds"),
    "keep_before": _("Kept as published: all that starts before"),
    "freeze_days": _("Published items are settled"),
    "max_changes": _("Published items that may change, at most"),
    "state": _("State"),
    "plan": _("Draft or version"),
    "entries": _("Entries of the programme"),
    "email": _("E-mail address"),
    "administrator": _("Administrator"),
    "active": _("Open"),
    "start": _("First day"),
    "end": _("Day after the last"),
    "timezone": _("Time zone"),
    "latitude": _("Latitude"),
    "longitude": _("Longitude"),
    "tagline": _("Line under the name"),
    "colour": _("Colour"),
    "website": _("Website"),
    "contact": _("Contact"),
    "attribution": _("Sources"),
    "money_limited": _("Only what the funding lines can pay is planned"),
    "separation_metres": _("Distance between two shops of one activity"),
    "max_openings_per_week": _("Openings in one week, at most"),
    "max_rent_support_percent": _("Share of a rent that the town may pay"),
    "max_loud_days_per_street_month": _("Loud days of a street in one month, at most"),
    "max_sessions_per_day": _("Event sessions on one day, at most"),
    "start_weekday": _("Tenancies start on"),
    "rates": _("Cost of one hour of work"),
    "points_footfall_week": _("Passers-by"),
    "points_week_late": _("Waiting"),
    "points_clash": _("Rivalry of events"),
    "points_change": _("Changes"),
    "points_euro": _("Spending"),
    "sense": _("Decision"),
    "item": _("What"),
    "kind": _("Kind"),
    "reason": _("Reason"),
}
STATES: Mapping[str, Any] = {"confirmed": _("announced"), "cancelled": _("called off")}
HIDDEN = ("id", "seed", "workers", "version")


@dataclass(frozen=True, slots=True)
class Difference:
    """One key of a record, before and after, as people read values; "" where there was or is none."""

    key: str
    before: str
    after: str


def table_words(table: str) -> str:
    return str(TABLES.get(table, table))


def subject(entry: JournalEntry, names: Names) -> str:
    """What the entry is about, by the name it had then where the entry tells it."""
    if entry.table == "decisions":
        told = entry.after or entry.before or {}
        return names(
            "project" if told.get("kind") == "tenancy" else told.get("kind", ""), told.get("item", "")
        )
    for told in (entry.after, entry.before):
        for name in NAMED_BY:
            if told and isinstance(told.get(name), str) and told[name]:
                return told[name]
    if entry.table in KINDS:
        return names(KINDS[entry.table].singular, entry.key)
    return entry.key


def changes(entry: JournalEntry, names: Names, choices: Choices) -> list[Difference]:
    """The keys whose values differ, in the order of the record; of a record added or removed none."""
    if entry.action in ("add", "remove") and entry.table in RECORDS:
        return []
    before, after = entry.before or {}, entry.after or {}

    def told(key: str, value: Any) -> str:
        return _value(entry.table, key, value, names, choices)

    keys = [key for key in {**before, **after} if before.get(key) != after.get(key) and key not in HIDDEN]
    differences = (
        Difference(
            _label(entry.table, key),
            told(key, before.get(key)),
            told(key, after.get(key)),
        )
        for key in keys
    )
    return [one for one in differences if one.before != one.after]


def actor(who: str) -> str:
    """Who acted: a person by name, or what acted on its own."""
    return str(ACTORS.get(who, who))


def _label(table: str, key: str) -> str:
    """The words that the record's own form uses for a key."""
    field = _field(table, key)
    return str(LABELS.get(key, key.replace("_", " ").capitalize()) if field is None else field.label)


def _field(table: str, key: str) -> Field | None:
    """The field of the form in which people edit this key of a record."""
    fields = RECORDS[table].fields if table in RECORDS else ()
    return next((field for field in fields if field.name == key and field.label), None)


def _value(table: str, key: str, value: Any, names: Names, choices: Choices) -> str:
    field = _field(table, key)
    if field is not None:
        with suppress(ArithmeticError, AttributeError, LookupError, TypeError, ValueError):
            return _short(field.words(value, choices))  # where an old entry does not fit, its plain words do
    if key == "role" and value in ROLE_NAMES:
        return str(ROLE_NAMES[value])
    if key in SINGULAR and isinstance(value, str):
        return names(key, value)
    return _short(_words(key, value))


def _words(key: str, value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return gettext("yes") if value else gettext("no")
        case int() if "cents" in key:
            return euros(value)
        case int() | float():
            return number(value)
        case str() if found := iso_day(value):
            return day_year(found)
        case list():
            return ", ".join(_words(key, one) for one in value)
        case dict():
            parts = ((STATES.get(name, name), _words(key, one)) for name, one in value.items())
            return ", ".join(f"{name}{gettext(': ')}{words}" for name, words in parts)
    return str(value)


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else text[:LONGEST] + "…"
