"""Which plan a board shows: the published version, a draft named in the address, or nothing yet."""

from dataclasses import dataclass
from functools import lru_cache

from flask import Request, abort
from sqlalchemy import select

from models import plans as tables
from models.places import Town
from scheduler.files import read_plan, read_problem
from scheduler.plan import Plan
from scheduler.problem import Problem

from .database import db_session
from .rail import desk_version
from .typed import row_id


@dataclass(frozen=True, slots=True)
class PlanState:
    """
    What is shown: ``kind`` is ``published``, ``draft`` or ``none``; ``row`` the plan's row, ``version`` the
    published version it is, where it is one. ``query`` is what addresses of boards carry to stay with it.
    """

    kind: str
    row: tables.Plan | None = None
    version: tables.PublishedVersion | None = None

    @property
    def query(self) -> dict[str, str]:
        return {"plan": str(self.row.id)} if self.kind == "draft" and self.row else {}


@lru_cache(maxsize=16)
def _read(plan_id: int, problem: str, document: str) -> tuple[Problem, Plan]:
    return read_problem(problem), read_plan(document)


def read(row: tables.Plan) -> tuple[Problem, Plan]:
    """A plan and the input it was made from; rows of plans never change, so they are read once."""
    return _read(row.id, row.problem, row.document)


def chosen_plan(town: Town, request: Request) -> tuple[Problem | None, Plan | None, PlanState]:
    """
    The plan that the address asks for with ``?plan=<id>``, ``?plan=published`` or ``?plan=draft`` (the newest);
    else the published one, else the newest draft. (None, None, state) while the town has neither.
    """
    asked = request.args.get("plan", "")
    row, version = _row(town, asked)
    if row is None:
        return None, None, PlanState("none")
    problem, plan = read(row)
    return problem, plan, PlanState("published" if version else "draft", row, version)


def _row(town: Town, asked: str) -> tuple[tables.Plan | None, tables.PublishedVersion | None]:
    session = db_session()
    published = desk_version(town).published
    if asked and asked not in ("published", "draft"):
        row = session.get(tables.Plan, row_id(asked))
        if row is None or row.town_id != town.id:
            abort(404)
        return row, published if published and published.plan_id == row.id else None
    if published and asked != "draft":
        return published.plan, published
    if asked == "published":
        return None, None
    newest = select(tables.Plan).where(tables.Plan.town_id == town.id).order_by(tables.Plan.id.desc())
    row = session.scalar(newest.limit(1))
    return row, published if row and published and published.plan_id == row.id else None
