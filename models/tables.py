"""Every table module, imported once: whoever needs the whole metadata imports this."""

from . import accounts, events, journal, money, people, places, plans, projects
from .base import Base

__all__ = ["Base", "accounts", "events", "journal", "money", "people", "places", "plans", "projects"]
