"""
What one import keeps between its pages: the file as it was sent, what was found in it, and how far it is.

A folder of its own under the files of the installation, named by 128 random bits, gone after a day.
"""

import json
import re
import secrets
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from models.imports.staging import Proposal, read_proposal

KEPT = timedelta(hours=24)
MOST_FOLDERS = 50
TOKEN = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True, slots=True)
class Folder:
    """``state`` of ``meta``: what the import is, and since when it is being read."""

    path: Path

    @property
    def token(self) -> str:
        return self.path.name

    @property
    def upload(self) -> Path:
        return self.path / "upload"

    @property
    def found(self) -> Path:
        """What the child process wrote: a proposal, or the columns of a register."""
        return self.path / "proposal.json"

    @property
    def columns(self) -> Path:
        return self.path / "columns.json"

    @property
    def failure(self) -> Path:
        return self.path / "failure.json"

    @property
    def meta(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads((self.path / "meta.json").read_text("utf-8"))
        return found

    def note(self, **changes: Any) -> None:
        meta = self.meta if (self.path / "meta.json").is_file() else {}
        write_text(self.path / "meta.json", json.dumps({**meta, **changes}))

    def proposal(self) -> Proposal | None:
        return read_proposal(self.found.read_text("utf-8")) if self.found.is_file() else None

    def told(self, path: Path) -> Any:
        return json.loads(path.read_text("utf-8")) if path.is_file() else None

    def remove(self) -> None:
        shutil.rmtree(self.path, ignore_errors=True)


def write_text(path: Path, text: str) -> None:
    """Whole or not at all: readers never see half a file."""
    beside = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    beside.write_text(text, "utf-8")
    beside.replace(path)


def root(files: str | Path, town_id: int) -> Path:
    return Path(files) / "imports" / str(town_id)


def new_folder(files: str | Path, town_id: int, meta: Mapping[str, Any]) -> Folder:
    path = root(files, town_id) / secrets.token_hex(16)
    path.mkdir(parents=True)
    folder = Folder(path)
    folder.note(**meta)
    return folder


def folder_of(files: str | Path, town_id: int, token: str) -> Folder | None:
    """The folder of an import of this town; None where it is gone."""
    if not TOKEN.fullmatch(token):
        return None
    folder = Folder(root(files, town_id) / token)
    return folder if (folder.path / "meta.json").is_file() else None


def forget_old(files: str | Path, town_id: int, now: datetime) -> None:
    """Remove what is older than a day, and the oldest where there are too many."""
    base = root(files, town_id)
    if not base.is_dir():
        return
    there = sorted(((path.stat().st_mtime, path) for path in base.iterdir() if path.is_dir()), reverse=True)
    oldest = (now - KEPT).timestamp()
    for n, (at, path) in enumerate(there):
        if at < oldest or n >= MOST_FOLDERS:
            Folder(path).remove()
