"""Stops of a choice that must be visited in some order on foot."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from .ground import Ground
from .walks import orders


@dataclass(slots=True)
class Walk:
    """
    Columns that stand for stops, of one walk: those chosen have an order that the ground allows.

    Parameters
    ----------
    rule, label
        What to call the limit.
    node
        The node of the ground for each such column.
    begin
        By first day, the column that the stops of that day come with.
    items
        Items of all these columns: free together, or not at all.
    """

    rule: str
    label: Mapping[str, Any]
    ground: Ground
    node: Mapping[int, int]
    begin: Mapping[int, int]
    items: tuple[int, ...]
    _known: dict[frozenset[int], tuple[int, ...]] = field(default_factory=dict)
    _none: set[tuple[frozenset[int], tuple[int, ...] | None]] = field(default_factory=set)

    def learn(self, order: tuple[int, ...]) -> None:
        """Remember a walk that is allowed."""
        self._known.setdefault(frozenset(order), order)

    def order(self, nodes: Collection[int], but: tuple[int, ...] | None = None) -> tuple[int, ...] | None:
        """A walk of exactly these nodes, other than ``but``; None if there is none."""
        key = frozenset(nodes)
        known = self._known.get(key)
        if known is not None and known != but:
            return known
        if len(key) < len(nodes) or (key, but) in self._none:
            return None
        found = orders(self.ground, key, but=but)
        if found is None:
            self._none.add((key, but))
        else:
            self._known[key] = found
        return found
