"""Pieces of work that tests send to workers, which must be able to import them."""

import os
import signal
import time
from pathlib import Path


def twice(number: int) -> int:
    return 2 * number


def refuse(reason: str) -> None:
    raise ValueError(reason)


def number_of_process(seconds: float = 0) -> int:
    time.sleep(seconds)
    return os.getpid()


def die_at_first(mark: Path) -> str:
    """The first to come here is killed, the next is not."""
    try:
        mark.touch(exist_ok=False)
    except FileExistsError:
        return "done"
    os.kill(os.getpid(), signal.SIGKILL)
    return "never"


def die(times: Path) -> None:
    with times.open("a") as file:
        file.write("x")
    os.kill(os.getpid(), signal.SIGKILL)


def devour(megabytes: int) -> int:
    block = bytearray(megabytes * 2**20)
    block[::4096] = b"1" * len(block[::4096])
    time.sleep(30)
    return len(block)
