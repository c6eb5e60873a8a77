"""Rules of projects in premises."""

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from ..case import Case, Let, inside, monday, on, weekday
from ..costs import rent_support
from ..message import Message, message
from .distance import metres
from .sweep import Load, overlapping, peaks_above
from .violation import decimal, euros, of_let


def once(case: Case) -> Iterator[Message]:
    """A project has at most one tenancy; a committed project has one."""
    number = dict.fromkeys(case.projects, 0)
    for let in case.lets:
        number[let.project.id] += 1
    for project in case.projects.values():
        if number[project.id] > 1:
            yield message(
                "{project} has {number} tenancies, one is allowed",
                project=project.id,
                number=number[project.id],
            )
        if project.committed and not number[project.id]:
            yield message("{project} is committed and has no tenancy", project=project.id)


def window(case: Case) -> Iterator[Message]:
    """A tenancy starts in the project's window, on the weekday for starts, for one of its terms."""
    day = case.problem.settings.start_weekday
    for let in case.lets:
        project = let.project
        if not project.earliest_start.toordinal() <= let.start <= project.latest_start.toordinal():
            yield message(
                "{project} at {premises} from {start}: must start from {earliest} to {latest}",
                **of_let(let),
                earliest=project.earliest_start,
                latest=project.latest_start,
            )
        if day is not None and weekday(let.start) != day:
            yield message(
                "{project} at {premises} from {start}: starts on weekday {found} (1 is Monday), {weekday} is needed",
                **of_let(let),
                found=weekday(let.start),
                weekday=day,
            )
        if not any(let.days == 7 * weeks for weeks in project.terms_weeks):
            yield message(
                "{project} at {premises} from {start} to {end}: {days} days, the terms asked for are {terms} weeks",
                **of_let(let),
                days=let.days,
                terms=", ".join(map(str, project.terms_weeks)) or "–",
            )
        if not (case.start <= let.start and let.end <= case.end):
            yield message(
                "{project} at {premises} from {start} to {end}: not inside the season, {first} to {last}",
                **of_let(let),
                first=on(case.start),
                last=on(case.end),
            )


def available(case: Case) -> Iterator[Message]:
    """A tenancy lies inside one span in which the premises are available, and its term suits them."""
    for let in case.lets:
        unit = let.premises
        if unit.available is not None and not inside(let.start, let.end, unit.available):
            yield message(
                "{project} at {premises} from {start} to {end}: the premises are not available all that time",
                **of_let(let),
            )
        if unit.min_term_weeks is not None and let.days < 7 * unit.min_term_weeks:
            yield message(
                "{project} at {premises} from {start}: {days} days, the premises are let for at least {minimum} weeks",
                **of_let(let),
                days=let.days,
                minimum=unit.min_term_weeks,
            )
        if unit.max_term_weeks is not None and let.days > 7 * unit.max_term_weeks:
            yield message(
                "{project} at {premises} from {start}: {days} days, the premises are let for at most {maximum} weeks",
                **of_let(let),
                days=let.days,
                maximum=unit.max_term_weeks,
            )


def fit(case: Case) -> Iterator[Message]:
    """Area, equipment and activity suit, and neither side refuses the other."""
    for let in case.lets:
        yield from _area(let)
        yield from _equipment_and_activity(let)
        yield from _refusals(let)


