"""Why there is no plan: decisions that cannot all be kept, as few as dropping them one by one leaves."""

from collections.abc import Callable, Sequence
from typing import TypeVar

Decision = TypeVar("Decision")


def smallest_conflict(
    decisions: Sequence[Decision], kept_together: Callable[[Sequence[Decision]], bool | None]
) -> list[Decision]:
    """
    A minimal part of ``decisions`` that cannot be kept together, given that all of them cannot.

    ``kept_together`` tells whether a plan keeps these decisions (None: unknown, which counts as kept). Each decision
    is dropped once for good if the rest still conflict (deletion filter; Chinneck & Dravnieks 1991). Halves are tried
    first, so that a few culprits among many decisions are found in few steps.
    """
    kept = list(decisions)
    size = len(kept) // 2
    while size:
        start = 0
        while start < len(kept):
            trial = kept[:start] + kept[start + size :]
            if trial and kept_together(trial) is False:
                kept = trial
            else:
                start += size
        size //= 2
    return kept
