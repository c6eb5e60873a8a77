"""Every piece of a trail that is possible at all: its first nights, its installations at spots, its bare stops.

Which pieces make a walk together (number of stops, ends, length) is a matter of the rules (``rules/trails.py``).
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

import numpy as np

from ..problem import Decision, Installation, Problem, Spot, Trail
from .columns import Columns, Kind, rows
from .exact import Mask
from .hours import Hours, Session, wages
from .stages import Stage, by_item, every
from .walked import Kept, possible_walks

Row = tuple[int, int, int, int, int, int]
#: Trail, first night, spot and installation (both None for the trail itself; the latter for a bare stop).
Piece = tuple[int, int, int | None, int | None]


class Shown(NamedTuple):
    """An installation of the trail with this number."""

    trail: int
    installation: Installation


class TrailOptions:
    """The trails of a problem, with the spots that each may use."""

    def __init__(self, problem: Problem, bans: tuple[Decision, ...]) -> None:
        self.problem = problem
        self.hours = Hours(problem.town)
        self.shown = [Shown(n, i) for n, t in enumerate(problem.trails) for i in t.installations]
        self._spot = {s.id: n for n, s in enumerate(problem.spots)}
        self._bans = by_item(bans, "trail")
        self._nights: dict[tuple[int, int], list[Session]] = {}
        self.kept: list[Kept] = []

    def spots(self, trail: Trail) -> list[int]:
        """Numbers of the spots that the trail may use, in its order, each once."""
        return list(dict.fromkeys(self._spot[s] for s in trail.spots))

    def nights(self, number: int, start: int) -> list[Session]:
        """The sessions of the trail of this number, on one of its :meth:`dates`."""
        key = number, start
        if key not in self._nights:
            self._nights[key] = self.hours.sessions(self.problem.trails[number], start) or []
        return self._nights[key]

    def span(self, number: int, start: int) -> tuple[int, int]:
        """For how long its spots are taken: from the first set-up to the last tear-down."""
        nights = self.nights(number, start)
        return min(s.begin for s in nights), max(s.end for s in nights)

    def dates(self, trail: Trail) -> list[int]:
        """First nights that keep ``trail.dates``."""
        return sorted(self.hours.first_days(trail))

    def stages(self, number: int) -> Iterator[Stage]:
        """Rule by rule, which of the trail's stops it allows: first nights × its spots."""
        trail = self.problem.trails[number]
        starts, spots = self.dates(trail), self.spots(trail)
        whole = np.ones((len(starts), len(spots)), dtype=bool)
        yield Stage("trail.dates", whole)
        closed = [[self._closed(spot, day, trail.nights) for spot in spots] for day in starts]
        yield Stage("spot.closed", ~np.array(closed, dtype=bool).reshape(whole.shape))
        for ban in self._bans.get(trail.id, ()):
            yield Stage("ban", whole & ~self._matches(ban, starts, spots))

    def _closed(self, spot: int, start: int, nights: int) -> bool:
        return any(
            span.start.toordinal() < start + nights and start < span.end.toordinal()
            for span in self.problem.spots[spot].closures
        )

    def _matches(self, ban: Decision, starts: list[int], spots: list[int]) -> Mask:
        when = np.array([ban.start is None or d == ban.start.toordinal() for d in starts], dtype=bool)
        where = np.array([ban.spot is None or s == self._spot[ban.spot] for s in spots], dtype=bool)
        matching: Mask = when[:, None] & where
        return matching

    def _banned(self, trail: Trail, start: int) -> bool:
        """Whether the trail may not begin on this day, whatever its stops."""
        bans = [ban for ban in self._bans.get(trail.id, ()) if ban.spot is None]
        return any(ban.start is None or ban.start.toordinal() == start for ban in bans)

    def columns(self) -> Mapping[Kind, Columns]:
        """Every column of every trail."""
        pieces = dict(self._pieces())
        found: dict[Kind, list[Row]] = {k: [] for k in (Kind.TRAIL, Kind.SHOWN, Kind.BARE, Kind.KEPT)}
        for (_, _, spot, shown), row in pieces.items():
            kind = Kind.TRAIL if spot is None else Kind.BARE if shown is None else Kind.SHOWN
            found[kind].append(row)
        self.kept = [one for one in possible_walks(self.problem) if all(key in pieces for key in one.pieces)]
        for k, one in enumerate(self.kept):
            own = [pieces[key] for key in one.pieces]
            points, cost = sum(row[4] for row in own), sum(row[5] for row in own)
            found[Kind.KEPT].append((one.trail, k, one.start, own[0][3], points, cost))
        return {kind: rows(some) for kind, some in found.items()}

    def _pieces(self) -> Iterator[tuple[Piece, Row]]:
        """Every piece with its row: the trail itself on each first night, then its stops."""
        for number, trail in enumerate(self.problem.trails):
            own = [(n, one.installation) for n, one in enumerate(self.shown) if one.trail == number]
            left, spots = every(self.stages(number)), self.spots(trail)
            for k, start in enumerate(self.dates(trail)):
                if self._banned(trail, start):
                    continue
                cost = self._work(number, start, trail.staff)
                yield (
                    (number, start, None, None),
                    (number, number, start, trail.nights, trail.value, cost),
                )
                free = [spot for n, spot in enumerate(spots) if left[k, n]]
                for spot in free:
                    for n, installation in own:
                        if stands(installation, self.problem.spots[spot]):
                            yield (number, start, spot, n), self._shown(number, start, n, spot)
                    fee = self.problem.spots[spot].fee_cents * trail.nights
                    yield (number, start, spot, None), (number, spot, start, trail.nights, 0, fee)

    def _shown(self, number: int, start: int, shown: int, spot: int) -> Row:
        trail, place = self.problem.trails[number], self.problem.spots[spot]
        installation = self.shown[shown].installation
        liked = installation.spot_points
        points = installation.value + liked.get(place.id, liked.get(place.street, 0))
        cost = installation.cost_cents + trail.nights * place.fee_cents
        return shown, spot, start, trail.nights, points, cost + self._work(number, start, installation.staff)

    def _work(self, number: int, start: int, staff: Mapping[str, int]) -> int:
        return wages(self.problem.settings.role_rates, staff, self.nights(number, start))


def stands(installation: Installation, spot: Spot) -> bool:
    """Whether the spot has the power and the features, and is one of those the installation is for."""
    return (
        (installation.spots is None or spot.id in installation.spots)
        and installation.power_w <= spot.power_w
        and set(installation.features) <= set(spot.features)
    )
