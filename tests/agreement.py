"""Many small problems and plans of all sorts, judged by our checker and by the town's own (in SHARED), in lots.

A lot is a seed: the same problems and plans each time with one version of Hypothesis. What each rule code met is
counted, so that a long run can tell that it saw every rule kept and broken.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from scheduler.case import join
from scheduler.check import RULES, violations
from scheduler.faults import FaultsError
from scheduler.files import check_references, write_plan, write_problem
from scheduler.plan import Plan
from scheduler.points import terms_of
from scheduler.problem import Problem
from tests.chance import chance_plan
from tests.oracle import verdict_on_texts
from tests.strategies import PROFILE, kept_plans, plans, problems, spoilt

PROBLEMS_A_LOT = 500 if PROFILE == "thorough" else 40
LOTS = range(32 if PROFILE == "thorough" else 1)

#: What a plan, or a problem, has to hold for a rule to have something to say; by code, or by family.
STAKES: dict[str, Callable[[Problem, Plan], object]] = {
    "tenancy": lambda problem, plan: plan.tenancies,
    "premises.lease_cap": lambda problem, plan: (
        plan.tenancies and any(u.max_total_days is not None for u in problem.premises)
    ),
    "premises": lambda problem, plan: plan.tenancies,
    "activity": lambda problem, plan: plan.tenancies and problem.settings.separation_metres is not None,
    "support": lambda problem, plan: plan.tenancies and any(p.support for p in problem.projects),
    "openings": lambda problem, plan: plan.tenancies and problem.settings.max_openings_per_week is not None,
    "event.after": lambda problem, plan: plan.occurrences and any(e.after for e in problem.events),
    "event.apart": lambda problem, plan: plan.occurrences and any(e.not_same_day for e in problem.events),
    "event.inauguration": lambda problem, plan: (
        plan.occurrences and any(e.inaugurates for e in problem.events)
    ),
    "event": lambda problem, plan: plan.occurrences,
    "spot": lambda problem, plan: plan.occurrences or plan.trails,
    "street": lambda problem, plan: (
        plan.occurrences and problem.settings.max_loud_days_per_street_month is not None
    ),
    "sessions": lambda problem, plan: plan.occurrences and problem.settings.max_sessions_per_day is not None,
    "staff": lambda problem, plan: plan.shifts,
    "funding": lambda problem, plan: plan.charges,
    "trail": lambda problem, plan: plan.trails,
    "dressing": lambda problem, plan: plan.dressings,
    "pin": lambda problem, plan: problem.pins,
    "ban": lambda problem, plan: problem.bans,
    "freeze": lambda problem, plan: (
        problem.published and problem.settings.today is not None and problem.settings.freeze_days is not None
    ),
    "changes": lambda problem, plan: problem.published and problem.settings.max_changes is not None,
    "points": lambda problem, plan: plan.points is not None or plan.bound is not None or plan.terms,
}


def at_stake(code: str, problem: Problem, plan: Plan) -> bool:
    """Whether the plan could break the rule at all: an empty list keeps everything."""
    stake = STAKES.get(code) or STAKES[code.partition(".")[0]]
    return bool(stake(problem, plan))


class Tally:
    """What a run met: plans by sort, and for each rule code how often it was at stake and kept, or broken."""

    def __init__(self) -> None:
        self.problems: set[int] = set()
        self.pairs: set[int] = set()
        self.sorts: Counter[str] = Counter()
        self.kept: Counter[str] = Counter()
        self.broken: Counter[str] = Counter()

    def count(self, sort: str, problem: Problem, plan: Plan, broken: frozenset[str] | None) -> None:
        pair = hash((repr(problem), repr(plan)))
        if pair in self.pairs:
            return
        self.problems.add(hash(repr(problem)))
        self.pairs.add(pair)
        self.sorts[sort if broken is not None else f"{sort}, refused by both"] += 1
        if broken is None:
            return
        self.broken.update(broken)
        self.kept.update(code for code in RULES if code not in broken and at_stake(code, problem, plan))

    def add(self, other: "Tally") -> None:
        self.problems |= other.problems
        self.pairs |= other.pairs
        for name in ("sorts", "kept", "broken"):
            getattr(self, name).update(getattr(other, name))

    def table(self) -> Iterator[str]:
        yield f"{len(self.problems)} problems, {len(self.pairs)} pairs: {dict(self.sorts)}"
        for code in RULES:
            yield f"{code:22} kept {self.kept[code]:6}  broken {self.broken[code]:6}"


def agree(problem: Problem, plan: Plan, written: str = "") -> frozenset[str] | None:
    """
    Both checkers say the same: the codes they say, or None where both refuse a reference that leads nowhere.
    ``written`` is the text of the problem where it is at hand.
    """
    theirs = verdict_on_texts(written or write_problem(problem), write_plan(plan))
    try:
        check_references(problem, plan)
    except FaultsError as error:
        assert theirs.faults, [str(fault) for fault in error.faults]
        return None
    assert theirs.faults == []
    case = join(problem, plan)
    assert {v.rule for v in violations(case)} == theirs.rules
    assert terms_of(case) == theirs.terms
    return theirs.rules


@st.composite
def sorts_of_plan(draw: st.DrawFn, problem: Problem) -> dict[str, Plan]:
    """Plans of one problem: drawn, placed by chance, grown to keep the rules, and grown then spoilt."""
    grown = draw(kept_plans(problem))
    return {
        "drawn": draw(plans(problem)),
        "chance": chance_plan(problem, draw(st.integers(0, 2**32)), 0.5),
        "grown": grown,
        "spoilt": draw(spoilt(problem, grown)),
    }


@cache
def lot(number: int) -> Tally:
    """All problems of a lot judged by both; what was met."""
    tally = Tally()

    @seed(number)
    @settings(
        max_examples=PROBLEMS_A_LOT,
        deadline=None,
        database=None,
        phases=(Phase.generate, Phase.shrink),
        suppress_health_check=list(HealthCheck),
    )
    @given(st.data())
    def judged_alike(data: st.DataObject) -> None:
        problem = data.draw(problems(easy=data.draw(st.booleans())))
        written = write_problem(problem)
        for sort, plan in data.draw(sorts_of_plan(problem)).items():
            tally.count(sort, problem, plan, agree(problem, plan, written))

    judged_alike()
    return tally
