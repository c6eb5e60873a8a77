"""What tests of pages share: a house furnished once, copied for each test."""

import shutil
from pathlib import Path

import pytest
from flask import Flask

from web import create_app

from . import house


@pytest.fixture(scope="session")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the house; tests use copies of it."""
    folder = tmp_path_factory.mktemp("house")
    house.furnish(folder)
    return folder


@pytest.fixture
def folder(furnished: Path, tmp_path: Path) -> Path:
    """A copy of the house that a test may change."""
    shutil.copy(furnished / "rideau.db", tmp_path / "rideau.db")
    return tmp_path


@pytest.fixture
def app(folder: Path) -> Flask:
    """The application on a house of its own, forms accepted without their token."""
    made = create_app(house.settings(folder))
    made.config.update(TESTING=True, WTF_CSRF_ENABLED=False, PROPAGATE_EXCEPTIONS=False)
    return made
