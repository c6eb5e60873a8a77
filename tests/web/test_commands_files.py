"""``rideau check``, ``diff`` and ``solve`` as people and scripts run them: exit codes, streams, files (in SHARED)."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from scheduler.files import read_plan, read_problem, write_plan, write_problem
from scheduler.plan import Plan
from tests.factories import decision, occurrence, plan, premises, problem, project, tenancy
from tests.oracle import verdict_on_texts
from tests.shared import SHARED

ROOT = Path(__file__).parents[2]
EXAMPLE, EXAMPLE_PLAN = SHARED / "spec" / "example.json", SHARED / "spec" / "example-plan.json"
SMALL = SHARED / "data" / "instances" / "core-T-1.json"
ENGLISH = {"LC_ALL": "en_GB.UTF-8", "PYTHONUTF8": "1"}


def command(*arguments: object) -> list[str]:
    return [sys.executable, "-m", "web.cli", *map(str, arguments)]


def rideau(
    *arguments: object, cwd: Path | None = None, **environment: str
) -> subprocess.CompletedProcess[str]:
    env = os.environ | {"PYTHONPATH": str(ROOT)} | (environment or ENGLISH)
    return subprocess.run(
        command(*arguments), capture_output=True, encoding="utf-8", env=env, cwd=cwd or ROOT, timeout=120
    )


def writer(folder: Path):
    """Writes records or texts into a folder, gives their paths."""

    def write(name, content):
        text = content
        if isinstance(content, Plan):
            text = write_plan(content)
        elif not isinstance(content, str | bytes):
            text = write_problem(content)
        path = folder / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return write


@pytest.fixture
def files(tmp_path):
    return writer(tmp_path)


def test_check_of_a_plan_that_keeps_every_rule():
    found = rideau("check", EXAMPLE, EXAMPLE_PLAN)
    assert (found.returncode, found.stderr) == (0, "")
    assert found.stdout.startswith("all rules kept; 14834 points (tenancies 12006, events 10091,")


def test_check_tells_each_violation_on_a_line(files):
    p = files("p.json", problem(premises(), project(area_min_m2=premises(area=80).area_m2)))
    found = rideau("check", p, files("plan.json", plan(tenancy(), points=3)))
    assert found.returncode == 1
    assert found.stdout.splitlines() == [
        "tenancy.fit: p at a from 2027-03-01: the unit has 50 m², 80 m² are needed",
        "points.claim: The plan claims 3 points, it has 100",
        "2 violations; 100 points (tenancies 100, events 0, trails 0, dressings 0, coverage 0, clash 0, "
        "changes 0, money 0)",
    ]


def test_check_speaks_french():
    found = rideau("check", EXAMPLE, EXAMPLE_PLAN, LC_ALL="fr_FR.UTF-8")
    assert found.stdout.startswith("toutes les règles sont respectées\N{NO-BREAK SPACE}; 14834 points")


def test_check_tells_the_faults_of_both_files_with_their_paths(files):
    p, x = (
        files("p.json", b'{"format": "rideau-problem/1"}'),
        files("x.json", b'{"format": "rideau-plan/1", "no": 1}'),
    )
    found = rideau("check", p, x)
    assert found.returncode == 2
    assert found.stdout == ""
    assert found.stderr.splitlines()[0] == f"{p}: town: is required and is missing"
    assert found.stderr.splitlines()[1].startswith(f"{x}: no: unknown key")


@pytest.mark.parametrize(
    "content", [b"", b"\xff", b'{"a": NaN}', b"[" * 100_000, b"PK\x03\x04 not a workbook"]
)
def test_check_of_an_unreadable_file_says_so(files, content):
    found = rideau("check", files("p.json", content), EXAMPLE_PLAN)
    assert found.returncode == 2
    assert "p.json: " in found.stderr
    assert "Traceback" not in found.stderr


def test_check_of_files_that_are_not_there(tmp_path):
    found = rideau("check", tmp_path / "no.json", tmp_path / "neither.json")
    assert found.returncode == 2
    assert len(found.stderr.splitlines()) == 2


@pytest.mark.parametrize("locale", ["C", "POSIX", "fr_FR.ISO-8859-1"])
def test_output_is_safe_with_any_locale(files, locale):
    odd = "café \x1b[31m\n\u2028\ud800 ☃"
    p = files("p.json", problem(premises(odd), project(), premises("b", area=1)))
    x = files("x.json", plan(tenancy(premises=odd, days=21)))
    env = {"LC_ALL": locale, "PYTHONIOENCODING": "ascii", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}
    found = rideau("check", p, x, **env)
    assert found.returncode == 1
    assert "\x1b" not in found.stdout
    assert len(found.stdout.splitlines()) == 2


def test_check_of_a_folder_of_tables(tmp_path):
    folder = tmp_path / "town"
    folder.mkdir()
    (folder / "town.csv").write_text("name,start,end\nHere,2027-03-01,2027-05-24\n", encoding="utf-8")
    (folder / "streets.csv").write_text("id,name\ns,High Street\n", encoding="utf-8")
    (folder / "premises.csv").write_text("id,street,area_m2\na,s,50\n", encoding="utf-8")
    empty = tmp_path / "plan.json"
    empty.write_text('{"format": "rideau-plan/1"}', encoding="utf-8")
    found = rideau("check", folder, empty)
    assert (found.returncode, found.stderr) == (0, "")
    (folder / "premises.csv").write_text("id,street,area_m2\na,t,fifty\n", encoding="utf-8")
    broken = rideau("check", folder, empty)
    assert broken.returncode == 2
    assert "premises.csv" in broken.stderr


def test_diff_tells_changes_in_words(files):
    a = files("a.json", plan(tenancy(), occurrence()))
    b = files("b.json", plan(tenancy(premises="b", start=14), occurrence(start=7), occurrence("play")))
    found = rideau("diff", a, b)
    assert (found.returncode, found.stderr) == (0, "")
    assert found.stdout.splitlines() == [
        "added: play is held at square on 2027-03-01",
        "moved: p moves from a to b, two weeks later",
        "moved: fair is held at square one week later, on 2027-03-08",
        "1 added, 2 moved, 0 removed, 0 unchanged",
    ]


def test_diff_as_json_holds_both_sides(files):
    a, b = files("a.json", plan(tenancy(), occurrence())), files("b.json", plan(tenancy(premises="b")))
    found = json.loads(rideau("diff", a, b, "--json").stdout)
    assert found["moved"] == [
        {
            "kind": "tenancy",
            "item": "p",
            "before": {"project": "p", "premises": "a", "start": "2027-03-01", "end": "2027-03-29"},
            "after": {"project": "p", "premises": "b", "start": "2027-03-01", "end": "2027-03-29"},
            "message": "p moves from a to b",
        }
    ]
    assert [change["item"] for change in found["removed"]] == ["fair"]
    assert (found["added"], found["unchanged"]) == ([], 0)


def test_diff_of_a_faulty_plan(files):
    found = rideau("diff", files("a.json", b"{}"), EXAMPLE_PLAN)
    assert found.returncode == 2
    assert "format: is required" in found.stderr


def test_solve_writes_a_plan_that_keeps_every_rule(tmp_path):
    out = tmp_path / "plan.json"
    found = rideau("solve", SMALL, "--out", out, "--seconds", 5, "--workers", 1)
    assert found.returncode == 0, found.stderr
    assert found.stdout == ""
    assert found.stderr.splitlines()[-1].startswith("points ")
    theirs = verdict_on_texts(SMALL.read_text(encoding="utf-8"), out.read_text(encoding="utf-8"))
    assert (theirs.faults, theirs.rules) == ([], frozenset())
    assert [path.name for path in tmp_path.iterdir()] == ["plan.json"]


def test_solve_prints_the_plan_where_no_file_is_named(files):
    found = rideau("solve", files("p.json", problem(premises(), project())), "--seconds", 5)
    assert found.returncode == 0, found.stderr
    assert read_plan(found.stdout).tenancies[0].project == "p"


def test_solve_starts_from_a_hint(files, tmp_path):
    p = problem(premises(), project())
    hint = files("hint.json", plan(tenancy()))
    out = tmp_path / "plan.json"
    found = rideau("solve", files("p.json", p), "--hint", hint, "--seconds", 5, "--out", out)
    assert found.returncode == 0, found.stderr
    broken = files("broken.json", plan(tenancy("nobody")))
    found = rideau("solve", files("p.json", p), "--hint", broken)
    assert found.returncode == 2
    assert f"{broken}: tenancies[0].project" in found.stderr


def test_solve_names_the_decisions_that_cannot_stand_together(files, tmp_path):
    pins = tuple(decision("tenancy", name, premises="a", start=tenancy().start) for name in ("p", "q"))
    p = problem(premises(), project("p"), project("q"), pins=pins)
    found = rideau("solve", files("p.json", p), "--seconds", 10, "--out", tmp_path / "plan.json")
    assert found.returncode == 3, found.stderr
    assert "- " in found.stderr
    assert not (tmp_path / "plan.json").exists()


def test_a_solve_of_so_many_steps_gives_the_same_plan_again(tmp_path):
    instance = SHARED / "data" / "instances" / "core-T-1.json"
    written = []
    for name in ("one.json", "two.json"):
        found = rideau(
            "solve", instance, "--steps", 2, "--workers", 1, "--seconds", 300, "--out", tmp_path / name
        )
        assert found.returncode == 0, found.stderr
        plan = json.loads((tmp_path / name).read_text())
        written.append({key: value for key, value in plan.items() if key != "seconds"})
    assert written[0] == written[1]


def test_solve_of_bad_input(files):
    found = rideau("solve", files("p.json", b'{"format": "rideau-problem/1", "town": {}}'))
    assert found.returncode == 2
    assert [line.split(": ")[1] for line in found.stderr.splitlines()] == ["town.start", "town.end"]


def test_solve_refuses_a_place_it_cannot_write_before_it_starts(tmp_path):
    found = rideau("solve", SMALL, "--out", tmp_path / "nowhere" / "plan.json")
    assert found.returncode == 2
    assert "cannot be written" in found.stderr


def test_a_plan_that_cannot_be_written_in_the_end_goes_to_standard_output(tmp_path):
    found = rideau("solve", EXAMPLE, "--seconds", 5, "--out", tmp_path / f"{'x' * 250}.json")
    assert found.returncode == 2
    assert "cannot be written" in found.stderr and "goes to standard output" in found.stderr
    assert read_plan(found.stdout).points is not None and list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("option", "value", "said"),
    [
        ("--seconds", "0", "is not in the range"),
        ("--seconds", "nan", "'--seconds': nan is not a number to count with"),
        ("--seconds", "inf", "'--seconds': inf is not a number to count with"),
        ("--gap", "nan", "'--gap': nan is not a number to count with"),
        ("--gap", "-1", "is not in the range"),
        ("--workers", "0", "is not in the range"),
        ("--workers", "257", "is not in the range"),
        ("--workers", "two", "'two' is not a valid whole number"),
        ("--seed", "x", "'x' is not a valid whole number"),
    ],
)
def test_solve_refuses_options_that_make_no_sense(option, value, said):
    found = rideau("solve", SMALL, option, value)
    assert found.returncode == 2
    assert said in found.stderr and "Traceback" not in found.stderr


def test_an_interrupted_solve_keeps_the_best_plan_found(tmp_path):
    instance = SHARED / "data" / "instances" / "core-M-1.json"
    out = tmp_path / "plan.json"
    env = os.environ | {"PYTHONPATH": str(ROOT)} | ENGLISH
    run = subprocess.Popen(
        command("solve", instance, "--out", out, "--seconds", 300, "--workers", 1),
        stderr=subprocess.PIPE,
        encoding="utf-8",
        env=env,
        cwd=ROOT,
    )
    assert run.stderr is not None
    first = run.stderr.readline()
    assert first.startswith("points "), first
    began = time.monotonic()
    run.send_signal(signal.SIGINT)
    run.communicate(timeout=60)
    assert run.returncode == 0
    assert time.monotonic() - began < 60
    written = read_plan(out.read_text(encoding="utf-8"))
    assert written.status in ("feasible", "optimal")
    assert read_problem(instance.read_text(encoding="utf-8")).projects
    theirs = verdict_on_texts(instance.read_text(encoding="utf-8"), out.read_text(encoding="utf-8"))
    assert (theirs.faults, theirs.rules) == ([], frozenset())


def test_numbers_of_thousands_of_digits_do_not_stop_a_check(files):
    """Python refuses to write integers of more than 4300 digits; files may hold some of 4299, and their products."""
    big = 10**4298
    p = problem(premises(rent_cents_month=big, turnaround_days=big), project(value=big, grant_cents=big))
    found = rideau(
        "check", files("p.json", p), files("x.json", plan(tenancy(), tenancy(days=21), points=big))
    )
    assert found.returncode == 1
    assert "Traceback" not in found.stderr
    assert found.stdout.splitlines()[-1].startswith("4 violations; 2.000000E+4298 points")
