"""Neighbourhood after neighbourhood of the incumbent, as many side by side as there are hands.

A solve begins from the incumbent of its day. If that has changed when it ends, what it moved is moved in the new one,
where that still fits.
"""

from concurrent.futures import Future
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from ..options.exact import Ints
from .crew import Crew, first_done
from .everything import Everything
from .master import Choice, Restriction
from .neighbourhoods import Scene, of, opened
from .state import State
from .stroll import stroll

if TYPE_CHECKING:
    from .search import Search

#: CP-SAT's deterministic work for a neighbourhood, where prices are exact and elsewhere.
_STEP, _LONGER = 0.3, 0.6
#: Items of a neighbourhood: at first, least, most; how sizes follow what was solved to the end and what was not.
_SIZE, SMALLEST, LARGEST, _WIDER, _NARROWER = 30.0, 4.0, 400.0, 1.05, 0.9
#: Columns of a neighbourhood: those nearest their price, give or take this share of what a placement brings, so that
#: of many equal ones not always the same are looked at.
_WIDTH, _GIVE = 1000, 0.005
#: How much more often than the others a kind is tried at most; after it found something, after it did not.
_OFTEN, _MORE, _LESS = 4.0, 1.5, 0.9
#: Times that a neighbourhood is solved anew because its best choice could not be staffed or paid.
_AGAIN = 8
#: Neighbourhoods between two attempts at a walk.
_WALKED = 8
#: Neighbourhoods between two further legs of the descent.
_PRICED = 3


@dataclass(frozen=True, slots=True, eq=False)
class Sent:
    """A neighbourhood on its way: of which kind, what stays, what is free, and the plan that it began from."""

    kind: int
    base: tuple[int, ...]
    free: Ints
    origin: frozenset[int]
    again: int
    choice: Future[Choice]


class Improver:
    """
    Improves the incumbent of a search; sizes follow how far each kind of neighbourhood can be solved.

    ``everything`` says whether attempts at all that could be better are part of it.
    """

    def __init__(self, search: "Search", everything: bool = True) -> None:
        self.search, self._attempts = search, everything
        self._kinds = of(search.model)
        self.sizes = [_SIZE] * len(self._kinds)
        self.weights = [1.0] * len(self._kinds)
        self._everything = Everything(search, endless=search.limits.workers > 1)
        self._sent: list[Sent] = []
        self._noise = np.random.default_rng(search.limits.seed)
        self._step = 0

    def run(self, steps: int | None) -> int:
        """So many neighbourhoods, or until the search is over; how many were done."""
        done = 0
        with Crew(self.search.limits.workers) as crew:
            while not self.search.over and (steps is None or done < steps):
                if not self._kinds:
                    if self._attempts:
                        self._everything.now()
                    self._walk()
                    done += 1
                    continue
                self._fill(crew)
                done += self._take(crew)
            self._sent.clear()
        self._everything.take()
        return done

    def _fill(self, crew: Crew) -> None:
        """Something to do for every hand."""
        while len(self._sent) + len(self._everything.waiting) < crew.size:
            if not (self._attempts and self._everything.begin(crew, self._step)):
                self._send(crew)

    def _take(self, crew: Crew) -> int:
        """Take what is done first; the number of neighbourhoods that were."""
        futures = {one.choice: one for one in self._sent}
        done = first_done([*futures, *self._everything.waiting])
        self._everything.take()
        ended = [one for future, one in futures.items() if future in done]
        for sent in ended:
            self._sent.remove(sent)
            self._end(crew, sent, sent.choice.result())
            self._walk()
            if self._attempts and self._step % _PRICED == 0:
                self._everything.descend()
        return len(ended)

    def _walk(self) -> None:
        """Every now and then, a walk beside all the rest."""
        self._step += 1
        walks = self.search.model.walks
        if walks and (self._step % _WALKED == 0 or not self._kinds) and not self.search.over:
            stroll(self.search, walks[self._step % len(walks)], self._step)

    def _end(self, crew: Crew, sent: Sent, choice: Choice) -> None:
        search, size = self.search, self.sizes[sent.kind]
        self.sizes[sent.kind] = (
            min(LARGEST, size * _WIDER) if choice.proven else max(SMALLEST, size * _NARROWER)
        )
        if choice.options is None or search.over:
            return
        assert search.incumbent is not None
        found, rows = {*sent.base, *choice.options}, len(search.model.row_low)
        now = set(search.incumbent.chosen)
        moved = found if now == sent.origin else now - (sent.origin - found) | (found - sent.origin)
        better = search.offer(tuple(sorted(moved)))
        self.weigh(sent.kind, better)
        if len(search.model.row_low) > rows and sent.again < _AGAIN and now == sent.origin:
            self._submit(crew, sent.kind, State(search.model, sent.base), sent.free, sent.again + 1)

    def weigh(self, kind: int, better: bool) -> None:
        """Kinds that found something are tried more often, and less and less if they find nothing more."""
        weight = self.weights[kind]
        self.weights[kind] = min(_OFTEN, weight * _MORE) if better else max(1.0, weight * _LESS)

    def _send(self, crew: Crew) -> None:
        search = self.search
        assert search.incumbent is not None
        kind = search.random.choices(range(len(self._kinds)), self.weights)[0]
        scene = Scene(search.model, search.incumbent, search.guide.best_left)
        if not len(scene.chosen):
            base = State(search.model)
            self._submit(crew, kind, base, self._some(search.candidates()), 0)
            return
        items = opened(scene, self._kinds[kind](scene, search.random, int(self.sizes[kind])))
        freed, free = np.isin(scene.item, items), search.model.waiting.copy()
        free[items] = True
        base = search.incumbent.copy()
        for option in scene.chosen[freed].tolist():
            base.remove(option)
        room = search.model.most - np.bincount(scene.item[~freed], minlength=len(search.model.most))
        possible = search.candidates()
        open_to = possible[(free & (room > 0))[search.model.item[possible]]]
        open_to = self._some(open_to[base.fitting(open_to)])
        self._submit(crew, kind, base, np.union1d(open_to, scene.chosen[freed]), 0)

    def _some(self, options: Ints) -> Ints:
        """The nearest to their price."""
        if len(options) <= _WIDTH:
            return options
        incumbent = self.search.incumbent
        assert incumbent is not None
        each = abs(incumbent.points) / max(1, len(incumbent.chosen))
        near = self.search.guide.best_left[options] + self._noise.exponential(_GIVE * each, len(options))
        return options[np.argsort(-near, kind="stable")[:_WIDTH]]

    def _submit(self, crew: Crew, kind: int, base: State, free: Ints, again: int) -> None:
        search = self.search
        assert search.incumbent is not None
        chosen = tuple(search.incumbent.chosen)
        restriction = Restriction(search.model, base, free)
        effort = search.effort(_STEP if search.exactly else _LONGER, workers=1)
        choice = crew.submit(restriction.solve, effort, chosen)
        self._sent.append(Sent(kind, tuple(base.chosen), free, frozenset(chosen), again, choice))
