"""The boards of a town's desk: today, map, year of the premises, calendar. They only show; nothing is changed here."""

from datetime import date, timedelta
from typing import Any

from flask import Blueprint, Response, jsonify, render_template, request, url_for
from sqlalchemy import select

from models.places import Premises, Town

from .. import agenda
from ..auth import desk
from ..boards import heat, mapdata, today
from ..boards.maptrails import trails_of_week
from ..boards.shown import Shown, shown
from ..clock import today as civil_day
from ..database import db_session
from ..families import families, family
from ..programme import label
from ..season import coverage, month, occupation, stays

bp = Blueprint("boards", __name__)


@bp.get("/desk/<slug>/", endpoint="today")
@desk("reader")
def today_(town: Town) -> str:
    """How the season stands, and what waits for a decision."""
    board = shown(town, request)
    if board.case is None:
        return _faulty(board)
    missed = coverage.shortfalls(board.case)
    streets, quiet = heat.street_rows(board, missed)
    return _page(
        "boards/today.html",
        board,
        headline=today.headline(board, _day(town)),
        figures=today.figures(board),
        vacancy=today.vacancy_chart(board),
        gauges=heat.gauges(board),
        weeks=heat.week_columns(board.case),
        staff=heat.staff_rows(board),
        streets=streets,
        quiet=quiet,
        missed=today.target_sentences(board, missed),
        short=len(missed),
        waiting=today.waiting(board, _without_consent(board)),
    )


@bp.get("/desk/<slug>/map")
@desk("reader")
def map(town: Town) -> str:
    """The town on a day: what is vacant, what the plan fills, where something happens."""
    board = shown(town, request)
    if board.case is None:
        return _faulty(board)
    on = _asked_day(town)
    vacant, dressed, filled = mapdata.counts_on(board, on)
    features = mapdata.features(board)
    return _page(
        "boards/map.html",
        board,
        on=on,
        vacant=vacant,
        dressed=dressed,
        filled=filled,
        trails=trails_of_week(features, on),
        months=mapdata.month_choices(board),
        drawing=mapdata.drawing(board, on),
        features=features,
        state_on=mapdata.state_on,
        words=mapdata.words(),
        last_day=town.end - timedelta(days=1),
    )


@bp.get("/desk/<slug>/map.json")
@desk("reader")
def map_features(town: Town) -> Response:
    """What the map's script draws."""
    board = shown(town, request)
    return jsonify(mapdata.features(board) if board.case else {})


@bp.get("/desk/<slug>/timeline")
@desk("reader")
def timeline(town: Town) -> str:
    """The year of the premises: who is where when, what a draft changes, what is left out."""
    board = shown(town, request)
    if board.case is None:
        return _faulty(board)
    rows = stays.rows(board.case, board.published, board.names)
    colours = families(let.project.activity for let in board.case.lets)
    return _page(
        "boards/timeline.html",
        board,
        rows=rows,
        colours=colours,
        weeks=occupation.weeks(board.case),
        empty=sum(1 for row in rows if not row.let),
        windows=sum(1 for row in rows for bar in row.bars if bar.kind == "dressing"),
        months=agenda.months(town.start, town.end),
        left=[one for one in today.waiting(board, ()) if one.kind == "tenancy"],
        this_day=civil_day(town.timezone),
    )


@bp.get("/desk/<slug>/calendar")
@desk("reader")
def calendar(town: Town) -> str:
    """A month of events and openings."""
    board = shown(town, request)
    if board.case is None:
        return _faulty(board)
    found = month.dates(board.case, board.names)
    wanted = month.Filter(*(request.args.get(name, "") for name in ("street", "category", "audience")))
    chosen = month.chosen(found, wanted)
    first = _asked_month(town, found)
    return _page(
        "boards/calendar.html",
        board,
        month=first,
        weeks=month.weeks(first, chosen),
        **_counted([d.kind for d in chosen if d.day.replace(day=1) == first]),
        before=first - timedelta(days=1),
        after=agenda.next_month(first),
        wanted=wanted,
        streets=sorted(
            {(s, board.names("street", s)) for d in found for s in (d.street, *d.streets)}, key=lambda s: s[1]
        ),
        categories=sorted({d.category for d in found if d.category and d.kind != "opening"}),
        audiences=sorted({a for d in found for a in d.audiences}),
        this_day=civil_day(town.timezone),
    )


def _counted(kinds: list[str]) -> dict[str, int]:
    """Days with an event, trail nights and shops that open, for the title of a month."""
    names = (("held", "event"), ("nights", "trail"), ("openings", "opening"))
    return {name: kinds.count(kind) for name, kind in names}


def _page(template: str, board: Shown, **values: Any) -> str:
    return render_template(
        template, town=board.town, board=board, names=board.names, family=family, label=label, **values
    )


def _faulty(board: Shown) -> str:
    """The town's data does not make a problem yet: what to mend, in the place of figures."""
    return render_template("boards/faulty.html", town=board.town, board=board)


def _day(town: Town) -> date:
    """Today, or the season's first or last day where today lies outside it."""
    return min(max(civil_day(town.timezone), town.start), town.end - timedelta(days=1))


def _asked_day(town: Town) -> date:
    try:
        asked = date.fromisoformat(request.args.get("on", ""))
    except ValueError:
        return _day(town)
    return min(max(asked, town.start), town.end - timedelta(days=1))


def _asked_month(town: Town, found: list[month.Date]) -> date:
    """The month asked for; else this one, or the first with something in it."""
    if asked := agenda.calendar_day(request.args.get("month", "") + "-01"):
        return asked
    here = _day(town).replace(day=1)
    coming = [d.day.replace(day=1) for d in found if d.day.replace(day=1) >= here]
    return min(coming, default=here)


def _without_consent(board: Shown) -> list[str]:
    """Premises that the plan uses though their owner has not agreed (or has refused)."""
    assert board.case
    used = {let.premises.id for let in board.case.lets}
    asking = select(Premises.key).where(
        Premises.town_id == board.town.id, Premises.owner_id.is_not(None), Premises.consent != "given"
    )
    return sorted(used & set(db_session().scalars(asking)))


@bp.app_context_processor
def _for_boards() -> dict[str, Any]:
    return {"board_url": _board_url}


def _board_url(endpoint: str, board: Shown, **values: Any) -> str:
    """A board's address that stays with the plan that is shown."""
    return url_for(endpoint, slug=board.town.slug, **{**board.state.query, **values})
