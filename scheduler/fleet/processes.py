"""Worker processes of this machine, each in a pool of its own, so that the loss of one costs only what it had."""

import os
import signal
import threading
import time
from collections import deque
from collections.abc import Callable
from concurrent.futures import CancelledError, Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from .lost import TRIES, PieceLost

#: Seconds between two looks of a worker at its parent and its memory.
_LOOK = 0.5
_MEGABYTE = 2**20


@dataclass(slots=True, eq=False)
class _Work:
    """A call, and the future of whoever asked for it."""

    call: Callable[[], Any]
    future: "Future[Any]" = field(default_factory=Future)
    tries: int = 0
    given_up: bool = False


@dataclass(slots=True, eq=False)
class _Desk:
    """A worker process with at most one piece of work, and a pool of its own, so that its loss is its own."""

    pool: ProcessPoolExecutor | None = None
    process: "Future[int] | None" = None
    work: _Work | None = None


class Processes(Executor):
    """Worker processes of this machine (spawned), made anew when they are lost."""

    def __init__(self, workers: int, memory_mb: int | None = None) -> None:
        self._memory_mb = memory_mb
        self._lock = threading.RLock()
        self._desks = [_Desk() for _ in range(workers)]
        self._waiting: deque[_Work] = deque()
        self._closed = False

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> "Future[Any]":
        """The future of a call; ``PieceLost`` where ``TRIES`` workers were lost with it."""
        work = _Work(partial(fn, *args, **kwargs))
        with self._lock:
            if self._closed:
                raise RuntimeError("the fleet is closed")
            self._waiting.append(work)
        self._deal()
        return work.future

    def processes(self) -> list[int]:
        """The worker processes that have begun, by number."""
        started = [desk.process for desk in self._desks if desk.process is not None]
        return [one.result() for one in started if one.done() and not one.exception()]

    def end(self, future: "Future[Any]") -> None:
        """End the process that is at work on a piece, and do not begin the piece again."""
        with self._lock:
            for desk in self._desks:
                if desk.work is not None and desk.work.future is future:
                    desk.work.given_up = True
                    _kill(desk)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Take no more work. With ``cancel_futures`` what is left is given up and the processes are ended."""
        with self._lock:
            self._closed = True
            left = [work.future for work in self._waiting]
            left += [desk.work.future for desk in self._desks if desk.work is not None]
        if wait and not cancel_futures:
            for future in left:
                future.exception()
        with self._lock:
            for work in self._waiting:
                work.future.cancel()
            self._waiting.clear()
            for desk in self._desks:
                if desk.work is not None:
                    desk.work.given_up = True
                    _kill(desk)
                if desk.pool is not None:
                    desk.pool.shutdown(wait=False, cancel_futures=True)

    def _deal(self) -> None:
        """Give work to every free worker."""
        with self._lock:
            for desk in self._desks:
                while desk.work is None and self._waiting:
                    work = self._waiting.popleft()
                    if work.tries or work.future.set_running_or_notify_cancel():
                        self._begin(desk, work)

    def _begin(self, desk: _Desk, work: _Work) -> None:
        desk.work, work.tries = work, work.tries + 1
        try:
            inner = self._pool(desk).submit(work.call)
        except BrokenProcessPool:  # lost while it had nothing to do
            self._forget(desk)
            inner = self._pool(desk).submit(work.call)
        inner.add_done_callback(partial(self._ended, desk, work))

    def _pool(self, desk: _Desk) -> ProcessPoolExecutor:
        if desk.pool is None:
            desk.pool = ProcessPoolExecutor(1, get_context("spawn"), _attend, (os.getpid(), self._memory_mb))
            desk.process = desk.pool.submit(os.getpid)
        return desk.pool

    def _forget(self, desk: _Desk) -> None:
        if desk.pool is not None:
            desk.pool.shutdown(wait=False)
        desk.pool = desk.process = None

    def _ended(self, desk: _Desk, work: _Work, inner: "Future[Any]") -> None:
        """Hand an outcome over; begin the work again where its worker was lost."""
        error = CancelledError() if inner.cancelled() else inner.exception()
        lost = isinstance(error, BrokenProcessPool | CancelledError)
        with self._lock:
            desk.work = None
            if lost:
                self._forget(desk)
            again = lost and not work.given_up and not self._closed and work.tries < TRIES
            if again:
                self._waiting.appendleft(work)
        if lost and not again:
            work.future.set_exception(PieceLost(work.tries))
        elif error is not None and not lost:
            work.future.set_exception(error)
        elif not lost:
            work.future.set_result(inner.result())
        self._deal()


def _kill(desk: _Desk) -> None:
    """End a worker process, as soon as its number is known where it has only just been started."""
    if desk.process is not None:
        desk.process.add_done_callback(_kill_by_number)


def _kill_by_number(process: "Future[int]") -> None:
    if process.cancelled() or process.exception():
        return
    with suppress(ProcessLookupError):
        os.kill(process.result(), signal.SIGKILL)


def _attend(parent: int, memory_mb: int | None) -> None:
    """
    What a worker process keeps to: Ctrl-C is for its parent to hear, it goes when its parent has gone, and when it
    takes more memory than it may.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)

    def watch() -> None:
        while os.getppid() == parent and (memory_mb is None or _resident_mb() <= memory_mb):
            time.sleep(_LOOK)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def _resident_mb() -> int:
    """Memory of this process, 0 where the system does not tell."""
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[1])
    except (OSError, IndexError, ValueError):
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE") // _MEGABYTE
