"""Rules of funding: every cost is paid exactly, by lines that may and can pay it."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from fractions import Fraction

from ..case import Case, by_id, inside, on
from ..costs import Item, costs, items
from ..fields import Span
from ..message import Message, message
from .violation import euros


def covered(case: Case) -> Iterator[Message]:
    """The charges on an item add up to its cost exactly."""
    if case.problem.funding is None:
        return
    cost, paid = costs(case), Counter[tuple[str, str]]()
    for charge in case.plan.charges:
        paid[charge.kind, charge.item] += charge.amount_cents
    for key in sorted({*cost, *paid}):
        if cost[key] != paid[key]:
            yield message(
                "{item}: costs {cost} €, {paid} € are charged",
                item=_name(case, *key),
                cost=euros(cost[key]),
                paid=euros(paid[key]),
            )


def _name(case: Case, kind: str, item: str) -> str:
    """The id people know: of an occurrence, its event's."""
    return case.occurrences[item].event.id if kind == "event" and item in case.occurrences else item


def amount(case: Case) -> Iterator[Message]:
    """The charges on a line are at most its amount."""
    spent: Counter[str] = Counter()
    for charge in case.plan.charges:
        spent[charge.line] += charge.amount_cents
    for line in case.problem.funding or ():
        if spent[line.id] > line.amount_cents:
            yield message(
                "{line}: {spent} € charged, {over} € above its {amount} €",
                line=line.id,
                spent=euros(spent[line.id]),
                over=euros(spent[line.id] - line.amount_cents),
                amount=euros(line.amount_cents),
            )


def eligible(case: Case) -> Iterator[Message]:
    """A line pays only for kinds, tags and dates that it is meant for."""
    lines = by_id(case.problem.funding or ())
    horizon = Span(case.problem.town.start, case.problem.town.end)
    by_key: dict[tuple[str, str], list[Item]] = defaultdict(list)
    for item in items(case):
        by_key[item.kind, item.id].append(item)
    for charge in case.plan.charges:
        line, name = lines[charge.line], _name(case, charge.kind, charge.item)
        if line.kinds is not None and charge.kind not in line.kinds:
            yield message(
                "{line} does not pay for a {kind} ({item})", line=line.id, kind=charge.kind, item=name
            )
        for item in by_key[charge.kind, charge.item]:
            if line.tags is not None and not set(line.tags) & set(item.tags):
                yield message(
                    "{line} pays for {tags} only; {item} has none of these tags",
                    line=line.id,
                    tags=", ".join(line.tags) or "–",
                    item=name,
                )
            if not inside(item.start, item.start + 1, [line.available or horizon]):
                yield message(
                    "{line} is not available on {start}, when {item} starts",
                    line=line.id,
                    start=on(item.start),
                    item=name,
                )


def share(case: Case) -> Iterator[Message]:
    """A line pays at most its share of the cost of any one item."""
    lines, cost = by_id(case.problem.funding or ()), costs(case)
    paid: Counter[tuple[str, str, str]] = Counter()
    for charge in case.plan.charges:
        paid[charge.line, charge.kind, charge.item] += charge.amount_cents
    for (name, kind, item), cents in sorted(paid.items()):
        whole, percent = cost[kind, item], lines[name].max_percent
        if 100 * cents > Fraction(percent) * whole:
            yield message(
                "{line} pays {paid} € of the {cost} € of {item}, at most {percent} %",
                line=name,
                paid=euros(cents),
                cost=euros(whole),
                item=_name(case, kind, item),
                percent=percent,
            )
