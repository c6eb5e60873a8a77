"""A fair roster: the minutes of work spread evenly over those who are able to do them.

Fair is the roster with the least sum of squares of the minutes of every head over the whole plan; squares, so that an
hour costs the more the more one has already. A row of ``n`` heads with ``m`` minutes between them counts as ``n``
people with ``m / n`` each, so m² / n. Only the plan at hand is weighed, no earlier season.

One part after the other is filled, each post by the row for which it weighs least; then two rows at a time trade
posts, within a part or across, as long as that is fairer; then CP-SAT looks at the least even parts as one, the others
staying as they are, within a limit of deterministic work. A small plan is thus as fair as can be wherever the limit
allows the proof, and in a larger one no two rows have a fairer trade.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from itertools import accumulate
from math import gcd

from ortools.sat.python import cp_model

from .sheet import Sheet
from .shifts import Crew, Work
from .staffing import Filling, Staffing, solver
from .trades import Board, Trades

#: The most works that CP-SAT looks at, in whole parts, and the deterministic seconds it has for them.
MANY, WORK = 30, 0.1

#: The weights of rows are rounded above this in the model, so that it stays within 64 bits; the judge is exact.
FINEST = 10_000

#: Finds any filling of a part; None where there is none.
Known = Callable[[list[Work]], Filling | None]


def share(crew: Crew, parts: Iterable[list[Work]], known: Known) -> list[Filling]:
    """Fill every part, fairly. Where a part does not come out by hand ``known`` fills it first.

    Raises ValueError naming the owners of a part that cannot be filled.
    """
    parts = list(parts)
    board = Board(crew, parts)
    for sheet, part in zip(board.sheets, parts, strict=True):
        if not sheet.fill(board.price):
            found = known(part)
            if found is None:
                raise ValueError(f"nobody can staff {sorted({w.owner for w in part})}")
            sheet.put(found)
    Trades(board).exhaust()
    gaps = [gap(crew, board, sheet) for sheet in board.sheets]
    if any(gaps) and polish(crew, board, _least_even(board, gaps)):
        Trades(board).exhaust()
    return [sheet.filling for sheet in board.sheets]


def _least_even(board: Board, gaps: Sequence[Fraction]) -> list[Sheet]:
    """The sheets with the widest gaps: at least one, and no more of them than make :data:`MANY` works."""
    order = sorted(zip(gaps, board.sheets, strict=True), key=lambda one: -one[0])
    works = accumulate(len(sheet.works) for _, sheet in order)
    return [
        sheet
        for number, ((_, sheet), n) in enumerate(zip(order, works, strict=True))
        if n <= MANY or not number
    ]


def gap(crew: Crew, board: Board, sheet: Sheet) -> Fraction:
    """By how many minutes a head the holder of a post here has more than another row that may hold it, at the most.

    Where that is 0 no other filling of the sheet is fairer: the sum is convex, and every step from here is uphill.
    """
    heads = [Fraction(load, one.heads) for load, one in zip(board.loads, crew.limits, strict=True)]
    return max(heads[row] - min(heads[n] for n in sheet.able(k, role)) for k, role, row in sheet.filling)


def polish(crew: Crew, board: Board, sheets: Sequence[Sheet]) -> bool:
    """Fill these sheets anew, as one, if that is fairer beside the others; whether it was."""
    before, present = board.sum_of_squares(), [dict(sheet.filling) for sheet in sheets]
    for sheet in sheets:
        sheet.clear()
    for sheet, filling in zip(sheets, _fairest(crew, board, sheets, present), strict=True):
        sheet.put(filling)
    if board.sum_of_squares() < before:
        return True
    for sheet, filling in zip(sheets, present, strict=True):
        sheet.clear()
        sheet.put(filling)
    return False


def _fairest(
    crew: Crew, board: Board, sheets: Sequence[Sheet], hints: Sequence[Filling]
) -> Sequence[Filling]:
    """The fairest fillings of some empty sheets that the limit of work allows; if none, the hints."""
    first = [0, *accumulate(len(sheet.works) for sheet in sheets)]
    staffing = Staffing(crew, [work for sheet in sheets for work in sheet.works])
    staffing.model.minimize(_squares(staffing, board, [m for sheet in sheets for m in sheet.minutes]))
    for n, hint in enumerate(hints):
        for (k, role, row), heads in hint.items():
            staffing.model.add_hint(staffing.posted[first[n] + k, role, row], heads)
    found = solver()
    found.parameters.max_deterministic_time = WORK
    if found.solve(staffing.model) not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return hints
    fillings: list[Filling] = [{} for _ in sheets]
    for (k, role, row), var in staffing.posted.items():
        if heads := found.value(var):
            n = bisect_right(first, k) - 1
            fillings[n][k - first[n], role, row] = heads
    return fillings


def _squares(staffing: Staffing, board: Board, minutes: Sequence[int]) -> cp_model.LinearExprT:
    """The share of these works in the sum of squares, counted in the largest unit that all its works are multiples of.

    With L minutes elsewhere and u units of g minutes here, (L + g·u)² is a constant and g · (2 L u + g u²).
    """
    unit = gcd(*minutes)
    rows: dict[int, list[tuple[int, str, int]]] = {}
    for key in staffing.posted:
        rows.setdefault(key[2], []).append(key)
    coarse = max(1, max(board.weight) // FINEST)
    terms: list[cp_model.LinearExprT] = []
    for row, keys in rows.items():
        each = {key: minutes[key[0]] // unit for key in keys}
        most = sum(n * staffing.most[key] for key, n in each.items())
        units = staffing.model.new_int_var(0, most, "")
        square = staffing.model.new_int_var(0, most * most, "")
        staffing.model.add(units == sum(n * staffing.posted[key] for key, n in each.items()))
        staffing.model.add_multiplication_equality(square, [units, units])
        weight = max(1, board.weight[row] // coarse)
        terms.append(weight * (2 * board.loads[row] * units + unit * square))
    return sum(terms)
