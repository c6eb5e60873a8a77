"""Best values known from elsewhere, by instance: ``[{"file": …, "best_known": …}, …]``, other keys are ignored."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scheduler.faults import Fault, FaultsError
from scheduler.message import message


@dataclass(frozen=True, slots=True)
class Known:
    """``file`` is looked for from the folder of the list, or else by its name alone."""

    by_path: dict[Path, int]
    by_name: dict[str, int]

    def of(self, instance: Path) -> int | None:
        found = self.by_path.get(instance.resolve())
        return self.by_name.get(instance.name) if found is None else found


NOTHING = Known({}, {})


def known_values(document: Any, folder: Path) -> Known:
    """The values of a list whose files are named from ``folder``. Raises ``FaultsError`` with every fault."""
    if not isinstance(document, list):
        raise FaultsError((Fault("", message("must be a list of instances with the best value known")),))
    faults: list[Fault] = []
    by_path: dict[Path, int] = {}
    for n, entry in enumerate(document):
        file, value = (
            (entry.get("file"), entry.get("best_known")) if isinstance(entry, dict) else (None, None)
        )
        if not isinstance(file, str) or not file:
            faults.append(Fault(f"[{n}].file", message("must be the name of an instance file")))
        elif not isinstance(value, int) or isinstance(value, bool):
            faults.append(Fault(f"[{n}].best_known", message("must be a whole number of points")))
        elif by_path.setdefault((folder / file).resolve(), value) != value:
            faults.append(Fault(f"[{n}]", message("{file} is there twice, with two values", file=file)))
    if faults:
        raise FaultsError(tuple(faults))
    names = [path.name for path in by_path]
    return Known(by_path, {p.name: value for p, value in by_path.items() if names.count(p.name) == 1})
