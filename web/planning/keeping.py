"""How a plan stands to what is published: what it starts from, what can no longer stay, what it changes."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from models.places import Town
from models.stability import (
    Stability,
    around,
    kept_before,
    published_programme,
    still_running,
    today_in,
    usual,
)
from scheduler.check import Violation, check
from scheduler.message import Message, message
from scheduler.plan import Occurrence, Plan, Tenancy, TrailRun
from scheduler.problem import Problem
from scheduler.stability import Placed, changed, placed

from ..clock import now
from ..database import db_session
from ..i18n import gettext
from ..typed import Typed

Key = tuple[str, str, date]
"""Kind, item and first day of a published item."""

OF_PLACES = frozenset(
    (
        "tenancy.window",
        "tenancy.available",
        "tenancy.fit",
        "tenancy.rent",
        "premises.overlap",
        "premises.lease_cap",
        "activity.separation",
        "support.capacity",
        "openings.week",
        "event.dates",
        "event.apart",
        "spot.fit",
        "spot.closed",
        "spot.overlap",
        "street.loud",
        "sessions.day",
        "trail.dates",
        "trail.stops",
        "trail.ends",
        "trail.length",
        "trail.leg",
        "trail.step_free",
        "ban",
    )
)
"""Rules that a placement breaks by itself or beside others, whatever else is planned with it."""


@dataclass(frozen=True, slots=True)
class Start:
    """
    What a run would start from: how many published items, what the settings keep of them, and why some of them
    cannot stay as they are. ``running`` are stays that reach into the season from before it.
    """

    items: int
    asked: Stability
    obstacles: list[Message]
    running: list[Message]


def start_of(town: Town, problem: Problem) -> Start | None:
    """None while nothing is published."""
    published = published_programme(db_session(), town)
    if published is None:
        return None
    today = today_in(town, now())
    asked = usual(problem, today)
    held = around(problem, published, asked, today)
    assert held.published is not None
    items = len(list(placed(held.published)))
    return Start(items, asked, obstacles(held), still_running(problem, published))


def shown(asked: Stability) -> dict[str, Any]:
    """The wishes as fields of the form; what is empty asks for nothing."""
    return {
        "keep_before": "" if asked.keep_before is None else asked.keep_before.isoformat(),
        "max_changes": "" if asked.max_changes is None else asked.max_changes,
        "change": asked.change,
    }


def read(form: Mapping[str, str], today: date) -> tuple[Stability, dict[str, str]]:
    """The wishes as they were typed, and the errors by field."""
    typed = Typed(form)
    day = typed.day("keep_before")
    if day is not None and day < today:
        typed.errors["keep_before"] = gettext("Enter today or a later day, or leave the field empty.")
    most = typed.whole("max_changes", high=100_000)
    cost = typed.whole("change", high=10**6, default=0) or 0
    return Stability(day, most, cost), typed.errors


def bound(problem: Problem) -> bool:
    """Whether a plan of this problem has to keep something of what is published."""
    settings = problem.settings
    asked = settings.freeze_days is not None or settings.max_changes is not None
    return problem.published is not None and asked


def blamed(reasons: Collection[str]) -> bool:
    """Whether what is published, or how much of it may change, is among the reasons why there is no plan."""
    return any(reason.startswith(("settled, as published", "at most {most} published")) for reason in reasons)


def obstacles(problem: Problem) -> list[Message]:
    """Why published items cannot stay as they are, whether they have to or not."""
    if problem.published is None:
        return []
    lost, here = [], []
    for one in _items(problem.published):
        (here if _known(problem, one) else lost).append(one)
    # The ids of occurrences are labels: new ones cannot meet those of trails.
    occurrences = [one for one in here if isinstance(one, Occurrence)]
    whole = Plan(
        tenancies=tuple(one for one in here if isinstance(one, Tenancy)),
        occurrences=tuple(replace(one, id=f"published {n}") for n, one in enumerate(occurrences)),
        trails=tuple(one for one in here if isinstance(one, TrailRun)),
    )
    broken = [_told(one) for one in check(problem, whole) if one.rule in OF_PLACES]
    return _once([_gone(one) for one in lost] + broken)


def _once(told: Iterable[Message]) -> list[Message]:
    """Two decisions that rule out one item are one reason to read."""
    found: list[Message] = []
    for one in told:
        if one not in found:
            found.append(one)
    return found


def _told(broken: Violation) -> Message:
    """The checker names a ban by the fields of files: people know it as a decision."""
    if broken.rule != "ban":
        return broken.message
    item, start = broken.message.values["item"], broken.message.values["start"]
    return message("{item} from {start}: a decision rules it out", item=item, start=start)


def _items(plan: Plan) -> Iterator[Tenancy | Occurrence | TrailRun]:
    yield from plan.tenancies
    yield from plan.occurrences
    yield from plan.trails


def _known(problem: Problem, one: Tenancy | Occurrence | TrailRun) -> bool:
    """Whether all that a published item names is in the problem."""
    match one:
        case Tenancy(project=project, premises=premises):
            return _has(problem.projects, project) and _has(problem.premises, premises)
        case Occurrence(event=event, spot=spot):
            return _has(problem.events, event) and _has(problem.spots, spot)
    trail = next((t for t in problem.trails if t.id == one.trail), None)
    return trail is not None and all(
        _has(problem.spots, stop.spot)
        and (stop.installation is None or _has(trail.installations, stop.installation))
        for stop in one.stops
    )


def _has(records: Iterable[Any], id_: str) -> bool:
    return any(one.id == id_ for one in records)


def _gone(one: Tenancy | Occurrence | TrailRun) -> Message:
    match one:
        case Tenancy(project=project, premises=premises, start=start, end=end):
            return message(
                "{project} at {premises} from {start} to {last}: one of the two records is inactive or removed",
                project=project,
                premises=premises,
                start=start,
                last=end - timedelta(days=1),
            )
        case Occurrence(event=event, spot=spot, start=start):
            return message(
                "{event} at {spot} on {start}: one of the two records is inactive or removed",
                event=event,
                spot=spot,
                start=start,
            )
    return message(
        "{trail} from {start}: the trail, one of its stops or of its works is inactive or removed",
        trail=one.trail,
        start=one.start,
    )


@dataclass(frozen=True, slots=True)
class Kept:
    """
    What a plan does to the programme that it was planned around: of its ``items`` these are ``changed``, at most
    ``allowed`` (None: any number), each for ``cost`` points. ``settled`` had to stay: they start before ``before``.
    """

    items: int
    changed: tuple[Key, ...]
    allowed: int | None
    cost: int
    before: date | None
    settled: frozenset[Key]


def kept_of(problem: Problem, plan: Plan) -> Kept | None:
    """None where the plan was made while nothing was published."""
    if problem.published is None:
        return None
    before = kept_before(problem)
    published = list(placed(problem.published))
    return Kept(
        len(published),
        tuple(_key(one) for one in changed(problem, plan)),
        problem.settings.max_changes,
        problem.settings.points.change,
        before,
        frozenset(_key(one) for one in published if before is not None and one.start < before),
    )


def _key(one: Placed) -> Key:
    return one.kind, one.item, one.start
