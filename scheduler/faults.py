"""What is wrong with a file: each fault with the path of the value to mend and a sentence with the remedy."""

import json
import re
from dataclasses import dataclass

from .fields import ProblemError
from .message import Message

Path = tuple[str | int | tuple[str], ...]  # a key, a position in a list, or (a free key of a mapping,)


@dataclass(frozen=True, slots=True)
class Fault:
    """``path`` reads like ``premises[3].area_m2``; it is empty where the whole file is at fault."""

    path: str
    message: Message

    def __str__(self) -> str:
        return f"{self.path or '(whole file)'}: {self.message}"


class FaultsError(ProblemError):
    """A file or a document that cannot be used, with all its faults at once."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__("; ".join(map(str, faults)))
        self.faults = faults


def written(path: Path) -> str:
    """A path as people read it: ``trails[0].installations[2].spot_points["quai"]``."""
    text = ""
    for step in path:
        if isinstance(step, int):
            text += f"[{step}]"
        elif isinstance(step, tuple) or not re.fullmatch(r"\w+", step):
            key = step[0] if isinstance(step, tuple) else step
            text += f"[{json.dumps(key, ensure_ascii=False)}]"
        else:
            text += f".{step}" if text else step
    return text
