"""What there is to place and the limits: the records of ``rideau-problem/1``, frozen and checked.

Money is integer cents, areas and hours are exact decimals, days are half-open spans, points are integers.
A filter that is None allows everything, an empty one nothing; content that is missing is empty.
References between records are resolved by ``files.read_problem`` (or ``references.unresolved``), not here.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Annotated

from .fields import (
    Amount,
    Cents,
    Count,
    Days,
    Footfall,
    Hour,
    Id,
    Key,
    LateTime,
    NonEmpty,
    Null,
    OneOf,
    Percent,
    Point,
    Points,
    Positive,
    ProblemError,
    Range,
    Record,
    RefByKind,
    Roles,
    Span,
    Tag,
    Time,
    Weekday,
    ref,
)
from .plan import PLACED, Plan

StreetId = Annotated[str, NonEmpty(), ref("streets")]
PremisesId = Annotated[str, NonEmpty(), ref("premises")]
ProjectId = Annotated[str, NonEmpty(), ref("projects")]
SpotId = Annotated[str, NonEmpty(), ref("spots")]
EventId = Annotated[str, NonEmpty(), ref("events")]
PlaceId = Annotated[str, NonEmpty(), ref("premises", "streets")]
StandId = Annotated[str, NonEmpty(), ref("spots", "streets")]
Kind = Annotated[str, OneOf(("tenancy", "event", "trail"))]
CostKind = Annotated[str, OneOf(("tenancy", "event", "trail", "dressing"))]


@dataclass(frozen=True, slots=True, kw_only=True)
class Town(Record):
    """The town and the horizon ``[start, end)``; ``sunsets`` are minutes after midnight, local."""

    name: str = ""
    timezone: str = ""
    start: date
    end: date
    latitude: Annotated[Decimal, Range(-90, 90)] | None = None
    longitude: Annotated[Decimal, Range(-180, 180)] | None = None
    sunsets: Mapping[date, Time] = field(default_factory=dict)

    def __post_init__(self) -> None:
        Record.__post_init__(self)
        if self.end <= self.start:
            raise ProblemError(f"town {self.name}: the horizon ends on {self.end}, not after {self.start}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights(Record):
    """Points per unit of each soft term."""

    footfall_week: Points = 1
    week_late: Points = 0
    clash: Points = 0
    change: Points = 0
    euro: Points = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings(Record):
    """Limits of the whole town; None switches a limit off."""

    start_weekday: Annotated[Weekday | None, Null()] = 1
    separation_metres: Annotated[Count | None, Null()] = None
    max_openings_per_week: Count | None = None
    max_rent_support_percent: Percent = Decimal(0)
    max_loud_days_per_street_month: Count | None = None
    max_sessions_per_day: Count | None = None
    today: date | None = None
    freeze_days: Count | None = None
    max_changes: Count | None = None
    role_rates: Mapping[Tag, Cents] = field(default_factory=dict)
    points: Weights = Weights()


@dataclass(frozen=True, slots=True, kw_only=True)
class Street(Record):
    """A street with its district and its footfall (0 to 100)."""

    id: Id
    name: str = ""
    district: Annotated[str, NonEmpty()] | None = None
    footfall: Footfall = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Premises(Record):
    """A unit that can be let; ``capacity`` above 1 is a shared shop whose area is divided."""

    id: Id
    street: StreetId
    address: str = ""
    point: Point | None = None
    area_m2: Amount
    frontage_m: Amount | None = None
    rent_cents_month: Cents = 0
    equipment: tuple[Tag, ...] = ()
    allowed_activities: tuple[Tag, ...] | None = None
    forbidden_activities: tuple[Tag, ...] = ()
    available: tuple[Span, ...] | None = None
    turnaround_days: Count = 0
    min_term_weeks: Count | None = None
    max_term_weeks: Count | None = None
    capacity: Positive = 1
    max_total_days: Count | None = None
    footfall: Footfall | None = None
    owner_points: Mapping[ProjectId, Points] = field(default_factory=dict)
    owner_veto: tuple[ProjectId, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Shop(Record):
    """A shop already trading; one that does not consent keeps its activity away from its door."""

    id: Id
    street: StreetId
    point: Point | None = None
    activity: Tag
    consents: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Support(Record):
    """Hours a week of a partner, in the first ``weeks`` of the term (None: the whole term)."""

    partner: Annotated[str, NonEmpty(), ref("partners")]
    hours_per_week: Amount
    weeks: Count | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Project(Record):
    """A candidate for premises; rent and grant in cents, areas in m², terms in weeks."""

    id: Id
    name: str = ""
    activity: Tag
    value: Points
    area_min_m2: Amount = Decimal(0)
    area_max_m2: Amount | None = None
    equipment: tuple[Tag, ...] = ()
    max_rent_cents_month: Cents | None = None
    terms_weeks: tuple[Positive, ...]
    earliest_start: date
    latest_start: date
    grant_cents: Cents = 0
    tags: tuple[Tag, ...] = ()
    preferences: Mapping[PlaceId, Points] = field(default_factory=dict)
    veto: tuple[PlaceId, ...] = ()
    support: Support | None = None
    committed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Partner(Record):
    """Who supports projects, with hours per week that all of them share."""

    id: Id
    hours_per_week: Amount
    absences: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot(Record):
    """A place where an event can stand; ``latest_end`` is minutes after midnight, up to 29:59."""

    id: Id
    street: StreetId
    point: Point | None = None
    capacity: Count | None = None
    power_w: Count = 0
    features: tuple[Tag, ...] = ()
    fee_cents: Cents = 0
    latest_end: LateTime | None = None
    closures: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Inauguration(Record):
    """The event opens this project's shop, at most ``within_days`` after the tenancy starts."""

    project: ProjectId
    within_days: Count


