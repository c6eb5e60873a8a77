"""The sentences that say why an item has no placement, by the code of the rule, and how their gaps are filled."""

from collections.abc import Mapping
from typing import Any

from .engine.model import Label, Model
from .message import Message

#: The code of a rule and the sentence about it.
Why = tuple[str, Message]

#: No placement keeps this rule, even in an empty town.
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
    "trail.dates": "no night of the season suits it",
}

#: The rule forbids some of the placements, and others the rest.
PARTLY: Mapping[str, str] = {
    "tenancy.fit": "{number} of the {count} premises lack the area, the equipment or the use it needs",
    "tenancy.available": "{number} of the {count} premises are not available for any of its terms",
    "tenancy.rent": "in {number} of the {count} premises, the rent needs more support than is allowed",
    "activity.separation": "a shop of its activity ({activity}) is too near {number} of the {count} premises",
    "support.capacity": "{partner} is away in the weeks in which it needs support, for some of its dates",
    "ban": "some of its placements are banned",
    "spot.fit": "{number} of the {count} spots lack the room, the power, the features or the hours it needs",
    "spot.closed": "{number} of the {count} spots are closed on all of its days",
}

#: The rule forbids some dates, at no place all of them.
AT_TIMES: Mapping[str, str] = {
    "tenancy.available": "some of the premises are not available for all of its terms",
    "support.capacity": "{partner} is away in the weeks in which it needs support, for some of its dates",
    "spot.fit": "some of the spots must be quiet before it ends on some of its days",
    "spot.closed": "some of the spots are closed on some of its days",
    "ban": "some of its placements are banned",
}

#: The trail can be held if this rule alone is left aside.
TRAIL: Mapping[str, str] = {
    "trail.stops": "too few of its spots can be stops together",
    "trail.ends": "its first or its last spot cannot be a stop",
    "trail.length": "every walk past enough of its spots is longer than {maximum} m",
    "trail.leg": "its spots are too far apart: some stretch would be longer than {maximum} m",
    "trail.step_free": "there are steps on every walk past enough of its spots",
    "spot.closed": "too many of its spots are closed on its nights",
    "ban": "what is left of it is banned",
    "staff.need": "nobody can staff it within the working hours and rests",
    "funding.amount": "no funding line can pay for it",
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
    "funding.covered": "{amount} € of its cost can be paid by no funding line",
    "funding.amount": "it costs more than {line} holds",
}

#: Others have what the placement needs.
LOST: Mapping[str, str] = {
    "premises.overlap": "lost the competition: {premises} is taken on days it needs",
    "dressing.empty": "lost the competition: {premises} has a window dressing on days it needs",
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


def named(model: Model, kind: str, number: int) -> tuple[str, Label]:
    """The rule of a limit, and the values that name it."""
    if kind == "profile":
        return model.profile_rule[number], model.profile_label[number]
    return model.rows.rule[number], model.rows.label[number]


def worded(texts: Mapping[str, str], rule: str, label: Label) -> Why:
    """A rule's sentence with the values of one of its limits."""
    values = {key: ", ".join(v) if isinstance(v, list) else v for key, v in label.items()}
    return told(texts, rule, values)


def told(texts: Mapping[str, str], rule: str, values: Mapping[str, Any]) -> Why:
    """A rule's sentence with those of the values that it names."""
    text = texts.get(rule, "lost the competition")
    return rule, Message(text, {k: v for k, v in values.items() if "{" + k + "}" in text})
