"""Each rule on its edge: kept, and one unit further broken."""

import pytest

from scheduler.check import RULES, check
from tests.scheduler.edges import EDGES
from tests.scheduler.edges.edge import Edge


@pytest.mark.parametrize("edge", EDGES, ids=str)
def test_a_rule_is_kept_on_its_edge(edge: Edge):
    assert [str(v) for v in check(*edge.case(edge.kept))] == []


@pytest.mark.parametrize("edge", EDGES, ids=str)
def test_a_rule_is_broken_one_unit_further(edge: Edge):
    found = check(*edge.case(edge.broken))
    assert {v.rule for v in found} == {edge.rule, *edge.others}


@pytest.mark.parametrize("edge", EDGES, ids=str)
def test_a_violation_tells_its_figures(edge: Edge):
    for violation in check(*edge.case(edge.broken)):
        told = str(violation.message)
        assert "{" not in told
        assert violation.message.values or violation.rule == "points.claim"


def test_every_rule_is_seen_from_both_sides():
    assert {edge.rule for edge in EDGES} == set(RULES)


def test_every_rule_is_one_sentence():
    for code, rule in RULES.items():
        assert rule.sentence.endswith("."), code
        assert ". " not in rule.sentence, code
