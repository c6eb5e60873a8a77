"""Applications behind a real server, with the jobs at work where a test asks for them."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from flask import Flask
from waitress.server import create_server

from tests.web import house
from tests.web.records.desk import Desk
from web import create_app
from web.running import Planner


@dataclass(frozen=True)
class Served:
    """A house that is served: its address, its application, its folder."""

    url: str
    app: Flask
    folder: Path


@contextmanager
def served(app: Flask) -> Iterator[str]:
    """The application on a port of its own; its address."""
    server = create_server(app, host="127.0.0.1", port=0, threads=16)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.effective_port}"
    finally:
        server.close()
        thread.join(5)


@contextmanager
def served_house(folder: Path) -> Iterator[Served]:
    """The small town of the house, with its published version and its draft."""
    house.furnish(folder)
    app = create_app(house.settings(folder))
    with served(app) as url:
        yield Served(url, app, folder)


@contextmanager
def served_desk(desk: Desk) -> Iterator[str]:
    """A desk; the address of its town."""
    with served(desk.app) as url:
        yield f"{url}/desk/bourg"
    desk.engine.dispose()


@contextmanager
def jobs(at: Served) -> Iterator[None]:
    """The jobs at work while the block runs."""
    ending = threading.Event()
    planner = Planner(house.settings(at.folder), house.engine_of(at.folder))

    def work() -> None:
        while not ending.wait(0.1):
            planner.look()

    worker = threading.Thread(target=work)
    worker.start()
    try:
        yield
    finally:
        ending.set()
        worker.join()
        planner.end()
