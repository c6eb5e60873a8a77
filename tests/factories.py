"""Tiny constructors of problems and plans: say what matters, the rest suits.

Days are written as numbers: 0 is Monday 1 March 2027, the first day of the season; a span is (first, end).
"""

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from scheduler.fields import Hour, Span
from scheduler.plan import Charge, Dressing, Occurrence, Plan, Shift, Stop, Tenancy, TrailRun
from scheduler.problem import (
    CoverageTarget,
    Decision,
    Distance,
    Event,
    FundingLine,
    Inauguration,
    Installation,
    Kit,
    Partner,
    Premises,
    Problem,
    Project,
    Settings,
    Shop,
    Spot,
    Staff,
    Street,
    Support,
    Town,
    Trail,
    Weights,
)

MONDAY = date(2027, 3, 1)
WEEKS = 12


def day(number: int) -> date:
    return MONDAY + timedelta(number)


def span(first: int, end: int) -> Span:
    return Span(day(first), day(end))


def spans(*pairs: tuple[int, int]) -> tuple[Span, ...]:
    return tuple(span(*pair) for pair in pairs)


def at(hour: int, minutes: int = 0) -> Hour:
    return Hour(60 * hour + minutes)


def sunset(minutes: int = 0) -> Hour:
    return Hour(minutes, sunset=True)


def street(id: str = "s", **values: Any) -> Street:
    return Street(id=id, **values)


def premises(id: str = "a", area: Any = 50, street: str = "s", **values: Any) -> Premises:
    return Premises(id=id, street=street, area_m2=decimal(area), **values)


def shop(id: str = "shop", activity: str = "cafe", street: str = "s", **values: Any) -> Shop:
    return Shop(id=id, street=street, activity=activity, **values)


def project(
    id: str = "p",
    *,
    value: int = 100,
    weeks: Iterable[int] = (4,),
    earliest: int = 0,
    latest: int = 7 * WEEKS,
    activity: str | None = None,
    **values: Any,
) -> Project:
    return Project(
        id=id,
        activity=activity or f"activity of {id}",
        value=value,
        terms_weeks=tuple(weeks),
        earliest_start=day(earliest),
        latest_start=day(latest),
        **values,
    )


def support(partner: str = "partner", hours: Any = 5, weeks: int | None = None) -> Support:
    return Support(partner=partner, hours_per_week=decimal(hours), weeks=weeks)


def partner(id: str = "partner", hours: Any = 10, **values: Any) -> Partner:
    return Partner(id=id, hours_per_week=decimal(hours), **values)


def spot(id: str = "square", street: str = "s", **values: Any) -> Spot:
    return Spot(id=id, street=street, **values)


def event(id: str = "fair", opens: Any = 10, closes: Any = 12, *, value: int = 50, **values: Any) -> Event:
    return Event(id=id, value=value, opens=hour(opens), closes=hour(closes), **values)


def inauguration(project: str = "p", within_days: int = 7) -> Inauguration:
    return Inauguration(project=project, within_days=within_days)


def staff(id: str = "anna", *roles: str, **values: Any) -> Staff:
    for name in ("max_hours_day", "max_hours_week", "rest_hours"):
        if name in values:
            values[name] = decimal(values[name])
    return Staff(id=id, roles=roles or ("host",), **values)


def line(id: str = "town", cents: int = 10_000, **values: Any) -> FundingLine:
    if "max_percent" in values:
        values["max_percent"] = decimal(values["max_percent"])
    return FundingLine(id=id, amount_cents=cents, **values)


def target(id: str = "life", minimum: int = 1, penalty: int = 10, **values: Any) -> CoverageTarget:
    return CoverageTarget(id=id, minimum=minimum, penalty=penalty, **values)


def installation(id: str = "moon", **values: Any) -> Installation:
    return Installation(id=id, **values)


def leg(a: str, b: str, metres: int = 100, **values: Any) -> Distance:
    return Distance(a=a, b=b, metres=metres, **values)


