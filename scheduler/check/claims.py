"""What a plan says of its own points."""

from collections.abc import Iterator

from ..case import Case
from ..message import Message, message
from ..points import terms_of


def points(case: Case) -> Iterator[Message]:
    """The points, terms, bound and status that the plan claims agree with the recomputed ones."""
    plan, terms = case.plan, terms_of(case)
    total = sum(terms.values())
    if plan.points is not None and plan.points != total:
        yield message("The plan claims {claimed} points, it has {points}", claimed=plan.points, points=total)
    for name, value in plan.terms.items():
        if value != terms[name]:
            yield message(
                "The plan claims {claimed} points for {term}, it has {points}",
                claimed=value,
                term=name,
                points=terms[name],
            )
    if plan.bound is not None and plan.bound < total:
        yield message(
            "The plan has {points} points, more than its bound of {bound}", points=total, bound=plan.bound
        )
    if plan.status == "optimal" and plan.bound is None:
        yield message("The plan claims to be the best possible and gives no bound")
    if plan.status == "optimal" and plan.bound is not None and plan.bound != total:
        yield message(
            "The plan claims to be the best possible with {points} points, its bound is {bound}",
            points=total,
            bound=plan.bound,
        )
