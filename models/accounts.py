"""Who may do what: accounts, their roles in towns, open sign-ins, and the feeds a town publishes."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from .base import Base

ROLES = ("administrator", "manager", "event_team", "reader")


class Account(Base):
    """A person who signs in. ``administrator`` accounts govern the whole installation."""

    __tablename__ = "accounts"

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(254), unique=True)
    name: Mapped[str] = mapped_column(default="")
    password_hash: Mapped[str] = mapped_column()
    language: Mapped[str] = mapped_column(String(5), default="fr")
    administrator: Mapped[bool] = mapped_column(default=False)
    active: Mapped[bool] = mapped_column(default=True)
    created_at: Mapped[datetime] = mapped_column()

    memberships: Mapped[list["Membership"]] = relationship(
        back_populates="account", cascade="all, delete-orphan"
    )


class Membership(Base):
    """An account's role in a town."""

    __tablename__ = "memberships"
    __table_args__ = (UniqueConstraint("account_id", "town_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"))
    town_id: Mapped[int] = mapped_column(ForeignKey("towns.id", ondelete="CASCADE"))
    role: Mapped[str] = mapped_column(String(20))

    account: Mapped[Account] = relationship(back_populates="memberships")


class SignIn(Base):
    """An open session of an account: only the hash of its token is kept; deleting the row ends it at once."""

    __tablename__ = "sign_ins"

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"))
    created_at: Mapped[datetime] = mapped_column()
    expires_at: Mapped[datetime] = mapped_column()

    account: Mapped[Account] = relationship()


class SignInAttempt(Base):
    """A failed sign-in, kept for a while to slow down guessing."""

    __tablename__ = "sign_in_attempts"

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(254), index=True)
    at: Mapped[datetime] = mapped_column()


class Feed(Base):
    """
    A calendar that a town offers: ``scope`` is ``town``, ``street`` or ``category``, ``key`` what it shows.

    With ``token_hash`` the feed is private: its address holds the token, only the hash is kept.
    """

    __tablename__ = "feeds"

    id: Mapped[int] = mapped_column(primary_key=True)
    town_id: Mapped[int] = mapped_column(ForeignKey("towns.id", ondelete="CASCADE"), index=True)
    scope: Mapped[str] = mapped_column(String(20))
    key: Mapped[str] = mapped_column(String(200), default="")
    slug: Mapped[str] = mapped_column(String(200))
    name: Mapped[str] = mapped_column()
    token_hash: Mapped[str | None] = mapped_column(String(64), unique=True)
    created_at: Mapped[datetime] = mapped_column()
    revoked_at: Mapped[datetime | None] = mapped_column()
    changed_at: Mapped[datetime] = mapped_column()

    __table_args__ = (UniqueConstraint("town_id", "scope", "slug"),)
