"""Words that depend on a number."""

from dataclasses import dataclass
from typing import Any

from ..formats import number
from ..i18n import ngettext


@dataclass(frozen=True, slots=True)
class Counted:
    """``Counted("%(num)s street", "%(num)s streets")(3)``: 3 streets, in the language in force."""

    one: str
    many: str

    def __call__(self, num: int, **values: Any) -> str:
        return ngettext(self.one, self.many, num, **{"num": number(num), **values})
