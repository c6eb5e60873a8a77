"""Streets, owners, shops already trading, and spots where events stand."""

from ...i18n import lazy_gettext as _
from ..composite import LateTime, Position
from ..counted import Counted
from ..fields import Euros, Text, Whole, YesNo
from ..filters import NumberFilter, StateFilter, ValueFilter
from ..kind import Column, Kind, Section
from ..sets import Ref
from .common import (
    ACTIVE_FILTER,
    NOTES,
    ON_FILE,
    closed,
    get,
    joined,
    named,
    title,
    words,
)

STREET = Ref(name="street", label=_("Street"), lists=("streets",), required=True)
STREET_FILTER = ValueFilter(
    name="street",
    label=_("Street"),
    any=_("all streets"),
    of=lambda document: document.get("street"),
    lists=("streets",),
)
STREET_COLUMN = Column(name="street", label=_("Street"), value=named("street", "streets"))
POSITION = Position(
    name="point",
    label=_("Position on the map"),
    help=_("Latitude then longitude, as maps on the web give them. Example: 46.5802 and 0.3404."),
)

STREETS = Kind(
    name="streets",
    plural=_("Streets"),
    counted=Counted("%(num)s street", "%(num)s streets"),
    of_some=Counted("%(num)s street %(which)s of %(total)s", "%(num)s streets %(which)s of %(total)s"),
    new=_("New street"),
    create=_("Add a street"),
    what=_(
        "The streets and squares of the centre. Everything else has its place on one of them, "
        "and their footfall gives points to what is held there."
    ),
    role="manager",
    title_of=title("name"),
    search=("name", "district"),
    sort="name",
    columns=(
        Column(name="name", label=_("Street"), value=title("name"), kind="title"),
        Column(name="district", label=_("District"), value=get("district")),
        Column(name="footfall", label=_("Footfall"), value=get("footfall"), kind="number"),
        Column(
            name="pedestrian",
            label=_("Pedestrian"),
            value=lambda document, choices: "yes" if document.get("pedestrian") else "",
            kind="badge",
            badges={"yes": (_("pedestrian"), "on")},
        ),
    ),
    filters=(
        ValueFilter(
            name="district",
            label=_("District"),
            any=_("all districts"),
            of=lambda document: document.get("district"),
        ),
        NumberFilter(
            name="footfall",
            label=_("Footfall of at least"),
            any=_("any footfall"),
            of=lambda document: document.get("footfall") or 0,
            sentence=Counted("footfall of at least %(number)s", "footfall of at least %(number)s"),
        ),
        ACTIVE_FILTER,
    ),
    sections=(
        Section(
            title=_("The street"),
            fields=(
                Text(name="name", label=_("Name"), required=True, help=_("Example: Rue des Halles.")),
                Text(
                    name="district",
                    label=_("District"),
                    suggest="districts",
                    optional=True,
                    help=_("Used to ask for as many events in each district. Example: Hypercentre."),
                ),
                Whole(
                    name="footfall",
                    label=_("Footfall"),
                    unit=_("out of 100"),
                    low=0,
                    high=100,
                    default=0,
                    help=_("0 for a street where nobody passes, 100 for the busiest of the town."),
                ),
                YesNo(name="pedestrian", label=_("Pedestrian street")),
            ),
        ),
        ON_FILE,
    ),
)

OWNERS = Kind(
    name="owners",
    plural=_("Owners"),
    counted=Counted("%(num)s owner", "%(num)s owners"),
    of_some=Counted("%(num)s owner %(which)s of %(total)s", "%(num)s owners %(which)s of %(total)s"),
    new=_("New owner"),
    create=_("Add an owner"),
    what=_("The people and companies that own premises. They are never shown to the public."),
    role="manager",
    title_of=title("name"),
    search=("name", "email", "phone"),
    sort="name",
    columns=(
        Column(name="name", label=_("Owner"), value=title("name"), kind="title"),
        Column(name="email", label=_("E-mail"), value=get("email")),
        Column(name="phone", label=_("Telephone"), value=get("phone")),
    ),
    sections=(
        Section(
            title=_("The owner"),
            fields=(
                Text(name="name", label=_("Name"), required=True, help=_("Example: SCI du Marché.")),
                Text(name="email", label=_("E-mail"), kind="email", most=254),
                Text(name="phone", label=_("Telephone"), kind="tel", most=40),
                NOTES,
            ),
        ),
    ),
)

