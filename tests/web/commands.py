"""Commands of ``rideau`` run in this process."""

import pytest

from web.cli import main


def run(*arguments: object) -> int:
    """The exit code of a command."""
    with pytest.raises(SystemExit) as end:
        main([str(one) for one in arguments])
    return end.value.code or 0
