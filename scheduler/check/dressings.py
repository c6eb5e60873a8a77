"""Rules of window dressings for premises that stand empty."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from ..case import Case, Dressed, Let, on
from ..message import Message, message
from .sweep import Load, overlapping, peaks_above


def of_dressed(d: Dressed) -> dict[str, Any]:
    """The values that name a dressing in a sentence."""
    return {"kit": d.kit.id, "premises": d.premises.id, "start": on(d.start), "end": on(d.end)}


def empty(case: Case) -> Iterator[Message]:
    """A dressed front is empty: no tenancy or turnaround there, and no other dressing."""
    spans: dict[str, list[tuple[int, int, Let | Dressed]]] = defaultdict(list)
    for d in case.dressed:
        spans[d.premises.id].append((d.start, d.end, d))
    for let in case.lets:
        if let.premises.id in spans:
            spans[let.premises.id].append((let.start, let.cleared, let))
    for there in spans.values():
        for moment, a, b in overlapping(there):
            dressed = a if isinstance(a, Dressed) else b
            other = b if dressed is a else a
            if isinstance(dressed, Dressed) and isinstance(other, Let):
                yield message(
                    "{kit} at {premises} from {start} to {end}: {project} is there on {day}, turnaround included",
                    **of_dressed(dressed),
                    project=other.project.id,
                    day=on(moment),
                )
            elif isinstance(dressed, Dressed) and isinstance(other, Dressed):
                yield message(
                    "{kit} at {premises} from {start} to {end}: {kit_2} is there too on {day}",
                    **of_dressed(dressed),
                    kit_2=other.kit.id,
                    day=on(moment),
                )


def stock(case: Case) -> Iterator[Message]:
    """On every day at most as many kits are in use as there are."""
    loads: dict[str, list[Load]] = defaultdict(list)
    for d in case.dressed:
        loads[d.kit.id].append(Load(d.start, d.end, 1, d.premises.id))
    for kit in case.problem.kits:
        for peak in peaks_above(loads[kit.id], kit.stock):
            yield message(
                "{kit} on {day}: {number} in use ({premises}), {maximum} in stock",
                kit=kit.id,
                day=on(peak.moment),
                number=peak.total,
                premises=peak.names,
                maximum=kit.stock,
            )


def length(case: Case) -> Iterator[Message]:
    """A dressing stays long enough, at least one day, inside the horizon."""
    for d in case.dressed:
        least = max(1, d.kit.min_days)
        if d.end - d.start < least:
            yield message(
                "{kit} at {premises} from {start} to {end}: {days} days, at least {minimum}",
                **of_dressed(d),
                days=d.end - d.start,
                minimum=least,
            )
        if d.start < case.start or d.end > case.end:
            yield message(
                "{kit} at {premises} from {start} to {end}: not inside the season, {first} to {last}",
                **of_dressed(d),
                first=on(case.start),
                last=on(case.end),
            )


def premises(case: Case) -> Iterator[Message]:
    """A kit is used only where it fits."""
    for d in case.dressed:
        if d.kit.premises is not None and d.premises.id not in d.kit.premises:
            yield message(
                "{kit} at {premises} from {start} to {end}: this kit is not for these premises",
                **of_dressed(d),
            )
