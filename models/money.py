"""What pays, and what the town wants covered."""

from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from .base import Base, TownRecord


class FundingLine(TownRecord, Base):
    """A budget line. ``available`` is ``[from, to]`` or None."""

    __tablename__ = "funding_lines"

    name: Mapped[str] = mapped_column(default="")
    amount_cents: Mapped[int] = mapped_column()
    available: Mapped[list[Any] | None] = mapped_column()
    kinds: Mapped[list[Any] | None] = mapped_column()
    tags: Mapped[list[Any] | None] = mapped_column()
    max_percent: Mapped[Decimal] = mapped_column(default=Decimal(100))


class CoverageTarget(TownRecord, Base):
    """A gap to close: at least ``minimum`` units per period; ``start`` and ``end`` are ``from`` and ``to`` in files."""

    __tablename__ = "coverage_targets"

    name: Mapped[str] = mapped_column(default="")
    streets: Mapped[list[Any] | None] = mapped_column()
    districts: Mapped[list[Any] | None] = mapped_column()
    start: Mapped[date | None] = mapped_column()
    end: Mapped[date | None] = mapped_column()
    every: Mapped[str] = mapped_column(String(10), default="span")
    kinds: Mapped[list[Any] | None] = mapped_column()
    audience: Mapped[str | None] = mapped_column(String(80))
    minimum: Mapped[int] = mapped_column()
    penalty: Mapped[int] = mapped_column()
