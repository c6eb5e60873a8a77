"""Words that depend on a number."""

from dataclasses import dataclass
from typing import Any

from ..formats import number
from ..i18n import language, translations


@dataclass(frozen=True, slots=True)
class Counted:
    """``Counted("%(num)s street", "%(num)s streets")(3)``: 3 streets, in the language in force."""

    one: str
    many: str

    def __call__(self, num: int, **values: Any) -> str:
        words = translations(language()).ngettext(self.one, self.many, num)
        return words % {"num": number(num), **values}
