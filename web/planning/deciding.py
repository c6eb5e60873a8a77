"""What people may decide on an item of a plan, and the decisions that a form makes of it."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from scheduler.plan import Occurrence, Plan, Tenancy, TrailRun

from ..i18n import lazy_gettext as _

Entry = Tenancy | Occurrence | TrailRun
OUT = ("ban-all", _("Leave it out of the season"))
CHOICES = {
    "tenancy": (
        ("pin-here", _("Keep it here on these dates")),
        ("pin-place", _("Keep it in these premises, whenever")),
        ("pin-start", _("Let it open on this day, wherever")),
        ("pin-term", _("Keep this length of stay, wherever and whenever")),
        ("ban-place", _("Not in these premises")),
        ("ban-start", _("Not opening on this day")),
        OUT,
    ),
    "event": (
        ("pin-here", _("Keep it here on this date")),
        ("pin-place", _("Keep it on this spot, whenever")),
        ("pin-start", _("Keep this date, wherever")),
        ("ban-place", _("Not on this spot")),
        ("ban-start", _("Not on this date")),
        OUT,
    ),
    "trail": (
        ("pin-here", _("Keep these nights and these stops")),
        ("pin-start", _("Keep these nights, whatever its stops")),
        ("pin-place", _("Always pass by the stop chosen below")),
        ("ban-place", _("Never pass by the stop chosen below")),
        ("ban-start", _("Not on these nights")),
        OUT,
    ),
    "left": (
        ("pin-all", _("It must take place")),
        OUT,
    ),
}
LONGEST_REASON = 500
WHAT = ("sense", "kind", "item", "premises", "spot", "start", "term_weeks")


def entry_of(plan: Plan, form: Mapping[str, str]) -> Entry | None:
    """The placement of the plan that the form is about, None for an item left out."""
    item, start = form.get("item"), form.get("start")
    found: Iterable[tuple[str, Entry]]
    match form.get("kind"):
        case "tenancy":
            found = ((one.project, one) for one in plan.tenancies)
        case "event":
            found = ((one.event, one) for one in plan.occurrences)
        case "trail":
            found = ((one.trail, one) for one in plan.trails)
        case _:
            return None
    return next((one for name, one in found if name == item and str(one.start) == start), None)


def decisions_from(form: Mapping[str, str], entry: Entry | None) -> list[dict[str, Any]]:
    """
    What the form decides, as documents of decisions; none where it makes no sense.

    It takes one for each stop to keep a trail's stops.
    """
    choice, kind = form.get("choice", ""), form.get("kind", "")
    offered = {value for which in (kind, "left") for value, _words in CHOICES.get(which, ())}
    if kind not in ("tenancy", "event", "trail") or choice not in offered:
        return []
    sense, _sep, how = choice.partition("-")
    told = {
        "sense": sense,
        "kind": kind,
        "item": form.get("item", ""),
        "reason": form.get("reason", "").strip()[:LONGEST_REASON],
    }
    if how == "all":
        return [told]
    return [] if entry is None else [told | fields for fields in _fields(entry, how, form.get("stop", ""))]


def not_yet(
    told: Iterable[Mapping[str, Any]], standing: Iterable[Mapping[str, Any]]
) -> list[Mapping[str, Any]]:
    """What is decided and does not stand already, whatever the reasons: a form sent twice decides once."""
    said = [[one.get(name) for name in WHAT] for one in standing]
    return [one for one in told if [one.get(name) for name in WHAT] not in said]


def _fields(entry: Entry, how: str, stop: str) -> Iterator[dict[str, Any]]:
    """The fields that a decision gives of a placement; the others are left free."""
    start = {"start": entry.start.isoformat()}
    match entry, how:
        case Tenancy(), "here":
            yield {"premises": entry.premises} | start | _term(entry)
        case Tenancy(), "place":
            yield {"premises": entry.premises}
        case Tenancy(), "term":
            yield _term(entry)
        case Occurrence(), "here":
            yield {"spot": entry.spot} | start
        case Occurrence(), "place":
            yield {"spot": entry.spot}
        case TrailRun(), "here":
            yield from ({"spot": one.spot} | start for one in entry.stops)
        case TrailRun(), "place":
            if stop in {one.spot for one in entry.stops}:
                yield {"spot": stop}
        case _, "start":
            yield start


def _term(stay: Tenancy) -> dict[str, int]:
    return {"term_weeks": (stay.end - stay.start).days // 7}
