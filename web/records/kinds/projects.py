"""Projects and their holders."""

from ...i18n import lazy_gettext as _
from ..composite import Group, TableOf
from ..counted import Counted
from ..fields import Choice, Day, Euros, Exact, Text, Whole, YesNo
from ..filters import Document, NumberFilter, StateFilter, ValueFilter
from ..kind import Column, Kind, Section
from ..sets import Ref, Refs, Wholes
from .common import (
    ACTIVE,
    ACTIVE_FILTER,
    NOTES,
    TAGS,
    TAGS_FILTER,
    get,
    joined,
    points_for,
    title,
    value,
    words,
)

STAGES = {
    "candidate": _("received"),
    "shortlisted": _("shortlisted"),
    "selected": _("selected"),
    "withdrawn": _("withdrawn"),
}


def how_many_selected(documents: list[Document]) -> str:
    selected = sum(1 for document in documents if document.get("stage") == "selected")
    return Counted("%(num)s of them selected", "%(num)s of them selected")(selected) if selected else ""


PROJECTS = Kind(
    name="projects",
    plural=_("Projects"),
    counted=Counted("%(num)s project", "%(num)s projects"),
    of_some=Counted("%(num)s project %(which)s of %(total)s", "%(num)s projects %(which)s of %(total)s"),
    new=_("New project"),
    create=_("Add a project"),
    what=_("The shops, workshops and studios that people want to open, for a trial or a season."),
    role="manager",
    title_of=title("name"),
    search=("name", "holder", "activity", "description", "tags"),
    sort="name",
    highlight=how_many_selected,
    columns=(
        Column(name="name", label=_("Project"), value=title("name"), kind="title"),
        Column(name="holder", label=_("Project holder"), value=get("holder")),
        Column(name="activity", label=_("Activity"), value=get("activity")),
        Column(
            name="stage",
            label=_("Stage"),
            value=lambda document, choices: document.get("stage", "candidate"),
            kind="badge",
            badges={
                "candidate": (STAGES["candidate"], "wait"),
                "shortlisted": (STAGES["shortlisted"], "wait"),
                "selected": (STAGES["selected"], "on"),
                "withdrawn": (STAGES["withdrawn"], "off"),
            },
        ),
        Column(name="area_min_m2", label=_("Area wanted"), value=get("area_min_m2"), kind="area"),
        Column(name="earliest_start", label=_("From"), value=get("earliest_start"), kind="day"),
        Column(name="terms_weeks", label=_("Weeks"), value=joined("terms_weeks"), wide=True),
        Column(name="value", label=_("Value"), value=get("value"), kind="number"),
    ),
    filters=(
        StateFilter(
            name="stage",
            label=_("Stage"),
            any=_("at any stage"),
            adjective=True,
            of=lambda document: document.get("stage", "candidate"),
            states={
                "candidate": Counted("received", "received"),
                "shortlisted": Counted("shortlisted", "shortlisted"),
                "selected": Counted("selected", "selected"),
                "withdrawn": Counted("withdrawn", "withdrawn"),
            },
        ),
        ValueFilter(
            name="activity",
            label=_("Activity"),
            any=_("all activities"),
            of=lambda document: document.get("activity"),
        ),
        NumberFilter(
            name="rent",
            label=_("Can pay a rent of at least"),
            unit="€",
            any=_("any rent"),
            of=lambda document: document.get("max_rent_cents_month", 10**12) / 100,
            sentence=Counted("able to pay %(number)s € a month", "able to pay %(number)s € a month"),
        ),
        TAGS_FILTER,
        ValueFilter(
            name="partner",
            label=_("Partner"),
            any=_("any partner"),
            of=lambda document: (document.get("support") or {}).get("partner"),
            lists=("partners",),
        ),
        ACTIVE_FILTER,
    ),
    sections=(
        Section(
            title=_("The project"),
            fields=(
                Text(
                    name="name", label=_("Name"), required=True, help=_("Example: Atelier Céladon, ceramics.")
                ),
                Text(
                    name="activity",
                    label=_("Activity"),
                    suggest="activities",
                    required=True,
                    most=80,
                    help=_("One word for all shops of that trade. Example: bakery."),
                ),
                Text(
                    name="description",
                    label=_("Description"),
                    lines=4,
                    help=_("Two or three sentences for the public."),
                ),
                Choice(
                    name="stage",
                    label=_("Stage"),
                    options=tuple(STAGES.items()),
                    default="candidate",
                    required=True,
                ),
                value(_("What opening it is worth to the town, in points, as the jury sees it.")),
                YesNo(
                    name="committed",
                    label=_("Promised: must have a place in every plan"),
                ),
                TAGS,
            ),
        ),
        Section(
            title=_("The holder"),
            fields=(
                Text(name="holder", label=_("Project holder"), help=_("Never shown to the public.")),
                Text(name="email", label=_("E-mail"), kind="email", most=254),
                Text(name="phone", label=_("Telephone"), kind="tel", most=40),
            ),
        ),
        Section(
            title=_("The unit it needs"),
            fields=(
                Exact(name="area_min_m2", label=_("Area, at least"), unit="m²", default=0),
                Exact(
                    name="area_max_m2",
                    label=_("Area, at most"),
                    unit="m²",
                    help=_("Leave empty if any size will do."),
                ),
                words(
                    "equipment",
                    _("Equipment it needs"),
                    "equipment",
                    _("Example: water, extraction, cold room."),
                ),
                Euros(
                    name="max_rent_cents_month",
                    label=_("Rent it can pay per month"),
                    help=_("Leave empty if any rent will do."),
                ),
                points_for(
                    "preferences",
                    _("Places it prefers"),
                    "premises",
                    "streets",
                    help=_(
                        "Points for a unit or for a whole street. A unit’s own points count before its street’s."
                    ),
                ),
                Refs(
                    name="veto",
                    label=_("Places it refuses"),
                    lists=("streets", "premises"),
                    help=_("It will never be placed there."),
                ),
            ),
        ),
        Section(
            title=_("When"),
            fields=(
                Day(name="earliest_start", label=_("Opens at the earliest"), required=True),
                Day(name="latest_start", label=_("Opens at the latest"), required=True),
                Wholes(
                    name="terms_weeks",
                    label=_("Possible lengths of stay"),
                    unit=_("weeks"),
                    required=True,
                    help=_("Separated by commas; the plan chooses one. Example: 12, 26."),
                ),
            ),
        ),
        Section(
            title=_("Help"),
            fields=(
                Euros(
                    name="grant_cents",
                    label=_("Grant"),
                    default=0,
                    help=_("Paid once, from the budget lines."),
                ),
                Group(
                    name="support",
                    label=_("Support by a partner"),
                    key="partner",
                    fields=(
                        Ref(name="partner", label=_("Partner"), lists=("partners",), blank=_("none")),
                        Exact(name="hours_per_week", label=_("Hours per week"), unit="h", required=True),
                        Whole(
                            name="weeks",
                            label=_("During the first"),
                            unit=_("weeks"),
                            help=_("Leave empty for the whole stay."),
                        ),
                    ),
                ),
            ),
        ),
        Section(
            title=_("Jury"),
            folded=True,
            fields=(
                TableOf(
                    name="jury",
                    label=_("Marks of the jury"),
                    key=Text(name="criterion", label=_("Criterion"), suggest="criteria"),
                    value=Whole(name="mark", label=_("Mark"), low=0, high=1000, example=14),
                    add=_("Add a mark"),
                    help=_("Kept for the record; the value above is what the plan counts."),
                ),
            ),
        ),
        Section(title=_("Record"), fields=(ACTIVE, NOTES)),
    ),
)
