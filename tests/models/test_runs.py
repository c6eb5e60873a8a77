"""Runs from request to a checked plan; what is killed on the way leaves a true state: trust.md rows 4 and 5."""

import threading
import uuid
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from models import runs
from models.database import sessions
from models.freezing import RunRefused
from models.journal import JournalEntry
from models.mapping import load_problem, programme_of, read_plan, read_problem, store_problem
from models.messages import message_from
from models.plans import Plan, Run, RunProgress
from models.publishing import publish
from models.stability import Stability
from scheduler.problem import Settings
from tests.models import towns
from tests.models.conftest import NOW

LATER = NOW + timedelta(seconds=40)


@pytest.fixture
def brevigny(session):
    town = store_problem(session, "brevigny", towns.document(), now=NOW)
    session.commit()
    return town


def request(session, town, **wishes):
    asked = {"seconds": 5, "workers": 1, "seed": 0} | wishes
    return runs.request_run(session, town, account=None, now=NOW, **asked)


def test_a_run_goes_from_request_to_plan(session, brevigny):
    run = request(session, brevigny, seed=7)
    assert (run.state, run.seed) == ("queued", 7)
    problem = read_problem(run.problem)
    assert problem.settings.today == NOW.date()
    assert replace(problem, settings=Settings()) == load_problem(session, brevigny)
    claimed = runs.claim_next(session, NOW, "host:12")
    assert (claimed, claimed.state, claimed.owner) == (run, "running", "host:12")
    assert runs.claim_next(session, NOW, "host:13") is None
    assert runs.progress(session, run.id, 1.25, 100, 120, LATER)
    plan = runs.finish(session, run, towns.plan(), LATER)
    assert (run.state, run.finished_at, plan.run_id) == ("done", LATER, run.id)
    assert programme_of(plan) == towns.plan()
    assert [(p.points, p.bound) for p in run.progress] == [(100, 120)]


def kept(session, run):
    """The plan of the run, as a process would leave it."""
    runs.claim_next(session, NOW, "host:12")
    return runs.finish(session, run, towns.plan(), LATER)


def test_a_run_begins_with_what_is_published_else_with_the_newest_draft(session, brevigny):
    first = request(session, brevigny)
    assert first.hint is None
    draft = kept(session, first)
    second = request(session, brevigny)
    assert (second.hint, read_problem(second.problem).published) == (draft.document, None)
    kept(session, second)
    publish(session, draft, "Spring", "", None, LATER, uuid.UUID(int=1))
    third = request(session, brevigny)
    assert read_plan(third.hint) == towns.plan()
    assert read_problem(third.problem).published.tenancies == towns.plan().tenancies


def test_a_run_has_all_that_it_takes_to_run_it_again(session, brevigny):
    """What is published meanwhile changes nothing of a run that was asked for."""
    draft = kept(session, request(session, brevigny))
    run = request(session, brevigny)
    before = run.problem, run.hint
    publish(session, draft, "Spring", "", None, LATER, uuid.UUID(int=1))
    session.commit()
    assert (run.problem, run.hint) == before


def test_a_run_keeps_what_the_settings_say_or_what_is_asked_this_once(session, brevigny):
    publish(session, kept(session, request(session, brevigny)), "Spring", "", None, LATER, uuid.UUID(int=1))
    brevigny.settings = {"freeze_days": 14, "max_changes": 3, "points": {"change": 5}}
    usual = read_problem(request(session, brevigny).problem).settings
    assert (usual.today, usual.freeze_days, usual.max_changes) == (NOW.date(), 14, 3)
    assert usual.points.change == 5
    runs.request_cancel(session, runs.active_run(session, brevigny), "", NOW)
    freed = request(session, brevigny, stability=Stability(None, 0, 9))
    once = read_problem(freed.problem).settings
    assert (once.freeze_days, once.max_changes, once.points.change) == (None, 0, 9)
    entry = session.scalars(
        select(JournalEntry).where(JournalEntry.table == "runs").order_by(JournalEntry.id.desc())
    ).first()
    assert (entry.after["keep_before"], entry.after["max_changes"], entry.after["points_change"]) == (
        None,
        0,
        9,
    )


def test_a_run_cannot_keep_until_a_day_that_has_passed(session, brevigny):
    publish(session, kept(session, request(session, brevigny)), "Spring", "", None, LATER, uuid.UUID(int=1))
    request(session, brevigny, stability=Stability(NOW.date(), None, 0))
    runs.request_cancel(session, runs.active_run(session, brevigny), "", NOW)
    with pytest.raises(RunRefused, match="has passed"):
        request(session, brevigny, stability=Stability(NOW.date() - timedelta(1), None, 0))


def test_the_problem_is_frozen_when_the_run_is_requested(session, brevigny):
    run = request(session, brevigny)
    before = run.problem
    brevigny.name = "Elsewhere"
    session.commit()
    assert run.problem == before


