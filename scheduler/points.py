"""What a plan is worth: one function per term, from the problem and the plan alone."""

from bisect import bisect_left, bisect_right
from calendar import monthrange
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import date

from .case import Case, join, monday
from .costs import items
from .plan import Plan
from .problem import CoverageTarget, Premises, Problem, Spot
from .stability import changed


def terms(problem: Problem, plan: Plan) -> dict[str, int]:
    """Points by term; the plan's points are their sum. Every reference of the plan must resolve."""
    return terms_of(join(problem, plan))


def terms_of(case: Case) -> dict[str, int]:
    """Points by term of a joined case."""
    return {name: term(case) for name, term in POINTS.items()}


def entry(wishes: Mapping[str, int], place: Premises | Spot) -> int:
    """The points of the place itself if it has an entry, else of its street, else none."""
    return wishes.get(place.id, wishes.get(place.street, 0))


def tenancies(case: Case) -> int:
    """Value, wishes and footfall of each tenancy, less the weeks it starts late."""
    weights, total = case.problem.settings.points, 0
    for let in case.lets:
        project, premises = let.project, let.premises
        late = max(0, (let.start - project.earliest_start.toordinal()) // 7)
        total += project.value + entry(project.preferences, premises)
        total += premises.owner_points.get(project.id, 0)
        total += weights.footfall_week * case.footfall(premises) * (let.days // 7)
        total -= weights.week_late * late
    return total


def events(case: Case) -> int:
    """Value of each occurrence (the first of an event counts in full), spot points and footfall."""
    weight, total, seen = case.problem.settings.points.footfall_week, 0, set()
    for o in case.held:
        again = o.event.id in seen and o.event.repeat_value is not None
        seen.add(o.event.id)
        total += (o.event.repeat_value or 0) if again else o.event.value
        total += entry(o.event.spot_points, o.spot)
        total += case.streets[o.spot.street].footfall * weight * o.event.days
    return total


def trails(case: Case) -> int:
    """Value of each trail and of the installations placed on it."""
    total = 0
    for walk in case.walks:
        total += walk.trail.value
        for spot, installation in walk.stops:
            if installation:
                total += installation.value + entry(installation.spot_points, spot)
    return total


def dressings(case: Case) -> int:
    """Points per whole week of a dressed window, times its footfall."""
    return sum(
        d.kit.value_week * case.footfall(d.premises) * max(0, (d.end - d.start) // 7) for d in case.dressed
    )


def coverage(case: Case) -> int:
    """The penalty of each unit that a target misses in a period."""
    total = 0
    for target in case.problem.coverage:
        streets = streets_of(case, target)
        days = sorted(_event_days(case, target, streets))
        spans = list(_let_spans(case, target, streets))
        starts, ends = sorted(s for s, _ in spans), sorted(e for _, e in spans)
        for first, end in periods(case, target):
            units = bisect_left(days, end) - bisect_left(days, first)
            units += bisect_left(starts, end) - bisect_right(ends, first)
            total -= target.penalty * max(0, target.minimum - units)
    return total


def streets_of(case: Case, target: CoverageTarget) -> set[str]:
    """The streets of a target: those named, those of the districts named, or all."""
    if target.streets is None and target.districts is None:
        return set(case.streets)
    districts = set(target.districts or ())
    return set(target.streets or ()) | {s.id for s in case.problem.streets if s.district in districts}


def _event_days(case: Case, target: CoverageTarget, streets: set[str]) -> Iterator[int]:
    if target.kinds is not None and "event" not in target.kinds:
        return
    for o in case.held:
        if o.spot.street in streets and (target.audience is None or target.audience in o.event.audiences):
            yield from (s.day for s in o.sessions)
    for walk in case.walks if target.audience is None else ():  # a trail has no audience
        crossed = {spot.street for spot, _ in walk.stops} & streets
        yield from (s.day for s in walk.sessions for _ in crossed)


def _let_spans(case: Case, target: CoverageTarget, streets: set[str]) -> Iterator[tuple[int, int]]:
    if target.kinds is None or "tenancy" in target.kinds:
        for let in case.lets:
            if let.premises.street in streets and let.start < let.end:
                yield let.start, let.end


def periods(case: Case, target: CoverageTarget) -> Iterator[tuple[int, int]]:
    """The weeks, the months or the whole of a target's span in the horizon; first and last may be cut short."""
    first = case.start if target.start is None else max(case.start, target.start.toordinal())
    last = case.end if target.end is None else min(case.end, target.end.toordinal())
    while first < last:
        following = min(last, _next_period(first, target.every, last))
        yield first, following
        first = following


def _next_period(first: int, every: str, last: int) -> int:
    if every == "week":
        return monday(first) + 7
    if every == "month":
        day = date.fromordinal(first)
        return first - day.day + monthrange(day.year, day.month)[1] + 1
    return last


def clash(case: Case) -> int:
    """The price of each session beyond the first for one audience on one date."""
    together = Counter(
        (s.day, audience) for o in case.held for audience in set(o.event.audiences) for s in o.sessions
    )
    return -case.problem.settings.points.clash * sum(n - 1 for n in together.values())


def changes(case: Case) -> int:
    """The price of each published item that is not kept."""
    return -case.problem.settings.points.change * len(changed(case.problem, case.plan))


def money(case: Case) -> int:
    """The price of each whole euro that the plan costs."""
    return -case.problem.settings.points.euro * (sum(item.cents for item in items(case)) // 100)


POINTS: Mapping[str, Callable[[Case], int]] = {
    "tenancies": tenancies,
    "events": events,
    "trails": trails,
    "dressings": dressings,
    "coverage": coverage,
    "clash": clash,
    "changes": changes,
    "money": money,
}
