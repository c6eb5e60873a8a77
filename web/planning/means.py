"""Whether the town has the money and the people for what it plans."""

from collections import Counter
from collections.abc import Iterable

from scheduler.problem import Problem


def payable(problem: Problem, kind: str, tags: Iterable[str]) -> bool:
    """Whether some budget line with money in it pays for items of this kind that bear these tags."""
    return problem.funding is None or any(
        (line.kinds is None or kind in line.kinds)
        and (line.tags is None or not set(line.tags).isdisjoint(tags))
        and line.amount_cents > 0
        for line in problem.funding
    )


def heads(problem: Problem) -> Counter[str]:
    """How many people have each role, whole pools counted."""
    found: Counter[str] = Counter()
    for member in problem.staff:
        for role in member.roles:
            found[role] += member.headcount
    return found
