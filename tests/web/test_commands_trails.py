"""``rideau solve``, ``check`` and ``diff`` with trails, dressings and a published plan, as scripts run them."""

import json
from dataclasses import replace
from datetime import date

import pytest

from scheduler.check import check
from scheduler.files import read_plan
from scheduler.plan import Plan
from scheduler.problem import Settings
from scheduler.stability import changed
from tests.factories import (
    day,
    decision,
    installation,
    kit,
    leg,
    plan,
    premises,
    problem,
    project,
    run,
    spot,
    tenancy,
    trail,
)
from tests.oracle import verdict_on_texts

from .test_commands_files import rideau, writer

STOPS = ("square", "quay", "yard")
LEGS = (leg("square", "quay", 300), leg("quay", "yard", 200), leg("square", "yard", 400))
WALK = trail(
    "lights",
    STOPS,
    value=5,
    max_length_m=600,
    distances=LEGS,
    installations=(installation("moon", value=10), installation("sails", value=30, spots=("yard",))),
)
TOWN = problem(*(spot(one) for one in STOPS), WALK, premises(), project(), kit())
LIT = run("square", ("quay", "moon"), ("yard", "sails"))


@pytest.fixture
def files(tmp_path):
    return writer(tmp_path)


def test_a_trail_and_a_dressing_are_planned_checked_and_proven(files, tmp_path):
    p, out = files("p.json", TOWN), tmp_path / "plan.json"
    found = rideau("solve", p, "--out", out, "--seconds", 10, "--workers", 1)
    assert found.returncode == 0, found.stderr
    made = read_plan(out.read_text("utf-8"))
    assert made.status == "optimal" and made.terms["trails"] == 45
    theirs = verdict_on_texts(p.read_text("utf-8"), out.read_text("utf-8"))
    assert (theirs.faults, theirs.rules) == ([], frozenset())
    kept = rideau("check", p, out)
    assert (kept.returncode, kept.stdout.startswith("all rules kept; ")) == (0, True)


def test_check_names_the_leg_that_is_too_long(files):
    short = replace(WALK, max_leg_m=250)
    p = files("p.json", problem(*(spot(one) for one in STOPS), short))
    found = rideau("check", p, files("plan.json", plan(LIT)))
    assert found.returncode == 1
    assert [line.split(":")[0] for line in found.stdout.splitlines()[:-1]] == ["trail.leg"]
    assert "300" in found.stdout and "square" in found.stdout


def test_check_of_a_stop_that_is_not_there(files):
    found = rideau("check", files("p.json", TOWN), files("plan.json", plan(run("square", "moat"))))
    assert found.returncode == 2
    assert "trails[0].stops[1].spot" in found.stderr


def test_diff_tells_a_trail_that_comes_moves_or_goes(files):
    a = files("a.json", plan(LIT))
    b = files("b.json", plan(run("square", ("yard", "sails"), start=7)))
    none = files("none.json", plan())
    moved = rideau("diff", a, b)
    assert moved.stdout.splitlines()[0].startswith("moved: lights is held one week later")
    assert moved.stdout.splitlines()[-1] == "0 added, 1 moved, 0 removed, 0 unchanged"
    assert rideau("diff", none, a).stdout.startswith("added: lights is held from 2027-03-01")
    assert rideau("diff", a, none).stdout.startswith("removed: lights is no longer held from 2027-03-01")
    told = json.loads(rideau("diff", a, b, "--json").stdout)["moved"][0]
    assert (told["kind"], told["item"], told["after"]["start"]) == ("trail", "lights", "2027-03-08")
    assert [stop["spot"] for stop in told["before"]["stops"]] == list(STOPS)


def around(published: Plan, **settings) -> object:
    return replace(TOWN, published=published, settings=Settings(start_weekday=None, **settings))


