"""The solving process begins with the plan it is given."""

import json
from dataclasses import replace

from scheduler.files import write_plan, write_problem
from scheduler.solve import solve
from tests.factories import premises, problem, project
from web import solving
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
