"""The choice itself: some options are free, the rest stay as they are, and CP-SAT chooses the best."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from ortools.sat.python import cp_model

from ..options.exact import Ints
from .model import FREE, Model
from .profiles import checks, least
from .sparse import grouped
from .state import State
from .walk import Walk
from .walk_model import Walked
from .watch import Watch


@dataclass(frozen=True, slots=True)
class Effort:
    """
    How hard to try.

    Parameters
    ----------
    seconds
        Wall clock that may never be exceeded (the last guard).
    work
        CP-SAT's deterministic time, which ends a solve at the same point on every machine; None: no limit.
    """

    seconds: float
    work: float | None = None
    workers: int = 1
    seed: int = 0
    should_stop: Callable[[], bool] | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """``options`` of the free ones that were chosen (None: nothing found); ``bound`` on the total points."""

    options: tuple[int, ...] | None
    bound: int | None
    proven: bool
    impossible: bool = False


class Restriction:
    """
    The model over ``free`` options, on top of a state that has none of their items chosen in the same columns.

    Every free option fits the state by itself. Bundles with a single free option are that option.
    """

    def __init__(self, model: Model, base: State, free: Ints) -> None:
        self.model, self.base = model, base
        if len(free) and model.walks:
            free = free[~np.isin(model.item[free], self._settled_walks())]
        self.free = np.sort(free[base.fitting(free)]) if len(free) else free
        self.cp = cp_model.CpModel()
        self.impossible = False
        self.variable: dict[int, cp_model.IntVar] = {int(j): self.cp.new_bool_var("") for j in self.free}
        self._bundles()
        self.walked = self._walks()
        self._measures()
        self._columns = np.array(sorted(self.variable), dtype=np.int64)
        self._rows()
        self._profiles()
        self._objective()

    def _settled_walks(self) -> list[int]:
        """Items of walks that the base holds: they stay as they are."""
        held = {int(self.model.item[j]) for j in self.base.chosen}
        return [i for walk in self.model.walks if not held.isdisjoint(walk.items) for i in walk.items]

    def _bundles(self) -> None:
        m = self.model
        order = np.argsort(m.bundle[self.free], kind="stable")
        names, first, size = np.unique(m.bundle[self.free][order], return_index=True, return_counts=True)
        for b, low, count in zip(names.tolist(), first.tolist(), size.tolist(), strict=True):
            own = [self.variable[int(j)] for j in self.free[order[low : low + count]]]
            if count == 1:
                self.variable[m.options + b] = own[0]
                continue
            most = min(count, int(m.bundle_most[b]))
            total = self.cp.new_int_var(0, most, "")
            self.variable[m.options + b] = total
            if most == 1:
                self.cp.add_exactly_one([*own, total.negated()])
            else:
                self.cp.add(sum(own) == total)

    def _walks(self) -> list[tuple[Walk, Walked]]:
        """Stops that are free must have an order in which they can be walked."""
        found = []
        for walk in self.model.walks:
            at: dict[int, list[cp_model.IntVar]] = defaultdict(list)
            for j in self.free.tolist():
                if j in walk.node:
                    at[walk.node[j]].append(self.variable[j])
            if not at:
                continue
            here = {}
            for node, stops in sorted(at.items()):
                here[node] = stops[0] if len(stops) == 1 else self.cp.new_bool_var("")
                if len(stops) > 1:
                    self.cp.add_exactly_one([*stops, here[node].negated()])
            found.append((walk, Walked(self.cp, walk.ground, here)))
        return found

    def _measures(self) -> None:
        """Measures that the free options move; their present value is taken out of the rows' sums."""
        m, columns = self.model, np.array(sorted(self.variable), dtype=np.int64)
        where, _ = m.defines.entries(columns)
        self.moved = np.unique(m.defines.values[0][where])
        while m.chained:
            moving = np.array([m.measures[k].column for k in self.moved.tolist()], dtype=np.int64)
            where, _ = m.defines.entries(moving)
            wider = np.union1d(self.moved, m.defines.values[0][where])
            if len(wider) == len(self.moved):
                break
            self.moved = wider
        for k in self.moved.tolist():
            one = m.measures[k]
            self.variable[one.column] = self.cp.new_int_var(one.low, one.high, "")

    def _rows(self) -> None:
        m = self.model
        where, which = m.by_column.entries(self._columns)
        row, weight = (v[where] for v in m.by_column.values)
        base = self.base.used.copy()
        for k in self.moved.tolist():
            rows, weights = m.by_column.of(m.measures[k].column)
            base[rows] -= weights * int(self.base.measured[k])
        column = self._columns[which]
        top, bottom = self._reach(column, weight)
        most = base + np.bincount(row, top, len(base)).astype(np.int64)
        least_sum = base + np.bincount(row, bottom, len(base)).astype(np.int64)
        binding = (most > m.row_high) | (least_sum < m.row_low)
        lost = (most < m.row_low) | (least_sum > m.row_high)
        if (lost & ~m.row_link).any():
            self.impossible = True
        bound = np.nonzero(binding[row])[0]
        for r, positions in grouped(row[bound]):
            part = bound[positions]
            low = int(m.row_low[r]) - int(base[r]) if m.row_low[r] > -FREE else -FREE
            high = int(m.row_high[r]) - int(base[r]) if m.row_high[r] < FREE else FREE
            self._add(column[part].tolist(), weight[part].tolist(), low, high)

    def _reach(self, column: Ints, weight: Ints) -> tuple[Ints, Ints]:
        """The most and the least that each entry can add to its row."""
        m = self.model
        high, low = m.bounds(column), np.zeros(len(column), dtype=np.int64)
        measures = column >= m.options + m.bundles
        low[measures] = m.measure_low[column[measures] - m.options - m.bundles]
        return np.maximum(weight * high, weight * low), np.minimum(weight * high, weight * low)

    def _profiles(self) -> None:
        m = self.model
        columns = self._columns[self._columns < m.options + m.bundles]
        where, which = m.uses.entries(columns)
        first, last, amount = (v[where] for v in m.uses.values)
        if not len(first):
            return
        free = m.capacity - self.base.load
        profile = m.check_profile[first]
        # Where less is free at some moments than at others, each moment keeps its own row.
        lows, highs = least(free, first, last), -least(-free, first, last)
        profiles = len(m.profile_rule)
        lowest, highest = np.full(profiles, FREE), np.full(profiles, -FREE)
        np.minimum.at(lowest, profile, lows)
        np.maximum.at(highest, profile, highs)
        even = (lowest == highest)[profile]
        found = checks(profile[even], first[even], last[even])
        self._moments(columns[which[even]], amount[even], found.first, found.last, lowest[found.profile])
        odd = ~even
        if odd.any():
            names, dense = np.unique(
                np.concatenate([np.arange(a, b) for a, b in zip(first[odd], last[odd], strict=True)]),
                return_inverse=True,
            )
            size = last[odd] - first[odd]
            start = dense.reshape(-1)[np.cumsum(size) - size]
            self._moments(columns[which[odd]], amount[odd], start, start + size, free[names])

    def _moments(self, column: Ints, amount: Ints, first: Ints, last: Ints, free: Ints) -> None:
        """One row for each moment: what is live there is at most what is free."""
        size = last - first
        use = np.repeat(np.arange(len(first)), size)
        moment = first[use] + np.arange(len(use)) - np.repeat(np.cumsum(size) - size, size)
        reach = np.minimum(self.model.bounds(column), FREE) * amount
        total = np.bincount(moment, reach[use], len(free))
        keep = (total > free)[moment]
        use, moment = use[keep], moment[keep]
        known: dict[tuple[int, ...], int] = {}
        for k, positions in grouped(moment):
            part = use[positions]
            members, limit = tuple(part.tolist()), int(free[k])
            if known.get(members, FREE) > limit:
                known[members] = limit
        for members, limit in known.items():
            part = np.array(members)
            self._add(column[part].tolist(), amount[part].tolist(), -FREE, limit)

    def _add(self, columns: list[int], weights: list[int], low: int, high: int) -> None:
        variables = [self.variable[c] for c in columns]
        if low == -FREE and high >= 0 and min(weights) > 0 and 2 * min(weights) > high >= max(weights):
            most = self.model.bounds(np.array(columns))
            if (most == 1).all() and len({id(v) for v in variables}) == len(variables):
                self.cp.add_at_most_one(variables)
                return
        expression = cp_model.LinearExpr.weighted_sum(variables, weights)
        self.cp.add_linear_constraint(expression, max(low, -(1 << 62)), min(high, 1 << 62))

    def _objective(self) -> None:
        m = self.model
        self.constant = self.base.points - sum(
            m.measures[k].points * int(self.base.measured[k]) for k in self.moved.tolist()
        )
        columns = [int(j) for j in self.free] + [m.measures[k].column for k in self.moved.tolist()]
        weights = [int(m.points[j]) for j in self.free] + [m.measures[k].points for k in self.moved.tolist()]
        self.cp.maximize(
            cp_model.LinearExpr.weighted_sum([self.variable[c] for c in columns], weights) + self.constant
        )

    def forget_points(self) -> None:
        """Any choice will do from now on."""
        self.cp.proto.clear_objective()
        self.cp.proto.clear_floating_point_objective()

    def solve(self, effort: Effort, hint: Sequence[int] | None = None) -> Choice:
        """The best choice of the free options; ``hint`` lists those chosen in a plan already known."""
        if self.impossible:
            return Choice(None, None, proven=True, impossible=True)
        if hint is not None:
            wanted = set(hint)
            for j in self.free.tolist():
                self.cp.add_hint(self.variable[j], j in wanted)
            for walk, walked in self.walked:
                order = walk.order({walk.node[j] for j in wanted if j in walk.node})
                if order:
                    walked.hint(order)
        solver = cp_model.CpSolver()
        p = solver.parameters
        p.max_time_in_seconds = max(0.01, effort.seconds)
        if effort.work is not None:
            p.max_deterministic_time = effort.work
        p.num_workers = effort.workers
        p.linearization_level = (
            2  # profiles and walks are bounded by their cuts: many times faster than without
        )
        strolled = [i for walk, _ in self.walked for i in walk.items]
        if strolled and np.isin(self.model.item[self.free], strolled).all():
            p.num_workers = 1  # one search with these cuts beats several that share the time without
        p.random_seed = effort.seed
        with Watch(effort.should_stop, solver.stop_search):
            status = solver.solve(self.cp)
        if status == cp_model.MODEL_INVALID:
            raise RuntimeError(f"invalid model: {self.cp.validate()}")
        if status == cp_model.INFEASIBLE:
            return Choice(None, None, proven=True, impossible=True)
        bound = int(np.floor(solver.best_objective_bound + 1e-6)) if status != cp_model.UNKNOWN else None
        if status == cp_model.UNKNOWN:
            return Choice(None, bound, proven=False)
        chosen = tuple(j for j in self.free.tolist() if solver.boolean_value(self.variable[j]))
        for walk, walked in self.walked:
            walk.learn(walked.order(solver.boolean_value))
        return Choice(chosen, bound, proven=status == cp_model.OPTIMAL)
