"""What no single value shows: keys of one record that cannot stand together."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from .faults import Path
from .message import Message, message
from .problem import CoverageTarget, Decision, Town, Trail

Found = Mapping[str, Any]  # the fields of a record that could be read
Contradiction = tuple[Path, Message]


def _horizon(town: Found) -> Iterator[Contradiction]:
    if "start" in town and "end" in town and town["end"] <= town["start"]:
        yield ("end",), message("must be after the first day, {start}", start=town["start"])


def _target_span(target: Found) -> Iterator[Contradiction]:
    start, end = target.get("start"), target.get("end")
    if start is not None and end is not None and end <= start:
        yield ("to",), message("must be after from, {start}", start=start)


def _distances(trail: Found) -> Iterator[Contradiction]:
    seen = set()
    for i, leg in enumerate(trail.get("distances", ())):
        pair = frozenset((leg.a, leg.b))
        if leg.a == leg.b:
            yield ("distances", i), message("goes from {spot} to itself: remove it", spot=leg.a)
        elif pair in seen:
            yield (
                ("distances", i),
                message("lists {spot} and {spot_2} a second time: keep one entry", spot=leg.a, spot_2=leg.b),
            )
        seen.add(pair)


def _fields_of_kind(decision: Found) -> Iterator[Contradiction]:
    alien = {"tenancy": ("spot",), "event": ("premises", "term_weeks"), "trail": ("premises", "term_weeks")}
    for key in alien.get(decision.get("kind", ""), ()):
        if decision.get(key) is not None:
            yield (
                (key,),
                message("does not apply to a decision on a {kind}: remove it", kind=decision["kind"]),
            )


CONTRADICTIONS: Mapping[type, Callable[[Found], Iterator[Contradiction]]] = {
    Town: _horizon,
    CoverageTarget: _target_span,
    Trail: _distances,
    Decision: _fields_of_kind,
}


def contradictions(cls: type, found: Found) -> Iterator[Contradiction]:
    """The paths, from the record on, and what is wrong there."""
    if cls in CONTRADICTIONS:
        yield from CONTRADICTIONS[cls](found)