@dataclass(frozen=True, slots=True, kw_only=True)
class Event(Record):
    """Something to hold on spots; hours of the day, work in minutes, cost in cents, power in watts."""

    id: Id
    title: str = ""
    kind: str = ""
    audiences: tuple[Tag, ...] = ()
    tags: tuple[Tag, ...] = ()
    value: Points
    repeat_value: Points | None = None
    occurrences: Count = 1
    days: Days = 1
    opens: Hour
    closes: Hour
    setup_minutes: Count = 0
    teardown_minutes: Count = 0
    holds_overnight: bool = False
    windows: tuple[Span, ...] | None = None
    weekdays: tuple[Weekday, ...] | None = None
    not_dates: tuple[date, ...] = ()
    min_gap_days: Count | None = None
    cost_cents: Cents = 0
    attendance: Count = 0
    power_w: Count = 0
    features: tuple[Tag, ...] = ()
    spots: tuple[SpotId, ...] | None = None
    spot_points: Mapping[StandId, Points] = field(default_factory=dict)
    staff: Roles = field(default_factory=dict)
    loud: bool = False
    after: tuple[EventId, ...] = ()
    not_same_day: tuple[EventId, ...] = ()
    inaugurates: Inauguration | None = None
    committed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Staff(Record):
    """A named person (``headcount`` 1), or an agency or pool of several."""

    id: Id
    name: str = ""
    roles: tuple[Tag, ...]
    headcount: Positive = 1
    available: tuple[Span, ...] | None = None
    weekdays: tuple[Weekday, ...] | None = None
    absences: tuple[Span, ...] = ()
    max_hours_day: Amount = Decimal(10)
    max_hours_week: Amount = Decimal(48)
    rest_hours: Amount = Decimal(11)


