"""``rideau bench`` as people run it: rows, report, exit codes. No figure of time is looked at."""

import csv
import json
import os
import signal
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import click
import pytest

from scheduler.files import write_problem
from tests.factories import premises, problem, project
from tests.web.benching import rivals
from web import i18n
from web.benching import competitors
from web.commands import bench as command
from web.commands.bench import Subject, measure

ROOT = Path(__file__).parents[2]
ENV = os.environ | {"PYTHONPATH": str(ROOT), "LC_ALL": "en_GB.UTF-8", "PYTHONUTF8": "1"}
QUICK = ("--seconds", 10, "--workers", 1, "--seeds", "0,1", "--peers", "none")


def bench(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "web.cli", "bench", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, encoding="utf-8", env=ENV, cwd=ROOT, timeout=180)


@pytest.fixture
def towns(tmp_path):
    """A folder with two tiny towns, and a list of values that is no town."""
    folder = tmp_path / "towns"
    folder.mkdir()
    for name, value in (("one", 100), ("two", 200)):
        text = write_problem(problem(premises(), project(value=value)))
        (folder / f"{name}.json").write_text(text, encoding="utf-8")
    known = [{"file": "one.json", "best_known": 100}, {"file": "two.json", "best_known": 150}]
    (folder / "known.json").write_text(json.dumps(known), encoding="utf-8")
    return folder


def test_a_folder_is_measured_and_a_report_is_written(towns, tmp_path):
    out = tmp_path / "new" / "report"
    found = bench(towns, *QUICK, "--known", towns / "known.json", "--out", out)
    assert found.returncode == 0, found.stderr
    assert found.stderr.splitlines() == [f"{towns / 'known.json'}: left alone, it is not a planning problem"]
    shown = [line.split()[:2] for line in found.stdout.splitlines()]
    assert [line for line in shown if line[0] in ("one", "two")] == [
        [name, what] for name in ("one", "two") for what in ("0", "1", "median")
    ]
    assert sorted(path.name for path in out.iterdir()) == ["curves.csv", "gap.svg", "report.md", "trials.csv"]
    with (out / "trials.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert [
        (r["instance"], r["seed"], r["points"], r["bound"], r["status"], r["difference"]) for r in rows
    ] == [
        ("one", "0", "100", "100", "optimal", "0"),
        ("one", "1", "100", "100", "optimal", "0"),
        ("two", "0", "200", "200", "optimal", "50"),
        ("two", "1", "200", "200", "optimal", "50"),
    ]
    assert all(int(r["options"]) > 0 and int(r["memory_kib"]) > 0 for r in rows)


def test_every_fault_of_every_file_is_told_before_anything_is_measured(towns, tmp_path):
    (tmp_path / "broken.json").write_text('{"format": "rideau-problem/1", "town": {}}', encoding="utf-8")
    (tmp_path / "known.json").write_text('[{"file": "one.json"}]', encoding="utf-8")
    gone = tmp_path / "gone.json"
    found = bench(
        tmp_path / "broken.json", towns / "one.json", gone, *QUICK, "--known", tmp_path / "known.json"
    )
    assert (found.returncode, found.stdout) == (2, "")
    assert [line.rpartition("/")[2].split(": ")[:2] for line in found.stderr.splitlines()] == [
        ["broken.json", "town.start"],
        ["broken.json", "town.end"],
        ["gone.json", "(whole file)"],
        ["known.json", "[0].best_known"],
    ]


@pytest.mark.parametrize("seeds", ["", "a", "1,,2", "-1", "1.5", "٣", str(2**31)])
def test_seeds_that_are_none(towns, seeds):
    found = bench(towns / "one.json", "--seeds", seeds)
    assert found.returncode == 2
    assert "0,1,2" in found.stderr
    assert "Traceback" not in found.stderr


def test_a_folder_without_a_problem(tmp_path):
    found = bench(tmp_path)
    assert found.returncode == 2
    assert "holds no planning problem" in found.stderr


def test_a_place_that_cannot_be_written(towns):
    found = bench(towns / "one.json", "--out", towns / "one.json" / "report")
    assert found.returncode == 2
    assert "cannot be written there" in found.stderr


def test_peers_run_beside_in_turn_with_each_seed(towns, tmp_path):
    out = tmp_path / "report"
    alone = (*QUICK[:-1], "greedy,HiGHS")
    found = bench(towns / "one.json", *alone, "--out", out)
    assert found.returncode == 0, found.stderr
    with (out / "trials.csv").open(encoding="utf-8") as file:
        rows = [(r["solver"], r["seed"], r["points"], r["status"]) for r in csv.DictReader(file)]
    assert rows == [
        (solver, seed, "100", status)
        for seed in ("0", "1")
        for solver, status in (("Rideau", "optimal"), ("Greedy", "feasible"), ("HiGHS", "optimal"))
    ]
    assert (out / "plans.svg").exists()
    assert "highspy " in (out / "report.md").read_text(encoding="utf-8")


