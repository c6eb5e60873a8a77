"""``rideau bench``: what the engine does on planning files in a given time, measured so that anyone can repeat it."""

import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from shutil import which
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import click

from scheduler.faults import Fault, FaultsError
from scheduler.files import problem_from_document
from scheduler.message import Message, message
from scheduler.problem import Problem
from web.i18n import gettext

from .numbers import THREADS, Finite
from .printing import any_locale, err, out, said, tell_faults
from .sources import document_at, write_whole

if TYPE_CHECKING:
    from web.benching.competitors import Allowed, Competitor
    from web.benching.summary import Bench

DONE, FAILED, FAULTY, INTERRUPTED = 0, 1, 2, 130
FILE = click.Path(path_type=Path)
LARGEST_SEED = 2**31 - 1


class Seeds(click.ParamType):
    """Whole numbers with commas between them, none twice."""

    name = "seeds"

    def convert(self, value: Any, param: Any, ctx: Any) -> tuple[int, ...]:
        if isinstance(value, tuple):
            return value
        words = [word.strip() for word in str(value).split(",")]
        if not all(word.isascii() and word.isdecimal() and int(word) <= LARGEST_SEED for word in words):
            self.fail(gettext("expected whole numbers with commas between them, such as 0,1,2"), param, ctx)
        return tuple(dict.fromkeys(map(int, words)))


class Peers(click.ParamType):
    """Names of other solvers with commas between them, or one of the words for several."""

    name = "peers"

    def convert(self, value: Any, param: Any, ctx: Any) -> "tuple[Competitor, ...]":
        from web.benching.competitors import PEERS

        if isinstance(value, tuple):
            return value
        words = list(dict.fromkeys(word.strip().lower() for word in str(value).split(",")))
        if words in (["installed"], ["none"]):
            found = [one for one in PEERS.values() if one.extra and one.installed]
            return tuple(found) if words == ["installed"] else ()
        if words == ["all"]:
            return tuple(one for one in PEERS.values() if one.installed)
        for word in words:
            if word not in PEERS:
                known = ", ".join(PEERS)
                self.fail(
                    gettext("there is no peer “%(word)s”, only %(known)s", word=word, known=known), param, ctx
                )
            if not PEERS[word].installed:
                self.fail(_not_there(PEERS[word]), param, ctx)
        return tuple(PEERS[word] for word in words)


def _not_there(peer: "Competitor") -> str:
    if peer.program is not None and which(peer.program) is None:
        return gettext("%(name)s needs %(program)s on the path", name=peer.name, program=peer.program)
    remedy = f"pip install {' '.join(peer.packages)}{peer.release}"
    return gettext("%(name)s is not installed: %(remedy)s", name=peer.name, remedy=remedy)


@click.command("bench")
@click.argument("instances", type=FILE, nargs=-1, required=True, metavar="FILE_OR_FOLDER...")
@click.option(
    "--seconds",
    type=Finite(min=0, min_open=True),
    default=60.0,
    show_default=True,
    help="Time of each trial.",
)
@click.option("--workers", type=THREADS, default=2, show_default=True, help="Threads of the search.")
@click.option(
    "--seeds", type=Seeds(), default="0,1,2", show_default=True, help="Each instance is tried with each."
)
@click.option(
    "--peers",
    type=Peers(),
    default="installed",
    show_default=True,
    help="Other solvers to run beside: greedy, cp-sat, highs, scip, timefold (with commas), all, none, or installed:"
    " those of HiGHS, SCIP and Timefold that are there.",
)
@click.option("--known", type=FILE, help="A JSON list of instances with their best known values.")
@click.option("--out", "folder", type=FILE, help="A folder for the report: table, curves and drawing.")
def bench_command(
    instances: tuple[Path, ...],
    seconds: float,
    workers: int,
    seeds: tuple[int, ...],
    peers: "tuple[Competitor, ...]",
    known: Path | None,
    folder: Path | None,
) -> int:
    """Measure the engine on problem files (JSON), or on all those of a folder, and other solvers beside it.

    Each trial runs in a process of its own and its plan is verified. With each instance and seed, every solver has the
    same seconds and threads, one after the other; SCIP and Timefold use one thread. Peers get the same compiled rules
    and begin with a greedy plan. HiGHS, SCIP and Timefold are installed by the extra "bench"; Timefold needs a Java
    Development Kit, 17 or later, too. The report is written anew after each trial.

    Exit status: 0 every trial ended well, 1 some did not (they are in the report), 2 a file cannot be used.
    """
    from web.benching.competitors import RIDEAU

    any_locale()
    subjects, values = _read(instances, known)
    _refuse_unwritable(folder)
    solvers = (RIDEAU, *peers)
    return measure(subjects, values, seconds, workers, seeds, folder, lambda: datetime.now(UTC), solvers)


@dataclass(frozen=True, slots=True)
class Subject:
    """An instance: its file, the name in the table, and what the file holds."""

    path: Path
    name: str
    problem: Problem


