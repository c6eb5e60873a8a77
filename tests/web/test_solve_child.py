"""The solving process begins with the plan it is given."""

import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import replace

from scheduler.files import write_plan, write_problem
from scheduler.solve import solve
from tests.factories import premises, problem, project
from web import solving
from web.config import Fleet
from web.solve_child import solve_folder


def test_a_search_keeps_what_it_begins_with_until_it_finds_better(tmp_path):
    rivals = problem(premises("a"), project("one", latest=0), project("two", latest=0))
    found = solve(rivals, seconds=5).plan
    (tenancy,) = found.tenancies
    other = "two" if tenancy.project == "one" else "one"
    standing = replace(found, tenancies=(replace(tenancy, project=other),), left_out=())
    solving.prepare_folder(tmp_path / "run", write_problem(rivals), write_plan(standing))
    assert solve_folder(tmp_path / "run", 5, 1, 0) == 0
    kept = json.loads((tmp_path / "run" / "result.json").read_text(encoding="utf-8"))["plan"]
    assert [t["project"] for t in kept["tenancies"]] == [other]


def test_a_search_of_the_desk_runs_where_the_settings_say(tmp_path):
    rivals = problem(premises("a"), project("one"), project("two", value=200), project("three"))
    solving.prepare_folder(tmp_path / "run", write_problem(rivals))
    fleet = Fleet(executor="processes", workers=1)
    child = solving.SolveProcess(tmp_path / "run", 20, 1, 0, fleet)
    assert child.process.wait(60) == 0
    made = solving.result(tmp_path / "run")["plan"]
    assert (made["status"], made["engine"]["fleet"], len(made["tenancies"])) == ("optimal", 1, 3)


def test_a_fleet_that_cannot_be_reached_is_told_like_any_fault(tmp_path):
    solving.prepare_folder(tmp_path / "run", write_problem(problem(premises("a"), project("one"))))
    assert solve_folder(tmp_path / "run", 5, 1, 0, ("dask", 0, "")) == 2
    (fault,) = solving.result(tmp_path / "run")["faults"]
    assert fault["text"].startswith("fleet.address is missing")


def test_the_memory_of_a_search_counts_the_processes_it_started(tmp_path):
    script = "import subprocess, sys, time; p = subprocess.Popen([sys.executable, '-c', %r]); time.sleep(60)"
    hungry = "import time; block = bytearray(300 * 2**20); block[::4096] = b'1' * len(block[::4096]); time.sleep(60)"
    solving.prepare_folder(tmp_path / "run", write_problem(problem(premises("a"), project("one"))))
    child = solving.SolveProcess(tmp_path / "run", 1, 1, 0)
    child.kill()
    child.process = subprocess.Popen([sys.executable, "-c", script % hungry], start_new_session=True)
    try:
        deadline = time.monotonic() + 60
        while child.memory_mb() < 300:
            assert time.monotonic() < deadline
            time.sleep(0.05)
    finally:
        os.killpg(child.process.pid, signal.SIGKILL)
        child.process.wait()
