"""Two processes kept alive together: the web and the jobs.

When one dies it is started again, after a pause that grows while it keeps dying; Ctrl-C or SIGTERM ends both.
"""

import logging
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from .config import Settings, as_environment

logger = logging.getLogger(__name__)
END_SECONDS = 12.0
LONGEST_PAUSE = 30.0
SETTLED_SECONDS = 60.0
HOPELESS = 2
"""Exit code of a process that cannot run as it is set: it is not started again."""


@dataclass
class Kept:
    """One process and its history."""

    name: str
    command: Sequence[str]
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    pause: float = 1.0
    due: float = field(default=0.0)


def serve(settings: Settings, on_ready: Callable[[], None] | None = None) -> int:
    """Run web and jobs until told to end; 0, or the exit code of a process that cannot run as it is set."""
    parts = [Kept(name, [sys.executable, "-m", "web.cli", name]) for name in ("web", "jobs")]
    return Supervisor(parts, {**os.environ, **as_environment(settings)}).run(on_ready)


class Supervisor:
    def __init__(self, parts: list[Kept], environment: dict[str, str]) -> None:
        self.parts = parts
        self.environment = environment
        self.ending = threading.Event()

    def run(self, on_ready: Callable[[], None] | None = None) -> int:
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: self.ending.set())
        for part in self.parts:
            self._start(part)
        if on_ready:
            on_ready()
        code = 0
        while not code and not self.ending.wait(0.2):
            code = next((c for part in self.parts if (c := self._look(part))), 0)
        self._end()
        return code

    def _start(self, part: Kept) -> None:
        part.process = subprocess.Popen(part.command, env=self.environment)
        part.started = time.monotonic()
        logger.info("%s started", part.name, extra={"pid": part.process.pid})

    def _look(self, part: Kept) -> int:
        """Start ``part`` again when it is due; the code of one that must not be."""
        now = time.monotonic()
        if part.process is None:
            if now >= part.due:
                self._start(part)
            return 0
        code = part.process.poll()
        if code is None:
            return 0
        if code == HOPELESS:
            return code
        part.pause = 1.0 if now - part.started > SETTLED_SECONDS else min(part.pause * 2, LONGEST_PAUSE)
        part.due, part.process = now + part.pause, None
        logger.error("%s ended (%s), starting it again in %.0f s", part.name, code, part.pause)
        return 0

    def _end(self) -> None:
        running = [p.process for p in self.parts if p.process is not None and p.process.poll() is None]
        for process in running:
            process.terminate()
        deadline = time.monotonic() + END_SECONDS
        for process in running:
            try:
                process.wait(max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        logger.info("web and jobs ended")
