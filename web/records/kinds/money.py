"""What pays, and what the town wants covered."""

from ...i18n import lazy_gettext as _
from ..choices import Choices
from ..composite import Limited, Span
from ..counted import Counted
from ..fields import Choice, Day, Euros, Exact, LastDay, Text, Whole
from ..filters import Document, StateFilter, ValueFilter, several
from ..kind import Column, Kind, Section
from ..sets import BoxSet
from .common import ACTIVE, ACTIVE_FILTER, NOTES, TAGS_FILTER, chosen, get, title, words

COST_KINDS = (
    ("tenancy", _("stays of shops")),
    ("event", _("events")),
    ("trail", _("light trails")),
    ("dressing", _("window dressings")),
)
EVERY = (
    ("span", _("over the whole span")),
    ("month", _("every month")),
    ("week", _("every week")),
)


def kinds_words(document: Document, choices: Choices) -> str:
    kinds = document.get("kinds")
    labels = dict(COST_KINDS)
    return str(_("everything")) if kinds is None else ", ".join(str(labels.get(k, k)) for k in kinds)


def where(document: Document, choices: Choices) -> str:
    streets, districts = document.get("streets"), document.get("districts")
    if streets is None and districts is None:
        return str(_("the whole town"))
    names = [choices.name(("streets",), str(key)) for key in streets or []]
    return ", ".join([*names, *(str(one) for one in districts or [])])


FUNDING = Kind(
    name="funding",
    plural=_("Budget"),
    counted=Counted("%(num)s budget line", "%(num)s budget lines"),
    of_some=Counted(
        "%(num)s budget line %(which)s of %(total)s", "%(num)s budget lines %(which)s of %(total)s"
    ),
    new=_("New budget line"),
    create=_("Add a budget line"),
    what=_("The lines that pay for grants, rents, events and light trails, and what each may be used for."),
    role="manager",
    title_of=title("name"),
    search=("name", "tags"),
    sort="name",
    columns=(
        Column(name="name", label=_("Budget line"), value=title("name"), kind="title"),
        Column(name="amount_cents", label=_("Amount"), value=get("amount_cents"), kind="euros"),
        Column(name="kinds", label=_("Pays for"), value=kinds_words),
        Column(
            name="max_percent",
            label=_("Share at most"),
            value=lambda document, choices: document.get("max_percent", 100),
            kind="number",
            unit="%",
        ),
    ),
    filters=(
        TAGS_FILTER,
        ACTIVE_FILTER,
    ),
    sections=(
        Section(
            title=_("The line"),
            fields=(
                Text(name="name", label=_("Name"), required=True, help=_("Example: Animation, budget 2027.")),
                Euros(name="amount_cents", label=_("Amount"), required=True),
            ),
        ),
        Section(
            title=_("What it may pay for"),
            fields=(
                BoxSet(name="kinds", label=_("Pays for"), options=COST_KINDS, every=_("everything")),
                Limited(
                    name="tags",
                    label=_("Tags"),
                    everything=_("Whatever the tags"),
                    only=_("Only what bears one of these"),
                    inner=words("", "", "tags"),
                ),
                Span(
                    name="available",
                    label=_("For what begins"),
                    help=_("Leave empty for the whole season."),
                ),
                Exact(
                    name="max_percent",
                    label=_("Share of one item, at most"),
                    unit="%",
                    high=100,
                    default=100,
                    help=_("50 if another line must pay half."),
                ),
            ),
        ),
        Section(title=_("Record"), fields=(ACTIVE, NOTES)),
    ),
)

COVERAGE = Kind(
    name="coverage",
    plural=_("Gaps to close"),
    counted=Counted("%(num)s gap to close", "%(num)s gaps to close"),
    of_some=Counted(
        "%(num)s gap to close %(which)s of %(total)s", "%(num)s gaps to close %(which)s of %(total)s"
    ),
    new=_("New gap to close"),
    create=_("Add a gap to close"),
    what=_(
        "What the town wants everywhere and often enough: an event a month in each district, for example."
    ),
    role="manager",
    title_of=title("name"),
    search=("name", "audience"),
    sort="name",
    columns=(
        Column(name="name", label=_("Aim"), value=title("name"), kind="title"),
        Column(name="where", label=_("Where"), value=where),
        Column(name="minimum", label=_("At least"), value=get("minimum"), kind="number"),
        Column(
            name="every",
            label=_("How often"),
            value=lambda document, choices: document.get("every", "span"),
            kind="badge",
            badges={key: (label, "off") for key, label in EVERY},
        ),
        Column(name="audience", label=_("Audience"), value=get("audience"), wide=True),
        Column(name="penalty", label=_("Points lost for each missing"), value=get("penalty"), kind="number"),
    ),
    filters=(
        ValueFilter(
            name="street",
            label=_("Street"),
            any=_("all streets"),
            of=lambda document: document.get("streets"),
            lists=("streets",),
        ),
        ValueFilter(
            name="audience",
            label=_("Audience"),
            any=_("all audiences"),
            of=lambda document: several(document.get("audience")),
        ),
        StateFilter(
            name="every",
            label=_("How often"),
            any=_("at any rhythm"),
            of=lambda document: document.get("every", "span"),
            states={
                "span": Counted("over the whole span", "over the whole span"),
                "month": Counted("every month", "every month"),
                "week": Counted("every week", "every week"),
            },
        ),
        ACTIVE_FILTER,
    ),
    sections=(
        Section(
            title=_("The aim"),
            fields=(
                Text(
                    name="name",
                    label=_("Name"),
                    required=True,
                    help=_("Example: An event a month in Saint-Pierre."),
                ),
                Whole(name="minimum", label=_("At least"), unit=_("times"), required=True, example=1),
                Choice(name="every", label=_("How often"), options=EVERY, default="span", required=True),
                BoxSet(
                    name="kinds",
                    label=_("What counts"),
                    options=(("event", _("days of events")), ("tenancy", _("open shops"))),
                    every=_("events and shops"),
                ),
                Text(
                    name="audience",
                    label=_("Audience"),
                    suggest="audiences",
                    optional=True,
                    most=80,
                    help=_("Only events for this audience count. Leave empty for all. Example: families."),
                ),
                Whole(
                    name="penalty",
                    label=_("Points lost for each missing"),
                    unit=_("points"),
                    required=True,
                    low=0,
                    example=50,
                    help=_("The higher, the harder the plan tries."),
                ),
            ),
        ),
        Section(
            title=_("Where and when"),
            fields=(
                chosen("streets", _("Streets"), _("Streets do not matter"), "streets"),
                Limited(
                    name="districts",
                    label=_("Districts"),
                    everything=_("Districts do not matter"),
                    only=_("Only these"),
                    inner=words("", "", "districts"),
                    help=_("With neither streets nor districts, the whole town counts."),
                ),
                Day(name="from", label=_("From"), help=_("Leave empty for the start of the season.")),
                LastDay(
                    name="to",
                    label=_("To"),
                    help=_("Leave empty for the end of the season."),
                ),
            ),
        ),
        Section(title=_("Record"), fields=(ACTIVE, NOTES)),
    ),
)