@dataclass(frozen=True, slots=True, kw_only=True)
class FundingLine(Record):
    """Money (cents) that pays up to a percentage of what it is meant for, within its span."""

    id: Id
    name: str = ""
    amount_cents: Cents
    available: Span | None = None
    kinds: tuple[CostKind, ...] | None = None
    tags: tuple[Tag, ...] | None = None
    max_percent: Percent = Decimal(100)


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverageTarget(Record):
    """At least ``minimum`` units in every period; each missing one costs ``penalty`` points."""

    id: Id
    streets: tuple[StreetId, ...] | None = None
    districts: tuple[Annotated[str, NonEmpty(), ref("districts")], ...] | None = None
    start: Annotated[date | None, Key("from")] = None
    end: Annotated[date | None, Key("to")] = None
    every: Annotated[str, OneOf(("week", "month", "span"))] = "span"
    kinds: tuple[Annotated[str, OneOf(("event", "tenancy"))], ...] | None = None
    audience: Annotated[str, NonEmpty()] | None = None
    minimum: Count
    penalty: Points

    def __post_init__(self) -> None:
        Record.__post_init__(self)
        if self.start and self.end and self.end <= self.start:
            raise ProblemError(f"coverage {self.id}: ends on {self.end}, not after {self.start}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Installation(Record):
    """A work of light to show at a stop of its trail; cost in cents, power in watts."""

    id: Id
    value: Points = 0
    cost_cents: Cents = 0
    power_w: Count = 0
    features: tuple[Tag, ...] = ()
    spots: tuple[SpotId, ...] | None = None
    staff: Roles = field(default_factory=dict)
    spot_points: Mapping[StandId, Points] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Distance(Record):
    """Metres on foot between two spots, either way."""

    a: Annotated[str, NonEmpty(), ref("spots"), Key("from")]
    b: Annotated[str, NonEmpty(), ref("spots"), Key("to")]
    metres: Count
    step_free: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Trail(Record):
    """A light trail: a walk of at most ``max_length_m`` past installations, some nights in a row."""

    id: Id
    title: str = ""
    value: Points = 0
    windows: tuple[Span, ...] | None = None
    weekdays: tuple[Weekday, ...] | None = None
    nights: Days = 1
    opens: Hour
    closes: Hour
    min_stops: Count = 2
    max_stops: Count | None = None
    max_length_m: Count
    max_leg_m: Count | None = None
    first_spot: SpotId | None = None
    last_spot: SpotId | None = None
    loop: bool = False
    step_free: bool = False
    spots: tuple[SpotId, ...]
    installations: tuple[Installation, ...] = ()
    staff: Roles = field(default_factory=dict)
    setup_minutes: Count = 0
    teardown_minutes: Count = 0
    distances: tuple[Distance, ...] = ()
    tags: tuple[Tag, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Kit(Record):
    """Window dressings of one model: ``stock`` of them at once, each at least ``min_days``."""

    id: Id
    stock: Count
    cost_cents: Cents = 0
    min_days: Count = 28
    premises: tuple[PremisesId, ...] | None = None
    tags: tuple[Tag, ...] = ()
    value_week: Points = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision(Record):
    """A pin (at least one placement of the item matches) or a ban (none does)."""

    kind: Kind
    item: Annotated[str, NonEmpty(), RefByKind(PLACED)]
    premises: PremisesId | None = None
    spot: SpotId | None = None
    start: date | None = None
    term_weeks: Positive | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem(Record):
    """Everything a plan is made from. ``funding`` None: money is not a limit; empty: there is none."""

    town: Town
    settings: Settings = Settings()
    streets: tuple[Street, ...] = ()
    premises: tuple[Premises, ...] = ()
    shops: tuple[Shop, ...] = ()
    projects: tuple[Project, ...] = ()
    partners: tuple[Partner, ...] = ()
    spots: tuple[Spot, ...] = ()
    events: tuple[Event, ...] = ()
    staff: tuple[Staff, ...] = ()
    funding: tuple[FundingLine, ...] | None = None
    coverage: tuple[CoverageTarget, ...] = ()
    trails: tuple[Trail, ...] = ()
    kits: tuple[Kit, ...] = ()
    pins: tuple[Decision, ...] = ()
    bans: tuple[Decision, ...] = ()
    published: Plan | None = None
