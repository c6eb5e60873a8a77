"""What was published: what is settled stays, no more changes than allowed, and each change has its price."""

from collections import Counter

import numpy as np

from ..engine.model import Label, Model
from ..options import Kind, Options
from ..options.published import Published, everything
from ..options.walked import numbered
from ..plan import Occurrence, Tenancy
from .terms import tie


def columns(options: Options, wanted: list[Published]) -> list[int | None]:
    """For each published item the column that keeps it exactly as it was, or None where that is impossible."""
    problem = options.problem
    projects = {p.id: n for n, p in enumerate(problem.projects)}
    events = {e.id: n for n, e in enumerate(problem.events, options.first_item(Kind.EVENT))}
    premises = {p.id: n for n, p in enumerate(problem.premises)}
    spots = {s.id: n for n, s in enumerate(problem.spots)}
    items = {projects.get(one.item) for one in wanted if one.kind == "tenancy"}
    items |= {events.get(one.item) for one in wanted if one.kind == "event"}
    column = _by_placement(options, sorted(n for n in items if n is not None))
    found: list[int | None] = []
    for one in wanted:
        entry, start = one.entry, one.start.toordinal()
        if isinstance(entry, Tenancy):
            key: tuple[object, ...] = (
                projects.get(one.item),
                premises.get(entry.premises),
                start,
                (entry.end - entry.start).days,
            )
        elif isinstance(entry, Occurrence):
            n = events.get(one.item)
            days = 0 if n is None else problem.events[options.event_of(n)].days
            key = n, spots.get(entry.spot), start, days
        else:
            key = "trail", numbered(problem, one)
        found.append(column.get(key))
    return found


def _by_placement(options: Options, items: list[int]) -> dict[tuple[object, ...], int]:
    """The columns of these projects and events by item, place, first day and length; published walks by themselves."""
    own = np.concatenate([options.of(Kind.TENANCY), options.of(Kind.EVENT)])
    own = own[np.isin(options.item[own], np.array(items, dtype=np.int64))]
    rows = (options.item[own], options.place[own], options.start[own], options.days[own], own)
    found: dict[tuple[object, ...], int] = {
        (item, place, start, days): j
        for item, place, start, days, j in zip(*(row.tolist() for row in rows), strict=True)
    }
    for j in options.of(Kind.KEPT).tolist():
        found["trail", options.of_trails.kept[int(options.place[j])]] = j
    return found


def told(one: Published) -> Label:
    """The words that name a published item."""
    return {
        {"tenancy": "project", "event": "event", "trail": "trail"}[one.kind]: one.item,
        "start": one.start,
    }


def frozen(model: Model, options: Options) -> None:
    """freeze: what is published and starts before the end of the frozen days stays exactly as it was."""
    wanted = list(options.settled)
    for one, column in zip(wanted, columns(options, wanted), strict=True):
        model.row("freeze", [] if column is None else [column], low=1, label=told(one))


def kept(options: Options) -> Counter[int]:
    """How many published items each column keeps."""
    return Counter(c for c in columns(options, everything(options.problem.published)) if c is not None)


def allowance(model: Model, options: Options) -> None:
    """changes.allowance: at most so many published items change."""
    most = options.problem.settings.max_changes
    published = len(everything(options.problem.published))
    if most is None or published <= most:
        return
    same = kept(options)
    model.row(
        "changes.allowance", list(same), list(same.values()), low=published - most, label={"most": most}
    )


def changes(model: Model, options: Options) -> None:
    """changes: each published item that is not kept."""
    weight = options.problem.settings.points.change
    published = len(everything(options.problem.published))
    if not weight or not published:
        return
    same = kept(options)
    least = published - same.total()
    tie(
        model,
        "changes",
        model.measure(
            list(same),
            [-n for n in same.values()],
            constant=published,
            low=least,
            high=published,
            points=-weight,
        ),
    )
