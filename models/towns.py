"""A new town, empty: its records come by import or by hand."""

import re
from datetime import date, datetime
from decimal import Decimal
from zoneinfo import available_timezones

from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler.files import Fault, FaultsError
from scheduler.message import message

from .journal_log import Actor, record
from .mapping import set_horizon
from .places import Town

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LONGEST = {"slug": 80, "name": 200}
RESERVED = ("new",)
"""Words that stand in the place of a town in addresses."""


def add_town(
    session: Session,
    slug: str,
    name: str,
    start: date,
    end: date,
    *,
    timezone: str,
    now: datetime,
    latitude: Decimal | None = None,
    longitude: Decimal | None = None,
    actor: Actor = "",
) -> Town:
    """
    Add a town that plans the days ``[start, end)``; coordinates in degrees, for its sunsets.

    Raises ``FaultsError`` with every fault, nothing stored. The caller commits.
    """
    faults = [*slug_faults(session, slug), *_name_faults(name), *_place_faults(timezone, latitude, longitude)]
    if faults:
        raise FaultsError(tuple(faults))
    town = Town(
        slug=slug,
        name=name,
        timezone=timezone,
        latitude=latitude,
        longitude=longitude,
        sunsets={},
        settings={},
        created_at=now,
    )
    set_horizon(town, start, end)
    session.add(town)
    session.flush()
    after = {"name": name, "start": start, "end": end, "timezone": timezone}
    record(session, actor, "add", "towns", slug, None, after, town, now=now)
    return town


def slug_faults(session: Session, slug: str) -> list[Fault]:
    """Why a town cannot have this address; nothing where it can."""
    if not SLUG.fullmatch(slug) or len(slug) > LONGEST["slug"] or slug in RESERVED:
        text = message(
            "“{slug}” cannot stand in an address: write small letters a to z, digits and hyphens, as in “evreux”",
            slug=slug,
        )
        return [Fault("slug", text)]
    if session.scalar(select(Town.id).where(Town.slug == slug)) is not None:
        text = message("there is a town with the address “{slug}” already: choose another", slug=slug)
        return [Fault("slug", text)]
    return []


def _name_faults(name: str) -> list[Fault]:
    if not name.strip() or not name.isprintable():
        return [
            Fault("name", message("is empty or holds marks that cannot be printed: write the town's name"))
        ]
    if len(name) > LONGEST["name"]:
        text = message("has more than {maximum} characters: shorten it", maximum=LONGEST["name"])
        return [Fault("name", text)]
    return []


def _place_faults(timezone: str, latitude: Decimal | None, longitude: Decimal | None) -> list[Fault]:
    found = []
    if timezone not in available_timezones():
        text = message("“{timezone}” is not a time zone: write one like Europe/Paris", timezone=timezone)
        found.append(Fault("timezone", text))
    if (latitude is None) != (longitude is None):
        missing = "longitude" if longitude is None else "latitude"
        found.append(Fault(missing, message("is missing: give latitude and longitude together, or neither")))
    for name, value, most in (("latitude", latitude, 90), ("longitude", longitude, 180)):
        if value is not None and not -most <= value <= most:
            found.append(Fault(name, message("must lie between -{most} and {most} degrees", most=most)))
    return found
