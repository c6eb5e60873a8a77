"""Where solves run: in this process, in processes of this machine, or on a Dask cluster.

All three are a ``concurrent.futures.Executor``. A worker that is lost in the middle (killed, out of memory, its machine
gone) costs the piece of work that it had, which is tried again elsewhere, and nothing else.
"""

import os
from collections.abc import Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from ..message import message
from .lost import TRIES, FleetError, PieceLost
from .processes import Processes
from .remote import cluster

__all__ = ["EXECUTORS", "TRIES", "Fleet", "FleetError", "PieceLost", "Processes", "fleet"]

EXECUTORS = ("here", "processes", "dask")


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
        with cluster(address, workers) as (remote, threads):
            yield Fleet(remote, threads)
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
