"""The commands of those who run Rideau: preparing, accounts, backups, and two processes kept alive."""

import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from models import members
from models.database import sessions
from web import cli, supervisor
from web.backups import NoBackup, back_up
from web.config import as_environment, settings_from
from web.supervisor import Kept, Supervisor

from . import house

ROOT = Path(__file__).parent.parent.parent
PATIENCE = 60.0


def rideau(folder: Path, *arguments: str, typed: str = "") -> tuple[int, str]:
    """A command on the house of ``folder``: its exit code, and all that it said."""
    environment = {**as_environment(house.settings(folder)), "LANG": "fr_FR.UTF-8", "LC_ALL": ""}
    found = subprocess.run(
        [sys.executable, "-m", "web.cli", *arguments],
        cwd=ROOT,
        env={**os.environ, **environment},
        input=typed,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
    )
    return found.returncode, found.stdout + found.stderr


def test_a_first_account_on_an_empty_machine(tmp_path):
    folder = tmp_path / "new"
    assert rideau(folder, "init")[0] == 0
    secret = "une phrase que personne ne devine"
    code, said = rideau(
        folder, "account", "add", "lea@ville.example", "--administrator", "--password-file", "-", typed=secret
    )
    assert (code, "est ouvert" in said) == (0, True)
    with sessions(house.engine_of(folder))() as session:
        found = members.verify(session, "lea@ville.example", secret, datetime.now(UTC))
        assert found is not None and found.administrator


@pytest.mark.parametrize(
    ("arguments", "typed", "said"),
    [
        (("account", "add", "lea", "--password-file", "-"), "une phrase assez longue", "adresse"),
        (("account", "add", "lea@ville.example", "--password-file", "-"), "court", "12"),
        (
            ("account", "password", "nobody@ville.example", "--password-file", "-"),
            "x",
            "nobody@ville.example",
        ),
        (("--config", "none.toml", "init"), "", "none.toml"),
    ],
)
def test_what_goes_wrong_is_told_in_one_sentence(folder, arguments, typed, said):
    code, told = rideau(folder, *arguments, typed=typed)
    assert code in (1, 2) and said in told and "Traceback" not in told
    assert len(told.strip().splitlines()) == 1


def test_every_command_has_its_help():
    result = CliRunner().invoke(cli.rideau, ["--help"])
    assert result.exit_code == 0
    for name in ("serve", "web", "jobs", "init", "account", "backup", "demo", "check", "diff", "solve"):
        assert f"\n  {name} " in result.output
        assert CliRunner().invoke(cli.rideau, [name, "--help"]).exit_code == 0


def test_a_backup_is_whole_while_the_database_is_written(folder):
    settings = house.settings(folder)
    with closing(sqlite3.connect(folder / "rideau.db")) as writer:
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("UPDATE towns SET name = 'half' ")
        copy = back_up(settings, None, datetime(2026, 11, 22, tzinfo=UTC))
        writer.rollback()
    assert copy.parent == folder / "backups"
    with closing(sqlite3.connect(copy)) as found:
        assert found.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert found.execute("SELECT count(*) FROM towns WHERE name = 'half'").fetchone() == (0,)
        assert found.execute("SELECT count(*) FROM plans").fetchone() == (2,)
    assert not list(copy.parent.glob("*.new"))


def test_a_backup_that_cannot_be_made_says_what_to_do(tmp_path):
    with pytest.raises(NoBackup, match="no database"):
        back_up(house.settings(tmp_path), None, datetime.now(UTC))
    elsewhere = settings_from({"database": {"url": "postgresql://db/rideau"}})
    with pytest.raises(NoBackup, match="pg_dump"):
        back_up(elsewhere, None, datetime.now(UTC))


def free_port() -> int:
    with closing(socket.socket()) as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def test_serve_runs_web_and_jobs_together_and_ends_both(folder):
    port = free_port()
    settings = house.settings(folder, server={"port": port})
    process = subprocess.Popen(
        [sys.executable, "-m", "web.cli", "serve"], cwd=ROOT, env={**os.environ, **as_environment(settings)}
    )
    try:
        deadline, status = time.monotonic() + PATIENCE, 0
        while status != 200:
            assert process.poll() is None and time.monotonic() < deadline
            time.sleep(0.2)
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{port}/health", timeout=2) as answer:
                    status = answer.status
            except OSError:
                continue
        process.send_signal(signal.SIGTERM)
        assert process.wait(supervisor.END_SECONDS + 5) == 0
        with closing(socket.socket()) as probe:
            assert probe.connect_ex(("127.0.0.1", port)) != 0
    finally:
        process.kill()
        process.wait()


def test_a_process_that_dies_is_started_again_after_a_growing_pause(tmp_path):
    crash = [sys.executable, "-c", f"open({str(tmp_path / 'starts')!r}, 'a').write('x'); raise SystemExit(7)"]
    part = Kept("crash", crash)
    kept = Supervisor([part], dict(os.environ))
    kept._start(part)
    part.process.wait()
    assert kept._look(part) == 0 and part.process is None
    assert part.pause == 2.0
    part.due = 0
    assert kept._look(part) == 0
    part.process.wait()
    kept._look(part)
    assert part.pause == 4.0
    assert (tmp_path / "starts").read_text() == "xx"


def test_a_process_that_cannot_run_as_it_is_set_ends_all(tmp_path):
    part = Kept("faulty", [sys.executable, "-c", "raise SystemExit(2)"])
    kept = Supervisor([part], dict(os.environ))
    kept._start(part)
    part.process.wait()
    assert kept._look(part) == supervisor.HOPELESS
