"""The town and its places: streets, premises with their owners and leases, shops, spots, the walking network."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from .base import Base, TownRecord

VACANCY = ("vacant", "occupied", "works", "for_sale", "dispute", "unknown")
CONSENT = ("none", "asked", "given", "refused")


class Town(Base):
    """
    A town and its planning horizon ``[start, end)``.

    ``sunsets`` {``YYYY-MM-DD``: ``HH:MM``} is filled when the horizon is set. ``money_limited`` false means that the
    problem has no ``funding`` list at all. ``settings`` holds the keys of the problem's ``settings`` as in files.
    """

    __tablename__ = "towns"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(80), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    timezone: Mapped[str] = mapped_column(String(64), default="Europe/Paris")
    start: Mapped[date] = mapped_column()
    end: Mapped[date] = mapped_column()
    latitude: Mapped[Decimal | None] = mapped_column()
    longitude: Mapped[Decimal | None] = mapped_column()
    sunsets: Mapped[dict[str, Any]] = mapped_column(default=dict)
    settings: Mapped[dict[str, Any]] = mapped_column(default=dict)
    money_limited: Mapped[bool] = mapped_column(default=True)
    tagline: Mapped[str] = mapped_column(default="")
    colour: Mapped[str] = mapped_column(String(20), default="")
    website: Mapped[str] = mapped_column(default="")
    contact: Mapped[str] = mapped_column(default="")
    attribution: Mapped[str] = mapped_column(default="")
    fictitious: Mapped[bool] = mapped_column(default=False)
    fictitious_note: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime] = mapped_column()
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}


class Street(TownRecord, Base):
    """``geometry``: GeoJSON MultiLineString coordinates ``[[[lon, lat], …], …]``, or None."""

    __tablename__ = "streets"

    name: Mapped[str] = mapped_column(default="")
    district: Mapped[str | None] = mapped_column(String(200))
    footfall: Mapped[int] = mapped_column(default=0)
    geometry: Mapped[list[Any] | None] = mapped_column()
    pedestrian: Mapped[bool] = mapped_column(default=False)


class Owner(TownRecord, Base):
    """Who owns premises. Never shown on public pages."""

    __tablename__ = "owners"

    name: Mapped[str] = mapped_column()
    email: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")


class Premises(TownRecord, Base):
    """
    A ground-floor unit, let or empty. Those that are ``active`` are offered to the plan.

    ``max_total_days`` is the cap on days let under short leases, history included; the problem receives what
    ``leases`` leave of it (C. com. art. L145-5: three years for one business in the same premises).
    """

    __tablename__ = "premises"

    street_id: Mapped[int] = mapped_column(ForeignKey("streets.id"), index=True)
    address: Mapped[str] = mapped_column(default="")
    lon: Mapped[float | None] = mapped_column()
    lat: Mapped[float | None] = mapped_column()
    area_m2: Mapped[Decimal] = mapped_column()
    frontage_m: Mapped[Decimal | None] = mapped_column()
    rent_cents_month: Mapped[int] = mapped_column(default=0)
    equipment: Mapped[list[Any]] = mapped_column(default=list)
    allowed_activities: Mapped[list[Any] | None] = mapped_column()
    forbidden_activities: Mapped[list[Any]] = mapped_column(default=list)
    available: Mapped[list[Any] | None] = mapped_column()
    turnaround_days: Mapped[int] = mapped_column(default=0)
    min_term_weeks: Mapped[int | None] = mapped_column()
    max_term_weeks: Mapped[int | None] = mapped_column()
    capacity: Mapped[int] = mapped_column(default=1)
    max_total_days: Mapped[int | None] = mapped_column()
    footfall: Mapped[int | None] = mapped_column()
    owner_points: Mapped[dict[str, Any]] = mapped_column(default=dict)
    owner_veto: Mapped[list[Any]] = mapped_column(default=list)

    status: Mapped[str] = mapped_column(String(20), default="vacant")
    vacant_since: Mapped[date | None] = mapped_column()
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("owners.id", ondelete="SET NULL"))
    consent: Mapped[str] = mapped_column(String(20), default="none")
    consent_on: Mapped[date | None] = mapped_column()
    last_use: Mapped[str] = mapped_column(default="")
    level: Mapped[str] = mapped_column(String(20), default="")
    step_free: Mapped[bool | None] = mapped_column()
    checked_on: Mapped[date | None] = mapped_column()

    street: Mapped[Street] = relationship()
    owner: Mapped[Owner | None] = relationship()
    leases: Mapped[list["Lease"]] = relationship(
        back_populates="premises", cascade="all, delete-orphan", order_by="Lease.start", lazy="selectin"
    )


class Lease(Base):
    """A past or running lease of premises, on the days ``[start, end)``; ``short`` ones count for the cap."""

    __tablename__ = "leases"

    id: Mapped[int] = mapped_column(primary_key=True)
    premises_id: Mapped[int] = mapped_column(ForeignKey("premises.id", ondelete="CASCADE"), index=True)
    holder: Mapped[str] = mapped_column(default="")
    start: Mapped[date] = mapped_column()
    end: Mapped[date] = mapped_column()
    short: Mapped[bool] = mapped_column(default=True)

    premises: Mapped[Premises] = relationship(back_populates="leases")


class Shop(TownRecord, Base):
    """A shop already trading, perhaps in premises that are on the books."""

    __tablename__ = "shops"

    street_id: Mapped[int] = mapped_column(ForeignKey("streets.id"), index=True)
    premises_id: Mapped[int | None] = mapped_column(ForeignKey("premises.id", ondelete="SET NULL"))
    name: Mapped[str] = mapped_column(default="")
    address: Mapped[str] = mapped_column(default="")
    lon: Mapped[float | None] = mapped_column()
    lat: Mapped[float | None] = mapped_column()
    activity: Mapped[str] = mapped_column(String(80))
    consents: Mapped[bool] = mapped_column(default=False)

    street: Mapped[Street] = relationship()
    premises: Mapped[Premises | None] = relationship()


class Spot(TownRecord, Base):
    """A place where an event can stand. ``latest_end`` is ``HH:MM`` up to ``29:59``."""

    __tablename__ = "spots"

    street_id: Mapped[int] = mapped_column(ForeignKey("streets.id"), index=True)
    name: Mapped[str] = mapped_column(default="")
    lon: Mapped[float | None] = mapped_column()
    lat: Mapped[float | None] = mapped_column()
    capacity: Mapped[int | None] = mapped_column()
    power_w: Mapped[int] = mapped_column(default=0)
    features: Mapped[list[Any]] = mapped_column(default=list)
    fee_cents: Mapped[int] = mapped_column(default=0)
    latest_end: Mapped[str | None] = mapped_column(String(5))
    closures: Mapped[list[Any]] = mapped_column(default=list)

    street: Mapped[Street] = relationship()


class WalkNetwork(Base):
    """
    The ways a person can walk in a town, from a map.

    ``nodes`` [[lon, lat], …]; ``edges`` [[node, node, metres, step_free], …]; ``lamps`` [[lon, lat], …].
    """

    __tablename__ = "walk_networks"

    id: Mapped[int] = mapped_column(primary_key=True)
    town_id: Mapped[int] = mapped_column(ForeignKey("towns.id", ondelete="CASCADE"), unique=True)
    nodes: Mapped[list[Any]] = mapped_column()
    edges: Mapped[list[Any]] = mapped_column()
    lamps: Mapped[list[Any]] = mapped_column(default=list)
    source: Mapped[str] = mapped_column(default="")
