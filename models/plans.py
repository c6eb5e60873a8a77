"""Runs of the engine, the plans they made, what was published of them, and people's pins and bans."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from .base import Base


class Decision(Base):
    """A pin or a ban (``sense``) that a person made; ``item``, ``premises`` and ``spot`` are keys of records."""

    __tablename__ = "decisions"

    id: Mapped[int] = mapped_column(primary_key=True)
    town_id: Mapped[int] = mapped_column(ForeignKey("towns.id", ondelete="CASCADE"), index=True)
    sense: Mapped[str] = mapped_column(String(3))
    kind: Mapped[str] = mapped_column(String(10))
    item: Mapped[str] = mapped_column(String(200))
    premises: Mapped[str | None] = mapped_column(String(200))
    spot: Mapped[str | None] = mapped_column(String(200))
    start: Mapped[date | None] = mapped_column()
    term_weeks: Mapped[int | None] = mapped_column()
    reason: Mapped[str] = mapped_column(default="")
    account_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id", ondelete="SET NULL"))
    created_at: Mapped[datetime] = mapped_column()


class Run(Base):
    """
    One solve: queued → running → done, failed or cancelled.

    ``problem`` is the frozen input (``rideau-problem/1`` text), ``hint`` the plan that the search begins with
    (``rideau-plan/1`` text): with ``seed``, all that it takes to run it again. ``outcome`` holds Messages
    ``{text, values}`` that say why a run failed or ended early, or what conflicts. ``owner`` names the process that
    works on it, ``alive_at`` is that process's last sign of life.
    """

    __tablename__ = "runs"

    id: Mapped[int] = mapped_column(primary_key=True)
    town_id: Mapped[int] = mapped_column(ForeignKey("towns.id", ondelete="CASCADE"), index=True)
    state: Mapped[str] = mapped_column(String(10), default="queued", index=True)
    seconds: Mapped[int] = mapped_column()
    workers: Mapped[int] = mapped_column(default=1)
    seed: Mapped[int] = mapped_column(default=0)
    problem: Mapped[str] = mapped_column()
    hint: Mapped[str | None] = mapped_column()
    requested_at: Mapped[datetime] = mapped_column()
    started_at: Mapped[datetime | None] = mapped_column()
    finished_at: Mapped[datetime | None] = mapped_column()
    alive_at: Mapped[datetime | None] = mapped_column()
    owner: Mapped[str] = mapped_column(String(80), default="")
    cancel_requested: Mapped[bool] = mapped_column(default=False)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id", ondelete="SET NULL"))
    outcome: Mapped[list[Any]] = mapped_column(default=list)

    progress: Mapped[list["RunProgress"]] = relationship(
        back_populates="run", cascade="all, delete-orphan", order_by="RunProgress.id"
    )


class RunProgress(Base):
    """One line of a run's progress, as it happened; ``seconds`` since the start of the solve."""

    __tablename__ = "run_progress"

    id: Mapped[int] = mapped_column(primary_key=True)
    run_id: Mapped[int] = mapped_column(ForeignKey("runs.id", ondelete="CASCADE"), index=True)
    seconds: Mapped[Decimal] = mapped_column()
    points: Mapped[int | None] = mapped_column()
    bound: Mapped[int | None] = mapped_column()

    run: Mapped[Run] = relationship(back_populates="progress")


class Plan(Base):
    """
    A plan that keeps every rule, with the input it was made from. Never changed once written.

    ``problem`` and ``document`` are ``rideau-problem/1`` and ``rideau-plan/1`` texts.
    """

    __tablename__ = "plans"

    id: Mapped[int] = mapped_column(primary_key=True)
    town_id: Mapped[int] = mapped_column(ForeignKey("towns.id", ondelete="CASCADE"), index=True)
    run_id: Mapped[int | None] = mapped_column(ForeignKey("runs.id", ondelete="SET NULL"))
    name: Mapped[str] = mapped_column(default="")
    problem: Mapped[str] = mapped_column()
    document: Mapped[str] = mapped_column()
    points: Mapped[int] = mapped_column()
    bound: Mapped[int | None] = mapped_column()
    created_at: Mapped[datetime] = mapped_column()


