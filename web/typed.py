"""What people type into forms, read forgivingly: decimal commas, spaces in numbers, euro signs.

Each reader returns the value, or notes the error under the field's name and returns None. Nothing typed is lost:
the page shows it again beside the error.
"""

import re
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from .formats import number
from .i18n import gettext

MOST_ID = 2**31 - 1
FIRST_YEAR, LAST_YEAR = 1900, 2200
_BLANKS = re.compile(r"[\s\u00a0\u202f]")


def row_id(text: str | None) -> int:
    """The id in a form or an address, 0 (which no row has) where it is none."""
    if not text or not text.isascii() or not text.isdecimal() or len(text) > 10:
        return 0
    return int(text) if int(text) <= MOST_ID else 0


def typed_day(text: str) -> date | None:
    """The day as browsers send it, or as people write it where the browser has no calendar to offer."""
    for pattern in ("%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y"):
        try:
            return datetime.strptime(text, pattern).date()
        except ValueError:
            continue
    return None


class Typed:
    """The fields of one form and the errors found in them."""

    def __init__(self, form: Mapping[str, str]) -> None:
        self.form = form
        self.errors: dict[str, str] = {}

    def text(self, name: str, *, most: int = 200, needed: bool = False) -> str:
        # Browsers send line ends as CR LF (HTML, form submission): a text counts as it was shown.
        value = self.form.get(name, "").replace("\r\n", "\n").strip()
        if needed and not value:
            self.errors[name] = gettext("Enter a value.")
        if len(value) > most:
            self.errors[name] = gettext("At most %(most)s characters.", most=most)
        return value

    def whole(
        self, name: str, *, low: int = 0, high: int = 10**9, needed: bool = False, default: int | None = None
    ) -> int | None:
        """A whole number from ``low`` to ``high``; ``default`` where the field is empty."""
        value = self.decimal(
            name, low=low, high=high, needed=needed, example=gettext("Enter a whole number, such as 12.")
        )
        if value is None:
            return default
        if value != value.to_integral_value():
            self.errors[name] = gettext("Enter a whole number, such as 12.")
            return None
        return int(value)

    def decimal(
        self, name: str, *, low: float = 0, high: float = 10**9, needed: bool = False, example: str = ""
    ) -> Decimal | None:
        """A number from ``low`` to ``high``; ``example`` is what to say where it is none."""
        typed = _BLANKS.sub("", self.form.get(name, "")).replace(",", ".").rstrip("€%").replace("−", "-")
        if not typed:
            if needed:
                self.errors[name] = gettext("Enter a number.")
            return None
        try:
            value = Decimal(typed)
        except InvalidOperation:
            value = Decimal("NaN")
        if not value.is_finite():
            self.errors[name] = example or gettext("Enter a number, such as 12 or 12,5.")
            return None
        if not low <= value <= high:
            self.errors[name] = gettext(
                "Enter a number from %(low)s to %(high)s.", low=number(low), high=number(high)
            )
            return None
        return value

    def cents(self, name: str, *, needed: bool = False) -> int | None:
        """An amount in euros, as whole cents."""
        value = self.decimal(name, high=10**7, needed=needed)
        if value is None:
            return None
        cents = value * 100
        if cents != cents.to_integral_value():
            self.errors[name] = gettext("Enter an amount in euros and cents.")
            return None
        return int(cents)

    def day(self, name: str, *, needed: bool = False) -> date | None:
        typed = self.form.get(name, "").strip()
        if not typed:
            if needed:
                self.errors[name] = gettext("Enter a date.")
            return None
        found = typed_day(typed)
        if found is None:
            self.errors[name] = gettext("Enter a date that exists, such as 12/06/2027.")
            return None
        if not FIRST_YEAR <= found.year <= LAST_YEAR:
            self.errors[name] = gettext(
                "Enter a date from %(first)s to %(last)s.", first=str(FIRST_YEAR), last=str(LAST_YEAR)
            )
            return None
        return found

    def choice(self, name: str, options: tuple[str, ...]) -> str:
        value = self.form.get(name, "")
        if value not in options:
            self.errors[name] = gettext("Choose one of the list.")
        return value

    def flag(self, name: str) -> bool:
        return bool(self.form.get(name))
