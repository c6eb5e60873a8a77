"""What can happen in the streets: events, light trails, window dressings."""

from typing import Any

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from .base import Base, TownRecord


class Event(TownRecord, Base):
    """An event that may be held. ``opens`` and ``closes`` are ``HH:MM`` or ``sunset±minutes`` as in files."""

    __tablename__ = "events"

    title: Mapped[str] = mapped_column(default="")
    kind: Mapped[str] = mapped_column(String(80), default="")
    audiences: Mapped[list[Any]] = mapped_column(default=list)
    tags: Mapped[list[Any]] = mapped_column(default=list)
    value: Mapped[int] = mapped_column()
    repeat_value: Mapped[int | None] = mapped_column()
    occurrences: Mapped[int] = mapped_column(default=1)
    days: Mapped[int] = mapped_column(default=1)
    opens: Mapped[str] = mapped_column(String(12))
    closes: Mapped[str] = mapped_column(String(12))
    setup_minutes: Mapped[int] = mapped_column(default=0)
    teardown_minutes: Mapped[int] = mapped_column(default=0)
    holds_overnight: Mapped[bool] = mapped_column(default=False)
    windows: Mapped[list[Any] | None] = mapped_column()
    weekdays: Mapped[list[Any] | None] = mapped_column()
    not_dates: Mapped[list[Any]] = mapped_column(default=list)
    min_gap_days: Mapped[int | None] = mapped_column()
    cost_cents: Mapped[int] = mapped_column(default=0)
    attendance: Mapped[int] = mapped_column(default=0)
    power_w: Mapped[int] = mapped_column(default=0)
    features: Mapped[list[Any]] = mapped_column(default=list)
    spots: Mapped[list[Any] | None] = mapped_column()
    spot_points: Mapped[dict[str, Any]] = mapped_column(default=dict)
    staff: Mapped[dict[str, Any]] = mapped_column(default=dict)
    loud: Mapped[bool] = mapped_column(default=False)
    after: Mapped[list[Any]] = mapped_column(default=list)
    not_same_day: Mapped[list[Any]] = mapped_column(default=list)
    inaugurates: Mapped[dict[str, Any] | None] = mapped_column()
    committed: Mapped[bool] = mapped_column(default=False)

    description: Mapped[str] = mapped_column(default="")
    organiser: Mapped[str] = mapped_column(default="")
    url: Mapped[str] = mapped_column(default="")


class Trail(TownRecord, Base):
    """
    A light trail; ``installations`` and ``distances`` are lists of objects as in files, ``measured`` is the last
    measure of its walks (``models.measuring``).
    """

    __tablename__ = "trails"

    title: Mapped[str] = mapped_column(default="")
    value: Mapped[int] = mapped_column(default=0)
    windows: Mapped[list[Any] | None] = mapped_column()
    weekdays: Mapped[list[Any] | None] = mapped_column()
    nights: Mapped[int] = mapped_column(default=1)
    opens: Mapped[str] = mapped_column(String(12))
    closes: Mapped[str] = mapped_column(String(12))
    min_stops: Mapped[int] = mapped_column(default=2)
    max_stops: Mapped[int | None] = mapped_column()
    max_length_m: Mapped[int] = mapped_column()
    max_leg_m: Mapped[int | None] = mapped_column()
    first_spot: Mapped[str | None] = mapped_column(String(200))
    last_spot: Mapped[str | None] = mapped_column(String(200))
    loop: Mapped[bool] = mapped_column(default=False)
    step_free: Mapped[bool] = mapped_column(default=False)
    spots: Mapped[list[Any]] = mapped_column()
    installations: Mapped[list[Any]] = mapped_column(default=list)
    staff: Mapped[dict[str, Any]] = mapped_column(default=dict)
    setup_minutes: Mapped[int] = mapped_column(default=0)
    teardown_minutes: Mapped[int] = mapped_column(default=0)
    distances: Mapped[list[Any]] = mapped_column(default=list)
    tags: Mapped[list[Any]] = mapped_column(default=list)
    measured: Mapped[dict[str, Any] | None] = mapped_column()


class Kit(TownRecord, Base):
    """Window dressings of one model, for fronts that stand empty."""

    __tablename__ = "kits"

    name: Mapped[str] = mapped_column(default="")
    stock: Mapped[int] = mapped_column()
    cost_cents: Mapped[int] = mapped_column(default=0)
    min_days: Mapped[int] = mapped_column(default=28)
    premises: Mapped[list[Any] | None] = mapped_column()
    tags: Mapped[list[Any]] = mapped_column(default=list)
    value_week: Mapped[int] = mapped_column(default=0)
