"""Who wants a shop, and who helps them: projects and support partners."""

from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from .base import Base, TownRecord

STAGES = ("candidate", "shortlisted", "selected", "withdrawn")


class Partner(TownRecord, Base):
    """An organisation that gives hours of support a week."""

    __tablename__ = "partners"

    name: Mapped[str] = mapped_column(default="")
    hours_per_week: Mapped[Decimal] = mapped_column()
    absences: Mapped[list[Any]] = mapped_column(default=list)


class Project(TownRecord, Base):
    """A project and its holder. ``support_hours_per_week`` None means no support is asked."""

    __tablename__ = "projects"

    name: Mapped[str] = mapped_column(default="")
    activity: Mapped[str] = mapped_column(String(80))
    value: Mapped[int] = mapped_column()
    area_min_m2: Mapped[Decimal] = mapped_column(default=Decimal(0))
    area_max_m2: Mapped[Decimal | None] = mapped_column()
    equipment: Mapped[list[Any]] = mapped_column(default=list)
    max_rent_cents_month: Mapped[int | None] = mapped_column()
    terms_weeks: Mapped[list[Any]] = mapped_column()
    earliest_start: Mapped[date] = mapped_column()
    latest_start: Mapped[date] = mapped_column()
    grant_cents: Mapped[int] = mapped_column(default=0)
    tags: Mapped[list[Any]] = mapped_column(default=list)
    preferences: Mapped[dict[str, Any]] = mapped_column(default=dict)
    veto: Mapped[list[Any]] = mapped_column(default=list)
    partner_id: Mapped[int | None] = mapped_column(ForeignKey("partners.id"))
    support_hours_per_week: Mapped[Decimal | None] = mapped_column()
    support_weeks: Mapped[int | None] = mapped_column()
    committed: Mapped[bool] = mapped_column(default=False)

    holder: Mapped[str] = mapped_column(default="")
    email: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    description: Mapped[str] = mapped_column(default="")
    stage: Mapped[str] = mapped_column(String(20), default="candidate")
    jury: Mapped[dict[str, Any]] = mapped_column(default=dict)

    partner: Mapped[Partner | None] = relationship()
