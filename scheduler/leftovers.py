"""Why an item has no placement: every rule that forbids it where it is impossible alone, or what it lost to.

Found after the search, on demand: nothing is kept for the placements that were never possible.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import numpy as np

from .engine.model import Label, Model
from .engine.state import State
from .message import Message, message
from .options import Kind, Options
from .options.exact import Ints, Mask
from .options.stages import Stage
from .plan import LeftOut, Reason
from .reasons import AT_TIMES, LOST, NOWHERE, PARTLY, TOO_MUCH, Why, named, told, worded
from .unheld import why_no_trail

#: How many of an item's best options are asked what is in their way, and how many answers are told.
ASKED, TOLD = 12, 3


def left_out(options: Options, model: Model, state: State) -> tuple[LeftOut, ...]:
    """Every project without a tenancy, event without an occurrence and trail without a night, with reasons."""
    problem = options.problem
    placed = set(options.item[list(state.chosen)].tolist()) if state.chosen else set()
    empty, found = State(model), []
    names = [
        *(("tenancy", p.id) for p in problem.projects),
        *(("event", e.id) for e in problem.events),
        *(("trail", t.id) for t in problem.trails),
    ]
    for item, (kind, name) in enumerate(names):
        if item in placed:
            continue
        if kind == "trail":
            whys = why_no_trail(options, model, state, item)
        else:
            whys = _why(options, model, state, empty, item)
        found.append(LeftOut(kind=kind, item=name, reasons=tuple(reason(rule, text) for rule, text in whys)))
    return tuple(found)


def reason(rule: str, why: Message) -> Reason:
    """A reason of the plan file, with the translatable form of its message."""
    values = {key: _plain(value) for key, value in why.values.items()}
    return Reason(rule=rule, message=str(why), detail={"text": why.text, "values": values})


def _plain(value: Any) -> Any:
    return str(value) if isinstance(value, date | Decimal) else value


def _why(options: Options, model: Model, state: State, empty: State, item: int) -> Iterator[Why]:
    kind = Kind.TENANCY if item < options.first_item(Kind.EVENT) else Kind.EVENT
    own = options.of_item(kind, item)
    if not len(own):
        yield from _nowhere(options, item)
        return
    possible = own[model.alone[own]]
    asked = possible if len(possible) else own
    ranked = asked[np.argsort(-model.points[asked], kind="stable")][:ASKED].tolist()
    stuck = _until_none(
        None if found and found[0] in ("event.after", "event.inauguration") else found
        for found in (_in_the_way(model, empty, j) for j in ranked)
    )
    if stuck is not None:
        yield from _too_much(model, own, stuck)
        yield from _forbidden(options, item)
        return
    ways = _until_none(_in_the_way(model, state, j) for j in ranked)
    if ways is None:
        yield "points", message("placing it would bring no more points")
        return
    counted = Counter(rule for rule, _ in ways)
    for rule, _ in counted.most_common(TOLD):
        yield worded(LOST, rule, next(label for name, label in ways if name == rule))


def _until_none(found: Iterable[tuple[str, Label] | None]) -> list[tuple[str, Label]] | None:
    """All that is found, or None as soon as something is not: nothing more is asked then."""
    every = []
    for one in found:
        if one is None:
            return None
        every.append(one)
    return every


def _nowhere(options: Options, item: int) -> Iterator[Why]:
    """The rules that leave no placement: those that forbid all of them, or every one that forbids some."""
    found, values = _stages(options, item)
    stages = list(found)
    if not stages[0].allowed.shape[0]:  # no date at all: where it might go does not matter
        rule = "tenancy.window" if item < options.first_item(Kind.EVENT) else "event.dates"
        event = None if rule == "tenancy.window" else options.problem.events[options.event_of(item)]
        yield told(NOWHERE, "event.count" if event is not None and not event.occurrences else rule, values)
        stages = list(_places(options, item))
    if not stages[0].allowed.shape[1]:
        yield told(NOWHERE, "tenancy.fit" if "activity" in values else "spot.fit", values)
        return
    everywhere = dict.fromkeys(stage.rule for stage in stages if not stage.allowed.any())
    for rule in everywhere:
        yield told(NOWHERE, rule, values)
    yield from _partly([stage for stage in stages if stage.rule not in everywhere], values)
    yield from beyond(options, item)


def _places(options: Options, item: int) -> Iterator[Stage]:
    """What the rules that ask for no date allow."""
    if item < options.first_item(Kind.EVENT):
        return options.of_tenancies.places(options.problem.projects[item])
    return options.of_events.places(options.problem.events[options.event_of(item)])


def beyond(options: Options, item: int) -> Iterator[Why]:
    """Limits that the item alone exceeds, wherever and whenever it is."""
    problem = options.problem
    if item < options.first_item(Kind.EVENT):
        project, hours = problem.projects[item], {p.id: p.hours_per_week for p in problem.partners}
        if problem.settings.max_openings_per_week == 0:
            yield told(TOO_MUCH, "openings.week", {})
        if project.support and project.support.hours_per_week > hours[project.support.partner]:
            yield told(TOO_MUCH, "support.capacity", {"partner": project.support.partner})
        shortest = 7 * min(project.terms_weeks, default=0)
        for place in problem.premises:
            if place.max_total_days is not None and place.max_total_days < shortest:
                yield told(TOO_MUCH, "premises.lease_cap", {"premises": place.id})
                break
        return
    event = problem.events[options.event_of(item)]
    if problem.settings.max_sessions_per_day == 0:
        yield told(TOO_MUCH, "sessions.day", {})
    if event.loud and problem.settings.max_loud_days_per_street_month == 0 and problem.spots:
        yield told(TOO_MUCH, "street.loud", {"street": problem.spots[0].street})


def _forbidden(options: Options, item: int) -> Iterator[Why]:
    """Beside limits that the item alone exceeds, the rules that forbid some of its placements anyway."""
    stages, values = _stages(options, item)
    yield from _partly(list(stages), values)


def _partly(stages: list[Stage], values: Mapping[str, Any]) -> Iterator[Why]:
    allowed: dict[str, Mask] = {}
    for stage in stages:
        known = allowed.get(stage.rule)
        allowed[stage.rule] = stage.allowed if known is None else known & stage.allowed
    for rule, mask in allowed.items():
        number = int((~mask.any(axis=0)).sum())  # places where it leaves no date at all
        if not mask.all():
            yield told(PARTLY if number else AT_TIMES, rule, {**values, "number": number})


def _stages(options: Options, item: int) -> tuple[Iterator[Stage], dict[str, Any]]:
    """What each rule allows of an item's placements, and the values that the sentences may name."""
    problem = options.problem
    if item < options.first_item(Kind.EVENT):
        project = problem.projects[item]
        values: dict[str, Any] = {"count": len(problem.premises), "activity": project.activity}
        if project.support:
            values["partner"] = project.support.partner
        return options.of_tenancies.stages(project), values
    event = problem.events[options.event_of(item)]
    return options.of_events.stages(event), {"count": len(problem.spots)}


def _too_much(model: Model, own: Ints, stuck: list[tuple[str, Label]]) -> Iterator[Why]:
    """Each resource of which one placement alone needs more than there is."""
    for rule in dict.fromkeys(rule for rule, _ in stuck):
        yield worded(TOO_MUCH, rule, next(label for name, label in stuck if name == rule))


def _in_the_way(model: Model, state: State, option: int) -> tuple[str, Label] | None:
    """The first limit that the option would break in this state, None if it fits."""
    found = state.obstacle(option)
    return None if found is None else named(model, *found)
