"""Light trails with their installations and distances."""

from ...i18n import lazy_gettext as _
from ..composite import Group, Limited, ListOf
from ..counted import Counted
from ..fields import Euros, Text, Whole, YesNo
from ..kind import Column, Kind, Section
from ..sets import Ref, Refs
from ..walks import Legs, Measured, SpotsOnMap
from .common import (
    ACTIVE,
    ACTIVE_FILTER,
    NOTES,
    TAGS,
    crew,
    get,
    points_for,
    spans,
    title,
    value,
    weekdays,
    words,
)
from .events import CLOSES, OPENS, SETUP, TEARDOWN, hours

INSTALLATIONS = ListOf(
    name="installations",
    label=_("Installations"),
    help=_("The works of light that can be shown along the way, each at one stop."),
    add=_("Add an installation"),
    folded=True,
    item=Group(
        fields=(
            Text(name="id", label=_("Name"), required=True, help=_("Example: Les lucioles.")),
            Whole(
                name="value",
                label=_("Value"),
                unit=_("points"),
                low=-1_000_000_000,
                default=0,
                example=40,
                help=_("What showing it adds to the trail."),
            ),
            Euros(
                name="cost_cents",
                label=_("Cost"),
                default=0,
                help=_("Once, whatever the number of nights."),
            ),
            Whole(
                name="power_w",
                label=_("Electric power"),
                unit="W",
                default=0,
                example=2000,
                help=_("It stands only where there is as much."),
            ),
            words("features", _("Equipment it needs"), "features"),
            Limited(
                name="spots",
                label=_("Where it may stand"),
                everything=_("Every spot of the trail that fits"),
                only=_("Only these"),
                inner=Refs(lists=("spots",), of_trail=True),
            ),
            crew(_("On each night, on top of the trail’s own.")),
            points_for("spot_points", _("Places it suits"), "spots", "streets", help=""),
        )
    ),
)
DISTANCES = Legs(
    name="distances",
    label=_("From one spot to another"),
    help=_(
        "A pair without a distance cannot be walked: the trail never goes straight from one to the other."
    ),
)
MEASURED = Measured(name="measured", label=_("Measure of the walks"))

TRAILS = Kind(
    name="trails",
    plural=_("Light trails"),
    counted=Counted("%(num)s light trail", "%(num)s light trails"),
    of_some=Counted(
        "%(num)s light trail %(which)s of %(total)s", "%(num)s light trails %(which)s of %(total)s"
    ),
    new=_("New light trail"),
    create=_("Add a light trail"),
    what=_("Evening walks past works of light: which stops, in what order, on which nights."),
    role="event_team",
    title_of=title("title"),
    search=("title", "tags"),
    sort="title",
    columns=(
        Column(name="title", label=_("Light trail"), value=title("title"), kind="title"),
        Column(name="hours", label=_("Hours"), value=hours),
        Column(
            name="nights",
            label=_("Nights"),
            value=lambda document, choices: document.get("nights", 1),
            kind="number",
        ),
        Column(
            name="installations",
            label=_("Installations"),
            value=lambda document, choices: len(document.get("installations") or []),
            kind="number",
        ),
        Column(
            name="max_length_m", label=_("Length at most"), value=get("max_length_m"), kind="number", unit="m"
        ),
    ),
    filters=(ACTIVE_FILTER,),
    sections=(
        Section(
            title=_("The trail"),
            fields=(
                Text(name="title", label=_("Title"), required=True, help=_("As the public will read it.")),
                value(_("What holding it is worth to the town, besides its installations.")),
                TAGS,
            ),
        ),
        Section(
            title=_("When"),
            fields=(
                OPENS,
                CLOSES,
                Whole(
                    name="nights", label=_("Lasts"), unit=_("nights in a row"), low=1, high=3660, default=1
                ),
                spans("windows", _("Possible dates"), _("The whole season")),
                weekdays(_("Of the first night.")),
                SETUP,
                TEARDOWN,
            ),
        ),
        Section(
            title=_("The walk"),
            fields=(
                SpotsOnMap(
                    name="spots",
                    label=_("Spots"),
                    lists=("spots",),
                    required=True,
                    help=_("Where it may stop: the plan chooses among them, and in what order."),
                ),
                Whole(name="min_stops", label=_("Stops, at least"), default=2),
                Whole(name="max_stops", label=_("Stops, at most"), help=_("Empty: as many as bring points.")),
                Whole(
                    name="max_length_m",
                    label=_("Length at most"),
                    unit="m",
                    required=True,
                    example=2000,
                    help=_(
                        "Of the whole walk, with the way back of a loop. Example: 2000, half an hour on foot."
                    ),
                ),
                Whole(
                    name="max_leg_m",
                    label=_("Between two stops, at most"),
                    unit="m",
                    example=300,
                    help=_("So that nobody loses the thread. Empty: no limit. Example: 300."),
                ),
                Ref(name="first_spot", label=_("First stop"), lists=("spots",), blank=_("any")),
                Ref(name="last_spot", label=_("Last stop"), lists=("spots",), blank=_("any")),
                YesNo(name="loop", label=_("Comes back to the first stop")),
                YesNo(
                    name="step_free",
                    label=_("Every part of the way is step-free"),
                    help=_(
                        "Wheelchairs and pushchairs get through everywhere. Measure the walks again after changing it."
                    ),
                ),
            ),
        ),
        Section(title=_("Works of light"), fields=(INSTALLATIONS,)),
        Section(title=_("Distances on foot"), fields=(DISTANCES, MEASURED)),
        Section(title=_("Staff"), fields=(crew(_("On each night, for the whole trail.")),)),
        Section(title=_("Record"), fields=(ACTIVE, NOTES)),
    ),
    stem=("title",),
)
