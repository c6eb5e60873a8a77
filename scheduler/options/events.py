"""Every occurrence that is possible at all, event by event: spot × first day."""

from collections.abc import Iterator

import numpy as np

from ..problem import Decision, Event, Problem
from .columns import Columns
from .exact import Ints, Mask, Tags, array
from .hours import Hours, Session, wages
from .stages import Stage, by_item, every

#: A late end that no session reaches, for spots without one.
_NEVER = 1 << 40


def first_bonus(event: Event) -> int:
    """What the first occurrence is worth more than a further one (0 where there can be only one)."""
    if event.occurrences <= 1 or event.repeat_value is None:
        return 0
    return event.value - event.repeat_value


class EventOptions:
    """The spots as arrays, against which each event is held."""

    def __init__(self, problem: Problem, bans: tuple[Decision, ...]) -> None:
        self.problem = problem
        self.hours = Hours(problem.town)
        self._sessions: dict[tuple[str, int], list[Session]] = {}
        spots = problem.spots
        self._first, self._end = problem.town.start.toordinal(), problem.town.end.toordinal()
        self._number = {s.id: n for n, s in enumerate(spots)}
        self._capacity = array([_NEVER if s.capacity is None else s.capacity for s in spots])
        self._power = array([s.power_w for s in spots])
        self._tags = Tags()
        self._features = [self._tags.bits(s.features) for s in spots]
        self._latest = array([_NEVER if s.latest_end is None else s.latest_end for s in spots])
        self._fee = array([s.fee_cents for s in spots])
        footfall = {s.id: s.footfall for s in problem.streets}
        self._footfall = array([footfall[s.street] for s in spots])
        self._closed = self._closures()
        self._bans = by_item(bans, "event")

    def _closures(self) -> Ints:
        """Closed days before each day of the horizon, by spot: a span is open where both ends are equal."""
        closed = np.zeros((len(self.problem.spots), self._end - self._first + 1), dtype=np.int64)
        for n, spot in enumerate(self.problem.spots):
            for span in spot.closures:
                low = max(0, span.start.toordinal() - self._first)
                high = max(0, span.end.toordinal() - self._first)
                closed[n, low + 1 : high + 1] = 1
        return np.cumsum(closed, axis=1)

    def dates(self, event: Event) -> list[int]:
        """First days that keep ``event.dates``."""
        never = {
            day
            for date in event.not_dates
            for day in range(date.toordinal() - event.days + 1, date.toordinal() + 1)
        }
        return sorted(self.hours.first_days(event) - never)

    def sessions(self, event: Event, start: int) -> list[Session]:
        """The sessions of an occurrence on one of :meth:`dates`."""
        key = event.id, start
        if key not in self._sessions:
            self._sessions[key] = self.hours.sessions(event, start) or []
        return self._sessions[key]

    def stages(self, event: Event) -> Iterator[Stage]:
        """Rule by rule, which of the event's occurrences it allows: first days × spots."""
        starts = np.array(self.dates(event), dtype=np.int64)
        whole = np.ones((len(starts), len(self.problem.spots)), dtype=bool)
        yield Stage("event.count", whole & (event.occurrences > 0))
        yield Stage("event.dates", whole)
        # None starts after its own last day.
        yield Stage("event.after", whole & (event.id not in event.after))
        yield Stage("spot.fit", whole & self._fits(event) & self._early_enough(event, starts))
        yield Stage("spot.closed", whole & self._open(event, starts))
        for ban in self._bans.get(event.id, ()):
            yield Stage("ban", whole & ~self._matches(ban, starts))

    def places(self, event: Event) -> Iterator[Stage]:
        """What the rules that ask for no date allow: a single row of spots each."""
        yield Stage("spot.fit", self._fits(event)[None, :])

    def columns(self, number: int) -> Columns:
        """Every occurrence of the event of this number that keeps the rules it can break alone.

        Their points are those of a further occurrence.
        """
        event = self.problem.events[number]
        left = every(self.stages(event))
        starts = np.array(self.dates(event) if left.any() else [], dtype=np.int64)
        when, where = np.nonzero(left)
        order = np.lexsort((where, when))
        when, where = when[order], where[order]
        rates = self.problem.settings.role_rates
        work = array([wages(rates, event.staff, self.sessions(event, int(day))) for day in starts])
        weight = self.problem.settings.points.footfall_week
        liked = event.spot_points
        places = array([liked.get(s.id, liked.get(s.street, 0)) for s in self.problem.spots])
        return Columns(
            item=np.full(len(where), number),
            place=where.astype(np.int64),
            start=starts[when],
            days=np.full(len(where), event.days),
            points=event.value
            - first_bonus(event)
            + places[where]
            + weight * event.days * self._footfall[where],
            cost=event.cost_cents + event.days * self._fee[where] + work[when],
        )

    def _fits(self, event: Event) -> Mask:
        need = self._tags.bits(event.features)
        fits: Mask = (self._capacity >= event.attendance) & (self._power >= event.power_w)
        if need:
            fits = fits & np.array([known & need == need for known in self._features], dtype=bool)
        if event.spots is not None:
            listed = np.zeros(len(self.problem.spots), dtype=bool)
            listed[[self._number[s] for s in event.spots]] = True
            fits = fits & listed
        return fits.astype(bool)

    def _early_enough(self, event: Event, starts: Ints) -> Mask:
        closes = array([max(s.closes for s in self.sessions(event, int(day))) for day in starts])
        early: Mask = closes[:, None] <= self._latest
        return early

    def _open(self, event: Event, starts: Ints) -> Mask:
        low = starts - self._first
        return np.asarray(self._closed[:, low + event.days] == self._closed[:, low]).T

    def _matches(self, decision: Decision, starts: Ints) -> Mask:
        when = np.ones(len(starts), dtype=bool)
        if decision.start is not None:
            when = when & (starts == decision.start.toordinal())
        where = np.ones(len(self.problem.spots), dtype=bool)
        if decision.spot is not None:
            where[:] = False
            where[self._number[decision.spot]] = True
        return when[:, None] & where
