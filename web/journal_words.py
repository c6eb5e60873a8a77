"""Entries of the journal in words."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from models.journal import JournalEntry
from models.kinds import KINDS

from .formats import day_year, euros, number
from .i18n import gettext
from .i18n import lazy_gettext as _
from .names import NAMED_BY, Names

LONGEST = 160
DATE = re.compile(r"\d{4}-\d\d-\d\d")
ACTIONS: Mapping[str, Any] = {
    "add": _("has added"),
    "change": _("has changed"),
    "remove": _("has removed"),
    "plan": _("has asked for a plan"),
    "cancel": _("has stopped a run"),
    "publish": _("has published"),
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


def changes(entry: JournalEntry, names: Names) -> list[Difference]:
    """The keys whose values differ, in the order of the record."""
    before, after = entry.before or {}, entry.after or {}
    keys = [key for key in {**before, **after} if before.get(key) != after.get(key) and key != "id"]
    if entry.action in ("add", "remove") and entry.table in KINDS:
        return []  # the whole record: its page shows it
    return [
        Difference(_key_words(key), _words(key, before.get(key)), _words(key, after.get(key))) for key in keys
    ]


def _key_words(key: str) -> str:
    """The label that the record's form uses, where the catalogue has it."""
    plain = key.replace("_cents", "").replace("_", " ").strip().capitalize()
    return gettext(plain)


def _words(key: str, value: Any) -> str:
    match value:
        case None | "" | [] | {}:
            return ""
        case bool():
            return gettext("yes") if value else gettext("no")
        case int() if "cents" in key:
            return euros(value)
        case int() | float():
            return number(value)
        case str() if DATE.fullmatch(value):
            return day_year(date.fromisoformat(value))
        case list():
            text = ", ".join(_words(key, one) for one in value)
        case dict():
            text = ", ".join(f"{name}{gettext(': ')}{_words(key, one)}" for name, one in value.items())
        case _:
            text = str(value)
    return text if len(text) <= LONGEST else text[:LONGEST] + "…"
