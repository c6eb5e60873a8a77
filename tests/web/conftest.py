"""What tests of pages share: a house furnished once, copied for each test."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import Engine

from web import create_app
from web.config import load_settings
from web.starting import prepare_installation

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


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    """An empty database that every command of the test uses."""
    monkeypatch.setenv("RIDEAU_DATABASE__URL", f"sqlite:///{tmp_path / 'rideau.db'}")
    monkeypatch.setenv("RIDEAU_FILES__DIR", str(tmp_path / "files"))
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    engine = prepare_installation(load_settings(None, os.environ))
    yield engine
    engine.dispose()
