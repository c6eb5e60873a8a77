"""A piece of a search that can be done anywhere: some neighbourhoods of a plan, with a seed of its own.

A piece says all that it needs, so that its outcome depends on nothing else: whoever does it, in whatever order.
"""

import time
import zlib
from collections.abc import Sequence
from contextlib import suppress
from copy import copy
from dataclasses import dataclass, fields, replace
from hashlib import sha256
from threading import Lock

import numpy as np

from .engine.bound import Prices
from .engine.improve import Improver
from .engine.model import Cut, Model, Rows
from .engine.search import Limits, Search
from .files import read_problem, write_problem
from .options import Options, possible
from .options.exact import Ints
from .options.thinning import Thinning
from .problem import Problem
from .roster import Roster
from .rules import compile_model
from .rules.cuts import Missing

#: Towns that a worker keeps at hand between pieces.
_KEPT = 2


class OtherVersion(RuntimeError):
    """The worker's Rideau makes another model of the same problem than the one that sent the piece."""


@dataclass(frozen=True, slots=True)
class Sealed:
    """A problem as text, small enough to be sent with every piece, and the size of the model made from it."""

    text: bytes
    digest: str
    columns: int
    rows: int
    thinning: Thinning | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """
    Parameters
    ----------
    chosen, orders
        The incumbent's options, and by number of the walk an order of its stops.
    prices, bound
        Of the best bound so far; the prices of rows known when they were found.
    cuts
        Rows found missing so far.
    sizes
        Items of a neighbourhood of each kind; empty: those of a search that begins.
    steps, seconds
        Neighbourhoods to solve, and the wall clock after which no more begins.
    """

    problem: Sealed
    chosen: tuple[int, ...]
    orders: tuple[tuple[int, tuple[int, ...]], ...]
    prices: Prices | None
    bound: int | None
    cuts: tuple[Cut, ...]
    sizes: tuple[float, ...]
    seed: int
    steps: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Outcome:
    """
    Parameters
    ----------
    chosen, orders, points
        The best plan found, as in :class:`Piece`.
    pool
        Every option that a better plan along the way held.
    bound
        If it could be lowered.
    sizes
        As the neighbourhoods left them.
    cuts
        Rows found missing, beyond those of the piece.
    """

    chosen: tuple[int, ...]
    orders: tuple[tuple[int, tuple[int, ...]], ...]
    points: int
    pool: Ints
    bound: int | None
    steps: int
    sizes: tuple[float, ...]
    cuts: tuple[Cut, ...]


def sealed(problem: Problem, model: Model, thinning: Thinning | None = None) -> Sealed:
    """The problem as every piece carries it, before the model has learnt any cut."""
    text = write_problem(problem).encode()
    columns = model.options + model.bundles
    digest = sha256(text + repr(thinning and (thinning.most, sorted(thinning.whole))).encode()).hexdigest()
    return Sealed(zlib.compress(text), digest, columns, len(model.row_low), thinning)


def orders(model: Model, chosen: Sequence[int]) -> tuple[tuple[int, tuple[int, ...]], ...]:
    """By number of the walk, an order of the stops that a choice has there."""
    found = []
    for number, walk in enumerate(model.walks):
        order = walk.order({walk.node[j] for j in chosen if j in walk.node})
        if order:
            found.append((number, order))
    return tuple(found)


def learn_orders(model: Model, known: Sequence[tuple[int, tuple[int, ...]]]) -> None:
    """Remember walks that are allowed, so that nobody has to look for them again."""
    for number, order in known:
        model.walks[number].learn(order)


def cuts_from(model: Model, first: int) -> tuple[Cut, ...]:
    """The rows of a model from this one on, which were found missing, as they were posted."""
    found = []
    for row in range(first, len(model.row_low)):
        columns, weights = model.by_row.of(row)
        what = model.rows.rule[row], tuple(columns.tolist()), tuple(weights.tolist())
        found.append(Cut(*what, int(model.row_high[row]), model.rows.label[row]))
    return tuple(found)


def prepare(problem: Sealed) -> None:
    """Have a problem at hand, so that its first piece need not wait for that; whatever is wrong, the piece tells."""
    with suppress(Exception):
        _at_hand(problem)


def work(piece: Piece) -> Outcome:
    """Do a piece: what it finds depends on the piece alone, unless its seconds end it."""
    started = time.monotonic()
    options, compiled, roster = _at_hand(piece.problem)
    model = _fresh(compiled)
    if piece.cuts:
        model.add_cuts(piece.cuts)
    learn_orders(model, piece.orders)
    separate, seen = Missing(model, options, roster), set(piece.chosen)
    limits = Limits(piece.seconds, time.monotonic, 1, piece.seed, started=started)
    search = Search(model, separate, limits, lambda s: seen.update(s.incumbent.chosen if s.incumbent else ()))
    search.resume(piece.chosen, piece.prices)
    if piece.bound is not None:
        search.lower(piece.bound)
    improver = Improver(search, everything=False)  # whoever leads attempts everything
    improver.sizes = list(piece.sizes) or improver.sizes
    steps = improver.run(piece.steps)
    assert search.incumbent is not None
    chosen = tuple(search.incumbent.chosen)
    return Outcome(
        chosen,
        orders(model, chosen),
        search.incumbent.points,
        np.array(sorted(seen), dtype=np.int64),
        search.bound,
        steps,
        tuple(improver.sizes),
        cuts_from(model, piece.problem.rows + len(piece.cuts)),
    )


def _fresh(model: Model) -> Model:
    """A model of its own that shares the arrays: no cut and no walk learnt from one piece reaches another."""
    twin = copy(model)
    twin.rows = Rows(*(list(getattr(model.rows, one.name)) for one in fields(Rows)))
    twin.walks = [replace(walk, _known={}, _none=set()) for walk in model.walks]
    return twin


_towns: dict[str, tuple[Options, Model, Roster]] = {}
_reading = Lock()


def _at_hand(problem: Sealed) -> tuple[Options, Model, Roster]:
    """Options and model of a problem, made once in each worker. Raises ``OtherVersion``."""
    with _reading:
        if problem.digest not in _towns:
            while len(_towns) >= _KEPT:
                del _towns[next(iter(_towns))]
            town = read_problem(zlib.decompress(problem.text))
            options = possible(town, thinning=problem.thinning)
            _towns[problem.digest] = options, compile_model(options), Roster(town)
        found = _towns[problem.digest]
    model = found[1]
    if (model.options + model.bundles, len(model.row_low)) != (problem.columns, problem.rows):
        raise OtherVersion
    return found
