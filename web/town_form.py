"""The settings of a town as people edit them, and back into the town."""

from typing import Any

from sqlalchemy.orm import Session

from models.mapping import load_problem, set_horizon
from models.places import Town
from models.stability import KEPT_DAYS, MOST_DAYS
from scheduler.files import FaultsError

from .i18n import gettext
from .i18n import lazy_gettext as _
from .telling import translate
from .typed import Typed

COLOURS = ("", "teal", "violet", "blue", "green", "ochre")
COLOUR_NAMES = {
    "": _("Curtain red"),
    "teal": _("Teal"),
    "violet": _("Violet"),
    "blue": _("Blue"),
    "green": _("Green"),
    "ochre": _("Ochre"),
}
LIMITS = (
    "separation_metres",
    "max_openings_per_week",
    "max_loud_days_per_street_month",
    "max_sessions_per_day",
    "max_changes",
)
WEIGHTS = {"footfall_week": 1, "week_late": 0, "clash": 0, "change": 0, "euro": 0}
TEXTS = ("name", "tagline", "website", "contact", "attribution", "timezone")
ROWS_FOR_NEW_ROLES = 2


def values_of(town: Town) -> dict[str, Any]:
    """What the form shows of a town."""
    kept = town.settings or {}
    shown: dict[str, Any] = {name: getattr(town, name) for name in TEXTS}
    shown |= {"start": town.start, "end": town.end, "colour": town.colour, "version": town.version}
    shown |= {"latitude": town.latitude, "longitude": town.longitude, "money_limited": town.money_limited}
    shown |= {name: kept.get(name) for name in LIMITS}
    weekday = kept.get("start_weekday", 1)
    shown["start_weekday"] = "" if weekday is None else weekday
    shown["freeze_days"] = kept.get("freeze_days", KEPT_DAYS)
    shown["max_rent_support_percent"] = kept.get("max_rent_support_percent", 0)
    shown |= {f"points_{k}": kept.get("points", {}).get(k, v) for k, v in WEIGHTS.items()}
    rates = [(role, cents / 100) for role, cents in sorted(kept.get("role_rates", {}).items())]
    shown["rates"] = [(role, f"{rate:g}") for role, rate in rates] + [("", "")] * ROWS_FOR_NEW_ROLES
    return shown


def read(form: Any) -> tuple[dict[str, Any], Typed]:
    """What was typed, as values of the town's columns, with the errors."""
    typed = Typed(form)
    found: dict[str, Any] = {
        "name": typed.text("name", needed=True),
        "tagline": typed.text("tagline"),
        "website": _website(typed),
        "contact": typed.text("contact"),
        "attribution": typed.text("attribution", most=500),
        "timezone": typed.text("timezone", most=64, needed=True),
        "colour": typed.choice("colour", COLOURS),
        "start": typed.day("start", needed=True),
        "end": typed.day("end", needed=True),
        "latitude": typed.decimal("latitude", low=-90, high=90),
        "longitude": typed.decimal("longitude", low=-180, high=180),
        "money_limited": typed.flag("money_limited"),
        "settings": _settings(typed, form),
    }
    return found, typed


def _website(typed: Typed) -> str:
    value = typed.text("website", most=500)
    if value and not value.startswith(("https://", "http://")):
        typed.errors["website"] = gettext("Enter an address that begins with https://.")
    return value


def _settings(typed: Typed, form: Any) -> dict[str, Any]:
    """The ``settings`` of the problem file; keys at their default are left out."""
    found: dict[str, Any] = {}
    weekday = form.get("start_weekday", "1")
    if weekday != "1":
        found["start_weekday"] = int(weekday) if weekday in tuple("234567") else None
    for name in LIMITS:
        value = typed.whole(name, high=100_000)
        if value is not None:
            found[name] = value
    days = typed.whole("freeze_days", high=MOST_DAYS, default=KEPT_DAYS)
    if days is not None:
        found["freeze_days"] = days
    percent = typed.decimal("max_rent_support_percent", high=100)
    if percent:
        found["max_rent_support_percent"] = int(percent) if percent == int(percent) else float(percent)
    points = {k: typed.whole(f"points_{k}", low=-(10**6), high=10**6, default=v) for k, v in WEIGHTS.items()}
    if changed := {k: v for k, v in points.items() if v is not None and v != WEIGHTS[k]}:
        found["points"] = changed
    if rates := _rates(typed, form):
        found["role_rates"] = rates
    return found


def _rates(typed: Typed, form: Any) -> dict[str, int]:
    found = {}
    for n, role in enumerate(form.getlist("role")):
        cents = Typed({"rate": _nth(form.getlist("rate"), n)})
        amount = cents.cents("rate")
        if cents.errors or (role.strip() and amount is None):
            typed.errors["rates"] = gettext("Enter a role and what one hour of it costs, in euros.")
        elif role.strip():
            found[role.strip()] = amount
    return found


def _nth(values: list[str], n: int) -> str:
    return values[n] if n < len(values) else ""


def put(session: Session, town: Town, found: dict[str, Any], typed: Typed) -> None:
    """Store what was read, if it makes a problem that can be read; else its faults become errors of the form."""
    if "today" in (town.settings or {}):  # of a problem file: not lost here
        found["settings"]["today"] = town.settings["today"]
    for name, value in found.items():
        if name not in ("start", "end"):
            setattr(town, name, value)
    try:
        set_horizon(town, found["start"], found["end"])
        session.flush()
        load_problem(session, town)
    except FaultsError as error:
        for fault in error.faults:
            field = fault.path.removeprefix("settings.").removeprefix("town.").replace("points.", "points_")
            known = field if field in values_of(town) else "name"
            words = translate(fault.message)
            words = words[:1].upper() + words[1:]
            typed.errors.setdefault(known, words if known == field else f"{fault.path}: {words}")
