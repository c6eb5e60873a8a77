"""Premises: let or empty, with their owner, their leases and what they accept."""

from datetime import date
from typing import Any

from ...i18n import lazy_gettext as _
from ..choices import Choices
from ..composite import Group, Limited, ListOf
from ..counted import Counted
from ..fields import Choice, Day, Euros, Exact, Maybe, Text, Whole, YesNo
from ..filters import Document, MonthFilter, NumberFilter, StateFilter, ValueFilter, overlaps
from ..kind import Column, Kind, Section
from ..sets import Ref, Refs, Tags
from .common import ACTIVE, ACTIVE_FILTER, NOTES, get, points_for, spans, words
from .places import POSITION, STREET, STREET_COLUMN, STREET_FILTER

VACANCY = {
    "vacant": _("vacant"),
    "occupied": _("occupied"),
    "works": _("under works"),
    "for_sale": _("for sale"),
    "dispute": _("in dispute"),
    "unknown": _("not known"),
}
CONSENT = {
    "none": _("not asked"),
    "asked": _("asked"),
    "given": _("given"),
    "refused": _("refused"),
}


def address(document: Document, choices: Choices) -> str:
    """The address, with the street where it says only the number."""
    text = str(document.get("address") or "")
    street = choices.name(("streets",), str(document.get("street") or ""))
    if not text:
        return f"{street} ({document.get('id', '')})" if street else str(document.get("id", ""))
    return f"{text} {street}" if street and not any(c.isalpha() for c in text.replace("bis", "")) else text


def by_street(document: Document, choices: Choices) -> str:
    """Street by street, then by house number."""
    street = choices.name(("streets",), str(document.get("street") or ""))
    return f"{street} {document.get('address', '')}"


def free(document: Document, start: date, end: date) -> bool:
    """Whether the premises can be let on some day of ``[start, end)``: available, and not leased throughout."""
    if document.get("status") in ("occupied", "dispute"):
        return False
    leases = [(str(one.get("start", "")), str(one.get("end", ""))) for one in document.get("leases") or []]
    taken = any(a <= start.isoformat() and b >= end.isoformat() for a, b in leases)
    return not taken and overlaps(document.get("available"), start, end)


def how_many_vacant(documents: list[Document]) -> str:
    vacant = sum(1 for document in documents if document.get("status", "vacant") == "vacant")
    return Counted("%(num)s of them vacant", "%(num)s of them vacant")(vacant) if vacant else ""


COLUMNS: tuple[Column, ...] = (
    Column(name="address", label=_("Unit of premises"), value=address, kind="title", rank=by_street),
    STREET_COLUMN,
    Column(
        name="status",
        label=_("State"),
        value=lambda document, choices: document.get("status", "vacant"),
        kind="badge",
        badges={
            "vacant": (VACANCY["vacant"], "vacant"),
            "occupied": (VACANCY["occupied"], "on"),
            "works": (VACANCY["works"], "off"),
            "for_sale": (VACANCY["for_sale"], "off"),
            "dispute": (VACANCY["dispute"], "off"),
            "unknown": (VACANCY["unknown"], "off"),
        },
    ),
    Column(name="area_m2", label=_("Area"), value=get("area_m2"), kind="area"),
    Column(name="rent_cents_month", label=_("Rent per month"), value=get("rent_cents_month"), kind="euros"),
    Column(name="vacant_since", label=_("Vacant since"), value=get("vacant_since"), kind="day", wide=True),
    Column(
        name="consent",
        label=_("Owner’s consent"),
        value=lambda document, choices: (
            "" if document.get("status") == "occupied" else document.get("consent", "none")
        ),
        kind="badge",
        badges={
            "none": (CONSENT["none"], "off"),
            "asked": (CONSENT["asked"], "wait"),
            "given": (CONSENT["given"], "on"),
            "refused": (CONSENT["refused"], "no"),
        },
        wide=True,
    ),
)

STATUS_FILTER = StateFilter(
    name="status",
    label=_("State"),
    any=_("in any state"),
    adjective=True,
    of=lambda document: document.get("status", "vacant"),
    states={
        "vacant": Counted("vacant", "vacant"),
        "occupied": Counted("occupied", "occupied"),
        "works": Counted("under works", "under works"),
        "for_sale": Counted("for sale", "for sale"),
        "dispute": Counted("in dispute", "in dispute"),
        "unknown": Counted("of unknown state", "of unknown state"),
    },
)

FILTERS = (
    STATUS_FILTER,
    MonthFilter(
        name="month",
        label=_("Free in"),
        any=_("free in any month"),
        free=free,
        sentence=Counted("free in %(month)s", "free in %(month)s"),
    ),
    NumberFilter(
        name="area",
        label=_("Area of at least"),
        unit="m²",
        any=_("any area"),
        of=lambda document: document.get("area_m2"),
        sentence=Counted("of at least %(number)s m²", "of at least %(number)s m²"),
    ),
    STREET_FILTER,
    StateFilter(
        name="consent",
        label=_("Owner’s consent"),
        any=_("whatever the owner says"),
        of=lambda document: document.get("consent", "none"),
        states={
            "none": Counted("owner not asked", "owners not asked"),
            "asked": Counted("owner asked", "owners asked"),
            "given": Counted("owner consents", "owners consent"),
            "refused": Counted("owner refuses", "owners refuse"),
        },
    ),
    ValueFilter(
        name="equipment",
        label=_("Equipment"),
        any=_("any equipment"),
        of=lambda document: document.get("equipment"),
    ),
    ValueFilter(
        name="owner",
        label=_("Owner"),
        any=_("all owners"),
        of=lambda document: document.get("owner"),
        lists=("owners",),
    ),
    ACTIVE_FILTER,
)


