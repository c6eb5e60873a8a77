"""Our checker against the town's own (in SHARED): the same faults, the same rules broken, the same points."""

import json
from random import Random

import pytest
from hypothesis import given, seed, settings

from scheduler.check import RULES, check
from scheduler.files import (
    FaultsError,
    case_from_documents,
    plan_document,
    problem_from_document,
    read_case,
    read_plan,
    read_problem,
    write_plan,
    write_problem,
)
from scheduler.points import terms
from tests.agreement import LOTS, PROBLEMS_A_LOT, Tally, agree, lot
from tests.chance import chance_plan
from tests.mutations import mutated
from tests.oracle import oracle, verdict_on_documents, verdict_on_texts
from tests.scheduler.edges import EDGES
from tests.shared import SHARED
from tests.strategies import grown, quick

INSTANCES = sorted((SHARED / "data" / "instances").rglob("*-*.json"))
FULL = [path for path in INSTANCES if path.stem.startswith("full")]
EXAMPLE = json.loads((SHARED / "spec" / "example.json").read_text(encoding="utf-8"))
EXAMPLE_PLAN = json.loads((SHARED / "spec" / "example-plan.json").read_text(encoding="utf-8"))


def test_the_rules_are_the_same():
    assert list(RULES) == list(oracle().RULES)


def test_the_example_keeps_every_rule():
    problem, plan = case_from_documents(EXAMPLE, EXAMPLE_PLAN)
    assert agree(problem, plan) == frozenset()
    assert sum(terms(problem, plan).values()) == 14834


@pytest.mark.parametrize("edge", EDGES, ids=str)
def test_the_edges_are_where_the_oracle_has_them(edge):
    assert agree(*edge.case(edge.kept)) == frozenset()
    assert agree(*edge.case(edge.broken)) == {edge.rule, *edge.others}


@pytest.mark.parametrize("number", LOTS)
def test_random_plans_of_random_problems_are_judged_alike(number):
    assert len(lot(number).pairs) >= PROBLEMS_A_LOT


def test_every_rule_was_seen_kept_and_broken():
    """In the thorough profile on ten thousand problems, each rule 30 times from either side."""
    met = Tally()
    for number in LOTS:
        met.add(lot(number))
    print(*met.table(), sep="\n")
    thorough = len(LOTS) > 1
    least = 30 if thorough else 1
    seen = [code for code in RULES if met.kept[code] >= least and met.broken[code] >= least]
    assert len(met.problems) >= (10_000 if thorough else PROBLEMS_A_LOT // 2)
    assert set(met.broken) <= set(RULES)
    assert len(seen) >= (len(RULES) if thorough else len(RULES) // 2), sorted(set(RULES) - {*seen})


def same_verdict(problem: str, plan: str) -> None:
    """Both checkers read the texts, or both refuse them; and agree on what they read."""
    theirs = verdict_on_texts(problem, plan)
    try:
        ours = read_case(problem, plan)
    except FaultsError as error:
        assert theirs.faults, [str(fault) for fault in error.faults]
        return
    assert theirs.faults == []
    assert {v.rule for v in check(*ours)} == theirs.rules
    assert terms(*ours) == theirs.terms
    assert read_case(write_problem(ours[0]), write_plan(ours[1])) == ours


@quick
@given(mutated(EXAMPLE, EXAMPLE_PLAN))
def test_mutations_of_the_example_are_judged_alike(documents):
    same_verdict(*(json.dumps(document) for document in documents))


@pytest.mark.parametrize("path", INSTANCES, ids=lambda path: path.stem)
def test_plans_of_the_instances_are_judged_alike(path):
    source = path.read_text(encoding="utf-8")
    document, problem = json.loads(source), read_problem(source)
    for number, share in enumerate((0.05,) if len(source) > 500_000 else (0.05, 0.3, 0.9)):
        plan = chance_plan(problem, number, share)
        theirs = verdict_on_documents(document, plan_document(plan))
        assert theirs.faults == []
        assert {v.rule for v in check(problem, plan)} == theirs.rules
        assert terms(problem, plan) == theirs.terms
        assert read_plan(write_plan(plan)) == plan


@pytest.mark.parametrize("path", FULL, ids=lambda path: path.stem)
def test_plans_near_the_published_ones_and_near_ones_that_keep_the_rules_are_judged_alike(path):
    document = json.loads(path.read_text(encoding="utf-8"))
    problem = problem_from_document(document)
    near = [document["published"], plan_document(grown(problem, Random(0), each=1))]
    for plan in near:
        same_verdict(json.dumps(document), json.dumps(plan))

    @seed(0)
    @settings(quick, max_examples=max(4, quick.max_examples // 50), database=None)
    @given(mutated(document, *near))
    def judged_alike(documents):
        for plan in documents[1:]:
            same_verdict(json.dumps(documents[0]), json.dumps(plan))

    judged_alike()
