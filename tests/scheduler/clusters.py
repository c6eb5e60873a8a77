"""A Dask cluster of two worker processes, for tests."""

from collections.abc import Iterator
from contextlib import contextmanager

import dask
from distributed import LocalCluster

#: Ports that nobody need know, no dashboard, and a lost worker noticed at once.
SETTINGS = {"distributed.worker.daemon": False, "distributed.logging.distributed": "critical"}


@contextmanager
def cluster() -> Iterator[str]:
    """Where its scheduler is."""
    with (
        dask.config.set(SETTINGS),
        LocalCluster(
            n_workers=2, threads_per_worker=1, host="127.0.0.1", dashboard_address=":0", silence_logs=60
        ) as made,
    ):
        yield made.scheduler_address
