"""A benchmark without a child: two seeds of two solvers on one instance, with what came out of them."""

from datetime import UTC, datetime

from scheduler.message import message
from web.benching.competitors import Allowed
from web.benching.machine import Machine
from web.benching.summary import Bench
from web.benching.trial import Step, Trial

MACHINE = Machine("Linux 6", "a processor", 2, 4096, (("Python", "3.11.7"), ("rideau", "0.1.0")))


def trial(seed: int = 0, solver: str = "Rideau", instance: str = "town", **values: object) -> Trial:
    steps = (Step(0.5, None, 2000), Step(1.0, 900, 2000), Step(4.0, 991, 1500), Step(9.0, 1000, 1100))
    given = {
        "status": "feasible",
        "points": 1000,
        "bound": 1100,
        "seconds": 10.0,
        "cpu_seconds": 9.5,
        "memory_kb": 200 * 1024,
        "options": 531,
        "steps": steps,
    }
    return Trial(instance, solver, Allowed(10.0, 2, seed), **(given | values))


def dead(seed: int = 0, **values: object) -> Trial:
    why = message("its process was ended by signal {signal}", signal=9)
    nothing = {"points": None, "bound": None, "seconds": None, "cpu_seconds": None, "steps": ()}
    return trial(seed, status="died", notes=(why,), **(nothing | values))


def bench(*trials: Trial, **known: int) -> Bench:
    return Bench(
        tuple(dict.fromkeys(one.instance for one in trials)),
        tuple(dict.fromkeys(one.competitor for one in trials)),
        MACHINE,
        datetime(2026, 11, 22, 18, 5, tzinfo=UTC),
        seconds=10.0,
        workers=2,
        seeds=(0, 1, 2),
        load_at_start=0.25,
        load_at_end=1.5,
        known=known,
        trials=list(trials),
    )
