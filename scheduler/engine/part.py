"""A model seen through some of its options: rows and checks are the same, so that prices of one are prices of both."""

from copy import copy

import numpy as np

from ..options.exact import Ints
from .model import Model


def part(model: Model, options: Ints) -> Model:
    """
    The model of these options (sorted, with all that stand in chains), numbered anew, to be priced and descended.

    It knows no choices: states and restrictions are made of the whole.
    """
    twin = copy(model)
    twin.options = len(options)
    twin.points, twin.item, twin.bundle = model.points[options], model.item[options], model.bundle[options]
    twin.place, twin.start, twin.alone = model.place[options], model.start[options], model.alone[options]
    columns = np.concatenate([options, np.arange(model.options, model.columns)])
    twin.by_column, twin.uses = model.by_column.some(columns), model.uses.some(columns)
    if model.chains is not None:
        twin.chains = copy(model.chains)
        twin.chains.columns = np.searchsorted(options, model.chains.columns)
    return twin
