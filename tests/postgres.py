"""A real PostgreSQL for tests: what ``TEST_POSTGRES`` names, else Debian's, else the pgserver wheel's."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

MISSING = (
    "no PostgreSQL for the tests: name a server in TEST_POSTGRES (postgresql://user@host/postgres), "
    "install Debian's package postgresql, or the Python package pgserver"
)


@contextmanager
def running_server() -> Iterator[str]:
    """The address of a server on which the tests may create databases; ours is ended afterwards."""
    if address := os.environ.get("TEST_POSTGRES"):
        yield address
        return
    for start in (_debian, _wheel):
        with start() as address:
            if address:
                yield address
                return
    raise RuntimeError(MISSING)


@contextmanager
def _debian() -> Iterator[str | None]:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    # The server refuses to run as root; Debian's package brings a user for it.
    user = "postgres" if os.geteuid() == 0 else None
    if not found or (user and shutil.which("runuser") is None):
        yield None
        return
    programs = found[-1].parent
    folder = Path(tempfile.mkdtemp(prefix="rideau-pg-", dir=_memory()))
    if user:
        shutil.chown(folder, user)
    data = folder / "data"

    def run(*command: str) -> bool:
        done = subprocess.run(command, cwd=folder, user=user, capture_output=True, text=True)
        return done.returncode == 0

    control = (str(programs / "pg_ctl"), "-D", str(data), "-w")
    options = f"-c listen_addresses='' -c unix_socket_directories='{folder}' -c fsync=off"
    try:
        made = run(
            str(programs / "initdb"), "-D", str(data), "-U", "rideau", "-A", "trust", "-E", "UTF8", "-N"
        )
        started = made and run(*control, "-l", str(folder / "log"), "-o", options, "start")
        yield f"postgresql://rideau@/postgres?host={folder}" if started else None
    finally:
        run(*control, "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _wheel() -> Iterator[str | None]:
    try:
        import pgserver
    except ImportError:
        yield None
        return
    folder = tempfile.mkdtemp(prefix="rideau-pg-", dir=_memory())
    server = pgserver.get_server(folder, cleanup_mode="delete")
    try:
        yield server.get_uri()
    finally:
        server.cleanup()


def _memory() -> str | None:
    """Memory kept as files, where there is plenty: dozens of databases come and go."""
    shared = "/dev/shm"
    return shared if Path(shared).is_dir() and shutil.disk_usage(shared).free > 2**31 else None
