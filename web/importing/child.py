"""
The process that reads one file and makes the dry run: what it may use up is bounded, and it can be ended.

Run as ``python -m web.importing.child`` with its task as JSON on standard input; what it finds it leaves in the
import's folder.
"""

import contextlib
import json
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from .folder import Folder, write_text

SECONDS = 120
MEGABYTES = 3000
GRACE = 15
RUNNING: dict[str, subprocess.Popen[bytes]] = {}


def start(folder: Folder, task: Mapping[str, Any], now: float, seconds: int = SECONDS) -> None:
    """Read the folder's file in a process of its own, ended after ``seconds`` of wall clock."""
    folder.found.unlink(missing_ok=True)
    folder.failure.unlink(missing_ok=True)
    folder.note(began=now, seconds=seconds)
    process = subprocess.Popen(
        [sys.executable, "-m", "web.importing.child"],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        cwd=Path(__file__).parents[2],
    )
    RUNNING[folder.token] = process
    told = json.dumps({**task, "folder": str(folder.path.resolve())}).encode()
    threading.Thread(target=_watch, args=(folder, process, told, seconds), daemon=True).start()


def _watch(folder: Folder, process: "subprocess.Popen[bytes]", told: bytes, seconds: int) -> None:
    try:
        process.communicate(told, timeout=seconds)
        if process.returncode and not folder.failure.is_file():
            fail(folder, "memory" if process.returncode in (-9, 137) else "crash")
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()
        fail(folder, "time")
    except OSError:
        fail(folder, "crash")
    finally:
        RUNNING.pop(folder.token, None)


def fail(folder: Folder, why: str) -> None:
    if folder.path.is_dir():
        write_text(folder.failure, json.dumps({"why": why}))


def stop(folder: Folder) -> None:
    """End the reading of this folder's file."""
    process = RUNNING.get(folder.token)
    if process is not None:
        process.kill()


def wait(folder: Folder, seconds: float) -> None:
    """Give a quick file the time to be read, so that its page comes at once."""
    end = time.monotonic() + seconds
    while time.monotonic() < end and reading(folder):
        time.sleep(0.05)


def reading(folder: Folder) -> bool:
    return not any(one.is_file() for one in (folder.found, folder.columns, folder.failure))


def main() -> None:
    """Do the task on standard input."""
    task = json.load(sys.stdin)
    folder = Folder(Path(task["folder"]))
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEGABYTES * 2**20, MEGABYTES * 2**20))
    try:
        from .reading import run

        run(folder, task)
    except MemoryError:
        fail(folder, "memory")


if __name__ == "__main__":
    main()
