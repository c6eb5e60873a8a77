"""Trades of posts between two rows of staff, made while the load gets fairer by them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations, pairwise
from math import lcm
from typing import NamedTuple

from .sheet import Sheet
from .shifts import Crew, Work

#: How many posts are looked at before what is reached has to do: several times what a season of a town takes.
LOOKS = 200_000


class Gift(NamedTuple):
    """A post that one row could leave to another; ``free`` if the other need give nothing up for it."""

    sheet: int
    work: int
    role: str
    free: bool


class Board:
    """All sheets of a plan, and what the load of each row weighs: its square over its heads."""

    def __init__(self, crew: Crew, parts: Iterable[Sequence[Work]]) -> None:
        common = lcm(*(one.heads for one in crew.limits))
        self.weight = [common // one.heads for one in crew.limits]
        self.loads = [0] * len(crew.limits)
        self.sheets = [Sheet(crew, part, self.loads) for part in parts]

    def price(self, row: int, more: int) -> int:
        """What so many minutes more (or fewer) for a row add to the sum of squares, over a common denominator."""
        return self.weight[row] * more * (2 * self.loads[row] + more)

    def sum_of_squares(self) -> int:
        """What is to be small, over a common denominator."""
        return sum(w * load * load for w, load in zip(self.weight, self.loads, strict=True))


class Trades:
    """The posts of a board by row, and the trades that may be made with them."""

    def __init__(self, board: Board) -> None:
        self._board = board
        self._looks = LOOKS
        self._posts: dict[int, set[tuple[int, int, str]]] = defaultdict(set)
        for number, sheet in enumerate(board.sheets):
            for k, role, row in sheet.filling:
                self._posts[row].add((number, k, role))
        minutes = sorted({0}.union(*(sheet.minutes for sheet in board.sheets)))
        self._step = min((n - m for m, n in pairwise(minutes)), default=0)

    def exhaust(self) -> None:
        """Let every two rows trade until no trade of one post, or of one for another, is fairer."""
        rows = range(len(self._board.loads))
        fresh = set(rows)
        while fresh:
            pairs = [pair for pair in combinations(rows, 2) if not fresh.isdisjoint(pair)]
            fresh = {row for pair in pairs if self._even_out(*pair) for row in pair}

    def _even_out(self, a: int, b: int) -> bool:
        """Trade between two rows as often as that is fairer; whether it ever was."""
        traded = False
        while self._best(a, b):
            traded = True
        return traded

    def _best(self, a: int, b: int) -> bool:
        """Make the fairest trade of two rows, if one is fairer than none."""
        if min(self._gain(a, b, self._step), self._gain(b, a, self._step)) >= 0 or self._looks <= 0:
            return False
        there, back = self._gifts(a, b), self._gifts(b, a)
        gains = [(self._gain(a, b, m - n), m, n) for m in there for n in back]
        return any(
            self._trade(a, b, g, h)
            for gain, m, n in sorted(gains)
            if gain < 0
            for g in there[m]
            for h in back[n]
        )

    def _gain(self, a: int, b: int, minutes: int) -> int:
        """What a trade that takes so many minutes from a to b adds to the sum; convex, so small ones gain first."""
        return self._board.price(a, -minutes) + self._board.price(b, minutes)

    def _gifts(self, a: int, b: int) -> dict[int, list[Gift | None]]:
        """What the first row has that the second may do, by minutes; nothing, too, for 0."""
        self._looks -= len(self._posts[a])
        found: dict[int, list[Gift | None]] = {0: [None]}
        for number, k, role in sorted(self._posts[a]):
            sheet = self._board.sheets[number]
            if b in sheet.able(k, role):
                gift = Gift(number, k, role, sheet.fits(k, b))
                found.setdefault(sheet.minutes[k], []).append(gift)
        return found

    def _trade(self, a: int, b: int, there: Gift | None, back: Gift | None) -> bool:
        """Move one post from a to b and another back, if that keeps every limit; whether it did."""
        moves = [(gift, *rows) for gift, rows in ((there, (a, b)), (back, (b, a))) if gift]
        if len({gift.sheet for gift, *_ in moves}) == len(moves) and not all(g.free for g, *_ in moves):
            return False
        for gift, giver, _ in moves:
            self._post(gift, giver, -1)
        for done, (gift, _, taker) in enumerate(moves):
            if not self._board.sheets[gift.sheet].fits(gift.work, taker):
                for other, _, has in moves[:done]:
                    self._post(other, has, -1)
                for other, giver, _ in moves:
                    self._post(other, giver, 1)
                return False
            self._post(gift, taker, 1)
        return True

    def _post(self, gift: Gift, row: int, heads: int) -> None:
        sheet = self._board.sheets[gift.sheet]
        sheet.post(gift.work, gift.role, row, heads)
        if (gift.work, gift.role, row) in sheet.filling:
            self._posts[row].add(gift[:3])
        else:
            self._posts[row].discard(gift[:3])
