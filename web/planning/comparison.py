"""A draft beside the published version: figures before and after, and what changes in words."""

from dataclasses import dataclass

from scheduler.case import join
from scheduler.costs import costs
from scheduler.diff import Diff, diff
from scheduler.plan import Plan
from scheduler.problem import Problem

from ..season.occupation import dressed_weeks, weeks


@dataclass(frozen=True, slots=True)
class Figures:
    """
    What a plan amounts to. Money in cents; ``shop_weeks`` are weeks of trading in premises that stood empty, of
    ``offered_weeks``; ``nights`` are those of light trails, ``windows`` dressed for ``window_weeks``; ``hours`` of
    everybody at work, on those nights too.
    """

    points: int
    bound: int | None
    tenancies: int
    premises: int
    shop_weeks: int
    offered_weeks: int
    events: int
    sessions: int
    trails: int
    nights: int
    windows: int
    window_weeks: int
    hours: int
    spent: int
    left_out: int

    @property
    def room(self) -> int | None:
        """No plan can have more points than this one by more than this; None where nobody knows."""
        return None if self.bound is None else max(0, self.bound - self.points)


def figures(problem: Problem, plan: Plan) -> Figures:
    case = join(problem, plan)
    trading = weeks(case)
    return Figures(
        points=plan.points or 0,
        bound=plan.bound,
        tenancies=len(plan.tenancies),
        premises=len({one.premises for one in plan.tenancies}),
        shop_weeks=trading.filled,
        offered_weeks=trading.offered,
        events=len({one.event for one in plan.occurrences}),
        sessions=sum(len(held.sessions) for held in case.held),
        trails=len(plan.trails),
        nights=sum(1 for _ in case.nights),
        windows=len(plan.dressings),
        window_weeks=dressed_weeks(case),
        hours=sum(work.minutes for worked in case.work.values() for work in worked) // 60,
        spent=sum(costs(case).values()),
        left_out=len(unplaced(problem, plan)),
    )


def unplaced(problem: Problem, plan: Plan) -> list[tuple[str, str]]:
    """Kind and id of all that the plan has no place for: projects, events and trails, each in the problem's order."""
    here = {("tenancy", one.project) for one in plan.tenancies}
    here |= {("event", one.event) for one in plan.occurrences} | {("trail", one.trail) for one in plan.trails}
    asked = (("tenancy", problem.projects), ("event", problem.events), ("trail", problem.trails))
    return [(kind, one.id) for kind, rows in asked for one in rows if (kind, one.id) not in here]


@dataclass(frozen=True, slots=True)
class Comparison:
    """``before`` is None while nothing is published."""

    before: Figures | None
    after: Figures
    change: Diff


def compare(published: tuple[Problem, Plan] | None, draft: tuple[Problem, Plan]) -> Comparison:
    old = published[1] if published else Plan()
    return Comparison(
        before=figures(*published) if published else None,
        after=figures(*draft),
        change=diff(old, draft[1]),
    )
