"""Trials of one instance seen together: medians over seeds, and claims that cannot all be true."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from math import inf, isinf
from statistics import median

from scheduler.message import Message, message

from .machine import Machine
from .trial import Trial


@dataclass(slots=True)
class Bench:
    """A whole run: what is tried, on what, when, how; its trials so far; ``known`` best values by instance."""

    instances: tuple[str, ...]
    solvers: tuple[str, ...]
    machine: Machine
    began: datetime
    seconds: float
    workers: int
    seeds: tuple[int, ...]
    load_at_start: float | None
    load_at_end: float | None = None
    known: dict[str, int] = field(default_factory=dict)
    trials: list[Trial] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Median:
    """Medians over the seeds of one competitor on one instance. A trial without a value counts as the worst."""

    instance: str
    competitor: str
    trials: int
    points: float | None
    bound: float | None
    gap: float | None
    first: float | None
    near: float | None
    best: float | None
    memory_kb: float | None
    options: int | None


def medians(trials: Iterable[Trial]) -> list[Median]:
    """One for each instance and competitor, in the order of the trials."""
    groups: dict[tuple[str, str], list[Trial]] = {}
    for trial in trials:
        groups.setdefault((trial.instance, trial.competitor), []).append(trial)
    return [_median_of(*names, group) for names, group in groups.items()]


def _median_of(instance: str, competitor: str, group: Sequence[Trial]) -> Median:
    def middle(value: Callable[[Trial], float | None], worst: float) -> float | None:
        found = median(worst if (one := value(trial)) is None else one for trial in group)
        return None if isinf(found) else found

    return Median(
        instance,
        competitor,
        len(group),
        points=middle(lambda t: t.points, -inf),
        bound=middle(lambda t: t.bound, inf),
        gap=middle(lambda t: t.gap, inf),
        first=middle(lambda t: t.first, inf),
        near=middle(lambda t: t.near, inf),
        best=middle(lambda t: t.best, inf),
        memory_kb=middle(lambda t: t.memory_kb, inf),
        options=next((t.options for t in group if t.options is not None), None),
    )


def contradictions(bench: Bench) -> list[Message]:
    """Bounds that are below what a verified plan, or the best value known, has: one of the two is wrong."""
    found = []
    for trial in bench.trials:
        rivals = [t.points for t in bench.trials if t.instance == trial.instance and t.points is not None]
        best, most = bench.known.get(trial.instance), max(rivals, default=None)
        who = {
            "instance": trial.instance,
            "solver": trial.competitor,
            "seed": trial.seed,
            "bound": trial.bound,
        }
        if trial.bound is not None and most is not None and most > trial.bound:
            found.append(
                message(
                    "{instance}, {solver}, seed {seed}: bound {bound}, but a plan that keeps every rule has {most}",
                    **who,
                    most=most,
                )
            )
        if trial.bound is not None and best is not None and best > trial.bound:
            found.append(
                message(
                    "{instance}, {solver}, seed {seed}: bound {bound}, but the best value known is {best}",
                    **who,
                    best=best,
                )
            )
    return found
