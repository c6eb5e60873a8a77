"""What breaks a rule, and the words in which figures are told."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from ..case import MINUTES_A_DAY, Held, Let, Session, Walk, on
from ..message import Message


@dataclass(frozen=True, slots=True)
class Violation:
    """``rule`` is the code of the problem page; the message names the items, the dates and the figures."""

    rule: str
    message: Message

    def __str__(self) -> str:
        return f"{self.rule}: {self.message}"


def of_let(let: Let) -> dict[str, Any]:
    """The values that name a tenancy in a sentence."""
    return {
        "project": let.project.id,
        "premises": let.premises.id,
        "start": on(let.start),
        "end": on(let.end),
    }


def of_held(o: Held) -> dict[str, Any]:
    """The values that name an occurrence in a sentence."""
    return {"event": o.event.id, "occurrence": o.id, "spot": o.spot.id, "start": on(o.start)}


def of_walk(walk: Walk) -> dict[str, Any]:
    """The values that name a trail on its first night in a sentence."""
    return {"trail": walk.trail.id, "start": on(walk.start)}


def of_session(session: Session) -> dict[str, Any]:
    """The values that name a session or a night: its event or trail, and its date."""
    return {session.kind: session.item.id, "day": on(session.day)}


def euros(cents: int) -> Decimal:
    """Cents as euros, exactly, for a sentence."""
    return Decimal(cents).scaleb(-2)


def decimal(value: int | Fraction) -> Decimal:
    """An exact figure as people write it."""
    return Decimal(value.numerator) / Decimal(value.denominator)


def hours(minutes: int) -> str:
    """A length of time: ``9 h 30``; in thousands of years, the order of it."""
    if minutes >= 10**12:
        return f"{Decimal(minutes) / 60:.1E} h"
    return f"{minutes // 60} h {minutes % 60:02}"


def time(moment: int) -> str:
    """The hour of a moment: ``22:30``."""
    minutes = moment % MINUTES_A_DAY
    return f"{minutes // 60:02}:{minutes % 60:02}"


def day(moment: int) -> Any:
    """The date of a moment."""
    return on(moment // MINUTES_A_DAY)
