"""What can go wrong with a fleet: it cannot be used as it is set, or the workers that had a piece of work were lost."""

from ..message import Refused, message

#: How often a piece of work is begun before it is given up, where its workers are lost.
TRIES = 3


class FleetError(Refused):
    """The fleet cannot be used as it is set; ``message`` names the setting and the remedy."""


class PieceLost(Refused):
    """A piece of work was given up, because the workers that had it were lost."""

    def __init__(self, tries: int = TRIES) -> None:
        super().__init__(
            message(
                "the process at work on it was lost (attempts: {times}): killed, or out of memory",
                times=tries,
            )
        )
