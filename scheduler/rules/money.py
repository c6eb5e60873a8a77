"""Money over several lines with shares, exactly to the cent."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations

import numpy as np

from ..engine.model import Model
from ..money import Ledger
from ..options import Kind, Options
from ..options.exact import Ints

#: Lines that pay for common items, up to this number, get a row for every set of them; above, as cuts ask for it.
ALL_SETS = 6

#: What a funding line's kinds mean by kind of column.
PAID_AS = {
    "tenancy": (Kind.TENANCY,),
    "event": (Kind.EVENT,),
    "trail": (Kind.TRAIL, Kind.SHOWN, Kind.BARE, Kind.KEPT),
    "dressing": (Kind.FRONT, Kind.WEEK),
}


def ledger(options: Options, some: Ints | None = None) -> Ledger | None:
    """What each line may pay of each option (or of some, in this order), or None where money is not a limit."""
    problem = options.problem
    if problem.funding is None:
        return None
    tags = [set(t) for t in tags_of_items(options)]
    start, item, cost = (a if some is None else a[some] for a in (options.start, options.item, options.cost))
    payable = []
    for line in problem.funding:
        span = line.available or (problem.town.start, problem.town.end)
        allowed = np.array([line.tags is None or bool(t & set(line.tags)) for t in tags], dtype=bool)
        kind = np.zeros(options.count, dtype=bool)
        for name, kinds in PAID_AS.items():
            if line.kinds is None or name in line.kinds:
                for one in kinds:
                    kind[options.of(one)] = True
        kind = kind if some is None else kind[some]
        eligible = kind & (start >= span[0].toordinal()) & (start < span[1].toordinal())
        eligible &= allowed[item] if len(item) else eligible
        payable.append((eligible, line))
    every = bills(options)
    return Ledger.of(cost, payable, every if some is None else every[some])


def tags_of_items(options: Options) -> Iterator[Sequence[str]]:
    """The tags of every item, by its number."""
    problem = options.problem
    yield from (p.tags for p in problem.projects)
    yield from (e.tags for e in problem.events)
    yield from (t.tags for t in problem.trails)
    yield from (problem.trails[shown.trail].tags for shown in options.of_trails.shown)
    yield from (t.tags for t in problem.trails)
    for _ in (Kind.FRONT, Kind.WEEK):
        yield from (problem.kits[front.kit].tags for front in options.of_dressings.fronts)


def bills(options: Options) -> Ints:
    """By column, the trail on whose single bill it stands, -1 where it has a bill of its own."""
    found = np.full(options.count, -1, dtype=np.int64)
    for kind in (Kind.TRAIL, Kind.BARE):
        columns = options.of(kind)
        found[columns] = options.item[columns] - options.first_item(kind)
    columns, shown = options.of(Kind.SHOWN), options.of_trails.shown
    if len(columns):
        trail = np.array([s.trail for s in shown], dtype=np.int64)
        found[columns] = trail[options.item[columns] - options.first_item(Kind.SHOWN)]
    return found


def covered(model: Model, options: Options) -> None:
    """funding.amount (with covered, eligible, share): what only some lines can pay is within what they hold."""
    book = ledger(options)
    if book is None:
        return
    lines = options.problem.funding or ()
    nobody = book.unpayable(())
    for column in np.nonzero(nobody > 0)[0]:
        model.row(
            "funding.covered", [int(column)], high=0, label={"amount": Decimal(int(nobody[column])) / 100}
        )
    rows: dict[tuple[int, ...], Ints] = {}
    for chosen in sets(book):
        need = book.unpayable(chosen)
        rows[chosen] = need
        parts = [(chosen[:k] + chosen[k + 1 :], (chosen[k],)) for k in range(len(chosen))]
        if len(chosen) > 1 and any(
            a in rows and b in rows and np.array_equal(need, rows[a] + rows[b]) for a, b in parts
        ):
            continue  # the rows of the parts say as much
        if len(chosen) > 1 and not need.any():
            continue
        where = np.nonzero(need)[0]
        model.row(
            "funding.amount",
            where,
            need[where],
            high=book.held(chosen),
            label={"line": lines[chosen[0]].id, "lines": [lines[k].id for k in chosen]},
        )


def sets(book: Ledger) -> Iterator[tuple[int, ...]]:
    """The sets of lines that get a row from the start, smaller ones first."""
    for group in book.groups():
        sizes = range(1, len(group) + 1) if len(group) <= ALL_SETS else (1, 2, len(group))
        for size in sizes:
            yield from combinations(group, size)
