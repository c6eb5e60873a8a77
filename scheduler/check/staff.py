"""Rules of the people at work: roles, absences, and the hours that the law allows."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from fractions import Fraction

from ..case import Case, Session, Work, inside, monday, on, weekday
from ..message import Message, message
from ..problem import Staff
from .sweep import Load, peaks_above
from .violation import day, hours, of_session, time


def need(case: Case) -> Iterator[Message]:
    """Each session has exactly the staff it needs, by role, of members with the role, one role each."""
    filled: dict[tuple[str, str, int], Counter[str]] = defaultdict(Counter)
    roles: dict[tuple[tuple[str, str, int], str], set[str]] = defaultdict(set)
    for shift in case.plan.shifts:
        session, member = case.session_of(shift), case.members[shift.staff]
        if session is None:
            yield message(
                "{staff} has a shift for {item} on {day}, which is not held that day",
                staff=member.id,
                item=shift.owner,
                day=shift.date,
            )
        elif shift.role not in member.roles:
            yield message(
                "{staff} on {day}: does not hold the role {role}",
                staff=member.id,
                day=shift.date,
                role=shift.role,
            )
        else:
            filled[session.key][shift.role] += shift.count
            if member.headcount == 1:
                roles[session.key, member.id].add(shift.role)
    for group in (case.sessions, case.nights):
        for session in group:
            yield from _missing_or_too_many(session, filled[session.key])
    for (key, name), held in roles.items():
        if len(held) > 1:
            yield message(
                "{staff} on {day}: holds {number} roles in one session ({roles})",
                staff=name,
                day=on(key[2]),
                number=len(held),
                roles=", ".join(sorted(held)),
            )


def _missing_or_too_many(session: Session, filled: Counter[str]) -> Iterator[Message]:
    for role in sorted({*session.need, *filled}):
        wanted = session.need.get(role, 0)
        if filled[role] != wanted and session.kind == "event":
            yield message(
                "{event} on {day}: {number} of the role {role} where {wanted} are needed",
                **of_session(session),
                role=role,
                number=filled[role],
                wanted=wanted,
            )
        elif filled[role] != wanted:
            yield message(
                "{trail} on {day}: {number} of the role {role} where {wanted} are needed",
                **of_session(session),
                role=role,
                number=filled[role],
                wanted=wanted,
            )


def available(case: Case) -> Iterator[Message]:
    """Nobody works on a day on which they are absent or not available."""
    for shift in case.plan.shifts:
        member, number = case.members[shift.staff], shift.date.toordinal()
        allowed = member.available is None or inside(number, number + 1, member.available)
        weekdays = member.weekdays is None or weekday(number) in member.weekdays
        if not allowed or not weekdays or inside(number, number + 1, member.absences):
            yield message("{staff} is not available on {day}", staff=member.id, day=shift.date)


def overlap(case: Case) -> Iterator[Message]:
    """At any moment at most as many are at work as there are."""
    for name, work in sorted(case.work.items()):
        loads = [Load(w.begin, w.end, w.shift.count, w.session.item.id) for w in work]
        for peak in peaks_above(loads, case.members[name].headcount):
            yield message(
                "{staff} on {day} at {time}: {number} at work at once ({item}), at most {maximum}",
                staff=name,
                day=day(peak.moment),
                time=time(peak.moment),
                number=peak.total,
                item=peak.names,
                maximum=case.members[name].headcount,
            )


def minutes_by(work: list[Work], period: Callable[[int], int]) -> list[tuple[int, int]]:
    """Minutes at work by period of the date on which the session opens."""
    total: Counter[int] = Counter()
    for w in work:
        total[period(w.session.day)] += w.minutes
    return sorted(total.items())


def people(case: Case) -> Iterator[tuple[Staff, list[Work]]]:
    """Named people, who have limits of their own, with their work."""
    for name, work in sorted(case.work.items()):
        if case.members[name].headcount == 1:
            yield case.members[name], work


def hours_a_day(case: Case) -> Iterator[Message]:
    """A person works at most so many hours on one date."""
    for member, work in people(case):
        for number, minutes in minutes_by(work, lambda n: n):
            if minutes > 60 * Fraction(member.max_hours_day):
                yield message(
                    "{staff} on {day}: {worked} of work, at most {maximum} hours",
                    staff=member.id,
                    day=on(number),
                    worked=hours(minutes),
                    maximum=member.max_hours_day,
                )


def hours_a_week(case: Case) -> Iterator[Message]:
    """A person works at most so many hours in one week; an agency as many times as it has people."""
    for name, work in sorted(case.work.items()):
        member = case.members[name]
        most = member.headcount * Fraction(member.max_hours_week)
        for first, minutes in minutes_by(work, monday):
            if minutes > 60 * most:
                yield message(
                    "{staff} in the week of {day}: {worked} of work, at most {maximum} hours for {headcount}",
                    staff=name,
                    day=on(first),
                    worked=hours(minutes),
                    maximum=member.max_hours_week,
                    headcount=member.headcount,
                )


def rest(case: Case) -> Iterator[Message]:
    """Between the work of one date and that of a later date a person rests long enough."""
    for member, work in people(case):
        by_day: dict[int, list[Work]] = defaultdict(list)
        for w in work:
            by_day[w.session.day].append(w)
        ended: int | None = None
        for _, todays in sorted(by_day.items()):
            begin = min(w.begin for w in todays)
            if ended is not None and begin - ended < 60 * Fraction(member.rest_hours):
                yield message(
                    "{staff}: work ends on {day} at {time} and begins again on {day_2} at {time_2}, "
                    "a rest of {minimum} hours is needed",
                    staff=member.id,
                    day=day(ended),
                    time=time(ended),
                    day_2=day(begin),
                    time_2=time(begin),
                    minimum=member.rest_hours,
                )
            latest = max(w.end for w in todays)
            ended = latest if ended is None else max(ended, latest)
