"""A desk to work at, and one that is only looked at."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.web.records.desk import Desk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    found = Desk(tmp_path)
    yield found
    found.engine.dispose()


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    found = Desk(tmp_path_factory.mktemp("shown"))
    yield found
    found.engine.dispose()
