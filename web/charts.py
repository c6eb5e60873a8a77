"""The geometry of charts drawn on the server: numbers in, places on a drawing out. Macros in charts.html draw them."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor, log10

STEPS = (1, 2, 5, 10)
LEVELS = 5


@dataclass(frozen=True, slots=True)
class Series:
    """One set of values, one for each label. ``style`` names how it is drawn: ``solid``, ``hatched``, ``outline``."""

    name: str
    style: str
    values: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Bar:
    x: float
    y: float
    width: float
    height: float
    value: float
    style: str


@dataclass(frozen=True, slots=True)
class Tick:
    at: float
    value: float


@dataclass(frozen=True, slots=True)
class Columns:
    """A chart of columns in groups, ``width`` × ``height`` units, the plot between ``left`` and ``floor``."""

    labels: tuple[str, ...]
    series: tuple[Series, ...]
    width: int
    height: int
    left: int
    floor: int
    ticks: tuple[Tick, ...]
    groups: tuple[tuple[float, str, tuple[Bar, ...]], ...]


def columns(
    labels: Sequence[str], series: Sequence[Series], *, width: int = 720, height: int = 260
) -> Columns:
    """Columns of every series side by side over each label; the axis starts at 0."""
    left, top, base = 40, 14, height - 28
    most = max((v for s in series for v in s.values), default=0)
    ticks = nice_ticks(most)
    scale = (base - top) / ticks[-1]
    step = (width - left) / max(1, len(labels))
    room = step * 0.72
    bar_width = min(26.0, room / max(1, len(series)))
    groups = []
    for place, label in enumerate(labels):
        centre = left + step * (place + 0.5)
        first = centre - bar_width * len(series) / 2
        bars = tuple(
            Bar(
                round(first + bar_width * n + 1, 1),
                round(base - s.values[place] * scale, 1),
                round(bar_width - 2, 1),
                round(s.values[place] * scale, 1),
                s.values[place],
                s.style,
            )
            for n, s in enumerate(series)
        )
        groups.append((round(centre, 1), label, bars))
    marks = tuple(Tick(round(base - value * scale, 1), value) for value in ticks)
    return Columns(tuple(labels), tuple(series), width, height, left, base, marks, tuple(groups))


def nice_ticks(most: float, count: int = 4) -> tuple[float, ...]:
    """From 0 to at least ``most`` in equal steps of 1, 2 or 5 times a power of ten."""
    if most <= 0:
        return (0, 1)
    rough = most / count
    power = 10 ** floor(log10(rough)) if rough >= 1 else 1
    step = next(power * s for s in STEPS if power * s >= rough)
    return tuple(step * n for n in range(ceil(most / step) + 1))


def level(value: float, most: float, levels: int = LEVELS) -> int:
    """0 for nothing, else 1 to ``levels``: how deep a cell is coloured."""
    if value <= 0 or most <= 0:
        return 0
    return min(levels, max(1, ceil(value / most * levels)))


def share(part: float, whole: float) -> float:
    """``part`` of ``whole`` in percent, never above 100; of nothing it is nothing."""
    return 0.0 if whole <= 0 else round(min(100.0, part / whole * 100), 1)
