"""Problem and plan files, in and out: the door to reading, references and writing.

The formats are fixed by the problem page; ``read_problem(write_problem(p)) == p`` exactly.
"""

from collections.abc import Iterable
from typing import Any

from .faults import Fault, FaultsError
from .message import message
from .plan import Plan
from .problem import Problem
from .reading import FAULTY, Notebook, Unreadable, parse, reader
from .references import contradictions_within, unresolved_in_plan, unresolved_in_problem
from .writing import plan_document, problem_document, write_plan, write_problem

__all__ = [
    "Fault",
    "FaultsError",
    "case_from_documents",
    "check_references",
    "faults_of",
    "parsed",
    "plan_document",
    "plan_from_document",
    "problem_document",
    "problem_from_document",
    "read_case",
    "read_plan",
    "read_problem",
    "write_plan",
    "write_problem",
]


def read_problem(source: bytes | str) -> Problem:
    """The problem in a JSON text. Raises ``FaultsError`` with every fault of it."""
    return problem_from_document(parsed(source))


def read_plan(source: bytes | str) -> Plan:
    """The plan in a JSON text; whether the problem knows what it names is left to ``check_references``."""
    return plan_from_document(parsed(source))


def problem_from_document(document: Any) -> Problem:
    """The problem in plain JSON values. Raises ``FaultsError`` with every fault of them."""
    problem, faults = _shaped(Problem, document)
    if faults := [*faults, *unresolved_in_problem(document)]:
        raise FaultsError(tuple(faults))
    assert isinstance(problem, Problem)
    return problem


def plan_from_document(document: Any) -> Plan:
    """The plan in plain JSON values. Raises ``FaultsError`` with every fault of them."""
    plan, faults = _shaped(Plan, document)
    if faults:
        raise FaultsError(tuple(faults))
    assert isinstance(plan, Plan)
    return plan


def check_references(problem: Problem, plan: Plan | None = None) -> None:
    """Raises ``FaultsError`` where records made by code name what is not there, or contradict one another."""
    faults = [*contradictions_within(problem), *unresolved_in_problem(problem)]
    if plan is not None:
        faults += [*contradictions_within(plan), *unresolved_in_plan(problem, plan)]
    if faults:
        raise FaultsError(tuple(faults))


def faults_of(problem: Any, plan: Any) -> tuple[list[Fault], list[Fault]]:
    """All faults of a problem document, and all of a plan document that belongs to it."""
    return (
        [*_shaped(Problem, problem)[1], *unresolved_in_problem(problem)],
        [*_shaped(Plan, plan)[1], *unresolved_in_plan(problem, plan)],
    )


def read_case(problem: bytes | str, plan: bytes | str) -> tuple[Problem, Plan]:
    """A problem and a plan of it. Raises ``FaultsError`` with the faults of both, see ``case_from_documents``."""
    documents: list[Any] = []
    faults: list[Fault] = []
    for name, source in (("problem", problem), ("plan", plan)):
        try:
            documents.append(parsed(source))
        except FaultsError as error:
            faults += _labelled(name, error.faults)
    if faults:
        raise FaultsError(tuple(faults))
    return case_from_documents(*documents)


def case_from_documents(problem: Any, plan: Any) -> tuple[Problem, Plan]:
    """A problem and a plan of it, from plain JSON values. Raises ``FaultsError``, the paths after ``problem:``
    or ``plan:``."""
    of_problem, of_plan = faults_of(problem, plan)
    if faults := [*_labelled("problem", of_problem), *_labelled("plan", of_plan)]:
        raise FaultsError(tuple(faults))
    return problem_from_document(problem), plan_from_document(plan)


def _labelled(name: str, faults: Iterable[Fault]) -> list[Fault]:
    return [Fault(f"{name}: {fault.path}", fault.message) for fault in faults]


def parsed(source: bytes | str) -> Any:
    """The JSON value of a file. Raises ``FaultsError`` where it is not JSON as the formats want it."""
    try:
        return parse(source)
    except Unreadable as error:
        raise FaultsError((Fault("", error.reason),)) from None


def _shaped(cls: type, document: Any) -> tuple[Any, list[Fault]]:
    notes = Notebook()
    found = reader(cls)(notes, (), document)
    if found is FAULTY and not notes.faults:
        notes.note((), message("cannot be read"))
    return found, notes.faults
