"""The best walk beside all the rest: everything else stays as it is, the walk is put together anew."""

from typing import TYPE_CHECKING

import numpy as np

from ..options.exact import Ints
from .model import Model
from .state import State
from .walk import Walk
from .walks import best_walk

if TYPE_CHECKING:
    from .search import Search

#: First days that are tried by rule of thumb, the best few by what stops could bring.
_DAYS = 3
#: Rounds of the search for a good walk, at first and later, and CP-SAT's deterministic work for its pieces.
_ROUNDS, _MORE, _WORK = 300, 4000, 1.0


def stroll(search: "Search", walk: Walk, seed: int) -> bool | None:
    """Improve one walk of the incumbent: by rule of thumb, then by CP-SAT. Whether it was solved to the end."""
    assert search.incumbent is not None
    model, base = search.model, search.incumbent.copy()
    for option in list(base.chosen):
        if int(model.item[option]) in walk.items:
            base.remove(option)
    own = np.nonzero(np.isin(model.item, walk.items) & model.alone)[0]
    own = own[base.fitting(own)]
    days = _days(model, walk, own)
    for start in days:
        if search.over:
            return False
        state = State(model, base.chosen)  # cuts may have come since
        pieces = _pieces(model, walk, own[model.start[own] == start], seed, search)
        if pieces and state.take([walk.begin[start], *pieces]):
            search.offer(tuple(state.chosen))
    whole = ~np.isin(own, [*walk.node, *walk.begin.values()])  # a walk in one column is no work
    near = own[whole | np.isin(model.start[own], days)]
    return search.choose(State(model, base.chosen), near, _WORK)


def _days(model: Model, walk: Walk, own: Ints) -> list[int]:
    """First days, by what the best column at each stop would bring together."""
    worth = {start: int(model.points[j]) for start, j in walk.begin.items() if j in own}
    for (start, _), points in _prizes(model, walk, own).items():
        if start in worth:
            worth[start] += max(0, points)
    return sorted(worth, key=lambda start: (-worth[start], start))[:_DAYS]


def _prizes(model: Model, walk: Walk, own: Ints) -> dict[tuple[int, int], int]:
    """By first day and node, the most that a column there brings."""
    best: dict[tuple[int, int], int] = {}
    for j in own.tolist():
        if j in walk.node:
            key = int(model.start[j]), walk.node[j]
            best[key] = max(best.get(key, int(model.points[j])), int(model.points[j]))
    return best


def _pieces(model: Model, walk: Walk, own: Ints, seed: int, search: "Search") -> list[int]:
    """Columns of one first day, for the stops of a good walk: each item once, the dearest stops first."""
    at: dict[int, list[int]] = {}
    for j in own[np.argsort(-model.points[own], kind="stable")].tolist():
        if j in walk.node:
            at.setdefault(walk.node[j], []).append(j)
    worst = -1 - sum(abs(int(model.points[c[0]])) for c in at.values())
    prizes = [int(model.points[at[n][0]]) if n in at else worst for n in range(walk.ground.nodes)]
    order = best_walk(
        walk.ground, prizes, seed=seed, rounds=_MORE if seed else _ROUNDS, over=lambda: search.over
    )
    walk.learn(order)
    room = dict(zip(range(len(model.most)), model.most.tolist(), strict=True))
    found = []
    for node in sorted(order, key=lambda n: (-prizes[n], n)):
        fitting = [j for j in at.get(node, ()) if room[int(model.item[j])] > 0]
        if not fitting:
            return []
        room[int(model.item[fitting[0]])] -= 1
        found.append(fitting[0])
    return found
