"""What will be planned, and what stands in the way."""

from dataclasses import dataclass
from datetime import date

from models.kinds import KINDS
from models.mapping import left_aside, load_problem
from models.places import Town
from scheduler.files import Fault, FaultsError
from scheduler.message import Message, message
from scheduler.problem import Problem

from ..database import db_session
from .dressing import kit_remarks
from .lights import trail_remarks
from .means import heads


@dataclass(frozen=True, slots=True)
class Readiness:
    """
    ``problem`` is None where the data cannot be planned; ``faults`` then say why, each with the record to mend.
    ``aside`` are active records that wait for something inactive.
    """

    problem: Problem | None
    faults: tuple[Fault, ...] = ()
    aside: tuple[Message, ...] = ()

    @property
    def empty(self) -> bool:
        one = self.problem
        return one is not None and not (one.projects or one.events or one.trails or one.kits)

    @property
    def money(self) -> int | None:
        """Cents of all funding lines, None where money is not a limit."""
        if self.problem is None or self.problem.funding is None:
            return None
        return sum(line.amount_cents for line in self.problem.funding)

    @property
    def people(self) -> int:
        return sum(member.headcount for member in self.problem.staff) if self.problem else 0

    @property
    def committed(self) -> int:
        if self.problem is None:
            return 0
        return sum(one.committed for one in (*self.problem.projects, *self.problem.events))


def readiness(town: Town) -> Readiness:
    session = db_session()
    try:
        problem = load_problem(session, town)
    except FaultsError as error:
        return Readiness(None, error.faults)
    return Readiness(problem, (), tuple(left_aside(session, town)))


def record_of(message: Message) -> tuple[str, str] | None:
    """The kind (as in addresses) and key of the first record that a sentence names, for a link to it."""
    singular = {kind.singular: kind.name for kind in KINDS.values()}
    for name, value in message.values.items():
        if name in singular and isinstance(value, str):
            return singular[name], value
    return None


def remarks(problem: Problem) -> list[Message]:
    """What looks forgotten in sound data: it can be planned, and yet the plan will disappoint."""
    found: list[Message] = []
    free = sum(1 for one in problem.premises if one.available is None or one.available)
    if problem.projects and not free:
        found.append(message("No premises are free in the season: no project can be placed."))
    if problem.events and not problem.spots:
        found.append(message("There is no spot yet: no event can be placed."))
    found += _unstaffed(problem)
    if problem.funding == () and (problem.projects or problem.events):
        found.append(message("There is no funding line: only what costs nothing can be planned."))
    found += [one for trail in problem.trails for one in trail_remarks(problem, trail)]
    return found + [one for kit in problem.kits for one in kit_remarks(problem, kit)]


def days_gone(problem: Problem, today: date) -> list[Message]:
    """That some days of the season have passed: plans do not know it."""
    if not problem.town.start < today < problem.town.end:
        return []
    return [
        message(
            "The season began on {start}: a plan may still place new items on days that have passed. "
            "Give them dates to come, or begin the season later.",
            start=problem.town.start,
        )
    ]


def _unstaffed(problem: Problem) -> list[Message]:
    held = heads(problem)
    asked: dict[str, int] = {}
    for event in problem.events:
        for role, count in event.staff.items():
            asked[role] = max(asked.get(role, 0), count)
    return [
        message(
            "An event needs more people as “{role}” ({number}) than the town has ({held}): it cannot be staffed.",
            number=count,
            role=role,
            held=held[role],
        )
        for role, count in sorted(asked.items())
        if held[role] < count
    ]
