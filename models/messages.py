"""Messages as JSON values, to be kept in a row and told later in whatever language."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from scheduler.message import Message


def message_document(told: Message) -> dict[str, Any]:
    """``{text, values}``; values are plain JSON, messages inside values likewise."""
    return {"text": told.text, "values": {name: _plain(value) for name, value in told.values.items()}}


def message_from(document: Mapping[str, Any]) -> Message:
    """The message of a document written by ``message_document``."""
    values = document.get("values") or {}
    return Message(
        str(document.get("text", "")),
        {
            name: message_from(value) if isinstance(value, Mapping) and "text" in value else value
            for name, value in values.items()
        },
    )


def _plain(value: Any) -> Any:
    match value:
        case Message():
            return message_document(value)
        case list() | tuple():
            return [_plain(one) for one in value]
        case Decimal() | date():
            return str(value)
    return value
