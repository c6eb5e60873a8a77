"""What the page of a light trail shows besides its fields: the map of spots, the walks, and the measuring of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import request
from sqlalchemy import select

from models import measuring
from models.places import Spot, Street, Town

from ..database import db_session
from ..i18n import gettext, ngettext
from ..townmap import Drawing, Mark, whole_town
from .fields import Wrong, decimal, within
from .forms import RecordForm
from .show import plain
from .walks import Row, rows

WIDTH, HEIGHT = 720, 460
MOST_SPOTS = 60
"""Beyond it a measure would fill a form with more pairs than anybody reads."""


@dataclass(frozen=True, slots=True)
class Board:
    """
    ``cells`` are the rows of the table of distances: the number and name of a spot, then its walks to those before.

    ``off_map`` counts the spots that the drawing cannot show: without a position, or far from all others.
    ``mapped`` tells whether the town has ways to measure on; ``told`` is what the last measure did.
    """

    spots: list[tuple[str, str]]
    rows: list[Row]
    cells: list[tuple[int, str, list[Row]]]
    mapped: bool
    measure: Mapping[str, Any] | None
    by_hand: int
    unwalkable: list[Row]
    moved: list[str]
    factor: str
    told: str
    drawing: Drawing | None
    off_map: int
    numbers: Mapping[str, int]


def board(town: Town, form: RecordForm) -> Board:
    """The walks of the form as it stands, saved or not."""
    session, choices = db_session(), form.choices
    chosen = chosen_spots(form)
    measure = measure_of(form)
    made = rows(chosen, form.raws["distances"], measure, choices)
    beside = {frozenset((row.a, row.b)): row for row in made}
    names = [(key, choices.name(("spots",), key)) for key in chosen]
    return Board(
        spots=names,
        rows=made,
        cells=[
            (n + 1, name, [beside[frozenset((key, other))] for other, _ in names[:n]])
            for n, (key, name) in enumerate(names)
        ],
        mapped=measuring.has_walks(session, town),
        measure=measure,
        by_hand=sum(row.origin == "hand" for row in made),
        unwalkable=[row for row in made if row.origin == "none"],
        moved=measuring.moved(measure, measuring.points_of(session, town, chosen)),
        factor=request.form.get("_factor", "") or plain((measure or {}).get("factor", measuring.FACTOR)),
        told=form.told,
        drawing=(drawing := _drawing(town, chosen)),
        off_map=len(choices.names("spots")) - (len(drawing.marks) if drawing else 0),
        numbers={key: n for n, (key, _) in enumerate(names, 1)},
    )


def chosen_spots(form: RecordForm) -> list[str]:
    """The keys of the spots that are ticked, by name; what is no spot is left to the form to refuse."""
    picked = [form.choices.find(("spots",), one) for one in form.raws["spots"]]
    ordered = [key for key, _ in form.choices.options(("spots",))]
    return [key for key in ordered if key in set(picked)][:MOST_SPOTS]


def measure_of(form: RecordForm) -> Mapping[str, Any] | None:
    """The measure that the form carries."""
    field = next(f for f in form.kind.fields if f.name == "measured")
    try:
        found = field.read(form.raws["measured"], form.choices)
    except Wrong:
        return None
    return found if isinstance(found, dict) else None


def measure(town: Town, form: RecordForm) -> bool:
    """Do what a button of the walks asks: measure, or estimate, and put it into the form; whether one was pressed."""
    asked = request.form.get("_measure", "")
    if not asked or form.kind.name != "trails":
        return False
    spots = chosen_spots(form)
    points = measuring.points_of(db_session(), town, spots)
    if len(points) < 2:
        form.errors["spots"] = gettext("Tick at least two spots: a walk has two ends.")
        return True
    made = _made(town, form, points, asked)
    if made is not None:
        _put(form, made, asked == "replace")
    return True


def _made(town: Town, form: RecordForm, points: measuring.Points, asked: str) -> dict[str, Any] | None:
    if asked == "line":
        try:
            factor = within(decimal(request.form.get("_factor", "")), *map(int, measuring.FACTORS))
        except Wrong as wrong:
            form.errors["_factor"] = str(wrong)
            return None
        return measuring.estimated(points, float(factor))
    walks = measuring.walks_of(db_session(), town)
    if walks is None:
        form.errors["distances"] = gettext("The town has no map of its ways to measure on.")
        return None
    return measuring.measured(walks, points, step_free=form.raws["step_free"])


def _put(form: RecordForm, made: dict[str, Any], replace: bool) -> None:
    fields = {f.name: f for f in form.kind.fields}
    try:
        told = fields["distances"].read(form.raws["distances"], form.choices)
    except Wrong as wrong:
        form.errors.update({f"distances{path}": text for path, text in wrong.faults})
        return
    legs, kept = measuring.merged(told, measure_of(form), made, replace=replace)
    form.raws["distances"] = fields["distances"].show(legs, form.choices)
    form.raws["measured"] = fields["measured"].show(made, form.choices)
    form.told = _told(made, kept)


def _told(made: Mapping[str, Any], kept: int) -> str:
    count = sum("metres" in pair for pair in made["pairs"])
    none = len(made["pairs"]) - count
    if made["by"] == "line":
        said = [ngettext("%(num)s way estimated.", "%(num)s ways estimated.", count)]
    else:
        said = [ngettext("%(num)s way measured.", "%(num)s ways measured.", count)]
    if none:
        said.append(ngettext("%(num)s pair has no way.", "%(num)s pairs have no way.", none))
    if kept:
        said.append(
            ngettext(
                "%(num)s pair stays as it was typed by hand.",
                "%(num)s pairs stay as they were typed by hand.",
                kept,
            )
        )
    return " ".join([*said, gettext("Nothing is stored until you save.")])


def _drawing(town: Town, chosen: list[str]) -> Drawing | None:
    """The town's streets with every spot; those of the trail have their own shape."""
    session = db_session()
    spots = session.scalars(select(Spot).where(Spot.town_id == town.id, Spot.active).order_by(Spot.key))
    marks = [
        Mark(
            spot.lon, spot.lat, "stop" if spot.key in chosen else "spot", spot.name or spot.key, key=spot.key
        )
        for spot in spots
        if spot.lon is not None and spot.lat is not None
    ]
    if not marks:
        return None
    streets = session.scalars(select(Street).where(Street.town_id == town.id, Street.active)).all()
    return whole_town(streets, marks, WIDTH, HEIGHT)
