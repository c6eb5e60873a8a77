"""The parent's side of a solver in a process of its own: what it is given, and what it tells line by line."""

import json
import queue
import subprocess
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[3]
BEAT = 0.1  # seconds between two looks at the clock while nothing is told


class Outside:
    """A running solver. ``told`` are the lines it has written; None once it has ended."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process
        self._lines: queue.SimpleQueue[str | None] = queue.SimpleQueue()
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self._lines.put(line)
        self._lines.put(None)

    def told(self) -> Iterator[dict[str, Any] | None]:
        """Each line as it comes; None where nothing came for a beat. Ends with the process."""
        while True:
            try:
                line = self._lines.get(timeout=BEAT)
            except queue.Empty:
                yield None
                continue
            if line is None:
                break
            yield json.loads(line)
        if code := self._process.wait():
            raise RuntimeError(f"the solver's process ended with code {code}")


@contextmanager
def started(command: Sequence[object]) -> Iterator[Outside]:
    """Run a command; whatever happens, its process is gone afterwards."""
    words = [*map(str, command)]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True, encoding="utf-8", cwd=ROOT) as process:
        try:
            yield Outside(process)
        finally:
            process.kill()
