"""``rideau demo``: a town made, planned, published and served, within a minute."""

import logging
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import click

from scheduler.message import Message, message

from .printing import any_locale, err, out, spoken

FILE = click.Path(path_type=Path)


@click.command("demo")
@click.option("--osm", type=FILE, metavar="FILE", help="OpenStreetMap extract of a real town.")
@click.option("--bbox", default="", metavar="W,S,E,N", help="With --osm: only this box, in degrees.")
@click.option("--name", default="", help="With --osm: the town's name, where the map does not tell.")
@click.option(
    "--dir", "folder", type=FILE, default=Path("var/demo"), show_default=True, help="Where it is kept."
)
@click.option("--port", type=click.IntRange(1, 65535), help="Port to listen on (server.port).")
@click.option("--prepare", is_flag=True, help="Make, plan and publish, then stop: do not serve.")
@click.option(
    "--seed", type=click.IntRange(0, 2**31 - 1), default=0, show_default=True, help="Of all chance."
)
@click.option(
    "--seconds", type=click.IntRange(5, 600), default=20, show_default=True, help="Time for planning."
)
def demo(folder: Path, port: int | None, prepare: bool, seconds: int, **asked: Any) -> int:
    """Show Rideau on an invented French town, or on a real one from an OpenStreetMap extract.

    What a map cannot know is invented from the seed and marked as fictitious on every page. A folder that holds
    the same demonstration already is shown as it stands.
    """
    any_locale()
    settings = _settings(folder, port)
    from web.demonstration.recipe import Recipe
    from web.ports import refuse_taken_port

    recipe = Recipe(date.today(), **asked)
    recipe.check()
    if not prepare:
        refuse_taken_port(settings.server.host, settings.server.port)
    _make(settings, folder, recipe, seconds)
    if prepare:
        return 0
    return _serve(settings)


def _settings(folder: Path, port: int | None) -> Any:
    from web.cli import current_settings
    from web.config import Database, Demo, Files

    settings = current_settings()
    server = settings.server if port is None else replace(settings.server, port=port)
    return replace(
        settings,
        server=server,
        database=Database(url=f"sqlite:///{(folder / 'rideau.db').as_posix()}"),
        files=Files(dir=str(folder)),
        demo=Demo(accounts=True),
    )


def _make(settings: Any, folder: Path, recipe: Any, seconds: int) -> None:
    from models.database import readers
    from models.places import Town
    from web.demonstration.making import make
    from web.demonstration.summary import addresses, summary
    from web.jobs import jobs_lock
    from web.starting import prepare_installation

    logging.getLogger("web.running").setLevel(logging.ERROR)  # what matters of it is told below
    engine = prepare_installation(settings)
    tell(message("Demonstration in {folder}", folder=str(folder)))
    with jobs_lock(settings, engine):
        made = make(settings, engine, recipe, seconds, tell)
    with readers(engine)() as session:
        town = session.get(Town, made.town_id)
        out("")
        for line in summary(session, town):
            out(spoken(line))
        out("")
        for line in addresses(session, settings, town, made.password):
            out(spoken(line))
    engine.dispose()


def tell(said: Message) -> None:
    """A line of progress, on standard error."""
    err(spoken(said))


def _serve(settings: Any) -> int:
    from web.logs import set_up_logs
    from web.supervisor import serve

    logging.getLogger("web.running").setLevel(logging.NOTSET)
    set_up_logs(settings.log)
    out(spoken(message("Serving until Ctrl-C.")))
    return serve(settings)


COMMANDS = (demo,)
