"""A solve in a process of its own, watched from here: what it reports, and how it is ended.

Nothing a solve does can harm what is kept: it reads a frozen problem from its folder and writes beside it.
"""

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .config import Fleet
from .solve_child import HINT, INCUMBENT, PROBLEM, PROGRESS, RESULT, STOP, write_whole

GRACE_SECONDS = 3.0
"""How long after its time, or after it was asked to stop, a solve may still tidy up before it is killed."""
LOG = "solve.log"
HERE = Fleet()


@dataclass(frozen=True, slots=True)
class Step:
    """One line of progress; ``seconds`` since the start of the solve."""

    seconds: float
    points: int | None
    bound: int | None


def prepare_folder(folder: Path, problem: str, hint: str | None = None) -> None:
    """An empty folder with the frozen problem in it, and the plan to start from where there is one."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    write_whole(folder / PROBLEM, problem)
    if hint is not None:
        write_whole(folder / HINT, hint)


class SolveProcess:
    """One solving child and its folder."""

    def __init__(self, folder: Path, seconds: float, workers: int, seed: int, fleet: Fleet = HERE) -> None:
        self.folder = folder
        self._read = 0
        command = [sys.executable, "-m", "web.solve_child", str(folder.resolve())]
        command += ["--seconds", str(seconds), "--workers", str(workers), "--seed", str(seed)]
        command += ["--executor", fleet.executor, "--fleet-workers", str(fleet.workers)]
        command += ["--address", fleet.address, "--began", str(time.time())]
        with (folder / LOG).open("wb") as log:
            self.process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd=Path(__file__).parent.parent,
                start_new_session=True,  # Ctrl-C in a terminal is for the parent, which then asks to stop
            )

    @property
    def running(self) -> bool:
        return self.process.poll() is None

    def steps(self) -> Iterator[Step]:
        """What was reported since the last call; a line still being written waits for the next."""
        try:
            with (self.folder / PROGRESS).open("rb") as file:
                file.seek(self._read)
                for line in file:
                    if not line.endswith(b"\n"):
                        return
                    self._read += len(line)
                    yield Step(**json.loads(line))
        except FileNotFoundError:
            return

    def ask_to_stop(self) -> None:
        (self.folder / STOP).touch()

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()

    def memory_mb(self) -> int:
        """Resident memory of the process and those that it started, 0 where the system does not tell."""
        return sum(_resident_mb(number) for number in _family(self.process.pid))


def _family(number: int) -> list[int]:
    """A process and all that it started, by number."""
    found = [number]
    for one in found:  # grows as children are found
        with suppress(OSError):
            for thread in Path(f"/proc/{one}/task").iterdir():
                found += map(int, (thread / "children").read_text().split())
    return found


def _resident_mb(number: int) -> int:
    try:
        pages = int(Path(f"/proc/{number}/statm").read_text().split()[1])
    except (OSError, IndexError, ValueError):
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE") // 2**20


def result(folder: Path) -> dict[str, Any] | None:
    """What the child wrote when it was done: ``plan`` and ``conflict``, or ``faults``."""
    return _json(folder / RESULT)


def incumbent(folder: Path) -> str | None:
    """The text of the best plan that was found so far."""
    try:
        return (folder / INCUMBENT).read_text(encoding="utf-8")
    except OSError:
        return None


def last_words(folder: Path) -> str:
    """The end of what the child printed, for the log of those who run Rideau."""
    try:
        return (folder / LOG).read_text(encoding="utf-8", errors="replace")[-2000:].strip()
    except OSError:
        return ""


def _json(path: Path) -> dict[str, Any] | None:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return found if isinstance(found, dict) else None
