"""The plan that a board shows, joined with its problem, beside what is published."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from flask import Request
from sqlalchemy import select

from models import plans as tables
from models.mapping import load_problem
from models.places import Town
from scheduler.case import Case, join
from scheduler.files import Fault, FaultsError
from scheduler.plan import Plan

from ..database import db_session
from ..names import Names, names_of
from ..plans import PlanState, chosen_plan, read
from ..rail import desk_version

DRAFTS_OFFERED = 6


@dataclass(frozen=True, slots=True)
class Shown:
    """
    ``case`` is None where the town's data cannot be planned with yet: ``faults`` say why. Without any plan the
    case holds the town as it stands, with nothing placed.
    """

    town: Town
    case: Case | None
    state: PlanState
    published: Plan | None
    names: Names
    drafts: Sequence[tables.Plan] = ()
    faults: tuple[Fault, ...] = field(default=())

    @property
    def is_draft(self) -> bool:
        return self.state.kind == "draft"


def shown(town: Town, request: Request) -> Shown:
    """What the address asks for: a draft, the published version, or the town without any plan."""
    problem, plan, state = chosen_plan(town, request)
    version = desk_version(town).published
    published = read(version.plan)[1] if version else None
    names = names_of(town)
    if problem is None or plan is None:
        try:
            problem, plan = load_problem(db_session(), town), Plan()
        except FaultsError as error:
            return Shown(town, None, state, published, names, faults=error.faults)
    return Shown(town, join(problem, plan), state, published, names, _drafts(town, version))


def _drafts(town: Town, version: tables.PublishedVersion | None) -> Sequence[tables.Plan]:
    query = select(tables.Plan).where(tables.Plan.town_id == town.id)
    if version is not None:
        query = query.where(tables.Plan.id != version.plan_id)
    return db_session().scalars(query.order_by(tables.Plan.id.desc()).limit(DRAFTS_OFFERED)).all()
