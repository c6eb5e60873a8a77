"""Who does the work: named people, agencies and pools of volunteers."""

from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Mapped, mapped_column

from .base import Base, TownRecord


class StaffMember(TownRecord, Base):
    """A person (``headcount`` 1) or a pool. Contact details stay on the desk, never on public pages."""

    __tablename__ = "staff"

    name: Mapped[str] = mapped_column(default="")
    roles: Mapped[list[Any]] = mapped_column()
    headcount: Mapped[int] = mapped_column(default=1)
    available: Mapped[list[Any] | None] = mapped_column()
    weekdays: Mapped[list[Any] | None] = mapped_column()
    absences: Mapped[list[Any]] = mapped_column(default=list)
    max_hours_day: Mapped[Decimal] = mapped_column(default=Decimal(10))
    max_hours_week: Mapped[Decimal] = mapped_column(default=Decimal(48))
    rest_hours: Mapped[Decimal] = mapped_column(default=Decimal(11))

    email: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    volunteer: Mapped[bool] = mapped_column(default=False)
