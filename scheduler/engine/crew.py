"""Solves side by side: threads of this process, as the solver's own code runs outside Python's lock."""

from collections.abc import Callable, Iterable
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from types import TracebackType
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


class Crew:
    """
    ``size`` hands. A single one does each piece of work as it is given, so that what comes of it depends on nothing
    but the work. Leaving it waits until all that was begun is done.
    """

    def __init__(self, size: int) -> None:
        self.size = max(1, size)
        self._threads = ThreadPoolExecutor(self.size) if self.size > 1 else None

    def __enter__(self) -> "Crew":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._threads is not None:
            self._threads.shutdown(wait=True, cancel_futures=error is not None)

    def submit(self, work: Callable[P, T], *args: P.args, **named: P.kwargs) -> Future[T]:
        """Begin a piece of work."""
        if self._threads is not None:
            return self._threads.submit(work, *args, **named)
        done: Future[T] = Future()
        done.set_result(work(*args, **named))
        return done


def first_done(futures: Iterable[Future[Any]]) -> set[Future[Any]]:
    """Wait until one is done at least; all that are."""
    return wait(futures, return_when=FIRST_COMPLETED).done
