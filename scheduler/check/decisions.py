"""Rules that people lay down: pins, bans, frozen days, and how much may change."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ..case import Case, on
from ..message import Message, message
from ..problem import Decision
from ..stability import changed


class Placement(NamedTuple):
    """What a decision can match; ``days`` only of a tenancy."""

    kind: str
    item: str
    start: int
    premises: str | None
    spots: frozenset[str]
    days: int | None


def placements(case: Case) -> dict[tuple[str, str], list[Placement]]:
    """All placements of the plan, by kind and item."""
    found = [
        Placement("tenancy", t.project.id, t.start, t.premises.id, frozenset(), t.days) for t in case.lets
    ]
    for o in case.held:
        found.append(Placement("event", o.event.id, o.start, None, frozenset({o.spot.id}), None))
    for walk in case.walks:
        spots = frozenset(spot.id for spot, _ in walk.stops)
        found.append(Placement("trail", walk.trail.id, walk.start, None, spots, None))
    by_item: dict[tuple[str, str], list[Placement]] = defaultdict(list)
    for one in found:
        by_item[one.kind, one.item].append(one)
    return by_item


def matches(decision: Decision, one: Placement) -> bool:
    """Whether a placement of the decision's item agrees with every field that it gives."""
    return (
        decision.premises in (None, one.premises)
        and (decision.spot is None or decision.spot in one.spots)
        and (decision.start is None or decision.start.toordinal() == one.start)
        and (decision.term_weeks is None or one.days == 7 * decision.term_weeks)
    )


def matched(case: Case, decisions: Iterable[Decision]) -> Iterator[tuple[Decision, list[Placement]]]:
    """Each decision with the placements that match it."""
    by_item = placements(case)
    for decision in decisions:
        own = by_item.get((decision.kind, decision.item), [])
        yield decision, [one for one in own if matches(decision, one)]


def pinned(case: Case) -> Iterator[Message]:
    """Every pin is matched by a placement of its item."""
    for decision, found in matched(case, case.problem.pins):
        if not found:
            yield message(
                "{item} is pinned ({conditions}) and is not placed so",
                item=decision.item,
                conditions=conditions(decision),
            )


def banned(case: Case) -> Iterator[Message]:
    """No placement matches a ban."""
    for decision, found in matched(case, case.problem.bans):
        for one in found:
            yield message(
                "{item} on {start} is banned ({conditions})",
                item=decision.item,
                start=on(one.start),
                conditions=conditions(decision),
            )


def conditions(decision: Decision) -> str:
    """The fields that a decision gives, as in the file."""
    given = {name: getattr(decision, name) for name in ("premises", "spot", "start", "term_weeks")}
    return ", ".join(f"{name} {value}" for name, value in given.items() if value is not None) or decision.kind


def frozen(case: Case) -> Iterator[Message]:
    """What was published and starts before the end of the frozen days is kept exactly."""
    settings = case.problem.settings
    if settings.today is None or settings.freeze_days is None:
        return
    end = settings.today.toordinal() + settings.freeze_days
    for one in changed(case.problem, case.plan):
        if one.start.toordinal() < end:
            yield message(
                "{item}, published for {start}, must be kept as it was: all that starts before {end} is settled",
                item=one.item,
                start=one.start,
                end=on(end),
            )


def allowance(case: Case) -> Iterator[Message]:
    """At most so many published items change."""
    most, items = case.problem.settings.max_changes, changed(case.problem, case.plan)
    if most is not None and len(items) > most:
        yield message(
            "{number} published items change ({item}), at most {maximum}",
            number=len(items),
            item=tuple(one.item for one in items),
            maximum=most,
        )
