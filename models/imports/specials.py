"""What an import may bring besides records with keys: the town itself, its walking network, pins and bans."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler.files import Fault, faults_of
from scheduler.message import message

from ..columns import exact_decimal, exact_number
from ..journal_log import Actor, record
from ..mapping import sunsets_of
from ..places import Town, WalkNetwork
from ..plans import Decision
from ..records import find

SPECIAL = ("town", "network", "decisions")
TEXTS = ("tagline", "colour", "website", "contact", "attribution")
ITEMS = {"tenancy": "projects", "event": "events", "trail": "trails"}


def decision_key(document: Mapping[str, Any]) -> str:
    """A pin or a ban has no name of its own: it is what it says."""
    parts = [
        document.get(name) for name in ("sense", "kind", "item", "premises", "spot", "start", "term_weeks")
    ]
    return " ".join(str(part) for part in parts if part is not None)[:200]


def key_of(kind: str, document: Mapping[str, Any], town: Town) -> str:
    """The key in an import's proposal of what is no record of a town."""
    return decision_key(document) if kind == "decisions" else town.slug if kind == "town" else kind


def read(session: Session, town: Town, kind: str, key: str) -> dict[str, Any] | None:
    """The document of the town, its network or a decision as it stands, or None."""
    match kind:
        case "town":
            return town_document(town)
        case "network":
            row = session.scalar(select(WalkNetwork).where(WalkNetwork.town_id == town.id))
            return None if row is None else _network_document(row)
    return next((one for one in decisions(session, town) if decision_key(one) == key), None)


def town_document(town: Town) -> dict[str, Any]:
    """The town's own line, with ``settings`` and ``sunsets`` as in problem files."""
    found: dict[str, Any] = {
        "name": town.name,
        "timezone": town.timezone,
        "start": town.start.isoformat(),
        "end": town.end.isoformat(),
        "sunsets": dict(town.sunsets or {}),
        "settings": dict(town.settings or {}),
        "money_limited": town.money_limited,
    }
    for name in ("latitude", "longitude"):
        if (value := getattr(town, name)) is not None:
            found[name] = exact_number(value)
    return found | {name: getattr(town, name) for name in TEXTS}


def _network_document(row: WalkNetwork) -> dict[str, Any]:
    return {"nodes": row.nodes, "edges": row.edges, "lamps": row.lamps, "source": row.source}


def decisions(session: Session, town: Town) -> list[dict[str, Any]]:
    """Pins and bans as in problem files, each with its ``sense`` (pin or ban) and ``reason``."""
    rows = session.scalars(select(Decision).where(Decision.town_id == town.id).order_by(Decision.id))
    return [_decision(row) for row in rows]


def _decision(row: Decision) -> dict[str, Any]:
    found: dict[str, Any] = {"sense": row.sense, "kind": row.kind, "item": row.item}
    for name in ("premises", "spot", "term_weeks"):
        if (value := getattr(row, name)) is not None:
            found[name] = value
    if row.start is not None:
        found["start"] = row.start.isoformat()
    return found | {"reason": row.reason}


def faults(
    session: Session, town: Town, kind: str, document: Mapping[str, Any], coming: Mapping[str, set[str]]
) -> Iterator[Fault]:
    """What is wrong with such a document; ``coming`` are the ids that the same import brings, by kind."""
    if kind == "town":
        yield from _town_faults(document)
    elif kind == "decisions":
        wanted = (
            ("item", ITEMS.get(str(document.get("kind")))),
            ("premises", "premises"),
            ("spot", "spots"),
        )
        for name, list_ in wanted:
            named = document.get(name)
            if (
                list_
                and named
                and named not in coming.get(list_, ())
                and find(session, town, list_, named) is None
            ):
                yield Fault(
                    name,
                    message(
                        "“{id}” is not in the list {lists}: add it there or correct the name",
                        id=named,
                        lists=list_,
                    ),
                )
        shape = {name: value for name, value in document.items() if name not in ("sense", "reason")}
        problem = {"format": "rideau-problem/1", "town": {"start": "2000-01-01", "end": "2000-01-02"}}
        for fault in faults_of(problem | {"pins": [shape]}, None)[0]:
            if "is not in the list" not in fault.message.text:
                yield Fault(fault.path.removeprefix("pins[0]").removeprefix("."), fault.message)


