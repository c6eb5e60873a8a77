"""Lines that a terminal can always show: one line each, in the language in force, whatever the ids hold."""

import sys
import unicodedata
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import click

from scheduler.faults import Fault
from scheduler.message import Message
from web.i18n import gettext

if TYPE_CHECKING:
    from web.names import Names

MOST_DIGITS = 4000  # Python refuses to write integers of more than 4300


def said(one: Message) -> str:
    """A message in the language in force, filled in; ids stay as they are in the file."""
    return gettext(one.text).format_map({name: figure(value) for name, value in one.values.items()})


def spoken(one: Message, names: "Names | None" = None) -> str:
    """A message about records of a town, as people say it: names in the place of ids where ``names`` are given."""
    from web.telling import translate

    return translate(one, names)


def figure(value: Any) -> str:
    """A value as plain text."""
    match value:
        case Message():
            return said(value)
        case Decimal():
            return f"{value:f}" if abs(value.adjusted()) < MOST_DIGITS else f"{value:E}"
        case int() if abs(value) >= 10**MOST_DIGITS:
            return f"{Decimal(value):.6E}"
        case list() | tuple():
            return ", ".join(map(figure, value))
        case date():
            return value.isoformat()
    return str(value)


def one_line(text: str) -> str:
    """Control characters, line breaks and marks of direction spelled out; spaces of every width kept."""
    return "".join(c if c.isprintable() or unicodedata.category(c) == "Zs" else ascii(c)[1:-1] for c in text)


def out(text: str) -> None:
    click.echo(one_line(text))


def err(text: str) -> None:
    click.echo(one_line(text), err=True)


def tell_faults(names: Mapping[str, str], faults: tuple[Fault, ...]) -> None:
    """Each fault on standard error, after the name of its file; ``names`` maps the labels of paths to files."""
    for fault in faults:
        label, _, path = fault.path.partition(": ") if ": " in fault.path else ("", "", fault.path)
        known = label in names
        file = names[label] if known else names.get("", "")
        err(f"{file}: {(path if known else fault.path) or gettext('(whole file)')}: {said(fault.message)}")


def any_locale() -> None:
    """Let streams of any encoding take any text."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
