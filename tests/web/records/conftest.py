"""A desk to work at, put in order before each test."""

from collections.abc import Iterator

import pytest

from tests.web.records.desk import Desk


@pytest.fixture(scope="session")
def only_desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    found = Desk(tmp_path_factory.mktemp("desk"))
    yield found
    found.engine.dispose()


@pytest.fixture
def desk(only_desk: Desk) -> Desk:
    only_desk.start_again()
    return only_desk