def test_a_peer_that_nobody_knows(towns):
    found = bench(towns / "one.json", "--peers", "gurobi")
    assert (found.returncode, found.stdout) == (2, "")
    assert "there is no peer “gurobi”" in found.stderr
    assert "greedy, cp-sat" in found.stderr


@pytest.fixture
def given(monkeypatch):
    """What the words of ``--peers`` stand for where these packages and programs are installed."""

    def names(word, packages=(), programs=()):
        monkeypatch.setattr(competitors, "find_spec", lambda name: name if name in packages else None)
        for module in (competitors, command):
            monkeypatch.setattr(module, "which", lambda name: name if name in programs else None)
        return [one.name for one in command.Peers().convert(word, None, None)]

    i18n.use_language("en")
    yield names
    i18n.use_language("fr")


def test_peers_by_words_are_those_that_are_there(given):
    everything = ("highspy", "pyscipopt", "timefold"), ("javac",)
    assert given("all", *everything) == ["Greedy", "CP-SAT", "HiGHS", "SCIP", "Timefold"]
    assert given("installed", *everything) == ["HiGHS", "SCIP", "Timefold"]
    assert given("installed", everything[0]) == ["HiGHS", "SCIP"]
    assert given("none", *everything) == []
    assert given("all") == ["Greedy", "CP-SAT"]
    assert given("installed") == []
    assert given("cp-sat, Highs", ("highspy",)) == ["CP-SAT", "HiGHS"]


def test_a_peer_that_is_not_there_comes_with_the_remedy(given):
    with pytest.raises(click.BadParameter, match="HiGHS is not installed: pip install highspy"):
        given("highs")
    with pytest.raises(click.BadParameter, match="Timefold needs javac on the path"):
        given("timefold", ("timefold",))
    with pytest.raises(click.BadParameter, match="pip install timefold==1"):
        given("timefold", (), ("javac",))


@pytest.fixture
def subject(towns):
    path = towns / "one.json"
    i18n.use_language("en")
    yield Subject(path, "one", problem(premises(), project(value=100)))
    i18n.use_language("fr")


def measured(subject, folder, *solvers, seeds=(0,)):
    competitors = tuple(map(rivals.rival, solvers))
    moment = datetime(2026, 11, 22, tzinfo=UTC)
    return measure([subject], {}, 60.0, 1, seeds, folder, lambda: moment, competitors)


def test_a_child_that_dies_is_reported_and_the_next_is_measured(subject, tmp_path, capsys):
    assert measured(subject, tmp_path, rivals.doomed, rivals.sound) == 1
    said = capsys.readouterr()
    assert "one, doomed, seed 0: its process was ended by signal 9" in said.err
    page = (tmp_path / "report.md").read_text(encoding="utf-8")
    assert "| one | doomed | 0 |" in page
    assert "| one | sound | 0 |" in page
    assert "Begun on 2026-11-22 00:00 (UTC)." in page


def test_solvers_that_find_nothing_or_a_good_plan_are_no_failures(subject, tmp_path):
    assert measured(subject, tmp_path, rivals.lost, rivals.sound) == 0


def test_an_interrupted_benchmark_keeps_what_it_measured_and_leaves_no_child(towns, tmp_path):
    out = tmp_path / "report"
    code = (
        "from datetime import UTC, datetime; from pathlib import Path; import sys; from web import i18n\n"
        "from scheduler.files import read_problem; from tests.web.benching import rivals\n"
        "from web.commands.bench import Subject, measure\n"
        "i18n.use_language('en'); path = Path(sys.argv[1])\n"
        "one = Subject(path, 'one', read_problem(path.read_bytes()))\n"
        "both = tuple(map(rivals.rival, (rivals.sound, rivals.deaf)))\n"
        "now = lambda: datetime(2026, 11, 22, tzinfo=UTC)\n"
        "sys.exit(measure([one], {}, 60.0, 1, (0,), Path(sys.argv[2]), now, both))\n"
    )
    out.mkdir()
    command = [sys.executable, "-c", code, str(towns / "one.json"), str(out)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=ENV, cwd=ROOT) as run:
        for line in run.stdout:
            if line.startswith(b"one"):
                break
        run.send_signal(signal.SIGINT)
        told = run.stderr.read().decode()
    assert run.returncode == 130
    assert "what was measured so far is kept" in told
    assert "| one | sound | 0 |" in (out / "report.md").read_text(encoding="utf-8")
