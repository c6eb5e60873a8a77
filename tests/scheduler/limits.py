"""Limits that change a plan: a small world without each one, then with it one unit tighter; all written by hand."""

from collections.abc import Callable
from typing import Any, NamedTuple

from scheduler.plan import Plan
from scheduler.problem import Problem
from tests import factories as f

#: The first days of the season, long enough for a night or two.
TWO_DAYS = {"end": f.day(2)}


class Limit(NamedTuple):
    """With ``loose`` the best plan is ``before``, with ``tight`` it is ``after``, each with its points."""

    rule: str
    what: str
    world: Callable[[Any], Problem]
    loose: Any
    tight: Any
    before: tuple[int, str]
    after: tuple[int, str]

    def __str__(self) -> str:
        return f"{self.rule}: {self.what}"


def told(plan: Plan) -> str:
    """What is placed, in a line; the order of stops aside, and stays of one kit that touch as one."""
    day = lambda date: (date - f.MONDAY).days  # noqa: E731
    said = [f"{t.project} {t.premises} {day(t.start)}-{day(t.end)}" for t in plan.tenancies]
    said += [f"{o.event} {o.spot} {day(o.start)}" for o in plan.occurrences]
    for run in plan.trails:
        stops = [s.spot + (f"+{s.installation}" if s.installation else "") for s in run.stops]
        said.append(f"{run.trail} {day(run.start)} {','.join(sorted(stops))}")
    stays: list[list[Any]] = []
    for d in sorted(plan.dressings, key=lambda d: (d.kit, d.premises, d.start)):
        if stays and stays[-1][0] == f"{d.kit} {d.premises}" and stays[-1][2] == day(d.start):
            stays[-1][2] = day(d.end)
        else:
            stays.append([f"{d.kit} {d.premises}", day(d.start), day(d.end)])
    said += [f"{where} {first}-{end}" for where, first, end in stays]
    return "; ".join(sorted(said))


SPOTS = tuple(
    f.spot(name, power_w=500, features=("wall",), closures=f.spans((7, 84))) for name in ("a", "b", "c")
)
WAYS = (f.leg("a", "b", 100), f.leg("b", "c", 200), f.leg("c", "a", 400))
WORKS = {"moon": ("a", 10), "star": ("b", 7), "sun": ("c", 5)}
ALL = "lights 0 a+moon,b+star,c+sun"
LIT, NOTHING = (22, ALL), (0, "")


def works(**changed: dict[str, Any]) -> tuple:
    """Three works of light, each at its own spot unless something else is said."""
    return tuple(
        f.installation(id, **({"value": value, "spots": (spot,)} | changed.get(id, {})))
        for id, (spot, value) in WORKS.items()
    )


def walk(*records: Any, town: dict[str, Any] | None = None, settings: Any = None, **values: Any) -> Problem:
    """A trail of one night past three spots, worth its works of light alone: 22 points."""
    own = {
        "spots": ("a", "b", "c"),
        "distances": WAYS,
        "min_stops": 1,
        "installations": works(),
        "windows": f.spans((0, 1)),
    }
    return f.problem(
        *SPOTS, f.trail(**own | values), *records, town=town or {"end": f.day(7)}, **(settings or {})
    )


def fronts(*records: Any, town: int = 14, settings: Any = None, **values: Any) -> Problem:
    """Two weeks, a front ``a`` and a kit that brings six points a week there."""
    street, kit = f.street("s", footfall=2), {"value_week": 3, "min_days": 7} | values
    return f.problem(
        street,
        f.street("t", footfall=1),
        *([] if any(getattr(r, "id", "") == "a" for r in records) else [f.premises("a")]),
        *records,
        f.kit(**kit),
        town={"end": f.day(town)},
        **{"footfall_week": 0, **(settings or {})},
    )
