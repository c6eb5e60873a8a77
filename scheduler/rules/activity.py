"""Two tenancies of one activity keep their distance while both are live."""

import numpy as np

from ..engine.model import Model
from ..engine.sparse import Sparse
from ..options import Kind, Options
from ..options.exact import Ints
from ..options.places import too_near


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
    lets = options.of(Kind.TENANCY)
    positions, which = sets_of.entries(options.place[lets])
    clique_of = sets_of.values[0][positions]
    codes = {a: k for k, a in enumerate(sorted({p.activity for p in problem.projects}))}
    names = list(codes)
    activity = np.array([codes[p.activity] for p in problem.projects], dtype=np.int64)
    key = activity[options.item[which]] * len(sets) + clique_of if len(lets) else clique_of
    keep = shared(key, options.item[which])
    model.profile(
        "activity.separation",
        key[keep],
        which[keep],
        options.start[which[keep]],
        (options.start + options.days)[which[keep]],
        1,
        lambda k: 1,
        lambda k: {
            "activity": names[k // len(sets)],
            "street": problem.premises[sets[k % len(sets)][0]].street,
        },
    )


def shared(key: Ints, item: Ints) -> Ints:
    """Positions whose key is borne by two items or more: one item alone is never in its own way."""
    if not len(key):
        return np.empty(0, dtype=np.int64)
    items = int(item.max()) + 1
    pairs = np.unique(key * items + item)
    keys, borne = np.unique(pairs // items, return_counts=True)
    return np.nonzero(np.isin(key, keys[borne > 1]))[0]