def _area(let: Let) -> Iterator[Message]:
    project, unit = let.project, let.premises
    area = unit.area_m2 if unit.capacity == 1 else Decimal(int(unit.area_m2) // unit.capacity)
    if area < project.area_min_m2:
        yield message(
            "{project} at {premises} from {start}: the unit has {area} m², {minimum} m² are needed",
            **of_let(let),
            area=area,
            minimum=project.area_min_m2,
        )
    if project.area_max_m2 is not None and area > project.area_max_m2:
        yield message(
            "{project} at {premises} from {start}: the unit has {area} m², at most {maximum} m² are wanted",
            **of_let(let),
            area=area,
            maximum=project.area_max_m2,
        )


def _equipment_and_activity(let: Let) -> Iterator[Message]:
    project, unit = let.project, let.premises
    missing = [tag for tag in project.equipment if tag not in unit.equipment]
    if missing:
        yield message(
            "{project} at {premises} from {start}: the unit lacks {missing}",
            **of_let(let),
            missing=", ".join(missing),
        )
    allowed = unit.allowed_activities is None or project.activity in unit.allowed_activities
    if not allowed or project.activity in unit.forbidden_activities:
        yield message(
            "{project} at {premises} from {start}: the activity {activity} is not allowed there",
            **of_let(let),
            activity=project.activity,
        )


def _refusals(let: Let) -> Iterator[Message]:
    project, unit = let.project, let.premises
    if unit.id in project.veto or unit.street in project.veto:
        yield message(
            "{project} at {premises} from {start}: the project refuses these premises or {street}",
            **of_let(let),
            street=unit.street,
        )
    if project.id in unit.owner_veto:
        yield message("{project} at {premises} from {start}: the owner refuses this project", **of_let(let))


def rent(case: Case) -> Iterator[Message]:
    """The rent above what the project can pay is at most the share that the town supports."""
    most = case.problem.settings.max_rent_support_percent
    for let in case.lets:
        whole, support = let.premises.rent_cents_month, rent_support(let)
        if 100 * support > Fraction(most) * whole:
            yield message(
                "{project} at {premises} from {start}: {support} € a month of a rent of {rent} € would be "
                "left to the town, which pays at most {percent} %",
                **of_let(let),
                support=euros(support),
                rent=euros(whole),
                percent=most,
            )


def overlap(case: Case) -> Iterator[Message]:
    """On any day, tenancies with their turnaround are at most as many as the premises hold."""
    loads = defaultdict(list)
    for let in case.lets:
        loads[let.premises.id].append(Load(let.start, let.cleared, 1, let.project.id))
    for unit in case.problem.premises:
        for peak in peaks_above(loads[unit.id], unit.capacity):
            yield message(
                "{premises} on {day}: {number} tenancies at once ({project}), turnaround included, "
                "at most {maximum}",
                premises=unit.id,
                day=on(peak.moment),
                number=peak.total,
                project=peak.names,
                maximum=unit.capacity,
            )


def lease_cap(case: Case) -> Iterator[Message]:
    """The days on which premises are let are at most their cap of short leases."""
    spans = defaultdict(list)
    for let in case.lets:
        if let.start < let.end:
            spans[let.premises.id].append((let.start, let.end))
    for unit in case.problem.premises:
        days, reached = 0, 0
        for start, end in sorted(spans[unit.id]):
            days += max(0, end - max(start, reached))
            reached = max(reached, end)
        if unit.max_total_days is not None and days > unit.max_total_days:
            yield message(
                "{premises}: let {days} days in all, short leases allow {maximum}",
                premises=unit.id,
                days=days,
                maximum=unit.max_total_days,
            )


def separation(case: Case) -> Iterator[Message]:
    """Two shops of one activity are not open on the same day on one street or too near each other."""
    limit = case.problem.settings.separation_metres
    if limit is None:
        return
    by_activity: dict[str, list[Let]] = defaultdict(list)
    for let in case.lets:
        by_activity[let.project.activity].append(let)
    for lets in by_activity.values():
        for moment, a, b in overlapping((let.start, let.end, let) for let in lets):
            if ((gap := metres(a.premises, b.premises)) is not None and gap < limit) or _same_street(a, b):
                yield message(
                    "{project} at {premises} and {project_2} at {premises_2} on {day}: the same activity "
                    "({activity}) on one street or nearer than {maximum} m",
                    project=a.project.id,
                    premises=a.premises.id,
                    project_2=b.project.id,
                    premises_2=b.premises.id,
                    day=on(moment),
                    activity=a.project.activity,
                    maximum=limit,
                )
    yield from _near_shops(case, by_activity, limit)


def _same_street(a: Let, b: Let) -> bool:
    return a.premises.street == b.premises.street


def _near_shops(case: Case, by_activity: dict[str, list[Let]], limit: int) -> Iterator[Message]:
    for shop in case.problem.shops:
        for let in () if shop.consents else by_activity.get(shop.activity, ()):
            gap = metres(let.premises, shop)
            if let.premises.street == shop.street or (gap is not None and gap < limit):
                yield message(
                    "{project} at {premises} from {start}: the same activity ({activity}) as {shop}, which "
                    "does not consent, on one street or nearer than {maximum} m",
                    **of_let(let),
                    activity=shop.activity,
                    shop=shop.id,
                    maximum=limit,
                )


def support_capacity(case: Case) -> Iterator[Message]:
    """On every day the hours that a partner gives to projects are at most its own, and none while it is away."""
    loads: dict[str, list[Load]] = defaultdict(list)
    for let in case.lets:
        support = let.project.support
        if support:
            end = let.end if support.weeks is None else min(let.end, let.start + 7 * support.weeks)
            loads[support.partner].append(
                Load(let.start, end, Fraction(support.hours_per_week), let.project.id)
            )
    for partner in case.problem.partners:
        for peak in peaks_above(loads[partner.id], Fraction(partner.hours_per_week)):
            yield message(
                "{partner} on {day}: {hours} hours a week of support ({project}), at most {maximum}",
                partner=partner.id,
                day=on(peak.moment),
                hours=decimal(peak.total),
                project=peak.names,
                maximum=partner.hours_per_week,
            )
        for load in loads[partner.id]:
            for away in partner.absences if load.amount > 0 else ():
                first = max(load.begin, away.start.toordinal())
                if first < min(load.end, away.end.toordinal()):
                    yield message(
                        "{partner} is away on {day} and cannot support {project}",
                        partner=partner.id,
                        day=on(first),
                        project=load.name,
                    )


def openings(case: Case) -> Iterator[Message]:
    """At most so many tenancies start in one week."""
    most = case.problem.settings.max_openings_per_week
    weeks: dict[int, list[str]] = defaultdict(list)
    for let in case.lets:
        weeks[monday(let.start)].append(let.project.id)
    for first, names in sorted(weeks.items()):
        if most is not None and len(names) > most:
            yield message(
                "Week of {day}: {number} tenancies start ({project}), at most {maximum}",
                day=on(first),
                number=len(names),
                project=tuple(names),
                maximum=most,
            )
