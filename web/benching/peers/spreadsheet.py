"""What a careful person does with a spreadsheet."""

from collections.abc import Callable

from scheduler.plan import Plan
from scheduler.problem import Problem

from ..competitors import Allowed, Tell
from .town import Town


def solved(problem: Problem, allowed: Allowed, tell: Tell, should_stop: Callable[[], bool]) -> Plan:
    """The placements by points, one after the other, each where it fits first. There is no bound."""
    town = Town(problem, allowed, tell, should_stop)
    town.greedy()
    return town.plan()
