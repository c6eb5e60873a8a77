"""Money over several lines with shares, exactly to the cent."""

from collections.abc import Iterator
from itertools import combinations

import numpy as np

from ..engine.model import Model
from ..money import Ledger
from ..options import Options
from ..options.exact import Ints

#: Lines that pay for common items, up to this number, get a row for every set of them; above, as cuts ask for it.
ALL_SETS = 6


def ledger(options: Options) -> Ledger | None:
    """What each line may pay of each option, or None where money is not a limit."""
    problem = options.problem
    if problem.funding is None:
        return None
    let = np.arange(options.count) < options.tenancies
    tags = [set(p.tags) for p in problem.projects] + [set(e.tags) for e in problem.events]
    payable = []
    for line in problem.funding:
        span = line.available or (problem.town.start, problem.town.end)
        allowed = np.array([line.tags is None or bool(t & set(line.tags)) for t in tags], dtype=bool)
        kind = np.zeros(options.count, dtype=bool)
        if line.kinds is None or "tenancy" in line.kinds:
            kind |= let
        if line.kinds is None or "event" in line.kinds:
            kind |= ~let
        start = options.start
        eligible = kind & (start >= span[0].toordinal()) & (start < span[1].toordinal())
        eligible &= allowed[options.item] if options.count else eligible
        payable.append((eligible, line))
    return Ledger.of(options.cost, payable)


def covered(model: Model, options: Options) -> None:
    """funding.amount (with covered, eligible, share): what only some lines can pay is within what they hold."""
    book = ledger(options)
    if book is None:
        return
    lines = options.problem.funding or ()
    nobody = book.unpayable(())
    for column in np.nonzero(nobody > 0)[0]:
        model.row("funding.covered", [int(column)], high=0, label={"amount": int(nobody[column])})
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
