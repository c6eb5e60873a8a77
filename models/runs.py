"""
Runs of the engine, as rows: requested, claimed by one process, reported on, and ended one way.

Every step is one guarded UPDATE, so that what a killed process or a restart leaves behind is always true.
"""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import CursorResult, select, update
from sqlalchemy.orm import Session

from scheduler.check import check
from scheduler.files import Fault, FaultsError
from scheduler.message import Message, message

from .accounts import Account
from .journal_log import Actor, record
from .mapping import Problem, Programme, load_problem, plan_row, read_problem, write_problem
from .messages import message_document
from .places import Town
from .plans import Plan, PublishedVersion, Run, RunProgress

LONGEST = 3600
MOST_WORKERS = 64
SILENCE = timedelta(seconds=30)
UNPLANNED = ("trails", "kits", "stability")
"""What a problem may hold and the engine does not plan yet; ``stability``: limits on changes to what is published."""


class RunRefused(RuntimeError):
    """A run cannot be requested: ``message`` says why, ``faults`` what to mend."""

    def __init__(self, reason: Message, faults: tuple[Fault, ...] = ()) -> None:
        super().__init__(str(reason))
        self.message = reason
        self.faults = faults


def request_run(
    session: Session,
    town: Town,
    seconds: int,
    workers: int,
    seed: int,
    account: Account | None,
    now: datetime,
    *,
    with_published: bool = False,
    without: Collection[str] = (),
) -> Run:
    """
    Freeze the town's problem and queue a run on it. Raises ``RunRefused`` where it could not lead anywhere.

    ``with_published`` weighs changes against the published programme. ``without`` names what somebody agreed to
    leave out of this plan, of ``UNPLANNED``.
    """
    if not (1 <= seconds <= LONGEST and 1 <= workers <= MOST_WORKERS and seed >= 0):
        raise RunRefused(
            message(
                "ask for 1 to {maximum} seconds and 1 to {workers} workers",
                maximum=LONGEST,
                workers=MOST_WORKERS,
            )
        )
    session.flush()
    session.get(Town, town.id, with_for_update=True, populate_existing=True)
    if active_run(session, town) is not None:
        raise RunRefused(message("a run is already under way: wait for its end, or stop it first"))
    run = Run(
        town_id=town.id,
        seconds=seconds,
        workers=workers,
        seed=seed,
        problem=_frozen(session, town, with_published, without),
        requested_at=now,
        account_id=None if account is None else account.id,
    )
    session.add(run)
    session.flush()
    after = {"seconds": seconds, "workers": workers, "seed": seed, "without": sorted(without)}
    record(session, account or "", "plan", "runs", str(run.id), None, after, town, now=now)
    return run


def unplanned(problem: Problem) -> dict[str, int]:
    """How much of each of ``UNPLANNED`` a problem holds that the engine does not plan yet."""
    counts = {
        "trails": len(problem.trails),
        "kits": len(problem.kits),
        "stability": sum(
            getattr(problem.settings, name) is not None for name in ("freeze_days", "max_changes")
        ),
    }
    return {name: count for name, count in counts.items() if count}


def _lightened(problem: Problem, without: Collection[str]) -> Problem:
    """The problem without what somebody agreed to leave out, and without the decisions on it."""
    if "trails" in without:
        problem = replace(
            problem,
            trails=(),
            pins=tuple(one for one in problem.pins if one.kind != "trail"),
            bans=tuple(one for one in problem.bans if one.kind != "trail"),
        )
    if "kits" in without:
        problem = replace(problem, kits=())
    if "stability" in without:
        problem = replace(problem, settings=replace(problem.settings, freeze_days=None, max_changes=None))
    return problem


def _frozen(session: Session, town: Town, with_published: bool, without: Collection[str]) -> str:
    from scheduler.solve import refuse_unsupported  # loads the solver: only where a run is asked for

    try:
        problem = _lightened(load_problem(session, town, with_published=with_published), without)
        refuse_unsupported(problem)
    except FaultsError as error:
        raise RunRefused(message("the data cannot be planned as it stands"), error.faults) from None
    if not (problem.projects or problem.events or problem.trails):
        raise RunRefused(message("there is nothing to place yet: add projects or events first"))
    return write_problem(problem)


def active_run(session: Session, town: Town) -> Run | None:
    """The town's run that is queued or running."""
    query = select(Run).where(Run.town_id == town.id, Run.state.in_(("queued", "running")))
    return session.scalar(query.order_by(Run.id).limit(1))


def plan_to_start_from(session: Session, run: Run) -> str | None:
    """
    The ``rideau-plan/1`` text that the search begins with: the published programme, else the newest draft.

    So a new plan is no worse than what stands, where that still keeps the rules, and moves less of it.
    """
    published = (
        select(Plan)
        .join(PublishedVersion, PublishedVersion.plan_id == Plan.id)
        .where(PublishedVersion.town_id == run.town_id)
        .order_by(PublishedVersion.number.desc())
        .limit(1)
    )
    newest = select(Plan).where(Plan.town_id == run.town_id).order_by(Plan.id.desc()).limit(1)
    found = session.scalar(published) or session.scalar(newest)
    return None if found is None else found.document


