"""Decisions of people: what they fixed, and what they ruled out."""

from ...formats import weeks
from ...i18n import lazy_gettext as _
from ..choices import Choices
from ..counted import Counted
from ..fields import Choice, Day, Text, Whole
from ..filters import Document, StateFilter
from ..kind import Column, Kind, Section
from ..sets import Ref
from .common import get, named

LISTS = {"tenancy": "projects", "event": "events", "trail": "trails"}
KINDS_OF_ITEM = (("tenancy", _("stay of a shop")), ("event", _("event")), ("trail", _("light trail")))


def item_name(document: Document, choices: Choices) -> str:
    kind = LISTS.get(str(document.get("kind")), "projects")
    return choices.name((kind,), str(document.get("item", "")))


def in_words(document: Document, choices: Choices) -> str:
    """What the decision says, in one line."""
    parts = [item_name(document, choices)]
    for key in ("premises", "spot"):
        if document.get(key):
            parts.append(choices.name(("premises" if key == "premises" else "spots",), str(document[key])))
    if document.get("start"):
        parts.append(Day().words(document["start"], choices))
    if document.get("term_weeks"):
        parts.append(weeks(int(document["term_weeks"])))
    return ", ".join(parts)


DECISIONS = Kind(
    name="decisions",
    plural=_("Decisions"),
    counted=Counted("%(num)s decision", "%(num)s decisions"),
    of_some=Counted("%(num)s decision %(which)s of %(total)s", "%(num)s decisions %(which)s of %(total)s"),
    new=_("New decision"),
    create=_("Add a decision"),
    what=_("What people have fixed or ruled out. Every plan keeps to it."),
    role="manager",
    title_of=in_words,
    search=("item", "reason"),
    sort="item",
    keyed=False,
    columns=(
        Column(name="item", label=_("What"), value=in_words, kind="title"),
        Column(
            name="sense",
            label=_("Decision"),
            value=get("sense"),
            kind="badge",
            badges={"pin": (_("fixed"), "on"), "ban": (_("ruled out"), "no")},
        ),
        Column(name="premises", label=_("Unit of premises"), value=named("premises", "premises"), wide=True),
        Column(name="spot", label=_("Spot"), value=named("spot", "spots"), wide=True),
        Column(name="start", label=_("From"), value=get("start"), kind="day"),
        Column(name="reason", label=_("Reason"), value=get("reason")),
    ),
    filters=(
        StateFilter(
            name="sense",
            label=_("Decision"),
            any=_("fixed or ruled out"),
            adjective=True,
            of=lambda document: document.get("sense"),
            states={"pin": Counted("fixed", "fixed"), "ban": Counted("ruled out", "ruled out")},
        ),
        StateFilter(
            name="kind",
            label=_("About"),
            any=_("about anything"),
            of=lambda document: document.get("kind"),
            states={
                "tenancy": Counted("about the stay of a shop", "about the stays of shops"),
                "event": Counted("about an event", "about events"),
                "trail": Counted("about a light trail", "about light trails"),
            },
        ),
    ),
    sections=(
        Section(
            title=_("What is decided"),
            fields=(
                Choice(
                    name="sense",
                    label=_("Decision"),
                    options=(
                        ("pin", _("Fix: the plan must do this")),
                        ("ban", _("Rule out: the plan must not do this")),
                    ),
                    default="pin",
                    required=True,
                ),
                Choice(
                    name="kind", label=_("About"), options=KINDS_OF_ITEM, default="tenancy", required=True
                ),
                Ref(
                    name="item",
                    label=_("Project, event or trail"),
                    lists=("projects", "events", "trails"),
                    required=True,
                ),
            ),
        ),
        Section(
            title=_("Precisely"),
            help=_(
                "Leave empty what does not matter. With nothing filled in, the decision is about the item as a whole."
            ),
            fields=(
                Ref(
                    name="premises",
                    label=_("Unit of premises"),
                    lists=("premises",),
                    blank=_("any"),
                    help=_("For the stay of a shop."),
                ),
                Ref(
                    name="spot",
                    label=_("Spot"),
                    lists=("spots",),
                    blank=_("any"),
                    help=_("For an event, or for one stop of a light trail."),
                ),
                Day(name="start", label=_("First day")),
                Whole(
                    name="term_weeks",
                    label=_("Length of stay"),
                    unit=_("weeks"),
                    low=1,
                    help=_("For the stay of a shop."),
                ),
                Text(
                    name="reason",
                    label=_("Reason"),
                    lines=2,
                    help=_("For those who will wonder in six months. Example: lease signed on 3 March."),
                ),
            ),
        ),
    ),
)