def solved(p, tmp_path, *options) -> Plan:
    out = tmp_path / "made.json"
    found = rideau("solve", p, "--out", out, "--seconds", 10, "--workers", 1, *options)
    assert found.returncode == 0, found.stderr
    return read_plan(out.read_text("utf-8"))


def test_what_is_frozen_stays_though_another_way_is_better(files, tmp_path):
    dim = plan(run("square", ("quay", "moon")))
    frozen = around(dim, today=date(2027, 2, 28), freeze_days=2)
    made = solved(files("p.json", frozen), tmp_path)
    assert made.trails == dim.trails
    free = around(dim, today=date(2027, 2, 28), freeze_days=1)
    assert len(solved(files("free.json", free), tmp_path).trails[0].stops) == 3


@pytest.mark.parametrize(("most", "kept"), [(0, 2), (1, 1)])
def test_no_more_published_items_change_than_are_allowed(files, tmp_path, most, kept):
    standing = plan(run("square", "quay", start=3), tenancy(start=14))
    town = around(standing, max_changes=most)
    made = solved(files("p.json", town), tmp_path)
    assert 2 - len(changed(town, made)) == kept
    assert check(town, made) == []


def test_settled_items_that_cannot_stand_are_named(files, tmp_path):
    frozen = around(plan(run("square", "quay")), today=date(2027, 3, 1), freeze_days=30)
    banned = replace(frozen, bans=(decision("trail", "lights", spot="quay"),))
    found = rideau("solve", files("p.json", banned), "--seconds", 10, "--workers", 1)
    assert found.returncode == 3
    named = [line for line in found.stderr.splitlines() if line.startswith("- ")]
    assert len(named) == 2 and all("lights" in line for line in named)
    assert any("settled, as published" in line for line in named)


def test_a_pin_on_a_stop_and_a_day_is_kept(files, tmp_path):
    pins = (decision("trail", "lights", spot="quay", start=day(9)),)
    made = solved(files("p.json", replace(TOWN, pins=pins)), tmp_path).trails[0]
    assert made.start == day(9) and "quay" in {stop.spot for stop in made.stops}


def test_a_hint_with_a_trail_is_where_the_search_starts(files, tmp_path):
    hint = files("hint.json", plan(LIT, tenancy()))
    made = solved(files("p.json", TOWN), tmp_path, "--hint", hint)
    assert made.points is not None and made.terms["trails"] == 45
    lost = files("lost.json", plan(run("square", "moat")))
    found = rideau("solve", files("q.json", TOWN), "--hint", lost)
    assert found.returncode == 2 and f"{lost}: trails[0].stops[1].spot" in found.stderr


@pytest.mark.parametrize(
    ("terminal", "said"),
    [
        ({"LC_ALL": "fr_FR.UTF-8"}, "limite "),
        ({"LC_ALL": "en_GB.UTF-8"}, "bound "),
        ({"LC_ALL": "de_DE.UTF-8", "LANG": ""}, "limite "),
        ({"LC_ALL": "", "LC_MESSAGES": "en_US.UTF-8", "LANG": "fr_FR.UTF-8"}, "bound "),
        ({"LC_ALL": "", "LC_MESSAGES": "", "LANG": ""}, "limite "),
    ],
    ids=["French", "English", "neither", "messages first", "nothing said"],
)
def test_progress_speaks_the_language_of_the_terminal(files, tmp_path, terminal, said):
    silent = dict.fromkeys(("LC_ALL", "LC_MESSAGES", "LANG"), "") | terminal
    out = tmp_path / "plan.json"
    found = rideau("solve", files("p.json", TOWN), "--seconds", 10, "--out", out, PYTHONUTF8="1", **silent)
    assert found.returncode == 0, found.stderr
    lines = found.stderr.splitlines()
    assert lines and all(line.startswith("points ") and said in line for line in lines)
    checked = rideau("check", files("p.json", TOWN), out, PYTHONUTF8="1", **silent).stdout
    assert checked.startswith("all rules kept" if said == "bound " else "toutes les règles")
