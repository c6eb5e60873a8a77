"""From chosen options to the records of a plan: tenancies, occurrences, shifts and charges."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

import numpy as np

from .options import Options
from .options.exact import Ints
from .plan import Charge, Occurrence, Plan, Shift, Tenancy
from .roster import Roster, duty
from .rules.money import ledger


def day(ordinal: int) -> date:
    """The date of an ordinal, whichever integer type holds it."""
    return date.fromordinal(int(ordinal))


def occurrence_ids(options: Options, chosen: Sequence[int]) -> dict[int, str]:
    """A name for each chosen occurrence: its event's and its rank among them; no trail bears it."""
    taken = {t.id for t in options.problem.trails}
    rank: dict[int, int] = defaultdict(int)
    names: dict[int, str] = {}
    for j in chosen:
        if j < options.tenancies:
            continue
        item = int(options.item[j])
        event = options.problem.events[options.event_of(item)]
        while True:
            rank[item] += 1
            name = f"{event.id}-{rank[item]}"
            if name not in taken:
                break
        taken.add(name)
        names[j] = name
    return names


def write(options: Options, chosen: Iterable[int], roster: Roster) -> Plan:
    """The plan of these options. They must be staffable and payable; raises ValueError otherwise."""
    problem = options.problem
    order = sorted(chosen, key=lambda j: (int(options.item[j]), int(options.start[j]), j))
    names = occurrence_ids(options, order)
    lets = [j for j in order if j < options.tenancies]
    return Plan(
        tenancies=tuple(
            Tenancy(
                project=problem.projects[int(options.item[j])].id,
                premises=problem.premises[int(options.place[j])].id,
                start=day(options.start[j]),
                end=day(options.start[j] + options.days[j]),
            )
            for j in lets
        ),
        occurrences=tuple(
            Occurrence(
                id=name,
                event=problem.events[options.event_of(int(options.item[j]))].id,
                spot=problem.spots[int(options.place[j])].id,
                start=day(options.start[j]),
            )
            for j, name in names.items()
        ),
        shifts=tuple(_shifts(options, names, roster)),
        charges=tuple(_charges(options, order, names)),
    )


def _shifts(options: Options, names: dict[int, str], roster: Roster) -> list[Shift]:
    staff = options.problem.staff
    owners: dict[tuple[int, int], list[str]] = defaultdict(list)
    for j, name in names.items():
        owners[options.event_of(int(options.item[j])), int(options.start[j])].append(name)
    events = options.problem.events
    duties = {
        (e, start): duty((e, start), events[e].staff, options.of_events.sessions(events[e], start) or ())
        for e, start in owners
    }
    posts = roster.posts(duties[key] for key, held in owners.items() for _ in held)
    shifts = [
        Shift(
            owner=owners[post.owner[:2]][post.owner[2]],
            date=day(post.day),
            role=post.role,
            staff=staff[post.staff].id,
            count=post.heads,
        )
        for post in posts
    ]
    return sorted(shifts, key=lambda s: (s.date, s.owner, s.role, s.staff))


def _charges(options: Options, order: Sequence[int], names: dict[int, str]) -> list[Charge]:
    book = ledger(options)
    if book is None:
        return []
    paid = book.split(order)
    if isinstance(paid, tuple):
        short = ", ".join((options.problem.funding or ())[k].id for k in paid)
        raise ValueError(f"the funding lines {short} cannot pay what only they may")
    return [
        Charge(
            kind="tenancy" if j < options.tenancies else "event",
            item=names[j] if j in names else options.problem.projects[int(options.item[j])].id,
            line=(options.problem.funding or ())[line].id,
            amount_cents=cents,
        )
        for j, charges in zip(order, paid, strict=True)
        for line, cents in sorted(charges.items())
    ]


def hinted(options: Options, plan: Plan) -> Ints:
    """The options that a plan's placements are, as far as they are still possible."""
    problem = options.problem
    projects = {p.id: n for n, p in enumerate(problem.projects)}
    events = {e.id: n for n, e in enumerate(problem.events, len(projects))}
    premises = {p.id: n for n, p in enumerate(problem.premises)}
    spots = {s.id: n for n, s in enumerate(problem.spots)}
    wanted = {
        (projects.get(t.project), premises.get(t.premises), t.start.toordinal(), (t.end - t.start).days)
        for t in plan.tenancies
    } | {
        (
            events.get(o.event),
            spots.get(o.spot),
            o.start.toordinal(),
            problem.events[events[o.event] - len(projects)].days,
        )
        for o in plan.occurrences
        if o.event in events
    }
    items = {item for item, *_ in wanted if item is not None}
    own = np.nonzero(np.isin(options.item, sorted(items)))[0]
    keys = zip(
        *(a[own].tolist() for a in (options.item, options.place, options.start, options.days)), strict=True
    )
    return np.array([j for j, key in zip(own.tolist(), keys, strict=True) if key in wanted], dtype=np.int64)
