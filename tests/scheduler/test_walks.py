"""Walks: what the model lets through, orders and good walks, against every walk of small grounds."""

from collections.abc import Callable, Iterator
from itertools import permutations
from random import Random

import pytest
from ortools.sat.python import cp_model

from scheduler.engine import walks
from scheduler.engine.ground import Ground
from scheduler.engine.walk_model import Walked
from scheduler.engine.walks import best_walk, orders
from scheduler.files import read_problem
from tests.shared import SHARED

Order = tuple[int, ...]


def never() -> bool:
    return False


def small(random: Random, nodes: int = 5) -> Ground:
    """A ground with missing legs, ends, a loop or none, few or many stops."""
    n, dense = random.randint(1, nodes), random.choice([0.5, 0.8, 1])
    pairs = [(a, b) for b in range(n) for a in range(b)]
    return Ground(
        nodes=n,
        legs={pair: random.randint(1, 12) for pair in pairs if random.random() < dense},
        most_metres=random.randint(1, 40),
        first=random.choice([None, random.randrange(n)]),
        last=random.choice([None, random.randrange(n)]),
        loop=random.random() < 0.5,
        least=random.randint(0, 3),
        most=random.choice([None, random.randint(0, n)]),
    )


def all_walks(ground: Ground) -> list[Order]:
    sizes = range(1, ground.nodes + 1)
    return [o for size in sizes for o in permutations(range(ground.nodes), size) if ground.walkable(o)]


def turned(order: Order) -> Order:
    """The same list for each turn of a loop."""
    return min((order[k:] + order[:k] for k in range(len(order))), default=())


class Collected(cp_model.CpSolverSolutionCallback):
    def __init__(self, walked: Walked) -> None:
        super().__init__()
        self.walked, self.orders = walked, set[Order]()

    def on_solution_callback(self) -> None:
        self.orders.add(self.walked.order(self.boolean_value))


def collected(ground: Ground, nodes: list[int], forbidden: list[Order]) -> set[Order]:
    """All walks that the model lets through."""
    cp = cp_model.CpModel()
    walked = Walked(cp, ground, {node: cp.new_bool_var("") for node in nodes})
    for order in forbidden:
        walked.forbid(order)
    solver, found = cp_model.CpSolver(), Collected(walked)
    solver.parameters.enumerate_all_solutions = True
    solver.parameters.num_workers = 1
    solver.solve(cp, found)
    return found.orders


@pytest.mark.parametrize("seed", range(150))
def test_the_model_lets_through_exactly_the_walks(seed: int) -> None:
    random = Random(seed)
    ground = small(random)
    nodes = [node for node in range(ground.nodes) if random.random() < 0.9]
    known = [order for order in all_walks(ground) if set(order) <= set(nodes)]
    forbidden = random.sample([(), *known], min(len(known), random.randint(0, 3)))
    forbidden += [order[::-1] for order in forbidden[:1]]
    wanted = {(), *known} - set(forbidden)
    found = collected(ground, nodes, forbidden)
    if ground.loop and ground.first is None and ground.last is None:
        assert found <= wanted
        assert {turned(order) for order in found} == {turned(order) for order in wanted}
    else:
        assert found == wanted


def test_a_loop_without_ends_can_lose_all_its_turns() -> None:
    ground = Ground(3, {(0, 1): 1, (0, 2): 1, (1, 2): 1}, 3, loop=True, least=3)
    one_way = [(0, 1, 2), (1, 2, 0), (2, 0, 1)]
    assert collected(ground, [0, 1, 2], [*one_way[:2], ()]) == {(2, 0, 1), (0, 2, 1)}
    assert collected(ground, [0, 1, 2], [*one_way, ()]) == {(0, 2, 1)}


def test_a_hint_is_a_whole_solution() -> None:
    ground = Ground(4, {(0, 1): 2, (1, 2): 2, (2, 3): 2, (0, 3): 2}, 8, loop=True)
    for order in [(2, 1, 0, 3), (1,), ()]:
        cp = cp_model.CpModel()
        here = {node: cp.new_bool_var("") for node in range(4)}
        walked = Walked(cp, ground, here)
        walked.hint(order)
        for node, stop in here.items():
            cp.add_hint(stop, node in order)
        solver = cp_model.CpSolver()
        solver.parameters.fix_variables_to_their_hinted_value = True
        assert solver.solve(cp) == cp_model.OPTIMAL
        assert turned(walked.order(solver.boolean_value)) in {turned(order), turned(order[::-1])}


def some_orders(seed: int) -> Iterator[tuple[Ground, list[int], Order | None, set[Order]]]:
    """Small grounds, stops of theirs, an order to leave out, and the others that can be walked."""
    random = Random(seed)
    for _ in range(30):
        ground = small(random, nodes=6)
        nodes = random.sample(range(ground.nodes), random.randint(1, ground.nodes))
        known = {order for order in permutations(nodes) if ground.walkable(order)}
        but = random.choice([None, *sorted(known)])
        yield ground, nodes, but, known - {but}