def activities(name: str, label: Any, help: Any) -> Tags:
    return words(name, label, "activities", help)


SECTIONS = (
    Section(
        title=_("Where it is"),
        fields=(
            STREET,
            Text(name="address", label=_("Address"), required=True, help=_("Example: 12 rue des Halles.")),
            POSITION,
        ),
    ),
    Section(
        title=_("What it is like"),
        fields=(
            Exact(
                name="area_m2", label=_("Area"), unit="m²", required=True, help=_("Sales area and storeroom.")
            ),
            Exact(
                name="frontage_m",
                label=_("Shop front"),
                unit="m",
                help=_("Width of the window on the street."),
            ),
            words("equipment", _("Equipment"), "equipment", _("Example: water, extraction, cold room.")),
            Text(
                name="level",
                label=_("Level"),
                suggest="levels",
                most=20,
                help=_("Example: ground floor, basement."),
            ),
            Maybe(
                name="step_free",
                label=_("Step-free entrance"),
                options=(("yes", _("yes")), ("no", _("no"))),
                blank=_("not known"),
            ),
            Whole(
                name="footfall",
                label=_("Footfall"),
                unit=_("out of 100"),
                high=100,
                help=_("Leave empty to take that of the street."),
            ),
        ),
    ),
    Section(
        title=_("State and owner"),
        fields=(
            Choice(
                name="status",
                label=_("State"),
                options=tuple(VACANCY.items()),
                default="vacant",
                required=True,
            ),
            Day(name="vacant_since", label=_("Vacant since")),
            Text(name="last_use", label=_("Last use"), help=_("Example: shoe shop.")),
            Ref(name="owner", label=_("Owner"), lists=("owners",), blank=_("not known")),
            Choice(
                name="consent",
                label=_("Owner’s consent"),
                options=tuple(CONSENT.items()),
                default="none",
                required=True,
                help=_("Whether the owner agrees to lend or let the unit for a trial."),
            ),
            Day(name="consent_on", label=_("Answered on")),
            Day(name="checked_on", label=_("Seen on site on")),
        ),
    ),
    Section(
        title=_("What can be let"),
        fields=(
            Euros(name="rent_cents_month", label=_("Rent per month"), default=0, help=_("Charges included.")),
            spans("available", _("Free"), _("The whole season")),
            Whole(name="min_term_weeks", label=_("Shortest stay"), unit=_("weeks"), example=8),
            Whole(name="max_term_weeks", label=_("Longest stay"), unit=_("weeks"), example=52),
            Whole(
                name="turnaround_days",
                label=_("Between two stays"),
                unit=_("days"),
                default=0,
                help=_("Time for the condition report and light works. Example: 14."),
            ),
            Whole(
                name="capacity",
                label=_("Projects at once"),
                low=1,
                default=1,
                help=_("1 for an ordinary unit; more for a shared shop, whose area is then divided."),
            ),
            Whole(
                name="max_total_days",
                label=_("Short leases, at most"),
                unit=_("days"),
                example=1095,
                help=_("Past leases below count. Three years is 1095 days; to be confirmed by counsel."),
            ),
        ),
    ),
    Section(
        title=_("Leases so far"),
        fields=(
            ListOf(
                name="leases",
                label=_("Leases so far"),
                help=_("Past and running leases. Short ones count towards the limit above."),
                add=_("Add a lease"),
                item=Group(
                    fields=(
                        Text(name="holder", label=_("Tenant")),
                        Day(name="start", label=_("First day"), required=True),
                        Day(name="end", label=_("Handed back on"), required=True),
                        YesNo(name="short", label=_("Short lease"), default=True),
                    )
                ),
            ),
        ),
    ),
    Section(
        title=_("Activities and wishes of the owner"),
        folded=True,
        fields=(
            Limited(
                name="allowed_activities",
                label=_("Activities allowed"),
                everything=_("All activities"),
                only=_("Only these"),
                inner=activities("", "", ""),
            ),
            activities(
                "forbidden_activities",
                _("Activities refused"),
                _("Example: food, if there is no extraction."),
            ),
            points_for(
                "owner_points",
                _("Projects the owner prefers"),
                "projects",
                help=_("Points for each project: above zero for a wish, below for a reserve."),
            ),
            Refs(
                name="owner_veto",
                label=_("Projects the owner refuses"),
                lists=("projects",),
                help=_("These will never be placed here."),
            ),
        ),
    ),
    Section(title=_("Record"), fields=(ACTIVE, NOTES)),
)

PREMISES = Kind(
    name="premises",
    plural=_("Premises"),
    counted=Counted("%(num)s unit of premises", "%(num)s premises"),
    of_some=Counted(
        "%(num)s unit of premises %(which)s of %(total)s", "%(num)s premises %(which)s of %(total)s"
    ),
    new=_("New premises"),
    create=_("Add premises"),
    what=_(
        "The ground-floor units of the centre, let or empty. Those that take part in planning are offered "
        "to the projects."
    ),
    role="manager",
    title_of=address,
    search=("address", "last_use", "notes"),
    sort="address",
    columns=COLUMNS,
    filters=FILTERS,
    highlight=how_many_vacant,
    sections=SECTIONS,
    stem=("address",),
)
