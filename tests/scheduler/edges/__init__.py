"""Every rule from both sides, by family: tables that the rule tests and the agreement tests both read."""

from . import decisions, dressings, events, money, staff, tenancies, trails
from .edge import Edge

EDGES: list[Edge] = [
    *tenancies.EDGES,
    *events.EDGES,
    *staff.EDGES,
    *money.EDGES,
    *trails.EDGES,
    *dressings.EDGES,
    *decisions.EDGES,
]
