"""Which items to place anew, all at once, while the others stay: each neighbourhood is a list of items.

The engine knows places, days and resources. Items without a place always join in (they are who waits for room).
"""

from collections.abc import Callable
from random import Random

import numpy as np

from ..options.exact import Floats, Ints
from .model import Model
from .state import State

Neighbourhood = Callable[["Scene", Random, int], Ints]


class Scene:
    """The incumbent as arrays: who is placed where and when."""

    def __init__(self, model: Model, state: State, left: Floats) -> None:
        self.model, self.left = model, left
        self.chosen = np.array(sorted(state.chosen), dtype=np.int64)
        self.item, self.place = model.item[self.chosen], model.place[self.chosen]
        self.start = model.start[self.chosen]
        self.state = state


def any_items(scene: Scene, random: Random, size: int) -> Ints:
    """Placed items, at random."""
    items = np.unique(scene.item).tolist()
    return np.array(random.sample(items, min(size, len(items))), dtype=np.int64)


def around_a_day(scene: Scene, random: Random, size: int) -> Ints:
    """The placed items that start nearest to a day."""
    middle = random.choice(scene.start.tolist())
    order = np.lexsort((scene.item, np.abs(scene.start - middle)))
    return np.unique(scene.item[order[:size]])


def some_places(scene: Scene, random: Random, size: int) -> Ints:
    """All items of some places: those of one item's best options, so that they compete."""
    seed = random.choice(np.unique(scene.item).tolist())
    model = scene.model
    own = np.nonzero((model.item == seed) & model.alone)[0]
    ranked = own[np.argsort(-scene.left[own], kind="stable")]
    places = list(dict.fromkeys(model.place[ranked].tolist()))
    others = np.unique(scene.place).tolist()
    random.shuffle(others)
    found: list[int] = [seed]
    for place in dict.fromkeys([*places, *others]):
        found += scene.item[scene.place == place].tolist()
        if len(found) >= size:
            break
    return np.unique(found)


def one_resource(scene: Scene, random: Random, size: int) -> Ints:
    """Placed items that use one tight row (a funding line, a week's hours …), and their neighbours in time."""
    model, state = scene.model, scene.state
    tight = np.nonzero(
        ~model.row_link & (model.row_high > 0) & (10 * state.used >= 9 * model.row_high) & (state.used > 0)
    )[0]
    if not len(tight):
        return any_items(scene, random, size)
    columns, weights = model.by_row.of(random.choice(tight.tolist()))
    columns = columns[weights > 0]
    options = columns[columns < model.options]
    bundles = columns[(columns >= model.options) & (columns < model.options + model.bundles)]
    users = np.intersect1d(
        scene.item,
        np.concatenate([model.item[options], model.bundle_item[bundles - model.options]]),
    ).tolist()
    picked = random.sample(users, min(size, len(users)))
    if len(picked) < size:
        picked += any_items(scene, random, size - len(picked)).tolist()
    return np.unique(picked).astype(np.int64)


def of_least_gain(scene: Scene, random: Random, size: int) -> Ints:
    """The placed items that gain least above the price of what they use: prices hardly speak for them."""
    gain = scene.left[scene.chosen]
    noise = np.array([random.expovariate(1.0) for _ in gain]) * float(np.abs(gain).mean() if len(gain) else 0)
    return np.unique(scene.item[np.argsort(gain + noise, kind="stable")[:size]])


def a_walk(scene: Scene, random: Random, size: int) -> Ints:
    """A walk, held or not, and the placed items that start nearest to one of its days."""
    walk = random.choice(scene.model.walks)
    if not walk.begin or not len(scene.chosen):
        return np.array(walk.items, dtype=np.int64)
    day = random.choice(sorted(walk.begin))
    order = np.lexsort((scene.item, np.abs(scene.start - day)))
    return np.union1d(scene.item[order[: max(0, size - len(walk.items))]], walk.items)


def some_homes(scene: Scene, random: Random, size: int) -> Ints:
    """Places that have items of their own, with these and whoever is there."""
    homes = np.unique(scene.model.home[scene.model.home >= 0]).tolist()
    picked = random.sample(homes, min(len(homes), max(1, size // 4)))
    return np.union1d(scene.item[np.isin(scene.place, picked)], at_home(scene.model, np.array(picked)))


def at_home(model: Model, places: Ints) -> Ints:
    """Items that are about these places alone."""
    return np.nonzero((model.home >= 0) & np.isin(model.home, places))[0]


def of(model: Model) -> list[Neighbourhood]:
    """The neighbourhoods that a model has: none if it is but walks, which are improved one by one."""
    if not model.waiting.any() and not (model.home >= 0).any():
        return []
    found: list[Neighbourhood] = [around_a_day, some_places, one_resource, any_items, of_least_gain]
    if model.walks:
        found.append(a_walk)
    if (model.home >= 0).any():
        found.append(some_homes)
    return found


def opened(scene: Scene, items: Ints) -> Ints:
    """These items, those about the places that they leave, and all that only make sense together with one of them."""
    model = scene.model
    left = np.unique(scene.place[np.isin(scene.item, items)])
    wider = np.union1d(items, at_home(model, left))
    return np.nonzero(np.isin(model.group, model.group[wider]))[0]
