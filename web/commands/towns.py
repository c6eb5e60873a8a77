"""``rideau town``: the towns of this installation, new ones empty or from a problem file."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

import click

from scheduler.fields import ProblemError
from web.i18n import gettext, ngettext

from .keeping import day
from .opened import database
from .printing import any_locale, err, out, spoken

FAULTY = 2
FILE = click.Path(path_type=Path)


@click.group("town")
def town_command() -> None:
    """The towns of this installation."""
    any_locale()


def _degrees(_ctx: click.Context, param: click.Parameter, text: str | None) -> Decimal | None:
    try:
        found = None if text is None else Decimal(text.replace(",", "."))
    except InvalidOperation:
        found = Decimal("NaN")
    if found is not None and not found.is_finite():
        told = gettext("“%(degrees)s” is no number of degrees: write it as in 43.7384", degrees=text)
        raise click.BadParameter(told)
    return found


@town_command.command("add")
@click.argument("slug")
@click.option("--name", required=True, help="Name of the town, as people read it.")
@click.option("--start", required=True, metavar="DATE", callback=day, help="First day that is planned.")
@click.option("--end", required=True, metavar="DATE", callback=day, help="The day after the last one.")
@click.option("--timezone", default="Europe/Paris", show_default=True, help="Time zone of the town.")
@click.option("--latitude", callback=_degrees, metavar="DEGREES", help="For the hour of sunsets.")
@click.option("--longitude", callback=_degrees, metavar="DEGREES", help="For the hour of sunsets.")
def add_command(slug: str, **told: Any) -> None:
    """Add an empty town; SLUG is its short name in addresses."""
    from models.database import sessions
    from models.towns import add_town

    with _told_faults(slug), database() as engine, sessions(engine)() as session:
        town = add_town(session, slug, now=datetime.now(UTC), actor="rideau", **told)
        session.commit()
    out(gettext("%(town)s is there, and empty.", town=town.name))
    out(gettext("Bring in what you have: rideau import KIND FILE --town %(slug)s", slug=slug))


@town_command.command("list")
def list_command() -> None:
    """The towns, the days that they plan, and what they have published."""
    from models.database import readers
    from models.programme import latest_version, towns

    with database() as engine, readers(engine)() as session:
        found = towns(session)
        for town in found:
            version = latest_version(session, town)
            told = (
                gettext("version %(number)s", number=version.number) if version else gettext("not published")
            )
            days = f"{town.start.isoformat()} – {town.end.isoformat()}"
            out(f"{town.slug}: {town.name}, {days}, {told}")
    if not found:
        out(
            gettext("There is no town yet. Add one: rideau town add SLUG --name NAME --start DATE --end DATE")
        )


@town_command.command("load")
@click.argument("slug")
@click.argument("problem", type=FILE)
@click.option("--name", help="Name of the town, where the file does not tell.")
def load_command(slug: str, problem: Path, name: str | None) -> None:
    """A new town from a whole problem: a JSON file, a folder of CSV tables or a workbook."""
    from models.database import sessions
    from models.mapping import store_problem
    from models.towns import slug_faults
    from scheduler.files import FaultsError

    from .sources import problem_document_at

    with _told_faults(problem):
        document = problem_document_at(problem)
        with database() as engine, sessions(engine)() as session:
            if faults := slug_faults(session, slug):
                raise FaultsError(tuple(faults))
            town = store_problem(
                session, slug, document, now=datetime.now(UTC), actor="rideau", origin=problem.name, name=name
            )
            remark = _take_over(session, town, document)
            session.commit()
            counts = _counts(town, session)
    out(gettext("%(town)s is there: %(counts)s.", town=town.name, counts=counts))
    if remark:
        err(remark)


def _take_over(session: Any, town: Any, document: Any) -> str:
    """Publish the plan that the file calls published; a sentence where that cannot be."""
    import uuid

    from models.publishing import PublishRefused, take_over
    from scheduler.files import problem_from_document, write_problem
    from web.database import installation_value

    if not document.get("published"):
        return ""
    namespace = uuid.UUID(installation_value(session, "namespace"))
    text = write_problem(problem_from_document(document))
    try:
        with session.begin_nested():
            take_over(session, town, text, datetime.now(UTC), namespace, actor="rideau")
    except PublishRefused as refused:
        return gettext(
            "The published plan of the file is left out (%(reason)s): plan and publish anew.",
            reason=spoken(refused.message),
        )
    return ""


def _counts(town: Any, session: Any) -> str:
    from sqlalchemy import func, select

    from models.events import Event
    from models.places import Premises
    from models.projects import Project

    def held(table: Any) -> int:
        return session.scalar(select(func.count()).select_from(table).where(table.town_id == town.id)) or 0

    premises, projects, events = held(Premises), held(Project), held(Event)
    return ", ".join(
        (
            ngettext("%(num)s unit", "%(num)s premises", premises),
            ngettext("%(num)s project", "%(num)s projects", projects),
            ngettext("%(num)s event", "%(num)s events", events),
        )
    )


@contextmanager
def _told_faults(source: str | Path) -> Iterator[None]:
    """Each fault on a line, and the end; nothing has changed."""
    from web.cli import told

    try:
        yield
    except ProblemError as error:
        for line in told(error):
            err(f"{source}: {line}")
        raise SystemExit(FAULTY) from None


COMMANDS = (town_command,)
