"""From chosen options to the records of a plan: tenancies, occurrences, trails, dressings, shifts and charges."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

import numpy as np

from .engine.model import Model
from .options import Kind, Options
from .plan import Charge, Dressing, Occurrence, Plan, Shift, Stop, Tenancy, TrailRun
from .roster import Roster, duty
from .rules.cuts import published_order
from .rules.duties import carrier_of, carriers
from .rules.money import ledger


def day(ordinal: int) -> date:
    """The date of an ordinal, whichever integer type holds it."""
    return date.fromordinal(int(ordinal))


def write(options: Options, model: Model, chosen: Iterable[int], roster: Roster) -> Plan:
    """The plan of these options. They must be staffable, payable and walkable; raises ValueError otherwise."""
    order = sorted(chosen, key=lambda j: (int(options.item[j]), int(options.start[j]), j))
    names = Names(options, order)
    return Plan(
        tenancies=tuple(_tenancies(options, order)),
        occurrences=tuple(_occurrences(options, order, names)),
        trails=tuple(_trails(options, model, order)),
        dressings=tuple(_dressings(options, order, names)),
        shifts=tuple(_shifts(options, order, names, roster)),
        charges=tuple(_charges(options, order, names)),
    )


class Names:
    """What shifts and charges call each chosen option."""

    def __init__(self, options: Options, chosen: Sequence[int]) -> None:
        problem = options.problem
        trails = [t.id for t in problem.trails]
        shown = [trails[s.trail] for s in options.of_trails.shown]
        kits = [problem.kits[f.kit].id for f in options.of_dressings.fronts]
        self._of = {
            Kind.TENANCY: [p.id for p in problem.projects],
            Kind.EVENT: [e.id for e in problem.events],
            Kind.TRAIL: trails,
            Kind.SHOWN: shown,
            Kind.BARE: trails,
            Kind.KEPT: trails,
            Kind.FRONT: kits,
            Kind.WEEK: kits,
        }
        self._options = options
        self._numbered = self._number(chosen, Kind.EVENT, set(trails)) | self._number(
            chosen, Kind.FRONT, set()
        )

    def item(self, option: int) -> str:
        """The id of the project, event, trail or kit of an option."""
        kind = self._options.kind(option)
        return self._of[kind][self._options.position(kind, self._options.item[option])]

    def __getitem__(self, option: int) -> str:
        """The id of an occurrence or dressing; of the project or trail otherwise."""
        return self._numbered.get(option) or self.item(option)

    def _number(self, chosen: Sequence[int], kind: Kind, taken: set[str]) -> dict[int, str]:
        """A name for each option of a kind: its item's and its rank; none that is taken."""
        rank: Counter[str] = Counter()
        names: dict[int, str] = {}
        for j in chosen:
            if self._options.kind(j) != kind:
                continue
            item = self.item(j)
            name = ""
            while not name or name in taken:
                rank[item] += 1
                name = f"{item}-{rank[item]}"
            names[j] = name
            taken.add(name)
        return names


def _tenancies(options: Options, chosen: Sequence[int]) -> Iterator[Tenancy]:
    for j in chosen:
        if options.kind(j) == Kind.TENANCY:
            yield Tenancy(
                project=options.problem.projects[int(options.item[j])].id,
                premises=options.problem.premises[int(options.place[j])].id,
                start=day(options.start[j]),
                end=day(options.start[j] + options.days[j]),
            )


def _occurrences(options: Options, chosen: Sequence[int], names: Names) -> Iterator[Occurrence]:
    for j in chosen:
        if options.kind(j) == Kind.EVENT:
            spot = options.problem.spots[int(options.place[j])].id
            yield Occurrence(id=names[j], event=names.item(j), spot=spot, start=day(options.start[j]))


