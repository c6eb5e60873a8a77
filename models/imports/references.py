"""Records known here under another key than in the file: every mention follows."""

from collections.abc import Mapping, Sequence
from typing import Any

from ..records import FILE_KINDS, KINDS

Renamed = Mapping[tuple[str, str], str]


def renamed(kind: str, document: Mapping[str, Any], names: Renamed) -> dict[str, Any]:
    """The document with every record named as the town knows it; ``names`` is {(kind, key in file): key here}."""
    found = dict(document)
    if not names or kind not in KINDS:
        return found
    for key in KINDS[kind].keys:
        if key.lists and key.name in found:
            kinds = [FILE_KINDS[name].name if name in FILE_KINDS else name for name in key.lists]
            found[key.name] = _renamed(found[key.name], kinds, names)
    return found


def _renamed(value: Any, kinds: Sequence[str], names: Renamed) -> Any:
    match value:
        case str():
            return next((names[kind, value] for kind in kinds if (kind, value) in names), value)
        case list():
            return [_renamed(one, kinds, names) for one in value]
        case Mapping():
            return {
                _renamed(key, kinds, names): _renamed(one, kinds, names) if isinstance(one, str) else one
                for key, one in value.items()
            }
    return value
