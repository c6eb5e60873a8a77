"""What happened: the journal of decisions, imports, and the installation's own settings."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from .base import Base


class JournalEntry(Base):
    """Who did what, when, before and after. A trigger refuses to change or delete an entry."""

    __tablename__ = "journal"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(index=True)
    town_id: Mapped[int | None] = mapped_column(index=True)
    account_id: Mapped[int | None] = mapped_column()
    who: Mapped[str] = mapped_column(default="")
    action: Mapped[str] = mapped_column(String(40))
    table: Mapped[str] = mapped_column(String(40), default="")
    key: Mapped[str] = mapped_column(String(200), default="")
    before: Mapped[dict[str, Any] | None] = mapped_column(JSON())
    after: Mapped[dict[str, Any] | None] = mapped_column(JSON())


class ImportBatch(Base):
    """An import that was applied: what it added, changed and refused, by table."""

    __tablename__ = "import_batches"

    id: Mapped[int] = mapped_column(primary_key=True)
    town_id: Mapped[int] = mapped_column(ForeignKey("towns.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str] = mapped_column(String(40))
    filename: Mapped[str] = mapped_column(default="")
    applied_at: Mapped[datetime] = mapped_column()
    account_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id", ondelete="SET NULL"))
    counts: Mapped[dict[str, Any]] = mapped_column(default=dict)


class Installation(Base):
    """A setting of this installation: the namespace of calendar ids, the key that signs cookies."""

    __tablename__ = "installation"

    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    value: Mapped[str] = mapped_column()
