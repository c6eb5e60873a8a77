"""Sentences of the scheduler and the models in the reader's language, with names in the place of ids."""

import re
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from babel.numbers import format_decimal

from models.messages import message_from
from scheduler.message import Message

from .formats import clock, day, iso_day, number
from .i18n import language as spoken
from .i18n import locale, translations
from .names import SINGULAR, Names

CLOCK = re.compile(r"[0-4][0-9]:[0-5][0-9]")
SUFFIX = re.compile(r"_\d+$")
KINDS = {*SINGULAR, "item"}


def translate(message: Message | str, names: Names | None = None) -> str:
    """
    ``message`` in the language in force: its pattern from the catalogue, ids by ``names``, dates and figures as
    people write them. Parts that are messages themselves are told the same way.
    """
    if isinstance(message, str):
        return message
    pattern = translations(spoken()).gettext(message.text)
    values = {key: _told(key, value, names) for key, value in _days_as_spoken(message).items()}
    try:
        return pattern.format_map(values)
    except (KeyError, IndexError, ValueError):
        return str(message)


def _days_as_spoken(message: Message) -> dict[str, Any]:
    """The values, where "from … to {end}" names the last day: spans end before their end, people count it in."""
    values = dict(message.values)
    for key, value in message.values.items():
        if SUFFIX.sub("", key) == "end" and f"to {{{key}}}" in message.text:
            end = iso_day(value) if isinstance(value, str) else value
            values[key] = end - timedelta(days=1) if isinstance(end, date) and end > date.min else value
    return values


def reason_message(reason: Any) -> Message | str:
    """Why an item is left out: the translatable form where the engine wrote one, else the plain sentence."""
    return message_from(reason.detail) if reason.detail.get("text") else reason.message


def _told(key: str, value: Any, names: Names | None) -> str:
    kind = SUFFIX.sub("", key)
    match value:
        case Message():
            return translate(value, names)
        case str() if names and kind in KINDS:
            return names(kind, value)
        case str() if found := iso_day(value):
            return day(found)
        case str() if CLOCK.fullmatch(value):
            return clock(value)
        case date():
            return day(value)
        case Decimal() if value.as_tuple().exponent == -2:
            return format_decimal(value, "#,##0.00" if value % 1 else "#,##0", locale=locale())
        case bool():
            return str(value)
        case int() | float() | Decimal():
            return number(value)
        case list() | tuple():
            return ", ".join(_told(key, one, names) for one in value)
    return str(value)
