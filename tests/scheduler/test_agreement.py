"""Our checker against the town's own (in SHARED): the same faults, the same rules broken, the same points."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.check import RULES, check
from scheduler.files import (
    FaultsError,
    case_from_documents,
    plan_document,
    read_case,
    read_plan,
    read_problem,
    write_plan,
    write_problem,
)
from scheduler.plan import Plan
from scheduler.points import terms
from scheduler.problem import Problem
from tests.chance import chance_plan
from tests.mutations import mutated
from tests.oracle import oracle, verdict_on, verdict_on_documents, verdict_on_texts
from tests.scheduler.edges import EDGES
from tests.shared import SHARED
from tests.strategies import kept_plans, plans, problems, quick, spoilt

INSTANCES = sorted((SHARED / "data" / "instances").rglob("*-*.json"))
EXAMPLE = json.loads((SHARED / "spec" / "example.json").read_text(encoding="utf-8"))
EXAMPLE_PLAN = json.loads((SHARED / "spec" / "example-plan.json").read_text(encoding="utf-8"))


def agree(problem: Problem, plan: Plan) -> frozenset[str]:
    """Both checkers say the same; the codes they say."""
    theirs = verdict_on(problem, plan)
    assert theirs.faults == []
    assert {v.rule for v in check(problem, plan)} == theirs.rules
    assert terms(problem, plan) == theirs.terms
    return theirs.rules


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


@quick
@given(st.data())
def test_random_plans_break_the_same_rules(data):
    problem = data.draw(problems())
    agree(problem, data.draw(plans(problem)))


@quick
@given(st.data())
def test_plans_grown_to_keep_the_rules_do_so_for_the_oracle_and_spoilt_ones_break_the_same(data):
    problem = data.draw(problems(easy=True))
    plan = data.draw(kept_plans(problem))
    assert agree(problem, plan) == {v.rule for v in check(problem, Plan())} & agree(problem, plan)
    same_verdict(write_problem(problem), write_plan(data.draw(spoilt(problem, plan))))


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
    for seed, share in enumerate((0.05,) if len(source) > 500_000 else (0.05, 0.3, 0.9)):
        plan = chance_plan(problem, seed, share)
        theirs = verdict_on_documents(document, plan_document(plan))
        assert theirs.faults == []
        assert {v.rule for v in check(problem, plan)} == theirs.rules
        assert terms(problem, plan) == theirs.terms
        assert read_plan(write_plan(plan)) == plan
