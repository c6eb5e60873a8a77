"""The files of a report: what they say, that they can be read by others, and in both languages."""

import csv
from io import StringIO
from xml.etree import ElementTree

import pytest

from web import i18n
from web.benching.columns import heading, row
from web.benching.plot import BASE, TOP, gap_over_time, height_of, plans_over_time
from web.benching.report import files
from web.benching.trial import Step

from .bench import bench, dead, trial

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(autouse=True)
def english():
    i18n.use_language("en")
    yield
    i18n.use_language("fr")


def rows(text):
    return list(csv.DictReader(StringIO(text)))


def plain(text):
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def test_the_page_states_when_on_what_and_how():
    page = plain(files(bench(trial()))["report.md"])
    for fact in (
        "Begun on 2026-11-22 18:05 (UTC).",
        "Machine: 2 cores (a processor), 4,096 MiB of memory, Linux 6.",
        "Versions: Python 3.11.7, rideau 0.1.0.",
        "Each trial: 10 s, workers: 2, seeds: 0, 1, 2.",
        "Load of the machine: 0.25 at the start, 1.5 at the end (this benchmark included).",
    ):
        assert f"- {fact}\n" in page


def test_the_page_has_a_row_a_trial_a_row_of_medians_and_what_went_wrong():
    page = plain(files(bench(trial(0), dead(1), trial(2), town=1200))["report.md"])
    lines = page.splitlines()
    good = "1.0 | 4.0 | 9.0 | 200 | 1,200 | −200 (−16.67 %) |"
    assert f"| town | 0 | 531 | 1,000 | 1,100 | 10.00 % | feasible | {good}" in lines
    assert "| town | 1 | 531 | – | – | – | died | – | – | – | 200 | 1,200 | – |" in lines
    assert f"| town | median | 531 | 1,000 | 1,100 | 10.00 % | 0 of 3 proven | {good}" in lines
    assert "- town, Rideau, seed 1: its process was ended by signal 9" in lines
    assert "![](gap.svg)" in lines


def test_several_solvers_are_told_apart_and_a_bar_in_a_name_does_not_break_the_table():
    page = files(bench(trial(instance="a|b"), trial(solver="other", instance="a|b")))["report.md"]
    assert "| a\\|b | Rideau | 0 |" in page
    assert "| a\\|b | other | 0 |" in page


def test_the_tables_hold_exact_figures():
    found = files(bench(trial(0), dead(1), town=1200))
    first, second = rows(found["trials.csv"])
    assert first == {
        "instance": "town",
        "solver": "Rideau",
        "seed": "0",
        "seconds_allowed": "10.0",
        "workers": "2",
        "options": "531",
        "points": "1000",
        "bound": "1100",
        "gap": "0.1",
        "status": "feasible",
        "seconds_to_first": "1.0",
        "seconds_to_1_percent": "4.0",
        "seconds_to_best": "9.0",
        "seconds": "10.0",
        "cpu_seconds": "9.5",
        "memory_kib": "204800",
        "best_known": "1200",
        "difference": "-200",
    }
    assert (second["status"], second["points"], second["difference"]) == ("died", "", "")
    curve = [(r["seconds"], r["points"], r["bound"], r["gap"]) for r in rows(found["curves.csv"])]
    assert curve == [
        ("0.5", "", "2000", ""),
        ("1.0", "900", "2000", "1.222222"),
        ("4.0", "991", "1500", "0.513623"),
        ("9.0", "1000", "1100", "0.1"),
    ]


def test_the_drawing_has_a_panel_an_instance_and_a_line_a_trial_with_a_gap():
    drawing = ElementTree.fromstring(
        gap_over_time(bench(trial(0), trial(1), trial(0, instance="b<"), dead(0, instance="c")))
    )
    panels = drawing.findall(f"{SVG}g")
    assert [panel.find(f"{SVG}text").text for panel in panels] == ["town", "b<", "c"]
    assert [len(panel.findall(f"{SVG}path")) for panel in panels] == [2, 1, 0]
    assert "no gap is known" in [text.text for text in panels[2].findall(f"{SVG}text")]
    line = panels[0].find(f"{SVG}path").get("d")
    assert line.split()[0] == "M"
    assert line.count("V") == 2


def test_plans_are_drawn_against_the_lowest_bound_where_there_are_several_solvers():
    silent = (Step(1.0, 800, None), Step(2.0, 1000, None))
    found = bench(trial(), trial(solver="greedy", bound=None, steps=silent), trial(instance="b"))
    assert "plans.svg" in files(found)
    assert "plans.svg" not in files(bench(trial()))
    panel = ElementTree.fromstring(plans_over_time(found)).find(f"{SVG}g")
    lines = {line.find(f"{SVG}title").text: line for line in panel.findall(f"{SVG}path")}
    assert sorted(lines) == ["Rideau, seed 0", "greedy, seed 0"]
    ends = [line.get("d").split()[-1] for line in lines.values()]
    assert ends[0] == ends[1]  # what was found stays
    low = str(round(height_of(0.1), 1))
    assert all(line.get("d").split()[-3] == low for line in lines.values())
    assert len({line.get("stroke-dasharray") for line in lines.values()}) == 2


def test_of_each_solver_the_middle_trial_is_strong():
    found = bench(trial(0, points=1), trial(1, points=3), trial(2, points=2))
    panel = ElementTree.fromstring(gap_over_time(found)).find(f"{SVG}g")
    drawn = [(one.find(f"{SVG}title").text, one.get("stroke-width")) for one in panel.findall(f"{SVG}path")]
    assert drawn == [("Rideau, seed 0", "1"), ("Rideau, seed 1", "1"), ("Rideau, seed 2", "2")]


def test_the_scale_of_the_gap_ends_where_nothing_is_left():
    assert (height_of(1.0), height_of(5.0)) == (TOP, TOP)
    assert (height_of(0.0), height_of(0.0001)) == (BASE, BASE)
    assert height_of(0.01) == (TOP + BASE) / 2


def test_lines_of_the_terminal_stand_under_their_headings():
    long = "a name that is longer than most"
    found = bench(trial(), trial(instance=long, solver="other"), town=1200)
    first, second = (row(found, one) for one in found.trials)
    for word, one, cell in (
        ("points", first, "1,000"),
        ("gap", second, "10.00"),
        ("solver", first, "Rideau"),
    ):
        assert word in heading(found)
        assert cell in one
    assert heading(found).index("solver") == first.index("Rideau") == second.index("other")
    assert heading(found).index("points") + len("points") == first.index("1,000") + len("1,000")
    assert second.index("1,000") == first.index("1,000")


def test_the_report_in_french():
    i18n.use_language("fr")
    page = plain(files(bench(trial(0), dead(1), town=1200))["report.md"])
    assert "## Médianes sur les graines" in page
    assert "| arrêt brutal |" in page
    assert "−200 (−16,67 %)" in page
    assert "- town, Rideau, graine 1 : le signal 9 a mis fin à son processus" in page
