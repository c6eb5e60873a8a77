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
    given = parser.parse_args(arguments)
    import scheduler.solve  # noqa: F401 (a second or two, which the time asked for includes)

    late = 0.0 if given.began is None else max(0.0, time.time() - given.began)
    return solve_folder(given.folder, max(1.0, given.seconds - late), given.workers, given.seed)


def solve_folder(folder: Path, seconds: float, workers: int, seed: int) -> int:
    """0 with a result, 2 where the problem cannot be solved as written (its faults are the result)."""
    from scheduler.files import FaultsError, plan_document, read_plan, read_problem
    from scheduler.problem import ProblemError
    from scheduler.solve import solve

    try:
        problem = read_problem((folder / PROBLEM).read_bytes())
        hint = read_plan((folder / HINT).read_bytes()) if (folder / HINT).exists() else None
        result = solve(
            problem,
            seconds=seconds,
            workers=workers,
            seed=seed,
            hint=hint,
            on_progress=Reporter(folder),
            should_stop=stopper(folder),
        )
    except FaultsError as error:
        written = {"faults": [{"path": f.path, **as_json(f.message)} for f in error.faults]}
        write_whole(folder / RESULT, json.dumps(written))
        return 2
    except ProblemError as error:
        faults = getattr(error, "faults", ())
        written = {
            "faults": [{"path": f.path, **as_json(f.message)} for f in faults] or [{"text": str(error)}]
        }
        write_whole(folder / RESULT, json.dumps(written))
        return 2
    written = {"plan": plan_document(result.plan), "conflict": [as_json(m) for m in result.conflict]}
    write_whole(folder / RESULT, json.dumps(written, default=str))
    return 0


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
