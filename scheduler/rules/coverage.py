"""What a plan misses of the coverage targets."""

from collections import defaultdict

import numpy as np

from ..engine.model import Model
from ..engine.sparse import Sparse, joined
from ..options import Kind, Options
from ..options.exact import Ints
from ..problem import CoverageTarget
from .calendar import days_held, periods
from .terms import tie
from .trails import stood_on

Units = tuple[Ints, Ints, Ints]


def coverage(model: Model, options: Options) -> None:
    """coverage: each unit that a target misses in a period costs its penalty."""
    town, nights, held = options.problem.town, Nights(model, options), Held(options)
    for target in options.problem.coverage:
        if not target.penalty:
            continue
        first = max(town.start, target.start or town.start)
        end = min(town.end, target.end or town.end)
        parts = [*held.units(target), nights.units(target)]
        columns, begin, stop = (joined([part[k] for part in parts]) for k in range(3))
        for low, high in periods(first, end, target.every):
            found, times = counted(columns[(begin < high) & (low < stop)])
            missing = model.measure(
                found, -times, constant=target.minimum, high=target.minimum, points=-target.penalty
            )
            tie(model, "coverage", missing)


def counted(columns: Ints) -> tuple[Ints, Ints]:
    """The distinct columns in order, and how often each is met; at once where none is met twice."""
    if (columns[1:] > columns[:-1]).all():
        return columns, np.ones(len(columns), dtype=np.int64)
    return np.unique(columns, return_counts=True)


def streets_of(options: Options, target: CoverageTarget) -> set[str]:
    """The streets named, those of the districts named, or all."""
    return {
        s.id
        for s in options.problem.streets
        if (target.streets is None and target.districts is None)
        or s.id in (target.streets or ())
        or s.district in (target.districts or ())
    }


class Held:
    """Tenancies and sessions by their street."""

    def __init__(self, options: Options) -> None:
        self._options, problem = options, options.problem
        self._streets = {s.id: n for n, s in enumerate(problem.streets)}
        self._lets = self._by_street(Kind.TENANCY, [p.street for p in problem.premises])
        self._shows = self._by_street(Kind.EVENT, [s.street for s in problem.spots])

    def _by_street(self, kind: Kind, street_of_place: list[str]) -> Sparse:
        columns = self._options.of(kind)
        number = np.array([self._streets[s] for s in street_of_place], dtype=np.int64)
        streets = number[self._options.place[columns]] if len(columns) else columns
        return Sparse.group(streets, len(self._streets), columns)

    def _on(self, columns: Sparse, target: CoverageTarget) -> Ints:
        """Those of the columns that are on the target's streets, in order."""
        numbers = np.array([self._streets[s] for s in streets_of(self._options, target)], dtype=np.int64)
        positions, _ = columns.entries(numbers)
        return np.sort(columns.values[0][positions])

    def units(self, target: CoverageTarget) -> list[Units]:
        """One entry a unit: column, and the span of days of which one must be in the period."""
        options, found = self._options, []
        if target.kinds is None or "tenancy" in target.kinds:
            lets = self._on(self._lets, target)
            found.append((lets, options.start[lets], options.start[lets] + options.days[lets]))
        if target.kinds is None or "event" in target.kinds:
            shows = self._on(self._shows, target)
            heard = [
                target.audience is None or target.audience in e.audiences for e in options.problem.events
            ]
            if len(shows):
                of = options.item[shows] - options.first_item(Kind.EVENT)
                shows = shows[np.array(heard, dtype=bool)[of]]
            which, day = days_held(options, shows)
            found.append((shows[which], day, day + 1))
        return found


class Nights:
    """Trail nights: they count once a night for each street with a stop."""

    def __init__(self, model: Model, options: Options) -> None:
        self._model, self._options = model, options
        self._stops: dict[tuple[int, int, str], list[int]] = defaultdict(list)
        self._known: dict[tuple[int, int, str], int] = {}
        stood = stood_on(options)
        self._walks: dict[int, set[str]] = defaultdict(set)
        kept = options.of(Kind.KEPT)
        for column, spot in zip(stood.column.tolist(), stood.spot.tolist(), strict=True):
            street = options.problem.spots[spot].street
            if len(kept) and column >= kept[0]:
                self._walks[column].add(street)
            else:
                kind, item = options.kind(column), int(options.item[column])
                trail = options.position(kind, item)
                trail = options.of_trails.shown[trail].trail if kind == Kind.SHOWN else trail
                self._stops[trail, int(options.start[column]), street].append(column)

    def units(self, target: CoverageTarget) -> Units:
        """One entry a night and street."""
        streets = streets_of(self._options, target)
        found: list[tuple[int, int]] = []
        if target.audience is None and (target.kinds is None or "event" in target.kinds):
            for key in self._stops:
                trail, start, street = key
                if street in streets:
                    nights = self._options.problem.trails[trail].nights
                    found += [(self._column(key), start + n) for n in range(nights)]
            for column, passed in self._walks.items():
                start, nights = int(self._options.start[column]), int(self._options.days[column])
                found += [(column, start + n) for _ in passed & streets for n in range(nights)]
        columns = np.array([c for c, _ in found], dtype=np.int64)
        days = np.array([d for _, d in found], dtype=np.int64)
        return columns, days, days + 1

    def _column(self, key: tuple[int, int, str]) -> int:
        """A column that is 1 if the trail has a stop there from that night on."""
        if key not in self._known:
            there = self._model.measure(self._stops[key], high=1)
            self._model.push_up("coverage", there)
            self._model.hold_down("coverage", there)
            self._known[key] = there.column
        return self._known[key]
