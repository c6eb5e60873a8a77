"""Which columns need people, and when: bundles of occurrences, trails and installations; published walks singly."""

from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

from ..options import Kind, Options
from ..options.hours import Session


class Carrier(NamedTuple):
    """A column of the model (a bundle's or an option's) with the people each of its sessions needs, by role."""

    column: int
    need: Mapping[str, int]
    sessions: list[Session]


def carriers(options: Options) -> list[Carrier]:
    """Every column that needs somebody."""
    found = [carrier(options, options.count + b, b) for b in _bundles(options)]
    found += [_walk(options, int(j)) for j in options.of(Kind.KEPT)]
    return [one for one in found if one.need]


def _bundles(options: Options) -> list[int]:
    return [
        int(b) for kind in (Kind.EVENT, Kind.TRAIL, Kind.SHOWN) for b in options.bundles_of(kind).tolist()
    ]


def carrier(options: Options, column: int, bundle: int) -> Carrier:
    """What the bundle needs; its column stands after the options."""
    kind, item = options.kind_of_bundle(bundle), int(options.bundle_item[bundle])
    number, start = options.position(kind, item), int(options.bundle_start[bundle])
    if kind == Kind.EVENT:
        event = options.problem.events[number]
        return Carrier(column, needed(event.staff), options.of_events.sessions(event, start))
    if kind == Kind.TRAIL:
        staff = options.problem.trails[number].staff
        return Carrier(column, needed(staff), options.of_trails.nights(number, start))
    shown = options.of_trails.shown[number]
    nights = options.of_trails.nights(shown.trail, start)
    return Carrier(column, needed(shown.installation.staff), nights)


def _walk(options: Options, option: int) -> Carrier:
    kept = options.of_trails.kept[int(options.place[option])]
    need = Counter(options.problem.trails[kept.trail].staff)
    for _, shown in kept.stops:
        if shown is not None:
            need.update(options.of_trails.shown[shown].installation.staff)
    return Carrier(option, needed(need), options.of_trails.nights(kept.trail, kept.start))


def needed(staff: Mapping[str, int]) -> dict[str, int]:
    """Roles of which somebody is needed."""
    return {role: count for role, count in staff.items() if count}


def carrier_of(options: Options, option: int) -> int | None:
    """The column on which the people of a chosen option are counted, None if it takes none."""
    kind = options.kind(option)
    if kind in (Kind.EVENT, Kind.TRAIL, Kind.SHOWN):
        return options.count + int(options.bundle[option])
    return option if kind == Kind.KEPT else None
