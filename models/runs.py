"""
Runs of the engine, as rows: requested, claimed by one process, reported on, and ended one way.

Every step is one guarded UPDATE, so that what a killed process or a restart leaves behind is always true.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import CursorResult, select, update
from sqlalchemy.orm import Session

from scheduler.check import check
from scheduler.files import FaultsError
from scheduler.message import Message, message

from .accounts import Account
from .freezing import RunRefused, answered, frozen, wishes
from .journal_log import Actor, record
from .mapping import Problem, Programme, plan_row, read_problem, write_problem
from .messages import message_document
from .places import Town
from .plans import Plan, Run, RunProgress
from .stability import Stability

LONGEST = 3600
MOST_WORKERS = 64
SILENCE = timedelta(seconds=30)
TOUR = "tour:"
"""How the owner of a run begins that plans every town: no other process ends it while it shows life."""


def request_run(
    session: Session,
    town: Town,
    seconds: int,
    workers: int,
    seed: int,
    account: Account | None,
    now: datetime,
    *,
    stability: Stability | None = None,
) -> Run:
    """
    Freeze the town's problem and queue a run on it. Raises ``RunRefused`` where it could not lead anywhere.

    The run starts from what is published, else from the newest draft, so that a new plan is no worse than what
    stands where that still keeps the rules. ``stability`` says what of the published programme it keeps; None:
    what the town's settings say.
    """
    if not (1 <= seconds <= LONGEST and 1 <= workers <= MOST_WORKERS and seed >= 0):
        raise RunRefused(
            message(
                "ask for 1 to {maximum} seconds and 1 to {workers} workers",
                maximum=LONGEST,
                workers=MOST_WORKERS,
            )
        )
    problem, hint = _frozen_alone(session, town, stability, now)
    run = Run(
        town_id=town.id,
        seconds=seconds,
        workers=workers,
        seed=seed,
        problem=write_problem(problem),
        hint=hint,
        requested_at=now,
        account_id=None if account is None else account.id,
    )
    session.add(run)
    session.flush()
    after = {"seconds": seconds, "workers": workers, "seed": seed} | wishes(problem)
    record(session, account or "", "plan", "runs", str(run.id), None, after, town, now=now)
    return run


def start_run(
    session: Session, town: Town, seconds: int, seed: int, now: datetime, owner: str, *, again: bool
) -> Run | None:
    """
    Freeze the town's problem and begin a run on it that is ``owner``'s from the start, by one thread.

    None where the newest draft answers the very same problem and not ``again``. Raises ``RunRefused``.
    """
    problem, hint = _frozen_alone(session, town, None, now)
    text = write_problem(problem)
    if not again and answered(session, town, text):
        return None
    run = Run(
        town_id=town.id,
        seconds=seconds,
        workers=1,
        seed=seed,
        problem=text,
        hint=hint,
        requested_at=now,
        state="running",
        started_at=now,
        alive_at=now,
        owner=(TOUR + owner)[:80],
    )
    session.add(run)
    session.flush()
    after = {"seconds": seconds, "workers": 1, "seed": seed} | wishes(problem)
    record(session, "rideau", "plan", "runs", str(run.id), None, after, town, now=now)
    return run


def _frozen_alone(
    session: Session, town: Town, stability: Stability | None, now: datetime
) -> tuple[Problem, str | None]:
    """What to solve and to start from, where the town has no run under way; the town's row is held until the end."""
    session.flush()
    session.get(Town, town.id, with_for_update=True, populate_existing=True)
    if active_run(session, town) is not None:
        raise RunRefused(message("a run is already under way: wait for its end, or stop it first"))
    return frozen(session, town, stability, now)


def active_run(session: Session, town: Town) -> Run | None:
    """The town's run that is queued or running."""
    query = select(Run).where(Run.town_id == town.id, Run.state.in_(("queued", "running")))
    return session.scalar(query.order_by(Run.id).limit(1))


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
    return _to_stop(session, run_id, now) is False


def _to_stop(session: Session, run_id: int, now: datetime) -> bool | None:
    """Sign that a run is alive; whether it was asked to stop, None where it is not running."""
    return session.scalar(
        update(Run)
        .where(Run.id == run_id, Run.state == "running")
        .values(alive_at=now)
        .returning(Run.cancel_requested)
        .execution_options(synchronize_session=False)
    )


def progress(
    session: Session,
    run_id: int,
    seconds: float | Decimal,
    points: int | None,
    bound: int | None,
    now: datetime,
) -> bool:
    """Note how far a run is, be it on its way to its end; False where it should stop."""
    to_stop = _to_stop(session, run_id, now)
    if to_stop is None:
        return False
    elapsed = round(Decimal(str(seconds)), 2)
    session.add(RunProgress(run_id=run_id, seconds=elapsed, points=points, bound=bound))
    session.flush()
    return not to_stop


def broken(problem: Problem, programme: Programme) -> list[Message]:
    """What the checker has against a plan."""
    try:
        return [violation.message for violation in check(problem, programme)]
    except FaultsError as error:
        return [fault.message for fault in error.faults]


def finish(
    session: Session,
    run: Run,
    programme: Programme,
    now: datetime,
    *,
    name: str = "",
    checked: Sequence[Message] | None = None,
    early: Sequence[Message] = (),
) -> Plan | None:
    """
    Keep the plan of a running run, after the checker has found nothing against it.

    ``checked`` is what it found where it has been asked already, ``early`` why the search did not come to its end.
    None where the run is no longer running, or the plan breaks a rule: the run is then failed, and says so.
    """
    breaches = list(broken(read_problem(run.problem), programme) if checked is None else checked)
    if programme.points is None:
        breaches.append(message("the plan does not say its points"))
    if breaches:
        reason = message("the engine gave a plan that breaks rules: it was not kept")
        fail(session, run, (reason, *breaches[:20]), now)
        return None
    if not _end(session, run, "done", now, early):
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


def left_behind(session: Session, now: datetime, tours: bool = False) -> Sequence[Run]:
    """
    Runs that nobody works on, if the one who asks is the only one at the jobs, or (``tours``) the only tour.

    A tour works beside the jobs: of its runs those count that have long been silent.
    """
    running = select(Run).where(Run.state == "running").order_by(Run.id)
    of_tours = Run.owner.startswith(TOUR)
    if tours:
        return session.scalars(running.where(of_tours)).all()
    return session.scalars(running.where(~of_tours | (Run.alive_at < now - SILENCE))).all()


def reap(session: Session, now: datetime, silence: timedelta = SILENCE) -> list[Run]:
    """End the runs whose process has shown no life for ``silence``; those runs."""
    lost = session.scalars(select(Run).where(Run.state == "running", Run.alive_at < now - silence)).all()
    reason = message("the process that was planning stopped without an answer: plan again")
    return [
        run
        for run in lost
        if (cancelled(session, run, now) if run.cancel_requested else fail(session, run, (reason,), now))
    ]
