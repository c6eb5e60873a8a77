"""Rows that are too many to write down: found by looking at a choice, one at a time."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

import numpy as np

from ..engine.model import Cut, Model
from ..options import Options
from ..roster import Duty, Roster, duty
from .money import ALL_SETS, ledger


class Missing:
    """What a choice breaks that the model's rows do not say: nobody to staff it, lines that together run short."""

    def __init__(self, model: Model, options: Options, roster: Roster) -> None:
        self._model, self._options, self._roster = model, options, roster
        book = ledger(options)
        large = book is not None and any(len(group) > ALL_SETS for group in book.groups())
        self._book = book if large else None
        events = options.problem.events
        self._simple = [roster.simple(e.staff) for e in events]
        keys = zip(options.bundle_item.tolist(), options.bundle_start.tolist(), strict=True)
        self._bundle = {
            (options.event_of(item), start): b
            for b, (item, start) in enumerate(keys)
            if b >= options.tenancy_bundles
        }
        self._duties: dict[tuple[int, int], Duty] = {}

    def __call__(self, chosen: Sequence[int]) -> list[Cut]:
        return [*self._staff(chosen), *self._money(chosen)]

    def _staff(self, chosen: Sequence[int]) -> list[Cut]:
        options = self._options
        held = [
            (options.event_of(int(options.item[j])), int(options.start[j]))
            for j in chosen
            if j >= options.tenancies
        ]
        cuts = []
        for refused in self._roster.refusals(self._duty(*one) for one in held if not self._simple[one[0]]):
            columns = []
            for key, copies in sorted(Counter(refused).items()):
                bundle = self._bundle[key]
                several = self._model.copies.get((bundle, copies))
                columns.append(self._model.options + bundle if several is None else several)
            events = [options.problem.events[e].id for e, _ in refused]
            label = {"event": events[0], "events": events, "day": date.fromordinal(refused[0][1])}
            weights = (1,) * len(columns)
            cuts.append(Cut("staff.need", tuple(columns), weights, len(columns) - 1, label))
        return cuts

    def _duty(self, number: int, start: int) -> Duty:
        """What an occurrence of an event, by number and first day, needs."""
        if (number, start) not in self._duties:
            event = self._options.problem.events[number]
            sessions = self._options.of_events.sessions(event, start) or ()
            self._duties[number, start] = duty((number, start), event.staff, sessions)
        return self._duties[number, start]

    def _money(self, chosen: Sequence[int]) -> list[Cut]:
        if self._book is None:
            return []
        short = self._book.split(chosen)
        if isinstance(short, list):
            return []
        need = self._book.unpayable(short)
        where = np.nonzero(need)[0]
        lines = self._options.problem.funding or ()
        label = {"line": lines[short[0]].id, "lines": [lines[k].id for k in short]}
        columns, weights = tuple(where.tolist()), tuple(need[where].tolist())
        return [Cut("funding.amount", columns, weights, self._book.held(short), label)]


def copies(model: Model, options: Options) -> None:
    """Tell how many placements a bundle has, where there can be several and its staff is no simple matter."""
    roster = Roster(options.problem)
    for b in np.nonzero(model.bundle_most > 1)[0].tolist():
        event = options.problem.events[options.event_of(int(options.bundle_item[b]))]
        if not roster.simple(event.staff):
            for k in range(1, int(model.bundle_most[b]) + 1):
                reached = model.measure([model.of_bundle(b)], constant=1 - k, high=1)
                model.push_up("staff.need", reached)
                model.copies[b, k] = reached.column
