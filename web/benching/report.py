"""The report of a benchmark: a page in Markdown, the figures and the curves as CSV, and a drawing."""

import csv
from collections.abc import Iterable, Iterator
from io import StringIO

from web.formats import number
from web.i18n import gettext
from web.telling import translate

from .columns import NONE, markdown
from .plot import gap_over_time, plans_over_time
from .summary import Bench, contradictions, medians
from .trial import Trial

PAGE, TABLE, CURVES, DRAWING, PLANS = "report.md", "trials.csv", "curves.csv", "gap.svg", "plans.svg"
FIGURES = (
    "instance",
    "solver",
    "seed",
    "seconds_allowed",
    "workers",
    "options",
    "points",
    "bound",
    "gap",
    "status",
    "seconds_to_first",
    "seconds_to_1_percent",
    "seconds_to_best",
    "seconds",
    "cpu_seconds",
    "memory_kib",
    "best_known",
    "difference",
)


def files(bench: Bench) -> dict[str, str]:
    """The texts of a report by the names of their files."""
    compared = {PLANS: plans_over_time(bench)} if len(bench.solvers) > 1 else {}
    return {
        PAGE: page(bench),
        TABLE: _csv(FIGURES, (_figures(bench, trial) for trial in bench.trials)),
        CURVES: _csv(("instance", "solver", "seed", "seconds", "points", "bound", "gap"), _curves(bench)),
        DRAWING: gap_over_time(bench),
        **compared,
    }


def page(bench: Bench) -> str:
    """What ran on what, how to read it, the table, its medians, and what went wrong."""
    lines = [
        *_part(1, gettext("Benchmark of planning"), [f"- {fact}" for fact in (*facts(bench), loads(bench))])
    ]
    lines += _part(2, gettext("Medians over the seeds"), markdown(bench, medians(bench.trials)))
    lines += _part(2, gettext("Trials"), markdown(bench, bench.trials))
    if len(bench.solvers) > 1:
        lines += _part(2, gettext("Plans over time"), [f"![]({PLANS})"])
    lines += _part(2, gettext("Gap over time"), [f"![]({DRAWING})"])
    if remarks := [*told(bench.trials), *map(translate, contradictions(bench))]:
        lines += _part(2, gettext("Remarks"), [f"- {_one_line(remark)}" for remark in remarks])
    lines += _part(2, gettext("How to read this"), [f"- {note}" for note in _reading()])
    return "\n".join(lines)


def _part(level: int, heading: str, lines: Iterable[str]) -> Iterator[str]:
    yield from ("#" * level + " " + heading, "", *lines, "")


def facts(bench: Bench) -> Iterator[str]:
    """When, on what and how."""
    machine = bench.machine
    yield gettext("Begun on %(date)s (UTC).", date=f"{bench.began:%Y-%m-%d %H:%M}")
    memory = NONE if machine.memory_mb is None else number(machine.memory_mb)
    yield gettext(
        "Machine: %(cores)s cores (%(processor)s), %(memory)s MiB of memory, %(system)s.",
        cores=machine.cores,
        processor=machine.processor or "?",
        memory=memory,
        system=machine.system,
    )
    yield gettext("Versions: %(versions)s.", versions=", ".join(" ".join(one) for one in machine.versions))
    yield gettext(
        "Each trial: %(seconds)s s, workers: %(workers)s, seeds: %(seeds)s.",
        seconds=number(bench.seconds),
        workers=bench.workers,
        seeds=", ".join(map(str, bench.seeds)),
    )


def loads(bench: Bench) -> str:
    """How busy the machine was: figures of a machine shared with others are worth less."""
    return gettext(
        "Load of the machine: %(start)s at the start, %(end)s at the end (this benchmark included).",
        start=NONE if bench.load_at_start is None else number(bench.load_at_start),
        end=NONE if bench.load_at_end is None else number(bench.load_at_end),
    )


def told(trials: Iterable[Trial]) -> Iterator[str]:
    """What went wrong in a trial, a sentence each."""
    for trial in trials:
        for note in trial.notes:
            yield gettext(
                "%(instance)s, %(solver)s, seed %(seed)s: %(note)s",
                instance=trial.instance,
                solver=trial.competitor,
                seed=trial.seed,
                note=translate(note),
            )


def _reading() -> Iterator[str]:
    yield gettext(
        "Each trial runs in a process of its own, one after the other: with each seed every solver in turn. Time "
        "counts from when the problem has been read; memory is the most that this process, or a larger one that it "
        "started, held at once, the problem included."
    )
    yield gettext(
        "Points are those of a plan that the checker verified, recomputed. The gap is (bound − points) / |points|, "
        "with the solver's own bound."
    )
    yield gettext(
        "Seconds are those after which the solver told of its first plan, of one within 1 % of its best, and of "
        "its best; it may tell of a plan somewhat later than it finds it."
    )
    yield gettext(
        "In the drawings the trial of each solver with the middle points is strong, its other seeds are faint."
    )
    yield gettext(
        "In the medians a trial without a value counts as the worst. Options are the placements possible at all."
    )


def _figures(bench: Bench, trial: Trial) -> tuple[object, ...]:
    best = bench.known.get(trial.instance)
    return (
        trial.instance,
        trial.competitor,
        trial.seed,
        trial.allowed.seconds,
        trial.allowed.workers,
        trial.options,
        trial.points,
        trial.bound,
        _share(trial.gap),
        trial.status,
        trial.first,
        trial.near,
        trial.best,
        trial.seconds,
        None if trial.cpu_seconds is None else round(trial.cpu_seconds, 3),
        trial.memory_kb,
        best,
        None if best is None or trial.points is None else trial.points - best,
    )


def _curves(bench: Bench) -> Iterator[tuple[object, ...]]:
    for trial in bench.trials:
        who = (trial.instance, trial.competitor, trial.seed)
        for step in trial.steps:
            yield (*who, step.seconds, step.points, step.bound, _share(step.gap))


def _share(gap: float | None) -> float | None:
    return None if gap is None else round(gap, 6)


def _csv(heading: Iterable[str], rows: Iterable[tuple[object, ...]]) -> str:
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(heading)
    writer.writerows(rows)
    return text.getvalue()


def _one_line(text: str) -> str:
    return " ".join(text.split())
