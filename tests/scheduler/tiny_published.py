"""What was published before a random tiny problem: mostly possible still, in part overtaken, in part of things gone."""

from dataclasses import replace
from datetime import timedelta
from random import Random

from scheduler.plan import Occurrence, Plan, Stop, Tenancy, TrailRun
from scheduler.problem import Problem
from tests import factories as f
from tests.scheduler.exhaustive import Search, drafted
from tests.scheduler.tiny import often


def published(r: Random, problem: Problem) -> Problem:
    """The problem with a published plan, and what may change of it."""
    settings, points = problem.settings, problem.settings.points
    frozen = r.random() < 0.4
    return replace(
        problem,
        published=_plan(r, problem),
        settings=replace(
            settings,
            today=f.day(r.randint(-7, 3)) if frozen or r.random() < 0.2 else None,
            freeze_days=r.choice((0, 3, 5, 8)) if frozen or r.random() < 0.2 else None,
            max_changes=often(r, 0.4, r.choice((0, 1, 1, 2))),
            points=replace(points, change=r.choice((0, 2, 5, 9, -4))),
        ),
    )


def _plan(r: Random, problem: Problem) -> Plan:
    """Of most items something that can be done with it alone; some moved; one perhaps gone since."""
    entries = []
    for own in Search(problem).choices:
        possible = [way for way in own if way]
        if possible and r.random() < 0.75:
            entries += [_moved(r, one) if r.random() < 0.2 else one for one in r.choice(possible)]
    gone = [_gone(r, problem)] if r.random() < 0.2 else []
    return Plan(**drafted([*entries, *gone])._asdict())


def _moved(r: Random, one: Tenancy | Occurrence | TrailRun) -> Tenancy | Occurrence | TrailRun:
    later = timedelta(r.choice((0, 1, 7)))
    if isinstance(one, Tenancy):
        return replace(one, start=one.start + later, end=one.end + timedelta(7))
    if isinstance(one, Occurrence):
        return replace(one, start=one.start + later)
    return replace(one, start=one.start + later, stops=tuple(r.sample(one.stops, len(one.stops))))


def _gone(r: Random, problem: Problem) -> Tenancy | Occurrence | TrailRun:
    """A placement that names a record which is no longer there."""
    start = f.day(r.choice((0, 0, 7)))
    premises = [a.id for a in problem.premises] or ["gone too"]
    events = [e.id for e in problem.events] or ["gone too"]
    trails = [t.id for t in problem.trails] or ["gone too"]
    return r.choice(
        (
            Tenancy(project="gone", premises=premises[0], start=start, end=start + timedelta(7)),
            Occurrence(id="gone", event=events[0], spot="gone", start=start),
            TrailRun(trail=trails[0], start=start, stops=(Stop(spot="gone"), Stop(spot="here"))),
        )
    )
