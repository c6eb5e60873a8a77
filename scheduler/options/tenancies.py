"""Every tenancy that is possible at all, project by project: premises × first day × term."""

from collections.abc import Iterator

import numpy as np

from ..problem import Decision, Premises, Problem, Project
from .columns import Columns
from .exact import Exact, Ints, Mask, Tags, array, denominator, times
from .places import shop_in_the_way
from .stages import Stage, by_item, every


class TenancyOptions:
    """The premises as arrays, against which each project is held."""

    def __init__(self, problem: Problem, bans: tuple[Decision, ...]) -> None:
        self.problem = problem
        places, projects = problem.premises, problem.projects
        scale = denominator(
            [p.area_m2 for p in places] + [a for p in projects for a in (p.area_min_m2, p.area_max_m2)]
        )
        self._scale = scale
        self._area = array([self._usable(p, scale) for p in places])
        self._tags = Tags()
        self._equipment = array([self._tags.bits(p.equipment) for p in places])
        self._rent = array([p.rent_cents_month for p in places])
        self._street = np.array([p.street for p in places], dtype=object)
        self._number = {p.id: n for n, p in enumerate(places)}
        self._on_street: dict[str, list[int]] = {}
        for n, p in enumerate(places):
            self._on_street.setdefault(p.street, []).append(n)
        footfall = {s.id: s.footfall for s in problem.streets}
        self._footfall = array([footfall[p.street] if p.footfall is None else p.footfall for p in places])
        self._spans = self._availability()
        self._least = array([7 * (p.min_term_weeks or 0) for p in places])
        longest = (problem.town.end - problem.town.start).days
        self._most = array([longest if p.max_term_weeks is None else 7 * p.max_term_weeks for p in places])
        self._shops = shop_in_the_way(problem)
        self._allowed: dict[str, Mask] = {}
        self._absences = {
            p.id: [(a.start.toordinal(), a.end.toordinal()) for a in p.absences] for p in problem.partners
        }
        self._refusals: dict[str, list[int]] = {}
        self._owner_points: dict[str, list[tuple[int, int]]] = {}
        for n, place in enumerate(places):
            for project in place.owner_veto:
                self._refusals.setdefault(project, []).append(n)
            for project, points in place.owner_points.items():
                self._owner_points.setdefault(project, []).append((n, points))
        self._bans = by_item(bans, "tenancy")

    @staticmethod
    def _usable(place: Premises, scale: int) -> int:
        if place.capacity == 1:
            return times(place.area_m2, scale)
        return int(place.area_m2 // place.capacity) * scale

    def _availability(self) -> list[tuple[Ints, Ints]]:
        """First days and ends of the k-th span of every premises; a premises with fewer has an empty one."""
        town = self.problem.town
        whole = ((town.start, town.end),)
        each = [whole if p.available is None else p.available for p in self.problem.premises]
        layers = []
        for k in range(max((len(spans) for spans in each), default=0)):
            rows = [spans[k] if k < len(spans) else None for spans in each]
            layers.append(
                (
                    np.array([r[0].toordinal() if r else 1 for r in rows], dtype=np.int64),
                    np.array([r[1].toordinal() if r else 0 for r in rows], dtype=np.int64),
                )
            )
        return layers

    def terms(self, project: Project) -> tuple[Ints, Ints]:
        """First days and lengths that keep ``tenancy.window``, by first day, then length."""
        town, weekday = self.problem.town, self.problem.settings.start_weekday
        first = max(town.start, project.earliest_start).toordinal()
        last = min(town.end, project.latest_start).toordinal()
        end = town.end.toordinal()
        lengths = sorted({7 * n for n in project.terms_weeks})
        pairs = [
            (day, days)
            for day in range(first, last + 1)
            if weekday is None or (day - 1) % 7 + 1 == weekday
            for days in lengths
            if day + days <= end
        ]
        return (
            np.array([day for day, _ in pairs], dtype=np.int64),
            np.array([days for _, days in pairs], dtype=np.int64),
        )

    def stages(self, project: Project) -> Iterator[Stage]:
        """Rule by rule, which of the project's tenancies it allows: terms × premises."""
        start, days = self.terms(project)
        whole = np.ones((len(start), len(self.problem.premises)), dtype=bool)
        yield Stage("tenancy.window", whole)
        yield Stage("tenancy.fit", whole & self._fits(project))
        yield Stage("tenancy.available", whole & self._inside(start, days))
        yield Stage("tenancy.rent", whole & self._affordable(project))
        yield Stage("activity.separation", whole & self._away_from_shops(project))
        yield Stage("support.capacity", whole & self._supported(project, start, days)[:, None])
        for ban in self._bans.get(project.id, ()):
            yield Stage("ban", whole & ~self._matches(ban, start, days))

    def places(self, project: Project) -> Iterator[Stage]:
        """What the rules that ask for no date allow: a single row of premises each."""
        yield Stage("tenancy.fit", self._fits(project)[None, :])
        yield Stage("tenancy.rent", self._affordable(project)[None, :])
        yield Stage("activity.separation", self._away_from_shops(project)[None, :])

    def columns(self, number: int) -> Columns:
        """Every tenancy of the project of this number that keeps the rules it can break alone."""
        project = self.problem.projects[number]
        left = every(self.stages(project))
        start, days = self.terms(project)
        where, when = np.nonzero(left.T)  # by premises, then as terms are: by first day, then length
        begins, lengths = start[when], days[when]
        months = -(-lengths // 30)
        return Columns(
            item=np.full(len(where), number),
            place=where.astype(np.int64),
            start=begins,
            days=lengths,
            points=(project.value + self._place_points(project))[where]
            + self._weight("footfall_week") * self._footfall[where] * (lengths // 7)
            - self._weight("week_late") * ((begins - project.earliest_start.toordinal()) // 7),
            cost=project.grant_cents + self._support(project)[where] * months,
        )

    def _weight(self, name: str) -> int:
        return int(getattr(self.problem.settings.points, name))

    def _allows(self, activity: str) -> Mask:
        if activity not in self._allowed:
            self._allowed[activity] = np.array(
                [
                    activity not in p.forbidden_activities
                    and (p.allowed_activities is None or activity in p.allowed_activities)
                    for p in self.problem.premises
                ],
                dtype=bool,
            )
        return self._allowed[activity]

    def _fits(self, project: Project) -> Mask:
        need = self._tags.bits(project.equipment)
        fits: Mask = self._area >= times(project.area_min_m2, self._scale)
        if project.area_max_m2 is not None:
            fits = fits & (self._area <= times(project.area_max_m2, self._scale))
        if need:
            known: Exact = self._equipment
            if need >= 1 << 62:
                known = known.astype(object)
            fits = fits & ((known & need) == need)
        fits = fits & self._allows(project.activity)
        for place in project.veto:
            if place in self._number:
                fits[self._number[place]] = False
            fits = fits & (self._street != place)
        fits[self._refusals.get(project.id, [])] = False
        return fits.astype(bool)

    def _support(self, project: Project) -> Exact:
        """Cents a month of each premises' rent above what the project can pay."""
        if project.max_rent_cents_month is None:
            return np.zeros(len(self.problem.premises), dtype=np.int64)
        above: Exact = np.maximum(0, self._rent - project.max_rent_cents_month)
        return above

    def _affordable(self, project: Project) -> Mask:
        percent = self.problem.settings.max_rent_support_percent
        scale = denominator([percent])
        share = times(percent, scale)
        support, rent = self._support(project), self._rent
        most = max(100 * scale, abs(share)) * max((int(a.max(initial=0)) for a in (support, rent)), default=0)
        if most >= 1 << 62:
            support, rent = support.astype(object), rent.astype(object)
        return np.asarray(100 * scale * support <= share * rent, dtype=bool)

    def _inside(self, start: Ints, days: Ints) -> Mask:
        """Terms × premises: inside one span of availability, no shorter and no longer than the owner wants."""
        end = start + days
        inside = np.zeros((len(start), len(self.problem.premises)), dtype=bool)
        for low, high in self._spans:
            inside |= (start[:, None] >= low) & (end[:, None] <= high)
        wanted: Mask = (days[:, None] >= self._least) & (days[:, None] <= self._most)
        return inside & wanted

    def _away_from_shops(self, project: Project) -> Mask:
        away = np.ones(len(self.problem.premises), dtype=bool)
        away[list(self._shops.get(project.activity, ()))] = False
        return away

    def _supported(self, project: Project, start: Ints, days: Ints) -> Mask:
        """Terms whose supported weeks the partner is never away; whether hours suffice is a profile's matter."""
        supported = np.ones(len(start), dtype=bool)
        support = project.support
        if support is None or support.hours_per_week == 0:
            return supported
        end = start + (days if support.weeks is None else np.minimum(days, 7 * support.weeks))
        for away, back in self._absences[support.partner]:
            supported &= ~(np.maximum(start, away) < np.minimum(end, back))
        return supported

    def _place_points(self, project: Project) -> Exact:
        liked = project.preferences
        points: dict[int, int] = {}
        for name, value in liked.items():
            points.update(dict.fromkeys(self._on_street.get(name, ()), value))
        points.update({self._number[name]: value for name, value in liked.items() if name in self._number})
        for n, extra in self._owner_points.get(project.id, ()):
            points[n] = points.get(n, 0) + extra
        given = array(list(points.values()))
        every = np.zeros(len(self.problem.premises), dtype=given.dtype)
        every[list(points)] = given
        return every

    def _matches(self, decision: Decision, start: Ints, days: Ints) -> Mask:
        when = np.ones(len(start), dtype=bool)
        if decision.start is not None:
            when = when & (start == decision.start.toordinal())
        if decision.term_weeks is not None:
            when = when & (days == 7 * decision.term_weeks)
        where = np.ones(len(self.problem.premises), dtype=bool)
        if decision.premises is not None:
            where[:] = False
            where[self._number[decision.premises]] = True
        return when[:, None] & where
