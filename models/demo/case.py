"""What a demonstration town is made of, before it is stored."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from scheduler.message import Message

Document = dict[str, Any]


@dataclass(frozen=True, slots=True)
class DemoTown:
    """
    A town as documents.

    ``town`` holds columns of ``places.Town`` (all but the horizon and the sunsets), ``records`` the documents of each
    kind, ``network`` the columns of ``places.WalkNetwork``, ``decisions`` pins and bans with their ``sense`` and
    ``reason``. Records name themselves fictitious where they are.
    """

    slug: str
    start: date
    end: date
    town: Document
    records: Mapping[str, Sequence[Document]]
    network: Document
    decisions: Sequence[Document] = ()
    notes: Sequence[Message] = field(default=())
