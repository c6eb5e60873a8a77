"""What people have decided. Bans leave no column at all (see the options); the rest demands a choice."""

import numpy as np

from ..engine.model import Model
from ..options import Kind, Options
from ..options.exact import Ints
from ..options.walked import Kept
from ..problem import Decision


def matching(options: Options, decision: Decision) -> Ints:
    """The options that match a pin or a ban in every field it gives."""
    problem = options.problem
    if decision.kind == "trail":
        return of_trail(options, decision)
    let = decision.kind == "tenancy"
    names = [p.id for p in problem.projects] if let else [e.id for e in problem.events]
    kind = Kind.TENANCY if let else Kind.EVENT
    columns = options.of(kind)
    columns = columns[options.item[columns] == options.first_item(kind) + names.index(decision.item)]
    keep = np.ones(len(columns), dtype=bool)
    if decision.premises is not None:
        keep &= options.place[columns] == [p.id for p in problem.premises].index(decision.premises)
    if decision.spot is not None:
        keep &= options.place[columns] == [s.id for s in problem.spots].index(decision.spot)
    if decision.start is not None:
        keep &= options.start[columns] == decision.start.toordinal()
    if decision.term_weeks is not None:
        keep &= options.days[columns] == 7 * decision.term_weeks
    found: Ints = columns[keep]
    return found


def of_trail(options: Options, decision: Decision) -> Ints:
    """The columns of which one is chosen exactly when the trail matches: its first night, or a stop on the spot."""
    problem = options.problem
    trail = [t.id for t in problem.trails].index(decision.item)
    spot = None if decision.spot is None else [s.id for s in problem.spots].index(decision.spot)
    walks = options.of(Kind.KEPT).tolist()
    found = [j for j in walks if _passes(options.of_trails.kept[int(options.place[j])], trail, spot)]
    if spot is None:
        columns = options.of(Kind.TRAIL)
        found += columns[options.item[columns] == options.first_item(Kind.TRAIL) + trail].tolist()
    else:
        for kind, items in ((Kind.SHOWN, [s.trail for s in options.of_trails.shown]), (Kind.BARE, None)):
            columns = options.of(kind)
            columns = columns[options.place[columns] == spot]
            own = [options.position(kind, options.item[j]) for j in columns]
            found += [
                int(j) for j, n in zip(columns, own, strict=True) if (items[n] if items else n) == trail
            ]
    some: Ints = np.array(sorted(found), dtype=np.int64)
    if decision.start is not None:
        some = some[options.start[some] == decision.start.toordinal()]
    return some


def _passes(kept: Kept, trail: int, spot: int | None) -> bool:
    return kept.trail == trail and (spot is None or spot in [s for s, _ in kept.stops])


def of_item(model: Model, options: Options, item: int) -> list[int]:
    """The bundle columns of an item."""
    return [int(c) for c in model.of_bundle(np.nonzero(options.bundle_item == item)[0])]


def committed(model: Model, options: Options) -> None:
    """tenancy.once, event.count: what is committed is placed."""
    problem = options.problem
    for n, project in enumerate(problem.projects):
        if project.committed:
            columns = of_item(model, options, n)
            model.row("tenancy.once", columns, low=1, label={"project": project.id})
    for n, event in enumerate(problem.events, len(problem.projects)):
        if event.committed:
            columns = of_item(model, options, n)
            model.row("event.count", columns, low=1, label={"event": event.id})


def pins(model: Model, options: Options) -> None:
    """pin: at least one placement of the item matches."""
    for pin in options.problem.pins:
        kind = "project" if pin.kind == "tenancy" else pin.kind
        model.row("pin", matching(options, pin), low=1, label={kind: pin.item})
