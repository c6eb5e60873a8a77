"""Every way to hold a trail, for the search that looks at all plans."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations, islice, permutations

from scheduler.case import join
from scheduler.check import RULES
from scheduler.plan import Plan, Stop, TrailRun
from scheduler.points import entry
from scheduler.problem import Installation, Problem, Spot, Trail

#: Stops in walking order.
Stops = tuple[Stop, ...]


def days(problem: Problem) -> list[date]:
    town = problem.town
    return [town.start + timedelta(n) for n in range((town.end - town.start).days)]


def walks(problem: Problem, trail: Trail) -> Iterator[tuple]:
    """
    Nothing; or the trail on each of its nights past each set of stops, and as each published run has it.

    Of the orders in which the same stops can be walked one is enough: length, legs, steps and ends are rules of the
    order alone, and nothing else reads it but whether it was published so. On the same spots, works of the same cost
    that need the same people differ in points only: the ones with most are enough. Both hold for what was published
    on that night, each kept as it is, and for all the rest, which was not.
    """
    yield ()
    published, shown = _published(problem, trail), {}
    for start in days(problem):
        if _breaks(problem, _run(trail, start, ()), ("trail.dates",)):
            continue
        kept = frozenset(run.stops for run in published if run.start == start)
        if kept not in shown:
            shown[kept] = _best_of_each(problem, trail, kept)
        yield from ((_run(trail, start, stops),) for stops in (*kept, *shown[kept]))


def _run(trail: Trail, start: date, stops: Stops) -> TrailRun:
    return TrailRun(trail=trail.id, start=start, stops=stops)


def _breaks(problem: Problem, run: TrailRun, codes: Sequence[str]) -> bool:
    case = join(problem, Plan(trails=(run,)))
    return any(any(RULES[code].breaches(case)) for code in codes)


def _best_of_each(problem: Problem, trail: Trail, without: frozenset[Stops]) -> list[Stops]:
    """For each set of spots, cost and staff, the stops with most points, some left aside."""
    spots = {s.id: s for s in problem.spots}
    works = {i.id: i for i in trail.installations}
    fitting = {(i, s) for i in works for s in set(trail.spots) if _fits(problem, trail, i, s)}
    most: dict[tuple, tuple[int, Stops]] = {}
    for order in _orders(problem, trail, 1 + len(without)):
        for stops in _shown(order, list(works), fitting):
            if stops in without:
                continue
            placed = [(works[s.installation], spots[s.spot]) for s in stops if s.installation]
            staff = sum((Counter(work.staff) for work, _ in placed), Counter())
            cents = sum(work.cost_cents for work, _ in placed)
            key = frozenset(order), cents, frozenset(staff.items())
            points = sum(_points(work, spot) for work, spot in placed)
            if key not in most or points > most[key][0]:
                most[key] = points, stops
    return [stops for _, stops in most.values()]


def _points(work: Installation, spot: Spot) -> int:
    return work.value + entry(work.spot_points, spot)


def _fits(problem: Problem, trail: Trail, installation: str, spot: str) -> bool:
    """Whether the installation can stand there, by the checker's word on a trail of that stop alone."""
    alone = replace(problem, trails=(replace(trail, min_stops=0, max_stops=None),))
    stops = (Stop(spot=spot, installation=installation),)
    return not _breaks(alone, _run(trail, problem.town.start, stops), ("trail.stops",))


def _orders(problem: Problem, trail: Trail, number: int) -> Iterator[tuple[str, ...]]:
    """That many orders, or as many as there are, for each set of spots that can be walked."""
    rules = ("trail.stops", "trail.ends", "trail.length", "trail.leg", "trail.step_free")
    names = sorted(set(trail.spots))
    for chosen in (c for n in range(len(names) + 1) for c in combinations(names, n)):
        possible = (
            order
            for order in permutations(chosen)
            if not _breaks(
                problem, _run(trail, problem.town.start, tuple(Stop(spot=name) for name in order)), rules
            )
        )
        yield from islice(possible, number)


def _shown(order: tuple[str, ...], works: list[str], fitting: set[tuple[str, str]]) -> Iterator[Stops]:
    """Every way to show some of the works, or none, at these stops."""
    if not order:
        yield ()
        return
    for rest in _shown(order[1:], works, fitting):
        used = {stop.installation for stop in rest}
        for work in (None, *works):
            if work is None or (work not in used and (work, order[0]) in fitting):
                yield (Stop(spot=order[0], installation=work), *rest)


def _published(problem: Problem, trail: Trail) -> list[TrailRun]:
    """The published runs of the trail that name only what is still there."""
    spots, works = {s.id for s in problem.spots}, {i.id for i in trail.installations} | {None}
    return [
        run
        for run in (problem.published.trails if problem.published else ())
        if run.trail == trail.id and all(s.spot in spots and s.installation in works for s in run.stops)
    ]
