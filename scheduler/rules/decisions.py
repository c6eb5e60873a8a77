"""What people have decided. Bans leave no column at all (see the options); the rest demands a choice."""

import numpy as np

from ..engine.model import Model
from ..options import Options
from ..options.exact import Ints
from ..problem import Decision


def matching(options: Options, decision: Decision) -> Ints:
    """The options that match a pin or a ban in every field it gives."""
    problem = options.problem
    let = decision.kind == "tenancy"
    names = [p.id for p in problem.projects] if let else [e.id for e in problem.events]
    item = names.index(decision.item) + (0 if let else len(problem.projects))
    low, high = np.searchsorted(options.item, [item, item + 1])
    columns = np.arange(low, high)
    keep = np.ones(len(columns), dtype=bool)
    if decision.premises is not None:
        keep &= options.place[columns] == [p.id for p in problem.premises].index(decision.premises)
    if decision.spot is not None:
        keep &= options.place[columns] == [s.id for s in problem.spots].index(decision.spot)
    if decision.start is not None:
        keep &= options.start[columns] == decision.start.toordinal()
    if decision.term_weeks is not None:
        keep &= options.days[columns] == 7 * decision.term_weeks
    return columns[keep]


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
        kind = "project" if pin.kind == "tenancy" else "event"
        model.row("pin", matching(options, pin), low=1, label={kind: pin.item})
