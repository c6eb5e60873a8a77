"""What several descriptions share: fields that mean the same everywhere, and how values are read for lists."""

from collections.abc import Callable
from typing import Any

from ...i18n import lazy_gettext as _
from ..choices import Choices
from ..composite import Limited, ListOf, Span, TableOf
from ..counted import Counted
from ..fields import Text, Whole, YesNo
from ..filters import Document, StateFilter, ValueFilter
from ..kind import Section
from ..sets import BoxSet, Ref, Refs, Tags

WEEKDAYS = (
    (1, _("Monday")),
    (2, _("Tuesday")),
    (3, _("Wednesday")),
    (4, _("Thursday")),
    (5, _("Friday")),
    (6, _("Saturday")),
    (7, _("Sunday")),
)


def get(name: str) -> Callable[[Document, Choices], Any]:
    """The value of a key, for a column."""
    return lambda document, choices: document.get(name)


def named(name: str, *lists: str) -> Callable[[Document, Choices], Any]:
    """The name of the record that a key holds, for a column."""

    def read(document: Document, choices: Choices) -> Any:
        key = document.get(name)
        return choices.name(lists, str(key)) if key else ""

    return read


def joined(name: str) -> Callable[[Document, Choices], Any]:
    return lambda document, choices: ", ".join(str(one) for one in document.get(name) or [])


def title(*names: str) -> Callable[[Document, Choices], str]:
    """The first of these keys that is filled in, else the record's id."""

    def read(document: Document, choices: Choices) -> str:
        return next((str(document[n]) for n in names if document.get(n)), str(document.get("id", "")))

    return read


def weekdays(help: Any) -> BoxSet:
    return BoxSet(
        name="weekdays", label=_("Days of the week"), options=WEEKDAYS, every=_("every day"), help=help
    )


def spans(name: str, label: Any, everything: Any, help: Any = "") -> Limited:
    """Days on which something is possible: always, or only in these spans."""
    return Limited(
        name=name,
        label=label,
        help=help,
        everything=everything,
        only=_("Only from … to …"),
        inner=ListOf(item=Span(), add=_("Add a period")),
    )


def closed(name: str, label: Any, help: Any = "") -> ListOf:
    return ListOf(name=name, label=label, help=help, item=Span(), add=_("Add a period"))


def chosen(name: str, label: Any, everything: Any, *lists: str, help: Any = "") -> Limited:
    return Limited(
        name=name,
        label=label,
        help=help,
        everything=everything,
        only=_("Only these"),
        inner=Refs(lists=lists),
    )


def words(name: str, label: Any, vocabulary: str, help: Any = "", required: bool = False) -> Tags:
    return Tags(name=name, label=label, vocabulary=vocabulary, help=help, required=required)


def crew(help: Any) -> TableOf:
    return TableOf(
        name="staff",
        label=_("Staff needed"),
        help=help,
        key=Text(name="role", label=_("Role"), suggest="roles", most=80),
        value=Whole(name="count", label=_("Number"), low=0, high=1000, example=2),
        add=_("Add a role"),
    )


def points_for(name: str, label: Any, *lists: str, help: Any) -> TableOf:
    return TableOf(
        name=name,
        label=label,
        help=help,
        key=Ref(name="place", label=_("Who or where"), lists=lists),
        value=Whole(name="points", label=_("Points"), low=-1_000_000, high=1_000_000, example=20),
        add=_("Add a row"),
    )


def value(help: Any) -> Whole:
    return Whole(
        name="value",
        label=_("Value"),
        unit=_("points"),
        low=-1_000_000_000,
        high=1_000_000_000,
        example=100,
        required=True,
        help=help,
    )


TAGS = words(
    "tags",
    _("Tags"),
    "tags",
    _("Your own words. A budget line can be kept for some of them. Example: night, jury, merchants."),
)
TAGS_FILTER = ValueFilter(
    name="tags", label=_("Tags"), any=_("all tags"), of=lambda document: document.get("tags")
)
NOTES = Text(name="notes", label=_("Notes"), lines=3, help=_("For the team only; never shown to the public."))
ACTIVE = YesNo(
    name="active",
    label=_("Takes part in planning"),
    default=True,
    help=_("Untick to set it aside without deleting it."),
)
KEY = Text(
    name="id",
    label=_("Identifier"),
    help=_("Names the record in files. Leave empty: it is made from the name."),
)
ON_FILE = Section(title=_("Record"), fields=(ACTIVE, NOTES), folded=False)

ACTIVE_FILTER = StateFilter(
    name="active",
    label=_("In planning"),
    any=_("set aside or not"),
    of=lambda document: "yes" if document.get("active", True) else "no",
    states={
        "yes": Counted("in planning", "in planning"),
        "no": Counted("set aside", "set aside"),
    },
)
