"""Ends a solve from a second thread as soon as somebody wants to stop: solvers know how to stop, not when."""

import threading
from collections.abc import Callable
from types import TracebackType

#: Seconds between two looks.
_BEAT = 0.1


class Watch:
    """While it is entered, calls ``stop`` at every look for which ``should_stop`` says so."""

    def __init__(self, should_stop: Callable[[], bool] | None, stop: Callable[[], object]) -> None:
        self._should_stop, self._stop = should_stop, stop
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._poll, daemon=True)

    def __enter__(self) -> None:
        if self._should_stop is not None:
            self._thread.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._done.set()
        if self._should_stop is not None:
            self._thread.join()

    def _poll(self) -> None:
        while not self._done.wait(_BEAT):
            if self._should_stop is not None and self._should_stop():
                self._stop()
