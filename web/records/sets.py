"""Fields that choose among known values: weekdays, words, tags, records."""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from ..i18n import gettext
from .fields import Field, Form, Raw, Wrong

if TYPE_CHECKING:
    from .choices import Choices

SPLIT = re.compile(r"\s*[,;\n]\s*")
BOXES_UP_TO = 40


@dataclass(frozen=True, kw_only=True)
class BoxSet(Field):
    """Boxes to tick; all of them ticked is no limit (absent in the document), none of them means never."""

    options: tuple[tuple[Any, Any], ...] = ()
    every: Any = ""

    widget: ClassVar[str] = "boxes"
    group: ClassVar[bool] = True

    def show(self, value: Any, choices: "Choices") -> Raw:
        chosen = [key for key, _ in self.options] if value is None else value
        return [str(key) for key in chosen]

    def take(self, form: Form, name: str) -> Raw:
        return [one for one in form.getlist(name) if one]

    def read(self, raw: Raw, choices: "Choices") -> Any:
        known = {str(key): key for key, _ in self.options}
        if strange := [one for one in raw if one not in known]:
            raise Wrong(gettext("“%(typed)s” is not one of the choices.", typed=strange[0]))
        chosen = [key for key, _ in self.options if str(key) in raw]
        return None if len(chosen) == len(self.options) else chosen

    def words(self, value: Any, choices: "Choices") -> str:
        if value is None:
            return str(self.every)
        labels = dict(self.options)
        return ", ".join(str(labels.get(key, key)) for key in value) or gettext("none")


@dataclass(frozen=True, kw_only=True)
class Tags(Field):
    """Words of the town's own: those in use to tick, and a line for others. ``vocabulary`` names the list."""

    vocabulary: str = ""

    widget: ClassVar[str] = "tags"
    group: ClassVar[bool] = True

    def show(self, value: Any, choices: "Choices") -> Raw:
        return {"picked": [str(one) for one in value or []], "more": ""}

    def take(self, form: Form, name: str) -> Raw:
        return {
            "picked": [one for one in form.getlist(name) if one],
            "more": form.get(f"{name}-more", "").strip(),
        }

    def empty(self, raw: Raw) -> bool:
        return not raw["picked"] and not raw["more"].strip(" ,;\n")

    def parse(self, raw: Raw, choices: "Choices") -> list[str]:
        typed = [one for one in SPLIT.split(raw["more"]) if one]
        found = list(dict.fromkeys([*raw["picked"], *typed]))
        if long := next((one for one in found if len(one) > 80), None):
            raise Wrong(
                gettext("“%(typed)s…” is too long for one word: at most 80 characters.", typed=long[:30])
            )
        return found

    def nothing(self) -> Any:
        return []

    def same(self, a: Any, b: Any, choices: "Choices") -> bool:
        return sorted(a or []) == sorted(b or [])

    def offered(self, raw: Raw, choices: "Choices") -> list[tuple[str, str]]:
        """What to show with a box: what is picked, then what the town uses elsewhere."""
        known = choices.vocabulary(self.vocabulary)
        listed = list(dict.fromkeys([*raw["picked"], *known]))
        return [(one, one) for one in listed[: max(BOXES_UP_TO, len(raw["picked"]))]]

    def words(self, value: Any, choices: "Choices") -> str:
        return ", ".join(str(one) for one in value or [])


@dataclass(frozen=True, kw_only=True)
class Wholes(Field):
    """Whole numbers above zero, separated by commas: lengths of a stay in weeks."""

    widget: ClassVar[str] = "text"

    def show(self, value: Any, choices: "Choices") -> str:
        return ", ".join(str(one) for one in value or [])

    def parse(self, raw: str, choices: "Choices") -> list[int]:
        found = []
        for part in (p for p in re.split(r"[\s,;]+", raw) if p):
            if not re.fullmatch(r"\d{1,4}", part) or int(part) == 0:
                raise Wrong(
                    gettext("“%(typed)s” is not a whole number above 0. Example: 8, 12, 26.", typed=part)
                )
            found.append(int(part))
        return list(dict.fromkeys(found))


@dataclass(frozen=True, kw_only=True)
class Ref(Field):
    """
    Another record, chosen by its name.

    ``lists`` are kinds of record; with two of them (a local or a street) the names of both are offered.
    Where they are many, the input is a line with suggestions, and a name or a key is understood.
    """

    lists: tuple[str, ...] = ()
    blank: Any = ""

    @property
    def widget(self) -> str:  # type: ignore[override]
        return "ref"

    def show(self, value: Any, choices: "Choices") -> str:
        return "" if value is None else str(value)

    def parse(self, raw: str, choices: "Choices") -> str:
        found = choices.find(self.lists, raw)
        if found is None:
            raise Wrong(gettext("“%(typed)s” is not known here. Choose one from the list.", typed=raw))
        return found

    def words(self, value: Any, choices: "Choices") -> str:
        return "" if value is None else choices.name(self.lists, str(value))


@dataclass(frozen=True, kw_only=True)
class Refs(Field):
    """
    Several other records: boxes to tick where they are few, else one name on each line.

    ``of_trail`` offers only the spots that the trail on the page has ticked, once it has some.
    """

    lists: tuple[str, ...] = ()
    of_trail: bool = False

    widget: ClassVar[str] = "refs"
    group: ClassVar[bool] = True

    def show(self, value: Any, choices: "Choices") -> Raw:
        return [str(one) for one in value or []]

    def take(self, form: Form, name: str) -> Raw:
        return [one.strip() for one in form.getlist(name) if one.strip()]

    def parse(self, raw: Raw, choices: "Choices") -> list[str]:
        found = []
        for one in raw:
            key = choices.find(self.lists, one)
            if key is None:
                raise Wrong(gettext("“%(typed)s” is not known here. Choose one from the list.", typed=one))
            found.append(key)
        return list(dict.fromkeys(found))

    def nothing(self) -> Any:
        return []

    def same(self, a: Any, b: Any, choices: "Choices") -> bool:
        return sorted(a or []) == sorted(b or [])

    def boxes(self, choices: "Choices") -> bool:
        return len(choices.options(self.lists)) <= BOXES_UP_TO

    def words(self, value: Any, choices: "Choices") -> str:
        return ", ".join(choices.name(self.lists, str(one)) for one in value or [])
