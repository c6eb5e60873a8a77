"""A fair roster: the minutes of work spread evenly over those who are able to do them.

Fair is the roster with the least sum of squares of the minutes of every head over the whole plan; squares, so that an
hour costs the more the more one has already. A row of ``n`` heads with ``m`` minutes between them counts as ``n``
people with ``m / n`` each, so m² / n. Only the plan at hand is weighed, no earlier season.

One part after the other is filled, each post by the row for which it weighs least; then two rows at a time trade
posts, within a part or across, as long as that is fairer; then CP-SAT looks at the few least even parts as a whole,
the others staying as they are, within a limit of deterministic work. A plan of one part is thus as fair as can be
wherever the limit allows the proof, and in a longer one no two rows have a fairer trade.
"""

from collections.abc import Callable, Iterable
from fractions import Fraction
from math import gcd

from ortools.sat.python import cp_model

from .sheet import Sheet
from .shifts import Crew, Work
from .staffing import Filling, Staffing, solver
from .trades import Board, Trades

#: The parts of a plan that CP-SAT looks at, and its deterministic seconds for all of them.
FEW, WORK = 8, 0.4

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
    gaps = [(-gap(crew, board, sheet), number) for number, sheet in enumerate(board.sheets)]
    uneven = [board.sheets[number] for wide, number in sorted(gaps)[:FEW] if wide]
    fairer = [polish(crew, board, sheet, WORK / len(uneven)) for sheet in uneven]
    if any(fairer):
        Trades(board).exhaust()
    return [sheet.filling for sheet in board.sheets]


def gap(crew: Crew, board: Board, sheet: Sheet) -> Fraction:
    """By how many minutes a head the holder of a post here has more than another row that may hold it, at the most.

    Where that is 0 no other filling of the sheet is fairer: the sum is convex, and every step from here is uphill.
    """
    heads = [Fraction(load, one.heads) for load, one in zip(board.loads, crew.limits, strict=True)]
    return max(heads[row] - min(heads[n] for n in sheet.able(k, role)) for k, role, row in sheet.filling)


def polish(crew: Crew, board: Board, sheet: Sheet, work: float) -> bool:
    """Fill one sheet anew if that is fairer beside the others; whether it was."""
    present, before = dict(sheet.filling), board.sum_of_squares()
    staffing = Staffing(crew, sheet.works)
    sheet.clear()
    staffing.model.minimize(_squares(staffing, board, sheet))
    for key, var in staffing.posted.items():
        staffing.model.add_hint(var, present.get(key, 0))
    found = solver()
    found.parameters.max_deterministic_time = work
    if found.solve(staffing.model) in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        sheet.put({key: found.value(var) for key, var in staffing.posted.items() if found.value(var)})
    if sheet.filling and board.sum_of_squares() < before:
        return True
    sheet.clear()
    sheet.put(present)
    return False


def _squares(staffing: Staffing, board: Board, sheet: Sheet) -> cp_model.LinearExprT:
    """The part's share of the sum of squares, counted in the largest unit that all its works are multiples of.

    With L minutes elsewhere and u units of g minutes here, (L + g·u)² is a constant and g · (2 L u + g u²).
    """
    unit = gcd(*sheet.minutes)
    rows: dict[int, list[tuple[int, str, int]]] = {}
    for key in staffing.posted:
        rows.setdefault(key[2], []).append(key)
    coarse = max(1, max(board.weight) // FINEST)
    terms: list[cp_model.LinearExprT] = []
    for row, keys in rows.items():
        each = {key: sheet.minutes[key[0]] // unit for key in keys}
        most = sum(n * staffing.most[key] for key, n in each.items())
        units = staffing.model.new_int_var(0, most, "")
        square = staffing.model.new_int_var(0, most * most, "")
        staffing.model.add(units == sum(n * staffing.posted[key] for key, n in each.items()))
        staffing.model.add_multiplication_equality(square, [units, units])
        weight = max(1, board.weight[row] // coarse)
        terms.append(weight * (2 * board.loads[row] * units + unit * square))
    return sum(terms)
