"""What the public may read of a town: the entries of its programme and the feeds it offers, nothing else."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session, contains_eager

from .accounts import Feed
from .places import Street, Town
from .plans import Departure, PublishedVersion, Slot
from .routes import streets as streets_of


@dataclass(frozen=True, slots=True)
class Marker:
    """Changes whenever something of the programme may have changed; ``at`` is the last moment it did."""

    slots: int
    at: datetime
    version: int
    town: int
    feeds: int


def town_by_slug(session: Session, slug: str) -> Town | None:
    """The town of this address; None where there is none."""
    return session.scalar(select(Town).where(Town.slug == slug))


def towns(session: Session) -> Sequence[Town]:
    """Every town, by name."""
    return session.scalars(select(Town).order_by(Town.name, Town.slug)).all()


def latest_version(session: Session, town: Town) -> PublishedVersion | None:
    """The version in force; None while nothing is published."""
    newest = select(PublishedVersion).where(PublishedVersion.town_id == town.id)
    return session.scalar(newest.order_by(PublishedVersion.number.desc()).limit(1))


def marker(session: Session, town: Town) -> Marker:
    """The state of the town's whole programme, in three counts."""
    count, changed = session.execute(
        select(func.count(Slot.id), func.max(Slot.changed_at)).where(Slot.town_id == town.id)
    ).one()
    version = latest_version(session, town)
    feeds, renamed = session.execute(
        select(func.count(Feed.id), func.max(Feed.changed_at)).where(Feed.town_id == town.id)
    ).one()
    moments = [town.created_at, changed, renamed, version.published_at if version else None]
    at = max(moment for moment in moments if moment is not None)
    return Marker(count, at, version.number if version else 0, town.version, feeds)


def slots(
    session: Session,
    town: Town,
    *,
    since: datetime | None = None,
    until: datetime | None = None,
    street: str | None = None,
    category: str | None = None,
    audience: str | None = None,
) -> list[Slot]:
    """
    Entries that share a moment with ``[since, until)``, cancelled ones too, in order of time. A trail is on every
    street where it stops.
    """
    chosen = _chosen(town, street, category)
    if since is not None:
        chosen = chosen.where(Slot.ends > since)
    if until is not None:
        chosen = chosen.where(Slot.starts < until)
    rows = session.scalars(chosen.order_by(Slot.starts, Slot.title, Slot.uid))
    return [
        slot
        for slot in rows
        if (audience is None or audience in slot.audiences) and (street is None or street in streets_of(slot))
    ]


def departures(session: Session, town: Town, scope: str, key: str) -> Sequence[Departure]:
    """What has left the calendar of a street, a category or an audience and is not back."""
    left = select(Departure).join(Departure.slot).options(contains_eager(Departure.slot))
    chosen = left.where(Slot.town_id == town.id, Departure.scope == scope, Departure.key == key)
    return session.scalars(chosen.order_by(Departure.starts, Departure.id)).all()


def departed_audiences(session: Session, town: Town) -> set[str]:
    """The audiences that some entry was for, and is no more: their calendars still say so."""
    left = select(Departure.key).join(Departure.slot)
    return set(session.scalars(left.where(Slot.town_id == town.id, Departure.scope == "audience")))


def slot(session: Session, town: Town, uid: str) -> Slot | None:
    """The entry of this uid; None where the town has none."""
    return session.scalar(select(Slot).where(Slot.town_id == town.id, Slot.uid == uid))


def feeds(session: Session, town: Town) -> list[Feed]:
    """The public feeds in force, by name within each scope."""
    offered = select(Feed).where(
        Feed.town_id == town.id, Feed.token_hash.is_(None), Feed.revoked_at.is_(None)
    )
    return sorted(session.scalars(offered), key=lambda feed: (feed.scope, feed.name.casefold(), feed.slug))


def feed(session: Session, town: Town, scope: str, slug: str) -> Feed | None:
    """The public feed of that address; None where there is none or it was revoked."""
    return next((f for f in feeds(session, town) if f.scope == scope and f.slug == slug), None)


def streets(session: Session, town: Town) -> Sequence[Street]:
    """The streets to draw, those without geometry too."""
    return session.scalars(select(Street).where(Street.town_id == town.id).order_by(Street.name)).all()


def _chosen(town: Town, street: str | None, category: str | None) -> Select[Slot]:
    chosen = select(Slot).where(Slot.town_id == town.id)
    if street is not None:
        chosen = chosen.where(or_(Slot.street == street, Slot.kind == "trail"))
    if category is not None:
        chosen = chosen.where(Slot.category == category)
    return chosen