def _town_faults(document: Mapping[str, Any]) -> Iterator[Fault]:
    own = ("settings", "money_limited", *TEXTS)
    shape = {name: value for name, value in document.items() if name not in own and value is not None}
    settings = document.get("settings") or {}
    problem = {"format": "rideau-problem/1", "town": shape, "settings": settings}
    for fault in faults_of(problem, None)[0]:
        yield Fault(fault.path.removeprefix("town.").removeprefix("settings."), fault.message)
    if not shape.get("name"):
        yield Fault("name", message("is required and is missing"))
    try:
        ZoneInfo(str(shape.get("timezone") or "?"))
    except (ZoneInfoNotFoundError, ValueError, OSError):
        yield Fault("timezone", message("is not a time zone: write one like Europe/Paris"))


def write(
    session: Session,
    town: Town,
    kind: str,
    key: str,
    document: Mapping[str, Any],
    actor: Actor,
    now: datetime,
) -> None:
    """Put a sound document in its place and note it in the journal."""
    before = read(session, town, kind, key)
    match kind:
        case "town":
            _write_town(town, document)
        case "network":
            _write_network(session, town, document)
        case _:
            _write_decision(session, town, document, now)
    session.flush()
    after = read(session, town, kind, key)
    if after != before:
        action = "add" if before is None else "change"
        brief = kind == "network"  # tens of thousands of points say nothing in a journal
        record(
            session,
            actor,
            action,
            kind,
            key,
            None if brief else before,
            None if brief else after,
            town,
            now=now,
        )


def _season(town: Town) -> tuple[object, ...]:
    """What the sunsets of a town follow from."""
    return town.start, town.end, town.timezone, town.latitude, town.longitude


def _write_town(town: Town, document: Mapping[str, Any]) -> None:
    """Where the file moves the season or the town and says nothing of sunsets, those of new days are computed."""
    stood, was = dict(town.sunsets or {}), _season(town)
    town.name = document["name"]
    town.timezone = document["timezone"]
    town.start = date.fromisoformat(document["start"])
    town.end = date.fromisoformat(document["end"])
    for name in ("latitude", "longitude"):
        value = document.get(name)
        new: Decimal | None = None if value is None else exact_decimal(value)
        if getattr(town, name) != new:
            setattr(town, name, new)
    said = dict(document.get("sunsets") or {})
    silent = said == stood and _season(town) != was
    town.sunsets = sunsets_of(town) | said if silent else said
    town.settings = dict(document.get("settings") or {})
    town.money_limited = document.get("money_limited", True)
    for name in TEXTS:
        setattr(town, name, document.get(name) or "")


def _write_network(session: Session, town: Town, document: Mapping[str, Any]) -> None:
    row = session.scalar(select(WalkNetwork).where(WalkNetwork.town_id == town.id))
    if row is None:
        row = WalkNetwork(town_id=town.id)
        session.add(row)
    row.nodes, row.edges = document["nodes"], document["edges"]
    row.lamps, row.source = document.get("lamps") or [], document.get("source") or ""


def _write_decision(session: Session, town: Town, document: Mapping[str, Any], now: datetime) -> None:
    rows = session.scalars(select(Decision).where(Decision.town_id == town.id).order_by(Decision.id))
    row = next((one for one in rows if decision_key(_decision(one)) == decision_key(document)), None)
    if row is None:
        row = Decision(town_id=town.id, sense=document["sense"], kind=document["kind"], item=document["item"])
        row.premises, row.spot = document.get("premises"), document.get("spot")
        row.start = date.fromisoformat(document["start"]) if document.get("start") else None
        row.term_weeks, row.created_at = document.get("term_weeks"), now
        session.add(row)
    row.reason = document.get("reason") or ""
