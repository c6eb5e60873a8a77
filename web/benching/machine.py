"""What a benchmark ran on, as far as the system tells: without it no figure means anything."""

import os
import platform
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Machine:
    """``cores`` that this process may use, ``memory_mb`` in MiB, ``versions`` by package."""

    system: str
    processor: str
    cores: int
    memory_mb: int | None
    versions: tuple[tuple[str, str], ...]


def this_machine(packages: Iterable[str]) -> Machine:
    return Machine(
        system=f"{platform.system()} {platform.release()} {platform.machine()}".strip(),
        processor=_after("/proc/cpuinfo", "model name") or platform.processor(),
        cores=_cores(),
        memory_mb=_memory_mb(),
        versions=(("Python", platform.python_version()), *((name, _version(name)) for name in packages)),
    )


def load() -> float | None:
    """Processes that ran or waited to run, on average over the last minute; None where the system does not tell."""
    try:
        return round(os.getloadavg()[0], 2)
    except (AttributeError, OSError):
        return None


def _cores() -> int:
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:
        return os.cpu_count() or 1


def _memory_mb() -> int | None:
    told = _after("/proc/meminfo", "MemTotal").split()
    return int(told[0]) // 1024 if told else None


def _after(path: str, label: str) -> str:
    """What stands after the first ``label:`` of a file of the system."""
    try:
        for line in Path(path).read_text(encoding="utf-8").splitlines():
            if line.startswith(label):
                return line.partition(":")[2].strip()
    except OSError:
        pass
    return ""


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "?"
