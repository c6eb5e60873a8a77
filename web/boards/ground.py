"""Records with a place on the ground, as the map needs them."""

from collections.abc import Sequence
from typing import Any

from flask import url_for
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from models.places import Street

from ..database import db_session
from .shown import Shown

DECIMALS = 6  # of a degree: a tenth of a metre


def rows(board: Shown, table: Any) -> Sequence[Any]:
    """The active records of a list, with their streets."""
    query = select(table).where(table.town_id == board.town.id, table.active)
    if table is not Street:
        query = query.options(joinedload(table.street))
    return db_session().scalars(query.order_by(table.key)).all()


def placed(row: Any) -> bool:
    """Whether a record has a place on the ground."""
    return row.lon is not None and row.lat is not None


def point(row: Any) -> dict[str, float]:
    """Where a record stands, in degrees."""
    return {"lon": round(row.lon, DECIMALS), "lat": round(row.lat, DECIMALS)}


def record(board: Shown, kind: str, key: str) -> str:
    """The address of a record's page."""
    return url_for("records.edit", slug=board.town.slug, kind=kind, key=key)
