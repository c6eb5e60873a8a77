"""Rows to problem and back: the only crossing between what a town keeps and what the scheduler knows."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from astral import Observer
from astral.sun import sunset
from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler.files import (
    Fault,
    FaultsError,
    problem_document,
    problem_from_document,
    read_plan,
    read_problem,
    write_plan,
    write_problem,
)
from scheduler.message import Message, message
from scheduler.plan import Plan as Programme
from scheduler.problem import Problem

from .columns import exact_decimal, exact_number
from .documents import to_document
from .journal_log import Actor, record
from .kinds import FILE_KINDS
from .offered import ids_of, offered, offered_decisions
from .places import Premises, Town
from .plans import Decision, Plan, Run
from .records import apply_all
from .soundness import unstorable

__all__ = [
    "Problem",
    "Programme",
    "left_aside",
    "load_problem",
    "plan_row",
    "problem_of",
    "programme_of",
    "read_plan",
    "read_problem",
    "set_horizon",
    "store_problem",
    "sunsets_of",
    "town_document",
    "write_plan",
    "write_problem",
]


def load_problem(session: Session, town: Town) -> Problem:
    """
    The town as the scheduler's input, every list ordered by id, so that equal rows give an equal problem.

    What is published is not part of it: ``stability.around`` adds it, for runs. Raises ``FaultsError`` where
    settings or the horizon do not fit together.
    """
    return problem_from_document(town_document(session, town))


def town_document(session: Session, town: Town) -> dict[str, Any]:
    """The town as a ``rideau-problem/1`` document: active records, decisions, settings."""
    document, _ = _gathered(session, town)
    return document


def left_aside(session: Session, town: Town) -> list[Message]:
    """Active records and decisions that do not enter the problem because something they rest on is not active."""
    return _gathered(session, town)[1]


def _gathered(session: Session, town: Town) -> tuple[dict[str, Any], list[Message]]:
    active = {}
    for name, kind in FILE_KINDS.items():
        rows = session.scalars(select(kind.table).where(kind.table.town_id == town.id, kind.table.active))
        active[name] = [_offer(row) for row in sorted(rows, key=lambda row: str(row.key))]
    lists, remarks = offered(active)
    if not town.money_limited:
        del lists["funding"]
    found: dict[str, Any] = {"format": "rideau-problem/1", "town": _town_part(town)}
    if town.settings:
        found["settings"] = dict(town.settings)
    found |= {name: rows for name, rows in lists.items() if rows or name == "funding"}
    ids = ids_of(lists)
    for sense in ("pin", "ban"):
        query = select(Decision).where(Decision.town_id == town.id, Decision.sense == sense)
        documents = [_decision(row) for row in session.scalars(query.order_by(Decision.id))]
        kept, waiting = offered_decisions(documents, ids)
        remarks += waiting
        if kept:
            found[f"{sense}s"] = kept
    return found, remarks


def _offer(row: Any) -> dict[str, Any]:
    """A row as the problem receives it: of the lease cap of premises, what past short leases leave."""
    document = to_document(row)
    if isinstance(row, Premises) and row.max_total_days is not None and row.leases:
        let = {
            lease.start + timedelta(days=day)
            for lease in row.leases
            if lease.short
            for day in range((lease.end - lease.start).days)
        }
        document["max_total_days"] = max(0, row.max_total_days - len(let))
    return document


def _town_part(town: Town) -> dict[str, Any]:
    found: dict[str, Any] = {
        "name": town.name,
        "timezone": town.timezone,
        "start": town.start.isoformat(),
        "end": town.end.isoformat(),
        "sunsets": dict(town.sunsets),
    }
    for name in ("latitude", "longitude"):
        if (value := getattr(town, name)) is not None:
            found[name] = exact_number(value)
    return {key: value for key, value in found.items() if value not in ("", {})}


def _decision(row: Decision) -> dict[str, Any]:
    found = {
        "kind": row.kind,
        "item": row.item,
        "premises": row.premises,
        "spot": row.spot,
        "start": None if row.start is None else row.start.isoformat(),
        "term_weeks": row.term_weeks,
    }
    return {key: value for key, value in found.items() if value is not None}


def store_problem(
    session: Session,
    slug: str,
    document: Mapping[str, Any],
    *,
    now: datetime,
    actor: Actor = "import",
    origin: str = "problem file",
    fictitious: bool = False,
    name: str | None = None,
) -> Town:
    """
    A new town from a whole problem document; ``load_problem`` gives the same problem back, ordered by id.

    A town without a name is called by its slug. A ``published`` plan is not stored here: ``publishing.take_over``
    does it, if it keeps the rules. Raises ``FaultsError`` with every fault, nothing stored.
    """
    sound = problem_document(problem_from_document(dict(document)))
    part = sound["town"]
    settings = sound.get("settings", {})
    if faults := [*_slug_faults(session, slug), *_unstorable_town(part), *_inexact(settings)]:
        raise FaultsError(tuple(faults))
    town = Town(
        slug=slug,
        name=part.get("name") or name or slug,
        timezone=part.get("timezone", ""),
        start=date.fromisoformat(part["start"]),
        end=date.fromisoformat(part["end"]),
        sunsets=part.get("sunsets", {}),
        settings=settings,
        money_limited="funding" in sound,
        fictitious=fictitious,
        created_at=now,
        **{key: exact_decimal(part[key]) for key in ("latitude", "longitude") if key in part},
    )
    documents = {kind.name: sound.get(list_, []) for list_, kind in FILE_KINDS.items()}
    with session.begin_nested():  # a fault on the way leaves nothing of the town
        session.add(town)
        session.flush()
        record(session, actor, "add", "towns", slug, None, part, town, now=now)
        apply_all(
            session,
            town,
            documents,
            origin=origin,
            fictitious=fictitious,
            actor=actor,
            now=now,
            in_file=True,
        )
        for sense in ("pin", "ban"):
            session.add_all(_decision_row(town, sense, one, now) for one in sound.get(f"{sense}s", ()))
    return town


def _slug_faults(session: Session, slug: str) -> list[Fault]:
    if session.scalar(select(Town.id).where(Town.slug == slug)) is None:
        return []
    return [
        Fault("", message("there is a town with the address “{slug}” already: choose another", slug=slug))
    ]


def _unstorable_town(part: Mapping[str, Any]) -> list[Fault]:
    """What the columns of a town cannot hold."""
    texts = {f"town.{key}": part[key] for key in ("name", "timezone") if key in part}
    return [*unstorable(texts)] + [
        Fault(f"town.{key}", message("has more than {maximum} characters: shorten it", maximum=most))
        for key, most in (("name", 200), ("timezone", 64))
        if len(part.get(key, "")) > most
    ]


def _inexact(settings: Mapping[str, Any]) -> list[Fault]:
    return [
        Fault(f"settings.{key}", message("has too many decimals, at most {maximum}", maximum=15))
        for key, value in settings.items()
        if isinstance(value, Decimal)
    ]


def _decision_row(town: Town, sense: str, one: Mapping[str, Any], now: datetime) -> Decision:
    start = one.get("start")
    return Decision(
        town_id=town.id,
        sense=sense,
        kind=one["kind"],
        item=one["item"],
        premises=one.get("premises"),
        spot=one.get("spot"),
        start=None if start is None else date.fromisoformat(start),
        term_weeks=one.get("term_weeks"),
        created_at=now,
    )


LONGEST_HORIZON = timedelta(days=10 * 366)
"""Longer ones are slips of the keyboard: each of their days is worked out."""


def set_horizon(town: Town, start: date, end: date) -> None:
    """
    Plan the days ``[start, end)``; where the town's coordinates are known, their sunsets are computed.

    Sunset is the upper limb at the horizon, refraction included, to the nearest minute; days without one
    (beyond the polar circle) are left out. Raises ``FaultsError`` where the days or the zone cannot be.
    """
    if end <= start:
        raise FaultsError((Fault("end", message("must be after the first day, {start}", start=start)),))
    if end - start > LONGEST_HORIZON:
        years = LONGEST_HORIZON.days // 366
        raise FaultsError(
            (Fault("end", message("must be at most {years} years after the first day", years=years)),)
        )
    town.start, town.end = start, end
    if town.latitude is not None and town.longitude is not None:
        town.sunsets = sunsets_of(town)


def sunsets_of(town: Town) -> dict[str, str]:
    """``HH:MM``, local, of every day of the horizon that has a sunset; nothing where the coordinates are unknown."""
    if town.latitude is None or town.longitude is None or town.end - town.start > LONGEST_HORIZON:
        return {}
    zone = zone_of(town)
    observer = Observer(float(town.latitude), float(town.longitude))
    sunsets = {}
    for ordinal in range(town.start.toordinal(), town.end.toordinal()):
        day = date.fromordinal(ordinal)
        try:
            moment = sunset(observer, day, tzinfo=zone) + timedelta(seconds=30)
        except ValueError:
            continue
        if moment.date() == day:
            sunsets[day.isoformat()] = f"{moment:%H:%M}"
    return sunsets


def zone_of(town: Town) -> ZoneInfo:
    """The town's time zone. Raises ``FaultsError`` where it has none that exists."""
    try:
        return ZoneInfo(town.timezone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        reason = message(
            "“{timezone}” is not a time zone: write one like Europe/Paris", timezone=town.timezone
        )
        raise FaultsError((Fault("timezone", reason),)) from None


def plan_row(
    town: Town,
    problem: str,
    programme: Programme,
    now: datetime,
    *,
    run: Run | None = None,
    name: str = "",
) -> Plan:
    """A row for a plan that was checked against ``problem`` (frozen text). Adding it is the caller's."""
    assert programme.points is not None
    return Plan(
        town_id=town.id,
        run_id=None if run is None else run.id,
        name=name,
        problem=problem,
        document=write_plan(programme),
        points=programme.points,
        bound=programme.bound,
        created_at=now,
    )


def problem_of(plan: Plan) -> Problem:
    """The frozen input of a plan."""
    return read_problem(plan.problem)


def programme_of(plan: Plan) -> Programme:
    """What a plan decides."""
    return read_plan(plan.document)
