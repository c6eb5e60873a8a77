"""The clock that pages look at, save for sign-ins; tests put their own in its place (``CLOCK`` of the settings)."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import partial
from zoneinfo import ZoneInfo

from flask import current_app


def now() -> datetime:
    return at_hand()()


def at_hand() -> Callable[[], datetime]:
    """The clock itself, for what goes on after the request."""
    clock: Callable[[], datetime] | None = current_app.config.get("CLOCK")
    return clock or partial(datetime.now, UTC)


def today(timezone: str) -> date:
    """The civil day in a town."""
    return now().astimezone(ZoneInfo(timezone)).date()
