"""Sets Rideau up in a clean clone and runs it: ``python3 .bootstrap.py demo`` or ``python3 .bootstrap.py test``.

Only the standard library is used, so that any machine with Python 3.11 can start from here. What follows the
command is handed on: ``python3 .bootstrap.py demo --port 9000``, ``python3 .bootstrap.py test tests/scheduler``.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
VENV = HERE / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
USE = """usage: python3 .bootstrap.py COMMAND [OPTIONS]

  setup            install what the product needs into .venv, from requirements.lock
  demo [OPTIONS]   set up, then make, plan and serve the demonstration town
  test [OPTIONS]   set up for tests, then run every check and test
  lint             set up for tests, then run the style, type and layer checks only
  run [ARGUMENTS]  set up, then run the rideau command
"""
CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def stop(sentence: str) -> None:
    print(f"rideau set-up: {sentence}", file=sys.stderr)
    raise SystemExit(2)


def run(*command: str | Path, **options: object) -> None:
    """Run a command; end with its exit code where it fails."""
    code = subprocess.run([str(part) for part in command], cwd=HERE, **options).returncode
    if code:
        raise SystemExit(code)


def right_python() -> None:
    """Go on with Python 3.11, which the locked packages are for."""
    if sys.version_info[:2] == (3, 11):
        return
    found = shutil.which("python3.11")
    if found is None:
        stop(
            f"this is Python {sys.version_info[0]}.{sys.version_info[1]}; Rideau needs Python 3.11. Install it first."
        )
    raise SystemExit(subprocess.run([found, str(HERE / ".bootstrap.py"), *sys.argv[1:]]).returncode)


def install(lock: str) -> None:
    """Make .venv hold exactly what the lock says, once for each content of the lock."""
    wanted = hashlib.sha256((HERE / lock).read_bytes() + (HERE / "pyproject.toml").read_bytes()).hexdigest()
    stamp = VENV / f"{lock}.stamp"
    if stamp.exists() and stamp.read_text() == wanted:
        return
    if not (BIN / "python").exists() and not (BIN / "python.exe").exists():
        print("Making a virtual environment in .venv ...", flush=True)
        if subprocess.run([sys.executable, "-m", "venv", str(VENV)]).returncode:
            shutil.rmtree(VENV, ignore_errors=True)
            stop("Python's venv module is missing. On Debian and Ubuntu: apt-get install python3.11-venv")
    print(f"Installing the packages of {lock} (about a minute the first time) ...", flush=True)
    pip = (BIN / "python", "-m", "pip", "--disable-pip-version-check", "install", "-qq")
    run(*pip, "--require-hashes", "--no-deps", "-r", lock)
    run(*pip, "--no-deps", "--no-build-isolation", "-e", ".")
    stamp.write_text(wanted)


def browser() -> None:
    """Have Chromium, from the system's packages where that is allowed."""
    if any(map(shutil.which, CHROMIUM)):
        return
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    if not root or not shutil.which("apt-get"):
        stop(
            "the browser tests need Chromium and it is not installed. On Debian: sudo apt-get install chromium"
        )
    print("Installing Chromium for the browser tests ...", flush=True)
    quiet = {"stdout": subprocess.DEVNULL, "env": {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}}
    run("apt-get", "update", **quiet)
    run("apt-get", "install", "-y", "--no-install-recommends", "chromium", "fonts-dejavu-core", **quiet)


def lint() -> None:
    run(BIN / "ruff", "check", ".")
    run(BIN / "ruff", "format", "--check", ".")
    run(BIN / "mypy")
    run(BIN / "lint-imports", "--no-cache")


def test(arguments: list[str]) -> None:
    """Style, types and layers, then every test on two processes."""
    browser()
    if not arguments:
        lint()
    run(BIN / "python", "-m", "pytest", "-q", "-n", "2", "--dist", "loadfile", *arguments)


def main() -> None:
    command, *arguments = sys.argv[1:] or [""]
    if command not in ("setup", "demo", "test", "lint", "run"):
        print(USE, file=sys.stderr)
        raise SystemExit(2)
    right_python()
    install("requirements-test.lock" if command in ("test", "lint") else "requirements.lock")
    if command == "test":
        test(arguments)
    elif command == "lint":
        lint()
    elif command in ("demo", "run"):
        run(BIN / "rideau", *(["demo"] if command == "demo" else []), *arguments)


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        raise SystemExit(130) from None
