"""``rideau solve``: the best plan that the time allows, written whole or not at all."""

import os
import signal
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from contextvars import copy_context
from pathlib import Path
from queue import Empty, Queue
from threading import Event, Thread, current_thread, main_thread
from typing import Any

import click

from scheduler.check import check
from scheduler.faults import Fault, FaultsError
from scheduler.fields import ProblemError
from scheduler.files import case_from_documents, problem_from_document, write_plan
from scheduler.fleet import fleet
from scheduler.message import Message, message
from scheduler.plan import Plan
from scheduler.problem import Problem
from web.i18n import gettext

from .fleets import asked_fleet, fleet_options
from .numbers import THREADS, Finite
from .printing import any_locale, err, figure, said, tell_faults
from .sources import document_at, problem_document_at, write_whole

DONE, FAULTY, IMPOSSIBLE, NOT_FOUND = 0, 2, 3, 4
BEAT = 0.1  # seconds between two looks at the signals
PATIENCE = 10.0  # seconds that an interrupted search has to hand over its plan
FILE = click.Path(path_type=Path)


@click.command("solve")
@click.argument("problem", type=FILE)
@click.option("--out", type=FILE, help="Where to write the plan; standard output by default.")
@click.option("--seconds", type=Finite(min=0, min_open=True), default=60.0, show_default=True)
@click.option("--workers", type=THREADS, help="Threads of the search; as many as processors by default.")
@click.option("--seed", type=click.IntRange(min=0, max=2**31 - 1), default=0, show_default=True)
@click.option(
    "--gap",
    type=Finite(min=0),
    default=0.0,
    show_default=True,
    help="Stop within this share of the bound.",
)
@click.option(
    "--steps",
    type=click.IntRange(min=0),
    help="Stop after so many neighbourhoods, solved in this process alone: with --workers 1 and seconds to "
    "spare, the same seed gives the same plan.",
)
@click.option("--hint", type=FILE, help="A plan to start from.")
@fleet_options
def solve_command(
    problem: Path,
    out: Path | None,
    seconds: float,
    workers: int | None,
    seed: int,
    gap: float,
    steps: int | None,
    hint: Path | None,
    executor: str | None,
    fleet_workers: int | None,
    address: str | None,
) -> None:
    """Make the best plan that the time allows. Ctrl-C keeps the best one found so far.

    Exit status: 0 a plan that keeps every rule was written, 2 a file cannot be used, 3 no plan exists,
    4 none was found in time.
    """
    any_locale()
    where = asked_fleet(executor, fleet_workers, address)
    if steps is not None and where[0] != "here":
        fault = gettext(
            "counts the neighbourhoods of a search in this process: add --executor here, or leave --steps out"
        )
        raise click.BadParameter(fault, param_hint="--steps")
    records, hinted = _read(problem, hint)
    if out is not None and (out.is_dir() or not os.access(out.parent, os.W_OK)):
        err(f"{out}: " + gettext("cannot be written there: choose another file with --out"))
        raise SystemExit(FAULTY)
    options: dict[str, Any] = {"seconds": seconds, "workers": workers, "seed": seed, "gap": gap}
    options["steps"] = steps
    with ExitStack() as opened:
        if where[0] != "here":
            options |= {"fleet": opened.enter_context(fleet(*where)), "workers": workers or 1}
        options["workers"] = options["workers"] or os.cpu_count() or 1
        result = _solved(problem, records, hinted, options)
    if result.plan.status == "infeasible":
        if result.conflict:
            err(gettext("no plan keeps every rule; what cannot stand together:"))
        else:
            err(gettext("no plan keeps every rule"))
        for reason in result.conflict:
            err(f"- {said(reason)}")
        raise SystemExit(IMPOSSIBLE)
    if result.plan.status not in ("optimal", "feasible"):
        err(gettext("no plan was found in time: allow more seconds"))
        raise SystemExit(NOT_FOUND)
    _refuse_broken(records, result.plan)
    _deliver(out, result.plan)


