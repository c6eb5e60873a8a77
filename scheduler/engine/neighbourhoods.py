"""Which items to place anew, all at once, while the others stay: each neighbourhood is a list of items.

The engine knows places, days and resources. Items without a place always join in (they are who waits for room).
"""

from collections.abc import Callable
from random import Random

import numpy as np

from ..options.exact import Ints
from .bound import Floats
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


NEIGHBOURHOODS: tuple[Neighbourhood, ...] = (around_a_day, some_places, one_resource, any_items)
