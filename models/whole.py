"""Files that others see as they were or as they will be, never in part."""

import os
from pathlib import Path
from secrets import token_hex


def put(path: Path, data: bytes) -> None:
    """
    Write a file whole, or leave the old one as it is. Raises ``OSError``.

    A link goes on pointing where it did; a device or a pipe is written to, and never replaced by a file.
    """
    if path.exists() and not path.is_file():
        path.write_bytes(data)
        return
    there = path.resolve()
    beside = there.with_name(f".{there.name}.{token_hex(4)}")
    try:
        with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666), "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if there.exists():
            beside.chmod(there.stat().st_mode & 0o777)
        beside.replace(there)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
