"""What of a published programme a new plan is measured against, and what is history."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from models.mapping import store_problem
from models.stability import (
    KEPT_DAYS,
    Stability,
    around,
    kept_before,
    published_programme,
    still_running,
    to_keep,
    today_in,
    usual,
)
from scheduler.check import check
from scheduler.files import problem_from_document
from scheduler.problem import Settings, Span
from tests.models import towns
from tests.models.conftest import NOW

PROBLEM = problem_from_document(towns.DOCUMENT)
PUBLISHED = towns.plan()
"""A café from 1 to 28 March, markets on the 5th and the 12th, a ball on the 12th."""


@pytest.fixture
def brevigny(session):
    return store_problem(session, "brevigny", towns.document(), now=NOW)


def from_day(day: date):
    return replace(PROBLEM, town=replace(PROBLEM.town, start=day))


def without(name: str, gone: str):
    return replace(PROBLEM, **{name: tuple(one for one in getattr(PROBLEM, name) if one.id != gone)})


def test_today_is_the_civil_day_of_the_town(brevigny):
    late = datetime(2027, 2, 1, 23, 30, tzinfo=UTC)
    assert today_in(brevigny, late) == date(2027, 2, 2)
    brevigny.timezone = ""
    assert today_in(brevigny, late) == date(2027, 2, 1)


def test_settings_that_say_nothing_keep_what_has_begun():
    today = date(2027, 3, 8)
    assert usual(PROBLEM, today) == Stability(today, None, 0)
    assert KEPT_DAYS == 0
    held = around(PROBLEM, PUBLISHED, usual(PROBLEM, today), today)
    empty = replace(PUBLISHED, tenancies=(), occurrences=(), shifts=(), charges=(), points=None, terms={})
    broken = [v for v in check(held, empty) if v.rule == "freeze"]
    assert {v.message.values["item"] for v in broken} == {"cafe", "marche"}
    assert len(broken) == 2, "the market of the 12th and the ball are still to come"


def test_the_last_kept_day_is_the_eve_of_the_day_that_is_named():
    today = date(2027, 3, 1)
    held = around(PROBLEM, PUBLISHED, Stability(date(2027, 3, 12), 4, 7), today)
    assert kept_before(held) == date(2027, 3, 12)
    assert (held.settings.freeze_days, held.settings.max_changes, held.settings.points.change) == (11, 4, 7)
    free = around(PROBLEM, PUBLISHED, Stability(None, None, 0), today)
    assert (free.settings.freeze_days, kept_before(free)) == (None, None)


def test_days_without_measure_end_with_the_longest_season():
    held = replace(PROBLEM, settings=Settings(freeze_days=10**9))
    assert usual(held, date(2027, 3, 1)).keep_before == date(2037, 3, 8)


def test_what_began_before_the_season_is_no_change():
    found = to_keep(from_day(date(2027, 3, 12)), PUBLISHED, date(2027, 3, 1))
    assert found.tenancies == ()
    assert [(o.event, o.start.day) for o in found.occurrences] == [("marche", 12), ("bal", 12)]


@pytest.mark.parametrize(("day", "kept"), [(28, 1), (29, 0)])
def test_a_stay_whose_project_is_gone_counts_until_it_is_over(day, kept):
    """Its last day is the 28th: from the 29th on it is history."""
    found = to_keep(without("projects", "cafe"), PUBLISHED, date(2027, 3, day))
    assert len(found.tenancies) == kept


@pytest.mark.parametrize(("day", "kept"), [(12, 1), (13, 0)])
def test_an_event_that_is_gone_counts_until_its_day_is_over(day, kept):
    found = to_keep(without("events", "bal"), PUBLISHED, date(2027, 3, day))
    assert [o.event for o in found.occurrences].count("bal") == kept


def test_what_is_over_and_still_among_the_records_keeps_its_place():
    assert to_keep(PROBLEM, PUBLISHED, date(2027, 5, 1)).tenancies == PUBLISHED.tenancies


def test_nothing_is_published_at_first(session, brevigny):
    assert published_programme(session, brevigny) is None


@pytest.mark.parametrize(
    ("first", "told"), [((2027, 3, 1), 0), ((2027, 3, 2), 1), ((2027, 3, 28), 1), ((2027, 3, 29), 0)]
)
def test_a_stay_that_reaches_into_the_season_is_told(first, told):
    assert len(still_running(from_day(date(*first)), PUBLISHED)) == told


def test_premises_that_are_free_only_afterwards_need_no_remark():
    moved = from_day(date(2027, 3, 8))
    later = tuple(
        replace(one, available=(Span(date(2027, 3, 29), date(2027, 5, 24)),)) for one in moved.premises
    )
    assert still_running(replace(moved, premises=later), PUBLISHED) == []