def claim_next(session: Session, now: datetime, owner: str) -> Run | None:
    """The oldest queued run, now ``running`` and this process's alone; None where none waits. Commit at once."""
    oldest = (
        select(Run.id)
        .where(Run.state == "queued")
        .order_by(Run.id)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    claimed = session.scalar(
        update(Run)
        .where(Run.id == oldest.scalar_subquery(), Run.state == "queued")
        .values(state="running", started_at=now, alive_at=now, owner=owner[:80])
        .returning(Run.id)
        .execution_options(synchronize_session=False)
    )
    return None if claimed is None else session.get(Run, claimed, populate_existing=True)


def alive(session: Session, run_id: int, now: datetime) -> bool:
    """A sign of life of a running run; False where it should stop (cancelled, or no longer running)."""
    found = session.scalar(
        update(Run)
        .where(Run.id == run_id, Run.state == "running")
        .values(alive_at=now)
        .returning(Run.cancel_requested)
        .execution_options(synchronize_session=False)
    )
    return found is False


def progress(
    session: Session,
    run_id: int,
    seconds: float | Decimal,
    points: int | None,
    bound: int | None,
    now: datetime,
) -> bool:
    """Note how far a run is; False where it should stop."""
    if not alive(session, run_id, now):
        return False
    elapsed = round(Decimal(str(seconds)), 2)
    session.add(RunProgress(run_id=run_id, seconds=elapsed, points=points, bound=bound))
    session.flush()
    return True


def finish(session: Session, run: Run, programme: Programme, now: datetime, *, name: str = "") -> Plan | None:
    """
    Keep the plan of a running run, after the checker has found nothing against it.

    None where the run is no longer running, or the plan breaks a rule: the run is then failed, and says so.
    """
    problem = read_problem(run.problem)
    try:
        breaches = [violation.message for violation in check(problem, programme)]
    except FaultsError as error:
        breaches = [fault.message for fault in error.faults]
    if programme.points is None:
        breaches.append(message("the plan does not say its points"))
    if breaches:
        reason = message("the engine gave a plan that breaks rules: it was not kept")
        fail(session, run, (reason, *breaches[:20]), now)
        return None
    if not _end(session, run, "done", now, ()):
        return None
    town: Any = session.get(Town, run.town_id)
    plan = plan_row(town, run.problem, programme, now, run=run, name=name)
    session.add(plan)
    session.flush()
    record(session, "engine", "add", "plans", str(plan.id), None, {"points": plan.points}, town, now=now)
    return plan


def fail(session: Session, run: Run, reasons: Sequence[Message], now: datetime) -> bool:
    """End a run that gave no plan; whether it was still running."""
    return _end(session, run, "failed", now, reasons)


def cancelled(session: Session, run: Run, now: datetime) -> bool:
    """End a run that was asked to stop; whether it was still running."""
    return _end(session, run, "cancelled", now, ())


def _end(session: Session, run: Run, state: str, now: datetime, reasons: Sequence[Message]) -> bool:
    outcome = [message_document(one) for one in reasons]
    ended: CursorResult[Any] = session.execute(  # type: ignore[assignment]
        update(Run)
        .where(Run.id == run.id, Run.state == "running")
        .values(state=state, finished_at=now, outcome=outcome)
        .execution_options(synchronize_session=False)
    )
    session.refresh(run)
    return ended.rowcount == 1


def request_cancel(session: Session, run: Run, actor: Actor, now: datetime) -> None:
    """Stop a run: at once while it waits, soon while it runs; one that has ended stays as it is."""
    options = {"synchronize_session": False}
    waiting = update(Run).where(Run.id == run.id, Run.state == "queued")
    session.execute(
        waiting.values(state="cancelled", finished_at=now, cancel_requested=True), execution_options=options
    )
    running = update(Run).where(Run.id == run.id, Run.state == "running")
    session.execute(running.values(cancel_requested=True), execution_options=options)
    session.refresh(run)
    town = session.get(Town, run.town_id)
    record(session, actor, "cancel", "runs", str(run.id), None, {"state": run.state}, town, now=now)


def reap(session: Session, now: datetime, silence: timedelta = SILENCE) -> list[Run]:
    """End the runs whose process has shown no life for ``silence``; those runs."""
    lost = session.scalars(select(Run).where(Run.state == "running", Run.alive_at < now - silence)).all()
    reason = message("the process that was planning stopped without an answer: plan again")
    return [
        run
        for run in lost
        if (cancelled(session, run, now) if run.cancel_requested else fail(session, run, (reason,), now))
    ]
