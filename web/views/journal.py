"""The journal of a town: who did what, when, before and after, in words."""

from dataclasses import dataclass
from datetime import datetime

from flask import Blueprint, render_template, request
from sqlalchemy import select

from models.journal import JournalEntry
from models.places import Town

from ..auth import desk
from ..database import db_session
from ..journal_words import ACTIONS, Difference, actor, changes, subject, table_words
from ..names import Names, names_of
from ..records.choices import Choices
from ..typed import row_id

bp = Blueprint("journal", __name__, url_prefix="/desk/<slug>/journal")
SHOWN = 50


@dataclass(frozen=True, slots=True)
class Line:
    """An entry in words; ``differences`` are the keys that changed."""

    id: int
    at: datetime
    who: str
    action: str
    what: str
    name: str
    differences: list[Difference]


@bp.get("")
@desk("reader")
def index(town: Town):
    """The newest entries first, filtered by person, action and list, page by page."""
    who, action, table = (request.args.get(name, "") for name in ("who", "action", "table"))
    before = row_id(request.args.get("before"))
    found = select(JournalEntry).where(JournalEntry.town_id == town.id).order_by(JournalEntry.id.desc())
    for column, wanted in (
        (JournalEntry.who, who),
        (JournalEntry.action, action),
        (JournalEntry.table, table),
    ):
        if wanted:
            found = found.where(column == wanted)
    if before:
        found = found.where(JournalEntry.id < before)
    entries = list(db_session().scalars(found.limit(SHOWN + 1)))
    names, choices = names_of(town), Choices(db_session(), town)
    return render_template(
        "journal/index.html",
        lines=[_line(entry, names, choices) for entry in entries[:SHOWN]],
        more=entries[SHOWN - 1].id if len(entries) > SHOWN else None,
        people=[(one, actor(one)) for one in _distinct(town, JournalEntry.who)],
        actions=[(one, ACTIONS.get(one, one)) for one in _distinct(town, JournalEntry.action)],
        tables=[(one, table_words(one)) for one in _distinct(town, JournalEntry.table)],
        chosen={"who": who, "action": action, "table": table},
    )


def _distinct(town: Town, column) -> list[str]:
    found = select(column).where(JournalEntry.town_id == town.id).distinct().order_by(column)
    return [one for one in db_session().scalars(found) if one]


def _line(entry: JournalEntry, names: Names, choices: Choices) -> Line:
    return Line(
        entry.id,
        entry.at,
        actor(entry.who),
        str(ACTIONS.get(entry.action, entry.action)),
        table_words(entry.table),
        subject(entry, names),
        changes(entry, names, choices),
    )
