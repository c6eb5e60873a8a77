"""What the map shows: streets, premises with stays and dressings, shops, spots with dates, trails on their nights."""

from collections import defaultdict
from datetime import date
from typing import Any

from models.places import Premises, Shop, Spot, Street

from ..agenda import months
from ..families import family
from ..formats import area, day_month, ends
from ..i18n import gettext as _
from ..programme import label
from ..season import month as calendar
from ..season import occupation
from ..season import stays as stays_board
from ..townmap import Drawing, Mark, street_kind, whole_town
from .ground import DECIMALS, placed, point, record, rows
from .maptrails import drawn, trails, trails_of_week
from .shown import Shown

WIDTH, HEIGHT = 1080, 720


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
        "streets": [_street(row) for row in rows(board, Street) if row.geometry],
        "premises": _premises(board),
        "shops": [_shop(board, row) for row in rows(board, Shop) if placed(row)],
        "spots": _spots(board),
        "trails": trails(board),
    }


def drawing(board: Shown, on: date) -> Drawing | None:
    """The same map drawn here, as it is on one day; trails are those of the week that begins then."""
    data = features(board)
    day = on.isoformat()
    marks = [Mark(s["lon"], s["lat"], "trading", s["name"], s["url"]) for s in data["shops"]]
    marks += [Mark(s["lon"], s["lat"], "spot", s["name"], s["url"]) for s in data["spots"]]
    for unit in data["premises"]:
        state, words = state_on(unit, day)
        marks.append(Mark(unit["lon"], unit["lat"], state, f"{unit['name']}{_(': ')}{words}", unit["url"]))
    walks = []
    for trail in trails_of_week(data, on):
        stops, walk = drawn(trail)
        marks += stops
        walks.append(walk)
    return whole_town(rows(board, Street), marks, WIDTH, HEIGHT, walks)


def state_on(unit: dict[str, Any], day: str) -> tuple[str, str]:
    """``filled``, ``dressed`` (empty, with something in the window), ``vacant`` or ``trading``, and it in words."""
    stay = next((s for s in unit["stays"] if s["from"] <= day < s["to"]), None)
    if stay:
        return "filled", stay["name"]
    dressing = next((d for d in unit["dressings"] if d["from"] <= day < d["to"]), None)
    if dressing:
        return "dressed", _("empty front, window dressed: %(kit)s", kit=dressing["name"])
    return ("vacant", _("empty front")) if unit["vacant"] else ("trading", _("in use"))


def words() -> dict[str, str]:
    """The sentences that the map's script fills in itself."""
    return {
        "title": _("%(vacant)s empty shop fronts on %(day)s, %(filled)s filled by the programme"),
        "dressedtitle": _(
            "%(vacant)s empty shop fronts on %(day)s (window dressed: %(dressed)s), %(filled)s filled by the programme"
        ),
        "dressed": _("empty front, window dressed: %(kit)s"),
        "vacant": _("empty front"),
        "let": _("in use"),
        "open": _("Open the record"),
        "dates": _("Dates this week"),
        "none": _("Nothing this week"),
        "group": _("%(num)s places here"),
        "zoomin": _("Zoom in"),
        "zoomout": _("Zoom out"),
    }


def counts_on(board: Shown, on: date) -> tuple[int, int, int]:
    """Vacant premises, those of them that are dressed, and those that the plan fills, on a day."""
    assert board.case
    day = on.toordinal()
    offered = [unit for unit in board.case.problem.premises if occupation.is_offered(unit, day)]
    let = {one.premises.id for one in occupation.lets_on(board.case, day)}
    dressed = {one.premises.id for one in occupation.dressed_on(board.case, day)}
    vacant = {unit.id for unit in offered if unit.id not in let} | dressed
    return len(vacant), len(dressed), len(let)


def month_choices(board: Shown) -> list[date]:
    return months(board.town.start, board.town.end)


def _street(row: Street) -> dict[str, Any]:
    lines = [[[round(x, DECIMALS), round(y, DECIMALS)] for x, y in line] for line in row.geometry or ()]
    return {"name": row.name, "kind": street_kind(row), "weight": row.footfall, "lines": lines}


def _premises(board: Shown) -> list[dict[str, Any]]:
    assert board.case
    stays, dressings = _stays(board), _dressings(board)
    offered = {unit.id for unit in board.case.problem.premises}
    found = [
        {
            "key": row.key,
            "name": row.address or row.key,
            "short": stays_board.beside_street(row.address or row.key, row.street.name),
            "street": row.street.name,
            "area": area(row.area_m2),
            "url": record(board, "premises", row.key),
            "vacant": row.status == "vacant" or row.key in offered,
            "stays": sorted(stays[row.key], key=lambda s: s["from"]),
            "dressings": sorted(dressings[row.key], key=lambda d: d["from"]),
            **point(row),
        }
        for row in rows(board, Premises)
        if placed(row)
    ]
    return sorted(found, key=lambda unit: stays_board.along_street(unit["short"]))


def _stays(board: Shown) -> dict[str, list[dict[str, Any]]]:
    """The stays of the plan by premises."""
    assert board.case
    found = defaultdict(list)
    for let in board.case.lets:
        start, end = date.fromordinal(let.start), date.fromordinal(let.end)
        first, last = ends(start, date.fromordinal(let.end - 1))
        found[let.premises.id].append(
            {
                "from": start.isoformat(),
                "to": end.isoformat(),
                "name": board.names("project", let.project.id),
                "activity": label(let.project.activity),
                "family": family(let.project.activity),
                "words": _("%(first)s to %(last)s", first=first, last=last),
            }
        )
    return found


def _dressings(board: Shown) -> dict[str, list[dict[str, Any]]]:
    """The dressings of the plan by premises."""
    assert board.case
    found = defaultdict(list)
    for dressed in board.case.dressed:
        found[dressed.premises.id].append(
            {
                "from": date.fromordinal(dressed.start).isoformat(),
                "to": date.fromordinal(dressed.end).isoformat(),
                "name": board.names("kit", dressed.kit.id),
            }
        )
    return found


def _shop(board: Shown, row: Shop) -> dict[str, Any]:
    name = row.name or label(row.activity)
    return {
        "name": name,
        "activity": label(row.activity),
        "url": record(board, "shops", row.key),
        **point(row),
    }


def _spots(board: Shown) -> list[dict[str, Any]]:
    assert board.case
    held = defaultdict(list)
    for occurrence in board.case.held:
        for session in occurrence.sessions:
            opens = calendar.opening(session)
            held[occurrence.spot.id].append(
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
            "url": record(board, "spots", row.key),
            "dates": sorted(held[row.key], key=lambda d: (d["day"], d["opens"])),
            **point(row),
        }
        for row in rows(board, Spot)
        if placed(row)
    ]
