"""``rideau import``, ``rideau export``, ``rideau template``: people's files into a town, and a town as files."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from web.i18n import gettext, ngettext

from .opened import TOWN, town_at
from .printing import any_locale, err, out, spoken

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from models.imports.proposal import Proposal, Refused
    from models.places import Town

DONE, REFUSED, FAULTY = 0, 1, 2
KINDS = ("tables", "register", "events", "openagenda", "ics", "osm")
MOST_SHOWN = 20
FILE = click.Path(path_type=Path)


@click.command("import")
@click.argument("kind", type=click.Choice(KINDS))
@click.argument("file", type=FILE)
@TOWN
@click.option("--dry-run", is_flag=True, help="Only show what would be done.")
@click.option("--yes", is_flag=True, help="Apply without asking.")
@click.option("--skip-refused", is_flag=True, help="Leave refused rows out and apply the others.")
@click.option(
    "--map", "columns", multiple=True, metavar="FIELD=HEADER", help="Register: which column holds what."
)
@click.option(
    "--area", default="50", show_default=True, help="Register: m² of premises whose area is unknown."
)
@click.option("--vacant", multiple=True, metavar="WORD", help="Register: a word that means vacant.")
@click.option("--occupied", multiple=True, metavar="WORD", help="Register: a word that means occupied.")
@click.option("--bbox", default="", metavar="W,S,E,N", help="OpenStreetMap: only this box, in degrees.")
@click.option("--value", type=int, default=300, show_default=True, help="Events: points that each brings.")
@click.option("--anywhere", is_flag=True, help="Events: also those outside the town.")
def import_command(
    kind: str, file: Path, slug: str, dry_run: bool, yes: bool, skip_refused: bool, **chosen: Any
) -> None:
    """Bring a file into a town: shown first, then applied all or nothing.

    Exit status: 0 applied (or the dry run has nothing against it), 1 refused or declined and nothing changed,
    2 the file cannot be used.
    """
    any_locale()
    with _told_refusals(file), town_at(slug) as (session, town):
        from models.imports.importers import propose

        proposal = propose(session, town, kind, file, _options(chosen))
        _show(proposal)
        if proposal.refused and not skip_refused:
            err(gettext("Nothing was changed. Correct these rows, or leave them out with --skip-refused."))
            raise SystemExit(REFUSED)
        if dry_run or proposal.changes_nothing:
            out(gettext("Nothing was changed."))
            raise SystemExit(DONE)
        if not yes and not _agreed():
            out(gettext("Nothing was changed."))
            raise SystemExit(REFUSED)
        _apply(session, town, proposal)
    out(gettext("Done."))


def _apply(session: "Session", town: "Town", proposal: "Proposal") -> None:
    from models.imports.staging import apply

    apply(session, town, proposal, None, datetime.now(UTC), skip_refused=True)
    session.commit()


def _agreed() -> bool:
    """Whether the person says yes; without a person to ask, no."""
    if sys.stdin is None or not sys.stdin.isatty():
        err(gettext("Nobody is there to confirm: add --yes to apply."))
        return False
    return click.confirm(gettext("Apply this?"))


def _options(chosen: dict[str, Any]) -> Any:
    from models.imports.importers import Options
    from models.imports.register import FIELDS
    from models.imports.timeslots import Worth

    columns: dict[str, str] = {}
    for pair in chosen["columns"]:
        name, equals, header = pair.partition("=")
        if not equals or name not in FIELDS:
            fields = ", ".join(FIELDS)
            raise click.BadParameter(
                gettext("“%(pair)s”: write FIELD=HEADER, FIELD one of %(fields)s", pair=pair, fields=fields),
                param_hint="--map",
            )
        columns[name] = header
    return Options(
        columns=columns,
        area_m2=_area(chosen["area"]),
        vacant=chosen["vacant"],
        occupied=chosen["occupied"],
        bbox=chosen["bbox"],
        worth=Worth(chosen["value"]),
        anywhere=chosen["anywhere"],
    )


def _area(text: str) -> Decimal:
    try:
        found = Decimal(text.replace(",", "."))
        if 0 < found < 100_000:
            return found
    except InvalidOperation:
        pass
    raise click.BadParameter(gettext("must be a number of square metres above 0"), param_hint="--area")


# --- what a person reads


def _show(proposal: "Proposal") -> None:
    """The dry run, line by line."""
    for note in proposal.notes:
        out(f"  {spoken(note)}")
    _show_kinds(proposal.added, "+", lambda one: f"{one.kind} {one.key}{_named(one.document)}")
    _show_kinds(proposal.changed, "~", _change)
    for refused in proposal.refused[: 5 * MOST_SHOWN]:
        err(f"! {refused.place}: {spoken(refused.message)}")
    if len(proposal.refused) > 5 * MOST_SHOWN:
        rest = len(proposal.refused) - 5 * MOST_SHOWN
        err("! " + ngettext("and %(num)s more", "and %(num)s more", rest))
    counts = {"added": proposal.added, "changed": proposal.changed, "refused": proposal.refused}
    out(
        gettext(
            "%(added)s to add, %(changed)s to change, %(unchanged)s unchanged, %(refused)s refused",
            unchanged=proposal.unchanged.count,
            **{name: len(rows) for name, rows in counts.items()},
        )
    )


def _show_kinds(records: tuple[Any, ...], sign: str, line: Callable[[Any], str]) -> None:
    """The first records of each kind, and how many more there are."""
    kinds: dict[str, list[Any]] = {}
    for one in records:
        kinds.setdefault(one.kind, []).append(one)
    for kind, rows in kinds.items():
        for one in rows[:MOST_SHOWN]:
            out(f"{sign} {line(one)}")
        if len(rows) > MOST_SHOWN:
            rest = len(rows) - MOST_SHOWN
            out(f"{sign} {kind}: " + ngettext("and %(num)s more", "and %(num)s more", rest))


def _named(document: Any) -> str:
    name = document.get("name") or document.get("title") or document.get("address") or ""
    return f" ({name})" if name else ""


def _change(one: Any) -> str:
    fields = "; ".join(f"{name}: {_brief(before)} → {_brief(after)}" for name, before, after in one.fields)
    return f"{one.kind} {one.key}: {fields}"


def _brief(value: Any) -> str:
    text = "∅" if value is None else str(value)
    return text if len(text) <= 60 else f"{text[:59]}…"


@contextmanager
def _told_refusals(file: Path) -> Iterator[None]:
    """What cannot be used is told, each fault on a line, and nothing has changed."""
    from models.imports.proposal import ImportRefused

    try:
        yield
    except ImportRefused as no:
        for one in no.refused:
            err(_refusal(one, file))
        raise SystemExit(FAULTY) from None


def _refusal(one: "Refused", file: Path) -> str:
    return f"{one.place or file.name}: {spoken(one.message)}"


# --- files out


LANGUAGE = click.option(
    "--language", type=click.Choice(["fr", "en"]), help="Of headers and numbers; the terminal's by default."
)


@click.command("export")
@TOWN
@click.argument("file", type=FILE)
@LANGUAGE
def export_command(slug: str, file: Path, language: str | None) -> None:
    """Write a town as tables: FILE.xlsx, FILE.zip or a folder of CSV files; FILE.json is the problem alone.

    Exit status: 0, or 2 where it cannot be written.
    """
    any_locale()
    with _told_refusals(file), town_at(slug) as (session, town):
        from models.exports import write_town

        write_town(session, town, file, language or _spoken())
    out(gettext("Written: %(file)s", file=file))


@click.command("template")
@click.argument("file", type=FILE)
@LANGUAGE
def template_command(file: Path, language: str | None) -> None:
    """Write empty tables to fill in, with an example and explanations: FILE.xlsx, or a zip of CSV files."""
    any_locale()
    if file.suffix.lower() not in (".xlsx", ".zip"):
        told = gettext("“%(file)s”: write a name that ends in .xlsx or .zip", file=file)
        raise click.BadParameter(told, param_hint="FILE")
    with _told_refusals(file):
        from models.imports.template import template

        template(file, language or _spoken())
    out(gettext("Written: %(file)s", file=file))


def _spoken() -> str:
    from web.i18n import language

    return language()


COMMANDS: list[click.Command] = [import_command, export_command, template_command]
