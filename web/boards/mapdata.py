"""What the map shows: streets, premises and their stays, shops, spots and their dates."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any

from flask import url_for
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from models.places import Premises, Shop, Spot, Street

from ..agenda import months
from ..database import db_session
from ..families import family
from ..formats import area, day_month, ends
from ..i18n import gettext as _
from ..programme import label
from ..season import month as calendar
from ..season import occupation
from ..season import stays as stays_board
from ..townmap import Drawing, Mark, street_kind, whole_town
from .shown import Shown

WIDTH, HEIGHT = 1080, 720
DECIMALS = 6  # of a degree: a tenth of a metre


def features(board: Shown) -> dict[str, Any]:
    """Everything the browser draws; days are ``YYYY-MM-DD``, stays and dates as the plan has them."""
    assert board.case
    town = board.town
    return {
        "town": {
            "start": town.start.isoformat(),
            "end": town.end.isoformat(),
            "attribution": town.attribution,
        },
        "streets": [_street(row) for row in _rows(board, Street) if row.geometry],
        "premises": _premises(board),
        "shops": [_shop(board, row) for row in _rows(board, Shop) if _placed(row)],
        "spots": _spots(board),
    }


def drawing(board: Shown, on: date) -> Drawing | None:
    """The same map drawn here, as it is on one day."""
    data = features(board)
    day = on.isoformat()
    marks = [Mark(s["lon"], s["lat"], "trading", s["name"], s["url"]) for s in data["shops"]]
    marks += [Mark(s["lon"], s["lat"], "spot", s["name"], s["url"]) for s in data["spots"]]
    for unit in data["premises"]:
        state, words = state_on(unit, day)
        marks.append(Mark(unit["lon"], unit["lat"], state, f"{unit['name']} : {words}", unit["url"]))
    return whole_town(_rows(board, Street), marks, WIDTH, HEIGHT)


def state_on(unit: dict[str, Any], day: str) -> tuple[str, str]:
    """``filled``, ``vacant`` or ``trading``, and the same in words."""
    stay = next((s for s in unit["stays"] if s["from"] <= day < s["to"]), None)
    if stay:
        return "filled", stay["name"]
    return ("vacant", _("empty front")) if unit["vacant"] else ("trading", _("in use"))


def words() -> dict[str, str]:
    """The sentences that the map's script fills in itself."""
    return {
        "title": _("%(vacant)s empty shop fronts on %(day)s, %(filled)s filled by the programme"),
        "vacant": _("empty front"),
        "let": _("in use"),
        "open": _("Open the record"),
        "dates": _("Dates this week"),
        "none": _("Nothing this week"),
        "group": _("%(num)s places here"),
        "zoomin": _("Zoom in"),
        "zoomout": _("Zoom out"),
    }


def counts_on(board: Shown, on: date) -> tuple[int, int]:
    """Vacant premises and those that the plan fills, on a day; with or without a place on the ground."""
    assert board.case
    day = on.toordinal()
    offered = [unit for unit in board.case.problem.premises if occupation.is_offered(unit, day)]
    let = {one.premises.id for one in occupation.lets_on(board.case, day)}
    return sum(1 for unit in offered if unit.id not in let), len(let)


def month_choices(board: Shown) -> list[date]:
    return months(board.town.start, board.town.end)


def _rows(board: Shown, table: Any) -> Sequence[Any]:
    query = select(table).where(table.town_id == board.town.id, table.active)
    if table is not Street:
        query = query.options(joinedload(table.street))
    return db_session().scalars(query.order_by(table.key)).all()


def _placed(row: Any) -> bool:
    return row.lon is not None and row.lat is not None


def _point(row: Any) -> dict[str, float]:
    return {"lon": round(row.lon, DECIMALS), "lat": round(row.lat, DECIMALS)}


def _street(row: Street) -> dict[str, Any]:
    lines = [[[round(x, DECIMALS), round(y, DECIMALS)] for x, y in line] for line in row.geometry or ()]
    return {"name": row.name, "kind": street_kind(row), "weight": row.footfall, "lines": lines}


def _premises(board: Shown) -> list[dict[str, Any]]:
    assert board.case
    stays = defaultdict(list)
    for let in board.case.lets:
        first, last = ends(date.fromordinal(let.start), date.fromordinal(let.end - 1))
        stays[let.premises.id].append(
            {
                "from": date.fromordinal(let.start).isoformat(),
                "to": date.fromordinal(let.end).isoformat(),
                "name": board.names("project", let.project.id),
                "activity": label(let.project.activity),
                "family": family(let.project.activity),
                "words": _(
                    "%(first)s to %(last)s",
                    first=first,
                    last=last,
                ),
            }
        )
    offered = {unit.id for unit in board.case.problem.premises}
    found = [
        {
            "key": row.key,
            "name": row.address or row.key,
            "short": stays_board.beside_street(row.address or row.key, row.street.name),
            "street": row.street.name,
            "area": area(row.area_m2),
            "url": _record(board, "premises", row.key),
            "vacant": row.status == "vacant" or row.key in offered,
            "stays": sorted(stays[row.key], key=lambda s: s["from"]),
            **_point(row),
        }
        for row in _rows(board, Premises)
        if _placed(row)
    ]
    return sorted(found, key=lambda unit: stays_board.along_street(unit["short"]))


def _shop(board: Shown, row: Shop) -> dict[str, Any]:
    name = row.name or label(row.activity)
    return {
        "name": name,
        "activity": label(row.activity),
        "url": _record(board, "shops", row.key),
        **_point(row),
    }


def _spots(board: Shown) -> list[dict[str, Any]]:
    assert board.case
    held = defaultdict(list)
    place_of = {occurrence.id: occurrence.spot.id for occurrence in board.case.held}
    for occurrence in board.case.held:
        for session in occurrence.sessions:
            opens = calendar.opening(session)
            held[place_of[occurrence.id]].append(
                {
                    "day": date.fromordinal(session.day).isoformat(),
                    "title": board.names("event", occurrence.event.id),
                    "opens": "" if opens is None else f"{opens // 60 % 24:02d}:{opens % 60:02d}",
                    "words": day_month(date.fromordinal(session.day)),
                }
            )
    return [
        {
            "key": row.key,
            "name": row.name or row.key,
            "street": row.street.name,
            "url": _record(board, "spots", row.key),
            "dates": sorted(held[row.key], key=lambda d: (d["day"], d["opens"])),
            **_point(row),
        }
        for row in _rows(board, Spot)
        if _placed(row)
    ]


def _record(board: Shown, kind: str, key: str) -> str:
    return url_for("records.edit", slug=board.town.slug, kind=kind, key=key)
