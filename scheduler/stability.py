"""What a plan keeps of the plan that was published before it."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from .plan import Plan
from .problem import Problem


class Placed(NamedTuple):
    """An item with all that must stay the same for it to count as unchanged."""

    kind: str
    item: str
    start: date
    rest: tuple[object, ...]


def placed(plan: Plan) -> Iterator[Placed]:
    """Every tenancy, occurrence and trail of a plan, in its order."""
    for t in plan.tenancies:
        yield Placed("tenancy", t.project, t.start, (t.premises, t.end))
    for o in plan.occurrences:
        yield Placed("event", o.event, o.start, (o.spot,))
    for run in plan.trails:
        yield Placed("trail", run.trail, run.start, tuple((s.spot, s.installation) for s in run.stops))


def changed(problem: Problem, plan: Plan) -> list[Placed]:
    """The published items that the plan does not keep exactly."""
    if problem.published is None:
        return []
    kept = set(placed(plan))
    return [one for one in placed(problem.published) if one not in kept]
