"""People who work on events, and partners who support projects."""

from ...i18n import lazy_gettext as _
from ..counted import Counted
from ..fields import Exact, Text, Whole, YesNo
from ..filters import Document, StateFilter, ValueFilter
from ..kind import Column, Kind, Section
from .common import ACTIVE, ACTIVE_FILTER, NOTES, closed, get, joined, spans, title, weekdays, words


def family(document: Document) -> str:
    if int(document.get("headcount", 1)) > 1:
        return "pool"
    return "volunteer" if document.get("volunteer") else "named"


PEOPLE = Kind(
    name="people",
    plural=_("People"),
    counted=Counted("%(num)s person or team", "%(num)s people and teams"),
    of_some=Counted(
        "%(num)s person or team %(which)s of %(total)s", "%(num)s people and teams %(which)s of %(total)s"
    ),
    new=_("New person or team"),
    create=_("Add a person or a team"),
    what=_("Who sets up, runs and watches over events: agents of the town, agencies, volunteers."),
    role="event_team",
    title_of=title("name"),
    search=("name", "roles", "email"),
    sort="name",
    columns=(
        Column(name="name", label=_("Name"), value=title("name"), kind="title"),
        Column(name="roles", label=_("Roles"), value=joined("roles")),
        Column(
            name="headcount",
            label=_("People"),
            value=lambda document, choices: document.get("headcount", 1),
            kind="number",
        ),
        Column(
            name="family",
            label=_("Kind"),
            value=lambda document, choices: family(document),
            kind="badge",
            badges={
                "named": (_("agent"), "on"),
                "volunteer": (_("volunteer"), "wait"),
                "pool": (_("agency or pool"), "off"),
            },
        ),
        Column(
            name="max_hours_week",
            label=_("Hours per week"),
            value=lambda document, choices: document.get("max_hours_week", 48),
            kind="number",
            wide=True,
        ),
    ),
    filters=(
        ValueFilter(
            name="role", label=_("Role"), any=_("in any role"), of=lambda document: document.get("roles")
        ),
        StateFilter(
            name="family",
            label=_("Kind"),
            any=_("people and teams of any kind"),
            of=family,
            states={
                "named": Counted("agent of the town", "agents of the town"),
                "volunteer": Counted("volunteer", "volunteers"),
                "pool": Counted("agency or pool", "agencies and pools"),
            },
        ),
        ACTIVE_FILTER,
    ),
    sections=(
        Section(
            title=_("Who"),
            fields=(
                Text(
                    name="name",
                    label=_("Name"),
                    required=True,
                    help=_("Example: Nadia Belkacem, or Agence Sentinelle."),
                ),
                words(
                    "roles",
                    _("Roles"),
                    "roles",
                    _("What they can do. Example: technician, steward."),
                    required=True,
                ),
                Whole(
                    name="headcount",
                    label=_("Number of people"),
                    low=1,
                    default=1,
                    help=_("1 for a person; more for an agency or a pool, of whom so many at once."),
                ),
                YesNo(name="volunteer", label=_("Volunteer")),
                Text(name="email", label=_("E-mail"), kind="email", most=254),
                Text(name="phone", label=_("Telephone"), kind="tel", most=40),
            ),
        ),
        Section(
            title=_("When"),
            fields=(
                spans("available", _("Available"), _("The whole season")),
                weekdays(_("Days on which they can work.")),
                closed("absences", _("Absences"), _("Leave, training, school holidays.")),
            ),
        ),
        Section(
            title=_("Working time"),
            help=_("The defaults are the guarantees of territorial agents (décret 2000-815)."),
            fields=(
                Exact(name="max_hours_day", label=_("At most, in a day"), unit="h", high=24, default=10),
                Exact(name="max_hours_week", label=_("At most, in a week"), unit="h", high=168, default=48),
                Exact(name="rest_hours", label=_("Rest between two days"), unit="h", high=48, default=11),
            ),
        ),
        Section(title=_("Record"), fields=(ACTIVE, NOTES)),
    ),
)

PARTNERS = Kind(
    name="partners",
    plural=_("Partners"),
    counted=Counted("%(num)s partner", "%(num)s partners"),
    of_some=Counted("%(num)s partner %(which)s of %(total)s", "%(num)s partners %(which)s of %(total)s"),
    new=_("New partner"),
    create=_("Add a partner"),
    what=_("Chambers, platforms and sponsors who give project holders some hours of their time each week."),
    role="manager",
    title_of=title("name"),
    search=("name",),
    sort="name",
    columns=(
        Column(name="name", label=_("Partner"), value=title("name"), kind="title"),
        Column(name="hours_per_week", label=_("Hours per week"), value=get("hours_per_week"), kind="number"),
        Column(
            name="absences",
            label=_("Absences"),
            value=lambda document, choices: len(document.get("absences") or []),
            kind="number",
        ),
    ),
    filters=(ACTIVE_FILTER,),
    sections=(
        Section(
            title=_("The partner"),
            fields=(
                Text(name="name", label=_("Name"), required=True, help=_("Example: Chambre de métiers.")),
                Exact(
                    name="hours_per_week",
                    label=_("Hours per week"),
                    unit="h",
                    high=10_000,
                    required=True,
                    help=_("For all projects together."),
                ),
                closed("absences", _("Absences"), _("No supported project can run on these days.")),
            ),
        ),
        Section(title=_("Record"), fields=(ACTIVE, NOTES)),
    ),
)
