"""Workers of a Dask cluster. Only here is Dask imported, and only where it is asked for."""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError, Executor, Future
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

from ..message import Message, message
from .lost import TRIES, FleetError, PieceLost

#: Seconds that a Dask scheduler has to answer, and between two looks at whether it has workers.
_ANSWER, _LOOK = 10, 0.5
#: How Dask's schedulers are spoken to; where an address does not say, by the first.
_SCHEMES = ("tcp", "tls", "ws", "wss")


@contextmanager
def cluster(address: str, workers: int) -> Iterator[tuple[Executor, int]]:
    """
    A Dask cluster that is already there, and how many pieces it does at a time. Raises ``FleetError``.

    ``workers`` 0: as many as the cluster has threads.
    """
    if not address:
        raise FleetError(
            message("fleet.address is missing: write where the Dask scheduler is, as in tcp://10.0.0.5:8786")
        )
    if not _well_formed(address):
        told = message(
            "fleet.address is “{address}”: write where the Dask scheduler is, as in tcp://10.0.0.5:8786",
            address=address,
        )
        raise FleetError(told)
    try:
        import distributed
    except ImportError:
        told = message(
            "Dask needs the package distributed: install Rideau with its extra “dask”, or “pip install distributed”"
        )
        raise FleetError(told) from None
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
        yield Remote(client), workers or _threads(client, address)
    finally:
        client.close(timeout=_LOOK)


def _well_formed(address: str) -> bool:
    """Whether an address names a way, a host and a port: of others Dask complains late, and in many words."""
    try:
        parts = urlsplit(address if "://" in address else f"{_SCHEMES[0]}://{address}")
        return parts.scheme in _SCHEMES and bool(parts.hostname) and bool(parts.port)
    except ValueError:  # no number, or none of a port
        return False


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


class Remote(Executor):
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
