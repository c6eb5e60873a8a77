"""``rideau check``, ``rideau diff`` and ``rideau solve``: planning files in and out, without a database."""

from pathlib import Path
from typing import Any

import click

from scheduler.case import join
from scheduler.check import violations
from scheduler.diff import Change, diff
from scheduler.faults import FaultsError
from scheduler.fields import ProblemError
from scheduler.files import case_from_documents, plan_from_document
from scheduler.points import terms_of
from scheduler.writing import plain, text_of
from web.i18n import gettext, ngettext

from .printing import any_locale, err, figure, out, said, tell_faults
from .solving import solve_command
from .sources import document_at, problem_document_at

FAULTY = 2
FILE = click.Path(path_type=Path)


@click.command("check")
@click.argument("problem", type=FILE)
@click.argument("plan", type=FILE)
def check_command(problem: Path, plan: Path) -> None:
    """Check a plan against its problem, and recompute its points, from the files alone.

    Exit status: 0 every rule is kept, 1 there are violations, 2 a file cannot be used.
    """
    any_locale()
    documents, faults = [], False
    for path, read in ((problem, problem_document_at), (plan, document_at)):
        try:
            documents.append(read(path))
        except ProblemError as error:
            _tell(str(path), error)
            faults = True
    if faults:
        raise SystemExit(FAULTY)
    try:
        case = join(*case_from_documents(*documents))
    except FaultsError as error:
        tell_faults({"problem": str(problem), "plan": str(plan)}, error.faults)
        raise SystemExit(FAULTY) from None
    found = violations(case)
    for violation in found:
        out(f"{violation.rule}: {said(violation.message)}")
    out(_summary(len(found), terms_of(case)))
    raise SystemExit(1 if found else 0)


def _tell(file: str, error: ProblemError) -> None:
    if isinstance(error, FaultsError):
        tell_faults({"": file}, error.faults)
    else:
        err(f"{file}: {error}")


def _summary(number: int, terms: dict[str, int]) -> str:
    outcome = (
        ngettext("%(num)s violation", "%(num)s violations", number) if number else gettext("all rules kept")
    )
    details = ", ".join(f"{name} {figure(value)}" for name, value in terms.items())
    points = figure(sum(terms.values()))
    return gettext(
        "%(outcome)s; %(points)s points (%(details)s)", outcome=outcome, points=points, details=details
    )


@click.command("diff")
@click.argument("plan_a", type=FILE)
@click.argument("plan_b", type=FILE)
@click.option("--json", "as_json", is_flag=True, help="Print the changes as JSON.")
def diff_command(plan_a: Path, plan_b: Path, as_json: bool) -> None:
    """Tell what is added, moved and removed from one plan to the other.

    Exit status: 0, or 2 where a file cannot be used.
    """
    any_locale()
    plans = []
    for path in (plan_a, plan_b):
        try:
            plans.append(plan_from_document(document_at(path)))
        except FaultsError as error:
            tell_faults({"": str(path)}, error.faults)
    if len(plans) < 2:
        raise SystemExit(FAULTY)
    found = diff(*plans)
    groups = {"added": found.added, "moved": found.moved, "removed": found.removed}
    if as_json:
        document = {name: [_change(c) for c in group] for name, group in groups.items()}
        click.echo(text_of(document | {"unchanged": found.unchanged}), nl=False)
        return
    for name, group in groups.items():
        for change in group:
            out(f"{name}: {said(change.message)}")
    out(
        gettext(
            "%(added)s added, %(moved)s moved, %(removed)s removed, %(unchanged)s unchanged",
            added=len(found.added),
            moved=len(found.moved),
            removed=len(found.removed),
            unchanged=found.unchanged,
        )
    )


def _change(change: Change) -> dict[str, Any]:
    sides = {"before": change.before, "after": change.after}
    return {
        "kind": change.kind,
        "item": change.item,
        **{name: plain(type(entry), entry) for name, entry in sides.items() if entry is not None},
        "message": said(change.message),
    }


COMMANDS: list[click.Command] = [check_command, diff_command, solve_command]
