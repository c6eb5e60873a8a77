"""What all tests share. Tests that need the shared data are left out, loudly, where it is not beside the checkout."""

import os
from pathlib import Path

import pytest

from tests.shared import SHARED


def pytest_report_header() -> str:
    return f"shared data: {SHARED if SHARED.is_dir() else 'NOT THERE: tests that need it are left out'}"


def pytest_ignore_collect(collection_path: Path) -> bool | None:
    """Leave out test modules that read the shared data where there is none; in CI its absence is an error."""
    if SHARED.is_dir() or collection_path.suffix != ".py" or not collection_path.name.startswith("test_"):
        return None
    if "SHARED" not in collection_path.read_text(encoding="utf-8"):
        return None
    if os.environ.get("CI"):
        raise pytest.UsageError(f"{collection_path.name} needs the shared data, expected at {SHARED}")
    return True
