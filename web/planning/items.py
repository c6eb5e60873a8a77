"""The placements of a plan as people decide on them: pinned where they stand, or kept away."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from scheduler.plan import Occurrence, Plan, Tenancy
from scheduler.problem import Decision, Problem

from ..i18n import lazy_gettext as _
from ..names import Names
from ..telling import reason_message, translate

CHOICES = {
    "tenancy": (
        ("pin-here", _("Keep it here on these dates")),
        ("pin-place", _("Keep it in these premises, whenever")),
        ("ban-place", _("Not in these premises")),
        ("ban-all", _("Leave it out of the season")),
    ),
    "event": (
        ("pin-here", _("Keep it here on this date")),
        ("pin-place", _("Keep it on this spot, whenever")),
        ("ban-place", _("Not on this spot")),
        ("ban-all", _("Leave it out of the season")),
    ),
    "left": (
        ("pin-all", _("It must take place")),
        ("ban-all", _("Leave it out of the season")),
    ),
}


@dataclass(frozen=True, slots=True)
class Placed:
    """A placement in words. ``last`` is the last day of a stay; ``pinned``: a pin of the plan’s input matches it."""

    kind: str
    item: str
    name: str
    place: str
    start: date
    last: date | None
    pinned: bool


def placed(problem: Problem, plan: Plan, names: Names) -> list[Placed]:
    """All placements, tenancies first, each kind by date."""
    stays = [
        Placed(
            "tenancy",
            one.project,
            names("project", one.project),
            names("premises", one.premises),
            one.start,
            one.end - timedelta(days=1),
            any(_holds(pin, one) for pin in problem.pins),
        )
        for one in sorted(plan.tenancies, key=lambda t: (t.start, t.project))
    ]
    dates = [
        Placed(
            "event",
            one.event,
            names("event", one.event),
            names("spot", one.spot),
            one.start,
            None,
            any(_holds(pin, one) for pin in problem.pins),
        )
        for one in sorted(plan.occurrences, key=lambda o: (o.start, o.event))
    ]
    return stays + dates


def _holds(pin: Decision, entry: Tenancy | Occurrence) -> bool:
    """Whether the placement is one that the pin asks for."""
    if isinstance(entry, Tenancy):
        same = pin.kind == "tenancy" and pin.item == entry.project
        same = same and pin.premises in (None, entry.premises)
        same = same and pin.term_weeks in (None, (entry.end - entry.start).days // 7)
    else:
        same = pin.kind == "event" and pin.item == entry.event and pin.spot in (None, entry.spot)
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
    here = {("tenancy", one.project) for one in plan.tenancies} | {
        ("event", one.event) for one in plan.occurrences
    }
    every = [("tenancy", one.id) for one in problem.projects] + [("event", one.id) for one in problem.events]
    found = [
        Left(
            kind,
            item,
            names("project" if kind == "tenancy" else kind, item),
            [translate(reason_message(reason), names) for reason in told.get((kind, item), ())],
        )
        for kind, item in every
        if (kind, item) not in here
    ]
    return sorted(found, key=lambda one: (one.kind != "tenancy", one.name.casefold()))


def decision_from(form: Mapping[str, str], entry: Tenancy | Occurrence | None) -> dict[str, Any] | None:
    """What the form decides, as a document of a decision; None where it makes no sense."""
    sense, _sep, how = form.get("choice", "").partition("-")
    if (
        sense not in ("pin", "ban")
        or how not in ("here", "place", "all")
        or form.get("kind") not in ("tenancy", "event")
    ):
        return None
    told: dict[str, Any] = {
        "sense": sense,
        "kind": form["kind"],
        "item": form.get("item", ""),
        "reason": form.get("reason", "").strip()[:500],
    }
    if how == "all":
        return told
    if entry is None:
        return None
    told |= {"premises": entry.premises} if isinstance(entry, Tenancy) else {"spot": entry.spot}
    if how == "here":
        told["start"] = entry.start.isoformat()
        if isinstance(entry, Tenancy):
            told["term_weeks"] = (entry.end - entry.start).days // 7
    return told
