"""Rows that are too many to write down: found by looking at a choice, one at a time."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

import numpy as np

from ..engine.model import Cut, Model
from ..engine.walk import Walk
from ..options import Kind, Options
from ..options.exact import Ints
from ..options.walked import Kept
from ..roster import Duty, Roster, duty
from .duties import carrier_of, carriers
from .money import ALL_SETS, ledger


class Missing:
    """What a choice breaks that the model's rows do not say.

    Nobody can staff it, funding lines together run short, or the stops of a trail have no order that can be walked.
    """

    def __init__(self, model: Model, options: Options, roster: Roster) -> None:
        self._model, self._options = model, options
        self._roster = roster
        book = ledger(options)
        large = book is not None and any(len(group) > ALL_SETS for group in book.groups())
        self._book = book if book is not None and (large or not book.exact) else None
        #: The people of each column that takes some who are no simple matter.
        self._duties: dict[int, Duty] = {}
        for one in carriers(options):
            if not roster.simple(one.need):
                self._duties[one.column] = duty((one.column, one.sessions[0].day), one.need, one.sessions)

    def __call__(self, chosen: Sequence[int]) -> list[Cut]:
        return [*self._walks(chosen), *self._staff(chosen), *self._money(chosen)]

    def _staff(self, chosen: Sequence[int]) -> list[Cut]:
        held = [self._duties.get(c) for j in chosen if (c := carrier_of(self._options, j)) is not None]
        cuts = []
        for refused in self._roster.refusals(one for one in held if one is not None):
            columns = []
            for (column, _), copies in sorted(Counter(refused).items()):
                several = self._model.copies.get((column - self._model.options, copies))
                columns.append(column if several is None else several)
            label = {"day": date.fromordinal(refused[0][1])}
            cuts.append(Cut("staff.need", tuple(columns), (1,) * len(columns), len(columns) - 1, label))
        return cuts

    def _money(self, chosen: Sequence[int]) -> list[Cut]:
        if self._book is None:
            return []
        short = self._book.split(chosen)
        if isinstance(short, list):
            return []
        need = self._book.unpayable(short)
        lines = self._options.problem.funding or ()
        label: dict[str, object] = {"lines": [lines[k].id for k in short]}
        if short:  # none: not a cent of some bill can be charged to any line
            label["line"] = lines[short[0]].id
        rule = "funding.amount" if short else "funding.covered"
        if int(need[list(chosen)].sum()) <= self._book.held(short):
            # Only the cents lost by rounding a whole bill forbid this: the same pieces of its trails, no others.
            paid = [j for j in chosen if self._book.cost[j] > 0]
            dear = self._pieces(paid)
            return [not_exactly(rule, paid, dear[self._book.cost[dear] > 0], label)]
        where = np.nonzero(need)[0]
        columns, weights = tuple(where.tolist()), tuple(need[where].tolist())
        return [Cut(rule, columns, weights, self._book.held(short), label)]

    def _walks(self, chosen: Sequence[int]) -> list[Cut]:
        """Stops that have no order, or none but that of the published walk, which has a column of its own."""
        cuts = []
        for walk in self._model.walks:
            own = [j for j in chosen if j in walk.node]
            if not own:
                continue
            nodes = [walk.node[j] for j in own]
            if walk.order(nodes, self._published(walk, own)) is None:
                cuts.append(not_exactly(walk.rule, own, self._pieces(own), walk.label))
        return cuts

    def _published(self, walk: Walk, stops: Sequence[int]) -> tuple[int, ...] | None:
        """The nodes of the published walk that has exactly these stops, in its order."""
        order = published_order(self._options, stops)
        return None if order is None else tuple(walk.node[j] for j in order)

    def _pieces(self, chosen: Sequence[int]) -> Ints:
        """All stops, from the same nights on, of the trails that some of these belong to."""
        found = [np.empty(0, dtype=np.int64)]
        for walk in self._model.walks:
            starts = {int(self._options.start[j]) for j in chosen if j in walk.node}
            if starts:
                found.append(
                    np.array([j for j in walk.node if int(self._options.start[j]) in starts], dtype=np.int64)
                )
        return np.concatenate(found)


def not_exactly(rule: str, chosen: Sequence[int], pieces: Ints, label: Mapping[str, object]) -> Cut:
    """Not these together, unless some other of the pieces comes with them."""
    others = sorted(set(pieces.tolist()) - set(chosen))
    columns = (*chosen, *others)
    return Cut(rule, columns, (1,) * len(chosen) + (-1,) * len(others), len(chosen) - 1, dict(label))


def published_order(options: Options, stops: Sequence[int]) -> tuple[int, ...] | None:
    """These stops (columns of one trail from one night on) in the order of the published walk that they are."""
    columns = {int(options.place[j]): j for j in stops}
    for kept in options.of_trails.kept:
        if kept.start != int(options.start[stops[0]]) or len(kept.stops) != len(stops):
            continue
        if all(
            spot in columns and _is_stop(options, columns[spot], kept, shown) for spot, shown in kept.stops
        ):
            return tuple(columns[spot] for spot, _ in kept.stops)
    return None


def _is_stop(options: Options, column: int, kept: Kept, shown: int | None) -> bool:
    kind = options.kind(column)
    position = options.position(kind, options.item[column])
    return (kind == Kind.BARE and shown is None and position == kept.trail) or (
        kind == Kind.SHOWN and position == shown
    )


def copies(model: Model, options: Options) -> None:
    """Tell how many occurrences a bundle has, where there can be several and its staff is no simple matter."""
    roster = Roster(options.problem)
    for b in options.bundles_of(Kind.EVENT).tolist():
        event = options.problem.events[options.event_of(int(options.bundle_item[b]))]
        if model.bundle_most[b] > 1 and not roster.simple(event.staff):
            for k in range(1, int(model.bundle_most[b]) + 1):
                reached = model.measure([model.of_bundle(b)], constant=1 - k, high=1)
                model.push_up("staff.need", reached)
                model.copies[b, k] = reached.column
