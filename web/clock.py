"""The only clock that pages look at; tests put their own in its place (``CLOCK`` of the application's settings)."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from flask import current_app


def now() -> datetime:
    clock = current_app.config.get("CLOCK")
    return clock() if clock else datetime.now(UTC)


def today(timezone: str) -> date:
    """The civil day in a town."""
    return now().astimezone(ZoneInfo(timezone)).date()