@pytest.mark.parametrize(
    "wish", [{"seconds": 0}, {"seconds": 3601}, {"workers": 0}, {"workers": 65}, {"seed": -1}]
)
def test_a_run_that_asks_for_too_much_is_refused(session, brevigny, wish):
    with pytest.raises(RunRefused, match="ask for"):
        request(session, brevigny, **wish)


def test_data_that_cannot_be_planned_are_refused_with_every_fault(session, brevigny):
    brevigny.settings = {"start_weekday": 9, "freeze_days": -1}
    with pytest.raises(RunRefused) as refused:
        request(session, brevigny)
    assert {fault.path for fault in refused.value.faults} == {
        "settings.start_weekday",
        "settings.freeze_days",
    }


def test_an_empty_town_has_nothing_to_plan(session, town):
    with pytest.raises(RunRefused, match="nothing to place"):
        request(session, town)


def test_a_town_has_one_run_at_a_time(session, brevigny):
    first = request(session, brevigny)
    with pytest.raises(RunRefused, match="under way"):
        request(session, brevigny)
    runs.request_cancel(session, first, "", NOW)
    assert request(session, brevigny).state == "queued"


def test_a_plan_that_breaks_a_rule_never_reaches_a_table(session, brevigny):
    run = request(session, brevigny)
    runs.claim_next(session, NOW, "host:1")
    dear = replace(towns.plan(), points=10**6)
    assert runs.finish(session, run, dear, LATER) is None
    assert (run.state, session.query(Plan).count()) == ("failed", 0)
    assert "was not kept" in str(message_from(run.outcome[0]))
    assert len(run.outcome) == 2


def test_a_plan_about_something_else_never_reaches_a_table(session, brevigny):
    run = request(session, brevigny)
    runs.claim_next(session, NOW, "host:1")
    alien = replace(towns.plan(), tenancies=(replace(towns.plan().tenancies[0], project="nobody"),))
    assert runs.finish(session, run, alien, LATER) is None
    assert (run.state, session.query(Plan).count()) == ("failed", 0)


def test_a_waiting_run_is_cancelled_at_once_and_a_running_one_is_told(session, brevigny):
    waiting = request(session, brevigny)
    runs.request_cancel(session, waiting, "", NOW)
    assert waiting.state == "cancelled"
    running = request(session, brevigny)
    runs.claim_next(session, NOW, "host:1")
    assert runs.alive(session, running.id, NOW)
    runs.request_cancel(session, running, "", NOW)
    assert (running.state, runs.alive(session, running.id, NOW)) == ("running", False)
    assert not runs.progress(session, running.id, 1, 1, 1, NOW)
    session.refresh(running)
    assert [one.points for one in running.progress] == [1], "what it finds on its way to its end is shown"
    assert runs.cancelled(session, running, LATER)
    assert (running.state, running.finished_at) == ("cancelled", LATER)


def test_a_run_whose_process_died_says_so_and_frees_the_town(session, brevigny):
    run = request(session, brevigny)
    runs.claim_next(session, NOW, "host:1")
    assert runs.reap(session, NOW + timedelta(seconds=29)) == []
    assert runs.reap(session, LATER) == [run]
    assert run.state == "failed"
    assert "plan again" in str(message_from(run.outcome[0]))
    assert runs.finish(session, run, towns.plan(), LATER) is None
    assert (run.state, session.query(Plan).count()) == ("failed", 0)
    assert request(session, brevigny).state == "queued"


def test_a_cancelled_run_whose_process_died_is_cancelled(session, brevigny):
    run = request(session, brevigny)
    runs.claim_next(session, NOW, "host:1")
    runs.request_cancel(session, run, "", NOW)
    runs.reap(session, LATER)
    assert run.state == "cancelled"


def test_processes_that_claim_at_once_never_get_the_same_run(engine):
    with sessions(engine)() as session:
        for n in range(12):
            town = store_problem(session, f"town{n}", towns.document(), now=NOW)
            request(session, town)
        session.commit()
    claimed: list[int] = []

    def claim(name: str) -> None:
        while True:
            with sessions(engine)() as session:
                run = runs.claim_next(session, NOW, name)
                session.commit()
                if run is None:
                    return
                claimed.append(run.id)

    threads = [threading.Thread(target=claim, args=(f"host:{n}",)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(claimed) == len(set(claimed)) == 12


def test_progress_of_a_run_goes_with_it(session, brevigny):
    run = request(session, brevigny)
    runs.claim_next(session, NOW, "host:1")
    runs.progress(session, run.id, 0.5, None, 50, NOW)
    session.delete(run)
    session.flush()
    assert session.query(RunProgress).count() == session.query(Run).count() == 0
