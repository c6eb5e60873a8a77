"""Numbers as people type them behind an option."""

from math import isfinite
from typing import Any

import click

from web.i18n import gettext

THREADS = click.IntRange(1, 256)
"""Threads of a search: more only wait for one another."""


class Finite(click.FloatRange):
    """A number within limits that is one: Python's ``float`` takes "nan" and "inf" too, which are in no range."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        number = super().convert(value, param, ctx)
        if not isfinite(number):
            self.fail(gettext("%(value)s is not a number to count with", value=value), param, ctx)
        return number
