"""A first plan: what is demanded, by CP-SAT over the few items that it takes; then the rest, greedily."""

from collections.abc import Callable, Sequence

import numpy as np

from ..options.exact import Ints
from .master import Choice, Effort, Restriction
from .model import Model, Separator
from .state import State

#: Options looked at together: what no longer fits is dropped for all of them at once.
CHUNK = 2000


def demanded(model: Model) -> Ints:
    """
    The items that a smallest plan places: those that rows demand, and those that these lean on.

    Every other limit only gets tighter with more placements, so if there is a plan at all, there is one of these
    items alone.
    """
    owner, (column, weight) = model.by_row.owner(), model.by_row.values
    real = ~model.row_link
    wanted = real & (model.row_low > 0)
    needed = np.zeros(len(model.most), dtype=bool)
    needed[_items(model, column[wanted[owner] & (weight > 0)])] = True
    leans = real & (model.row_high == 0)
    leaning = [
        (_items(model, model.by_row.of(r)[0][model.by_row.of(r)[1] > 0]),
         _items(model, model.by_row.of(r)[0][model.by_row.of(r)[1] < 0]))
        for r in np.unique(owner[(weight < 0) & leans[owner]]).tolist()
    ]  # fmt: skip
    growing = True
    while growing:
        growing = False
        for items, supports in leaning:
            if needed[items].any() and not needed[supports].all():
                needed[supports] = True
                growing = True
    return np.nonzero(needed)[0]


def _items(model: Model, columns: Ints) -> Ints:
    """The items of options and bundles among these columns."""
    options = columns[columns < model.options]
    bundles = columns[(columns >= model.options) & (columns < model.options + model.bundles)]
    return np.unique(np.concatenate([model.item[options], model.bundle_item[bundles - model.options]]))


def smallest(model: Model, separate: Separator, effort: Callable[[], Effort]) -> Choice:
    """A choice of the demanded items that keeps every rule; ``impossible`` if there is none."""
    items = demanded(model)
    if not len(items):
        return Choice((), None, proven=False, impossible=not State(model).complete())
    free = np.nonzero(model.alone & np.isin(model.item, items))[0]
    while True:
        choice = Restriction(model, State(model), free).solve(effort())
        if choice.options is None:
            return choice
        cuts = separate(choice.options)
        if not cuts:
            return choice
        model.add_cuts(cuts)


def greedy(state: State, order: Ints, separate: Separator, over: Callable[[], bool]) -> State:
    """
    Add options in this order while each fits and brings points.

    What cannot be staffed or paid is taken out again, the youngest first, until all can.
    """
    model = state.model
    room = model.most - np.bincount(model.item[list(state.chosen)], minlength=len(model.most))
    item = model.item
    held = len(state.chosen)
    for first in range(0, len(order), CHUNK):
        some = order[first : first + CHUNK]
        some = some[(room[item[some]] > 0) & state.fitting(some)]
        for option in some.tolist():
            if (
                room[item[option]]
                and option not in state.chosen
                and state.fits(option)
                and state.gain(option) > 0
            ):
                state.add(option)
                room[item[option]] -= 1
        if over():
            break
    while state.chosen and separate(list(state.chosen)):
        youngest = list(state.chosen)[held:]
        if not youngest:
            return state
        state = _staffable(state, youngest, separate)
    return state


def _staffable(state: State, youngest: Sequence[int], separate: Separator) -> State:
    """Take out, of each refused set, the youngest option that is not demanded."""
    model = state.model
    columns = {c for cut in separate(list(state.chosen)) for c in cut.columns}
    for option in reversed(youngest):
        bundle = model.options + int(model.bundle[option])
        copies = {c for (b, _), c in model.copies.items() if b == bundle - model.options}
        if columns & ({option, bundle} | copies):
            state.remove(option)
            return state
    state.remove(youngest[-1])
    return state