@pytest.mark.parametrize("seed", range(8))
def test_orders_finds_one_where_there_is_one(seed: int) -> None:
    for ground, nodes, but, wanted in some_orders(seed):
        found = orders(ground, nodes, but=but)
        assert found in wanted if wanted else found is None


@pytest.mark.parametrize("seed", range(3))
def test_orders_of_many_stops_finds_them_too(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(walks, "MOST", 3)
    for ground, nodes, but, wanted in some_orders(seed):
        found = orders(ground, nodes, but=but)
        assert found in wanted if wanted else found is None


def test_orders_of_few_stops_are_shortest() -> None:
    random = Random(1)
    for _ in range(40):
        ground = small(random, nodes=6)
        found = orders(ground, range(ground.nodes))
        lengths = [ground.length(o) for o in permutations(range(ground.nodes)) if ground.walkable(o)]
        if lengths:
            assert found is not None
            assert ground.length(found) == min(length for length in lengths if length is not None)


def test_orders_of_a_grid_of_36() -> None:
    cells = [(x, y) for x in range(6) for y in range(6)]
    legs = {
        (a, b): abs(cells[a][0] - cells[b][0]) + abs(cells[a][1] - cells[b][1])
        for b in range(36)
        for a in range(b)
    }
    ground = Ground(36, legs, 36, first=0, loop=True)
    found = orders(ground, range(36))
    assert found is not None
    assert ground.walkable(found)
    other = orders(ground, range(36), but=found)
    assert other not in (None, found)
    assert orders(Ground(36, legs, 35, first=0, loop=True), range(36)) is None


@pytest.mark.parametrize("seed", range(6))
def test_the_best_walk_of_a_small_ground(seed: int) -> None:
    random = Random(seed)
    for _ in range(12):
        ground = small(random)
        prizes = [random.randint(0, 9) for _ in range(ground.nodes)]
        sums = [sum(prizes[node] for node in order) for order in all_walks(ground)]
        found = best_walk(ground, prizes, rounds=60, over=never)
        assert ground.walkable(found)
        assert sum(prizes[node] for node in found) == max(sums, default=0)
        assert bool(found) == bool(sums)


def test_the_best_walk_is_never_worse_than_its_start() -> None:
    ground = Ground(4, {(0, 1): 1, (1, 2): 1, (2, 3): 1}, 3, first=0, last=3)
    assert best_walk(ground, [0, 5, 5, 0], rounds=0, over=never, start=(0, 1, 2, 3)) == (0, 1, 2, 3)


def test_the_best_walk_stops_when_told_to() -> None:
    asked = 0

    def over() -> bool:
        nonlocal asked
        asked += 1
        return asked > 3

    legs = {(a, b): a + b for b in range(9) for a in range(b)}
    assert best_walk(Ground(9, legs, 20), [1] * 9, over=over)
    assert asked == 4


def literature(name: str) -> tuple[Ground, list[int]]:
    """The one trail of an instance, and the value to be had at each of its spots."""
    source = SHARED / "data" / "instances" / "literature" / f"{name}.json"
    (trail,) = read_problem(source.read_bytes()).trails
    number: Callable[[str], int] = trail.spots.index
    pairs = [(sorted((number(d.a), number(d.b))), d.metres) for d in trail.distances]
    prizes = [0] * len(trail.spots)
    for installation in trail.installations:
        for spot in installation.spots or ():
            prizes[number(spot)] += installation.value
    ends = [None if end is None else number(end) for end in (trail.first_spot, trail.last_spot)]
    legs = {(a, b): metres for (a, b), metres in pairs}
    ground = Ground(
        len(prizes), legs, trail.max_length_m, ends[0], ends[1], trail.loop, trail.min_stops, trail.max_stops
    )
    return ground, prizes


@pytest.mark.parametrize(
    ("name", "known"),
    [("op-tsiligirides_problem_2_budget_30", 265), ("op-tsiligirides_problem_3_budget_050", 520)],
)
def test_the_best_known_orienteering_walk_is_found_and_proven(name: str, known: int) -> None:
    ground, prizes = literature(name)
    found = best_walk(ground, prizes, rounds=1000, over=never)
    assert ground.walkable(found)
    assert sum(prizes[node] for node in found) == known

    cp = cp_model.CpModel()
    here = {node: cp.new_bool_var("") for node in range(ground.nodes)}
    walked = Walked(cp, ground, here)
    walked.hint(found)
    cp.maximize(sum(prize * here[node] for node, prize in enumerate(prizes)))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.linearization_level = 2
    assert solver.solve(cp) == cp_model.OPTIMAL
    assert solver.objective_value == known
    assert ground.walkable(walked.order(solver.boolean_value))