class PublishedVersion(Base):
    """A plan made public: ``number`` counts from 1 in each town; the newest one is the programme."""

    __tablename__ = "published_versions"
    __table_args__ = (UniqueConstraint("town_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    town_id: Mapped[int] = mapped_column(ForeignKey("towns.id", ondelete="CASCADE"), index=True)
    number: Mapped[int] = mapped_column()
    plan_id: Mapped[int] = mapped_column(ForeignKey("plans.id"))
    name: Mapped[str] = mapped_column(default="")
    notes: Mapped[str] = mapped_column(default="")
    published_at: Mapped[datetime] = mapped_column()
    account_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id", ondelete="SET NULL"))

    plan: Mapped[Plan] = relationship()


class Slot(Base):
    """
    One entry of the public programme, with a life of its own: a session of an event (``kind`` ``event``), the stay of
    a shop (``tenancy``, all-day, ``[starts, ends)`` at local midnights), a trail night (``trail``, with its
    ``route``: see ``routes.route``) or a dressed window (``dressing``, all-day; on pages, in no calendar).

    ``uid`` never changes (RFC 5545 3.8.4.7); ``sequence`` grows by 1 when time, place or status changes
    (3.8.7.4); ``changed_at`` is the last change. A slot that leaves the programme stays, ``cancelled``.
    Texts are frozen here, so that pages and feeds are a pure function of slots.
    """

    __tablename__ = "slots"
    __table_args__ = (UniqueConstraint("town_id", "uid"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    town_id: Mapped[int] = mapped_column(ForeignKey("towns.id", ondelete="CASCADE"), index=True)
    uid: Mapped[str] = mapped_column(String(64))
    kind: Mapped[str] = mapped_column(String(10))
    item: Mapped[str] = mapped_column(String(200))
    ordinal: Mapped[int] = mapped_column(default=0)
    day: Mapped[int] = mapped_column(default=0)
    status: Mapped[str] = mapped_column(String(10), default="confirmed")
    sequence: Mapped[int] = mapped_column(default=0)
    changed_at: Mapped[datetime] = mapped_column()
    starts: Mapped[datetime] = mapped_column(index=True)
    ends: Mapped[datetime] = mapped_column()
    all_day: Mapped[bool] = mapped_column(default=False)
    place: Mapped[str] = mapped_column(String(200))
    street: Mapped[str] = mapped_column(String(200), index=True)
    title: Mapped[str] = mapped_column()
    description: Mapped[str] = mapped_column(default="")
    location: Mapped[str] = mapped_column(default="")
    category: Mapped[str] = mapped_column(String(80), default="", index=True)
    audiences: Mapped[list[Any]] = mapped_column(default=list)
    lon: Mapped[float | None] = mapped_column()
    lat: Mapped[float | None] = mapped_column()
    route: Mapped[dict[str, Any] | None] = mapped_column()
    version_id: Mapped[int] = mapped_column(ForeignKey("published_versions.id"))

    left: Mapped[list["Departure"]] = relationship(
        back_populates="slot", cascade="all, delete-orphan", order_by="Departure.id"
    )


class Departure(Base):
    """
    What the calendar of a street, a category or an audience (``scope``, ``key``) still says of an entry that went
    to another one: as it was there, cancelled, so that subscribers learn that it left. It goes when the entry
    comes back. ``sequence`` and ``changed_at`` are those of the change.
    """

    __tablename__ = "departures"
    __table_args__ = (UniqueConstraint("slot_id", "scope", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    slot_id: Mapped[int] = mapped_column(ForeignKey("slots.id", ondelete="CASCADE"))
    scope: Mapped[str] = mapped_column(String(20))
    key: Mapped[str] = mapped_column(String(200))
    sequence: Mapped[int] = mapped_column()
    changed_at: Mapped[datetime] = mapped_column()
    starts: Mapped[datetime] = mapped_column()
    ends: Mapped[datetime] = mapped_column()
    all_day: Mapped[bool] = mapped_column(default=False)
    title: Mapped[str] = mapped_column()
    description: Mapped[str] = mapped_column(default="")
    location: Mapped[str] = mapped_column(default="")
    lon: Mapped[float | None] = mapped_column()
    lat: Mapped[float | None] = mapped_column()

    slot: Mapped[Slot] = relationship(back_populates="left")
