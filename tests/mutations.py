"""Files a little wrong: documents with values deleted, repeated, nudged or replaced by something else."""

import copy
from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

ODD = (
    None,
    True,
    "",
    0,
    1.5,
    -1,
    [],
    {},
    "x",
    "25:00",
    "2027-02-30",
    [1],
    {"a": 1},
    [["2027-03-01", "2027-03-01"]],
    [["2027-03-01", "2027-03-08"]],
    "sunset+10",
    10**30,
    1e-31,
)


def texts(document: Any) -> set[str]:
    """All strings of a document, keys too."""
    if isinstance(document, dict):
        return set(document).union(*map(texts, document.values()))
    if isinstance(document, list):
        return set().union(*map(texts, document))
    return {document} if isinstance(document, str) else set()


@st.composite
def mutated(draw: st.DrawFn, *documents: Any) -> list[Any]:
    """The documents with one to four changes, more often in the last one."""
    found = [copy.deepcopy(document) for document in documents]
    words = sorted(texts(list(documents)))
    for _ in range(draw(st.integers(1, 4))):
        _change(draw, draw(st.sampled_from((*found, found[-1], found[-1]))), words)
    return found


def _change(draw: st.DrawFn, document: Any, words: list[str]) -> None:
    """Walk down at random and change what is there."""
    holder, key = document, draw(st.sampled_from(sorted(document)))
    while isinstance(holder[key], dict | list) and holder[key] and draw(st.integers(0, 9)):
        holder = holder[key]
        key = draw(st.sampled_from(sorted(holder) if isinstance(holder, dict) else range(len(holder))))
    value = holder[key]
    match draw(st.integers(0, 9)):
        case 0:
            del holder[key]
        case 1 if isinstance(holder, list):
            holder.insert(draw(st.integers(0, len(holder))), copy.deepcopy(value))
        case 2:
            holder[key] = copy.deepcopy(draw(st.sampled_from(ODD)))
        case 3 if isinstance(value, str):
            holder[key] = draw(st.sampled_from(words))
        case _:
            holder[key] = _nudged(draw, value, words)


def _nudged(draw: st.DrawFn, value: Any, words: list[str]) -> Any:
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return draw(st.sampled_from((value + 1, value - 1, 2 * value, value // 2, 0, 1)))
    if isinstance(value, str):
        try:
            moved = timedelta(draw(st.sampled_from((1, -1, 2, 7, -7, 14, -28, 35))))
            return (date.fromisoformat(value) + moved).isoformat()
        except ValueError:
            return draw(st.sampled_from(words))
    return copy.deepcopy(draw(st.sampled_from(ODD)))
