"""What the items of a plan cost, in cents, from the problem's figures alone."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from .case import Case, Let, Session


class Item(NamedTuple):
    """What charges pay for: ``id`` is a project's, an occurrence's, a trail's or a dressing's."""

    kind: str
    id: str
    start: int
    tags: tuple[str, ...]
    cents: int


def rent_support(let: Let) -> int:
    """Cents a month of rent above what the project can pay."""
    most = let.project.max_rent_cents_month
    return 0 if most is None else max(0, let.premises.rent_cents_month - most)


def months(days: int) -> int:
    """Months begun, of thirty days."""
    return -(-days // 30)


def staff_cents(sessions: Iterable[Session], rates: Mapping[str, int]) -> int:
    """Hours begun of every session, at the rates of the roles it needs."""
    total = 0
    for session in sessions:
        if session.work:
            begin, end = session.work
            hours = -((begin - end) // 60)
            total += hours * sum(count * rates.get(role, 0) for role, count in session.need.items())
    return total


def items(case: Case) -> Iterator[Item]:
    """Every item of the plan with its cost, tenancies first."""
    rates = case.problem.settings.role_rates
    for let in case.lets:
        cents = let.project.grant_cents + rent_support(let) * months(let.days)
        yield Item("tenancy", let.project.id, let.start, let.project.tags, cents)
    for o in case.held:
        cents = o.event.cost_cents + o.spot.fee_cents * o.event.days + staff_cents(o.sessions, rates)
        yield Item("event", o.id, o.start, o.event.tags, cents)
    for walk in case.walks:
        fees = sum(spot.fee_cents for spot, _ in walk.stops) * walk.trail.nights
        placed = sum(installation.cost_cents for _, installation in walk.stops if installation)
        cents = placed + fees + staff_cents(walk.sessions, rates)
        yield Item("trail", walk.trail.id, walk.start, walk.trail.tags, cents)
    for d in case.dressed:
        yield Item("dressing", d.id, d.start, d.kit.tags, d.kit.cost_cents)


def costs(case: Case) -> Counter[tuple[str, str]]:
    """Cents by kind and item."""
    total: Counter[tuple[str, str]] = Counter()
    for item in items(case):
        total[item.kind, item.id] += item.cents
    return total
