"""Competitors that behave badly, or well, to see what a benchmark makes of them."""

import os
import signal
import time
from collections.abc import Callable
from dataclasses import replace

from scheduler.faults import Fault, FaultsError
from scheduler.message import message
from scheduler.plan import Plan
from scheduler.points import terms
from scheduler.problem import Problem
from tests.factories import tenancy
from web.benching.competitors import Allowed, Competitor, Tell


def rival(solver: Callable[..., Plan]) -> Competitor:
    return Competitor(solver.__name__, f"{__name__}:{solver.__name__}")


def sound(problem: Problem, allowed: Allowed, tell: Tell, should_stop: Callable[[], bool]) -> Plan:
    """Tells of nothing, then of a plan and a bound; then has a better one, proven."""
    empty = sum(terms(problem, Plan()).values())
    tell(None, 200)
    tell(empty, 200)
    plan = replace(Plan(), tenancies=(tenancy(),), status="optimal")
    points = sum(terms(problem, plan).values())
    return replace(plan, points=points, bound=points)


def boastful(problem: Problem, allowed: Allowed, tell: Tell, should_stop: Callable[[], bool]) -> Plan:
    """Claims points that its plan does not have."""
    tell(999, 999)
    return Plan(status="optimal", points=999, bound=999)


def lost(problem: Problem, allowed: Allowed, tell: Tell, should_stop: Callable[[], bool]) -> Plan:
    """Finds nothing, and says so."""
    return Plan(status="unknown", bound=7)


def choosy(problem: Problem, allowed: Allowed, tell: Tell, should_stop: Callable[[], bool]) -> Plan:
    raise FaultsError((Fault("projects", message("are not to my taste ({count})", count=2)),))


def clumsy(problem: Problem, allowed: Allowed, tell: Tell, should_stop: Callable[[], bool]) -> Plan:
    """Has a defect."""
    tell(3, None)
    return Plan(tenancies=problem.nothing)  # type: ignore[attr-defined]


def doomed(problem: Problem, allowed: Allowed, tell: Tell, should_stop: Callable[[], bool]) -> Plan:
    """Is ended by the system, as where memory runs out."""
    os.kill(os.getpid(), signal.SIGKILL)
    return Plan()


def deaf(problem: Problem, allowed: Allowed, tell: Tell, should_stop: Callable[[], bool]) -> Plan:
    """Does not mind the time."""
    tell(0, None)
    time.sleep(600)
    return Plan()


def hungry(problem: Problem, allowed: Allowed, tell: Tell, should_stop: Callable[[], bool]) -> Plan:
    """Holds 300 MiB at once, and lets go of them."""
    held = b"x" * (300 * 2**20)
    tell(len(held) - 300 * 2**20, None)
    del held
    return Plan(status="feasible", points=0)
