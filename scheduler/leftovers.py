"""Why an item has no placement: the first rule that forbids it wherever it is alone, or what it lost to.

Found after the search, on demand: nothing is kept for the placements that were never possible.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import numpy as np

from .engine.model import Label, Model
from .engine.state import State
from .message import Message, message
from .options import Options
from .plan import LeftOut, Reason

#: How many of an item's best options are asked what is in their way, and how many answers are told.
ASKED, TOLD = 12, 3

#: No placement keeps this rule and all those before it, even in an empty town.
NOWHERE: Mapping[str, str] = {
    "tenancy.window": "none of its terms fits between its first start, its last start and the end of the season",
    "tenancy.fit": "none of the {count} premises has the area, the equipment and the use it needs",
    "tenancy.available": "no premises that suits it is available for one of its terms",
    "tenancy.rent": "in all premises that suit it, the rent needs more support than is allowed",
    "activity.separation": "a shop of its activity ({activity}) is too near all premises that suit it",
    "support.capacity": "{partner} is away in the weeks in which it needs support",
    "ban": "every placement that is left is banned",
    "event.count": "it may have no occurrence",
    "event.dates": "no day of the season suits it",
    "event.after": "it is to come after itself",
    "spot.fit": "none of the {count} spots has the room, the power, the features and the hours it needs",
    "spot.closed": "the spots that suit it are closed on its days",
}

#: The placement alone is more than the resource holds.
TOO_MUCH: Mapping[str, str] = {
    "premises.overlap": "it needs more of {premises} than there is",
    "premises.lease_cap": "its shortest term is longer than {premises} may be let",
    "support.capacity": "it needs more hours a week than {partner} has",
    "openings.week": "no opening is allowed in a week",
    "event.after": "{event_2}, which must come before it, cannot be held in time",
    "event.apart": "it may not share a day with itself",
    "event.inauguration": "{project}, which it opens, cannot be there in time",
    "street.loud": "no loud day is allowed on {street}",
    "sessions.day": "no session is allowed on a day",
    "staff.overlap": "it needs more people in a role ({roles}) than there are",
    "staff.available": "too few people in a role ({roles}) are available on its days",
    "staff.week": "its hours in a week are more than people in a role ({roles}) may work",
    "staff.day": "its hours in a day are more than people in a role ({roles}) may work",
    "staff.need": "nobody can staff it within the working hours and rests",
    "funding.covered": "{amount} cents of its cost can be paid by no funding line",
    "funding.amount": "it costs more than {line} holds",
}

#: Others have what the placement needs.
LOST: Mapping[str, str] = {
    "premises.overlap": "lost the competition: {premises} is taken on days it needs",
    "premises.lease_cap": "lost the competition: {premises} has too few days left to be let",
    "activity.separation": "lost the competition: its activity ({activity}) is already near, on or around {street}",
    "support.capacity": "lost the competition: {partner} has too few hours left",
    "openings.week": "lost the competition: no opening is left in the week of {week}",
    "event.dates": "lost the competition: another of its occurrences is too near",
    "spot.overlap": "lost the competition: {spot} is taken at hours it needs",
    "event.after": "{event_2}, which must come before it, is not held in time",
    "event.apart": "lost the competition: {event_2} is held on the same day",
    "event.inauguration": "{project}, which it opens, has no tenancy there in time",
    "street.loud": "lost the competition: no loud day is left on {street} in the month of {month}",
    "sessions.day": "lost the competition: no session is left on {day}",
    "staff.overlap": "lost the competition: those who could work in a role ({roles}) are at work",
    "staff.available": "lost the competition: those available in a role ({roles}) are at work",
    "staff.week": "lost the competition: too few hours are left in a role ({roles}) in the week of {week}",
    "staff.day": "lost the competition: too few hours are left in a role ({roles}) on {day}",
    "staff.need": "lost the competition: nobody can staff it beside the others",
    "funding.covered": "lost the competition: no funding line can pay for it beside the others",
    "funding.amount": "lost the competition: {line} has too little left",
}


def left_out(options: Options, model: Model, state: State) -> tuple[LeftOut, ...]:
    """Every project without a tenancy and every event without an occurrence, with reasons."""
    problem = options.problem
    placed = set(options.item[list(state.chosen)].tolist()) if state.chosen else set()
    found, empty = [], State(model)
    names = [("tenancy", p.id) for p in problem.projects] + [("event", e.id) for e in problem.events]
    for item, (kind, name) in enumerate(names):
        if item not in placed:
            reasons = tuple(reason(rule, text) for rule, text in _why(options, model, state, empty, item))
            found.append(LeftOut(kind=kind, item=name, reasons=reasons))
    return tuple(found)


def reason(rule: str, why: Message) -> Reason:
    """A reason of the plan file, with the translatable form of its message."""
    values = {key: _plain(value) for key, value in why.values.items()}
    return Reason(rule=rule, message=str(why), detail={"text": why.text, "values": values})


def _plain(value: Any) -> Any:
    return str(value) if isinstance(value, date | Decimal) else value


def _why(
    options: Options, model: Model, state: State, empty: State, item: int
) -> Iterator[tuple[str, Message]]:
    low, high = np.searchsorted(options.item, [item, item + 1])
    own = np.arange(low, high)
    if not len(own):
        yield _nowhere(options, item)
        return
    possible = own[model.alone[own]]
    asked = possible if len(possible) else own
    ranked = asked[np.argsort(-model.points[asked], kind="stable")][:ASKED].tolist()
    alone = [_in_the_way(model, empty, j) for j in ranked]
    stuck = [found for found in alone if found and found[0] not in ("event.after", "event.inauguration")]
    if len(stuck) == len(ranked):
        yield _worded(TOO_MUCH, *stuck[0])
        return
    ways = [_in_the_way(model, state, j) for j in ranked]
    if any(found is None for found in ways):
        yield "points", message("placing it would bring no more points")
        return
    counted = Counter(found[0] for found in ways if found)
    for rule, _ in counted.most_common(TOLD):
        yield _worded(LOST, rule, next(found[1] for found in ways if found and found[0] == rule))


def _nowhere(options: Options, item: int) -> tuple[str, Message]:
    """The first rule after which no placement is left."""
    problem = options.problem
    if item < len(problem.projects):
        project = problem.projects[item]
        values = {"count": len(problem.premises), "activity": project.activity}
        if project.support:
            values["partner"] = project.support.partner
        stages, some = options.of_tenancies.stages(project), len(options.of_tenancies.terms(project)[0])
        allowed = True
    else:
        event = problem.events[options.event_of(item)]
        values = {"count": len(problem.spots)}
        stages, some = options.of_events.stages(event), len(options.of_events.dates(event))
        allowed = event.occurrences > 0
    for rule, left in stages:
        # Whether there is a date at all does not depend on there being a place.
        dated = rule in ("tenancy.window", "event.dates")
        stopped = not allowed if rule == "event.count" else not some if dated else not left.any()
        if stopped:
            text = NOWHERE[rule]
            return rule, Message(text, {k: v for k, v in values.items() if "{" + k + "}" in text})
    raise AssertionError("an item without options is stopped by a rule")


def _in_the_way(model: Model, state: State, option: int) -> tuple[str, Label] | None:
    """The first limit that the option would break in this state, None if it fits."""
    found = state.obstacle(option)
    if found is None:
        return None
    kind, number = found
    if kind == "profile":
        return model.profile_rule[number], model.profile_label[number]
    return model.rows.rule[number], model.rows.label[number]


def _worded(texts: Mapping[str, str], rule: str, label: Label) -> tuple[str, Message]:
    text = texts.get(rule, "lost the competition")
    values = {key: ", ".join(v) if isinstance(v, list) else v for key, v in label.items()}
    return rule, Message(text, {k: v for k, v in values.items() if "{" + k + "}" in text})
