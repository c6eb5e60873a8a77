"""The best few options of each item."""

from itertools import pairwise

import numpy as np

from ..options.exact import Floats, Ints


def best_of_each(score: Floats, columns: Ints, item: Ints, count: int) -> Ints:
    """Of these columns, the ``count`` with the highest score of each item (of equal ones the first), sorted."""
    owner = item[columns]
    if not (owner[1:] >= owner[:-1]).all():
        order = np.argsort(owner, kind="stable")
        columns, owner = columns[order], owner[order]
    worth, kept = score[columns], np.ones(len(columns), dtype=bool)
    cuts = [0, *(np.nonzero(owner[1:] != owner[:-1])[0] + 1).tolist(), len(columns)]
    for low, high in pairwise(cuts):
        if high - low > count:
            own, names = worth[low:high], columns[low:high]
            least = np.partition(own, high - low - count)[high - low - count]
            better, equal = own > least, np.nonzero(own == least)[0]
            better[equal[np.argsort(names[equal], kind="stable")][: count - int(better.sum())]] = True
            kept[low:high] = better
    return np.sort(columns[kept])
