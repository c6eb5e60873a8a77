"""Numbers as they stand in inputs: the language's decimal sign, no grouping, every digit that was written."""

from decimal import Decimal
from typing import Any

from ..formats import day_year as day
from ..formats import number
from ..i18n import language

__all__ = ["day", "number", "plain"]


def plain(value: Any) -> str:
    """38,5 for 38.5 in French; nothing rounded, no exponent."""
    text = format(value if isinstance(value, Decimal) else Decimal(str(value)), "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.replace(".", ",") if language() == "fr" else text
