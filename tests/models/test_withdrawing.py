"""Taking the programme back: what is to come is called off, and nothing else changes."""

import uuid
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from models import runs
from models.decisions import store
from models.events import Event
from models.journal import JournalEntry
from models.mapping import (
    load_problem,
    plan_row,
    problem_of,
    programme_of,
    read_problem,
    set_horizon,
    store_problem,
)
from models.members import create_account
from models.plans import Plan, PublishedVersion, Slot
from models.projects import Project
from models.publishing import PublishRefused, publish
from models.stability import published_programme
from models.withdrawing import is_withdrawn, to_come, withdraw
from scheduler.files import FaultsError, problem_from_document, write_problem
from scheduler.points import terms
from tests.models import towns
from tests.models.conftest import NOW

SPACE = uuid.UUID("5a3c1c36-7f4f-4a55-9b0e-0d2f7a7d6f10")
FROZEN = write_problem(problem_from_document(towns.DOCUMENT))


@pytest.fixture
def brevigny(session):
    return store_problem(session, "brevigny", towns.document(), now=NOW)


@pytest.fixture
def spring(session, brevigny):
    """The version in force."""
    row = plan_row(brevigny, FROZEN, towns.plan(), NOW)
    session.add(row)
    session.flush()
    return publish(session, row, "Spring", "", None, NOW, SPACE)


def states(session, town):
    return [(s.item, s.status, s.sequence) for s in session.scalars(select(Slot).order_by(Slot.starts))]


def test_everything_to_come_is_called_off(session, brevigny, spring):
    ada = create_account(session, "ada@town.fr", "Ada", "the old tower bell", now=NOW)
    later = NOW + timedelta(days=1)
    assert to_come(session, brevigny, later) == 5
    version = withdraw(session, brevigny, "Withdrawn", "flood", ada, later, SPACE)
    assert (version.number, version.name, version.notes, version.plan.name) == (
        2,
        "Withdrawn",
        "flood",
        "Withdrawn",
    )
    assert {(status, sequence) for _, status, sequence in states(session, brevigny)} == {("cancelled", 1)}
    assert (is_withdrawn(version), is_withdrawn(spring)) == (True, False)
    told = session.scalars(select(JournalEntry).where(JournalEntry.action == "withdraw")).one()
    assert (told.who, told.table, told.key) == ("Ada", "published_versions", "2")
    assert told.after["entries"] == {"cancelled": 5}


def test_what_is_over_took_place(session, brevigny, spring):
    """After the first market night, while the shop is open: the market stands, the shop's stay is called off."""
    morning = datetime(2027, 3, 6, 9, tzinfo=UTC)
    assert to_come(session, brevigny, morning) == 4
    withdraw(session, brevigny, "", "", None, morning, SPACE)
    found = states(session, brevigny)
    assert [one for one in found if one[1] == "confirmed"] == [("marche", "confirmed", 0)]


def test_what_is_to_come_before_a_later_season_is_called_off_too(session, brevigny, spring):
    """The season now begins after the markets of March: nobody must find them still announced."""
    set_horizon(brevigny, date(2027, 5, 1), date(2027, 5, 24))
    assert to_come(session, brevigny, NOW) == 5
    withdraw(session, brevigny, "", "", None, NOW, SPACE)
    assert {status for _, status, _ in states(session, brevigny)} == {"cancelled"}


def test_the_next_plan_is_free_of_what_was_withdrawn_and_the_old_one_can_come_back(session, brevigny, spring):
    withdraw(session, brevigny, "", "", None, NOW, SPACE)
    assert published_programme(session, brevigny) is None
    first = session.get(Plan, spring.plan_id)
    again = publish(session, first, "Again", "", None, NOW + timedelta(days=1), SPACE)
    assert (again.number, is_withdrawn(again)) == (3, False)
    assert {status for _, status, _ in states(session, brevigny)} == {"confirmed"}


def test_a_withdrawal_is_no_answer_to_the_data_and_no_plan_to_start_from(session, brevigny, spring):
    withdraw(session, brevigny, "", "", None, NOW, SPACE)
    run = runs.start_run(session, brevigny, 5, 0, NOW, "host:12", again=False)
    assert run is not None
    assert read_problem(run.problem).published is None
    assert run.hint == spring.plan.document


def test_the_version_shows_the_records_with_everything_left_out_even_what_was_promised(
    session, brevigny, spring
):
    for row in (*session.scalars(select(Project)), *session.scalars(select(Event))):
        row.committed = True
    told = {"sense": "pin", "kind": "tenancy", "item": "cafe", "reason": ""}
    store(session, brevigny, told, actor="test", now=NOW)
    plan = withdraw(session, brevigny, "", "", None, NOW, SPACE).plan
    problem, programme = problem_of(plan), programme_of(plan)
    items = {one.id for one in (*problem.projects, *problem.events, *problem.trails)}
    assert {one.item for one in programme.left_out} == items
    assert {reason.message for one in programme.left_out for reason in one.reasons} == {
        "the programme is withdrawn"
    }
    assert plan.points == sum(terms(problem, programme).values())


def test_records_that_cannot_be_planned_do_not_stand_in_the_way(session, brevigny, spring):
    session.scalars(select(Project)).first().area_min_m2 = -1
    session.flush()
    with pytest.raises(FaultsError):
        load_problem(session, brevigny)
    assert is_withdrawn(withdraw(session, brevigny, "", "", None, NOW, SPACE))


def test_where_there_is_nothing_to_call_off_nothing_happens(session, brevigny):
    with pytest.raises(PublishRefused, match="nothing is published"):
        withdraw(session, brevigny, "", "", None, NOW, SPACE)


def test_it_is_called_off_once(session, brevigny, spring):
    withdraw(session, brevigny, "", "", None, NOW, SPACE)
    with pytest.raises(PublishRefused, match="nothing that is published is still to come"):
        withdraw(session, brevigny, "", "", None, NOW, SPACE)
    assert len(session.scalars(select(PublishedVersion)).all()) == 2
