"""Two tenancies of one activity keep their distance while both are live."""

from collections.abc import Sequence

import numpy as np

from ..engine.model import Model
from ..engine.sparse import Sparse, joined
from ..options import Kind, Options
from ..options.exact import Ints, Mask
from ..options.places import too_near

#: Tenancies looked at together.
_CHUNK = 1 << 18


def cliques(streets: list[str], near: list[set[int]]) -> list[list[int]]:
    """
    Sets of premises any two of which are on one street or too near, that together cover every such pair.

    Each street is one set; pairs across streets are covered greedily by growing maximal sets, so that a few
    strong sets stand for many pairs.
    """
    on_street: dict[str, list[int]] = {}
    for n, street in enumerate(streets):
        on_street.setdefault(street, []).append(n)
    found = list(on_street.values())
    adjacent = [near[n] | set(on_street[street]) - {n} for n, street in enumerate(streets)]
    uncovered = {(a, b) for a in range(len(near)) for b in near[a] if a < b}
    for a, b in sorted(uncovered):
        if (a, b) not in uncovered:
            continue
        clique, common = [a, b], adjacent[a] & adjacent[b]
        while common:
            best = min(common, key=lambda n: (-len(adjacent[n] & common), n))
            clique.append(best)
            common &= adjacent[best]
        clique.sort()
        uncovered.difference_update((p, q) for k, p in enumerate(clique) for q in clique[k + 1 :])
        found.append(clique)
    return found


def separation(model: Model, options: Options) -> None:
    """activity.separation: of one activity, at most one tenancy is live in places too near each other."""
    problem = options.problem
    if problem.settings.separation_metres is None:
        return
    sets = cliques([p.street for p in problem.premises], too_near(problem))
    member = np.array([n for clique in sets for n in clique], dtype=np.int64)
    of = np.repeat(np.arange(len(sets)), [len(clique) for clique in sets])
    sets_of = Sparse.group(member, len(problem.premises), of)
    codes = {a: k for k, a in enumerate(sorted({p.activity for p in problem.projects}))}
    names = list(codes)
    activity = np.array([codes[p.activity] for p in problem.projects], dtype=np.int64)
    lets = options.of(Kind.TENANCY)
    parts = []
    for low in range(0, len(lets), _CHUNK):
        some = lets[low : low + _CHUNK]
        positions, which = sets_of.entries(options.place[some])
        column = some[which]
        parts.append((activity[options.item[column]] * len(sets) + sets_of.values[0][positions], column))
    keep = shared(parts, options.item, len(names) * len(sets))
    key, column = (joined([part[k][kept] for part, kept in zip(parts, keep, strict=True)]) for k in range(2))
    parts.clear()
    model.profile(
        "activity.separation",
        key,
        column,
        options.start[column],
        options.start[column] + options.days[column],
        1,
        lambda k: 1,
        lambda k: {
            "activity": names[k // len(sets)],
            "street": problem.premises[sets[k % len(sets)][0]].street,
        },
    )


def shared(parts: Sequence[tuple[Ints, Ints]], item: Ints, keys: int) -> list[Mask]:
    """Of parts of keys and options, those whose key is borne by two items or more: one is never in its own way."""
    least, most = np.full(keys, len(item)), np.full(keys, -1)
    for key, option in parts:
        np.minimum.at(least, key, item[option])
        np.maximum.at(most, key, item[option])
    return [least[key] < most[key] for key, _ in parts]
