"""Window dressings, by model."""

from ...i18n import lazy_gettext as _
from ..counted import Counted
from ..fields import Euros, Text, Whole
from ..kind import Column, Kind, Section
from .common import ACTIVE, ACTIVE_FILTER, NOTES, TAGS, chosen, get, title

KITS = Kind(
    name="kits",
    plural=_("Window dressings"),
    counted=Counted("%(num)s model of window dressing", "%(num)s models of window dressing"),
    of_some=Counted(
        "%(num)s model of window dressing %(which)s of %(total)s",
        "%(num)s models of window dressing %(which)s of %(total)s",
    ),
    new=_("New window dressing"),
    create=_("Add a window dressing"),
    what=_("Films, pictures and displays for fronts that stand empty, by model."),
    role="event_team",
    title_of=title("name"),
    search=("name", "tags"),
    sort="name",
    columns=(
        Column(name="name", label=_("Window dressing"), value=title("name"), kind="title"),
        Column(name="stock", label=_("In stock"), value=get("stock"), kind="number"),
        Column(
            name="cost_cents",
            label=_("Cost per use"),
            value=lambda document, choices: document.get("cost_cents", 0),
            kind="euros",
        ),
        Column(
            name="min_days",
            label=_("At least"),
            value=lambda document, choices: document.get("min_days", 28),
            kind="number",
            unit=_("days"),
        ),
    ),
    filters=(ACTIVE_FILTER,),
    sections=(
        Section(
            title=_("The model"),
            fields=(
                Text(
                    name="name",
                    label=_("Name"),
                    required=True,
                    help=_("Example: Film of the old shop signs."),
                ),
                Whole(
                    name="stock",
                    label=_("In stock"),
                    required=True,
                    example=6,
                    help=_(
                        "How many can be up on the same day, in the whole town. One that comes down can go up again."
                    ),
                ),
                Euros(
                    name="cost_cents",
                    label=_("Cost per use"),
                    default=0,
                    help=_("Each time it is put up, however long it stays: printing, fitting, taking down."),
                ),
                Whole(
                    name="min_days",
                    label=_("Stays at least"),
                    unit=_("days"),
                    default=28,
                    help=_("A front that is empty for less time is left as it is."),
                ),
                chosen(
                    "premises",
                    _("Where it may be put up"),
                    _("Every front that stands empty"),
                    "premises",
                    help=_("Only while no tenancy is there: the plan weighs both together."),
                ),
                Whole(
                    name="value_week",
                    label=_("Value per week"),
                    unit=_("points"),
                    low=-1_000_000,
                    default=0,
                    example=1,
                    help=_(
                        "For each whole week it is up, times the footfall of the front (0 to 100). Example: 1 point, a "
                        "footfall of 40 and 8 weeks bring 1 × 40 × 8 = 320 points. Keep it small beside the value of a "
                        "project: a dressed front still stands empty."
                    ),
                ),
                TAGS,
            ),
        ),
        Section(title=_("Record"), fields=(ACTIVE, NOTES)),
    ),
)
