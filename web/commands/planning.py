"""``rideau plan``: from a town's data to a draft of its programme."""

import logging
import secrets
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import click

from web.i18n import gettext, ngettext

from .keeping import Asked, asked_of, hindrances, keeping_options, kept_told, stability_of
from .opened import TOWN, database, names_of, town_in
from .printing import any_locale, err, out, spoken

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from models.places import Town
    from models.plans import Plan
    from web.names import Names

PLANNED, FAULTY, IMPOSSIBLE, NOT_FOUND = 0, 2, 3, 4


@click.command("plan")
@TOWN
@click.option("--seconds", type=click.IntRange(1, 3600), help="Time for planning (planning.seconds).")
@click.option("--seed", type=click.IntRange(0, 2**31 - 1), help="Seed of the search; drawn by default.")
@keeping_options
@click.option("--reasons", is_flag=True, help="Tell for each item left out why it is.")
def plan_command(
    slug: str,
    seconds: int | None,
    seed: int | None,
    keep_before: date | None,
    max_changes: int | None,
    change_cost: int | None,
    keep_nothing: bool,
    reasons: bool,
) -> int:
    """Plan a town around what is published, here or where its jobs run. Ctrl-C keeps the best plan found so far.

    Exit status: 0 a plan is kept as a draft, 2 the data cannot be planned, 3 no plan exists, 4 none was found in time.
    """
    any_locale()
    asked = asked_of(keep_before, max_changes, change_cost, keep_nothing)
    from web.cli import current_settings
    from web.following import follow

    from .solving import interruptible

    settings = current_settings()
    logging.getLogger("web.running").setLevel(logging.ERROR)  # what matters of it is told below
    with database() as engine, interruptible() as stop:
        wanted = seconds or settings.planning.seconds
        run_id = _requested(engine, slug, wanted, settings.planning.workers, seed, asked)
        err(ngettext("Planning takes up to %(num)s second.", "Planning takes up to %(num)s seconds.", wanted))
        follow(settings, engine, run_id, lambda said: err(spoken(said)), stop)
        return _ended(settings, engine, run_id, reasons)


def _requested(
    engine: "Engine", slug: str, seconds: int, workers: int, seed: int | None, asked: Asked
) -> int:
    """The id of the queued run, or the end of the command with every fault of the data."""
    from models import runs
    from models.database import sessions

    with sessions(engine)() as session:
        town = town_in(session, slug)
        seed = secrets.randbelow(2**31) if seed is None else seed
        try:
            now = datetime.now(UTC)
            kept = stability_of(session, town, asked, now)
            run = runs.request_run(session, town, seconds, workers, seed, None, now, stability=kept)
        except runs.RunRefused as refused:
            names = names_of(session, town)
            err(spoken(refused.message, names))
            for fault in refused.faults:
                err(f"- {fault.path}: {spoken(fault.message, names)}")
            raise SystemExit(FAULTY) from None
        session.commit()
        return run.id


def _ended(settings: Any, engine: "Engine", run_id: int, reasons: bool) -> int:
    """Tell how the run ended; the exit code."""
    from sqlalchemy import select

    from models.database import readers
    from models.places import Town
    from models.plans import Plan, Run

    with readers(engine)() as session:
        run = session.get_one(Run, run_id)
        town = session.get_one(Town, run.town_id)
        names = names_of(session, town)
        plan = session.scalar(select(Plan).where(Plan.run_id == run_id).order_by(Plan.id.desc()).limit(1))
        if plan is None:
            return _tell_failure(settings, run, town, names)
        _tell_plan(plan, town, names, reasons)
    return PLANNED


def _tell_plan(plan: "Plan", town: "Town", names: "Names", reasons: bool) -> None:
    from models.mapping import problem_of, programme_of
    from web.planning.items import left_out
    from web.planning.told import summed_up

    problem, programme = problem_of(plan), programme_of(plan)
    out(gettext("Draft %(id)s of %(town)s", id=plan.id, town=town.name))
    for line in (*summed_up(problem, programme), *kept_told(problem, programme)):
        out(spoken(line))
    if reasons:
        for one in left_out(problem, programme, names):
            out(f"- {one.name}: {' '.join(one.reasons) or gettext('no reason is known')}")
    out(
        gettext(
            "Make it public with: rideau publish --town %(slug)s --plan %(id)s", slug=town.slug, id=plan.id
        )
    )


def _tell_failure(settings: Any, run: Any, town: "Town", names: "Names") -> int:
    """Why there is no plan, and the exit code that says so."""
    from models.mapping import read_problem
    from models.messages import message_from
    from web import solving

    found = solving.result(settings.files.runs / str(run.id)) or {}
    status = (found.get("plan") or {}).get("status")
    lines = [spoken(message_from(one), names) for one in run.outcome]
    if found.get("conflict"):
        err(gettext("no plan keeps every rule; what cannot stand together:"))
        code = IMPOSSIBLE
    elif status == "infeasible":
        lines = [gettext("no plan keeps every rule")]
        code = IMPOSSIBLE
    elif found.get("faults"):
        err(gettext("the data cannot be planned as it stands"))
        code = FAULTY
    else:
        lines = [gettext("no plan was found in time: allow more seconds")] if status or not lines else lines
        code = NOT_FOUND
    for line in lines:
        err(f"- {line}" if code != NOT_FOUND else line)
    if code == IMPOSSIBLE:
        for one in hindrances(read_problem(run.problem), town.slug):
            err(spoken(one, names))
    return code


COMMANDS = (plan_command,)
