"""A sentence for people that can be translated later: an English pattern and the values that fill it.

The scheduler knows neither language nor names; whoever shows the sentence may look the pattern up in a
catalogue and put a name in the place of an id.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Message:
    """
    Parameters
    ----------
    text
        English sentence with ``{named}`` fields, e.g. ``"{area} m² is less than {minimum} m²"``.
    values
        What fills the fields: strings, integers, decimals and dates. A value that is the id of a record
        stands under the name of its list in the singular (``project``, ``premises``, ``street``, ``spot``,
        ``event``, ``staff``, ``line``, ``partner``, ``shop``, ``trail``, ``kit``), perhaps with a suffix
        (``project_2``), so that a page can show the record's name. A list or tuple stands for
        several of the kind. A value may itself be a ``Message``, a part
        of the sentence (``{shift}``: "two weeks later"), to be translated and filled in the same way.
    """

    text: str
    values: Mapping[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.text.format_map({name: _plain(value) for name, value in self.values.items()})


def _plain(value: Any) -> Any:
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else value


def message(text: str, **values: Any) -> Message:
    """Short for ``Message(text, values)``; the extraction of catalogues looks for this name."""
    return Message(text, values)


class Refused(RuntimeError):
    """What was asked cannot be done; ``message`` says why and what to do, for people."""

    def __init__(self, reason: Message) -> None:
        super().__init__(str(reason))
        self.message = reason