def _trails(options: Options, model: Model, chosen: Sequence[int]) -> Iterator[TrailRun]:
    """Each trail with its stops in walking order: as published, or one that the ground allows."""
    problem, walks = options.problem, {walk.items[0]: walk for walk in model.walks}
    for j in chosen:
        kind = options.kind(j)
        if kind not in (Kind.TRAIL, Kind.KEPT):
            continue
        trail = options.position(kind, options.item[j])
        if kind == Kind.KEPT:
            stops: Iterable[tuple[int, int | None]] = options.of_trails.kept[int(options.place[j])].stops
        else:
            walk = walks[int(options.item[j])]
            at = {walk.node[k]: k for k in chosen if k in walk.node}
            past = published_order(options, list(at.values())) if at else None
            order = walk.order(list(at), None if past is None else tuple(walk.node[k] for k in past))
            if order is None:
                raise ValueError(f"the stops of {problem.trails[trail].id} have no order")
            stops = [_stop(options, at[node]) for node in order]
        yield TrailRun(
            trail=problem.trails[trail].id,
            start=day(options.start[j]),
            stops=tuple(
                Stop(
                    spot=problem.spots[spot].id,
                    installation=None if n is None else options.of_trails.shown[n].installation.id,
                )
                for spot, n in stops
            ),
        )


def _stop(options: Options, option: int) -> tuple[int, int | None]:
    shown = options.kind(option) == Kind.SHOWN
    number = options.position(Kind.SHOWN, options.item[option]) if shown else None
    return int(options.place[option]), number


def _dressings(options: Options, chosen: Sequence[int], names: Names) -> Iterator[Dressing]:
    """Each shortest stay with the weeks that prolong it."""
    weeks: dict[tuple[int, int], int] = {}
    for j in chosen:
        if options.kind(j) == Kind.WEEK:
            weeks[options.position(Kind.WEEK, options.item[j]), int(options.start[j])] = int(options.days[j])
    for j in chosen:
        if options.kind(j) == Kind.FRONT:
            front = options.position(Kind.FRONT, options.item[j])
            end = int(options.start[j] + options.days[j])
            while (front, end) in weeks:
                end += weeks[front, end]
            yield Dressing(
                id=names[j],
                kit=names.item(j),
                premises=options.problem.premises[int(options.place[j])].id,
                start=day(options.start[j]),
                end=day(end),
            )


def _shifts(options: Options, chosen: Sequence[int], names: Names, roster: Roster) -> list[Shift]:
    """Who works when; the people of a trail and of its installations added up."""
    owners: dict[int, list[str]] = defaultdict(list)
    for j in chosen:
        column = carrier_of(options, j)
        if column is not None:
            owners[column].append(names[j])
    duties = {
        one.column: duty((one.column, one.sessions[0].day), one.need, one.sessions)
        for one in carriers(options)
        if one.column in owners
    }
    heads: Counter[tuple[date, str, str, str]] = Counter()
    for post in roster.posts(one for column, one in duties.items() for _ in owners[column]):
        owner, staff = owners[post.owner[0]][post.owner[2]], options.problem.staff[post.staff].id
        heads[day(post.day), owner, post.role, staff] += post.heads
    return [
        Shift(owner=owner, date=when, role=role, staff=staff, count=count)
        for (when, owner, role, staff), count in sorted(heads.items())
    ]


def _charges(options: Options, chosen: Sequence[int], names: Names) -> list[Charge]:
    book = ledger(options, np.array(chosen, dtype=np.int64))
    if book is None:
        return []
    paid = book.split(range(len(chosen)))
    if isinstance(paid, tuple):
        short = ", ".join((options.problem.funding or ())[k].id for k in paid)
        raise ValueError(f"the funding lines {short} cannot pay what only they may")
    kinds = {Kind.TENANCY: "tenancy", Kind.EVENT: "event", Kind.FRONT: "dressing", Kind.WEEK: "dressing"}
    owners = [chosen[own[0]] for own in book.accounts(range(len(chosen)))]
    return [
        Charge(
            kind=kinds.get(options.kind(own), "trail"),
            item=names[own],
            line=(options.problem.funding or ())[line].id,
            amount_cents=cents,
        )
        for own, charges in zip(owners, paid, strict=True)
        for line, cents in sorted(charges.items())
    ]
