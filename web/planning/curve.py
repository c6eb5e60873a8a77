"""A run's points over time as a small drawing."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from models.plans import RunProgress

Place = Callable[[float, int], str]
WIDTH, HEIGHT, EDGE = 640, 180, 8


@dataclass(frozen=True, slots=True)
class Curve:
    """Lines as SVG ``points``; ``low`` and ``high`` are the points at the bottom and the top of the drawing."""

    plan: str
    bound: str
    low: int
    high: int
    seconds: float


def curve(progress: Sequence[RunProgress], seconds: float, elapsed: float) -> Curve | None:
    """
    The best plan as steps that rise, the bound as steps that fall, both up to now; None before there is a plan.
    """
    known = [one for one in progress if one.points is not None]
    if not known:
        return None
    last = max(elapsed, float(progress[-1].seconds))
    until = max(seconds, last, 1.0)
    best = [(float(one.seconds), one.points) for one in known]
    bounds = [(float(one.seconds), one.bound) for one in progress if one.bound is not None]
    top = max(value for _, value in best)
    # A first bound far above would press the plan's own line flat: the drawing shows at most as much again.
    low = min(value for _, value in best)
    reach = max(top - low, abs(top) // 10, 1)
    shown = [(at, min(value, top + reach)) for at, value in bounds]
    high = max([top, *(value for _, value in shown)])
    scale = _scale(until, low, high)
    return Curve(_steps(best, last, scale), _steps(shown, last, scale), low, high, until)


def _scale(until: float, low: int, high: int) -> Place:
    def place(at: float, value: int) -> str:
        x = EDGE + at / until * (WIDTH - 2 * EDGE)
        y = HEIGHT - EDGE - (value - low) / max(1, high - low) * (HEIGHT - 2 * EDGE)
        return f"{x:.1f},{y:.1f}"

    return place


def _steps(line: Sequence[tuple[float, int]], last: float, place: Place) -> str:
    points, before = [], None
    for at, value in line:
        if before is not None:
            points.append(place(at, before))
        points.append(place(at, value))
        before = value
    if before is not None:
        points.append(place(max(last, line[-1][0]), before))
    return " ".join(points)
