"""The rules are those of the problem page: its codes, in its order, each one seen from both sides."""

import re

from scheduler.check import RULES
from tests.scheduler.edges import EDGES
from tests.shared import SHARED


def codes_of_the_page() -> list[str]:
    """Every code that the rules of the page name, in order, and that of the claims."""
    page = (SHARED / "spec" / "problem.md").read_text(encoding="utf-8")
    rules = page[page.index("\n## Rules") : page.index("\n## Points")]
    decisions = rules[rules.index("**Decisions of people**") :]
    named = re.findall(r"`([a-z]+\.[a-z_]+)`", rules.removesuffix(decisions))
    claims = re.findall(r"\*\*Claims\.\*\* `([a-z.]+)`", page)
    return list(dict.fromkeys([*named, *re.findall(r"`([a-z.]+)`", decisions), *claims]))


def test_the_checker_has_the_rules_of_the_page() -> None:
    codes = codes_of_the_page()
    assert codes == list(RULES)
    assert len(codes) == 46


def test_every_rule_of_the_page_is_seen_from_both_sides() -> None:
    assert {edge.rule for edge in EDGES} == set(codes_of_the_page())


def test_no_edge_is_drawn_twice() -> None:
    assert len({str(edge) for edge in EDGES}) == len(EDGES)
