"""What was decided: the records of ``rideau-plan/1``, frozen and checked."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from .fields import Cents, Id, Key, NonEmpty, OneOf, Positive, Range, Record, RefByKind, Rest, Tag, ref

Status = Annotated[str, OneOf(("optimal", "feasible", "infeasible", "unknown"))]
ItemKind = Annotated[str, OneOf(("tenancy", "event", "trail"))]
ChargeKind = Annotated[str, OneOf(("tenancy", "event", "trail", "dressing"))]
PLACED = (("tenancy", "projects"), ("event", "events"), ("trail", "trails"))
CHARGED = (("tenancy", "projects"), ("event", "occurrences"), ("trail", "trails"), ("dressing", "dressings"))
ProjectId = Annotated[str, NonEmpty(), ref("projects")]
PremisesId = Annotated[str, NonEmpty(), ref("premises")]
EventId = Annotated[str, NonEmpty(), ref("events")]
SpotId = Annotated[str, NonEmpty(), ref("spots")]
TrailId = Annotated[str, NonEmpty(), ref("trails")]
TERMS = ("tenancies", "events", "trails", "dressings", "coverage", "clash", "changes", "money")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tenancy(Record):
    """A project in premises on the days ``[start, end)``."""

    project: ProjectId
    premises: PremisesId
    start: date
    end: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurrence(Record):
    """An event on a spot; ``start`` is its first day."""

    id: Id
    event: EventId
    spot: SpotId
    start: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop(Record):
    """A spot on the way, with one of the trail's own installations or none."""

    spot: SpotId
    installation: Annotated[str, NonEmpty(), ref("installations")] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TrailRun(Record):
    """A trail on its nights from ``start``, with its stops in walking order."""

    trail: TrailId
    start: date
    stops: tuple[Stop, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift(Record):
    """``count`` members of ``staff`` hold ``role`` in the session of ``owner`` that opens on ``date``.

    ``owner`` (``for`` in files) is an occurrence's id or a trail's.
    """

    owner: Annotated[str, NonEmpty(), ref("occurrences", "trails"), Key("for")]
    date: date
    role: Tag
    staff: Annotated[str, NonEmpty(), ref("staff")]
    count: Positive = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Charge(Record):
    """What a funding line pays of an item: a project, an occurrence, a trail or a dressing."""

    kind: ChargeKind
    item: Annotated[str, NonEmpty(), RefByKind(CHARGED)]
    line: Annotated[str, NonEmpty(), ref("funding")]
    amount_cents: Cents


@dataclass(frozen=True, slots=True, kw_only=True)
class Dressing(Record):
    """A kit on an empty front on the days ``[start, end)``."""

    id: Id
    kit: Annotated[str, NonEmpty(), ref("kits")]
    premises: PremisesId
    start: Annotated[date, Key("from")]
    end: Annotated[date, Key("to")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason(Record):
    """Why an item is left out: a rule's code and a sentence.

    ``detail`` holds further keys of the file as plain JSON values; the engine writes ``text`` and ``values``
    there, the translatable form of the message.
    """

    rule: Id
    message: str
    detail: Annotated[Mapping[str, Any], Rest()] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut(Record):
    """An item that is not placed, and why: the first rule that forbids each of its placements."""

    kind: ItemKind
    item: Annotated[str, NonEmpty(), RefByKind(PLACED)]
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan(Record):
    """A plan and what it claims of itself; a claim that is None is not made."""

    status: Status | None = None
    points: int | None = None
    bound: int | None = None
    terms: Mapping[Annotated[str, OneOf(TERMS)], int] = field(default_factory=dict)
    seconds: Annotated[Decimal, Range(0, 10**9)] | None = None
    tenancies: tuple[Tenancy, ...] = ()
    occurrences: tuple[Occurrence, ...] = ()
    trails: tuple[TrailRun, ...] = ()
    shifts: tuple[Shift, ...] = ()
    charges: tuple[Charge, ...] = ()
    dressings: tuple[Dressing, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    engine: Mapping[str, Any] | None = None
