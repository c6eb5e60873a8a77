"""Where a record stands in the plan on show: one sentence for each of its placements."""

from datetime import date, timedelta

from scheduler.plan import Plan, TrailRun
from scheduler.problem import Problem

from ..formats import day_year, euros
from ..i18n import gettext, ngettext
from ..names import Names
from ..telling import reason_message, translate
from .filters import Document

MOST = 12
LEFT_OUT = {"projects": "tenancy", "events": "event", "trails": "trail"}


def whereabouts(
    kind: str, key: str, document: Document, problem: Problem, plan: Plan, names: Names
) -> list[str]:
    """Sentences, at most a dozen and the number of those that are not told; empty where the plan has nothing."""
    match kind:
        case "projects" | "premises":
            found = _stays(kind, key, plan, names)
        case "events" | "spots":
            found = _occurrences(kind, key, problem, plan, names)
        case "trails":
            found = [_run(run, problem, names) for run in plan.trails if run.trail == key]
        case "people":
            found = _shifts(key, plan, names)
        case "funding":
            found = _charges(key, document, plan)
        case "kits":
            found = [
                gettext("%(place)s, %(span)s", place=names("premises", d.premises), span=span(d.start, d.end))
                for d in plan.dressings
                if d.kit == key
            ]
        case _:
            found = []
    found += _left_out(kind, key, plan, names)
    if len(found) > MOST:
        more = len(found) - MOST
        found = [*found[:MOST], ngettext("and %(num)s more", "and %(num)s more", more)]
    return found


def span(start: date, end: date) -> str:
    """From the first day to the last, both said."""
    return gettext(
        "from %(first)s to %(last)s", first=day_year(start), last=day_year(end - timedelta(days=1))
    )


def _stays(kind: str, key: str, plan: Plan, names: Names) -> list[str]:
    found = []
    for stay in plan.tenancies:
        if key == (stay.project if kind == "projects" else stay.premises):
            other = names("premises", stay.premises) if kind == "projects" else names("project", stay.project)
            found.append((stay.start, other, stay.end))
    for dressing in plan.dressings:
        if kind == "premises" and dressing.premises == key:
            name = gettext("window dressed: %(kit)s", kit=names("kit", dressing.kit))
            found.append((dressing.start, name, dressing.end))
    return [
        gettext("%(place)s, %(span)s", place=place, span=span(start, end))
        for start, place, end in sorted(found)
    ]


def _occurrences(kind: str, key: str, problem: Problem, plan: Plan, names: Names) -> list[str]:
    days = {event.id: event.days for event in problem.events}
    here = [o for o in plan.occurrences if key == (o.event if kind == "events" else o.spot)]
    found = []
    for one in sorted(here, key=lambda o: o.start):
        other = names("spot", one.spot) if kind == "events" else names("event", one.event)
        length = days.get(one.event, 1)
        when = day_year(one.start) if length == 1 else span(one.start, one.start + timedelta(days=length))
        found.append(gettext("%(place)s, %(span)s", place=other, span=when))
    for run in plan.trails if kind == "spots" else ():
        if key in (stop.spot for stop in run.stops):
            name = names("trail", run.trail)
            found.append(gettext("%(place)s, %(span)s", place=name, span=_nights(run, problem)))
    return found


def _run(run: TrailRun, problem: Problem, names: Names) -> str:
    """The nights of a trail and its stops with their works."""
    stops = [
        gettext("%(place)s: %(work)s", place=names("spot", stop.spot), work=stop.installation)
        if stop.installation
        else names("spot", stop.spot)
        for stop in run.stops
    ]
    return gettext("%(span)s, by way of %(stops)s", span=_nights(run, problem), stops=" → ".join(stops))


def _nights(run: TrailRun, problem: Problem) -> str:
    nights = next((trail.nights for trail in problem.trails if trail.id == run.trail), 1)
    return day_year(run.start) if nights == 1 else span(run.start, run.start + timedelta(days=nights))


def _shifts(key: str, plan: Plan, names: Names) -> list[str]:
    events = {o.id: names("event", o.event) for o in plan.occurrences}
    mine = sorted((s for s in plan.shifts if s.staff == key), key=lambda s: s.date)
    return [
        gettext(
            "%(day)s: %(role)s, %(event)s",
            day=day_year(s.date),
            role=s.role,
            event=events.get(s.owner) or names("trail", s.owner),
        )
        for s in mine
    ]


def _charges(key: str, document: Document, plan: Plan) -> list[str]:
    charges = [c.amount_cents for c in plan.charges if c.line == key]
    if not charges:
        return []
    left = int(document.get("amount_cents") or 0) - sum(charges)
    return [
        ngettext(
            "%(spent)s spent on %(num)s item; %(left)s left",
            "%(spent)s spent on %(num)s items; %(left)s left",
            len(charges),
            spent=euros(sum(charges)),
            left=euros(left),
        )
    ]


def _left_out(kind: str, key: str, plan: Plan, names: Names) -> list[str]:
    found = []
    for one in plan.left_out:
        if one.kind == LEFT_OUT.get(kind) and one.item == key:
            reasons = [translate(reason_message(reason), names) for reason in one.reasons[:2]]
            found.append(
                gettext("Left out: %(reason)s", reason="; ".join(reasons))
                if reasons
                else gettext("Left out.")
            )
    return found
