"""The town's own checker of plans, ``tools/check_plan.py`` of the shared data: what ours must agree with."""

import importlib.util
import sys
from functools import cache
from types import ModuleType
from typing import Any, NamedTuple

from scheduler.files import plan_document, problem_document
from scheduler.plan import Plan
from scheduler.problem import Problem
from scheduler.writing import text_of
from tests.shared import SHARED


class Verdict(NamedTuple):
    """Faults of the files; or else the codes of the rules that are broken, and the points by term."""

    faults: list[str]
    rules: frozenset[str]
    terms: dict[str, int]


@cache
def oracle() -> ModuleType:
    path = SHARED / "tools" / "check_plan.py"
    assert path.is_file(), f"the checker to agree with is not at {path}"
    spec = importlib.util.spec_from_file_location("oracle_check_plan", path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def verdict_on_texts(problem: str, plan: str) -> Verdict:
    """What the oracle says of two files; a text that it cannot parse is a fault."""
    try:
        documents = [oracle().parse(text) for text in (problem, plan)]
    except (ValueError, ArithmeticError, RecursionError) as error:
        return Verdict([str(error)], frozenset(), {})
    faults, violations, terms = oracle().check(*documents)
    return Verdict(faults, frozenset(rule for rule, _ in violations), terms)


def verdict_on_documents(problem: Any, plan: Any) -> Verdict:
    return verdict_on_texts(text_of(problem), text_of(plan))


def verdict_on(problem: Problem, plan: Plan) -> Verdict:
    return verdict_on_documents(problem_document(problem), plan_document(plan))
