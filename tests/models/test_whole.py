"""Files written whole or not at all."""

import os
import threading

import pytest

from models.whole import put


def test_a_file_is_replaced_and_keeps_its_mode(tmp_path):
    path = tmp_path / "plan.json"
    put(path, b"one")
    path.chmod(0o640)
    put(path, b"two")
    assert (path.read_bytes(), path.stat().st_mode & 0o777) == (b"two", 0o640)
    assert list(tmp_path.iterdir()) == [path]


def test_a_new_file_is_as_open_as_others(tmp_path):
    beside = tmp_path / "beside.txt"
    beside.write_text("")
    put(tmp_path / "new.json", b"one")
    assert (tmp_path / "new.json").stat().st_mode == beside.stat().st_mode


def test_a_link_goes_on_pointing_where_it_did(tmp_path):
    (tmp_path / "kept").mkdir()
    link = tmp_path / "plan.json"
    link.symlink_to(tmp_path / "kept" / "plan.json")
    put(link, b"one")
    assert link.is_symlink() and (tmp_path / "kept" / "plan.json").read_bytes() == b"one"


def test_a_pipe_is_written_to_and_stays_a_pipe(tmp_path):
    pipe, read = tmp_path / "pipe", []
    os.mkfifo(pipe)
    reader = threading.Thread(target=lambda: read.append(pipe.read_bytes()), daemon=True)
    reader.start()
    put(pipe, b"one")
    reader.join(10)
    assert read == [b"one"] and pipe.is_fifo()


def test_what_cannot_be_written_leaves_nothing_behind(tmp_path, monkeypatch):
    path = tmp_path / "plan.json"
    put(path, b"one")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        put(path, b"two")
    assert path.read_bytes() == b"one" and list(tmp_path.iterdir()) == [path]


def test_a_folder_is_no_file(tmp_path):
    with pytest.raises(IsADirectoryError):
        put(tmp_path, b"one")
