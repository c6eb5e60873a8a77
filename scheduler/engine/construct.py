"""A first plan: what is demanded, by CP-SAT over the few items that it takes; then the rest, greedily."""

from collections.abc import Callable, Sequence

import numpy as np

from ..options.exact import Ints
from .master import Choice, Effort, Restriction
from .model import Cut, Model, Separator
from .state import State

#: CP-SAT's deterministic work for a good choice of what is demanded.
_LITTLE = 1.0
#: Options looked at together: what no longer fits is dropped for all of them at once.
CHUNK = 2000


def demanded(model: Model) -> Ints:
    """
    The items that a smallest plan places: those that rows demand, and those that these lean on.

    Every other limit only gets tighter with more placements, so if there is a plan at all, there is one of these
    items alone.
    """
    real = ~model.row_link
    needed = np.zeros(len(model.most), dtype=bool)
    for r in np.nonzero(real & (model.row_low > 0))[0].tolist():
        columns, weights = model.by_row.of(r)
        needed[_items(model, columns[weights > 0])] = True
    leans = real & (model.row_high == 0) & model.leaning
    leans[model.in_chains.start : model.in_chains.stop] = (
        False  # no row demands what stands in rows at a place
    )
    leaning = [
        (_items(model, model.by_row.of(r)[0][model.by_row.of(r)[1] > 0]),
         _items(model, model.by_row.of(r)[0][model.by_row.of(r)[1] < 0]))
        for r in np.nonzero(leans)[0].tolist()
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


def smallest(
    model: Model, separate: Separator, effort: Callable[[float | None], Effort], hint: Ints | None = None
) -> Choice:
    """
    A choice of the demanded items that keeps every rule; ``impossible`` if there is none.

    Those of the hint alone are tried first. A little work is spent on a good choice, then any will do.
    """
    items = demanded(model)
    if not len(items):
        return Choice((), None, proven=False, impossible=not State(model).complete())
    free = np.nonzero(model.alone & np.isin(model.item, items))[0]
    if hint is not None:
        choice = _kept(model, separate, effort, np.intersect1d(free, hint))
        if choice.options is not None:
            return choice
    return _kept(model, separate, effort, free)


def _kept(model: Model, separate: Separator, effort: Callable[[float | None], Effort], free: Ints) -> Choice:
    """A choice of these options that keeps every rule, those found missing too."""
    while True:
        restriction = Restriction(model, State(model), free)
        choice = restriction.solve(effort(_LITTLE))
        if choice.options is None and not choice.impossible:
            restriction.forget_points()
            choice = restriction.solve(effort(None))
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
    while state.chosen and (cuts := separate(list(state.chosen))):
        youngest = list(state.chosen)[held:]
        if not youngest:
            return state
        for cut in cuts:
            _without_one(state, youngest, cut)
    return state


def _without_one(state: State, youngest: Sequence[int], cut: Cut) -> None:
    """Take out, of a refused set, the youngest option that is not demanded, unless one is out already."""
    model = state.model
    columns = set(cut.columns)
    own = [j for j in youngest if columns & _columns(model, j)] or [youngest[-1]]
    if all(j in state.chosen for j in own):
        state.remove(own[-1])
        state.drop_leaning()


def _columns(model: Model, option: int) -> set[int]:
    """The columns by which cuts name an option: itself, its bundle, and how often that is chosen."""
    bundle = int(model.bundle[option])
    most = range(1, int(model.bundle_most[bundle]) + 1) if model.copies else ()
    copies = {model.copies[bundle, k] for k in most if (bundle, k) in model.copies}
    return {option, model.options + bundle} | copies
