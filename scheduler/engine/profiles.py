"""Uses of a resource over time, reduced to the few moments at which its capacity can be exceeded."""

from typing import NamedTuple

import numpy as np

from ..options.exact import Ints

#: Where numbers or moments are at most so many times as many as what bears them, they are looked up in a table.
_DENSE = 4
#: Ranges looked at together.
_CHUNK = 1 << 18


class Checks(NamedTuple):
    """
    Parameters
    ----------
    first, last
        For each use, the half-open range of checks it covers (never empty).
    profile
        For each check, the number of its profile; checks of one profile are consecutive and in time order.
    moment
        When each check is.
    """

    first: Ints
    last: Ints
    profile: Ints
    moment: Ints


def numbered(keys: Ints) -> tuple[Ints, Ints]:
    """The distinct keys in order, and the number of each one's own among them."""
    low, high = (int(keys.min()), int(keys.max())) if len(keys) else (0, 0)
    if high - low > _DENSE * len(keys):
        names, number = np.unique(keys, return_inverse=True)
        return names, number.reshape(-1)
    met = np.zeros(high - low + 1, dtype=bool)
    met[keys - low] = True
    names = np.nonzero(met)[0][: len(keys)]
    return names + low, (np.cumsum(met) - 1)[keys - low]


def checks(profile: Ints, begin: Ints, end: Ints) -> Checks:
    """
    Keep, of all moments, those at which a use begins and the next thing to happen is an end.

    Every other moment's set of live uses is contained in such a moment's, so its row is redundant.
    ``begin < end`` for every use; uses that touch do not meet.
    """
    if not len(profile):
        return Checks(*(np.empty(0, dtype=np.int64) for _ in range(4)))
    first = int(begin.min())
    span = int(end.max()) - first + 1
    cell = np.asarray(profile, dtype=np.int64) * span - first
    # A cell is a moment of a profile; those in which something happens are numbered in order.
    opened, closed = cell + begin, cell + end
    if (int(profile.max()) + 1) * span > _DENSE * len(profile):
        cells, number = np.unique(np.concatenate([opened, closed]), return_inverse=True)
        opened, closed = number.reshape(2, -1)
    else:
        cells = np.arange((int(profile.max()) + 1) * span)
    opens, closes = np.zeros(len(cells), dtype=bool), np.zeros(len(cells), dtype=bool)
    opens[opened], closes[closed] = True, True
    busy = np.nonzero(opens | closes)[0]
    # After each beginning its profile goes on to an end: what comes next is of the same profile.
    kept = busy[:-1][opens[busy[:-1]] & closes[busy[1:]]]
    flag = np.zeros(len(cells), dtype=np.int64)
    flag[kept] = 1
    before = np.cumsum(flag) - flag
    return Checks(
        first=before[opened],
        last=before[closed],
        profile=cells[kept] // span,
        moment=cells[kept] % span + first,
    )


def least(values: Ints, first: Ints, last: Ints) -> Ints:
    """The least of ``values[first:last]`` for each non-empty range, by minima over windows of doubling length."""
    if not len(first):
        return np.empty(0, dtype=values.dtype)
    power = np.frexp(last - first)[1] - 1  # the longest window of length 2**power within the range
    found = np.empty(len(first), dtype=values.dtype)
    window, width = values, 1
    for k in range(int(power.max()) + 1):
        own = power == k
        found[own] = np.minimum(window[first[own]], window[last[own] - width])
        if len(window) > width:
            window = np.minimum(window[:-width], window[width:])
        width *= 2
    return found