def measure(
    subjects: list[Subject],
    known: dict[str, int],
    seconds: float,
    workers: int,
    seeds: tuple[int, ...],
    folder: Path | None,
    clock: Callable[[], datetime],
    competitors: "tuple[Competitor, ...] | None" = None,
) -> int:
    """Run every trial, tell of each as it ends, and keep the report up to date; the exit code."""
    from web.benching.columns import heading
    from web.benching.competitors import RIDEAU, Allowed
    from web.benching.machine import load, this_machine
    from web.benching.report import facts, loads
    from web.benching.summary import Bench

    competitors = competitors or (RIDEAU,)
    packages = dict.fromkeys(name for one in competitors for name in one.packages)
    names, solvers = tuple(one.name for one in subjects), tuple(one.name for one in competitors)
    bench = Bench(
        names, solvers, this_machine(packages), clock(), seconds, workers, seeds, load(), known=known
    )
    for fact in facts(bench):
        out(fact)
    out(heading(bench))
    try:
        for subject in subjects:
            for seed in seeds:
                for competitor in competitors:
                    _try(bench, subject, competitor, Allowed(seconds, workers, seed), folder)
            _sum_up(bench, subject)
    except KeyboardInterrupt:
        err(gettext("interrupted: what was measured so far is kept"))
        return INTERRUPTED
    out(loads(bench))
    _tell_contradictions(bench)
    return FAILED if any(trial.failed for trial in bench.trials) else DONE


def _try(
    bench: "Bench", subject: Subject, competitor: "Competitor", allowed: "Allowed", folder: Path | None
) -> None:
    from web.benching.columns import row
    from web.benching.machine import load
    from web.benching.report import told
    from web.benching.trial import run

    counts = (trial.options for trial in bench.trials if trial.instance == subject.name)
    with TemporaryDirectory(prefix="rideau-bench-") as place:
        trial = run(
            competitor,
            subject.path,
            subject.name,
            subject.problem,
            allowed,
            Path(place),
            options=next((count for count in counts if count is not None), None),
            clock=time.monotonic,
        )
    bench.trials.append(trial)
    bench.load_at_end = load()
    _write(bench, folder)  # before it is shown: what was shown is kept, whatever comes next
    out(row(bench, trial))
    for note in told([trial]):
        err(note)


def _sum_up(bench: "Bench", subject: Subject) -> None:
    from web.benching.columns import row
    from web.benching.summary import medians

    for one in medians(trial for trial in bench.trials if trial.instance == subject.name):
        if one.trials > 1:
            out(row(bench, one))


def _tell_contradictions(bench: "Bench") -> None:
    from web.benching.summary import contradictions

    for one in contradictions(bench):
        err(said(one))


def _write(bench: "Bench", folder: Path | None) -> None:
    """The report so far, each file whole: a benchmark that is ended by force loses one trial at most."""
    if folder is None:
        return
    from web.benching.report import files

    try:
        for name, text in files(bench).items():
            write_whole(folder / name, text)
    except OSError as error:
        reason = Message(error.strerror or str(error))
        err(f"{folder}: " + said(message("cannot be written ({reason})", reason=reason)))
        raise SystemExit(FAULTY) from None


def _refuse_unwritable(folder: Path | None) -> None:
    if folder is None:
        return
    try:
        folder.mkdir(parents=True, exist_ok=True)
        writable = os.access(folder, os.W_OK)
    except OSError:
        writable = False
    if not writable:
        err(f"{folder}: " + gettext("cannot be written there: choose another folder with --out"))
        raise SystemExit(FAULTY)


def _read(instances: tuple[Path, ...], known: Path | None) -> tuple[list[Subject], dict[str, int]]:
    """Every file read before anything is measured, or the end of the command with every fault of all told."""
    from web.benching.known import NOTHING, known_values

    faulty, values = False, NOTHING
    subjects: list[Subject] = []
    for path in dict.fromkeys(path for given in instances for path in _files(given)):
        try:
            subjects.append(Subject(path, path.stem, problem_from_document(document_at(path))))
        except FaultsError as error:
            tell_faults({"": str(path)}, error.faults)
            faulty = True
    if known is not None:
        try:
            values = known_values(document_at(known), known.parent)
        except FaultsError as error:
            tell_faults({"": str(known)}, error.faults)
            faulty = True
    if faulty:
        raise SystemExit(FAULTY)
    subjects = _named_apart(subjects)
    found = {one.name: value for one in subjects if (value := values.of(one.path)) is not None}
    return subjects, found


def _files(given: Path) -> list[Path]:
    """The file itself; of a folder, its problem files. Other JSON files of a folder are named and left alone."""
    if not given.is_dir():
        return [given]
    found = []
    for path in sorted(given.glob("*.json")):
        try:
            document = document_at(path)
        except FaultsError:
            found.append(path)  # its faults are told where it is read
            continue
        if isinstance(document, dict) and str(document.get("format", "")).startswith("rideau-problem/"):
            found.append(path)
        else:
            err(f"{path}: " + gettext("left alone, it is not a planning problem"))
    if not found:
        fault = Fault("", message("holds no planning problem: a file NAME.json"))
        tell_faults({"": str(given)}, (fault,))
        raise SystemExit(FAULTY)
    return found


def _named_apart(subjects: list[Subject]) -> list[Subject]:
    """Files of one name in two folders are told by their paths."""
    names = [one.name for one in subjects]
    return [
        one if names.count(one.name) == 1 else Subject(one.path, str(one.path), one.problem)
        for one in subjects
    ]


COMMANDS: list[click.Command] = [bench_command]
