"""A last look at a plan: what costs less for the same points.

A dressing that follows another of its kit on the same front, on the very day that one ends, is the same dressing for
longer: its kit is paid for once.
"""

from collections.abc import Iterable

from .options import Kind, Options


def longer_stays(options: Options, chosen: Iterable[int]) -> list[int]:
    """The same options, with further weeks in place of a dressing that begins where another of its front ends."""
    kept = sorted(chosen)
    weeks = {(_front(options, j), int(options.start[j])): j for j in options.of(Kind.WEEK).tolist()}
    stays = [j for j in kept if options.kind(j) in (Kind.FRONT, Kind.WEEK)]
    ends = {(_front(options, j), int(options.start[j] + options.days[j])) for j in stays}
    found = set(kept)
    for j in stays:
        front, start = _front(options, j), int(options.start[j])
        further = [weeks.get((front, start + 7 * n)) for n in range(int(options.days[j]) // 7)]
        if options.kind(j) == Kind.FRONT and (front, start) in ends and None not in further:
            found.remove(j)
            found.update(w for w in further if w is not None)
    return sorted(found)


def _front(options: Options, option: int) -> int:
    return options.position(options.kind(option), options.item[option])
