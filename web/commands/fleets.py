"""Options that say where searches run; what is left out comes from the settings."""

from collections.abc import Callable
from typing import Any

import click

from scheduler.fleet import EXECUTORS

EXECUTOR = click.option(
    "--executor",
    type=click.Choice(EXECUTORS),
    help="Where to search: this process, several of this machine, or a Dask cluster (fleet.executor).",
)
WORKERS = click.option(
    "--fleet-workers",
    type=click.IntRange(0, 1024),
    help="Pieces of work done at a time, 0 as many as there are processors, or threads of the cluster "
    "(fleet.workers).",
)
ADDRESS = click.option(
    "--address", help="Where the Dask scheduler is, as in tcp://10.0.0.5:8786 (fleet.address)."
)


def fleet_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command ``executor``, ``fleet_workers`` and ``address``, each None where it is not typed."""
    for option in (ADDRESS, WORKERS, EXECUTOR):
        command = option(command)
    return command


def asked_fleet(
    executor: str | None, workers: int | None, address: str | None, *, usual: str | None = None
) -> tuple[str, int, str]:
    """
    Executor, workers and address: what was typed, else the settings.

    ``usual`` stands for a setting that is left as it comes, "here", and an address alone asks for Dask.
    """
    from web.cli import current_settings

    found = current_settings().fleet
    set_up = usual if usual and found.executor == "here" else found.executor
    chosen = executor or ("dask" if address else set_up)
    return chosen, found.workers if workers is None else workers, address or found.address
