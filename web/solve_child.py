"""
The process that solves: reads the frozen problem of a folder, and perhaps a plan to start from; leaves progress and
the best plan there.

``python -m web.solve_child FOLDER --seconds S --workers W --seed N`` imports the scheduler alone. It ends when told
by the file ``stop``, when its parent is gone, or when it is done; whatever ends it, every file is whole.
"""

import argparse
import json
import os
import sys
import time
from contextlib import ExitStack
from pathlib import Path
from typing import Any

PROBLEM, HINT, PROGRESS, INCUMBENT, RESULT, STOP = (
    "problem.json",
    "hint.json",
    "progress.jsonl",
    "incumbent.json",
    "result.json",
    "stop",
)


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="solve_child")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seconds", type=float, required=True)
    parser.add_argument("--workers", type=int, required=True)
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument(
        "--began", type=float, default=None, help="when the parent started this (epoch seconds)"
    )
    parser.add_argument("--executor", default="here")
    parser.add_argument("--fleet-workers", type=int, default=0)
    parser.add_argument("--address", default="")
    given = parser.parse_args(arguments)
    import scheduler.solve  # noqa: F401 (a second or two, which the time asked for includes)

    late = 0.0 if given.began is None else max(0.0, time.time() - given.began)
    where = given.executor, given.fleet_workers, given.address
    return solve_folder(given.folder, max(1.0, given.seconds - late), given.workers, given.seed, where)


def solve_folder(
    folder: Path, seconds: float, workers: int, seed: int, where: tuple[str, int, str] = ("here", 0, "")
) -> int:
    """
    0 with a result, 2 where the problem cannot be solved as written or there is no fleet (the faults are the result).

    ``where`` the search runs: executor, workers and address of its fleet.
    """
    hint = (folder / HINT).read_text(encoding="utf-8") if (folder / HINT).exists() else None
    written = answer(
        (folder / PROBLEM).read_text(encoding="utf-8"),
        hint,
        where,
        seconds=seconds,
        workers=workers,
        seed=seed,
        on_progress=Reporter(folder),
        should_stop=stopper(folder),
    )
    write_whole(folder / RESULT, json.dumps(written, default=str))
    return 2 if "faults" in written else 0


def start() -> None:
    """Load what a solve needs, so that the first one finds it."""
    import scheduler.solve  # noqa: F401


def solve_town(problem: str, hint: str | None, seconds: float, seed: int) -> dict[str, Any]:
    """
    The answer for one town of many, by one thread, wherever there is room.

    With ``steps``, the lines of its progress, and ``checked``, what the checker has against the plan.
    """
    from scheduler.check import check
    from scheduler.files import plan_from_document, read_problem

    steps: list[tuple[float, int | None, int | None]] = []

    def told(progress: Any) -> None:
        steps.append((round(progress.seconds, 3), progress.points, progress.bound))

    how = {"seconds": seconds, "workers": 1, "seed": seed, "on_progress": told}
    found = answer(problem, hint, ("here", 0, ""), **how) | {"steps": steps}
    if found.get("plan", {}).get("points") is not None:
        broken = check(read_problem(problem), plan_from_document(found["plan"]))
        found["checked"] = [as_json(violation.message) for violation in broken]
    return found


def answer(problem: str, hint: str | None, where: tuple[str, int, str], **how: Any) -> dict[str, Any]:
    """What came of a solve, as plain JSON: ``plan`` and ``conflict``, or ``faults``."""
    from scheduler.files import FaultsError, plan_document, read_plan, read_problem
    from scheduler.fleet import FleetError, fleet
    from scheduler.problem import ProblemError
    from scheduler.solve import solve

    began = time.monotonic()
    try:
        with ExitStack() as opened:
            if where[0] != "here":
                how |= {"fleet": opened.enter_context(fleet(*where)), "workers": 1}
                how["seconds"] = max(1.0, how["seconds"] - (time.monotonic() - began))
            start = None if hint is None else read_plan(hint)
            result = solve(read_problem(problem), hint=start, **how)
    except FleetError as error:
        return {"faults": [as_json(error.message)]}
    except FaultsError as error:
        return {"faults": [{"path": f.path, **as_json(f.message)} for f in error.faults]}
    except ProblemError as error:
        return {"faults": [{"text": str(error)}]}
    return {"plan": plan_document(result.plan), "conflict": [as_json(m) for m in result.conflict]}


class Reporter:
    """Writes each step of progress as a line, and every better plan whole."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.best: int | None = None

    def __call__(self, progress: Any) -> None:
        from scheduler.files import write_plan

        if progress.plan is not None and (self.best is None or (progress.points or 0) > self.best):
            self.best = progress.points or 0
            write_whole(self.folder / INCUMBENT, write_plan(progress.plan))
        line = {"seconds": round(progress.seconds, 3), "points": progress.points, "bound": progress.bound}
        with (self.folder / PROGRESS).open("a", encoding="utf-8") as file:
            file.write(json.dumps(line) + "\n")


def stopper(folder: Path) -> Any:
    """Whether to end now: asked by the file ``stop``, or because the parent is gone."""
    parent = os.getppid()

    def should_stop() -> bool:
        return (folder / STOP).exists() or os.getppid() != parent

    return should_stop


def write_whole(path: Path, text: str) -> None:
    """Write ``text`` so that a reader, or a power cut, finds the old file or the new one, never a part."""
    beside = path.with_name(path.name + ".new")
    with beside.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)


def as_json(message: Any) -> dict[str, Any]:
    """A message as plain JSON, dates and decimals as text, parts that are messages the same way."""
    return {"text": message.text, "values": {k: _plain(v) for k, v in message.values.items()}}


def _plain(value: Any) -> Any:
    if hasattr(value, "text") and hasattr(value, "values"):
        return as_json(value)
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return value if value is None or isinstance(value, str | int | float | bool) else str(value)


if __name__ == "__main__":
    sys.exit(main())
