"""Problem and plan files as people give them: JSON, a folder of CSV tables, or a workbook."""

from pathlib import Path
from typing import Any

from scheduler.faults import Fault, FaultsError
from scheduler.files import parsed
from scheduler.message import Message, message


def problem_document_at(path: Path) -> Any:
    """
    The problem as a JSON value. A folder is read as CSV tables, a file that begins like a ZIP archive as a
    workbook, anything else as JSON. Raises ``FaultsError``.
    """
    if path.is_dir() or _is_workbook(path):
        from models.imports.tables import problem_from_tables

        return problem_from_tables(path)
    return document_at(path)


def document_at(path: Path) -> Any:
    """The JSON value of a file. Raises ``FaultsError``."""
    return parsed(_bytes(path))


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except (OSError, ValueError) as error:
        reason = Message(getattr(error, "strerror", None) or str(error))
        raise FaultsError((Fault("", message("cannot be read ({reason})", reason=reason)),)) from None


def _is_workbook(path: Path) -> bool:
    return path.suffix.lower() == ".xlsx" or (path.is_file() and _bytes(path)[:4] == b"PK\x03\x04")


def write_whole(path: Path, text: str) -> None:
    """Write a file so that others see the old one or the new one, never a part. Raises ``OSError``."""
    from models.whole import put

    put(path, text.encode())
