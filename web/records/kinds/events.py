"""Events that may be held."""

from ...i18n import lazy_gettext as _
from ..choices import Choices
from ..composite import Group, Hour, ListOf
from ..counted import Counted
from ..fields import Day, Euros, Text, Whole, YesNo
from ..filters import Document, MonthFilter, NumberFilter, StateFilter, ValueFilter, overlaps
from ..kind import Column, Kind, Section
from ..sets import Ref, Refs
from .common import (
    ACTIVE,
    ACTIVE_FILTER,
    NOTES,
    TAGS,
    TAGS_FILTER,
    chosen,
    crew,
    get,
    joined,
    points_for,
    spans,
    title,
    value,
    weekdays,
    words,
)

OPENS = Hour(name="opens", label=_("Opens"), required=True)
CLOSES = Hour(
    name="closes",
    label=_("Closes"),
    required=True,
    help=_("At or before the opening, it is the next day’s hour."),
)
SETUP = Whole(name="setup_minutes", label=_("Setting up"), unit="min", default=0, high=14_400, example=90)
TEARDOWN = Whole(
    name="teardown_minutes", label=_("Taking down"), unit="min", default=0, high=14_400, example=60
)


def hours(document: Document, choices: Choices) -> str:
    return f"{OPENS.words(document.get('opens'), choices)} – {CLOSES.words(document.get('closes'), choices)}"


EVENTS = Kind(
    name="events",
    plural=_("Events"),
    counted=Counted("%(num)s event", "%(num)s events"),
    of_some=Counted("%(num)s event %(which)s of %(total)s", "%(num)s events %(which)s of %(total)s"),
    new=_("New event"),
    create=_("Add an event"),
    what=_(
        "Everything that could be held in the streets: concerts, markets, workshops. The plan chooses when and where."
    ),
    role="event_team",
    title_of=title("title"),
    search=("title", "kind", "organiser", "description", "tags", "audiences"),
    sort="title",
    columns=(
        Column(name="title", label=_("Event"), value=title("title"), kind="title"),
        Column(name="kind", label=_("Kind"), value=get("kind")),
        Column(name="audiences", label=_("Audiences"), value=joined("audiences"), wide=True),
        Column(name="hours", label=_("Hours"), value=hours),
        Column(
            name="occurrences",
            label=_("Times"),
            value=lambda document, choices: document.get("occurrences", 1),
            kind="number",
        ),
        Column(
            name="cost_cents",
            label=_("Cost"),
            value=lambda document, choices: document.get("cost_cents", 0),
            kind="euros",
        ),
        Column(name="value", label=_("Value"), value=get("value"), kind="number"),
    ),
    filters=(
        ValueFilter(
            name="kind", label=_("Kind"), any=_("of every kind"), of=lambda document: document.get("kind")
        ),
        ValueFilter(
            name="audience",
            label=_("Audience"),
            any=_("for everybody"),
            of=lambda document: document.get("audiences"),
        ),
        MonthFilter(
            name="month",
            label=_("Possible in"),
            any=_("in any month"),
            free=lambda document, start, end: overlaps(document.get("windows"), start, end),
            sentence=Counted("possible in %(month)s", "possible in %(month)s"),
        ),
        NumberFilter(
            name="attendance",
            label=_("Expected people, at least"),
            any=_("large or small"),
            of=lambda document: document.get("attendance") or 0,
            sentence=Counted("with at least %(number)s people", "with at least %(number)s people"),
        ),
        StateFilter(
            name="loud",
            label=_("Sound"),
            any=_("loud or quiet"),
            of=lambda document: "yes" if document.get("loud") else "no",
            states={"yes": Counted("loud", "loud"), "no": Counted("quiet", "quiet")},
        ),
        TAGS_FILTER,
        ACTIVE_FILTER,
    ),
    sections=(
        Section(
            title=_("The event"),
            fields=(
                Text(name="title", label=_("Title"), required=True, help=_("As the public will read it.")),
                Text(
                    name="kind",
                    label=_("Kind"),
                    suggest="event_kinds",
                    most=80,
                    help=_("Also a category of the public calendar. Example: concert, market, workshop."),
                ),
                words(
                    "audiences",
                    _("Audiences"),
                    "audiences",
                    _("Example: families, students, workers at noon."),
                ),
                Text(name="description", label=_("Description"), lines=4, help=_("For the public.")),
                Text(name="organiser", label=_("Organiser")),
                Text(name="url", label=_("Web page"), kind="url", most=2000, help=_("Begins with https://.")),
                value(_("What holding it once is worth to the town, in points.")),
                YesNo(name="committed", label=_("Promised: must be held at least once in every plan")),
                TAGS,
            ),
        ),
        Section(
            title=_("When"),
            fields=(
                OPENS,
                CLOSES,
                SETUP,
                TEARDOWN,
                Whole(name="days", label=_("Lasts"), unit=_("days in a row"), low=1, high=3660, default=1),
                YesNo(name="holds_overnight", label=_("The spot stays taken at night between the days")),
                spans("windows", _("Possible dates"), _("The whole season")),
                weekdays(_("Of the first day.")),
                ListOf(
                    name="not_dates",
                    label=_("Never on"),
                    item=Day(),
                    add=_("Add a date"),
                    help=_("Days to avoid: a football final, an election."),
                ),
            ),
        ),
        Section(
            title=_("Again and again"),
            fields=(
                Whole(
                    name="occurrences",
                    label=_("Held at most"),
                    unit=_("times"),
                    default=1,
                ),
                Whole(
                    name="repeat_value",
                    label=_("Value of each further time"),
                    unit=_("points"),
                    low=-1_000_000_000,
                    help=_("Leave empty if it is worth as much as the first."),
                ),
                Whole(name="min_gap_days", label=_("At least between two"), unit=_("days"), example=14),
            ),
        ),
        Section(
            title=_("Where"),
            fields=(
                chosen("spots", _("Spots"), _("Every spot that fits"), "spots"),
                Whole(name="attendance", label=_("People expected"), unit=_("people"), default=0),
                Whole(name="power_w", label=_("Electric power"), unit="W", default=0, example=3500),
                words(
                    "features", _("Equipment it needs"), "features", _("Example: water, cover, flat ground.")
                ),
                YesNo(name="loud", label=_("Amplified sound")),
                points_for(
                    "spot_points",
                    _("Places it suits"),
                    "spots",
                    "streets",
                    help=_("Points for a spot or for a whole street."),
                ),
            ),
        ),
        Section(
            title=_("Staff and cost"),
            fields=(
                crew(_("For each day of the event, setting up and taking down included.")),
                Euros(
                    name="cost_cents",
                    label=_("Cost each time"),
                    default=0,
                    help=_("Artists, hire, rights. The fee of the spot and the hours of staff come on top."),
                ),
            ),
        ),
        Section(
            title=_("With other events"),
            folded=True,
            fields=(
                Refs(
                    name="after",
                    label=_("Only after"),
                    lists=("events",),
                    help=_("These must all be over before it begins."),
                ),
                Refs(name="not_same_day", label=_("Never on the same day as"), lists=("events",)),
                Group(
                    name="inaugurates",
                    label=_("Opening of a shop"),
                    key="project",
                    fields=(
                        Ref(name="project", label=_("Project"), lists=("projects",), blank=_("none")),
                        Whole(
                            name="within_days",
                            label=_("At most"),
                            unit=_("days after it opens"),
                            required=True,
                            example=7,
                        ),
                    ),
                ),
            ),
        ),
        Section(title=_("Record"), fields=(ACTIVE, NOTES)),
    ),
    stem=("title",),
)
