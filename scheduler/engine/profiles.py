"""Uses of a resource over time, reduced to the few moments at which its capacity can be exceeded."""

from typing import NamedTuple

import numpy as np

from ..options.exact import Ints


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


def checks(profile: Ints, begin: Ints, end: Ints) -> Checks:
    """
    Keep, of all moments, those at which a use begins and the next thing to happen is an end.

    Every other moment's set of live uses is contained in such a moment's, so its row is redundant.
    ``begin < end`` for every use; uses that touch do not meet.
    """
    uses = len(profile)
    owner = np.concatenate([profile, profile])
    moment = np.concatenate([begin, end])
    opening = np.concatenate([np.ones(uses, dtype=np.int64), np.zeros(uses, dtype=np.int64)])
    order = np.lexsort((opening, moment, owner))
    owner, moment, opening = owner[order], moment[order], opening[order]
    flag = opening.astype(bool)
    if uses:
        flag[:-1] &= (opening[1:] == 0) | (owner[1:] != owner[:-1])
    before = np.cumsum(flag) - flag
    number = np.empty(2 * uses, dtype=np.int64)
    number[order] = before
    return Checks(first=number[:uses], last=number[uses:], profile=owner[flag], moment=moment[flag])


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
