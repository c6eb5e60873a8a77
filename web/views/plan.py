"""From data to a draft: what will be planned, the run with its live progress, and its end."""

import secrets
from dataclasses import replace
from typing import Any

from flask import Blueprint, current_app, flash, g, redirect, render_template, request, url_for

from models import runs
from models.messages import message_from
from models.places import Town
from models.stability import kept_before, today_in
from scheduler.files import read_problem
from scheduler.message import Message
from scheduler.refusal import PATTERNS

from .. import clock, running
from ..auth import desk
from ..database import db_session
from ..i18n import gettext
from ..names import names_of
from ..planning import keeping, queries, stream
from ..planning.curve import HEIGHT, WIDTH
from ..planning.readiness import Readiness, days_gone, readiness, record_of, remarks
from ..telling import translate

DECISIONS = frozenset(text for pair in PATTERNS.values() for text in pair)
"""How the decisions that leave no plan are told."""
UNEXPLAINED = frozenset(
    one.text for one in (running.NOT_FOUND, running.OVERRAN, *running.WITHOUT_PLAN.values())
)
"""How it is told that there is no plan, where nobody knows why: it may be that too much is kept."""

bp = Blueprint("plan", __name__, url_prefix="/desk/<slug>")
bp.record_once(lambda state: stream.init_app(state.app))


@bp.get("/plan")
@desk("reader")
def index(town: Town):
    """What will be planned, what stands in the way, and the runs and drafts so far."""
    return _index(town)


def _index(town: Town, refused: runs.RunRefused | None = None, errors: dict[str, str] | None = None):
    ready = readiness(town)
    start = keeping.start_of(town, ready.problem) if ready.problem else None
    settings = current_app.config["RIDEAU"].planning
    return render_template(
        "plan/index.html",
        ready=ready,
        remarks=[_linked(town, one) for one in _remarks(town, ready, start)],
        faults=[_linked(town, fault.message, fault.path) for fault in ready.faults],
        refused=translate(refused.message) if refused else None,
        refusals=[_linked(town, fault.message, fault.path) for fault in refused.faults] if refused else [],
        start=start,
        obstacles=[_linked(town, one) for one in start.obstacles] if start else [],
        kept=_wishes(start) if start else {},
        errors=errors or {},
        lengths=_lengths(settings.seconds, settings.most_seconds),
        chosen=request.form.get("seconds", str(settings.seconds)),
        active=runs.active_run(db_session(), town),
        runs=queries.runs_of(town),
        drafts=queries.drafts_of(town),
        person=queries.person,
    )


def _remarks(town: Town, ready: Readiness, start: keeping.Start | None) -> list[Message]:
    if ready.problem is None:
        return []
    found = [*remarks(ready.problem), *days_gone(ready.problem, today_in(town, clock.now()))]
    return [*found, *(start.running if start else ()), *ready.aside]


def _wishes(start: keeping.Start) -> dict[str, Any]:
    """What the fields of the form hold: what was typed, nothing to keep (``?keep=nothing``), or what is usual."""
    if request.method == "POST":
        return request.form.to_dict()
    asked = start.asked
    if request.args.get("keep") == "nothing":
        asked = replace(asked, keep_before=None, max_changes=None)
    return keeping.shown(asked)


def _lengths(usual: int, most: int) -> list[int]:
    return sorted({one for one in (10, 30, 60, 180, 600, usual) if one <= most})


def _linked(town: Town, message, path: str = "") -> dict[str, str]:
    """A sentence with the address of the record it is about, where there is one."""
    found = record_of(message)
    link = ""
    if found and "records.edit" in current_app.view_functions:
        link = url_for("records.edit", slug=town.slug, kind=found[0], key=found[1])
    words = translate(message, names_of(town))
    return {"words": f"{path}: {words}" if path else words, "link": link}


@bp.post("/plan")
@desk("event_team")
def start(town: Town):
    """Freeze the data and queue a run."""
    settings = current_app.config["RIDEAU"].planning
    asked = request.form.get("seconds", "")
    seconds = int(asked) if asked.isdecimal() and len(asked) < 6 else settings.seconds
    asked_kept, errors = None, {}
    if "keep_before" in request.form:
        asked_kept, errors = keeping.read(request.form, today_in(town, clock.now()))
    if errors:
        return _index(town, errors=errors), 422
    try:
        run = runs.request_run(
            db_session(),
            town,
            min(seconds, settings.most_seconds),
            settings.workers,
            secrets.randbelow(2**31),
            g.account,
            clock.now(),
            stability=asked_kept,
        )
    except runs.RunRefused as refused:
        db_session().rollback()
        return _index(town, refused), 409
    db_session().commit()
    return redirect(url_for("plan.run", slug=town.slug, run_id=run.id))


@bp.get("/plan/runs/<int:run_id>")
@desk("reader")
def run(town: Town, run_id: int):
    """A run as it goes, or how it ended."""
    found = queries.run_of(town, run_id)
    told = {message_from(one).text for one in found.outcome}
    asked = found.state == "failed" and (told & UNEXPLAINED or keeping.blamed(told))
    held = read_problem(found.problem) if asked else None
    return render_template(
        "plan/run.html",
        bound_by=held if held and keeping.bound(held) else None,
        kept_before=kept_before(held) if held else None,
        obstacles=[_linked(town, one) for one in keeping.obstacles(held)] if held else [],
        run=found,
        figures=stream.figures(found, clock.now()),
        draft=queries.plan_of_run(found),
        before=queries.waiting_before(found) if found.state == "queued" else 0,
        outcome=[_linked(town, message_from(one)) for one in found.outcome],
        of_decisions=bool(told & DECISIONS),
        width=WIDTH,
        height=HEIGHT,
        person=queries.person(found.account_id),
    )


@bp.get("/plan/runs/<int:run_id>/progress")
@desk("reader")
def progress(town: Town, run_id: int):
    """The run's progress as it happens, for the page's script."""
    found = queries.run_of(town, run_id)
    identity = found.id
    db_session().close()
    return stream.stream(identity)


@bp.post("/plan/runs/<int:run_id>/stop")
@desk("event_team")
def stop(town: Town, run_id: int):
    """Stop a run; the best plan found so far becomes a draft."""
    found = queries.run_of(town, run_id)
    runs.request_cancel(db_session(), found, g.account, clock.now())
    db_session().commit()
    flash(gettext("The run stops. What it found so far is kept as a draft."))
    return redirect(url_for("plan.run", slug=town.slug, run_id=run_id))
