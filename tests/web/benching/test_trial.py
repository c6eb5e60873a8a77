"""A trial in a process of its own: whatever the child does, something true is told of it."""

import pytest

from scheduler.files import read_problem, write_problem
from scheduler.message import message
from tests.factories import premises, problem, project
from web.benching.child import STEPS
from web.benching.competitors import Allowed
from web.benching.trial import run

from . import rivals

WORLD = problem(premises(), project(value=100))


@pytest.fixture
def tried(tmp_path):
    """Lets a rival try the world; gives the trial."""

    def attempt(solver, seconds=60.0, **options):
        file, folder = tmp_path / "world.json", tmp_path / "trial"
        file.write_text(write_problem(WORLD), encoding="utf-8")
        folder.mkdir()
        world = read_problem(file.read_bytes())
        allowed = Allowed(seconds, 1, 5)
        return run(rivals.rival(solver), file, "world", world, allowed, folder, options=8, **options)

    return attempt


def test_a_sound_plan_is_verified_and_its_points_are_recomputed(tried):
    trial = tried(rivals.sound)
    assert (trial.status, trial.points, trial.bound, trial.gap) == ("optimal", 100, 100, 0.0)
    assert (trial.instance, trial.competitor, trial.seed, trial.options) == ("world", "sound", 5, 8)
    assert [(step.points, step.bound) for step in trial.steps] == [(None, 200), (0, 200), (100, 100)]
    assert 0 <= trial.first <= trial.near == trial.best <= trial.seconds
    assert trial.cpu_seconds >= 0
    assert not trial.failed


def test_a_plan_that_claims_what_it_does_not_have_counts_for_nothing(tried):
    trial = tried(rivals.boastful)
    assert (trial.status, trial.points, trial.bound) == ("broken", None, None)
    assert (trial.first, trial.near, trial.best) == (None, None, None)
    assert "points.claim" in str(trial.notes[0])
    assert trial.failed


def test_no_plan_is_no_failure(tried):
    trial = tried(rivals.lost)
    assert (trial.status, trial.points, trial.bound, trial.failed) == ("unknown", None, 7, False)


def test_a_refusal_is_told_with_its_faults(tried):
    trial = tried(rivals.choosy)
    assert trial.status == "refused"
    assert trial.notes[0].values["where"] == "projects"
    assert trial.notes[0].values["what"] == message("are not to my taste ({count})", count=2)


def test_a_child_with_a_defect_is_reported_with_its_last_words(tried):
    trial = tried(rivals.clumsy)
    assert trial.status == "died"
    assert "has no attribute 'nothing'" in str(trial.notes[0])
    assert [step.points for step in trial.steps] == [3]
    assert trial.points is None


def test_a_child_that_is_ended_from_outside_is_reported_with_the_signal(tried):
    trial = tried(rivals.doomed)
    assert (trial.status, trial.notes[0].values) == ("died", {"signal": 9})


def test_a_child_that_overruns_by_far_is_killed(tried, tmp_path):
    """Its time is long over as soon as it has told of something."""
    trial = tried(rivals.deaf, clock=lambda: 1e6 * (tmp_path / "trial" / STEPS).exists())
    assert trial.status == "overran"
    assert [step.points for step in trial.steps] == [0]


def test_memory_is_the_peak_of_the_child_not_what_it_holds_at_its_end(tried):
    trial = tried(rivals.hungry)
    assert 300 * 1024 < trial.memory_kb < 600 * 1024
