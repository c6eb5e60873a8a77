"""Where solves run: in this process, in processes of this machine, or on a Dask cluster.

All three are a ``concurrent.futures.Executor``. A worker that is lost in the middle (killed, out of memory, its machine
gone) costs the piece of work that it had, which is tried again elsewhere, and nothing else.
"""

import os
import signal
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError, Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from .message import Message, message

EXECUTORS = ("here", "processes", "dask")
#: How often a piece of work is begun before it is given up, where its workers are lost.
TRIES = 3
#: Seconds that a Dask scheduler has to answer, and between two looks of a worker at its parent and its memory.
_ANSWER, _LOOK = 10, 0.5
_MEGABYTE = 2**20


class FleetError(RuntimeError):
    """The fleet cannot be used as it is set; ``message`` names the setting and the remedy."""

    def __init__(self, reason: Message) -> None:
        super().__init__(str(reason))
        self.message = reason


class PieceLost(RuntimeError):
    """A piece of work was given up, because the workers that had it were lost."""

    def __init__(self, tries: int = TRIES) -> None:
        self.message = message(
            "the process at work on it was lost (attempts: {times}): killed, or out of memory", times=tries
        )
        super().__init__(str(self.message))


@dataclass(frozen=True, slots=True)
class Fleet:
    """``executor`` takes pieces of work; ``workers`` of them are done at a time."""

    executor: Executor
    workers: int

    def drop(self, future: "Future[Any]") -> None:
        """Give a piece up: one that waits is never begun, one at work is ended where that can be."""
        if not future.cancel() and isinstance(self.executor, Processes):
            self.executor.end(future)


@contextmanager
def fleet(
    executor: str, workers: int = 0, address: str = "", memory_mb: int | None = None
) -> Iterator[Fleet]:
    """
    The fleet for the time of a search; all that is still at work at its end is given up. Raises ``FleetError``.

    Parameters
    ----------
    executor
        One of ``EXECUTORS``.
    workers
        Pieces of work done at a time; 0: one for each processor, or on Dask as many as it has threads.
    address
        Of the Dask scheduler.
    memory_mb
        A worker process of this machine that takes more is ended.
    """
    if executor == "dask":
        with _cluster(address, workers) as found:
            yield found
        return
    if executor not in EXECUTORS:
        known = ", ".join(EXECUTORS)
        raise FleetError(
            message("fleet.executor is “{executor}”, expected one of {known}", executor=executor, known=known)
        )
    count = 1 if executor == "here" else workers or os.cpu_count() or 1
    pool: Executor = ThreadPoolExecutor(1) if executor == "here" else Processes(count, memory_mb)
    try:
        yield Fleet(pool, count)
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


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


@contextmanager
def _cluster(address: str, workers: int) -> Iterator[Fleet]:
    """A Dask cluster that is already there."""
    if not address:
        raise FleetError(
            message("fleet.address is missing: write where the Dask scheduler is, as in tcp://10.0.0.5:8786")
        )
    try:
        import distributed
    except ImportError:
        raise FleetError(
            message("Dask needs the package distributed: install Rideau with its extra “dask”")
        ) from None
    try:
        make: Any = distributed.Client
        client = make(address, timeout=_ANSWER, set_as_default=False)
    except Exception as error:  # whatever the many ways of a wrong address are called
        reason = Message(type(error).__name__)
        told = message(
            "no Dask scheduler answers at {address} ({reason}): start one with “dask scheduler”, or correct "
            "fleet.address",
            address=address,
            reason=reason,
        )
        raise FleetError(told) from None
    try:
        yield Fleet(_Remote(client), workers or _threads(client, address))
    finally:
        client.close(timeout=_LOOK)


def _threads(client: Any, address: str) -> int:
    """How many pieces the cluster can do at a time; it may take a moment until its workers are there."""
    until = time.monotonic() + _ANSWER
    while True:
        threads: int = sum(client.nthreads().values())
        if threads:
            return threads
        if time.monotonic() > until:
            raise FleetError(
                message(
                    "the Dask scheduler at {address} has no worker: start one with “dask worker {address}”",
                    address=address,
                )
            )
        time.sleep(_LOOK)


class _Remote(Executor):
    """A Dask cluster; what it calls the loss of a worker is told as here."""

    def __init__(self, client: Any) -> None:
        self._executor = client.get_executor(pure=False, retries=TRIES - 1)

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> "Future[Any]":
        """The future of a call; ``PieceLost`` where its workers were lost again and again."""
        inner, outer = self._executor.submit(fn, *args, **kwargs), Future[Any]()

        def over(_: Any) -> None:
            if outer.cancelled():
                return
            error = CancelledError() if inner.cancelled() else inner.exception()
            if error is None:
                outer.set_result(inner.result())
            elif isinstance(error, CancelledError) or type(error).__name__ == "KilledWorker":
                outer.set_exception(PieceLost())
            else:
                outer.set_exception(error)

        def given_up(_: Any) -> None:
            if outer.cancelled():
                inner.cancel()

        outer.add_done_callback(given_up)
        inner.add_done_callback(over)
        return outer

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Take no more work; without ``wait`` what is left is given up."""
        self._executor.shutdown(wait=wait and not cancel_futures)
