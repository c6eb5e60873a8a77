"""Which town a demonstration shows, and whether it is already there as asked."""

import hashlib
import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from models.accounts import Account
from models.demo import DemoTown, fictional_town, real_town
from models.imports.osm import OsmError, parse_bbox, read_town
from models.journal import Installation, JournalEntry
from models.places import Town
from models.plans import PublishedVersion
from scheduler.message import Refused, message

from ..demo_accounts import DOMAIN


class DemoRefused(Refused):
    """The demonstration cannot be made as asked; ``message`` says why and what to do."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """What was asked for. ``osm`` None means the invented town."""

    today: date
    osm: Path | None = None
    bbox: str = ""
    name: str = ""
    seed: int = 0

    def make(self) -> DemoTown:
        """Raises ``OsmError`` where the extract cannot be used."""
        if self.osm is None:
            return fictional_town(self.today)
        box = parse_bbox(self.bbox) if self.bbox else None
        return real_town(read_town(self.osm, box=box, name=self.name), self.today, seed=self.seed)

    def check(self) -> None:
        """Raise where options do not go together, before anything is made."""
        if self.osm is None and (self.bbox or self.name):
            raise DemoRefused(
                message("--bbox and --name go with --osm: the invented town has its own place and name.")
            )
        if self.bbox:
            parse_bbox(self.bbox)

    def mark(self, demo: DemoTown) -> str:
        """Tells two demonstrations apart: what they were made from, and for which days."""
        content = "" if self.osm is None else hashlib.sha256(self.osm.read_bytes()).hexdigest()
        parts = [content, self.bbox, self.name, self.seed if self.osm else 0, demo.start.isoformat()]
        return json.dumps(parts)


def standing(session: Session, demo: DemoTown, mark: str) -> Town | None:
    """
    The town that is there already and can be shown again; None where it has to be made.

    One made for other days or from another file is taken away first, unless people have worked on it.
    Raises ``DemoRefused`` where a real town has that address.
    """
    town = session.scalar(select(Town).where(Town.slug == demo.slug))
    if town is None:
        return None
    kept = session.get(Installation, _name(demo.slug))
    if kept is None or not town.fictitious:
        raise DemoRefused(
            message(
                "This folder already holds the town {town}, which is no demonstration: choose another --dir.",
                town=town.name,
            )
        )
    published = session.scalar(select(func.count()).where(PublishedVersion.town_id == town.id))
    if published and (kept.value == mark or _touched(session, town)):
        return town
    session.execute(delete(Town).where(Town.id == town.id))
    session.delete(kept)
    session.flush()
    session.expire_all()
    return None


def remember(session: Session, demo: DemoTown, mark: str) -> None:
    session.add(Installation(name=_name(demo.slug), value=mark))


def _name(slug: str) -> str:
    return f"demo-{hashlib.sha256(slug.encode()).hexdigest()[:24]}"


def _touched(session: Session, town: Town) -> bool:
    """Whether somebody who signed in has changed anything of it."""
    entries = select(func.count()).where(
        JournalEntry.town_id == town.id, JournalEntry.account_id.is_not(None)
    )
    return bool(session.scalar(entries))


def refuse_real_folder(session: Session) -> None:
    """A folder with real towns or people is no place for accounts whose password is printed."""
    real = session.scalar(select(Town.name).where(Town.fictitious.is_(False)).limit(1))
    people = session.scalar(select(Account.email).where(Account.email.not_like(f"%@{DOMAIN}")).limit(1))
    if real or people:
        raise DemoRefused(
            message(
                "This folder is in use ({found}), and a demonstration opens it to everybody: choose another --dir.",
                found=real or people,
            )
        )


__all__ = ["DemoRefused", "OsmError", "Recipe", "refuse_real_folder", "remember", "standing"]
