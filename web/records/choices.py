"""What a town offers to choose from: its records by name, and the words it already uses. Read when first asked."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.events import Event, Kit, Trail
from models.money import CoverageTarget, FundingLine
from models.people import StaffMember
from models.places import Owner, Premises, Shop, Spot, Street, Town
from models.projects import Partner, Project

from .filters import folded

MOST_IN_SELECT = 150
MOST_MONTHS = 60

NAMES: Mapping[str, tuple[Any, Any]] = {
    "streets": (Street, Street.name),
    "owners": (Owner, Owner.name),
    "shops": (Shop, Shop.name),
    "projects": (Project, Project.name),
    "partners": (Partner, Partner.name),
    "spots": (Spot, Spot.name),
    "events": (Event, Event.title),
    "trails": (Trail, Trail.title),
    "kits": (Kit, Kit.name),
    "people": (StaffMember, StaffMember.name),
    "funding": (FundingLine, FundingLine.name),
    "coverage": (CoverageTarget, CoverageTarget.name),
}
WORDS: Mapping[str, tuple[Any, ...]] = {
    "equipment": (Premises.equipment, Project.equipment),
    "features": (Spot.features, Event.features),
    "activities": (Project.activity, Shop.activity),
    "audiences": (Event.audiences, CoverageTarget.audience),
    "tags": (Event.tags, Project.tags, FundingLine.tags, Trail.tags, Kit.tags),
    "roles": (StaffMember.roles, Event.staff, Trail.staff),
    "districts": (Street.district,),
    "event_kinds": (Event.kind,),
    "criteria": (Project.jury,),
    "levels": (Premises.level,),
}


class Choices:
    """
    Names and words of one town, for one page.

    ``listed`` are the documents of the list on the page, where it is a list. ``datalists`` grows as inputs with
    suggestions are drawn, so that each list of suggestions stands once in the page.
    """

    def __init__(self, session: Session, town: Town, listed: Iterable[Mapping[str, Any]] = ()) -> None:
        self.session = session
        self.town = town
        self.listed = list(listed)
        self.datalists: dict[str, list[str]] = {}
        self._names: dict[str, dict[str, str]] = {}
        self._words: dict[str, list[str]] = {}

    def names(self, list_: str) -> Mapping[str, str]:
        """Key → name of every record of a kind: the key where it has none, and after one that several bear."""
        if list_ not in self._names:
            rows = self._premises() if list_ == "premises" else self._named(list_)
            seen: dict[str, int] = {}
            for _, name in rows:
                seen[name] = seen.get(name, 0) + 1
            self._names[list_] = {
                key: (name if seen[name] == 1 else f"{name} ({key})") if name else key for key, name in rows
            }
        return self._names[list_]

    def name(self, lists: Iterable[str], key: str) -> str:
        """The name of a record in one of these kinds, or its key where it is not there."""
        return next((self.names(one)[key] for one in lists if key in self.names(one)), key)

    def options(self, lists: Iterable[str]) -> list[tuple[str, str]]:
        """Key and name, kind after kind, by name."""
        return [
            pair
            for one in lists
            for pair in sorted(self.names(one).items(), key=lambda pair: folded(pair[1]))
        ]

    def find(self, lists: Iterable[str], typed: str) -> str | None:
        """The key that somebody means by a key or a name; None where it means nothing, or several records."""
        for one in lists:
            if typed in self.names(one):
                return typed
        wanted = folded(typed)
        found = {key for one in lists for key, name in self.names(one).items() if folded(name) == wanted}
        return found.pop() if len(found) == 1 else None

    def few(self, lists: Iterable[str]) -> bool:
        return sum(len(self.names(one)) for one in lists) <= MOST_IN_SELECT

    def suggest_names(self, lists: Iterable[str]) -> str:
        """The id of the page's list of suggestions with these records' names."""
        label = "names-" + "-".join(lists)
        if label not in self.datalists:
            self.datalists[label] = [name for _, name in self.options(lists)]
        return label

    def suggest_words(self, vocabulary: str) -> str:
        """The id of the page's list of suggestions with the words in use."""
        label = f"words-{vocabulary}"
        if label not in self.datalists:
            self.datalists[label] = self.vocabulary(vocabulary)
        return label

    def vocabulary(self, name: str) -> list[str]:
        """The words in use, by alphabet."""
        if name not in self._words:
            found: set[str] = set(self.town.settings.get("role_rates", {})) if name == "roles" else set()
            for column in WORDS.get(name, ()):
                query = select(column).where(column.class_.town_id == self.town.id)
                for value in self.session.scalars(query):
                    found.update(str(one) for one in ([value] if isinstance(value, str) else value or ()))
            self._words[name] = sorted(found - {""}, key=folded)
        return self._words[name]

    def months(self) -> list[date]:
        """The first day of every month of the season."""
        found, day = [], self.town.start.replace(day=1)
        while day < self.town.end and len(found) < MOST_MONTHS:
            found.append(day)
            day = date(day.year + day.month // 12, day.month % 12 + 1, 1)
        return found

    def _named(self, list_: str) -> list[tuple[str, str]]:
        table, column = NAMES[list_]
        query = select(table.key, column).where(table.town_id == self.town.id)
        return [(key, name or "") for key, name in self.session.execute(query)]

    def _premises(self) -> list[tuple[str, str]]:
        query = (
            select(Premises.key, Premises.address, Street.name)
            .join(Street, Street.id == Premises.street_id)
            .where(Premises.town_id == self.town.id)
        )
        return [(key, whole_address(text, street)) for key, text, street in self.session.execute(query)]


def whole_address(text: str, street: str) -> str:
    """The address, followed by its street where it says only a number."""
    if not text:
        return street
    letters = "".join(c for c in text if c.isalpha()).casefold()
    return f"{text} {street}".strip() if letters in ("", "bis", "ter", "a", "b", "c", "d") else text