def _read(problem: Path, hint: Path | None) -> tuple[Problem, Plan | None]:
    """The problem and the hint, or exit with every fault of both told."""
    try:
        document = problem_document_at(problem)
        if hint is None:
            return problem_from_document(document), None
    except ProblemError as error:
        _tell(problem, error)
        raise SystemExit(FAULTY) from None
    try:
        return case_from_documents(document, document_at(hint))
    except FaultsError as error:
        tell_faults({"problem": str(problem), "plan": str(hint), "": str(hint)}, error.faults)
        raise SystemExit(FAULTY) from None


def _tell(file: Path, error: ProblemError) -> None:
    if isinstance(error, FaultsError):
        tell_faults({"": str(file)}, error.faults)
    else:
        err(f"{file}: {error}")


def _solved(file: Path, problem: Problem, hint: Plan | None, options: dict[str, Any]) -> Any:
    """The engine's result; progress goes to standard error, and an interruption asks it to stop."""
    from scheduler.solve import Result, solve

    progress, found = _Progress(), Queue[Any](1)

    def search() -> None:
        try:
            found.put(solve(problem, hint=hint, on_progress=progress, should_stop=stop.is_set, **options))
        except BaseException as error:  # handed to the waiting thread, which raises it again
            found.put(error)

    with interruptible() as stop:
        Thread(target=copy_context().run, args=(search,), daemon=True).start()
        result = _awaited(found, stop)
    if result is None:
        return Result(plan=progress.plan or Plan(status="unknown"), conflict=())
    if isinstance(result, ProblemError):
        _tell(file, result)
        raise SystemExit(FAULTY)
    if isinstance(result, BaseException):
        raise result
    return result


def _awaited(found: "Queue[Any]", stop: Event) -> Any:
    """What the search puts there; None where it does not heed an interruption in time."""
    asked = 0.0
    while True:
        try:
            return found.get(timeout=BEAT)  # wakes up now and then, so that signals are heard on every system
        except Empty:
            asked += BEAT if stop.is_set() else 0
            if asked >= PATIENCE:
                return None


class _Progress:
    """One line on standard error each time that points or bound improve."""

    def __init__(self) -> None:
        self.told: tuple[Any, Any] = (None, None)
        self.plan: Plan | None = None

    def __call__(self, progress: Any) -> None:
        self.plan = progress.plan or self.plan
        now = (progress.points, progress.bound)
        if now == self.told:
            return
        self.told = now
        parts = {
            "points": "–" if progress.points is None else figure(progress.points),
            "bound": "–" if progress.bound is None else figure(progress.bound),
            "gap": "–" if progress.gap is None else f"{100 * progress.gap:.2f} %",
            "seconds": f"{progress.seconds:.1f}",
        }
        err(gettext("points %(points)s, bound %(bound)s, gap %(gap)s, %(seconds)s s", **parts))


@contextmanager
def interruptible() -> Iterator[Event]:
    """An event that Ctrl-C or a polite end of the process sets; a second Ctrl-C stops at once."""
    stop = Event()
    if current_thread() is not main_thread():
        yield stop
        return

    def ask(number: int, frame: Any) -> None:
        stop.set()
        signal.signal(number, before[number])

    before = {number: signal.signal(number, ask) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _refuse_broken(problem: Problem, plan: Plan) -> None:
    """The checker has the last word, not the search."""
    broken = check(problem, plan)
    if broken:
        err(
            gettext(
                "the search gave a plan that breaks a rule, which is a defect of Rideau: nothing was written"
            )
        )
        for violation in broken:
            err(f"{violation.rule}: {said(violation.message)}")
        raise SystemExit(NOT_FOUND)


def _deliver(out: Path | None, plan: Plan) -> None:
    text = write_plan(plan)
    if out is None:
        click.echo(text.encode(), nl=False)
        return
    try:
        write_whole(out, text)
    except OSError as error:
        fault = Fault(
            "", message("cannot be written ({reason})", reason=Message(error.strerror or str(error)))
        )
        tell_faults({"": str(out)}, (fault,))
        err(gettext("the plan goes to standard output instead, so that it is not lost"))
        click.echo(text.encode(), nl=False)
        raise SystemExit(FAULTY) from None
