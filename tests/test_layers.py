"""The rooms of the house: imports go one way, and nothing else lies at the top."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TOP = {
    "scheduler", "models", "web", "tests", "config.toml", "pyproject.toml", "README.md", "LICENSE", "CHANGELOG.md",
    "requirements.lock", "requirements-test.lock", "Makefile",
}  # fmt: skip


def test_imports_keep_the_layers():
    found = subprocess.run(
        [Path(sys.executable).parent / "lint-imports", "--no-cache"], cwd=ROOT, capture_output=True, text=True
    )
    assert found.returncode == 0, found.stdout + found.stderr


def test_the_top_level_holds_what_it_should():
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    top = {name.split("/")[0] for name in listed.splitlines()}
    assert {name for name in top if not name.startswith(".")} == TOP


def test_locks_hold_hashes_and_no_hosts():
    for lock in ("requirements.lock", "requirements-test.lock"):
        text = (ROOT / lock).read_text(encoding="utf-8")
        assert "://" not in text
        assert text.count("==") <= text.count("--hash=sha256:")


def test_the_locks_pin_every_package_that_is_asked_for():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    everything = [*project["dependencies"], *(package for extra in extras.values() for package in extra)]
    for lock, asked in (
        ("requirements.lock", project["dependencies"] + extras["build"]),
        ("requirements-test.lock", everything),
    ):
        pinned = set(
            re.findall(r"^([\w-]+)(?:\[.*\])?==", (ROOT / lock).read_text(encoding="utf-8"), re.MULTILINE)
        )
        assert {re.match(r"[\w-]+", package).group().lower() for package in asked} <= pinned, lock
