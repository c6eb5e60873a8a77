"""A rule seen from both sides: a case that just keeps it, and the same one unit further."""

from collections.abc import Callable
from typing import Any, NamedTuple

from scheduler.plan import Plan
from scheduler.problem import Problem

Case = tuple[Problem, Plan]


class Edge(NamedTuple):
    """``case(kept)`` breaks nothing; ``case(broken)`` breaks this rule, and ``others`` that cannot but follow."""

    rule: str
    what: str
    case: Callable[[Any], Case]
    kept: Any
    broken: Any
    others: frozenset[str] = frozenset()

    def __str__(self) -> str:
        return f"{self.rule}: {self.what}"


def edge(
    rule: str, what: str, case: Callable[[Any], Case], *, kept: Any, broken: Any, others: str = ""
) -> Edge:
    return Edge(rule, what, case, kept, broken, frozenset(others.split()))
