"""The public calendars of a town, kept in step with its programme: one for each scope that has entries."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from .accounts import Feed
from .places import Street, Town
from .plans import Slot
from .routes import streets
from .slots import calendars
from .slugs import free_slug

Scope = tuple[str, str]
"""``town``, ``street``, ``category`` or ``audience``, and the key within it; that of the town is empty."""


def left_or_changed(changed: Iterable[Slot], before: Mapping[str, set[Scope]]) -> set[Scope]:
    """The calendars in which something is no longer what it was; ``before`` has those of each entry, by uid."""
    found: set[Scope] = set()
    for slot in changed:
        shown = calendars(slot) | before.get(slot.uid, set())
        found |= shown | {("town", "")} if shown else set()
    return found


def revise_feeds(
    session: Session, town: Town, slots: Iterable[Slot], touched: set[Scope], now: datetime
) -> None:
    """A feed for the town, each street and each category with entries; those renamed or ``touched`` say when."""
    feeds = session.scalars(select(Feed).where(Feed.town_id == town.id, Feed.token_hash.is_(None)))
    kept = {(feed.scope, feed.key): feed for feed in feeds}
    taken = {(feed.scope, feed.slug) for feed in kept.values()}
    for (scope, key), name in sorted(_wanted(session, town, slots).items()):
        feed = kept.get((scope, key))
        if feed is None:
            slugs = {slug for other, slug in taken if other == scope}
            slug = "town" if scope == "town" else free_slug(name, slugs)
            taken.add((scope, slug))
            values = {"scope": scope, "key": key, "slug": slug, "name": name}
            session.add(Feed(town_id=town.id, created_at=now, changed_at=now, **values))
        elif feed.name != name:
            feed.name, feed.changed_at = name, now
    for place, feed in kept.items():
        if place in touched:  # the one that an entry has left, too
            feed.changed_at = now


def _wanted(session: Session, town: Town, slots: Iterable[Slot]) -> dict[Scope, str]:
    """The scopes that have entries, with their names."""
    rows = session.execute(select(Street.key, Street.name).where(Street.town_id == town.id)).all()
    names = {key: name or key for key, name in rows}
    found = {("town", ""): town.name}
    for slot in slots:
        for key in streets(slot):
            found["street", key] = names.get(key, key)
        if slot.category:
            found["category", slot.category] = slot.category
    return found