def trail(
    id: str = "lights", spots: Iterable[str] = (), opens: Any = 20, closes: Any = 22, **values: Any
) -> Trail:
    values.setdefault("max_length_m", 1000)
    return Trail(id=id, spots=tuple(spots), opens=hour(opens), closes=hour(closes), **values)


def kit(id: str = "photo", stock: int = 1, **values: Any) -> Kit:
    return Kit(id=id, stock=stock, **values)


def decision(kind: str, item: str, **values: Any) -> Decision:
    return Decision(kind=kind, item=item, **values)


LISTS: dict[type, str] = {
    Street: "streets",
    Premises: "premises",
    Shop: "shops",
    Project: "projects",
    Partner: "partners",
    Spot: "spots",
    Event: "events",
    Staff: "staff",
    FundingLine: "funding",
    CoverageTarget: "coverage",
    Trail: "trails",
    Kit: "kits",
    Tenancy: "tenancies",
    Occurrence: "occurrences",
    TrailRun: "trails",
    Shift: "shifts",
    Charge: "charges",
    Dressing: "dressings",
}


def problem(*records: Any, town: dict[str, Any] | None = None, **values: Any) -> Problem:
    """
    A problem of these records, in a season of twelve weeks. Values that are settings or weights go there, the
    rest (``pins``, ``bans``, ``published``, ``funding``) to the problem itself. Street ``s`` is there if named.
    """
    lists = _lists(records)
    known = {one.id for one in lists.get("streets", ())}
    named = {one.street for name in ("premises", "shops", "spots") for one in lists.get(name, ())}
    lists["streets"] = (*lists.get("streets", ()), *(Street(id=name) for name in sorted(named - known)))
    weights = {name: values.pop(name) for name in Weights.__dataclass_fields__ if name in values}
    settings = {name: values.pop(name) for name in Settings.__dataclass_fields__ if name in values}
    if "max_rent_support_percent" in settings:
        settings["max_rent_support_percent"] = decimal(settings["max_rent_support_percent"])
    season = {"start": day(0), "end": day(7 * WEEKS), **(town or {})}
    return Problem(
        town=Town(**season), settings=Settings(**settings, points=Weights(**weights)), **(lists | values)
    )


def tenancy(project: str = "p", premises: str = "a", start: int = 0, *, days: int = 28) -> Tenancy:
    return Tenancy(project=project, premises=premises, start=day(start), end=day(start + days))


def occurrence(
    event: str = "fair", spot: str = "square", start: int = 0, id: str | None = None
) -> Occurrence:
    return Occurrence(id=id or f"{event} {start}", event=event, spot=spot, start=day(start))


def run(*stops: str | tuple[str, str], trail: str = "lights", start: int = 0) -> TrailRun:
    """A trail past these spots, each perhaps with an installation."""
    pairs = [(one, None) if isinstance(one, str) else one for one in stops]
    return TrailRun(
        trail=trail, start=day(start), stops=tuple(Stop(spot=s, installation=i) for s, i in pairs)
    )


def shift(
    owner: str = "fair 0", date: int = 0, staff: str = "anna", role: str = "host", count: int = 1
) -> Shift:
    return Shift(owner=owner, date=day(date), role=role, staff=staff, count=count)


def charge(kind: str, item: str, cents: int, line: str = "town") -> Charge:
    return Charge(kind=kind, item=item, line=line, amount_cents=cents)


def dressing(
    premises: str = "a", first: int = 0, end: int = 28, *, kit: str = "photo", id: str | None = None
) -> Dressing:
    return Dressing(
        id=id or f"{kit} {premises} {first}", kit=kit, premises=premises, start=day(first), end=day(end)
    )


def plan(*entries: Any, **values: Any) -> Plan:
    return Plan(**_lists(entries), **values)


def _lists(records: Iterable[Any]) -> dict[str, Any]:
    found: dict[str, tuple[Any, ...]] = {}
    for one in records:
        name = LISTS[type(one)]
        found[name] = (*found.get(name, ()), one)
    return found


def hour(value: Any) -> Hour:
    return value if isinstance(value, Hour) else at(value)


def decimal(value: Any) -> Any:

    return value if isinstance(value, Decimal) else Decimal(str(value))