SHOPS = Kind(
    name="shops",
    plural=_("Shops"),
    counted=Counted("%(num)s shop", "%(num)s shops"),
    of_some=Counted("%(num)s shop %(which)s of %(total)s", "%(num)s shops %(which)s of %(total)s"),
    new=_("New shop"),
    create=_("Add a shop"),
    what=_(
        "The shops that trade already. A shop that does not consent keeps projects of its activity "
        "away from its door."
    ),
    role="manager",
    title_of=title("name", "address"),
    search=("name", "address", "activity"),
    sort="name",
    columns=(
        Column(name="name", label=_("Shop"), value=title("name", "address"), kind="title"),
        STREET_COLUMN,
        Column(name="address", label=_("Address"), value=get("address"), wide=True),
        Column(name="activity", label=_("Activity"), value=get("activity")),
        Column(
            name="consents",
            label=_("Consent"),
            value=lambda document, choices: "yes" if document.get("consents") else "no",
            kind="badge",
            badges={"yes": (_("welcomes a neighbour"), "on"), "no": (_("not given"), "off")},
        ),
    ),
    filters=(
        STREET_FILTER,
        ValueFilter(
            name="activity",
            label=_("Activity"),
            any=_("all activities"),
            of=lambda document: document.get("activity"),
        ),
        StateFilter(
            name="consents",
            label=_("Consent"),
            any=_("with or without consent"),
            of=lambda document: "yes" if document.get("consents") else "no",
            states={
                "yes": Counted("that consents", "that consent"),
                "no": Counted("without consent", "without consent"),
            },
        ),
        ACTIVE_FILTER,
    ),
    sections=(
        Section(
            title=_("The shop"),
            fields=(
                Text(name="name", label=_("Name"), help=_("Example: Boulangerie Martin.")),
                Text(
                    name="activity",
                    label=_("Activity"),
                    suggest="activities",
                    required=True,
                    most=80,
                    help=_(
                        "The same word as in the projects, so that like is kept from like. Example: bakery."
                    ),
                ),
                STREET,
                Text(name="address", label=_("Address"), help=_("Example: 12 rue des Halles.")),
                Ref(
                    name="premises",
                    label=_("Unit of premises"),
                    lists=("premises",),
                    blank=_("not on the books"),
                    help=_("If the unit it trades in is on the books."),
                ),
                YesNo(
                    name="consents",
                    label=_("Accepts a project of the same activity nearby"),
                ),
                POSITION,
            ),
        ),
        ON_FILE,
    ),
)

SPOTS = Kind(
    name="spots",
    plural=_("Spots"),
    counted=Counted("%(num)s spot", "%(num)s spots"),
    of_some=Counted("%(num)s spot %(which)s of %(total)s", "%(num)s spots %(which)s of %(total)s"),
    new=_("New spot"),
    create=_("Add a spot"),
    what=_("The places where an event can stand: squares, bandstands, stretches of street."),
    role="event_team",
    title_of=title("name"),
    search=("name",),
    sort="name",
    columns=(
        Column(name="name", label=_("Spot"), value=title("name"), kind="title"),
        STREET_COLUMN,
        Column(name="capacity", label=_("People"), value=get("capacity"), kind="number"),
        Column(name="power_w", label=_("Power"), value=get("power_w"), kind="number", unit="W"),
        Column(name="features", label=_("Equipment"), value=joined("features"), wide=True),
        Column(name="fee_cents", label=_("Fee per day"), value=get("fee_cents"), kind="euros", wide=True),
    ),
    filters=(
        STREET_FILTER,
        NumberFilter(
            name="capacity",
            label=_("People, at least"),
            any=_("any capacity"),
            of=lambda document: document.get("capacity", 10**9),
            sentence=Counted("for at least %(number)s people", "for at least %(number)s people"),
        ),
        NumberFilter(
            name="power",
            label=_("Power, at least"),
            unit="W",
            any=_("any power"),
            of=lambda document: document.get("power_w") or 0,
            sentence=Counted("with at least %(number)s W", "with at least %(number)s W"),
        ),
        ValueFilter(
            name="features",
            label=_("Equipment"),
            any=_("any equipment"),
            of=lambda document: document.get("features"),
        ),
        ACTIVE_FILTER,
    ),
    sections=(
        Section(
            title=_("The spot"),
            fields=(
                Text(name="name", label=_("Name"), required=True, help=_("Example: Parvis de l’église.")),
                STREET,
                POSITION,
            ),
        ),
        Section(
            title=_("What it can take"),
            fields=(
                Whole(
                    name="capacity",
                    label=_("Capacity"),
                    unit=_("people"),
                    example=300,
                    help=_("Leave empty if there is no limit."),
                ),
                Whole(
                    name="power_w",
                    label=_("Electric power"),
                    unit="W",
                    default=0,
                    example=3500,
                    help=_("A 16 A outlet gives about 3500 W."),
                ),
                words(
                    "features",
                    _("Equipment"),
                    "features",
                    _("What events may need. Example: water, cover, flat ground."),
                ),
                Euros(name="fee_cents", label=_("Fee per day"), default=0, help=_("0 if it is free.")),
                LateTime(
                    name="latest_end",
                    label=_("Latest end"),
                    help=_("The hour after which no event may sound here. Leave empty if there is none."),
                ),
                closed(
                    "closures",
                    _("Closed"),
                    _("Days on which nothing can be held here: works, market, rehearsals."),
                ),
            ),
        ),
        ON_FILE,
    ),
)
