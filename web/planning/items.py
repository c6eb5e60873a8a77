"""The placements of a plan as people decide on them: pinned where they stand, or kept away."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from models.routes import way
from scheduler.case import Case, join
from scheduler.plan import Occurrence, Plan, Tenancy, TrailRun
from scheduler.problem import Decision, Problem

from ..i18n import ngettext
from ..names import Names
from ..telling import reason_message, translate
from ..trails import stops_counted, walk_words
from .comparison import unplaced
from .deciding import Entry

OPEN_AT_MOST = 20  # placements, above which they stand folded by month


@dataclass(frozen=True, slots=True)
class Placed:
    """
    A placement in words. ``last`` is the last day of a stay or of a dressing, the last night of a trail;
    ``detail`` says more of the place, ``stops`` are the spots of a trail; ``pinned``: a pin of the plan’s input
    matches it.
    """

    kind: str
    item: str
    name: str
    place: str
    start: date
    last: date | None
    pinned: bool
    detail: str = ""
    stops: tuple[str, ...] = ()

    @property
    def anchor(self) -> str:
        """What its row is called in the page; an event may have several."""
        return f"item-{self.kind}-{self.item}-{self.start}"


@dataclass(frozen=True, slots=True)
class Fold:
    """The placements that begin in a month, and how many of each kind in words."""

    month: date
    items: tuple[Placed, ...]
    told: str


def placed(problem: Problem, plan: Plan, names: Names) -> list[Placed]:
    """All placements by day; on a day the shops first, then events, trails and dressed windows."""
    case = join(problem, plan)
    order = {kind: place for place, kind in enumerate(("tenancy", "event", "trail", "dressing"))}
    found = [*_stays(case, names), *_dates(case, names), *_trails(case, names), *_windows(case, names)]
    return sorted(found, key=lambda one: (one.start, order[one.kind], one.name.casefold(), one.item))


def by_month(items: Iterable[Placed]) -> list[Fold]:
    """Placements, which come by day, in the months in which they begin."""
    folds = []
    for month, group in groupby(items, key=lambda one: one.start.replace(day=1)):
        rows = tuple(group)
        folds.append(Fold(month, rows, ", ".join(_counted(Counter(one.kind for one in rows)))))
    return folds


def _counted(kinds: Mapping[str, int]) -> Iterator[str]:
    if num := kinds.get("tenancy"):
        yield ngettext("%(num)s shop opens", "%(num)s shops open", num)
    if num := kinds.get("event"):
        yield ngettext("%(num)s event", "%(num)s events", num)
    if num := kinds.get("trail"):
        yield ngettext("%(num)s light trail", "%(num)s light trails", num)
    if num := kinds.get("dressing"):
        yield ngettext("%(num)s dressed window", "%(num)s dressed windows", num)


def _stays(case: Case, names: Names) -> Iterator[Placed]:
    for one in case.plan.tenancies:
        yield Placed(
            "tenancy",
            one.project,
            names("project", one.project),
            names("premises", one.premises),
            one.start,
            one.end - timedelta(days=1),
            _pinned(case, one),
        )


def _dates(case: Case, names: Names) -> Iterator[Placed]:
    for one in case.plan.occurrences:
        yield Placed(
            "event",
            one.event,
            names("event", one.event),
            names("spot", one.spot),
            one.start,
            None,
            _pinned(case, one),
        )


def _trails(case: Case, names: Names) -> Iterator[Placed]:
    for run, walk in zip(case.plan.trails, case.walks, strict=True):
        found = way(walk)
        route = {"stops": walk.stops, "metres": found.metres, "step_free": found.step_free}
        yield Placed(
            "trail",
            run.trail,
            names("trail", run.trail),
            " → ".join(names("spot", stop.spot) for stop in run.stops),
            run.start,
            date.fromordinal(walk.last) if walk.last > walk.start else None,
            _pinned(case, run),
            f"{stops_counted(route)}, {walk_words(route)}",
            tuple(stop.spot for stop in run.stops),
        )


def _windows(case: Case, names: Names) -> Iterator[Placed]:
    for one in case.plan.dressings:
        yield Placed(
            "dressing",
            one.kit,
            names("kit", one.kit),
            names("premises", one.premises),
            one.start,
            one.end - timedelta(days=1),
            False,
        )


def _pinned(case: Case, entry: Entry) -> bool:
    return any(_holds(pin, entry) for pin in case.problem.pins)


def _holds(pin: Decision, entry: Entry) -> bool:
    """Whether the placement is one that the pin asks for."""
    match entry:
        case Tenancy():
            same = pin.kind == "tenancy" and pin.item == entry.project
            same = same and pin.premises in (None, entry.premises)
            same = same and pin.term_weeks in (None, (entry.end - entry.start).days // 7)
        case Occurrence():
            same = pin.kind == "event" and pin.item == entry.event and pin.spot in (None, entry.spot)
        case TrailRun():
            same = pin.kind == "trail" and pin.item == entry.trail
            same = same and (pin.spot is None or pin.spot in {stop.spot for stop in entry.stops})
    return same and pin.start in (None, entry.start)


@dataclass(frozen=True, slots=True)
class Left:
    """An item without a place, and why in words."""

    kind: str
    item: str
    name: str
    reasons: list[str]


def left_out(problem: Problem, plan: Plan, names: Names) -> list[Left]:
    """Every item without a place, by name: with the plan's reasons, where it gives any."""
    told = {(one.kind, one.item): one.reasons for one in plan.left_out}
    order = {"tenancy": 0, "event": 1, "trail": 2}
    found = [
        Left(
            kind,
            item,
            names("project" if kind == "tenancy" else kind, item),
            [translate(reason_message(reason), names) for reason in told.get((kind, item), ())],
        )
        for kind, item in unplaced(problem, plan)
    ]
    return sorted(found, key=lambda one: (order[one.kind], one.name.casefold()))
