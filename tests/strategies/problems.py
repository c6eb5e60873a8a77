"""Random problems, and the same with few limits."""

from collections.abc import Callable
from dataclasses import MISSING, replace
from datetime import timedelta
from random import Random
from typing import Any

from hypothesis import strategies as st

from scheduler.problem import (
    Event,
    FundingLine,
    Installation,
    Kit,
    Premises,
    Problem,
    Project,
    Spot,
    Staff,
    Town,
    Trail,
)

from .plans import placements
from .values import MONDAY, days, ids, maybe, some, whole
from .world import World, town_settings

LIMITS = {
    Premises: (
        "allowed_activities",
        "forbidden_activities",
        "available",
        "min_term_weeks",
        "max_term_weeks",
        "max_total_days",
        "owner_veto",
    ),
    Project: (
        "area_min_m2",
        "area_max_m2",
        "equipment",
        "max_rent_cents_month",
        "veto",
        "support",
        "committed",
    ),
    Spot: ("capacity", "latest_end", "closures"),
    Event: (
        "windows",
        "weekdays",
        "not_dates",
        "min_gap_days",
        "attendance",
        "power_w",
        "features",
        "spots",
        "staff",
        "after",
        "not_same_day",
        "inaugurates",
        "committed",
    ),
    Staff: ("available", "weekdays", "absences", "max_hours_day", "max_hours_week", "rest_hours"),
    FundingLine: ("available", "kinds", "tags", "max_percent"),
    Installation: ("power_w", "features", "spots", "staff"),
    Trail: ("windows", "weekdays", "max_stops", "max_leg_m", "first_spot", "last_spot", "step_free", "staff"),
    Kit: ("premises", "min_days"),
}


def eased(problem: Problem, random: Random) -> Problem:
    """The problem with most of the limits of its records taken away, so that more plans keep them all."""

    def ease(record: Any) -> Any:
        defaults = type(record).__dataclass_fields__
        if isinstance(record, Trail):
            record = replace(record, installations=tuple(map(ease, record.installations)), max_length_m=9999)
        off = {
            name: defaults[name].default if defaults[name].default is not MISSING else {}
            for name in LIMITS.get(type(record), ())
            if random.random() < 0.8
        }
        return replace(record, **off)

    lists = {
        name: tuple(map(ease, rows))
        for name in ("premises", "projects", "spots", "events", "staff", "funding", "trails", "kits")
        if (rows := getattr(problem, name))
    }
    found = replace(problem, **lists)
    if found.funding:
        found = replace(found, funding=tuple(replace(line, amount_cents=99_999) for line in found.funding))
    return found


@st.composite
def problems(
    draw: st.DrawFn,
    trails: bool = True,
    kits: bool = True,
    published: bool = True,
    money: bool = True,
    easy: bool = False,
) -> Problem:
    """Problems with a handful of records of each kind, whose references resolve; ``easy`` ones have few limits."""
    w = World(draw, trails, kits)
    placeable = bool(w.projects or w.events or w.trails)
    decisions = some(st.composite(w.decision_of)(), 2) if placeable else st.just(())
    sunsets = {MONDAY + timedelta(n): 18 * 60 + n for n in range(45) if n % 5}
    limits = draw(town_settings())
    if not published:
        limits = replace(limits, freeze_days=None, max_changes=None, today=None)

    def each(make: Callable[[st.DrawFn, str], Any], names: list[str]) -> tuple[Any, ...]:
        return tuple(make(draw, id) for id in names)

    found = Problem(
        town=Town(start=MONDAY, end=draw(days(20, 40)), sunsets=sunsets),
        settings=limits,
        streets=each(w.street_of, w.streets),
        premises=each(w.premises_of, w.premises),
        shops=each(w.shop_of, ids("h", draw(whole(0, 1)))),
        projects=each(w.project_of, w.projects),
        partners=each(w.partner_of, w.partners),
        spots=each(w.spot_of, w.spots),
        events=each(w.event_of, w.events),
        staff=each(w.staff_of, w.staff),
        funding=each(w.line_of, ids("f", draw(whole(0, 2)))) if money and draw(st.booleans()) else None,
        coverage=each(w.target_of, ids("c", draw(whole(0, 2)))),
        trails=each(w.trail_of, w.trails),
        kits=each(w.kit_of, w.kits),
        pins=draw(maybe(decisions, ())),
        bans=draw(maybe(decisions, ())),
    )
    if easy:
        found = eased(found, Random(draw(whole(0, 2**32))))
    return replace(found, published=draw(maybe(placements(found)))) if published else found
