"""What large towns need: entries in few bytes, options seen in part. Nothing may change what is found."""

import random
from collections import Counter, defaultdict

import numpy as np
import pytest

from scheduler.engine import packed, posted, profiles, sparse
from scheduler.engine.bound import Prices, price
from scheduler.engine.descent import Descent
from scheduler.engine.guide import Guide
from scheduler.engine.model import Cut, Model
from scheduler.engine.packed import Packed, shrunk
from scheduler.engine.part import part
from scheduler.engine.pooled import Pooled
from scheduler.engine.profiles import checks, numbered
from scheduler.engine.ranking import best_of_each
from scheduler.engine.sparse import Sparse
from scheduler.engine.state import State
from scheduler.options import possible
from scheduler.options.columns import Columns, bundles
from scheduler.rules import compile_model
from tests.scheduler.test_engine_parts import best, instance, small
from tests.scheduler.tiny import tiny_problem
from tests.scheduler.tiny_full import tiny_full_problem


@pytest.fixture
def as_if_large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything is kept in few bytes and taken in a little at a time."""
    monkeypatch.setattr(packed, "_SHORT", 0)
    monkeypatch.setattr(packed, "_FEW", 0)
    monkeypatch.setattr(posted, "_FEW", 0)
    monkeypatch.setattr(sparse, "_CHUNK", 7)
    monkeypatch.setattr(sparse, "_NEAR", 5)
    monkeypatch.setattr(sparse, "_LONG", 3)


def entries_of(one: Sparse) -> dict[int, list[tuple[int, ...]]]:
    """By owner, its entries in order."""
    owners = range(len(one.start) - 1)
    return {k: list(zip(*(v.tolist() for v in one.of(k)), strict=True)) for k in owners if len(one.of(k)[0])}


@pytest.mark.parametrize("most", [100, 30_000, 2_000_000_000, 1 << 50])
def test_few_bytes_hold_the_same_numbers_and_their_opposites(as_if_large: None, most: int) -> None:
    values = np.array([most, -most, 0, 3])
    kept = shrunk(values)
    assert (kept.tolist(), (-kept).tolist()) == (values.tolist(), (-values).tolist())
    read = Packed(kept)[1:]
    assert (read.dtype, read.tolist()) == (np.int64, values[1:].tolist())
    assert kept.dtype.itemsize == next(n for n in (1, 2, 4, 8) if most < 1 << (8 * n - 1))


def test_the_value_without_an_opposite_takes_more_bytes(as_if_large: None) -> None:
    assert shrunk(np.array([-128])).dtype == np.int16


@pytest.mark.parametrize("seed", range(8))
def test_entries_are_grouped_in_their_order_however_they_come(as_if_large: None, seed: int) -> None:
    dice, expected = random.Random(seed), defaultdict(list)
    parts = []
    for _ in range(4):
        some = [
            (dice.randrange(9), dice.randint(-300, 300), dice.randrange(4)) for _ in range(dice.randrange(20))
        ]
        for owner, *values in some if seed % 2 else sorted(some):
            expected[owner].append(tuple(values))
        in_order = some if seed % 2 else sorted(some)
        parts.append(tuple(np.array([e[k] for e in in_order], dtype=np.int64) for k in range(3)))
    found = Sparse.gathered(parts, 9, 2)
    assert parts == []
    assert entries_of(found) == expected
    sums = found.sums(lambda some: found.values[0][some])
    assert sums.tolist() == [sum(a for a, _ in expected[k]) for k in range(9)]
    for least_or_most, of in ((np.minimum, min), (np.maximum, max)):
        assert found.by_owner(least_or_most, 0).tolist() == [
            of((a for a, _ in expected[k]), default=0) for k in range(9)
        ]
    wanted = np.array([8, 2, 3])
    assert entries_of(found.some(wanted)) == {
        n: expected[k] for n, k in enumerate(wanted.tolist()) if expected[k]
    }


@pytest.mark.parametrize("seed", range(8))
def test_further_entries_come_after_those_of_their_owner(as_if_large: None, seed: int) -> None:
    dice, expected = random.Random(seed), defaultdict(list)

    def some(owners: int, most: int) -> tuple[np.ndarray, np.ndarray]:
        made = [(dice.randrange(owners), dice.randint(-most, most)) for _ in range(12)]
        for owner, value in made:
            expected[owner].append((value,))
        return np.array([owner for owner, _ in made]), np.array([value for _, value in made])

    owner, values = some(5, 100)
    found = Sparse.group(owner, 5, values)
    further, more = some(7, 100_000)
    assert entries_of(found.and_more(further, 7, more)) == expected


@pytest.mark.parametrize("seed", range(8))
def test_entries_turned_name_their_owner_by_their_first_value(as_if_large: None, seed: int) -> None:
    dice, expected = random.Random(seed), defaultdict(list)
    sizes = [dice.randrange(7) for _ in range(6)]
    rows = [[(dice.randrange(5), dice.randint(-9, 9)) for _ in range(size)] for size in sizes]
    for row, its in enumerate(rows):
        for column, weight in its:
            expected[column].append((row, weight))
    listed = Sparse.listed(
        sizes, *([np.array([e[k] for e in its], dtype=np.int64) for its in rows] for k in (0, 1))
    )
    assert entries_of(listed.turned(5)) == expected


@pytest.mark.parametrize("seed", range(10))
@pytest.mark.parametrize("dense", [0, 1 << 40])
def test_a_town_kept_in_few_bytes_is_the_same_town(
    monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest, seed: int, dense: int
) -> None:
    problem = tiny_full_problem(seed) if seed % 2 else tiny_problem(seed)
    plain = compile_model(possible(problem))
    request.getfixturevalue("as_if_large")
    monkeypatch.setattr(profiles, "_DENSE", dense)
    kept = compile_model(possible(problem))
    for name in ("by_row", "by_column", "uses", "defines"):
        assert entries_of(getattr(plain, name)) == entries_of(getattr(kept, name))
    for name in ("capacity", "row_low", "row_high", "leaning", "alone", "check_profile"):
        assert getattr(plain, name).tolist() == getattr(kept, name).tolist()
    prices = some_prices(plain, seed)
    assert price(plain, prices).bound == price(kept, prices).bound
    assert price(plain, prices).left.tolist() == price(kept, prices).left.tolist()
    same_choices(plain, kept, seed)


def same_choices(plain: Model, kept: Model, seed: int) -> None:
    """Choices weigh the same, before and after a row is found missing."""
    dice = random.Random(seed)
    some = np.nonzero(plain.alone)[0].tolist()
    if not some:
        return
    cut = Cut("staff.need", tuple(some[:5]), (100_000,) * len(some[:5]), 100_000, {})
    for model in (plain, kept):
        model.add_cuts([cut])
    chosen = dice.sample(some, min(4, len(some)))
    one, other = State(plain, chosen), State(kept, chosen)
    assert (one.points, one.used.tolist(), one.load.tolist()) == (
        other.points,
        other.used.tolist(),
        other.load.tolist(),
    )
    rest = np.array([j for j in some if j not in chosen], dtype=np.int64)
    assert one.fitting(rest).tolist() == other.fitting(rest).tolist()
    assert [one.obstacle(j) for j in rest.tolist()] == [other.obstacle(j) for j in rest.tolist()]


def some_prices(model: Model, seed: int) -> Prices:
    """Prices as a descent has them, and as none has."""
    dice, descent = random.Random(seed), Descent(model)
    found = Prices(np.zeros(len(model.row_low)), np.zeros(len(model.capacity)))
    for _ in range(dice.randrange(20)):
        prices = descent.round(-1_000_000)
        if prices is None:
            break
        found = prices[0]
    return Prices(found.rows * dice.choice((1, -2)), found.checks)


@pytest.mark.parametrize("seed", range(20))
def test_checks_find_the_heaviest_moment_of_each_profile(seed: int) -> None:
    dice = random.Random(seed)
    uses = [
        (dice.randrange(3), (a := dice.randrange(12)), a + dice.randint(1, 5))
        for _ in range(dice.randrange(15))
    ]
    profile, begin, end = (np.array([u[k] for u in uses], dtype=np.int64) for k in range(3))
    found = checks(profile, begin, end)
    live: Counter[int] = Counter()
    for first, last in zip(found.first.tolist(), found.last.tolist(), strict=True):
        live.update(range(first, last))
    for name in {u[0] for u in uses}:
        heaviest = max(sum(a <= t < b for p, a, b in uses if p == name) for t in range(20))
        assert heaviest == max(live[k] for k in np.nonzero(found.profile == name)[0].tolist())
    for k, (name, moment) in enumerate(zip(found.profile.tolist(), found.moment.tolist(), strict=True)):
        assert live[k] == sum(a <= moment < b for p, a, b in uses if p == name)


@pytest.mark.parametrize("keys", [[], [5], [3, 1, 3, 2], [10**12, 4, 10**12], [-7, -7, 2]])
def test_keys_are_numbered_in_order(keys: list[int]) -> None:
    names, number = numbered(np.array(keys, dtype=np.int64))
    assert names.tolist() == sorted(set(keys))
    assert names[number].tolist() == keys


@pytest.mark.parametrize("seed", range(20))
def test_the_best_of_each_item_are_the_first_of_its_best(seed: int) -> None:
    dice = random.Random(seed)
    item = np.array([dice.randrange(4) for _ in range(40)])
    item = np.sort(item) if seed % 2 else item
    score = np.array([dice.choice((0.0, 1.0, 1.5, -np.inf)) for _ in range(40)])
    columns = np.array(sorted(dice.sample(range(40), dice.randrange(40))), dtype=np.int64)
    expected = []
    for name in range(4):
        own = [c for c in columns.tolist() if item[c] == name]
        expected += sorted(own, key=lambda c: (-score[c], c))[:3]
    assert best_of_each(score, columns, item, 3).tolist() == sorted(expected)


def test_bundles_are_numbered_the_same_a_few_items_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    dice = random.Random(1)
    rows = sorted((dice.randrange(6), dice.randrange(5), dice.randrange(3)) for _ in range(90))
    item, start, days = (np.array([r[k] for r in rows], dtype=np.int64) for k in range(3))
    every = Columns(item, item, start, days, item, item)
    whole = bundles(every, np.zeros(90, dtype=np.int64), 6)
    monkeypatch.setattr("scheduler.options.columns._CHUNK", 4)
    parts = bundles(every, np.zeros(90, dtype=np.int64), 6)
    assert [a.tolist() for a in whole] == [a.tolist() for a in parts]


@pytest.mark.parametrize("seed", range(12))
def test_a_part_with_the_best_of_each_item_proves_what_the_whole_does(seed: int) -> None:
    model = compile_model(possible(tiny_full_problem(seed))) if seed % 2 else small(seed)
    prices = some_prices(model, seed)
    priced, dice = price(model, prices), random.Random(seed)
    chained = np.empty(0, dtype=np.int64) if model.chains is None else model.chains.columns
    every = np.arange(model.options)
    few = np.union1d(
        chained, np.array(sorted(dice.sample(every.tolist(), model.options // 2)), dtype=np.int64)
    )
    seen = price(part(model, few), prices)
    assert seen.bound <= priced.bound
    assert seen.left.tolist() == priced.left[few].tolist()
    enough = np.union1d(few, best_of_each(priced.left, every, model.item, 1))
    assert price(part(model, enough), prices).bound == priced.bound


@pytest.mark.parametrize("seed", range(12))
def test_a_descent_over_a_pool_never_proves_too_low_a_bound(
    monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    monkeypatch.setattr("scheduler.engine.pooled._OF_EACH", 1)
    model = small(seed)
    optimum = best(model)
    if optimum is None:
        return
    pooled = Pooled(model)
    for _ in range(8):
        found = pooled.round(optimum - 1)
        if found is None:
            break
        assert found[1].bound == price(model, found[0]).bound >= optimum
        assert len(pooled.shares) == model.options


def test_in_a_large_town_a_greedy_choice_looks_first_at_what_the_average_holds(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    model = compile_model(possible(instance("core-S-1")))
    plain = Guide(model)
    assert plain.promise is plain.best_left
    monkeypatch.setattr("scheduler.engine.guide.MANY", 0)
    large = Guide(model)
    large.descend(200, 20_000, lambda: False)
    more = large.promise - large.best_left
    assert len(large.held) > 0
    assert (more[large.held] > 0).all()
    assert (more >= 0).all()


def test_a_descent_over_a_pool_takes_in_rows_that_are_found_missing() -> None:
    model = compile_model(possible(instance("core-S-1")))
    pooled = Pooled(model)
    for _ in range(5):
        before = pooled.round(20_000)
    assert before is not None
    dear = np.nonzero(pooled.shares > 0.9)[0][:20]
    model.add_cuts([Cut("staff.need", tuple(dear.tolist()), (1,) * len(dear), 1, {})])
    after = [found[1].bound for _ in range(5) if (found := pooled.round(20_000)) is not None]
    assert min(after) < before[1].bound
    assert len(pooled.shares) == model.options


def test_a_descent_over_a_pool_comes_as_near_as_one_over_all() -> None:
    model = compile_model(possible(instance("core-S-1")))
    pooled, descent = Pooled(model), Descent(model)
    bounds = [found[1].bound for _ in range(10) if (found := pooled.round(30_000)) is not None]
    for _ in range(240):
        descent.round(30_000)
    assert descent.bound is not None
    assert min(bounds) <= descent.bound * 1.005
