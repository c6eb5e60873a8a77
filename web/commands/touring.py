"""``rideau solve-all``: every town of the database planned, on all the processors or machines there are."""

import logging
import sys
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any

import click

from web.i18n import gettext, ngettext

from .fleets import asked_fleet, fleet_options
from .opened import database
from .printing import any_locale, err, out

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from web.tour import Called

ALL, SOME, STOPPED = 0, 1, 130


@click.command("solve-all")
@click.option(
    "--seconds",
    type=click.IntRange(1, 3600),
    help="Most time for one town (planning.seconds); less if proven.",
)
@click.option(
    "--seed", type=click.IntRange(0, 2**31 - 1), default=0, show_default=True, help="Of the search."
)
@click.option("--again", is_flag=True, help="Plan the towns too whose draft answers their data as it stands.")
@fleet_options
def solve_all_command(
    seconds: int | None,
    seed: int,
    again: bool,
    executor: str | None,
    fleet_workers: int | None,
    address: str | None,
) -> int:
    """Plan every town of the database, each in one process of the fleet; the plans are kept as drafts.

    Towns whose newest draft answers their data as it stands are left as they are: a command that was stopped or killed
    goes on where it was. Ctrl-C stops; what is planned by then is kept.

    Exit status: 0 every town has a draft, 1 some have none (each with the reason), 2 it cannot begin, 130 it was
    stopped; call it again to go on.
    """
    any_locale()
    from scheduler.fleet import fleet
    from web.cli import current_settings
    from web.solve_child import start
    from web.tour import Tour, only_tour, slugs_of

    from .solving import interruptible

    settings = current_settings()
    logging.getLogger("web.tour").setLevel(logging.CRITICAL)  # what matters of it is told below
    with ExitStack() as held:
        where = asked_fleet(executor, fleet_workers, address, usual="processes")
        workers = held.enter_context(fleet(*where, memory_mb=settings.planning.memory_mb))
        for _ in range(workers.workers):
            workers.executor.submit(start)  # while this process gets ready too
        engine = held.enter_context(database())
        held.enter_context(only_tour(settings, engine))
        slugs = slugs_of(engine)
        if not slugs:
            err(gettext("There is no town yet."))
            return ALL
        stop, told = held.enter_context(interruptible()), _Told(len(slugs), workers.workers)
        with told.bar:
            Tour(engine, workers, seconds or settings.planning.seconds, seed, again, told).run(slugs, stop)
        return _summed_up(engine, told.called, len(slugs), again)


class _Told:
    """A bar that fills, where a terminal shows it."""

    def __init__(self, towns: int, workers: int) -> None:
        label = ngettext("%(num)s town", "%(num)s towns", towns)
        if workers > 1:
            label = gettext("%(towns)s, %(workers)s at a time", towns=label, workers=workers)
        self.called: list[Called] = []
        self.bar: Any = click.progressbar(
            length=towns,
            label=label,
            show_pos=True,
            item_show_func=lambda slug: slug or "",
            file=sys.stderr,
        )

    def __call__(self, called: "Called") -> None:
        self.called.append(called)
        self.bar.update(1, called.slug)


def _summed_up(engine: "Engine", called: "list[Called]", towns: int, again: bool) -> int:
    """Say what came of the towns; the exit code."""
    from web.tour import AS_IS, FAILED, PLANNED, WITHOUT

    by = {how: [one for one in called if one.how == how] for how in (PLANNED, AS_IS, WITHOUT, FAILED)}
    planned, drafted, without, failed = map(len, by.values())
    proven = sum(one.proven for one in by[PLANNED])
    if planned:
        out(ngettext("%(num)s town was planned.", "%(num)s towns were planned.", planned))
    if proven:
        out(ngettext("%(num)s plan is proven best.", "%(num)s plans are proven best.", proven))
    if drafted:
        out(
            ngettext(
                "%(num)s town has a draft for its data already.",
                "%(num)s towns have a draft for their data already.",
                drafted,
            )
        )
    if without:
        out(ngettext("%(num)s town has no plan:", "%(num)s towns have no plan:", without))
    _tell(engine, by[WITHOUT])
    if failed:
        out(ngettext("%(num)s town could not be planned:", "%(num)s towns could not be planned:", failed))
    _tell(engine, by[FAILED])
    if len(called) < towns:
        left = towns - len(called)
        err(ngettext("Stopped: %(num)s town is left.", "Stopped: %(num)s towns are left.", left))
        if again:
            err(
                gettext(
                    "What was not planned anew keeps the draft it had. Begin anew with: rideau solve-all --again"
                )
            )
        else:
            err(gettext("Go on with: rideau solve-all"))
        return STOPPED
    return SOME if by[WITHOUT] or by[FAILED] else ALL


def _tell(engine: "Engine", towns: "list[Called]") -> None:
    """Why, town by town, with the names of the town's records."""
    from models.database import readers
    from models.programme import town_by_slug
    from web.names import names_in
    from web.telling import translate

    with readers(engine)() as session:
        for one in towns:
            town = town_by_slug(session, one.slug)
            names = None if town is None else names_in(lambda: session, town)
            for reason in one.reasons:
                out(f"- {one.slug}: {translate(reason, names)}")


COMMANDS = (solve_all_command,)
